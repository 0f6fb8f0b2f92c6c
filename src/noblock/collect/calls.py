"""Find every place where a function body gives control away.

One walk over what the body itself runs finds them. Calls are looked at here; what else gives control away, such as
``with`` or an operator, ``constructs`` knows. What stands inside a nested function, a lambda or a generator expression
counts where that is invoked, so it makes a body of its own. Left out in the end is what others know to be harmless: a
call that its author chose to make at once, one where no loop runs, and one that finds nothing to wait for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from mypy import nodes
from mypy.nodes import CallExpr, Expression, MemberExpr, Node

from noblock.body import Call
from noblock.collect.alternatives import Alternatives
from noblock.collect.belonging import how_made, of_any
from noblock.collect.branches import Branches
from noblock.collect.carried import Carried
from noblock.collect.constructs import TAKING_DOWN, Constructs
from noblock.collect.elsewhere import Elsewhere
from noblock.collect.finished import Finished
from noblock.collect.handed import distinct
from noblock.collect.instead import Instead
from noblock.collect.kinds import gives_iterator, is_perhaps_awaitable
from noblock.collect.marks import is_mark
from noblock.collect.offloads import Offloads
from noblock.collect.passing import Passing
from noblock.collect.scope import is_decorated
from noblock.collect.sites import Given, Sites
from noblock.collect.sparing import Sparing
from noblock.collect.spelling import called_as, shown, spelled
from noblock.collect.surroundings import Surroundings
from noblock.collect.tree import at_once
from noblock.collect.values import Values
from noblock.declarations import Mark
from noblock.fullnames import BODY
from noblock.model import Argument, Function, Marked, Result, Value
from noblock.needs import absent


class CallCollector:
    """Collects the calls of one body.

    Args:
        around: The module.
        values: Evaluates expressions in the outermost function.
        roots: What the body runs.
        function: The function that the body is of.
        looping: The generator expression that the body is of.

    After ``collect``, ``returned`` holds the expressions that the body returns, and ``kept`` the attributes that it
    assigns to, each with the value.
    """

    def __init__(
        self,
        around: Surroundings,
        values: Values,
        roots: list[Node],
        *,
        function: nodes.FuncItem | None = None,
        looping: nodes.GeneratorExpr | None = None,
    ) -> None:
        self._around = around
        self._values = values
        self._roots = roots
        self._looping = looping
        self._awaited: set[Node] = set()
        self._offloads = Offloads(around)
        sparing = Sparing(around, function, values.bindings, values.attributes.of_class)
        self._sites = Sites(around, self._offloads.instead, Passing(around.type, values.bindings), sparing)
        self._constructs = Constructs(around, values, self._sites)
        self._carried = Carried(around, values.attributes.origin)
        self._branches = Branches(roots)
        is_async = function is not None and function.is_coroutine
        self._is_async = is_async
        self._elsewhere = Elsewhere(self._branches, around.type, values.bindings, around.telling, is_async=is_async)
        self._instead = Instead(function, values.bindings)
        self.returned: list[Expression] = []
        self.kept: list[tuple[MemberExpr, Expression]] = []

    def collect(self) -> tuple[Call, ...]:
        """Return the calls that running the body makes, in the order of the source."""
        self._values.left_out = None
        if self._looping is not None:
            self._constructs.sequences(self._looping)
        stack = list(reversed(self._roots))
        while stack:
            node = stack.pop()
            handler = self._HANDLERS.get(type(node))
            if handler is not None:
                handler(self, node)
            take_down = TAKING_DOWN.get(type(node))
            if take_down is not None:
                take_down(self._constructs, node)
            inside = at_once(node)
            if inside:
                stack.extend(reversed(inside))
        alternatives = Alternatives(self._branches, self._offloads.moved, is_async=self._is_async)
        finished = Finished(self._roots, self._values, self._around.tree.fullname)
        kept = [
            call
            for node, call in self._sites.found
            if not (alternatives.cover(node) or self._elsewhere.covers(node) or finished.covers(node, call))
        ]
        return tuple(sorted(kept, key=_order))

    def truth(self, node: Expression) -> bool | None:
        """Return whether an expression is true, or false, wherever a loop runs; None if that is not certain."""
        return self._elsewhere.truth(node) if self._elsewhere.is_asked else None

    def _return(self, node: nodes.ReturnStmt) -> None:
        if node.expr is not None:
            self.returned.append(node.expr)

    def _await(self, node: nodes.AwaitExpr) -> None:
        self._awaited.add(node.expr)

    def _assign(self, node: nodes.AssignmentStmt) -> None:
        self._constructs.assignment(node)
        for target in node.lvalues:
            self.kept.extend((one, value) for one, value in _pairs(target, node.rvalue) if isinstance(one, MemberExpr))
            self._keep(target, target)

    def _read(self, node: MemberExpr) -> None:
        if node not in self._sites.stored:
            self._note_asking(node)
            self._constructs.attribute(node)

    def _note_asking(self, node: Expression) -> None:
        self._elsewhere.note(node)
        if self._elsewhere.is_asked:
            self._values.left_out = self._elsewhere.covers

    def _call(self, node: CallExpr) -> None:
        targets = self._values.of(node.callee, node)
        targets = distinct((*targets, *(Result(Function(name), ()) for name in self._around.kept.called(node))))
        self._offloads.note(node, targets, is_awaited=node in self._awaited)
        self._note_asking(node.callee)
        if gives_iterator(node, self._around.type(node)):  # what an iterator calls, it calls when it is consumed
            targets = tuple(value for value in targets if not _is_only_calling(value))
        if node in self._awaited:
            targets = self._awaitable(node, targets)
        for parameter, instead in self._instead.of(node.callee) if targets else ():
            taken = tuple(value for one in instead for value in self._values.of(one, node))
            self._add(node, taken, absent(parameter))
            targets = tuple(value for value in targets if value not in taken)
        if isinstance(node.callee, MemberExpr):
            targets = self._of_given(node, node.callee.expr, targets)
        self._add(node, targets)
        self._constructs.arguments(node)
        self._keep(node, node.callee)

    def _of_given(self, node: CallExpr, receiver: Expression, targets: tuple[Value, ...]) -> tuple[Value, ...]:
        """Add the methods of an object that is made only where nobody hands one over; return those of any other."""
        for parameter, instead in self._instead.of(receiver) if targets else ():
            made = [self._values.attributes.origin.made(one) for one in instead]
            same = {(one.maker, one.arguments) for one in made if one is not None}
            taken = {one: of_any(one) for one in targets if how_made(one) in same}
            self._add(node, tuple(taken), absent(parameter))
            targets = distinct(tuple(taken.get(one, one) for one in targets))
        return targets

    def _add(self, node: CallExpr, targets: tuple[Value, ...], needs: str = "") -> None:
        if targets:
            name = called_as(node.callee) or shown(targets)
            arguments = self._values.arguments.of(node) if any(map(_uses_arguments, targets)) else ()
            if not all(isinstance(value, Marked) for value in targets):
                arguments = self._carried.of(node, arguments)
            given = Given(arguments, self._values.arguments.handover.of(node), needs)
            self._sites.add(node, targets, "call", name, given=given)

    def _keep(self, node: Expression, spelling: Expression) -> None:
        """Add what is kept for the event loop at a place."""
        for place, kept in self._around.kept.at(node):
            handed = self._values.of(kept)
            if handed:
                target = Marked(place, _LOOP)
                given = Given((Argument(0, handed),))
                self._sites.add(node, (target,), "call", spelled(spelling), given=given)

    def _awaitable(self, node: CallExpr, targets: tuple[Value, ...]) -> tuple[Value, ...]:
        """Return what a call may run whose result is awaited.

        What blocks gives nothing to await. So where a receiver may be of several classes, it is of an asynchronous one,
        where a function gives something to await or a result, it does not block, and where a declaration names a
        library's blocking class, it is wrong.
        """
        if self._values.attributes.is_async_for_some(node.callee) or is_perhaps_awaitable(self._around.type(node)):
            return ()
        return tuple(value for value in targets if not (isinstance(value, Marked) and value.mark.category))

    def _decorate(self, node: nodes.Decorator) -> None:
        """Add the calls of decorators where a nested function is made."""
        suffix = BODY if is_decorated(node.func, node) else ""
        made = tuple(
            Argument(0, (Function(f"{value.name}{suffix}"),))
            for value in self._values.targets.inner(node.func)
            if isinstance(value, Function)
        )
        for decorator in node.original_decorators:
            targets = () if is_mark(decorator) else self._values.of(decorator)
            targets = tuple(value for value in targets if not _is_only_calling(value))
            self._sites.add(decorator, targets, "call", spelled(decorator) or shown(targets), given=Given(made))

    _HANDLERS: ClassVar[dict[type[Node], Callable[[CallCollector, Any], None]]] = {
        nodes.CallExpr: _call,
        nodes.MemberExpr: _read,
        nodes.AwaitExpr: _await,
        nodes.AssignmentStmt: _assign,
        nodes.Decorator: _decorate,
        nodes.ReturnStmt: _return,
    }


# What becomes of a function that is kept where code on the event loop takes it from.
_LOOP = Mark(parameters=("callback",), loops=("callback",))


def _pairs(target: Expression, value: Expression) -> list[tuple[Expression, Expression]]:
    """Return a target with its value, or where several are assigned at once, each with its own."""
    if not isinstance(target, nodes.TupleExpr) or not isinstance(value, nodes.TupleExpr):
        return [(target, value)]
    is_starred = any(isinstance(item, nodes.StarExpr) for item in (*target.items, *value.items))
    return [] if is_starred or len(target.items) != len(value.items) else list(zip(target.items, value.items))


def _order(call: Call) -> tuple[int, int, int, int, str, str]:
    """Order calls as they run: of those that begin in one place, the inner ones first."""
    span = call.span
    return span.line, span.column, span.end_line, span.end_column, call.form, call.name


def _uses_arguments(value: Value) -> bool:
    """Tell whether it matters to a function what it is handed, as far as its mark tells."""
    return not isinstance(value, Marked) or value.mark.hands_over


def _is_only_calling(value: Value) -> bool:
    """Tell whether all that a marked function does is to call what it is handed."""
    return isinstance(value, Marked) and bool(value.mark.calls) and not value.mark.category
