"""Tell from a type what can be done with a value: whether it may be called, iterated over, entered or awaited."""

from __future__ import annotations

from mypy.nodes import (
    CallExpr,
    Expression,
    FuncItem,
    IntExpr,
    RefExpr,
    StrExpr,
    TypeInfo,
)
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    Overloaded,
    ProperType,
    TupleType,
    TypedDictType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

from noblock.collect.members import is_async
from noblock.collect.tables import is_display

# Where mypy's plugins keep what they know of the fields of a class.
_MADE_BY = frozenset(("dataclass", "attrs", "attrs_tag", "dataclass_tag", "pydantic-mypy-metadata"))

_ABSTRACT = ("typing.Iterable", "typing.Iterator", "typing.Collection", "contextlib.AbstractContextManager")


def is_plain(node: Expression, kind: ProperType | None) -> bool:
    """Tell whether an argument is data that nobody can call or consume with an effect."""
    if isinstance(node, (StrExpr, IntExpr)):
        return True
    if is_display(node) or (isinstance(node, RefExpr) and holds_callables(kind)):
        return False
    if not isinstance(kind, Instance) or kind.type.module_name != "builtins":
        return False
    return kind.type.name not in ("object", "function") and not is_iterator(kind)


def is_container(kind: ProperType | None) -> bool:
    """Tell whether iterating over a value of this type runs nothing of the project's or a library's."""
    if isinstance(kind, TupleType):
        return True
    return isinstance(kind, Instance) and kind.type.fullname in (
        "builtins.tuple", "builtins.list", "builtins.dict", "builtins.set", "builtins.frozenset", "builtins.str",
        "builtins.bytes", "builtins.range",
    )  # fmt: skip


def is_extended(kind: ProperType | None) -> bool:
    """Tell whether ``+=`` makes a value of this type take in whatever can be looped over."""
    return isinstance(kind, Instance) and kind.type.fullname in ("builtins.list", "builtins.bytearray")


def is_only_iterated(kind: ProperType | None) -> bool:
    """Tell whether a value of this type can be iterated over, but neither called nor entered."""
    match kind:
        case TupleType():
            return True
        case Instance():
            found = [bool(kind.type.get(name)) for name in ("__iter__", "__call__", "__enter__")]
            return found == [True, False, False]
        case UnionType():
            return all(is_only_iterated(get_proper_type(item)) for item in kind.items)
        case _:
            return False


def carries(kind: ProperType | None) -> bool:
    """Tell whether a value of this type may be called, iterated over or entered."""
    match kind:
        case None | AnyType() | CallableType() | Overloaded() | TypeVarType():
            return True
        case Instance():
            return any(kind.type.get(name) for name in ("__call__", "__next__", "__enter__")) or kind.type.fullname in (
                "typing.Iterable", "typing.Generator", "builtins.object", "builtins.function",
            )  # fmt: skip
        case UnionType():
            return any(carries(get_proper_type(item)) for item in kind.items)
        case _:
            return False


def may_be_called(kind: ProperType | None) -> bool:
    """Tell whether a value of this type may be called, or may stand for one that is."""
    match kind:
        case Instance():
            is_open = kind.type.fullname == "builtins.object" or kind.type.fallback_to_any
            return is_open or any(kind.type.get(name) for name in ("__call__", "__get__"))
        case UnionType():
            return any(may_be_called(get_proper_type(item)) for item in kind.items)
        case NoneType() | LiteralType() | TupleType() | TypedDictType():
            return False
        case _:
            return True


def is_function(kind: ProperType | None) -> bool:
    """Tell whether a type is declared for functions."""
    if isinstance(kind, UnionType):
        return any(is_function(get_proper_type(item)) for item in kind.items)
    return isinstance(kind, CallableType)


def is_plain_iterator(kind: ProperType | None) -> bool:
    """Tell whether a value of this type is good for nothing but to be iterated over."""
    return isinstance(kind, Instance) and kind.type.fullname in ("typing.Iterator", "typing.Generator")


def result_left_open(function: FuncItem) -> bool:
    """Tell whether a function says of what it gives only what can be done with that: loop over it, enter it."""
    kind = function.type.ret_type if isinstance(function.type, CallableType) else None
    declared = get_proper_type(kind) if kind is not None else None
    return isinstance(declared, Instance) and declared.type.fullname in _ABSTRACT


def may_be_generator(kind: ProperType | None) -> bool:
    """Tell whether a value of this type is a generator, or may be one."""
    if isinstance(kind, Instance):
        return kind.type.fullname == "typing.Generator"
    return kind is None or isinstance(kind, AnyType)


def is_iterator(kind: ProperType | None) -> bool:
    """Tell whether a value of this type does its work only when it is iterated over."""
    return isinstance(kind, Instance) and kind.type.get("__next__") is not None


def gives_iterator(call: CallExpr, kind: ProperType | None) -> bool:
    """Tell whether what a call gives does its work only when it is iterated over, as what ``iter`` gives always does.

    Args:
        call: The call.
        kind: The type of what it gives.
    """
    return is_iterator(kind) or (isinstance(call.callee, RefExpr) and call.callee.fullname == "builtins.iter")


def holds_callables(kind: ProperType | None) -> bool:
    """Tell whether a container of this type may hold functions."""
    match kind:
        case None | AnyType():
            return True
        case Instance():
            return any(carries(get_proper_type(argument)) for argument in kind.args)
        case _:
            return False


def holds_functions(kind: ProperType | None) -> bool:
    """Tell whether a type is declared for lists or tables of functions."""
    match kind:
        case TupleType():
            return any(is_function(get_proper_type(item)) for item in kind.items)
        case Instance() if kind.args and kind.type.module_name in ("builtins", "typing"):
            return is_function(get_proper_type(kind.args[-1]))
        case UnionType():
            return any(holds_functions(get_proper_type(item)) for item in kind.items)
        case _:
            return False


def is_awaitable(kind: ProperType | None) -> bool:
    """Tell whether a call of something of this type gives an awaitable."""
    if isinstance(kind, Overloaded):
        return is_awaitable(kind.items[0])
    if isinstance(kind, CallableType):
        returned = get_proper_type(kind.ret_type)
        return isinstance(returned, Instance) and returned.type.has_readable_member("__await__")
    if isinstance(kind, Instance):
        symbol = kind.type.get("__call__")
        return symbol is not None and (
            is_async(symbol.node) or is_awaitable(get_proper_type(symbol.type) if symbol.type else None)
        )
    return False


def is_perhaps_awaitable(kind: ProperType | None) -> bool:
    """Tell whether something of this type is awaitable or something else."""
    items = [get_proper_type(item) for item in kind.items] if isinstance(kind, UnionType) else []
    known = [item.type.has_readable_member("__await__") for item in items if isinstance(item, Instance)]
    return any(known) and not all(known)


def is_generated(info: TypeInfo) -> bool:
    """Tell whether the constructor of a class is made from its fields, as that of a dataclass."""
    made = info.get("__init__")
    return made is not None and made.plugin_generated and any(not _MADE_BY.isdisjoint(one.metadata) for one in info.mro)


def is_named_tuple(info: TypeInfo) -> bool:
    """Tell whether the constructor of a class takes its fields one by one, not all of them as that of a tuple does."""
    return any(base.is_named_tuple for base in info.mro)
