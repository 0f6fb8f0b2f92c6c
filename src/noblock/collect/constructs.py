"""Find where the language gives control away without a call that one could see.

An attribute that is read or set, ``with``, ``for``, an operator, a condition or an unpacking may run a function just as
well as a call does. Each has one short method here; what it runs, ``Implicit`` knows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from mypy import nodes
from mypy.nodes import ARG_POS, ARG_STAR, ARG_STAR2, CallExpr, Expression, MemberExpr, RefExpr

from noblock.collect import special
from noblock.collect.handed import iterated, named_attribute
from noblock.collect.implicit import Implicit
from noblock.collect.kinds import is_container, is_extended, may_be_generator
from noblock.collect.members import element
from noblock.collect.operands import hashed
from noblock.collect.sites import Sites
from noblock.collect.spelling import shown, spelled, spelled_call
from noblock.collect.surroundings import Surroundings
from noblock.collect.values import Values
from noblock.model import Parameter, Value


class Constructs:
    """The constructs in one body.

    Args:
        around: The module.
        values: Evaluates expressions.
        sites: Takes down where control is given away. What is assigned to has to be in it before it is read.
    """

    def __init__(self, around: Surroundings, values: Values, sites: Sites) -> None:
        self._around = around
        self._values = values
        self._sites = sites
        self._implicit = Implicit(around, values)

    def attribute(self, node: MemberExpr, access: str = "get", form: str = "read") -> None:
        """Add what reading an attribute runs, or what setting or deleting it does.

        Args:
            node: The attribute.
            access: As ``Implicit.attribute`` has it.
            form: As ``Call`` has it.
        """
        self._sites.add(node, self._implicit.attribute(node, access), form, spelled(node) or node.name)

    def above(self, node: nodes.SuperExpr) -> None:
        """Add what reading an attribute through ``super()`` runs."""
        self._sites.add(node, self._implicit.above(node), "read", f"super().{node.name}")

    def arguments(self, node: CallExpr) -> None:
        """Add what becomes of the arguments of a call: that they are unpacked, and what a builtin does with them."""
        for argument, kind in zip(node.args, node.arg_kinds):
            if kind == ARG_STAR:
                self._consume(argument)
            elif kind == ARG_STAR2 or special.is_copied(node):
                self._operate(argument, self._implicit.copy(argument))
        self._resumed(node)
        self._named(node)
        for found in self._implicit.conversions(node):
            self._operate(node, found)

    def _named(self, node: CallExpr) -> None:
        """Add what is done with an attribute whose name is written out: ``setattr(x, "size", 1)``."""
        access = special.NAMING.get(node.callee.fullname, "") if isinstance(node.callee, RefExpr) else ""
        match node.args:
            case [owner, nodes.StrExpr(value=name), *_] if access:
                named = named_attribute(node) or MemberExpr(owner, name)
                form = "read" if access == "get" else "write"
                self._sites.add(node, self._implicit.attribute(named, access), form, spelled(named) or name)

    def _resumed(self, node: CallExpr) -> None:
        """Add what a generator goes on with that something is sent to."""
        if isinstance(node.callee, MemberExpr) and node.callee.name in ("send", "throw", "__next__"):
            sent_to = node.callee.expr
            if may_be_generator(self._around.type(sent_to)):
                found = tuple(one for one in self._values.of(sent_to) if not isinstance(one, Parameter))
                self._sites.add(node, found, "iterate", spelled(sent_to) or spelled_call(sent_to))

    def assignment(self, node: nodes.AssignmentStmt) -> None:
        """Add what an assignment runs: setting its targets, and unpacking its value."""
        for target in node.lvalues:
            self._assign(target)
            if isinstance(target, (nodes.TupleExpr, nodes.ListExpr)) and not isinstance(
                node.rvalue, (nodes.TupleExpr, nodes.ListExpr)
            ):
                self._consume(node.rvalue)

    def _assign(self, target: Expression) -> None:
        self._sites.stored.add(target)
        if isinstance(target, (nodes.TupleExpr, nodes.ListExpr)):
            for item in target.items:
                self._assign(item)
        else:
            self._set(target)

    def _set(self, target: Expression) -> None:
        if isinstance(target, MemberExpr):
            self.attribute(target, "set", "write")
        elif isinstance(target, nodes.IndexExpr):
            self._special(target.base, ("__setitem__",), target)

    def augmented_assignment(self, node: nodes.OperatorAssignmentStmt) -> None:
        """Add what ``+=`` and the like run: the operator, and setting the target."""
        name = special.OPERATORS.get(node.op, "")
        self._special(node.lvalue, (f"__i{name}__", f"__{name}__"), node.lvalue)
        self._set(node.lvalue)
        if node.op == "+" and is_extended(self._around.type(node.lvalue)):
            self._consume(node.rvalue)

    def deletion(self, node: nodes.DelStmt) -> None:
        """Add what deleting attributes and items runs."""
        for target in node.expr.items if isinstance(node.expr, nodes.TupleExpr) else [node.expr]:
            self._sites.stored.add(target)
            if isinstance(target, nodes.IndexExpr):
                self._special(target.base, ("__delitem__",), target)
            elif isinstance(target, MemberExpr):
                self.attribute(target, "delete", "write")

    def loop(self, node: nodes.ForStmt) -> None:
        """Add what a ``for`` statement iterates over."""
        self._assign(node.index)
        self._consume(node.expr, node.body, is_async=node.is_async)

    def comprehension(self, node: nodes.ListComprehension | nodes.SetComprehension) -> None:
        """Add what a list or a set is made from."""
        self.sequences(node.generator)

    def sequences(self, node: nodes.GeneratorExpr | nodes.DictionaryComprehension) -> None:
        """Add what a generator or a dictionary is made from."""
        for sequence, is_async in zip(node.sequences, node.is_async):
            self._consume(sequence, is_async=is_async)

    def awaiting(self, node: nodes.AwaitExpr) -> None:
        """Add what awaiting an object runs, up to its end."""
        found = self._implicit.special(self._around.type(node.expr), special.AWAITING, receiver=node.expr)
        self._sites.add(node, tuple(iterated(found, "__iter__")), "await", shown(found))

    def _step(self, node: Expression, names: tuple[str, ...]) -> None:
        """Add what an ``async for`` or an ``async with`` runs before there is anything to await."""
        for name in names:
            self._special(node, (name,), node)

    def unpacking(self, node: nodes.YieldFromExpr | nodes.StarExpr) -> None:
        """Add what ``yield from`` or a star iterates over."""
        if node not in self._sites.stored:
            self._consume(node.expr)

    def _consume(self, node: Expression, block: nodes.Block | None = None, *, is_async: bool = False) -> None:
        """Add what iterating over an expression runs, all at once or before each run of a block."""
        if is_async:
            self._step(node, special.STEPPING)
            return
        name = spelled(node) or spelled_call(node)
        targets = self._values.of(node) if not is_container(self._around.type(node)) else ()
        targets = tuple(value for value in targets if not _is_starred(value))  # a tuple, whatever is in it
        self._sites.add(node, targets, "iterate", name, block=block)
        found = self._implicit.iteration(node)
        self._sites.add(node, found, "iterate", name or shown(found), block=block)

    def _search(self, node: Expression) -> None:
        """Add what looking for something in an iterator runs; nearly all parameters searched are containers."""
        targets = tuple(value for value in self._values.of(node) if not isinstance(value, Parameter))
        name = spelled(node) or spelled_call(node)
        for found in (targets, self._implicit.iteration(node)):
            self._sites.add(node, found, "iterate", name or shown(found))

    def entry(self, node: nodes.WithStmt) -> None:
        """Add what entering and leaving the contexts of a ``with`` statement runs."""
        for entered in node.expr:
            if node.is_async:
                self._step(entered, special.ASYNC_ENTRY)
                continue
            name = spelled(entered) or spelled_call(entered)
            self._sites.add(entered, self._values.of(entered), "enter", name, block=node.body)
            for form, method in (("enter", "__enter__"), ("leave", "__exit__")):
                found = self._implicit.entry(entered, method)
                self._sites.add(entered, found, form, name or shown(found), block=node.body)

    def operation(self, node: nodes.OpExpr) -> None:
        """Add what an operator runs: that of the left side, or else of the right one."""
        name = special.OPERATORS.get(node.op)
        if name is None:
            self._truth(node.left)
        elif not self._special(node.left, (f"__{name}__",), node):
            self._special(node.right, (f"__r{name}__",), node)
        for found in self._implicit.percent(node):
            self._operate(node, found)

    def comparison(self, node: nodes.ComparisonExpr) -> None:
        """Add what comparing runs, or asking for what a container has."""
        for operator, left, right in node.pairwise():
            if operator in ("in", "not in"):
                if not self._special(right, ("__contains__",), node):
                    self._search(right)
                    self._compare(left, right, node)
            elif operator in special.COMPARISONS:
                name = special.COMPARISONS[operator]
                if not self._special(left, (name, "__eq__") if operator == "!=" else (name,), node):
                    self._special(right, special.REFLECTED[name], node)

    def _compare(self, node: Expression, container: Expression, comparison: Expression) -> None:
        """Add what comparing something with all that a container has runs."""
        kind = self._around.type(container)
        if is_container(kind) and not self._special(node, ("__eq__",), comparison):
            self._operate(comparison, self._implicit.special(element(kind), ("__eq__",)))

    def unary_operation(self, node: nodes.UnaryExpr) -> None:
        """Add what an operator with one side runs."""
        self._special(node.expr, special.UNARY.get(node.op, ()), node)

    def item(self, node: nodes.IndexExpr) -> None:
        """Add what reading an item runs."""
        if node not in self._sites.stored:
            call = CallExpr(node.base, [node.index], [ARG_POS], [None])
            self._special(node.base, ("__getitem__", "__missing__"), node, call)

    def hashing(self, node: nodes.SetExpr | nodes.DictExpr) -> None:
        """Add what taking items into a set runs, or keys into a table."""
        for key in hashed(node):
            self._special(key, ("__hash__",), node)

    def raising(self, node: nodes.RaiseStmt) -> None:
        """Add what making an error runs that is raised as a class."""
        if isinstance(node.expr, RefExpr) and isinstance(node.expr.node, nodes.TypeInfo):
            self._sites.add(node.expr, self._values.of(node.expr), "call", spelled(node.expr))

    def condition(self, node: nodes.IfStmt | nodes.WhileStmt | nodes.AssertStmt) -> None:
        """Add what the conditions of a statement run."""
        for condition in node.expr if isinstance(node, nodes.IfStmt) else [node.expr]:
            self._truth(condition)

    def choice(self, node: nodes.ConditionalExpr) -> None:
        """Add what the condition of an expression runs."""
        self._truth(node.cond)

    def _truth(self, node: Expression) -> None:
        """Add what asking for the truth of an expression runs."""
        if isinstance(node, nodes.OpExpr) and node.op in ("and", "or"):  # asks for that of the left side itself
            self._truth(node.right)
        else:
            self._special(node, special.UNARY["not"], node)

    def _special(
        self, operand: Expression, names: tuple[str, ...], node: Expression, call: CallExpr | None = None
    ) -> bool:
        """Add the call of the first special method that the operand's class has."""
        found = self._implicit.special(self._around.type(operand), names, call, operand)
        self._operate(node, found)
        return bool(found)

    def _operate(self, node: Expression, targets: tuple[Value, ...]) -> None:
        self._sites.add(node, targets, "operate", shown(targets))


def _is_starred(value: Value) -> bool:
    """Tell whether a value is a parameter that collects arguments."""
    return isinstance(value, Parameter) and value.name.startswith("*")


# Who takes down what a kind of node runs; what is read and called, whoever knows the body looks at first.
TAKING_DOWN: dict[type[nodes.Node], Callable[[Constructs, Any], None]] = {
    nodes.OperatorAssignmentStmt: Constructs.augmented_assignment,
    nodes.DelStmt: Constructs.deletion,
    nodes.ForStmt: Constructs.loop,
    nodes.WithStmt: Constructs.entry,
    nodes.ListComprehension: Constructs.comprehension,
    nodes.SetComprehension: Constructs.comprehension,
    nodes.DictionaryComprehension: Constructs.sequences,
    nodes.YieldFromExpr: Constructs.unpacking,
    nodes.StarExpr: Constructs.unpacking,
    nodes.OpExpr: Constructs.operation,
    nodes.ComparisonExpr: Constructs.comparison,
    nodes.AwaitExpr: Constructs.awaiting,
    nodes.UnaryExpr: Constructs.unary_operation,
    nodes.IndexExpr: Constructs.item,
    nodes.SetExpr: Constructs.hashing,
    nodes.DictExpr: Constructs.hashing,
    nodes.RaiseStmt: Constructs.raising,
    nodes.IfStmt: Constructs.condition,
    nodes.WhileStmt: Constructs.condition,
    nodes.AssertStmt: Constructs.condition,
    nodes.ConditionalExpr: Constructs.choice,
    nodes.SuperExpr: Constructs.above,
}
