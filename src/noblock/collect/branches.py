"""Know which branches of the statements around it lead to an expression.

What an ``if``, ``try``, ``match`` or conditional expression decides holds for what stands in one of its branches, and
for what comes after it if all other branches end with ``return`` or the like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from mypy import nodes
from mypy.nodes import Block, Node

from noblock.collect.tree import children, descendants

_BRANCHING = (nodes.IfStmt, nodes.TryStmt, nodes.MatchStmt, nodes.ConditionalExpr)
_ENDS = (nodes.ReturnStmt, nodes.RaiseStmt, nodes.ContinueStmt, nodes.BreakStmt)

NodeT = TypeVar("NodeT", bound=Node)
Path = dict[Node, frozenset[int]]  # which branches of the statements around a node lead to it


class Branches:
    """The branches of one body, worked out when somebody asks.

    Args:
        roots: The body.
    """

    def __init__(self, roots: list[Node]) -> None:
        self._roots = roots
        self._paths: dict[Node, Path] | None = None
        self._held: set[Node] | None = None

    def of(self, node: Node) -> Path:
        """Return the branches that lead to a node, by the statement that chooses between them."""
        if self._paths is None:
            self._paths = dict(_paths(self._roots))
        return self._paths.get(node, {})

    def reaching(self, node: Node, definitions: Sequence[NodeT]) -> list[NodeT]:
        """Return those of several definitions of a name, in the order of the source, that may hold at a node."""
        path = self.of(node)
        found: list[NodeT] = []
        for one in reversed([one for one in definitions if one.line < node.line]):
            own = self.of(one).items()
            if any(statement in path and path[statement].isdisjoint(taken) for statement, taken in own):
                continue
            found.append(one)
            if all(statement in path and path[statement] <= taken for statement, taken in own):
                break
        return found or list(definitions)

    def hold(self, node: Node) -> bool:
        """Tell whether a node stands in the body."""
        if self._held is None:
            self._held = {below for root in self._roots for below in descendants(root)}
        return node in self._held


def _paths(roots: list[Node]) -> Iterator[tuple[Node, Path]]:
    """Yield every expression that stands in a branch, with its path."""
    stack: list[tuple[Node, Path]] = [(node, {}) for node in roots]
    while stack:
        node, path = stack.pop()
        if path:
            yield node, path
        if isinstance(node, Block):
            for statement in children(node):
                stack.append((statement, path))
                if isinstance(statement, _BRANCHING):
                    path = {**path, statement: _going_on(statement)}
        elif isinstance(node, _BRANCHING):
            branches = {below: number for number, group in enumerate(_branches(node)) for below in group}
            for below in children(node):
                inside = {**path, node: frozenset({branches[below]})} if below in branches else path
                stack.append((below, inside))
        else:
            stack.extend((below, path) for below in children(node))


def _branches(node: Node) -> list[list[Node]]:
    """Return the parts of a statement of which only one runs to its end; the last one is what runs if none does."""
    match node:
        case nodes.IfStmt():
            return [*_each(node.body), [node.else_body] if node.else_body is not None else []]
        case nodes.TryStmt():
            return [*_each(node.handlers), [node.body, *([node.else_body] if node.else_body else [])]]
        case nodes.MatchStmt():
            return [*_each(node.bodies), []]
        case nodes.ConditionalExpr():
            return [[node.if_expr], [node.else_expr]]
        case _:
            return []


def _each(parts: Sequence[Node]) -> list[list[Node]]:
    return [[part] for part in parts]


def _going_on(node: Node) -> frozenset[int]:
    """Return the branches of a statement after which the next statement runs."""
    return frozenset(number for number, group in enumerate(_branches(node)) if not any(_ends(part) for part in group))


def _ends(node: Node) -> bool:
    return isinstance(node, Block) and bool(node.body) and isinstance(node.body[-1], _ENDS)
