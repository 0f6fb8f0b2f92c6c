"""Know what runs only where no event loop does.

A function that serves both kinds of callers asks first, itself or through a helper, and blocks only where nothing waits
for it. An asynchronous one need not ask: what it finds out is about another loop.

    if loop.is_running():                       try:
        return self.connect()                       asyncio.get_running_loop()
    return loop.run_until_complete(...)         except RuntimeError:
                                                    return asyncio.run(self.connect())

All of it comes from one question: what is the truth of an expression wherever a loop runs? Who asks whether a given
loop runs asks whether the own one does.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy import nodes
from mypy.nodes import CallExpr, Expression, MemberExpr, NameExpr, Node, RefExpr
from mypy.types import ProperType

from noblock.collect.branches import Branches
from noblock.collect.constants import is_none
from noblock.collect.members import instances
from noblock.collect.scope import Binding
from noblock.collect.telling import GETTING, Telling
from noblock.collect.tree import descendants

_LOOP = "asyncio.events.AbstractEventLoop"
_GETTERS = ("asyncio", "asyncio.events", "_asyncio")  # the modules of what gives the running loop
_NOTHING: frozenset[int] = frozenset()
_SAME = {"is": True, "==": True, "is not": False, "!=": False}


class Elsewhere:
    """What cannot run on the loop in one body.

    Args:
        branches: The branches of the body.
        types: Gives the type of an expression.
        bindings: What is assigned to a local variable anywhere.
        telling: Knows which functions of the project tell whether a loop runs.
        is_async: Whether the body is that of an asynchronous function.
    """

    def __init__(
        self,
        branches: Branches,
        types: Callable[[Expression], ProperType | None],
        bindings: Callable[[nodes.SymbolNode], list[Binding]],
        telling: Telling,
        *,
        is_async: bool = False,
    ) -> None:
        self._branches = branches
        self._types = types
        self._bindings = bindings
        self._telling = telling
        self._is_async = is_async
        self._active: set[Node] = set()
        self.is_asked = False

    def note(self, node: Expression) -> None:
        """Take notice of a call or an attribute, by whose name it may be what asks whether a loop runs."""
        if isinstance(node, (NameExpr, MemberExpr)) and not self._is_async and _name(node) in self._telling:
            self.is_asked = True

    def covers(self, node: Node) -> bool:
        """Tell whether something is done only where no loop runs."""
        if not self.is_asked:
            return False
        return any(taken <= self.without_loop(statement) for statement, taken in self._branches.of(node).items())

    def without_loop(self, statement: Node) -> frozenset[int]:
        """Return the branches of a statement that are taken only where no loop runs."""
        match statement:
            case nodes.IfStmt():
                return _failing(self.truth(statement.expr[0]))
            case nodes.ConditionalExpr():
                return _failing(self.truth(statement.cond))
            case nodes.TryStmt() if any(map(_is_runtime_error, statement.types)) and self._gets(statement.body.body):
                return frozenset(number for number, kind in enumerate(statement.types) if _is_runtime_error(kind))
            case nodes.TryStmt(body=nodes.Block(body=[nodes.AssignmentStmt(rvalue=CallExpr() as asked)])) if (
                self._is_running(asked)  # which no loop that runs fails to tell
            ):
                return frozenset(range(len(statement.types)))
            case _:
                return _NOTHING

    def truth(self, node: Expression) -> bool | None:
        """Return whether an expression is true, or false, wherever a loop runs; None if that is not certain."""
        if node in self._active:
            return None
        self._active.add(node)
        try:
            return self._truth(node)
        finally:
            self._active.discard(node)

    def _truth(self, node: Expression) -> bool | None:
        match node:
            case NameExpr(fullname="builtins.True"):
                return True
            case NameExpr(fullname="builtins.False" | "builtins.None"):
                return False
            case nodes.UnaryExpr(op="not"):
                return _same(self.truth(node.expr), False)
            case nodes.OpExpr(op="and" | "or"):
                truths = {self.truth(node.left), self.truth(node.right)}
                return node.op == "or" if (node.op == "or") in truths else _agreed(truths)
            case nodes.ComparisonExpr(operators=[operator], operands=[left, right]) if operator in _SAME:
                return self._compared(left, right, is_same=_SAME[operator])
            case nodes.ConditionalExpr():
                failing = self.without_loop(node)
                return _agreed({self.truth(one) for one, number in _choices(node) if number not in failing})
            case nodes.AssignmentExpr():
                return self.truth(node.value)
            case CallExpr():
                return True if _is_getting(node) or self._is_running(node) else self._told(node.callee, is_read=False)
            case RefExpr():
                found = self._told(node, is_read=True)
                return self._variable(node.node) if found is None and isinstance(node, NameExpr) else found
            case _:
                return None

    def _compared(self, left: Expression, right: Expression, *, is_same: bool) -> bool | None:
        if is_none(right):  # a loop is not
            return not is_same if self.truth(left) else None
        for one in (left, right):
            if self.truth(one) and (_is_getting(one) or self._is_loop(one)) and not self._raises(one):
                return is_same
        return None

    def _raises(self, node: Expression) -> bool:
        """Tell whether an expression fails where no loop runs, so that comparing it says nothing of that."""
        if isinstance(node, NameExpr) and node.node is not None:
            return all(self._raises(value) for _, value in self._bindings(node.node))
        return _is_getting(node) and not any(
            isinstance(statement, nodes.TryStmt) and taken.isdisjoint(self.without_loop(statement))
            for statement, taken in self._branches.of(node).items()
            if self.without_loop(statement)
        )

    def _is_loop(self, node: Expression) -> bool:
        return any(info.has_base(_LOOP) for info in instances(self._types(node)))

    def _is_running(self, call: CallExpr) -> bool:
        callee = call.callee
        return isinstance(callee, MemberExpr) and callee.name == "is_running" and self._is_loop(callee.expr)

    def _told(self, node: Expression, *, is_read: bool) -> bool | None:
        """Return what a function of the project gives wherever a loop runs: one that is called, or a property."""
        if not isinstance(node, (NameExpr, MemberExpr)) or _name(node) not in self._telling:
            return None
        if node.node is not None:
            return None if is_read else self._telling.of(node.fullname)
        if not isinstance(node, MemberExpr):
            return None
        return self._telling.of_member(self._types(node.expr), node.name, is_read=is_read)

    def _variable(self, variable: nodes.SymbolNode | None) -> bool | None:
        if not isinstance(variable, nodes.Var) or variable.is_argument or "." in variable.fullname:
            return None
        bound = self._bindings(variable)
        if any(kind != "value" or not self._branches.hold(value) for kind, value in bound):
            return None
        values = [value for _, value in bound if not self.covers(value)]
        return _agreed({self.truth(value) for value in values if not self._is_replaced(value, values)})

    def _is_replaced(self, value: Expression, values: list[Expression]) -> bool:
        """Tell whether a constant stands in a variable only until it is known that a loop runs."""
        if not isinstance(value, NameExpr) or self.truth(value) is not False:
            return False
        around = self._branches.of(value)
        return any(other.line > value.line and self.truth(other) and self._around(other) == around for other in values)

    def _around(self, node: Expression) -> dict[Node, frozenset[int]]:
        """Return the branches that lead to an expression, but for those taken wherever a loop runs."""
        return {
            statement: taken
            for statement, taken in self._branches.of(node).items()
            if not self.without_loop(statement) or not taken.isdisjoint(self.without_loop(statement))
        }

    def _gets(self, body: list[nodes.Statement]) -> bool:
        """Tell whether a block begins with what fails where no loop runs."""
        first = list(descendants(body[0]))
        if any(_is_getting(node) for node in first):
            return True
        return len(body) == 1 and any(
            self._told(node.callee if isinstance(node, CallExpr) else node, is_read=not isinstance(node, CallExpr))
            for node in first
            if isinstance(node, (CallExpr, MemberExpr))
        )


def _name(node: NameExpr | MemberExpr) -> str:
    """Return the name under which something was defined, which an alias hides."""
    return node.node.name if node.node is not None else node.name


def _failing(truth: bool | None) -> frozenset[int]:
    """Return the branches that are not taken: the first one is where a test is true."""
    return _NOTHING if truth is None else frozenset({int(truth)})


def _choices(node: nodes.ConditionalExpr) -> tuple[tuple[Expression, int], tuple[Expression, int]]:
    return (node.if_expr, 0), (node.else_expr, 1)


def _same(truth: bool | None, expected: bool) -> bool | None:
    return None if truth is None else truth is expected


def _agreed(truths: set[bool | None]) -> bool | None:
    return truths.pop() if len(truths) == 1 else None


def _is_getting(node: Node) -> bool:
    if not isinstance(node, CallExpr) or not isinstance(node.callee, RefExpr):
        return False
    module, _, name = node.callee.fullname.rpartition(".")
    return name == GETTING and module in _GETTERS


def _is_runtime_error(kind: Expression | None) -> bool:
    return isinstance(kind, RefExpr) and kind.fullname == "builtins.RuntimeError"
