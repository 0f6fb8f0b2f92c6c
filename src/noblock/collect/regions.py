"""Know which places in a function are reached only if a condition holds, or only if it does not.

That is what stands in a branch of ``if`` or ``match``, on the right of an ``and`` or ``or``, and behind an ``if`` that
leaves the function. What a condition says is for others to tell; here it only has a place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from mypy.nodes import (
    ARG_POS,
    Block,
    CallExpr,
    ComparisonExpr,
    ConditionalExpr,
    Context,
    Expression,
    IfStmt,
    MatchStmt,
    NameExpr,
    Node,
    OpExpr,
    RaiseStmt,
    ReturnStmt,
)
from mypy.patterns import AsPattern, ClassPattern, ValuePattern

Position = tuple[int, int]
Said = TypeVar("Said")
_DECIDING = frozenset({IfStmt, MatchStmt, ConditionalExpr, OpExpr, Block})
_ISINSTANCE = NameExpr("isinstance")
_ISINSTANCE.fullname = "builtins.isinstance"


def regions(
    nodes: Iterable[Node], if_true: Callable[[Expression], Said | None], if_false: Callable[[Expression], Said | None]
) -> Iterator[tuple[Position, Position, Said]]:
    """Yield the places that conditions lead to: from where, up to where, and what the condition said.

    Args:
        nodes: The nodes of the function, outer ones first.
        if_true: Tells what it means that a condition is true, None or something empty if that is of no interest.
        if_false: The same where it is false.
    """
    for node in nodes:
        if type(node) not in _DECIDING:  # most are neither of these
            continue
        if isinstance(node, IfStmt):
            for test, block in zip(node.expr, node.body):
                yield from _region(if_true(test), block.body)
            if node.else_body is not None and len(node.expr) == 1:
                yield from _region(if_false(node.expr[0]), node.else_body.body)
        elif isinstance(node, MatchStmt):
            yield from _cases(node, if_true, if_false)
        elif isinstance(node, ConditionalExpr):
            yield from _region(if_true(node.cond), [node.if_expr])
            yield from _region(if_false(node.cond), [node.else_expr])
        elif isinstance(node, OpExpr) and node.op in ("and", "or"):
            yield from _region(if_true(node.left) if node.op == "and" else if_false(node.left), [node.right])
        elif isinstance(node, Block):
            for index, statement in enumerate(node.body):
                for test in _leaving(statement):
                    yield from _region(if_false(test), node.body[index + 1 :])


def _cases(
    node: MatchStmt, if_true: Callable[[Expression], Said | None], if_false: Callable[[Expression], Said | None]
) -> Iterator[tuple[Position, Position, Said]]:
    """Yield the places in a ``match`` that are reached only if its subject is a certain value, or is not."""
    others: list[Expression] = []
    for pattern, guard, block in zip(node.patterns, node.guards, node.bodies):
        for other in others:
            yield from _region(if_false(other), block.body)
        if isinstance(pattern, ValuePattern):
            same = ComparisonExpr(["=="], [node.subject, pattern.expr])
            yield from _region(if_true(same), block.body)
            others.extend([same] if guard is None else [])
        elif isinstance(pattern, ClassPattern):
            of_class = CallExpr(_ISINSTANCE, [node.subject, pattern.class_ref], [ARG_POS, ARG_POS], [None, None])
            yield from _region(if_true(of_class), block.body)
            others.extend([of_class] if guard is None and _takes_all(pattern) else [])


def _takes_all(pattern: ClassPattern) -> bool:
    """Tell whether a pattern fits all instances of its class: all that it asks of them is a name for what they have."""
    inside = (*pattern.positionals, *pattern.keyword_values)
    return all(isinstance(one, AsPattern) and one.pattern is None for one in inside)


def leaves(block: Block) -> bool:
    """Tell whether a block ends by leaving the function."""
    return bool(block.body) and isinstance(block.body[-1], (ReturnStmt, RaiseStmt))


def start(node: Context) -> Position:
    """Return where a node begins."""
    return node.line, node.column


def end(node: Context) -> Position:
    """Return where a node ends."""
    return node.end_line or node.line, node.end_column or node.column


def _region(said: Said | None, nodes: Sequence[Context]) -> Iterator[tuple[Position, Position, Said]]:
    if said and nodes:
        yield start(nodes[0]), end(nodes[-1]), said


def _leaving(statement: Node | None) -> Iterator[Expression]:
    """Yield the tests of an ``if`` that are false where what follows it is reached."""
    while isinstance(statement, IfStmt) and leaves(statement.body[0]):
        yield statement.expr[0]
        below = statement.else_body.body if statement.else_body is not None else []
        statement = below[0] if len(below) == 1 else None
