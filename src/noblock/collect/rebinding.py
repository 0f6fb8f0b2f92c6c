"""Know which assignments to a variable cannot reach a place any more, because another one came in between.

    job = slow
    await asyncio.to_thread(job)
    job = quick
    job()

Only what stands in the same block in front of the place, or is the loop around it, is certain to have run: what is
assigned from there up to the place may hold, and what is assigned elsewhere does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TypeVar

from mypy.nodes import (
    AssignmentStmt,
    Block,
    Expression,
    ForStmt,
    FuncDef,
    GeneratorExpr,
    LambdaExpr,
    NameExpr,
    Node,
    NonlocalDecl,
    SymbolNode,
    TempNode,
)

from noblock.collect.regions import Position, end, start
from noblock.collect.tree import children, descendants

_LATER = (FuncDef, LambdaExpr, GeneratorExpr)  # what is inside runs when all of this may be over
_Known = dict[SymbolNode, tuple[Position, Position]]  # from where and up to where a variable may be bound
_Bound = TypeVar("_Bound", bound="tuple[str, Expression]")


class Rebinding:
    """The assignments in one outermost function, or in a module's own code.

    Args:
        roots: What it runs.
    """

    def __init__(self, roots: Sequence[Node]) -> None:
        self._roots = roots

    def reaching(self, node: Expression, bindings: Sequence[_Bound]) -> Sequence[_Bound]:
        """Return those bindings of a variable that may hold where it is used.

        Args:
            node: The variable, where it is used.
            bindings: All that is assigned to it.
        """
        if len(bindings) < 2 or node not in self._places:
            return bindings
        first, last = self._places[node]
        return [one for one in bindings if first <= start(one[1]) <= last]

    @cached_property
    def _places(self) -> dict[Node, tuple[Position, Position]]:
        """The uses of variables that were certainly bound before, each with where what it holds may be bound."""
        found: dict[Node, tuple[Position, Position]] = {}
        shared = {name for root in self._roots for name in _bound_from_inside(root)}
        stack: list[tuple[Node, _Known]] = [(root, {}) for root in self._roots]
        while stack:
            node, known = stack.pop()
            if isinstance(node, NameExpr) and node.node in known and node.name not in shared:
                found[node] = known[node.node]
            stack.extend(_below(node, {} if isinstance(node, _LATER) else known))
        return found


def _below(node: Node, known: _Known) -> Iterator[tuple[Node, _Known]]:
    """Yield what stands in a node, with what is known there."""
    if isinstance(node, Block):
        since: dict[SymbolNode, Position] = {}
        for statement in children(node):
            here = {variable: (first, end(statement)) for variable, first in since.items()}
            yield statement, {**known, **here} if here else known
            since.update((variable, start(statement)) for variable in _bound_by(statement))
    elif isinstance(node, ForStmt) and isinstance(node.index, NameExpr) and node.index.node is not None:
        inside = {**known, node.index.node: (start(node), end(node))}
        yield from ((below, inside if below is node.body else known) for below in children(node))
    else:
        yield from ((below, known) for below in children(node))


def _bound_by(statement: Node) -> Iterator[SymbolNode]:
    """Yield the variables that a statement is certain to bind."""
    if isinstance(statement, AssignmentStmt) and not isinstance(statement.rvalue, TempNode):
        for target in statement.lvalues:
            if isinstance(target, NameExpr) and target.node is not None:
                yield target.node


def _bound_from_inside(root: Node) -> Iterator[str]:
    """Yield the names of variables that functions inside bind whenever they are called."""
    for node in descendants(root):
        if isinstance(node, NonlocalDecl):
            yield from node.names
