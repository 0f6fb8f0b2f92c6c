"""Find every place where a function body gives control away.

Calls are only the visible ones: a property, ``with``, ``for``, an operator, an f-string or an unpacking runs a
function just as well. What stands inside a nested function, a lambda or a generator expression counts where that is
invoked, so it makes a body of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mypy import nodes
from mypy.nodes import ARG_POS, CallExpr, Expression, MemberExpr, Node

from noblock.collect.members import instances, is_property
from noblock.collect.special import COMPARISONS, OPERATORS, PROTOCOLS, UNARY
from noblock.collect.spelling import spelled
from noblock.collect.tree import children
from noblock.collect.values import Surroundings, Values, is_iterator
from noblock.model import Argument, Call, Function, Marked, Span, Value, label


class CallCollector:
    """Collects the calls of the bodies inside one outermost function.

    Args:
        around: The module.
        values: Evaluates expressions in this function.

    After ``collect``, ``returned`` holds the expressions that the body returns.
    """

    def __init__(self, around: Surroundings, values: Values) -> None:
        self._around = around
        self._values = values
        self._calls: list[Call] = []
        self._offloaded: dict[Node, str] = {}
        self._stored: set[Node] = set()
        self._handlers: dict[type[Node], Callable[..., None]] = {
            nodes.CallExpr: self._call,
            nodes.MemberExpr: self._read,
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
            nodes.ReturnStmt: self._return,
        }
        self.returned: list[Expression] = []

    def collect(self, roots: list[Node]) -> tuple[Call, ...]:
        """Return the calls that running some nodes makes, in the order of the source."""
        self._calls = []
        self.returned = []
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
        return tuple(sorted(self._calls, key=lambda call: (call.span.line, call.span.column, call.form, call.name)))

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

    def _add(
        self,
        node: Expression,
        targets: tuple[Value, ...],
        form: str,
        name: str,
        *,
        arguments: tuple[Argument, ...] = (),
        consumes: bool = False,
    ) -> None:
        if not targets or self._is_unreachable(node):
            return
        codes = self._around.tree.ignored_lines.get(node.line, ())
        self._calls.append(
            Call(
                targets,
                arguments,
                span_of(node),
                name,
                form,
                tuple(code for code in codes if code.startswith("blocking")),
                self._offloaded.get(node, ""),
                consumes,
            )
        )

    def _is_unreachable(self, node: Expression) -> bool:
        """Tell whether the checker, which visits all code that can run, left an expression out."""
        return self._values.type(node) is None and not isinstance(node, nodes.SuperExpr)

    def _call(self, node: CallExpr) -> None:
        targets = self._values.of(node.callee, node)
        self._note_offloads(node, targets)
        if is_iterator(self._values.type(node)):  # what an iterator calls, it calls when it is consumed
            targets = tuple(value for value in targets if not is_only_calling(value))
        arguments = self._values.arguments(node)
        self._add(node, targets, "call", spelled(node.callee) or _label_of(targets), arguments=arguments)
        self._call_protocols(node)

    def _note_offloads(self, node: CallExpr, targets: tuple[Value, ...]) -> None:
        """Remember the calls whose results stand where an offload expects a function."""
        for target in targets:
            if not isinstance(target, Marked) or not target.mark.offloads:
                continue
            listed = target.mark.parameters[target.skips :]
            for position, (argument, name) in enumerate(zip(node.args, node.arg_names)):
                given = name or (listed[position] if position < len(listed) else "")
                if given in target.mark.offloads and isinstance(argument, CallExpr):
                    self._offloaded[argument] = spelled(node.callee) or target.name

    def _call_protocols(self, node: CallExpr) -> None:
        callee = node.callee
        name = callee.fullname if isinstance(callee, nodes.RefExpr) else ""
        if isinstance(callee, MemberExpr) and isinstance(callee.expr, nodes.StrExpr) and callee.name == "format":
            name = "builtins.str.format"
        protocol = PROTOCOLS.get(name)
        if protocol:
            for argument in node.args:
                self._first_special(argument, protocol, node)

    def _first_special(self, operand: Expression, names: tuple[str, ...], node: Expression) -> None:
        for name in names:
            if self._special(operand, name, node):
                break

    def _special(
        self, operand: Expression, name: str, node: Expression, form: str = "operate", call: CallExpr | None = None
    ) -> bool:
        """Add the call of a special method, if the operand's class defines it or a mark knows it.

        ``call`` stands for the call with its arguments, where these choose between overloads.
        """
        found: list[Value] = []
        for info in instances(self._values.type(operand)):
            if info.module_name == "builtins":
                continue
            member = self._around.members.find(info, name)
            if member is not None and member.owner.module_name != "builtins":
                found.extend(self._values.member(member, call, is_bound=True))
        shown = spelled(operand) or _label_of(tuple(found))
        if form == "operate":
            shown = _label_of(tuple(found))
        self._add(node, tuple(found), form, shown)
        return bool(found)

    def _read(self, node: MemberExpr) -> None:
        if node in self._stored:
            return
        self._add(node, self._property(node, ""), "read", spelled(node) or node.name)

    def _property(self, node: MemberExpr, suffix: str) -> tuple[Value, ...]:
        found: list[Value] = []
        for info in instances(self._values.type(node.expr)):
            member = self._around.members.find(info, node.name)
            if member is None:
                continue
            if member.marks and member.node is None:
                symbol = info.get(node.name)
                if symbol is not None and is_property(symbol.node):
                    found.extend(self._values.member(member, None, is_bound=True))
            elif is_property(member.node):
                for value in self._values.member(member, None, is_bound=True):
                    if isinstance(value, Function):
                        value = Function(f"{value.name}{suffix}", value.skips)
                    found.append(value)
        return tuple(found)

    def _assign(self, node: nodes.AssignmentStmt) -> None:
        for target in node.lvalues:
            self._assign_target(target)
            if isinstance(target, (nodes.TupleExpr, nodes.ListExpr)) and not isinstance(
                node.rvalue, (nodes.TupleExpr, nodes.ListExpr)
            ):
                self._consume(node.rvalue, node.rvalue)

    def _assign_target(self, target: Expression) -> None:
        self._stored.add(target)
        if isinstance(target, MemberExpr):
            self._add(target, self._property(target, ".setter"), "write", spelled(target) or target.name)
        elif isinstance(target, nodes.IndexExpr):
            self._special(target.base, "__setitem__", target)
        elif isinstance(target, (nodes.TupleExpr, nodes.ListExpr)):
            for item in target.items:
                self._assign_target(item)

    def _assign_operator(self, node: nodes.OperatorAssignmentStmt) -> None:
        name = OPERATORS.get(node.op, "")
        if not self._special(node.lvalue, f"__i{name}__", node.lvalue):
            self._special(node.lvalue, f"__{name}__", node.lvalue)
        if isinstance(node.lvalue, MemberExpr):
            self._add(
                node.lvalue, self._property(node.lvalue, ".setter"), "write", spelled(node.lvalue) or node.lvalue.name
            )

    def _delete(self, node: nodes.DelStmt) -> None:
        target = node.expr
        if isinstance(target, nodes.IndexExpr):
            self._stored.add(target)
            self._special(target.base, "__delitem__", target)
        elif isinstance(target, MemberExpr):
            self._stored.add(target)
            self._add(target, self._property(target, ".deleter"), "write", spelled(target) or target.name)

    def _for(self, node: nodes.ForStmt) -> None:
        if not node.is_async:
            self._consume(node.expr, node.expr)

    def _comprehension(self, node: nodes.GeneratorExpr | nodes.DictionaryComprehension) -> None:
        for sequence, is_async in zip(node.sequences, node.is_async):
            if not is_async:
                self._consume(sequence, sequence)

    def _consume_inner(self, node: nodes.YieldFromExpr | nodes.StarExpr) -> None:
        if node not in self._stored:
            self._consume(node.expr, node.expr)

    def _consume(self, iterated: Expression, node: Expression) -> None:
        shown = spelled(iterated) or spelled_call(iterated)
        self._add(node, self._values.of(iterated), "iterate", shown, consumes=True)
        self._special(iterated, "__iter__", node, "iterate")
        self._special(iterated, "__next__", node, "iterate")

    def _with(self, node: nodes.WithStmt) -> None:
        if node.is_async:
            return
        for entered in node.expr:
            shown = spelled(entered) or spelled_call(entered)
            self._add(entered, self._values.of(entered), "enter", shown, consumes=True)
            self._special(entered, "__enter__", entered, "enter")
            self._special(entered, "__exit__", entered, "enter")

    def _operator(self, node: nodes.OpExpr) -> None:
        name = OPERATORS.get(node.op)
        if name is not None and not self._special(node.left, f"__{name}__", node):
            self._special(node.right, f"__r{name}__", node)

    def _comparison(self, node: nodes.ComparisonExpr) -> None:
        for operator, left, right in node.pairwise():
            if operator in ("in", "not in"):
                self._first_special(right, ("__contains__", "__iter__"), node)
            elif operator in COMPARISONS:
                self._special(left, COMPARISONS[operator], node)

    def _unary(self, node: nodes.UnaryExpr) -> None:
        self._first_special(node.expr, UNARY.get(node.op, ()), node)

    def _index(self, node: nodes.IndexExpr) -> None:
        if node not in self._stored:
            call = CallExpr(node.base, [node.index], [ARG_POS], [None])
            self._special(node.base, "__getitem__", node, call=call)

    def _condition(self, node: nodes.IfStmt | nodes.WhileStmt) -> None:
        for condition in node.expr if isinstance(node, nodes.IfStmt) else [node.expr]:
            self._first_special(condition, UNARY["not"], condition)


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


def span_of(node: nodes.Context) -> Span:
    """Return where a node stands."""
    return Span(node.line, node.column, node.end_line or node.line, node.end_column or node.column + 1)


def is_only_calling(value: Value) -> bool:
    """Tell whether all that a marked function does is to call what it is handed."""
    return isinstance(value, Marked) and bool(value.mark.calls) and not value.mark.category


def spelled_call(node: Expression) -> str:
    """Return the spelling of the function whose call an expression is."""
    return spelled(node.callee) if isinstance(node, CallExpr) else ""


def _label_of(targets: tuple[Value, ...]) -> str:
    for target in targets:
        if isinstance(target, (Function, Marked)):
            return ".".join(label(target.name).split(".")[-2:])
    return ""
