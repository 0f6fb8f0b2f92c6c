"""Know what runs only where no event loop does.

A function that serves both kinds of callers asks first, and blocks only where nothing waits for it. An asynchronous
one need not ask: what it finds out is about another loop.

    if loop.is_running():                       try:
        return self.connect()                       asyncio.get_running_loop()
    return loop.run_until_complete(...)         except RuntimeError:
                                                    return asyncio.run(self.connect())
"""

from __future__ import annotations

from mypy import nodes
from mypy.nodes import CallExpr, Expression, MemberExpr, Node, RefExpr

from noblock.collect.branches import Branches
from noblock.collect.guards import is_none
from noblock.collect.members import instances
from noblock.collect.tree import descendants
from noblock.collect.values import Values

_LOOP = "asyncio.events.AbstractEventLoop"
_GETTING = "get_running_loop"  # raises RuntimeError where no loop runs
_NOTHING: frozenset[int] = frozenset()


class Elsewhere:
    """What cannot run on the loop in one body.

    Args:
        branches: The branches of the body.
        values: Evaluates its expressions.
        is_async: Whether the body is that of an asynchronous function.
    """

    def __init__(self, branches: Branches, values: Values, *, is_async: bool) -> None:
        self._branches = branches
        self._values = values
        self._is_async = is_async
        self._asking: set[Node] = set()
        self._getting: set[Node] = set()

    def note(self, call: CallExpr) -> None:
        """Remember a call if it asks whether a loop runs."""
        callee = call.callee
        if isinstance(callee, MemberExpr) and callee.name == "is_running":
            if any(info.has_base(_LOOP) for info in instances(self._values.type(callee.expr))):
                self._asking.add(call)
        elif isinstance(callee, RefExpr) and _is_getting(callee.fullname):
            self._getting.add(call)

    def covers(self, node: Expression) -> bool:
        """Tell whether a call is made only where no loop runs."""
        if self._is_async or not (self._asking or self._getting):
            return False
        return any(taken <= self._without_loop(statement) for statement, taken in self._branches.of(node).items())

    def _without_loop(self, statement: Node) -> frozenset[int]:
        """Return the branches of a statement that are taken where no loop runs, and only there."""
        match statement:
            case nodes.IfStmt():
                return self._failing(statement.expr[0])
            case nodes.ConditionalExpr():
                return self._failing(statement.cond)
            case nodes.TryStmt() if any(node in self._getting for node in descendants(statement.body.body[0])):
                return frozenset(number for number, kind in enumerate(statement.types) if _is_runtime_error(kind))
            case _:
                return _NOTHING

    def _failing(self, test: Expression) -> frozenset[int]:
        return frozenset({1}) if self._asks(test) else frozenset({0}) if self._denies(test) else _NOTHING

    def _asks(self, test: Expression) -> bool:
        """Tell whether a test is true just where a loop runs."""
        match test:
            case nodes.UnaryExpr(op="not"):
                return self._denies(test.expr)
            case nodes.OpExpr(op="and"):
                return self._asks(test.left) and self._asks(test.right)
            case nodes.ComparisonExpr(operators=["is not"], operands=[tested, other]):
                return is_none(other) and self._is_loop(tested)
            case _:
                return test in self._asking or self._is_loop(test)

    def _denies(self, test: Expression) -> bool:
        """Tell whether a test is true just where no loop runs."""
        match test:
            case nodes.UnaryExpr(op="not"):
                return self._asks(test.expr)
            case nodes.OpExpr(op="or"):
                return self._denies(test.left) and self._denies(test.right)
            case nodes.ComparisonExpr(operators=["is"], operands=[tested, other]):
                return is_none(other) and self._is_loop(tested)
            case _:
                return False

    def _is_loop(self, node: Expression) -> bool:
        """Tell whether a variable is the running loop, or ``None`` where there is none."""
        if not isinstance(node, nodes.NameExpr) or node.node is None:
            return False
        values = [value for _, value in self._values.bindings(node.node)]
        return any(map(is_none, values)) and all(is_none(value) or value in self._getting for value in values)


def _is_getting(fullname: str) -> bool:
    module, _, name = fullname.rpartition(".")
    return name == _GETTING and module in ("asyncio", "asyncio.events", "_asyncio")


def _is_runtime_error(kind: Expression | None) -> bool:
    return isinstance(kind, RefExpr) and kind.fullname == "builtins.RuntimeError"
