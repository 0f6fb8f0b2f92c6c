"""Find what runs only if a caller hands something over.

``if proxy:`` asks for a parameter whose default is false: a caller who leaves it out never gets inside. Only what
cannot be anything else counts: a constant default, a parameter that is never assigned to, and a test that is false as
long as the parameter has its default.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    Block,
    CallExpr,
    ComparisonExpr,
    ConditionalExpr,
    Context,
    Expression,
    ForStmt,
    FuncItem,
    IfStmt,
    IntExpr,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    OpExpr,
    RaiseStmt,
    RefExpr,
    ReturnStmt,
    StrExpr,
    TryStmt,
    TupleExpr,
    UnaryExpr,
    Var,
    WithStmt,
)
from mypy.patterns import AsPattern

from noblock.collect.tree import descendants
from noblock.model import Call

Defaults = Mapping[Node | None, Expression]
Position = tuple[int, int]
Region = tuple[Position, Position, NameExpr]


def guarded(function: FuncItem, calls: tuple[Call, ...]) -> tuple[Call, ...]:
    """Return the calls of a function, with the parameters that they need to be reached and those that they pass on.

    Args:
        function: The function.
        calls: What it calls itself, without what nested functions do.
    """
    defaults: dict[Node | None, Expression] = {
        argument.variable: argument.initializer
        for argument in function.arguments
        if argument.initializer is not None and is_false(argument.initializer)
    }
    if calls and defaults:
        for variable in set(_written(function.body)):
            defaults.pop(variable, None)
    regions = list(_regions(function.body, defaults)) if calls and defaults else []
    optional = {variable.name for variable in defaults if isinstance(variable, Var)}
    return tuple(
        replace(call, needs=_need(call, regions), handed=_passed_on(call, optional)) if regions or call.handed else call
        for call in calls
    )


def _passed_on(call: Call, optional: set[str]) -> tuple[tuple[int | str, str], ...] | None:
    """Return what a call hands over, with the names of those parameters only that are false by default."""
    if call.handed is None:
        return None
    return tuple((key, name if name in optional else "") for key, name in call.handed)


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


def _need(call: Call, regions: list[Region]) -> str:
    place = (call.span.line, call.span.column)
    return next((name.name for first, last, name in regions if first <= place <= last), "")


def _regions(body: Block, defaults: Defaults) -> Iterator[Region]:
    """Yield the places where a parameter cannot have its default, with the first parameter of which that is true."""
    for node in descendants(body):
        if isinstance(node, IfStmt):
            for test, block in zip(node.expr, node.body):
                yield from _region(_false_without(test, defaults), block.body)
            if node.else_body is not None and len(node.expr) == 1:
                yield from _region(_true_without(node.expr[0], defaults), node.else_body.body)
        elif isinstance(node, ConditionalExpr):
            yield from _region(_false_without(node.cond, defaults), [node.if_expr])
            yield from _region(_true_without(node.cond, defaults), [node.else_expr])
        elif isinstance(node, Block):
            for index, statement in enumerate(node.body):
                if isinstance(statement, IfStmt) and _leaves(statement.body[0]):
                    yield from _region(_true_without(statement.expr[0], defaults), node.body[index + 1 :])


def _region(name: NameExpr | None, nodes: Sequence[Context]) -> Iterator[Region]:
    if name is not None and nodes:
        first, last = nodes[0], nodes[-1]
        yield (first.line, first.column), (last.end_line or last.line, last.end_column or last.column), name


def _leaves(block: Block) -> bool:
    return bool(block.body) and isinstance(block.body[-1], (ReturnStmt, RaiseStmt))


def _false_without(test: Expression, defaults: Defaults) -> NameExpr | None:
    """Return a parameter without which a test is false."""
    match test:
        case NameExpr():
            return test if test.node in defaults else None
        case UnaryExpr(op="not"):
            return _true_without(test.expr, defaults)
        case OpExpr(op="and"):
            return _false_without(test.left, defaults) or _false_without(test.right, defaults)
        case ComparisonExpr(operators=["is not" | "!="], operands=[NameExpr() as name, other]):
            return name if is_none(other) and _has_none(name, defaults) else None
        case ComparisonExpr(operators=["is" | "=="], operands=[NameExpr() as name, other]):
            return name if name.node in defaults and _is_true(other) else None
        case CallExpr(callee=RefExpr(fullname="builtins.isinstance"), args=[NameExpr() as name, _]):
            return name if _has_none(name, defaults) else None
        case _:
            return None


def _true_without(test: Expression, defaults: Defaults) -> NameExpr | None:
    """Return a parameter without which a test is true."""
    match test:
        case UnaryExpr(op="not"):
            return _false_without(test.expr, defaults)
        case OpExpr(op="or"):
            return _true_without(test.left, defaults) or _true_without(test.right, defaults)
        case ComparisonExpr(operators=["is" | "=="], operands=[NameExpr() as name, other]):
            return name if is_none(other) and _has_none(name, defaults) else None
        case _:
            return None


def is_none(node: Expression) -> bool:
    """Tell whether an expression is ``None``."""
    return isinstance(node, NameExpr) and node.fullname == "builtins.None"


def _has_none(name: NameExpr, defaults: Defaults) -> bool:
    return name.node in defaults and is_none(defaults[name.node])


def _is_true(node: Expression) -> bool:
    match node:
        case NameExpr():
            return node.fullname == "builtins.True"
        case IntExpr() | StrExpr():
            return bool(node.value)
        case _:
            return False


def _written(body: Block) -> Iterator[Node | None]:
    """Yield the variables that something is assigned to, and more where that is not certain."""
    for node in descendants(body):
        targets: list[Expression | None] = []
        match node:
            case AssignmentStmt():
                targets.extend(node.lvalues)
            case AssignmentExpr():
                targets.append(node.target)
            case OperatorAssignmentStmt():
                targets.append(node.lvalue)
            case ForStmt():
                targets.append(node.index)
            case WithStmt():
                targets.extend(node.target)
            case TryStmt():
                targets.extend(node.vars)
            case AsPattern():
                targets.append(node.name)
        for target in targets:
            for inner in descendants(target) if target is not None else ():
                if isinstance(inner, NameExpr):
                    yield inner.node
