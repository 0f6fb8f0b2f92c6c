"""Find what runs only if a caller hands something over, or only if not.

``if proxy:`` asks for a parameter: a caller who leaves it out, if its default is false, or hands over something false
never gets inside, and a caller who hands one over never gets into the ``else``. Only what cannot be anything else
counts: a constant default, and a test of a parameter that has not been assigned to before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    Block,
    CallExpr,
    ComparisonExpr,
    Expression,
    ForStmt,
    FuncItem,
    IfStmt,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    OpExpr,
    RefExpr,
    TryStmt,
    UnaryExpr,
    Var,
    WhileStmt,
    WithStmt,
)
from mypy.patterns import AsPattern

from noblock.collect.constants import differ, is_false, is_none, is_true
from noblock.collect.kinds import are_no_data
from noblock.collect.regions import Position, end, regions, start
from noblock.collect.tree import descendants
from noblock.model import Call, Handed
from noblock.needs import absent, becoming, exact, false, given, instance, refused, strictest

Defaults = dict[Node | None, Expression | None]  # constants; None for a parameter without
Region = tuple[Position, Position, str]


def guarded(
    function: FuncItem,
    nodes: Sequence[Node],
    calls: tuple[Call, ...],
    truth: Callable[[Expression], bool | None],
) -> tuple[Call, ...]:
    """Return the calls of a function, with what they need of its parameters to be reached and those that they pass on.

    Args:
        function: The function.
        nodes: All nodes in it, outer ones first.
        calls: What it calls itself, without what nested functions do.
        truth: Tells whether an expression is certain to be true, or false, where the function matters.
    """
    defaults: Defaults = {
        argument.variable: argument.initializer
        for argument in function.arguments
        if not (argument.kind.is_star() or argument.variable.is_self or argument.variable.is_cls)
        and (argument.initializer is None or is_false(argument.initializer) or is_true(argument.initializer))
    }
    if not defaults:
        return tuple(replace(call, handed=_passed_on(call, set())) if call.handed else call for call in calls)
    guards = _Guards(function.body, nodes, defaults, truth)
    found = list(guards.regions())
    return tuple(
        replace(call, needs=_need(call, found), handed=_passed_on(call, guards.constant))
        if found or call.handed
        else call
        for call in calls
    )


def _passed_on(call: Call, constant: set[str]) -> Handed | None:
    """Return what a call hands over, with the names of those parameters only of which needs can be passed on."""
    if call.handed is None:
        return None
    return tuple((key, name if name in constant else "", known) for key, name, known in call.handed)


def _need(call: Call, regions: list[Region]) -> str:
    place = (call.span.line, call.span.column)
    return strictest(need for first, last, need in regions if first <= place <= last)


class _Guards:
    """The places in a function that are reached only with some of its parameters, or without.

    ``constant`` are the names of the parameters that nothing is assigned to, and that are false by default.
    """

    def __init__(
        self, body: Block, nodes: Sequence[Node], defaults: Defaults, truth: Callable[[Expression], bool | None]
    ) -> None:
        self._nodes = nodes
        self._defaults = defaults
        self._written: dict[Node | None, list[Position]] = {}
        for target in _written(self._nodes):
            if target.node in defaults:
                self._written.setdefault(target.node, []).append(start(target))
        self._loops = [node for node in self._nodes if isinstance(node, (ForStmt, WhileStmt))]
        self._filled = {
            name.node: start(name)
            for name, value in (_fillings(body) if self._written else ())
            if self._written.get(name.node) == [start(name)] and self._is_missing(name) and truth(value)
        }
        self._needing: dict[str, list[tuple[Position, Position]]] = {}
        self.constant = {
            variable.name
            for variable, default in defaults.items()
            if isinstance(variable, Var) and variable not in self._written and (default is None or is_false(default))
        }

    def regions(self) -> Iterator[Region]:
        """Yield these places, each with what it needs of the first parameter of which that is certain."""
        for first, last, needs in regions(self._nodes, self._if_true, self._if_false):
            for need in needs:
                self._needing.setdefault(need, []).append((first, last))
                yield first, last, need

    def _if_true(self, test: Expression) -> tuple[str, ...]:
        """Return all that has to be handed over, or left out, for a test to be true."""
        match test:
            case UnaryExpr(op="not"):
                return self._if_false(test.expr)
            case OpExpr(op="and"):
                return (*self._if_true(test.left), *self._if_true(test.right))
            case _:
                need = self._need_if_true(test)
                return (need,) if need else ()

    def _if_false(self, test: Expression) -> tuple[str, ...]:
        """Return all that has to be handed over, or left out, for a test to be false."""
        match test:
            case UnaryExpr(op="not"):
                return self._if_true(test.expr)
            case OpExpr(op="or"):
                return (*self._if_false(test.left), *self._if_false(test.right))
            case _:
                need = self._need_if_false(test)
                return (need,) if need else ()

    def _need_if_true(self, test: Expression) -> str:
        match test:
            case NameExpr():
                return test.name if self._is_default(test) else ""
            case ComparisonExpr(operators=["is not" | "!="], operands=[NameExpr() as name, other]):
                return given(name.name) if is_none(other) and self._is_none_by_default(name) else ""
            case ComparisonExpr(operators=["is" | "=="], operands=[NameExpr() as name, other]):
                if is_none(other):
                    return absent(name.name) if self._has_none(name) else ""
                return self._if_true_itself(name, other) if is_true(other) else ""
            case CallExpr(callee=RefExpr(fullname="builtins.isinstance"), args=[NameExpr() as name, kinds]):
                if are_no_data(kinds) and self._is_default(name):
                    return instance(name.name)
                return given(name.name) if self._is_none_by_default(name) else ""
            case _:
                return ""

    def _need_if_false(self, test: Expression) -> str:
        match test:
            case NameExpr():
                if self._is_filled(test):
                    return refused(test.name)
                return false(test.name) if self._is_fresh(test) and not is_true(self._defaults[test.node]) else ""
            case ComparisonExpr(operators=["is" | "=="], operands=[NameExpr() as name, other]):
                return given(name.name) if is_none(other) and self._is_none_by_default(name) else ""
            case ComparisonExpr(operators=["is not" | "!="], operands=[NameExpr() as name, other]):
                return absent(name.name) if is_none(other) and self._has_none(name) else ""
            case _:
                return ""

    def _if_true_itself(self, name: NameExpr, true: Expression) -> str:
        if self._is_default(name, true):
            return exact(name.name)
        return becoming(name.name) if self._is_fresh(name, self._where_absent(name)) else ""

    def _is_filled(self, name: NameExpr) -> bool:
        """Tell whether a name is a parameter that is certain to be true by now, if nothing is handed over for it."""
        place = self._filled.get(name.node)
        return place is not None and place < start(name)

    def _has_none(self, name: NameExpr) -> bool:
        """Tell whether a name is a parameter that only is ``None`` if that is handed over, or nothing."""
        return self._is_fresh(name, self._where_absent(name)) and self._is_missing(name)

    def _where_absent(self, name: NameExpr) -> Sequence[tuple[Position, Position]]:
        """Return the places so far that are reached only if nothing is handed over for a parameter."""
        return self._needing.get(absent(name.name), ()) if name.node in self._defaults else ()

    def _is_none_by_default(self, name: NameExpr) -> bool:
        return self._is_default(name) and self._is_missing(name)

    def _is_missing(self, name: NameExpr) -> bool:
        default = self._defaults[name.node]
        return default is None or is_none(default)

    def _is_default(self, name: NameExpr, other: Expression | None = None) -> bool:
        """Tell whether a name is a parameter that still has its default, if nothing is handed over for it.

        It has to be false by default, or another constant than one that it is compared with.
        """
        if not self._is_fresh(name, self._needing.get(name.name, ())):
            return False
        default = self._defaults[name.node]
        return not is_true(default) or differ(default, other)

    def _is_fresh(self, name: NameExpr, without: Iterable[tuple[Position, Position]] = ()) -> bool:
        """Tell whether a name is a parameter that still has the value it was handed; some places do not count."""
        if name.node not in self._defaults:
            return False
        place = start(name)
        around = [(start(loop), end(loop)) for loop in self._loops if start(loop) <= place <= end(loop)]
        apart = [*without, *(() if around else self._other_branches(place))]
        written = [
            one for one in self._written.get(name.node, ()) if not any(first <= one <= last for first, last in apart)
        ]
        return all(place < one and not any(first <= one <= last for first, last in around) for one in written)

    def _other_branches(self, place: Position) -> Iterator[tuple[Position, Position]]:
        """Yield the branches that were not taken where a place in the ``else`` of an ``if`` is reached."""
        for node in self._nodes:
            below = node.else_body if isinstance(node, IfStmt) else None
            if isinstance(node, IfStmt) and below is not None and start(below) <= place <= end(below):
                yield start(node.body[0]), end(node.body[0])


def _fillings(body: Block) -> Iterator[tuple[NameExpr, Expression]]:
    """Yield the variables that a function begins by filling in if they are ``None``, each with what for."""
    for node in body.body:
        match node:
            case IfStmt(
                expr=[ComparisonExpr(operators=["is"], operands=[NameExpr() as tested, none])],
                body=[Block(body=[AssignmentStmt(lvalues=[NameExpr() as name], rvalue=value)])],
                else_body=None,
            ) if is_none(none) and tested.node is name.node:
                yield name, value


def _written(nodes: Iterable[Node]) -> Iterator[NameExpr]:
    """Yield the variables that something is assigned to, and more where that is not certain."""
    for node in nodes:
        targets: list[Expression | None] = []
        match node:
            case AssignmentStmt():
                targets.extend(node.lvalues)
            case AssignmentExpr():
                targets.append(node.target)
            case OperatorAssignmentStmt():
                targets.append(node.lvalue)
            case ForStmt():
                targets.append(node.index)
            case WithStmt():
                targets.extend(node.target)
            case TryStmt():
                targets.extend(node.vars)
            case AsPattern():
                targets.append(node.name)
        for target in targets:
            for inner in descendants(target) if target is not None else ():
                if isinstance(inner, NameExpr):
                    yield inner
