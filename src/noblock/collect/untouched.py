"""Know where parameters still are what callers handed over, or their defaults.

Only what cannot be anything else counts: nothing has been assigned to the parameter on any way to the place, be it in
an earlier round of a loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    Block,
    ComparisonExpr,
    Expression,
    ForStmt,
    FuncItem,
    IfStmt,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    TryStmt,
    Var,
    WhileStmt,
    WithStmt,
)
from mypy.patterns import AsPattern

from noblock.collect.constants import is_false, is_none, is_true, literal
from noblock.collect.regions import Position, end, start
from noblock.collect.tree import descendants

Defaults = dict[Node | None, Expression | None]  # constants; None for a parameter without
Range = tuple[Position, Position]
# What the kinds of nodes assign to that assign at all.
_TARGETS: dict[type[Node], Callable[[Any], Iterable[Expression | None]]] = {
    AssignmentStmt: lambda node: node.lvalues,
    AssignmentExpr: lambda node: (node.target,),
    OperatorAssignmentStmt: lambda node: (node.lvalue,),
    ForStmt: lambda node: (node.index,),
    WithStmt: lambda node: node.target,
    TryStmt: lambda node: node.vars,
    AsPattern: lambda node: (node.name,),
}


def constant_defaults(function: FuncItem) -> Defaults:
    """Return the parameters of a function that callers must hand over, or that have a constant by default."""
    return {
        argument.variable: argument.initializer
        for argument in function.arguments
        if not (argument.kind.is_star() or argument.variable.is_self or argument.variable.is_cls)
        and (argument.initializer is None or is_false(argument.initializer) or literal(argument.initializer))
    }


class Parameters:
    """The parameters of one function.

    Args:
        body: What it runs.
        nodes: All nodes in it, outer ones first.
        defaults: Its parameters.
        others: Parameters of others that are looked at in the same way.
        truth: Tells whether an expression is certain to be true, or false, where the function matters.

    ``constant`` are the parameters that nothing is assigned to, by name, each with its default if that is true.
    """

    def __init__(
        self,
        body: Block,
        nodes: Sequence[Node],
        defaults: Defaults,
        others: Defaults,
        truth: Callable[[Expression], bool | None],
    ) -> None:
        self._defaults = {**defaults, **others}
        self._written: dict[Node | None, list[Position]] = {}
        for target, place in _writes(nodes):
            if target.node in defaults:
                self._written.setdefault(target.node, []).append(place)
        self._loops = [node for node in nodes if isinstance(node, (ForStmt, WhileStmt))]
        self._choices = [node for node in nodes if isinstance(node, IfStmt)]
        self._filled = {
            name.node: end(value)
            for name, value in (_fillings(body) if self._written else ())
            if self._written.get(name.node) == [end(value)] and self.may_miss(name) and truth(value)
        }
        self.constant = {
            variable.name: literal(default)
            for variable, default in defaults.items()
            if isinstance(variable, Var) and variable not in self._written
        }

    def default(self, name: NameExpr) -> Expression | None:
        """Return the default of a parameter, None if it has none."""
        return self._defaults[name.node]

    def is_true(self, name: NameExpr) -> bool:
        """Tell whether a parameter is certain to be true by default."""
        return is_true(self._defaults[name.node])

    def may_miss(self, name: NameExpr) -> bool:
        """Tell whether a parameter is ``None`` by default, or has no default."""
        default = self._defaults[name.node]
        return default is None or is_none(default)

    def is_filled(self, name: NameExpr) -> bool:
        """Tell whether a name is a parameter that is certain to be true by now, if nothing is handed over for it."""
        place = self._filled.get(name.node)
        return place is not None and place < start(name)

    def is_fresh(self, name: NameExpr, without: Iterable[Range] = ()) -> bool:
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

    def _other_branches(self, place: Position) -> Iterator[Range]:
        """Yield the branches that were not taken where a place in the ``else`` of an ``if`` is reached."""
        for choice in self._choices:
            below = choice.else_body
            if below is not None and start(below) <= place <= end(below):
                yield start(choice.body[0]), end(choice.body[0])


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


def written(nodes: Iterable[Node]) -> Iterator[NameExpr]:
    """Yield the variables that something is assigned to, and more where that is not certain."""
    yield from (name for name, _ in _writes(nodes))


def _writes(nodes: Iterable[Node]) -> Iterator[tuple[NameExpr, Position]]:
    """Yield the variables that something is assigned to, with where that is: what is assigned comes first."""
    for node in nodes:
        targets = _TARGETS.get(type(node))
        for target in targets(node) if targets is not None else ():
            for inner in descendants(target) if target is not None else ():
                if isinstance(inner, NameExpr):
                    yield inner, end(node.rvalue) if isinstance(node, AssignmentStmt) else start(inner)
