"""Follow the course of a function, and know at each call what is certain by then of what there is to wait for.

What a test says holds in its branch, and behind it if the other branch leaves; what a call does holds from there on,
until something else is assigned to the name. Of a loop that holds which does however often it went round. ``known`` has
the facts, ``saying`` and ``assigning`` know where they come from; here is only the order of things.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import ClassVar

from mypy import nodes
from mypy.nodes import CallExpr, Expression, Node, RefExpr
from mypy.patterns import AsPattern

from noblock.collect.assigning import going_round, of_value, unset
from noblock.collect.evaluation import Evaluation, Handlers, Way
from noblock.collect.known import DONE, NOTHING, QUIET, Known, finish, meet
from noblock.collect.saying import is_new_pool
from noblock.collect.spelling import spelled
from noblock.collect.tree import at_once, descendants


class Course(Evaluation):
    """The course of one outermost function, and of those inside it.

    Args:
        roots: What it runs.
    """

    def __init__(self, roots: Sequence[Node]) -> None:
        super().__init__()
        self._roots = roots
        self._left: list[Way] = []  # what holds wherever a loop around is left
        self._again: list[Way] = []  # what holds wherever it goes on with the next round

    def before(self, node: Node) -> Known:
        """Return what is known where a call is made."""
        return self._known.get(node, NOTHING)

    def of(self, node: Expression, call: Node) -> set[str]:
        """Return what is known of an expression where a call is made."""
        return {kind for kind, *_ in of_value(node, self.before(call), self._known)}

    @cached_property
    def _known(self) -> dict[Node, Known]:
        self._all(self._roots, NOTHING)
        while self._inner:
            function, known = self._inner.popitem()
            own = {argument.variable.name for argument in function.arguments}
            lasting = (fact for fact in known if fact[0] in (DONE, QUIET) and fact[1].partition(".")[0] not in own)
            self._run(function.body, frozenset(lasting))
        return self._found

    def _change(self, node: nodes.OperatorAssignmentStmt, known: Way) -> Way:
        known = self._all((node.rvalue, node.lvalue), known)
        return None if known is None else unset(node.lvalue, known)

    def _delete(self, node: nodes.DelStmt, known: Way) -> Way:
        return None if known is None else unset(node.expr, known)

    def _if(self, node: nodes.IfStmt, known: Way) -> Way:
        after: Way = None
        for test, body in zip(node.expr, node.body):
            true, known = self._test(test, known)
            after = meet(after, self._run(body, true))
        return meet(after, self._run(node.else_body, known))

    def _while(self, node: nodes.WhileStmt, known: Way) -> Way:
        return self._loop(node, known, lambda known: self._test(node.expr, known))

    def _for(self, node: nodes.ForStmt, known: Way) -> Way:
        def next_one(known: Way) -> tuple[Way, Way]:
            return None if known is None else going_round(node.index, node.expr, known, self._found), known

        return self._loop(node, self._run(node.expr, known), next_one)

    def _loop(
        self, node: nodes.WhileStmt | nodes.ForStmt, known: Way, next_round: Callable[[Way], tuple[Way, Way]]
    ) -> Way:
        while True:
            self._left.append(None)
            self._again.append(None)
            within, after = next_round(known)
            within = self._run(node.body, within)
            within, left = meet(within, self._again.pop()), self._left.pop()
            before, known = known, meet(known, within)
            if known == before:
                return meet(self._run(node.else_body, after), left)

    def _break(self, node: nodes.BreakStmt, known: Way) -> Way:
        if self._left:
            self._left[-1] = meet(self._left[-1], known)
        return None

    def _continue(self, node: nodes.ContinueStmt, known: Way) -> Way:
        if self._again:
            self._again[-1] = meet(self._again[-1], known)
        return None

    def _leave(self, node: nodes.ReturnStmt | nodes.RaiseStmt, known: Way) -> Way:
        self._all(at_once(node), known)
        return None

    def _assert(self, node: nodes.AssertStmt, known: Way) -> Way:
        true, false = self._test(node.expr, known)
        self._run(node.msg, false)
        return true

    def _with(self, node: nodes.WithStmt, known: Way) -> Way:
        known = self._all(node.expr, known)
        for target in node.target:
            known = unset(target, known) if target is not None and known is not None else known
        self._raised.append(None)
        after = self._run(node.body, known)
        raised = self._reraise()
        if any(_is_suppressing(one) for one in node.expr):
            after = meet(after, raised)
        for pool, target in zip(node.expr, node.target):
            if after is not None and target is not None and is_new_pool(pool):
                after = finish(after, spelled(target))
        return after

    def _try(self, node: nodes.TryStmt, known: Way) -> Way:
        self._raised.append(known)
        after = self._run(node.body, known)
        raised = self._reraise()
        after = self._run(node.else_body, after)
        for name, handler in zip(node.vars, node.handlers):
            caught = unset(name, raised) if name is not None and raised is not None else raised
            after = meet(after, self._run(handler, caught))
        if node.finally_body is not None:
            normal = self._run(node.finally_body, after)
            self._run(node.finally_body, meet(after, raised))
            return normal
        return after

    def _reraise(self) -> Way:
        """Return what holds wherever something may be raised in a block, which may also get out of it."""
        raised = self._raised.pop()
        if self._raised:
            self._raised[-1] = meet(self._raised[-1], raised)
        return raised

    def _match(self, node: nodes.MatchStmt, known: Way) -> Way:
        known = self._run(node.subject, known)
        after = known
        for pattern, guard, body in zip(node.patterns, node.guards, node.bodies):
            fitting = known
            for below in descendants(pattern):
                if isinstance(below, AsPattern) and below.name is not None and fitting is not None:
                    fitting = unset(below.name, fitting)
            if guard is not None:
                fitting, _ = self._test(guard, fitting)
            after = meet(after, self._run(body, fitting))
        return after

    def _overloaded(self, node: nodes.OverloadedFuncDef, known: Way) -> Way:
        return self._all(node.items, known)

    _HANDLERS: ClassVar[Handlers] = {
        **Evaluation._HANDLERS,
        nodes.AssertStmt: _assert,
        nodes.BreakStmt: _break,
        nodes.ContinueStmt: _continue,
        nodes.DelStmt: _delete,
        nodes.ForStmt: _for,
        nodes.IfStmt: _if,
        nodes.MatchStmt: _match,
        nodes.OperatorAssignmentStmt: _change,
        nodes.OverloadedFuncDef: _overloaded,
        nodes.RaiseStmt: _leave,
        nodes.ReturnStmt: _leave,
        nodes.TryStmt: _try,
        nodes.WhileStmt: _while,
        nodes.WithStmt: _with,
    }


def _is_suppressing(entered: Expression) -> bool:
    made = entered.callee if isinstance(entered, CallExpr) else None
    return isinstance(made, RefExpr) and made.fullname == "contextlib.suppress"
