"""Tell which methods are there to be overridden."""

from __future__ import annotations

from mypy.nodes import (
    NOT_ABSTRACT,
    CallExpr,
    DelStmt,
    DictExpr,
    EllipsisExpr,
    ExpressionStmt,
    FuncDef,
    IntExpr,
    ListExpr,
    NameExpr,
    PassStmt,
    RaiseStmt,
    RefExpr,
    ReturnStmt,
    Statement,
    StrExpr,
    TupleExpr,
)

from noblock.fullnames import CONSTRUCTORS


def is_abstract(function: FuncDef) -> bool:
    """Tell whether a function has nothing to run, so that only what overrides it can be meant.

    That is an abstract method, one of a protocol, one that only refuses, or an empty one of a class that can have no
    instances of its own.
    """
    if function.abstract_status != NOT_ABSTRACT:
        return True
    if not function.info:
        return False
    statements = [statement for statement in function.body.body if not _is_empty(statement)]
    if not statements:
        return function.info.is_abstract and is_hook(function)
    raised = statements[0].expr if len(statements) == 1 and isinstance(statements[0], RaiseStmt) else None
    raised = raised.callee if isinstance(raised, CallExpr) else raised
    return isinstance(raised, RefExpr) and raised.fullname == "builtins.NotImplementedError"


def is_hook(function: FuncDef) -> bool:
    """Tell whether a method is empty, for whoever wants to override it; what is abstract may be so, too."""
    is_open = not (function.is_coroutine or function.name in CONSTRUCTORS)
    return bool(function.info) and is_open and all(map(_is_empty, function.body.body))


def _is_empty(statement: Statement) -> bool:
    """Tell whether a statement does nothing: a text, ``...``, ``pass``, ``del``, or what returns a constant."""
    match statement:
        case ExpressionStmt(expr=StrExpr() | EllipsisExpr()) | PassStmt() | ReturnStmt(expr=None):
            return True
        case ReturnStmt(expr=NameExpr(fullname="builtins.None" | "builtins.True" | "builtins.False")):
            return True
        case ReturnStmt(expr=StrExpr() | IntExpr()) | DelStmt(expr=NameExpr()):
            return True
        case ReturnStmt(expr=ListExpr(items=[]) | DictExpr(items=[])):
            return True
        case DelStmt(expr=TupleExpr(items=items)):
            return all(isinstance(item, NameExpr) for item in items)
        case _:
            return False
