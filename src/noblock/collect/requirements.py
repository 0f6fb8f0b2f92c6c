"""Tell what a test asks of what was handed over.

The words for it are those of needs: that something is handed over or left out, that it is true or false, a certain
literal or not, an instance of certain classes or of none of them. Where a test asks for nothing of that kind, or the
parameter may be something else by then, nothing is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mypy.nodes import (
    CallExpr,
    ComparisonExpr,
    Expression,
    FloatExpr,
    IntExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    RefExpr,
    SetExpr,
    TupleExpr,
    UnaryExpr,
    Var,
)

from noblock.collect.asked_before import AskedBefore
from noblock.collect.certainty import are_no_data, written_classes
from noblock.collect.constants import is_none, literal
from noblock.collect.copies import Copies
from noblock.collect.named import Named
from noblock.collect.settings import Setting
from noblock.collect.several import Several
from noblock.collect.untouched import Parameters, Range
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
    refused,
    true,
    unlike,
)


class Requirements:
    """What the tests in one function ask of its parameters.

    Args:
        parameters: The parameters.
        copies: The variables that hold the same.
        settings: The attributes of its object that hold what the constructor was handed, and the parameters of
            functions around it.
        several: The variables that hold each of several arguments.
        named: The constants of the module.
        before: The variables that hold what was asked before.
    """

    def __init__(
        self,
        parameters: Parameters,
        copies: Copies,
        settings: Mapping[str | Var, Setting],
        several: Several,
        named: Named,
        before: AskedBefore,
    ) -> None:
        self._several = several
        self._before = before
        self._literal = named.literal
        self._parameters = parameters
        self._copies = copies
        self._settings = settings
        self._reached: dict[str, list[Range]] = defaultdict(list)

    def note(self, need: str, place: Range) -> None:
        """Take in a place that is reached only with what a test asks for: what is assigned there counts only then."""
        self._reached[need].append(place)

    def if_true(self, test: Expression) -> tuple[str, ...]:
        """Return all that has to be handed over, or left out, for a test to be true."""
        match test:
            case UnaryExpr(op="not"):
                return self.if_false(test.expr)
            case OpExpr(op="and"):
                return (*self.if_true(test.left), *self.if_true(test.right))
            case OpExpr(op="or"):
                return either(self.if_true(test.left), self.if_true(test.right))
            case _:
                held = self._before.held(test)
                if held is not None:
                    return self.if_true(held)
                name = self._asked_for(test)
                need = self._need_if_true(test, name) if name is not None else ""
                return (need,) if need else ()

    def if_false(self, test: Expression) -> tuple[str, ...]:
        """Return all that has to be handed over, or left out, for a test to be false."""
        match test:
            case UnaryExpr(op="not"):
                return self.if_true(test.expr)
            case OpExpr(op="or"):
                return (*self.if_false(test.left), *self.if_false(test.right))
            case OpExpr(op="and"):
                return either(self.if_false(test.left), self.if_false(test.right))
            case _:
                held = self._before.held(test)
                if held is not None:
                    return self.if_false(held)
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
            case NameExpr(node=Var() as variable) if variable in self._settings:
                return self._settings[variable].at(node)
            case _:
                held = self._before.held(node)
                return self._copies.original(node) if held is None else self._original(held)

    def _need_if_true(self, test: Expression, name: NameExpr) -> str:
        match test:
            case NameExpr() | MemberExpr():
                return self._if_something(name)
            case ComparisonExpr(operators=["is not" | "!="], operands=[_, other]):
                if is_none(other):
                    return given(name.name) if self._is_none_by_default(name) else ""
                return self._if_other(name, self._literal(other))
            case ComparisonExpr(operators=["is" | "=="], operands=[_, other]):
                if is_none(other):
                    return absent(name.name) if self._has_none(name) else ""
                return self._if_same(name, self._literal(other))
            case ComparisonExpr(operators=[">" | ">=" as operator], operands=[_, IntExpr() | FloatExpr() as least]):
                is_positive = least.value >= (operator == ">=")
                return self._if_something(name) if is_positive else ""
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
                return self._if_other(name, self._literal(other))
            case ComparisonExpr(operators=["is not" | "!="], operands=[_, other]):
                if is_none(other):
                    return absent(name.name) if self._has_none(name) else ""
                return self._if_same(name, self._literal(other))
            case ComparisonExpr(operators=["in" | "not in" as operator], operands=[_, several]):
                return self._if_among(name, several, is_among=operator == "not in")
            case CallExpr(callee=RefExpr(fullname="builtins.isinstance"), args=[_, kinds]):
                classes = written_classes(kinds)
                own = self._several.of(name) or (name.name if self._has_none(name) else "")
                return no_instance(own, classes) if classes and own else ""
            case _:
                return ""

    def _if_something(self, name: NameExpr) -> str:
        """Return what has to be handed over, or left out, for a parameter to be true."""
        if self._is_default(name):
            return name.name
        need = true(name.name)
        return need if self._parameters.is_fresh(name, self._reached.get(need, ())) else ""

    def _if_among(self, name: NameExpr, several: Expression, *, is_among: bool) -> str:
        """Return what has to be handed over for a parameter to be one of several literals, or none of them."""
        items = (
            [self._literal(item) for item in several.items]
            if isinstance(several, (TupleExpr, ListExpr, SetExpr))
            else []
        )
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
        return self._reached.get(absent(name.name), ())

    def _is_none_by_default(self, name: NameExpr) -> bool:
        return self._is_default(name) and self._parameters.may_miss(name)

    def _is_default(self, name: NameExpr, other: str = "") -> bool:
        """Tell whether a name is a parameter that still has its default, if nothing is handed over for it.

        It has to be false by default, or another constant than one that it is compared with.
        """
        if not self._parameters.is_fresh(name, self._reached.get(name.name, ())):
            return False
        default = literal(self._parameters.default(name))
        return not default or differ(default, other)
