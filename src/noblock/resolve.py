"""Find mypy's own names for what the catalogue names publicly.

Users import ``requests.get``; mypy calls it ``requests.api.get``. Following symbol tables at run time, through
re-exports and aliases, makes the catalogue independent of where a library's versions keep their code. Classes are
resolved once; their members are looked up along the receiver's bases, so a mark holds for its class and what derives
from it, never for a mixin that happens to define the method.
"""

from __future__ import annotations

from collections.abc import Mapping

from mypy.nodes import (
    Decorator,
    FuncDef,
    MypyFile,
    OverloadedFuncDef,
    SymbolNode,
    TypeAlias,
    TypeInfo,
    Var,
)
from mypy.types import CallableType, Instance, get_proper_type

from noblock.catalogue import Catalogue
from noblock.categories import OCCASIONS
from noblock.declarations import VARIABLE, Mark
from noblock.left_open import LeftOpen
from noblock.marks import needed_keywords
from noblock.producers import Producers
from noblock.stubs import StubClass

Marks = tuple[Mark, ...]


class Resolver:
    """Marks by mypy's names, for the modules that mypy has loaded.

    ``functions`` and ``members`` are the short names of what has an effect: functions and classes, and attributes;
    ``invoking`` those of what calls a parameter; ``occasional`` those of what makes a function a command, or the like.
    ``needing`` are the keywords of which one must be handed over for a function to have an effect, by mypy's full name.
    ``left_open`` are the functions whose results mypy does not know.
    ``producers`` know what gives instances of classes whose special methods are marked.

    Args:
        catalogue: All marker stubs.
        modules: mypy's modules by name, which grow while it works.
    """

    def __init__(self, catalogue: Catalogue, modules: Mapping[str, MypyFile]) -> None:
        self.catalogue = catalogue
        self._modules = modules
        self._waiting: set[str] | None = None
        self._functions: dict[str, tuple[str, Marks]] = {}
        self._classes: dict[str, tuple[str, StubClass]] = {}
        self.functions: set[str] = set()
        self.members: set[str] = set()
        self.invoking: set[str] = set()
        self.occasional: set[str] = set()
        self.needing: dict[str, frozenset[str]] = {}
        self.producers = Producers(modules)
        self.left_open = LeftOpen()
        self._varying: set[str] = set()

    def refresh(self) -> None:
        """Take in the stubs of modules that mypy has analysed since the last time."""
        if self._waiting is None:
            self._waiting = set(self.catalogue.modules)
        analysed = [module for module in self._waiting & self._modules.keys() if self._modules[module].names]
        for module in sorted(analysed):
            self._waiting.discard(module)
            stub = self.catalogue.stub(module)
            for name, marks in stub.functions.items():
                self._add_function(module, name, marks)
            for name, found in stub.classes.items():
                self._add_class(module, name, found)
        for module in sorted(analysed):
            self.producers.take(self._modules[module].names, module)

    def function(self, fullname: str) -> tuple[str, Marks]:
        """Return the public name and the marks of a function, by mypy's full name."""
        return self._functions.get(fullname, ("", ()))

    def member(self, class_name: str, name: str) -> tuple[str, Marks]:
        """Return the public name and the marks of a class's own member, by mypy's full name of the class."""
        if class_name not in self._classes:
            return "", ()
        label, found = self._classes[class_name]
        marks = found.members.get(name, ())
        if not marks and found.every_method is not None and not name.startswith("_"):
            marks = (found.every_method,)
        return f"{label}.{name}", marks

    def overloads(self, label: str) -> Marks:
        """Return all marks of a function, a method or a constructor by its public name."""
        owner, dot, name = label.rpartition(".")
        label = label if dot else f"builtins.{name}"
        known = self.catalogue.function(label) or self.catalogue.member(owner, name)[1]
        return known or self.catalogue.member(label, "__init__")[1]

    def loop_methods(self, class_name: str) -> list[str]:
        """Return the names of a class's own methods whose overrides run on the event loop."""
        if class_name not in self._classes:
            return []
        _, found = self._classes[class_name]
        return [name for name, marks in found.members.items() if any(mark.is_context for mark in marks)]

    def varies(self, info: TypeInfo) -> bool:
        """Tell whether instances of a class differ by how they are made, or by what holds them, as a stub has it."""
        return bool(self._varying) and any(base.fullname in self._varying for base in info.mro)

    def held(self, fullname: str) -> str:
        """Return the public name of the class of what a library's variable holds, empty if no stub says it."""
        return holding(self.catalogue.function(fullname))

    def add_unseen_function(self, name: str, marks: Marks) -> None:
        """Take in the marks of a function that mypy cannot see, by its public name."""
        self._functions.setdefault(name, (name, marks))
        self._note(self.functions, {name.rpartition(".")[2]}, marks)

    def add_unseen_class(self, name: str, found: StubClass) -> None:
        """Take in the marks of a class that mypy cannot see, by its public name."""
        self._classes.setdefault(name, (name, found))
        if any(mark.returns for mark in found.members.get("__init__", ())):
            self._varying.add(name)
        for member, marks in found.members.items():
            self._note(self.members, {member}, marks)
            if member.startswith("__") and any(mark.category for mark in marks):
                self.producers.note({name})

    def class_name(self, public: str) -> str:
        """Return mypy's full name of a class, or the public one if mypy has not loaded it."""
        module, _, name = public.rpartition(".")
        node = self._find(module or "builtins", name)
        return node.fullname if isinstance(node, TypeInfo) else public

    def is_below(self, public: str, other: str) -> bool:
        """Tell whether one class, by its public name, is another one or derives from it, as far as mypy knows them."""
        module, _, name = public.rpartition(".")
        node = self._find(module or "builtins", name)
        return isinstance(node, TypeInfo) and node.has_base(self.class_name(other))

    def _add_function(self, module: str, name: str, marks: Marks) -> None:
        if marks[0].accessor == VARIABLE:
            self._varying.add(self.class_name(marks[0].returns))
            return
        node = self._find(module, name)
        label = _label(module, name)
        if isinstance(node, TypeInfo):
            self._add_class(module, name, StubClass((), {"__init__": marks}))
        elif isinstance(node, (FuncDef, Decorator, OverloadedFuncDef, Var)):
            self.left_open.take(node, marks)
            self._name(node.fullname, label, marks)
            self._note(self.functions, {name, node.name}, marks)
            symbol = self._modules[module].names.get(name)
            if symbol is not None and isinstance(symbol.node, Var):  # what it stands for is not in mypy's cache
                self._name(symbol.node.fullname, label, marks)
            needed = needed_keywords(marks)
            if needed:
                self.needing[node.fullname] = needed

    def _name(self, fullname: str, label: str, marks: Marks) -> None:
        """Take in the public name and the marks of a function, the best of several, by mypy's full name."""
        both = (self._functions.get(fullname, (label, marks)), (label, marks))
        self._functions[fullname] = min(both, key=lambda known: _rank(known[0], known[1], fullname))

    def _add_class(self, module: str, name: str, found: StubClass) -> None:
        node = self._find(module, name)
        if not isinstance(node, TypeInfo):
            self._varying.update(self.class_name(base) for base in found.bases)
            for member, marks in found.members.items():
                self._note(self.members, {member}, marks)
            return
        label = _label(module, name)
        if node.fullname in self._classes:
            known_label, known = self._classes[node.fullname]
            found = StubClass(known.bases, {**found.members, **known.members}, known.every_method or found.every_method)
            label = label if name == node.name else known_label
        self._classes[node.fullname] = (label, found)
        for member, marks in found.members.items():
            self.left_open.take(node.names[member].node if member in node.names else None, marks)
            is_constructor = member in ("__init__", "__new__")
            if is_constructor:
                self._note(self.functions, {name.rpartition(".")[2], node.name}, marks)
            self._note(self.members, {member}, marks)
            if member.startswith("__") and any(mark.category for mark in marks):
                self.producers.note({node.fullname})
        if found.every_method is not None:
            own = {member for base in node.mro for member in base.names if not member.startswith("_")}
            self._note(self.members, own, (found.every_method,))

    def _note(self, known: set[str], names: set[str], marks: Marks) -> None:
        if any(mark.category or mark.loops for mark in marks):
            known |= names
        if any(mark.calls or mark.loops or mark.offloads for mark in marks):
            self.invoking |= names
        if any(mark.calls_as in OCCASIONS for mark in marks):
            self.occasional |= names

    def _find(self, module: str, name: str) -> SymbolNode | None:
        tree = self._modules.get(module)
        names = tree.names if tree is not None else None
        node: SymbolNode | None = None
        for part in name.split("."):
            symbol = names.get(part) if names is not None else None
            node = _dealiased(symbol.node) if symbol is not None else None
            names = node.names if isinstance(node, TypeInfo) else None
        return node


def holding(marks: Marks) -> str:
    """Return the public name of the class of what a variable or an attribute holds, empty if its stub does not say."""
    return marks[0].returns if marks and marks[0].accessor == VARIABLE else ""


def _dealiased(node: SymbolNode | None) -> SymbolNode | None:
    """Follow ``Lock = _thread.lock`` and ``sleep = time.sleep`` to what they stand for."""
    if isinstance(node, TypeAlias):
        target = get_proper_type(node.target)
        return target.type if isinstance(target, Instance) else node
    if isinstance(node, Var) and node.type is not None:
        found = get_proper_type(node.type)
        if isinstance(found, CallableType) and found.definition is not None:
            return found.definition
        if isinstance(found, CallableType) and found.is_type_obj():
            return found.type_object()
    return node


def _rank(label: str, marks: Marks, fullname: str) -> tuple[bool, bool, int, str]:
    """Prefer what has marks to a result alone, then the library's own name to that of another, then the shortest."""
    is_marked = any(mark.decides or mark.calls or mark.offloads or mark.loops for mark in marks)
    return not is_marked, label.partition(".")[0] != fullname.partition(".")[0], label.count("."), label


def _label(module: str, name: str) -> str:
    return name if module == "builtins" else f"{module}.{name}"
