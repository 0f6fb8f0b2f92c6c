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

The body of a ``try`` and what handles its errors are no alternatives in an asynchronous function: what is called there
runs after the thread has failed, on the loop. In others the error may say that no loop runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from mypy import nodes
from mypy.nodes import CallExpr, Expression, RefExpr

from noblock.collect.branches import Branches
from noblock.collect.spelling import spelled
from noblock.collect.tree import descendants


class Alternatives:
    """The choices in one body.

    Args:
        branches: The branches of the body.
        moved: What it hands on, which grows while the body is looked through.
        is_async: Whether the body is that of an asynchronous function.
    """

    def __init__(self, branches: Branches, moved: list[Expression], *, is_async: bool) -> None:
        self._branches = branches
        self._moved = moved
        self._is_async = is_async

    def cover(self, node: Expression) -> bool:
        """Tell whether a call's function is handed on where the call is not made."""
        if not self._moved or not isinstance(node, CallExpr):
            return False
        return any(self._exclude(node, moved) for moved in self._names.get(spelled(node.callee), ()))

    @cached_property
    def _names(self) -> dict[str, list[Expression]]:
        """What is handed on, by the names of the functions in it."""
        found: dict[str, list[Expression]] = defaultdict(list)
        for moved in self._moved:
            for name in _named(moved):
                found[name].append(moved)
        return found

    def _exclude(self, one: Expression, two: Expression) -> bool:
        """Tell whether two expressions stand in different branches of one statement."""
        first, second = self._branches.of(one), self._branches.of(two)
        return any(
            branching in second
            and branches.isdisjoint(second[branching])
            and not (self._is_async and _runs_both(branching, branches | second[branching]))
            for branching, branches in first.items()
        )


def _runs_both(branching: nodes.Node, branches: frozenset[int]) -> bool:
    """Tell whether one of some branches may run after another: the body of a ``try``, which has the last number."""
    return isinstance(branching, nodes.TryStmt) and len(branching.handlers) in branches


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
