"""Find what runs only if a caller hands something over, or only if not.

``if proxy:`` asks for a parameter: a caller who leaves it out, if its default is false, or hands over something false
never gets inside, and a caller who hands one over never gets into the ``else``. Only what cannot be anything else
counts: a constant default, and a test of a parameter that has not been assigned to before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mypy.nodes import (
    CallExpr,
    ComparisonExpr,
    Expression,
    FuncItem,
    IntExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    OpExpr,
    RefExpr,
    SetExpr,
    TupleExpr,
    UnaryExpr,
    Var,
)

from noblock.collect.certainty import are_no_data, written_classes
from noblock.collect.constants import is_none, literal
from noblock.collect.copies import Copies
from noblock.collect.regions import Position, regions
from noblock.collect.settings import Setting
from noblock.collect.several import Several
from noblock.collect.untouched import Defaults, Parameters, Range, constant_defaults
from noblock.model import Call, Handed
from noblock.needs import (
    absent,
    becoming,
    differ,
    differing,
    either,
    exact,
    false,
    given,
    instance,
    no_instance,
    noted,
    refused,
    strictest,
    unlike,
)

Region = tuple[Position, Position, str]


def guarded(
    function: FuncItem,
    nodes: Sequence[Node],
    calls: tuple[Call, ...],
    settings: Mapping[str, Setting],
    truth: Callable[[Expression], bool | None],
    asked: Sequence[Region],
) -> tuple[Call, ...]:
    """Return the calls of a function, with what they need of its parameters to be reached and those that they pass on.

    Args:
        function: The function.
        nodes: All nodes in it, outer ones first.
        calls: What it calls itself, without what nested functions do.
        settings: The attributes of its object that hold what the constructor was handed.
        truth: Tells whether an expression is certain to be true, or false, where the function matters.
        asked: The places that are reached only if what is handed over is asynchronous, or if it is not.
    """
    defaults = constant_defaults(function)
    others: Defaults = {one.parameter: one.default for one in settings.values()}
    constant: Mapping[str, str] = {}
    found = [*asked]
    several = Several(function, nodes)
    if defaults or settings or several.names:
        parameters = Parameters(function.body, nodes, defaults, others, truth)
        found.extend(_Guards(nodes, parameters, Copies(function, nodes), settings, several).regions())
        constant = {**parameters.constant, **dict.fromkeys(several.names, "")}
    return tuple(
        replace(call, needs=_need(call, found), handed=_passed_on(call, constant)) if found or call.handed else call
        for call in calls
    )


def _passed_on(call: Call, constant: Mapping[str, str]) -> Handed | None:
    """Return what a call hands over, with the names of those parameters only of which needs can be passed on."""
    if call.handed is None:
        return None
    named = [(key, f"*{name}" if key == "*" else name, known) for key, name, known in call.handed]
    return tuple((key, noted(name, constant[name]) if name in constant else "", known) for key, name, known in named)


def _need(call: Call, regions: Iterable[Region]) -> str:
    return strictest((call.needs, need_at((call.span.line, call.span.column), regions)))


def need_at(place: Position, regions: Iterable[Region]) -> str:
    """Return what has to be handed over for a place to be reached."""
    return strictest(need for first, last, need in regions if first <= place <= last)


class _Guards:
    """The places in a function that are reached only with some of its parameters, or without."""

    def __init__(
        self,
        nodes: Sequence[Node],
        parameters: Parameters,
        copies: Copies,
        settings: Mapping[str, Setting],
        several: Several,
    ) -> None:
        self._settings = settings
        self._several = several
        self._nodes = nodes
        self._parameters = parameters
        self._copies = copies
        self._needing: dict[str, list[Range]] = {}

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
            case OpExpr(op="or"):
                return either(self._if_true(test.left), self._if_true(test.right))
            case _:
                name = self._asked_for(test)
                need = self._need_if_true(test, name) if name is not None else ""
                return (need,) if need else ()

    def _if_false(self, test: Expression) -> tuple[str, ...]:
        """Return all that has to be handed over, or left out, for a test to be false."""
        match test:
            case UnaryExpr(op="not"):
                return self._if_true(test.expr)
            case OpExpr(op="or"):
                return (*self._if_false(test.left), *self._if_false(test.right))
            case _:
                name = self._asked_for(test)
                need = self._need_if_false(test, name) if name is not None else ""
                return (need,) if need else ()

    def _asked_for(self, test: Expression) -> NameExpr | None:
        """Return the parameter that a test may ask for."""
        match test:
            case NameExpr() | MemberExpr():
                return self._original(test)
            case ComparisonExpr(operands=[asked, _]) | CallExpr(args=[asked, _]):
                return self._original(asked)
            case _:
                return None

    def _original(self, node: Expression) -> NameExpr | None:
        """Return the parameter, or that of the constructor, whose value an expression has."""
        match node:
            case MemberExpr(expr=NameExpr(node=Var(is_self=True)), name=name) if name in self._settings:
                return self._settings[name].at(node)
            case _:
                return self._copies.original(node)

    def _need_if_true(self, test: Expression, name: NameExpr) -> str:
        match test:
            case NameExpr() | MemberExpr():
                return name.name if self._is_default(name) else ""
            case ComparisonExpr(operators=["is not" | "!="], operands=[_, other]):
                if is_none(other):
                    return given(name.name) if self._is_none_by_default(name) else ""
                return self._if_other(name, literal(other))
            case ComparisonExpr(operators=["is" | "=="], operands=[_, other]):
                if is_none(other):
                    return absent(name.name) if self._has_none(name) else ""
                return self._if_same(name, literal(other))
            case ComparisonExpr(operators=[">" | ">=" as operator], operands=[_, IntExpr(value=least)]):
                is_positive = least >= (operator == ">=")
                return name.name if is_positive and self._is_default(name) else ""
            case ComparisonExpr(operators=["in" | "not in" as operator], operands=[_, several]):
                return self._if_among(name, several, is_among=operator == "in")
            case CallExpr(callee=RefExpr(fullname="builtins.isinstance"), args=[_, kinds]):
                classes = written_classes(kinds)
                if self._several.of(name):
                    return instance(self._several.of(name), classes) if classes else ""
                if classes and (self._is_none_by_default(name) or (are_no_data(kinds) and self._is_default(name))):
                    return instance(name.name, classes)
                return given(name.name) if self._is_none_by_default(name) else ""
            case _:
                return ""

    def _need_if_false(self, test: Expression, name: NameExpr) -> str:
        match test:
            case NameExpr() | MemberExpr():
                if self._parameters.is_filled(name):
                    return refused(name.name)
                if not self._parameters.is_fresh(name):
                    return ""
                if self._parameters.is_true(name):
                    return refused(name.name)
                return "" if literal(self._parameters.default(name)) else false(name.name)
            case ComparisonExpr(operators=["is" | "=="], operands=[_, other]):
                if is_none(other):
                    return given(name.name) if self._is_none_by_default(name) else ""
                return self._if_other(name, literal(other))
            case ComparisonExpr(operators=["is not" | "!="], operands=[_, other]):
                if is_none(other):
                    return absent(name.name) if self._has_none(name) else ""
                return self._if_same(name, literal(other))
            case ComparisonExpr(operators=["in" | "not in" as operator], operands=[_, several]):
                return self._if_among(name, several, is_among=operator == "not in")
            case CallExpr(callee=RefExpr(fullname="builtins.isinstance"), args=[_, kinds]):
                classes = written_classes(kinds)
                own = self._several.of(name) or (name.name if self._has_none(name) else "")
                return no_instance(own, classes) if classes and own else ""
            case _:
                return ""

    def _if_among(self, name: NameExpr, several: Expression, *, is_among: bool) -> str:
        """Return what has to be handed over for a parameter to be one of several literals, or none of them."""
        items = [literal(item) for item in several.items] if isinstance(several, (TupleExpr, ListExpr, SetExpr)) else []
        if not items or not all(items) or not self._parameters.is_fresh(name):
            return ""
        default = literal(self._parameters.default(name))
        if not default:
            return name.name if is_among else ""
        is_kept_away = all(differ(default, item) for item in items) if is_among else default in items
        return unlike(name.name, default) if is_kept_away else ""

    def _if_same(self, name: NameExpr, same: str) -> str:
        if same and self._is_default(name, same):
            return exact(name.name, same)
        is_fresh = self._parameters.is_fresh(name, self._where_absent(name))
        return becoming(name.name, same) if same and is_fresh else ""

    def _if_other(self, name: NameExpr, other: str) -> str:
        if not other or not self._parameters.is_fresh(name):
            return ""
        is_default = literal(self._parameters.default(name)) == other
        return unlike(name.name, other) if is_default else differing(name.name, other)

    def _has_none(self, name: NameExpr) -> bool:
        """Tell whether a name is a parameter that only is ``None`` if that is handed over, or nothing."""
        return self._parameters.is_fresh(name, self._where_absent(name)) and self._parameters.may_miss(name)

    def _where_absent(self, name: NameExpr) -> Sequence[Range]:
        """Return the places so far that are reached only if nothing is handed over for a parameter."""
        return self._needing.get(absent(name.name), ())

    def _is_none_by_default(self, name: NameExpr) -> bool:
        return self._is_default(name) and self._parameters.may_miss(name)

    def _is_default(self, name: NameExpr, other: str = "") -> bool:
        """Tell whether a name is a parameter that still has its default, if nothing is handed over for it.

        It has to be false by default, or another constant than one that it is compared with.
        """
        if not self._parameters.is_fresh(name, self._needing.get(name.name, ())):
            return False
        default = literal(self._parameters.default(name))
        return not default or differ(default, other)
