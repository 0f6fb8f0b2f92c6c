"""Tell which expressions are constants, and what these are worth in a condition."""

from __future__ import annotations

from mypy import nodes
from mypy.nodes import (
    Expression,
    FloatExpr,
    IntExpr,
    MemberExpr,
    NameExpr,
    RefExpr,
    StrExpr,
    TupleExpr,
    TypeInfo,
    Var,
)
from mypy.types import Instance, LiteralType, ProperType, Type, get_proper_type

# The classes in ``builtins`` of what is written out.
LITERALS = {
    nodes.StrExpr: "str", nodes.IntExpr: "int", nodes.BytesExpr: "bytes", nodes.FloatExpr: "float",
    nodes.ListExpr: "list", nodes.TupleExpr: "tuple", nodes.SetExpr: "set", nodes.DictExpr: "dict",
    nodes.ListComprehension: "list", nodes.SetComprehension: "set", nodes.DictionaryComprehension: "dict",
    nodes.ComparisonExpr: "bool", nodes.LambdaExpr: "function",
}  # fmt: skip


def is_false(node: Expression) -> bool:
    """Tell whether an expression is a constant that is false."""
    match node:
        case NameExpr():
            return node.fullname in ("builtins.None", "builtins.False")
        case IntExpr() | FloatExpr() | StrExpr():
            return not node.value
        case TupleExpr():
            return not node.items
        case _:
            return False


def is_none(node: Expression) -> bool:
    """Tell whether an expression is ``None``."""
    return isinstance(node, NameExpr) and node.fullname == "builtins.None"


def is_true(node: Expression | None) -> bool:
    """Tell whether an expression is a constant that is true."""
    match node:
        case NameExpr():
            return node.fullname == "builtins.True"
        case IntExpr() | FloatExpr() | StrExpr():
            return bool(node.value)
        case _:
            return False


def literal(node: Expression | None) -> str:
    """Return the text of a literal that is true, or the full name of a member of an enumeration; empty for others.

    It may have a name that is ``Final`` and has the type of it. Numbers that are equal have the same text.
    """
    match node:
        case MemberExpr(expr=RefExpr(node=TypeInfo(is_enum=True) as info), name=name) if name in info.enum_members:
            return f"{info.fullname}.{name}"
        case NameExpr(fullname="builtins.True"):
            return "True"
        case IntExpr() | StrExpr() if node.value:
            return repr(node.value)
        case FloatExpr(value=number) if number:
            return repr(int(number) if number.is_integer() else number)
        case RefExpr(node=Var(is_final=True, type=Type() as kind)):
            return literal_of(get_proper_type(kind))
        case _:
            return ""


def literal_of(kind: ProperType | None) -> str:
    """Return what ``literal`` does for an expression, where its type is that of one literal."""
    known = kind.last_known_value if isinstance(kind, Instance) else kind
    if not isinstance(known, LiteralType) or not known.value:
        return ""
    if known.is_enum_literal():
        return f"{known.fallback.type.fullname}.{known.value}"
    is_plain = known.fallback.type.fullname in ("builtins.str", "builtins.int", "builtins.bool")
    return repr(known.value) if is_plain else ""
