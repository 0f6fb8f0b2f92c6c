"""Find the methods that a call of an abstract one may run.

Those are the implementations that are visible from the calling module: in the modules that it imports, directly or
not. So the answer does not depend on what else is checked, or in which order. Only implementations that have
something to say are looked at; the others could not change it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mypy.nodes import NOT_ABSTRACT, Decorator, FuncDef, TypeInfo, Var
from mypy.subtypes import is_subtype
from mypy.types import AnyType, CallableType, FunctionLike, get_proper_type
from mypy.typevars import fill_typevars_with_any

from noblock.collect.abstract import is_abstract
from noblock.collect.members import function_of, is_async, is_property
from noblock.fullnames import BODY, CONSTRUCTORS, SUPER
from noblock.model import Function
from noblock.project import Project


class Dispatch:
    """The implementations that are visible from some modules.

    Args:
        project: All modules.
        module: The module whose calls are followed.

    ``modules`` and ``classes`` collect the names of all that had a say, also of methods that classes may get.
    """

    def __init__(self, project: Project, module: str) -> None:
        self._project = project
        self._module = module
        self._working: dict[str, set[str]] = {}
        self._found: dict[Function, list[str]] = {}
        self.modules: set[str] = set()
        self.classes: set[str] = set()

    def add(self, names: Iterable[str]) -> None:
        """Take in functions that are being worked on, by full name."""
        for name in names:
            self._working.setdefault(name.rpartition(".")[2], set()).add(name)
        self._found.clear()

    def implementations(self, function: Function) -> list[str]:
        """Return the full names of the methods that may run in place of an abstract one."""
        if function not in self._found:
            self._found[function] = sorted(set(self._implementations(function)))
        return self._found[function]

    def inherited(self, function: Function) -> Iterator[str]:
        """Yield the full names under which it may be known what classes make of a method that they inherit."""
        if function.receiver in ("", SUPER):
            return
        try:
            info = self._project.find_class(function.receiver)
        except KeyError:
            return
        self.classes.add(function.receiver)
        owner, _, method = function.name.rpartition(".")
        for base in info.mro:
            if base.fullname == owner:
                return
            yield f"{base.fullname}.{method}"

    def in_place(self, name: str, method: str) -> Function | None:
        """Return the method that objects of a class have in place of an abstract one.

        Args:
            name: The full name of the class.
            method: That of the abstract method.

        Returns:
            None if that is not certain. One without a name runs nothing.
        """
        owner, _, short = method.rpartition(".")
        self.classes.add(name)
        try:
            info, base = self._project.find_class(name), self._project.find_class(owner)
        except KeyError:
            return None
        self.classes.update(f"{above.fullname}.{short}" for above in info.mro)
        symbol = info.get(short)
        defined = function_of(symbol.node) if symbol is not None else None
        if _is_only_read(info, base, short):
            return Function("")
        if defined is None:
            return None
        if self._is_abstract(defined):
            return Function("") if _is_left_empty(defined, info) else None
        return Function(defined.fullname, 1, name if defined.info is not info else "")

    def is_async(self, name: str) -> bool:
        """Tell whether a function at the top of a module or a class is asynchronous as it is written."""
        module = self._project.module_of(name)
        tree = self._project.modules.get(module)
        names, node = (tree.names if tree is not None else {}), None
        for part in name.removesuffix(BODY).removeprefix(f"{module}.").split("."):
            node = names[part].node if part in names else None
            names = node.names if isinstance(node, TypeInfo) else {}
        return is_async(node)

    def _implementations(self, function: Function) -> Iterable[str]:
        owner, _, method = function.name.rpartition(".")
        try:
            base = self._project.find_class(owner)
        except KeyError:  # a setter, for one, has the name of a property before its own
            yield from (function.name,) if function.receiver else ()
            return
        if function.receiver:
            base = self._receiver(function.receiver, base)
            self.classes.update(f"{above.fullname}.{method}" for above in base.mro)
            own = base.get(method)
            defined = function_of(own.node) if own is not None else None
            if own is not None and (defined is None or not self._is_abstract(defined)):
                yield from (defined.fullname,) if defined is not None else ()
                return
            if defined is not None and _is_left_empty(defined, base):
                return
        if base.is_protocol and base.protocol_members == ["__call__"]:  # another way to write a function's type
            return
        for name in self._candidates(method):
            class_name = name.rpartition(".")[0]
            if name == function.name or class_name == base.fullname:
                continue
            self.classes.add(class_name)
            try:
                info = self._project.find_class(class_name)
            except KeyError:
                continue
            if _implements(info, base, method) and not _is_only_read(info, base, method):
                yield name

    def _receiver(self, name: str, base: TypeInfo) -> TypeInfo:
        """Return a class by name, or the one that is known to be above it, where that is not certain."""
        self.classes.add(name)
        try:
            info = self._project.find_class(name)
        except KeyError:
            return base
        return info if info.has_base(base.fullname) else base

    def _is_abstract(self, defined: FuncDef) -> bool:
        """Tell whether a method is abstract; mypy keeps bodies only as long as it works on them."""
        if defined.fullname in self._working.get(defined.name, ()):
            return is_abstract(defined)
        return self._project.summary(defined.fullname).is_abstract

    def _candidates(self, method: str) -> list[str]:
        if not self.modules:
            self.modules = self._project.closure(self._module)
        visible = self._project.called(method).items()
        names = [name for module, found in visible if module in self.modules for name in found]
        return sorted({*names, *self._working.get(method, ())})


def _is_left_empty(defined: FuncDef, info: TypeInfo) -> bool:
    """Tell whether a class that can have instances of its own leaves a method as empty as its abstract base has it."""
    return defined.abstract_status == NOT_ABSTRACT and defined.info.is_abstract and not info.is_abstract


def _implements(info: TypeInfo, base: TypeInfo, method: str) -> bool:
    """Tell whether a class may stand behind an abstract one: one above it, or a protocol that it fits.

    Who fits a protocol may be made in any way. mypy takes ``__getattr__``, a base that it does not know, a method
    that takes anything, or a property of which nobody says what it gives, for whatever a protocol asks for.
    """
    if info.has_base(base.fullname):
        return True
    if (
        not base.is_protocol
        or method in CONSTRUCTORS
        or info.fallback_to_any
        or (_takes_any(info, method) and not _takes_any(base, method))
    ):
        return False
    has_members = all(info.get(member) is not None for member in base.protocol_members)
    return has_members and is_subtype(fill_typevars_with_any(info), fill_typevars_with_any(base))


def _is_only_read(info: TypeInfo, base: TypeInfo, method: str) -> bool:
    """Tell whether a class has a plain method or attribute in place of a property: reading that runs nothing."""
    own, wanted = info.get(method), base.get(method)
    if own is None or wanted is None or not isinstance(own.node, (FuncDef, Var)):
        return False
    return isinstance(wanted.node, Decorator) and wanted.node.func.is_property


def _takes_any(info: TypeInfo, method: str) -> bool:
    """Tell whether a method takes any number of arguments, or a property in its place gives anything."""
    symbol = info.get(method)
    kind = get_proper_type(symbol.type) if symbol is not None and symbol.type is not None else None
    if symbol is not None and is_property(symbol.node):
        return kind is None or (isinstance(kind, CallableType) and isinstance(get_proper_type(kind.ret_type), AnyType))
    return isinstance(kind, FunctionLike) and any(item.is_var_arg for item in kind.items)
