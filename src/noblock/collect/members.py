"""Find what an attribute of a type stands for.

The rules of Python's attribute look-up, on mypy's types: along the receiver's bases the first that marks the member or,
in the project, defines it, decides. A definition in a library has no body to look at, so the marks of the classes above
it still hold, unless it is asynchronous.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mypy.maptype import map_instance_to_supertype
from mypy.nodes import (
    AssignmentStmt,
    Decorator,
    Expression,
    FuncDef,
    MemberExpr,
    OverloadedFuncDef,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import (
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    Overloaded,
    ProperType,
    TupleType,
    TypedDictType,
    TypeType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

from noblock.collect.tree import descendants
from noblock.declarations import Mark
from noblock.resolve import Resolver

# What makes a property of a function that it is called with.
PROPERTIES = ("builtins.property", "functools.cached_property")


@dataclass(frozen=True, slots=True)
class Member:
    """A class member: its marks under its public name, or the node that defines it.

    ``receiver`` is the full name of the class that it was looked up in, if another one defines it.
    """

    node: SymbolNode | None
    owner: TypeInfo
    name: str = ""
    marks: tuple[Mark, ...] = ()
    receiver: str = ""


class Members:
    """Looks members up in classes.

    Args:
        resolver: The marks of library classes.
        is_project: Whether the module of this name is part of the project, with bodies to look at.

    ``modules`` collects the names of all modules whose classes had a say.
    """

    def __init__(self, resolver: Resolver, is_project: Callable[[str], bool]) -> None:
        self._resolver = resolver
        self.is_project = is_project
        self.modules: set[str] = set()
        self._found: dict[tuple[TypeInfo, str], Member | None] = {}
        self._assigned: dict[TypeInfo, Mapping[str, list[Expression]]] = {}

    def find(self, info: TypeInfo, name: str, *, after: TypeInfo | None = None) -> Member | None:
        """Return the member that instances of a class have under a name; with ``after``, as ``super()`` sees it."""
        key = (info, name)
        if after is None and key in self._found:
            return self._found[key]
        mro = info.mro
        if after is not None and after in mro:
            mro = mro[mro.index(after) + 1 :]
        found = self._find(mro, name)
        self.modules.update(base.module_name for base in info.mro)
        if after is None:
            self._found[key] = found
        return found

    def assigned(self, info: TypeInfo) -> Mapping[str, list[Expression]]:
        """Return what is assigned to the attributes of instances anywhere in a class of the project, by name."""
        if info not in self._assigned:
            found: dict[str, list[Expression]] = defaultdict(list)
            for node in descendants(info.defn):
                for target in node.lvalues if isinstance(node, AssignmentStmt) else ():
                    if isinstance(target, MemberExpr) and isinstance(node, AssignmentStmt):
                        found[target.name].append(node.rvalue)
            self._assigned[info] = found
        return self._assigned[info]

    def loop_methods(self, info: TypeInfo) -> Iterator[tuple[str, TypeInfo]]:
        """Yield the methods that the project defines for a class and a library promises to run on the event loop."""
        promised = {name for base in info.mro for name in self._resolver.loop_methods(base.fullname)}
        for name in sorted(promised):
            member = self.find(info, name)
            if member is not None and member.node is not None and self.is_project(member.owner.module_name):
                yield name, member.owner

    def _find(self, mro: list[TypeInfo], name: str) -> Member | None:
        first: Member | None = None
        for base in mro:
            label, marks = self._resolver.member(base.fullname, name)
            if marks:
                return Member(None, base, label, marks)
            symbol = base.names.get(name)
            if symbol is None or symbol.node is None:
                continue
            member = Member(symbol.node, base, receiver=mro[0].fullname if base is not mro[0] else "")
            if self.is_project(base.module_name) or is_async(symbol.node):
                return first or member
            first = first or member
        return first


def instances(found: ProperType | None) -> Iterator[TypeInfo]:
    """Yield the classes that a value of this type may be an instance of."""
    match found:
        case Instance():
            yield found.type
        case UnionType():
            for item in found.items:
                yield from instances(get_proper_type(item))
        case TypeVarType():
            if found.values:
                for value in found.values:
                    yield from instances(get_proper_type(value))
            else:
                yield from instances(get_proper_type(found.upper_bound))
        case TupleType():
            yield found.partial_fallback.type
        case LiteralType() | TypedDictType():
            yield found.fallback.type
        case CallableType() | Overloaded() | NoneType():
            pass


def classes(found: ProperType | None) -> Iterator[TypeInfo]:
    """Yield the classes that a value of this type may itself be."""
    match found:
        case CallableType() if found.is_type_obj():
            yield found.type_object()
        case Overloaded():
            yield from classes(found.items[0])
        case TypeType():
            yield from instances(found.item)
        case UnionType():
            for item in found.items:
                yield from classes(get_proper_type(item))


def receivers(found: ProperType | None) -> Iterator[TypeInfo]:
    """Yield the classes whose special methods are run on a value of this type: of a class, those of its metaclass."""
    yield from instances(found)
    for info in classes(found):
        if info.metaclass_type is not None:
            yield info.metaclass_type.type


def definitions(found: ProperType | None) -> Iterator[tuple[SymbolNode, bool]]:
    """Yield the functions that a value of this type may be, as far as types tell, and whether they are bound."""
    match found:
        case CallableType() if not found.is_type_obj() and found.definition is not None:
            yield found.definition, found.is_bound
        case Overloaded():
            yield from definitions(found.items[0])
        case UnionType():
            for item in found.items:
                yield from definitions(get_proper_type(item))


def element(found: ProperType | None) -> ProperType | None:
    """Return the type of what looping over a value of this type gives, None if the type does not tell."""
    if isinstance(found, TupleType):
        return UnionType([*found.items])
    if not isinstance(found, Instance):
        return None
    iterable = next((base for base in found.type.mro if base.fullname == "typing.Iterable"), None)
    if iterable is None:
        return None
    return get_proper_type(map_instance_to_supertype(found, iterable).args[0])


def iterators(info: TypeInfo) -> Iterator[tuple[TypeInfo, str]]:
    """Yield the classes of which looping over an instance runs a special method, each with its name."""
    yield info, "__iter__"
    yield info, "__next__"
    symbol = info.get("__iter__")
    if symbol is None and info.get("__getitem__") is not None:
        yield info, "__getitem__"
    kind = get_proper_type(symbol.type) if symbol is not None and symbol.type is not None else None
    if isinstance(kind, CallableType):
        for made in instances(get_proper_type(kind.ret_type)):
            if made is not info and made.get("__next__") is not None:
                yield made, "__next__"


def is_async(node: SymbolNode | None) -> bool:
    """Tell whether calling a function only makes a coroutine or an asynchronous generator."""
    function = function_of(node)
    return function is not None and (function.is_coroutine or function.is_async_generator)


def is_property(node: SymbolNode | None) -> bool:
    """Tell whether reading the attribute runs a function."""
    if is_renamed_property(node):
        return True
    function = function_of(node)
    if function is None:
        return False
    if isinstance(node, OverloadedFuncDef):
        return node.is_property
    return function.is_property


def is_method(node: SymbolNode | None) -> bool:
    """Tell whether a member is a function that no decorator can have made something else of."""
    if isinstance(node, Decorator) and node.decorators:
        return False
    return function_of(node) is not None and not is_property(node)


def is_renamed_property(node: SymbolNode | None) -> bool:
    """Tell whether a variable of a class is another name for a property, as in ``content = value``."""
    # Fields that cannot be set are properties to mypy, too, but never inferred.
    return isinstance(node, Var) and node.is_property and node.is_inferred


def is_made_property(node: SymbolNode | None) -> bool:
    """Tell whether a variable of a class is a property that a call has made, as in ``content = property(read)``."""
    kind = get_proper_type(node.type) if isinstance(node, Var) and node.type is not None else None
    return isinstance(kind, Instance) and kind.type.fullname in PROPERTIES


def function_of(node: SymbolNode | None) -> FuncDef | None:
    """Return the function behind decorators and overloads."""
    if isinstance(node, OverloadedFuncDef):
        part = node.impl if node.impl is not None else node.items[0] if node.items else None
        return function_of(part)
    if isinstance(node, Decorator):
        return node.func
    return node if isinstance(node, FuncDef) else None
