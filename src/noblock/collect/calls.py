"""Find every place where a function body gives control away.

Calls are only the visible ones: a property, ``with``, ``for``, an operator, an f-string or an unpacking runs a
function just as well. What stands inside a nested function, a lambda or a generator expression counts where that is
invoked, so it makes a body of its own. The module is long because the language has many kinds of nodes, and each has
one short function here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeGuard

from mypy import nodes
from mypy.nodes import ARG_POS, ARG_STAR, ARG_STAR2, CallExpr, Expression, MemberExpr, Node

from noblock.collect.alternatives import Alternatives
from noblock.collect.branches import Branches
from noblock.collect.constants import is_false, is_none
from noblock.collect.elsewhere import Elsewhere
from noblock.collect.finished import Finished
from noblock.collect.implicit import Implicit
from noblock.collect.kinds import certainty, is_container, is_data, is_iterator, is_plain_iterator
from noblock.collect.marks import is_mark
from noblock.collect.offloads import Offloads
from noblock.collect.special import COMPARISONS, OPERATORS, UNARY
from noblock.collect.spelling import shown, spelled, spelled_call
from noblock.collect.surroundings import Surroundings
from noblock.collect.tree import children, descendants
from noblock.collect.values import Values
from noblock.model import Argument, Call, Handed, Marked, Parameter, Span, Value
from noblock.needs import FALSE, PLAIN

_USES = {"iterate": "iterate", "enter": "enter", "leave": "enter"}  # by form; anything else is called


class CallCollector:
    """Collects the calls of the bodies inside one outermost function.

    Args:
        around: The module.
        values: Evaluates expressions in this function.

    After ``collect``, ``returned`` holds the expressions that the body returns, and ``kept`` the attributes that it
    assigns to, each with the value.
    """

    def __init__(self, around: Surroundings, values: Values) -> None:
        self._around = around
        self._values = values
        self._implicit = Implicit(around, values)
        self._calls: list[tuple[Expression, Call]] = []
        self._stored: set[Node] = set()
        self._handlers: dict[type[Node], Callable[..., None]] = {
            nodes.CallExpr: self._call,
            nodes.MemberExpr: self._read,
            nodes.AwaitExpr: self._await,
            nodes.AssignmentStmt: self._assign,
            nodes.OperatorAssignmentStmt: self._assign_operator,
            nodes.DelStmt: self._delete,
            nodes.ForStmt: self._for,
            nodes.WithStmt: self._with,
            nodes.DictionaryComprehension: self._comprehension,
            nodes.YieldFromExpr: self._consume_inner,
            nodes.StarExpr: self._consume_inner,
            nodes.OpExpr: self._operator,
            nodes.ComparisonExpr: self._comparison,
            nodes.UnaryExpr: self._unary,
            nodes.IndexExpr: self._index,
            nodes.IfStmt: self._condition,
            nodes.WhileStmt: self._condition,
            nodes.AssertStmt: self._condition,
            nodes.ConditionalExpr: self._choice,
            nodes.Decorator: self._decorate,
            nodes.ReturnStmt: self._return,
        }
        self.returned: list[Expression] = []
        self.kept: list[tuple[MemberExpr, Expression]] = []

    def collect(self, roots: list[Node], *, is_async: bool = False) -> tuple[Call, ...]:
        """Return the calls that running some nodes makes, in the order of the source."""
        self._calls = []
        self.returned = []
        self.kept = []
        self._awaited: set[Node] = set()
        self._offloads = Offloads(self._around)
        branches = Branches(roots)
        self._elsewhere = Elsewhere(
            branches, self._around.type, self._values.bindings, self._around.telling, is_async=is_async
        )
        self._values.left_out = None
        alternatives = Alternatives(branches, self._offloads.moved)
        finished = Finished(roots, self._values)
        stack = list(reversed(roots))
        while stack:
            node = stack.pop()
            handler = self._handlers.get(type(node))
            if handler is not None:
                handler(node)
            below = _BELOW.get(type(node))
            inside = children(node) if below is None else below(self, node)
            if inside:
                stack.extend(reversed(inside))
        kept = [
            call
            for node, call in self._calls
            if not (alternatives.cover(node) or self._elsewhere.covers(node) or finished.covers(node, call))
        ]
        return tuple(sorted(kept, key=_order))

    def truth(self, node: Expression) -> bool | None:
        """Return whether an expression is true, or false, wherever a loop runs; None if that is not certain."""
        return self._elsewhere.truth(node) if self._elsewhere.is_asked else None

    def _below_function(self, node: nodes.FuncItem) -> list[Node]:
        return [argument.initializer for argument in node.arguments if argument.initializer is not None]

    def _below_comprehension(self, node: nodes.ListComprehension | nodes.SetComprehension) -> list[Node]:
        self._comprehension(node.generator)
        return children(node.generator)

    def _below_generator(self, node: nodes.GeneratorExpr) -> list[Node]:
        # Only the outermost sequence is evaluated at once; an asynchronous one runs on the loop in any case.
        return children(node) if any(node.is_async) else list(node.sequences[:1])

    def _below_class(self, node: nodes.ClassDef) -> list[Node]:
        return [child for child in children(node) if not isinstance(child, nodes.OverloadedFuncDef)]

    def _below_overloads(self, node: nodes.OverloadedFuncDef) -> list[Node]:
        return []

    def _return(self, node: nodes.ReturnStmt) -> None:
        if node.expr is not None:
            self.returned.append(node.expr)

    def _await(self, node: nodes.AwaitExpr) -> None:
        self._awaited.add(node.expr)

    def _add(
        self,
        node: Expression,
        targets: tuple[Value, ...],
        form: str,
        name: str,
        *,
        arguments: tuple[Argument, ...] = (),
        handed: Handed | None = None,
        block: nodes.Block | None = None,
    ) -> None:
        if not targets or self._is_unreachable(node):
            return
        codes = self._around.tree.ignored_lines.get(node.line, ())
        call = Call(
            targets,
            arguments,
            span_of(node),
            name.replace("'", ""),  # which mypy adds to a variable that is bound anew
            form,
            tuple(code for code in codes if code.startswith("blocking")),
            self._offloads.instead.get(node, ""),
            _USES.get(form, "call"),
            handed,
            moves_as=self._moves_as(node, name, form, block),
        )
        self._calls.append((node, call))

    def _moves_as(self, node: Expression, name: str, form: str, block: nodes.Block | None) -> str:
        """Tell what kind of thing would have to be moved to a thread, if not a function."""
        if block is not None and any(map(_awaits, descendants(block))):
            return "awaiting"
        if form != "call" or not isinstance(node, CallExpr):
            return ""
        if is_plain_iterator(self._around.type(node)):
            return "iterator"
        is_known = spelled(node.callee) or name.partition(".")[0] in self._around.tree.names
        return "" if is_known else "expression"

    def _is_unreachable(self, node: Expression) -> bool:
        """Tell whether the checker, which visits all code that can run, left an expression out."""
        if isinstance(node, nodes.SuperExpr):
            return False
        if node in self._stored and isinstance(node, (MemberExpr, nodes.IndexExpr)):
            # The target of an assignment has no type of its own.
            return self._around.type(node.expr if isinstance(node, MemberExpr) else node.base) is None
        return self._around.type(node) is None

    def _call(self, node: CallExpr) -> None:
        targets = self._values.of(node.callee, node)
        self._offloads.note(node, targets, is_awaited=node in self._awaited)
        self._note_asking(node.callee)
        if is_iterator(self._around.type(node)):  # what an iterator calls, it calls when it is consumed
            targets = tuple(value for value in targets if not is_only_calling(value))
        if node in self._awaited:
            targets = self._awaitable(node, targets)
        arguments = self._values.arguments.of(node)
        name = spelled(node.callee) or shown(targets)
        self._add(node, targets, "call", name, arguments=arguments, handed=self._handed(node))
        for argument, kind in zip(node.args, node.arg_kinds):
            if kind == ARG_STAR:
                self._consume(argument, argument)
        for kind_of_operand, names in self._implicit.conversions(node):
            self._operate(node, self._implicit.special(kind_of_operand, names))

    def _handed(self, node: CallExpr) -> Handed:
        """Return what a call hands over, as ``Call`` has it; ``None`` counts as nothing."""
        stars = {ARG_STAR: "*", ARG_STAR2: "**"}
        return tuple(
            (
                stars.get(kind) or name or position,
                argument.name if _is_argument(argument) else "",
                FALSE if is_false(argument) else self._certainty(argument),
            )
            for position, (argument, kind, name) in enumerate(zip(node.args, node.arg_kinds, node.arg_names))
            if not is_none(argument)
        )

    def _certainty(self, argument: Expression) -> str:
        kind = self._around.type(argument)
        return certainty(argument, kind) + (PLAIN if is_data(kind) else "")

    def _awaitable(self, node: CallExpr, targets: tuple[Value, ...]) -> tuple[Value, ...]:
        """Return what a call may run whose result is awaited.

        What blocks gives nothing to await. So where a receiver may be of several classes, it is of an asynchronous one,
        and where a declaration names a library's blocking class, it is wrong.
        """
        if self._values.attributes.is_async_for_some(node.callee):
            return ()
        return tuple(value for value in targets if not (isinstance(value, Marked) and value.mark.category))

    def _operate(self, node: Expression, targets: tuple[Value, ...]) -> None:
        self._add(node, targets, "operate", shown(targets))

    def _special(
        self, operand: Expression, names: tuple[str, ...], node: Expression, call: CallExpr | None = None
    ) -> bool:
        """Add the call of the first special method that the operand's class has."""
        found = self._implicit.special(self._around.type(operand), names, call)
        self._operate(node, found)
        return bool(found)

    def _note_asking(self, node: Expression) -> None:
        self._elsewhere.note(node)
        if self._elsewhere.is_asked:
            self._values.left_out = self._elsewhere.covers

    def _read(self, node: MemberExpr) -> None:
        if node not in self._stored:
            self._note_asking(node)
            self._access(node, "get", "read")

    def _access(self, node: MemberExpr, access: str, form: str) -> None:
        self._add(node, self._implicit.attribute(node, access), form, spelled(node) or node.name)

    def _assign(self, node: nodes.AssignmentStmt) -> None:
        for target in node.lvalues:
            self._assign_target(target)
            if isinstance(target, MemberExpr):
                self.kept.append((target, node.rvalue))
            if isinstance(target, (nodes.TupleExpr, nodes.ListExpr)) and not isinstance(
                node.rvalue, (nodes.TupleExpr, nodes.ListExpr)
            ):
                self._consume(node.rvalue, node.rvalue)

    def _assign_target(self, target: Expression) -> None:
        self._stored.add(target)
        if isinstance(target, MemberExpr):
            self._access(target, "set", "write")
        elif isinstance(target, nodes.IndexExpr):
            self._special(target.base, ("__setitem__",), target)
        elif isinstance(target, (nodes.TupleExpr, nodes.ListExpr)):
            for item in target.items:
                self._assign_target(item)

    def _assign_operator(self, node: nodes.OperatorAssignmentStmt) -> None:
        name = OPERATORS.get(node.op, "")
        self._special(node.lvalue, (f"__i{name}__", f"__{name}__"), node.lvalue)
        if isinstance(node.lvalue, MemberExpr):
            self._access(node.lvalue, "set", "write")
        elif isinstance(node.lvalue, nodes.IndexExpr):
            self._special(node.lvalue.base, ("__setitem__",), node.lvalue)

    def _delete(self, node: nodes.DelStmt) -> None:
        for target in node.expr.items if isinstance(node.expr, nodes.TupleExpr) else [node.expr]:
            self._stored.add(target)
            if isinstance(target, nodes.IndexExpr):
                self._special(target.base, ("__delitem__",), target)
            elif isinstance(target, MemberExpr):
                self._access(target, "delete", "write")

    def _for(self, node: nodes.ForStmt) -> None:
        if not node.is_async:
            self._consume(node.expr, node.expr, node.body)

    def _comprehension(self, node: nodes.GeneratorExpr | nodes.DictionaryComprehension) -> None:
        for sequence, is_async in zip(node.sequences, node.is_async):
            if not is_async:
                self._consume(sequence, sequence)

    def _consume_inner(self, node: nodes.YieldFromExpr | nodes.StarExpr) -> None:
        if node not in self._stored:
            self._consume(node.expr, node.expr)

    def _consume(self, iterated: Expression, node: Expression, block: nodes.Block | None = None) -> None:
        name = spelled(iterated) or spelled_call(iterated)
        targets = self._values.of(iterated) if not is_container(self._around.type(iterated)) else ()
        targets = tuple(value for value in targets if not is_starred(value))  # a tuple, whatever is in it
        self._add(node, targets, "iterate", name, block=block)
        found = self._implicit.iteration(iterated)
        self._add(node, found, "iterate", name or shown(found), block=block)

    def _with(self, node: nodes.WithStmt) -> None:
        if node.is_async:
            return
        for entered in node.expr:
            name = spelled(entered) or spelled_call(entered)
            self._add(entered, self._values.of(entered), "enter", name, block=node.body)
            for form, special in (("enter", "__enter__"), ("leave", "__exit__")):
                found = self._implicit.entry(entered, special)
                self._add(entered, found, form, name or shown(found), block=node.body)

    def _operator(self, node: nodes.OpExpr) -> None:
        name = OPERATORS.get(node.op)
        if name is None:
            self._truth(node.left)
        elif not self._special(node.left, (f"__{name}__",), node):
            self._special(node.right, (f"__r{name}__",), node)
        for kind, names in self._implicit.percent(node):
            self._operate(node, self._implicit.special(kind, names))

    def _comparison(self, node: nodes.ComparisonExpr) -> None:
        for operator, left, right in node.pairwise():
            if operator in ("in", "not in"):
                self._special(right, ("__contains__", "__iter__"), node)
            elif operator in COMPARISONS:
                self._special(left, (COMPARISONS[operator],), node)

    def _unary(self, node: nodes.UnaryExpr) -> None:
        self._special(node.expr, UNARY.get(node.op, ()), node)

    def _index(self, node: nodes.IndexExpr) -> None:
        if node not in self._stored:
            call = CallExpr(node.base, [node.index], [ARG_POS], [None])
            self._special(node.base, ("__getitem__",), node, call)

    def _condition(self, node: nodes.IfStmt | nodes.WhileStmt | nodes.AssertStmt) -> None:
        for condition in node.expr if isinstance(node, nodes.IfStmt) else [node.expr]:
            self._truth(condition)

    def _choice(self, node: nodes.ConditionalExpr) -> None:
        self._truth(node.cond)

    def _truth(self, node: Expression) -> None:
        """Add what asking for the truth of an expression runs."""
        if isinstance(node, nodes.OpExpr) and node.op in ("and", "or"):  # asks for that of the left side itself
            self._truth(node.right)
        else:
            self._special(node, UNARY["not"], node)

    def _decorate(self, node: nodes.Decorator) -> None:
        """Add the calls of decorators where a nested function is made."""
        made = tuple(Argument(0, (value,)) for value in self._values.targets.inner(node.func))
        for decorator in node.original_decorators:
            targets = () if is_mark(decorator) else self._values.of(decorator)
            targets = tuple(value for value in targets if not is_only_calling(value))
            self._add(decorator, targets, "call", spelled(decorator) or shown(targets), arguments=made)


# What runs with a node of a kind that does not run all that it contains.
_BELOW: dict[type[Node], Callable[[CallCollector, Any], list[Node]]] = {
    nodes.FuncDef: CallCollector._below_function,
    nodes.LambdaExpr: CallCollector._below_function,
    nodes.ListComprehension: CallCollector._below_comprehension,
    nodes.SetComprehension: CallCollector._below_comprehension,
    nodes.GeneratorExpr: CallCollector._below_generator,
    nodes.ClassDef: CallCollector._below_class,
    nodes.OverloadedFuncDef: CallCollector._below_overloads,
}


def _is_argument(node: Expression) -> TypeGuard[nodes.NameExpr]:
    return isinstance(node, nodes.NameExpr) and isinstance(node.node, nodes.Var) and node.node.is_argument


def _awaits(node: Node) -> bool:
    return isinstance(node, nodes.AwaitExpr) or (isinstance(node, (nodes.ForStmt, nodes.WithStmt)) and node.is_async)


def span_of(node: nodes.Context) -> Span:
    """Return where a node stands."""
    return Span(node.line, node.column, node.end_line or node.line, node.end_column or node.column + 1)


def _order(call: Call) -> tuple[int, int, int, int, str, str]:
    """Order calls as they run: of those that begin in one place, the inner ones first."""
    span = call.span
    return span.line, span.column, span.end_line, span.end_column, call.form, call.name


def is_starred(value: Value) -> bool:
    """Tell whether a value is a parameter that collects arguments."""
    return isinstance(value, Parameter) and value.name.startswith("*")


def is_only_calling(value: Value) -> bool:
    """Tell whether all that a marked function does is to call what it is handed."""
    return isinstance(value, Marked) and bool(value.mark.calls) and not value.mark.category
