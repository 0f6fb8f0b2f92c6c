"""Let mypy see what functions and variables without annotations are.

A function without a return annotation gives ``Any``, whatever its body returns, and a variable that is filled from it
is ``Any`` too. What is known of them all the same (see ``results``) is shown to mypy's second checker while it looks
at a body, and taken away again, so mypy's own checks never meet it. Its narrowing, its generics and its protocols then
work on presumed types as on declared ones, and nothing of that has to be done here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager

from mypy.nodes import CastExpr, Decorator, FuncDef, MemberExpr, NameExpr, SymbolNode, Var
from mypy.types import CallableType, ProperType, Type, get_proper_type

from noblock.collect.imports import is_imported_inside
from noblock.collect.inside import Inside
from noblock.collect.own import own_in, with_own
from noblock.collect.plain import ANY
from noblock.collect.showing import show, unremembered
from noblock.collect.stored import RESULT, WHOLE, Reader, found_under, written, written_import
from noblock.collect.unseen import Unseen
from noblock.project import Project

IMPORTED = "import "  # before the short name of what is presumed inside functions only


class Presumed:
    """The presumed types of all modules that are known so far.

    Args:
        project: Knows those of modules that are done.
        unseen: Stands in for libraries that mypy cannot see.
        keeps: Whether the modules that mypy has now will stay as they are.

    ``inside`` has what is presumed inside of functions.
    """

    def __init__(self, project: Project, unseen: Unseen, *, keeps: bool) -> None:
        self.inside = Inside(project.find_class)
        self._project = project
        self._unseen = unseen
        self._left_open = unseen.left_open
        self._reader = Reader(project, unseen)
        self._keeps = keeps
        self._texts: dict[str, str] = {}
        self._short: dict[str, set[str]] = {}
        self._modules: set[str] = set()
        self._known: dict[tuple[str, str], tuple[SymbolNode, Type] | None] = {}
        self._given: dict[SymbolNode, ProperType] = {}
        self._imports: dict[str, dict[Var | CastExpr, Type]] = {}

    def start(self, modules: Iterable[str]) -> None:
        """Forget what was presumed in some modules, because they are worked on."""
        self._project.names()
        self._texts = {}
        self._short = {}
        self._modules = set(modules)
        if not self._keeps:
            self._known = {}

    def add(self, name: str, what: str, kind: Type) -> None:
        """Presume something of a function or a variable in the modules that are worked on."""
        self._texts[name] = written(what, kind)
        self._short.setdefault(name.rpartition(".")[2], set()).add(name)

    def add_parameter(self, function: FuncDef, index: int, kind: Type) -> None:
        """Presume something of a parameter, inside the function only."""
        self.inside.add_parameter(function, index, kind)
        self._given[function.arguments[index].variable] = get_proper_type(kind)

    def add_inner_parameter(self, function: FuncDef, inner: FuncDef, index: int, kind: Type) -> None:
        """Presume something of a parameter of a function inside another one, inside that one only."""
        self.inside.add_inner(function, inner)
        self.add_parameter(inner, index, kind)

    def add_import(self, variable: Var, path: str) -> None:
        """Presume that a name stands for what an import path names in a library that mypy cannot see."""
        kind = self._reader.imported(path)
        if kind is None:
            return
        if not is_imported_inside(variable):  # a module's own, which others may import from it
            self._texts[variable.fullname] = written_import(path)
            self._short.setdefault(variable.name, set()).add(variable.fullname)
        else:
            self._imports.setdefault(variable.name, {})[variable] = kind
            self._given[variable] = kind

    def add_declared(self, variable: Var, kind: ProperType) -> None:
        """Presume that a variable is what its annotation says in spite of mypy's ``Any``."""
        if "." in variable.fullname:
            self.add(variable.fullname, WHOLE, kind)
        else:
            self._imports.setdefault(variable.name, {})[variable] = kind
            self._given[variable] = kind

    def add_alias(self, name: str, kind: ProperType) -> None:
        """Presume that an alias, which mypy takes for ``Any``, stands for a class: annotations may name it."""
        self._texts[name] = written(WHOLE, kind)

    def alias(self, name: str) -> ProperType | None:
        """Return what an alias stands for in spite of mypy's ``Any``."""
        text = self._text(name)
        read = self._reader.read(text) if text else None
        return get_proper_type(read[1]) if read is not None else None

    def add_cast(self, name: str, cast: CastExpr, kind: ProperType) -> None:
        """Presume that a cast, written with a function of some name, is to what its text says."""
        self._imports.setdefault(name, {})[cast] = kind

    def at(self, path: str) -> ProperType | None:
        """Return what an import path names in a library that mypy cannot see."""
        return self._unseen.at(path)

    def module(self, path: str) -> ProperType:
        """Return what stands for a module of a library that mypy sees, where one is handed over."""
        return self._unseen.in_place_of(path) or ANY

    def texts(self, module: str) -> dict[str, str]:
        """Return what is presumed in one of the modules that are worked on, by full name."""
        return {name: text for name, text in self._texts.items() if self._project.module_of(name) == module}

    def type_of(self, node: SymbolNode | None) -> ProperType | None:
        """Return the presumed type of a function or a variable."""
        if node is None:
            return None
        given = self._given.get(node)
        if given is not None:
            return given
        if not self.knows(node.name):
            return None
        found = self._found(node.fullname)
        return get_proper_type(found[1]) if found is not None else None

    def knows(self, short: str) -> bool:
        """Tell whether something is presumed of a function or a variable of some short name."""
        return short in self._short or short in self._project.names_presumed or short in self._left_open.names

    def fitting(self, names: Collection[str], function: FuncDef | None = None) -> frozenset[str]:
        """Return all that is presumed under some short names, and about the parameters of a function."""
        found: set[str] = {IMPORTED + short for short in self._imports.keys() & names}
        for known in self._by_short_name():
            for short in known.keys() & names:
                found.update(known[short])
        if function is not None:
            found.update(self.inside.names(function))
        return frozenset(found)

    def _by_short_name(self) -> tuple[Mapping[str, set[str]], ...]:
        return self._short, self._project.names_presumed, self._left_open.names

    @contextmanager
    def shown(self, fitting: Collection[str], function: FuncDef | None = None) -> Iterator[None]:
        """Let mypy take some functions and variables, and the parameters of one function, for what is presumed."""
        restore: list[Callable[[], None]] = []
        try:
            for name in sorted(fitting):
                for variable, kind in self._imports.get(name.removeprefix(IMPORTED), {}).items():
                    restore.append(show(variable, kind))
                found = self._found(name)
                if found is not None:
                    restore.append(show(*found))
            if function is not None:
                restore.extend(self.inside.show(function))
            with unremembered(bool(restore)):
                yield
        finally:
            for put_back in reversed(restore):
                put_back()

    def texts_of(self, fitting: Iterable[str]) -> frozenset[tuple[str, str]]:
        """Return what is presumed of some functions and variables, as one value that can be compared."""
        return frozenset((name, self._text(name)) for name in fitting)

    def type_called(self, name: str) -> Type | None:
        """Return the presumed type of the function or variable of a full name."""
        found = self._found(name)
        return found[1] if found is not None else None

    def modules(self, references: Iterable[NameExpr | MemberExpr]) -> set[str]:
        """Return the modules of those functions and variables among some names that something is presumed of."""
        return {
            self._project.module_of(node.node.fullname)
            for node in references
            if node.node is not None and self.type_of(node.node) is not None
        }

    def _found(self, name: str) -> tuple[SymbolNode, Type] | None:
        """Return the node of a full name, and the type that it is presumed to have."""
        text = self._text(name)
        if not text:
            return None
        if (name, text) not in self._known:
            self._known[name, text] = self._read(name, text)
        return self._known[name, text]

    def _text(self, name: str) -> str:
        text = self._texts.get(name, "")
        if not text and self._project.module_of(name) not in self._modules:
            text = self._project.presumed(name)
        return text or self._left_open.result(name)

    def _read(self, name: str, text: str) -> tuple[SymbolNode, Type] | None:
        node = found_under(name, self._project.modules)
        given = self._unseen.result_left_open(name)
        read = (RESULT, given) if given is not None else self._reader.read(text)
        if node is None or read is None:
            return None
        what, kind = read
        function = node.func if isinstance(node, Decorator) else node
        if what == RESULT and isinstance(function, FuncDef):
            signature, own = self.inside.signature(function).copy_modified(ret_type=kind, implicit=False), own_in(kind)
            return node, with_own(signature, own) if own is not None else signature
        if isinstance(kind, CallableType) and isinstance(node, (FuncDef, Decorator)):
            own = own_in(kind)
            kind = with_own(kind, own) if own is not None else kind
            kind = kind.copy_modified(definition=node)
        return node, kind
