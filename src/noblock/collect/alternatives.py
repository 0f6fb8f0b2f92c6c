"""Know where an author chose between calling a function at once and handing it on.

    if self.threaded:
        await asyncio.to_thread(write)
    else:
        write()

Whoever writes both knows that the function blocks, and calls it at once on purpose: where no loop runs, or where the
program was configured so. Such a call is not reported. What counts is that the same name is handed on in another branch
of the same ``if``, ``try``, ``match`` or conditional expression, or in a branch that ends with ``return`` before the
call; and that it is handed to an offload, to what may be one (a function of the project, or one that mypy does not
know), or to a call that is awaited. If that function calls it at once too, it is reported there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mypy import nodes
from mypy.nodes import Block, CallExpr, Expression, Node, RefExpr

from noblock.collect.spelling import spelled
from noblock.collect.tree import children, descendants

_BRANCHING = (nodes.IfStmt, nodes.TryStmt, nodes.MatchStmt, nodes.ConditionalExpr)
_ENDS = (nodes.ReturnStmt, nodes.RaiseStmt, nodes.ContinueStmt, nodes.BreakStmt)

Path = dict[Node, frozenset[int]]  # which branches of the statements around a node lead to it


class Alternatives:
    """The choices in one body.

    Args:
        roots: The body.
        moved: What it hands on, which grows while the body is looked through.
    """

    def __init__(self, roots: list[Node], moved: list[Expression]) -> None:
        self._roots = roots
        self._paths: dict[Node, Path] | None = None
        self._names: list[tuple[str, Expression]] | None = None
        self._moved = moved

    def cover(self, node: Expression) -> bool:
        """Tell whether a call's function is handed on where the call is not made."""
        if not self._moved or not isinstance(node, CallExpr):
            return False
        if self._names is None:
            self._names = [(name, moved) for moved in self._moved for name in _named(moved)]
        name = spelled(node.callee)
        return any(name == other and self._exclude(node, moved) for other, moved in self._names)

    def _exclude(self, one: Expression, two: Expression) -> bool:
        """Tell whether two expressions stand in different branches of one statement."""
        if self._paths is None:
            self._paths = dict(_paths(self._roots))
        first, second = self._paths.get(one, {}), self._paths.get(two, {})
        return any(
            branching in second and branches.isdisjoint(second[branching]) for branching, branches in first.items()
        )


def _named(node: Expression) -> Iterator[str]:
    """Yield the names of the functions that an argument stands for, or calls once it is called."""
    if isinstance(node, RefExpr):
        name = spelled(node)
        if name:
            yield name
    elif isinstance(node, nodes.LambdaExpr):
        for below in descendants(node):
            if isinstance(below, CallExpr):
                yield from _named(below.callee)
    elif isinstance(node, CallExpr) and spelled(node.callee).rpartition(".")[2] == "partial" and node.args:
        yield from _named(node.args[0])


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
