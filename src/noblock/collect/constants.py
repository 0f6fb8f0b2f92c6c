"""Tell which expressions are constants, and what these are worth in a condition."""

from __future__ import annotations

from mypy.nodes import Expression, IntExpr, NameExpr, StrExpr, TupleExpr


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


def differ(one: Expression | None, other: Expression | None) -> bool:
    """Tell whether two literals are not equal."""
    if isinstance(one, StrExpr) and isinstance(other, StrExpr):
        return one.value != other.value
    return isinstance(one, IntExpr) and isinstance(other, IntExpr) and one.value != other.value
