"""Ask mypy what a function returns, or what an attribute is, so that what the stubs say of it can be proved.

What a chain of calls goes on with is an object of a class: ``None`` does not count, and nothing is known where one of
the overloads, or one side of a union, is anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import Decorator, FuncDef, OverloadedFuncDef, SymbolNode, TypeInfo, Var
from mypy.subtypes import find_member
from mypy.types import (
    AnyType,
    FunctionLike,
    Instance,
    NoneType,
    Type,
    TypeOfAny,
    TypeVarLikeType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

from .worlds import World, is_property


def returned(world: World, module: str, name: str) -> frozenset[TypeInfo]:
    """Return the classes of what a function, a method, a property or an attribute gives; none where mypy cannot tell.

    Args:
        world: Where to look.
        module: The module that users import.
        name: The name inside it, with the class in front.
    """
    owner, _, member = name.rpartition(".")
    if not owner:
        return _results(_type_of(world.find(module, name)), is_read=False)
    info = world.find(module, owner)
    return member_returned(info, member) if isinstance(info, TypeInfo) else frozenset()


def member_returned(info: TypeInfo, member: str) -> frozenset[TypeInfo]:
    """Return the classes of what a member of an instance of a class gives."""
    symbol = info.get(member)
    if symbol is None:
        return frozenset()
    instance = Instance(info, [_default(variable) for variable in info.defn.type_vars])
    try:
        kind = find_member(member, instance, instance)
    except (AssertionError, AttributeError, KeyError):  # mypy asks for what only a running check has
        return frozenset()
    is_read = is_property(symbol.node) or isinstance(symbol.node, Var)
    return _results(kind, is_read=is_read)


def _default(variable: TypeVarLikeType) -> Type:
    """Return what stands for a parameter of a generic class: all that is known of it."""
    bound = get_proper_type(variable.upper_bound)
    is_known = isinstance(variable, TypeVarType) and isinstance(bound, Instance) and bound.type.mro[1:]
    return bound if is_known else AnyType(TypeOfAny.special_form)


def is_attribute(info: TypeInfo, member: str) -> bool:
    """Tell whether a member is read, not called."""
    symbol = info.get(member)
    if symbol is None:
        return False
    return is_property(symbol.node) or not isinstance(get_proper_type(_type_of(symbol.node)), FunctionLike)


def _type_of(node: SymbolNode | None) -> Type | None:
    match node:
        case Decorator():
            return node.var.type
        case FuncDef() | OverloadedFuncDef() | Var():
            return node.type
        case _:
            return None


def _results(kind: Type | None, *, is_read: bool) -> frozenset[TypeInfo]:
    found = get_proper_type(kind) if kind is not None else None
    if isinstance(found, FunctionLike) and found.is_type_obj():
        given = []  # a class that is handed over
    elif isinstance(found, FunctionLike):
        given = [item.ret_type for item in found.items]
    else:
        given = [found] if is_read and found is not None else []
    classes = {one for item in given for one in _classes(item)}
    return frozenset() if None in classes else frozenset(one for one in classes if one is not None)


def _classes(kind: Type) -> Iterator[TypeInfo | None]:
    """Yield the classes of a type; None where it may be anything, or is no plain class."""
    found = get_proper_type(kind)
    match found:
        case NoneType():
            pass
        case UnionType():
            for item in found.items:
                yield from _classes(item)
        case TypeVarType():
            yield from _classes(found.upper_bound)
        case Instance():
            yield found.type
        case _:
            yield None


def common(classes: frozenset[TypeInfo]) -> TypeInfo | None:
    """Return the one of some classes that all others derive from, if there is one."""
    return next((one for one in classes if all(one in other.mro for other in classes)), None)
