"""Tell which conditions are written so that they always hold, or never.

What mypy finds out by itself, it says of whole branches only, and not of what a name that is ``Final`` leads to.
"""

from __future__ import annotations

from mypy.nodes import Expression, IntExpr, MemberExpr, NameExpr, OpExpr, StrExpr, UnaryExpr, Var

_NAMED = {"builtins.True": True, "builtins.False": False, "builtins.None": False}


def truth_of(condition: Expression) -> bool | None:
    """Return what a condition always is where the program runs, None if that is not written down."""
    match condition:
        case NameExpr(name="TYPE_CHECKING" | "MYPY") | MemberExpr(name="TYPE_CHECKING" | "MYPY"):
            return False  # as PEP 484 and mypy have it
        case NameExpr():
            known = _NAMED.get(condition.fullname)
            return _final(condition) if known is None else known
        case IntExpr() | StrExpr():
            return bool(condition.value)
        case UnaryExpr(op="not"):
            inside = truth_of(condition.expr)
            return None if inside is None else not inside
        case OpExpr(op="and" | "or"):
            decides = condition.op == "or"
            sides = [truth_of(condition.left), truth_of(condition.right)]
            return decides if decides in sides else not decides if None not in sides else None
        case _:
            return None


def _final(name: NameExpr) -> bool | None:
    variable = name.node
    is_final = isinstance(variable, Var) and variable.is_final and variable.final_value is not None
    return bool(variable.final_value) if isinstance(variable, Var) and is_final else None
