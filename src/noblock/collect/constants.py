"""Tell which expressions are constants, and what these are worth in a condition."""

from __future__ import annotations

from mypy import nodes
from mypy.nodes import Expression, IntExpr, MemberExpr, NameExpr, RefExpr, StrExpr, TupleExpr, TypeInfo

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
        case IntExpr() | StrExpr():
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
        case IntExpr() | StrExpr():
            return bool(node.value)
        case _:
            return False


def literal(node: Expression | None) -> str:
    """Return the text of a literal that is true, or the full name of a member of an enumeration; empty for others."""
    match node:
        case MemberExpr(expr=RefExpr(node=TypeInfo(is_enum=True) as info), name=name) if name in info.enum_members:
            return f"{info.fullname}.{name}"
        case NameExpr(fullname="builtins.True"):
            return "True"
        case IntExpr() | StrExpr() if node.value:
            return repr(node.value)
        case _:
            return ""
