"""Know what is certain of an argument, in the words that needs have for it.

That it is true, or not ``None``; what literal it is; whether it is plain data; of which class it is, with its bases.
What ``isinstance`` asks for is written in the same way, so that both can be compared without anybody knowing classes.
"""

from __future__ import annotations

from mypy.nodes import (
    ARG_STAR,
    ArgKind,
    Expression,
    FloatExpr,
    IntExpr,
    OpExpr,
    RefExpr,
    StrExpr,
    TupleExpr,
    TypeInfo,
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
    UnionType,
    get_proper_type,
)

from noblock.collect.constants import is_false, is_none, literal_of
from noblock.collect.members import element
from noblock.collect.named import Named
from noblock.needs import DATA, FALSE, NOT_NONE, NOTHING, OF, OTHER, PLAIN, TRUE, noted

_PROMOTED = ("builtins.float", "builtins.complex")  # for which mypy takes an ``int``, too
_VIRTUAL = ("builtins", "numbers", "typing", "collections.abc", "_collections_abc")  # whose classes take in others


def certainty(argument: Expression, how: ArgKind, kind: ProperType | None, named: Named) -> str:
    """Return what is certain of an argument, or of each of those that it is spread to.

    Args:
        argument: The argument.
        how: How it is handed over.
        kind: Its type.
        named: The constants of its module.
    """
    if how.is_star():
        return _of_type(None, element(kind)) if how == ARG_STAR else ""
    if is_none(argument):
        return NOTHING
    if is_false(argument):
        return FALSE
    return noted(_of_type(argument, kind), named.literal(argument) or literal_of(kind))


def _of_type(node: Expression | None, kind: ProperType | None) -> str:
    known = _truth(node, kind) + (PLAIN if _is_data(kind) else OTHER if _is_other(kind) else "")
    items = [get_proper_type(item) for item in kind.items] if isinstance(kind, UnionType) else [kind]
    told = [_told(item) for item in items if not isinstance(item, NoneType)]
    return f"{known}{OF}{','.join(told)}" if told and all(told) else known


def _told(kind: ProperType | None) -> str:
    """Return the class of a value, with its bases, if it is a plain one; empty if not."""
    info = kind.type if isinstance(kind, Instance) else None
    return written_class(info) if info is not None else ""


def _truth(node: Expression | None, kind: ProperType | None) -> str:
    """Return what is certain of an argument, as ``noblock.needs`` has it: that it is true, or at least not ``None``."""
    if isinstance(node, (StrExpr, IntExpr, FloatExpr)):
        return TRUE if node.value else NOT_NONE
    if isinstance(node, RefExpr) and node.fullname == "builtins.True":
        return TRUE
    match kind:
        case CallableType() | Overloaded() | TypeType():
            return TRUE
        case TupleType() | TypedDictType() | LiteralType():
            return NOT_NONE
        case Instance() if kind.type.fullname != "builtins.object" and not kind.type.is_protocol:
            return NOT_NONE if any(kind.type.get(name) for name in ("__bool__", "__len__")) else TRUE
        case UnionType():
            found = {_truth(node, get_proper_type(item)) for item in kind.items}
            return "" if "" in found else NOT_NONE if NOT_NONE in found else TRUE
        case _:
            return ""


def are_no_data(node: Expression) -> bool:
    """Tell whether no instance of the classes that ``isinstance`` asks for is an instance of those made for data."""
    if isinstance(node, TupleExpr):
        return all(are_no_data(item) for item in node.items)
    if isinstance(node, OpExpr) and node.op == "|":
        return are_no_data(node.left) and are_no_data(node.right)
    info = node.node if isinstance(node, RefExpr) else None
    return isinstance(info, TypeInfo) and _is_no_data(info)


def written_classes(node: Expression) -> str:
    """Return the classes that ``isinstance`` asks for, as needs have them; empty if one of them is no plain class."""
    if isinstance(node, TupleExpr):
        found = [written_classes(item) for item in node.items]
        return ",".join(found) if all(found) else ""
    if isinstance(node, OpExpr) and node.op == "|":
        left, right = written_classes(node.left), written_classes(node.right)
        return f"{left},{right}" if left and right else ""
    info = node.node if isinstance(node, RefExpr) else None
    return written_class(info) if isinstance(info, TypeInfo) else ""


def _is_data(kind: ProperType | None) -> bool:
    """Tell whether a value of this type is an instance of builtin classes that are made for data, or ``None``."""
    match kind:
        case NoneType():
            return True
        case Instance():
            return kind.type.fullname in DATA
        case UnionType():
            return all(_is_data(get_proper_type(item)) for item in kind.items)
        case LiteralType() | TypedDictType():
            return _is_data(kind.fallback) or isinstance(kind, TypedDictType)
        case TupleType():
            return _is_data(kind.partial_fallback)
        case _:
            return False


def _is_other(kind: ProperType | None) -> bool:
    """Tell whether a value of this type is an instance of a class that is not made for data."""
    return isinstance(kind, Instance) and _is_no_data(kind.type)


def written_class(info: TypeInfo) -> str:
    """Return a class with its bases, as needs have it; empty if others may claim to be below it."""
    is_exact = _is_plain_class(info) and info.fullname not in _PROMOTED
    if info.is_protocol or (info.module_name in _VIRTUAL and not is_exact):
        return ""
    if any(base.fallback_to_any for base in info.mro):
        return ""
    return "|".join(base.fullname for base in info.mro[:-1])


def _is_plain_class(info: TypeInfo) -> bool:
    """Tell whether a class is one of those that are made for data."""
    return info.fullname in DATA


def _is_no_data(info: TypeInfo) -> bool:
    return (
        not info.is_protocol
        and info.module_name not in _VIRTUAL
        and not any(base.fullname in DATA or base.fallback_to_any for base in info.mro)
    )
