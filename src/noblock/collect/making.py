"""Find where an object comes from: the call that made it, or the variable of a library that holds it.

It may stand in the same function, in the module, or where a class of the module sets the attribute that holds the
object. What has more than one value, or is taken out of a list, was made in more than one way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.nodes import (
    AssignmentExpr,
    CallExpr,
    ConditionalExpr,
    DictExpr,
    Expression,
    IndexExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    RefExpr,
    SetExpr,
    StarExpr,
    TupleExpr,
    Var,
)

from noblock.collect.constants import is_none
from noblock.collect.lookup import is_function
from noblock.collect.members import instances
from noblock.collect.scope import Binding, Scope, own_attribute
from noblock.collect.surroundings import Surroundings
from noblock.collect.tables import contained
from noblock.resolve import holding

MOST_NAMES = 3  # of one object: "with self.rows as rows"
MOST_WAYS = 8  # in which one object may have been made
_LONGEST_WAY = 6  # from an object to where it was made

_CONTAINERS = (DictExpr, ListExpr, SetExpr, TupleExpr)

Way = tuple[Expression, ...]  # an object, what it comes from, and so on


class Making:
    """Follows an object to where it was made.

    Args:
        around: The module.
        scope: The names inside the function.
        is_left_out: Tells of expressions that they are not evaluated.
    """

    def __init__(self, around: Surroundings, scope: Scope, is_left_out: Callable[[Expression], bool]) -> None:
        self._around = around
        self._scope = scope
        self._is_left_out = is_left_out
        self._active: set[Expression] = set()

    def of(self, receiver: Expression) -> CallExpr | None:
        """Return the call that made an object, if that is certain."""
        return maker(self.way(receiver))

    def way(self, receiver: Expression) -> Way:
        """Return an expression for an object, and those that it comes from in turn, as far as that is certain."""
        return tuple(self._origins(receiver))

    def ways(self, receiver: Expression) -> list[Way]:
        """Return all ways in which an object may have been made; those that end with no call are not known."""
        found: list[Way] = []
        waiting: list[Way] = [(receiver,)]
        while waiting and len(found) < MOST_WAYS:
            way = waiting.pop()
            before = self._before(way[-1]) if len(way) < _LONGEST_WAY else []
            before = [node for node in before if node not in way]
            if not before:
                found.append(way)
            waiting.extend((*way, node) for node in reversed(before))
        return found

    def held(self, receiver: Expression) -> str:
        """Return the public name of the class of what a library's variable or attribute holds, as a stub has it."""
        for node in self._origins(receiver):
            held = self._around.resolver.held(node.fullname) if isinstance(node, RefExpr) else ""
            held = held or (self._held_by(node) if isinstance(node, MemberExpr) else "")
            if held:
                return held
        return ""

    def given(self, attribute: MemberExpr) -> Expression | None:
        """Return the function that an object has in an attribute because that is set where the object is in sight.

        It has to be the only one, and set on a variable of the function, or by ``SimpleNamespace``.
        """
        variable = attribute.expr.node if isinstance(attribute.expr, NameExpr) else None
        if not isinstance(variable, Var) or variable.is_self or variable.is_cls or self._is_of_module(variable):
            return None
        values = [value for target, value in self._scope.set.get(variable, ()) if target.name == attribute.name]
        made = maker(self.way(attribute.expr)) if not values else None
        if made is not None and isinstance(made.callee, RefExpr) and made.callee.fullname == "types.SimpleNamespace":
            values = [value for value, name in zip(made.args, made.arg_names) if name == attribute.name]
        return values[0] if len(values) == 1 and is_function(values[0]) else None

    def _held_by(self, attribute: MemberExpr) -> str:
        """Return the public name of the class of what an attribute of a library's class holds, as a stub has it."""
        classes = instances(self._around.type(attribute.expr))
        members = [self._around.members.find(info, attribute.name) for info in classes]
        held = {holding(member.marks) if member is not None else "" for member in members}
        return held.pop() if len(held) == 1 else ""

    def _before(self, node: Expression) -> list[Expression]:
        """Return what an object may come from in the next step."""
        match node:
            case NameExpr(node=Var() as variable):
                bound = self._bindings(variable)
                reaching = bound if self._is_of_module(variable) else self._scope.reaching(node, bound)
                return [
                    one
                    for kind, value in reaching
                    for one in (self._elements(value) if kind == "element" else [value])
                    if kind in ("value", "entered", "element") and not self._is_left_out(one)
                ]
            case MemberExpr():
                values = self._values(node)  # who makes the other object may have handed over something else
                return values if all(isinstance(one, (CallExpr, *_CONTAINERS)) for one in values) else []
            case ConditionalExpr():
                choices = (node.if_expr, node.else_expr)
                return [one for one in choices if not (is_none(one) or self._is_left_out(one))]
            case CallExpr():
                receiver = self._around.fluent.receiver(node, self._around.type)
                return [receiver] if receiver is not None else []
            case OpExpr(op="or"):
                return [node.left, node.right]
            case OpExpr(op="and"):
                return [node.right]
            case AssignmentExpr():
                return [node.value]
            case IndexExpr():
                return self._elements(node.base)
            case _:
                return []

    def _elements(self, node: Expression) -> list[Expression]:
        """Return what stands in a container where that was made, and something for what it is given later."""
        if node in self._active:
            return []
        self._active.add(node)
        found: list[Expression] = [StarExpr(node)]
        for *_, made in self.ways(node):
            match made:
                case CallExpr(callee=MemberExpr(name="values" | "copy") as callee, args=[]):
                    found.extend(self._elements(callee.expr))
                case _:
                    for item, is_spread in contained(made):
                        found.extend(self._elements(item) if is_spread else [item])
        self._active.discard(node)
        return found

    def _bindings(self, variable: Var) -> list[Binding]:
        scope = self._around.module_scope if self._is_of_module(variable) else self._scope
        return [(kind, value) for kind, value in scope.bindings.get(variable, ()) if not is_none(value)]

    def _is_of_module(self, variable: Var) -> bool:
        return "." in variable.fullname

    def _origins(self, receiver: Expression) -> Iterator[Expression]:
        """Yield an expression for an object, and those that it comes from in turn."""
        node: Expression | None = receiver
        seen: list[Expression] = []  # a variable may be bound to a call of a method of what it held before
        while node is not None and node not in seen and len(seen) - sum(map(_is_call, seen)) <= MOST_NAMES:
            yield node
            seen.append(node)
            match node:
                case CallExpr():
                    node = self._around.fluent.receiver(node, self._around.type)
                case NameExpr():
                    node = self._bound(node)
                case MemberExpr():
                    node = self._stored(node)
                case _:
                    return

    def _bound(self, name: NameExpr) -> Expression | None:
        bound = self._bindings(name.node) if isinstance(name.node, Var) else ()
        return bound[0][1] if len(bound) == 1 and bound[0][0] in ("value", "entered") else None

    def _stored(self, attribute: MemberExpr) -> Expression | None:
        values = self._values(attribute)
        return values[0] if len(values) == 1 else None

    def _values(self, attribute: MemberExpr) -> list[Expression]:
        """Return what an attribute is set to, by a class of this module."""
        for info in instances(self._around.type(attribute.expr)):
            member = self._around.members.find(info, attribute.name)
            if member is not None and member.owner.module_name == self._around.tree.fullname:
                assigned = self._around.members.assigned(member.owner).get(attribute.name, ())
                return [value for value in assigned if not is_none(value)]
        return []


def maker(way: Way) -> CallExpr | None:
    """Return the call that made an object, if that is where a way leads."""
    return way[-1] if isinstance(way[-1], CallExpr) else None


def chained(way: Way) -> list[CallExpr]:
    """Return the calls of methods that gave their own object on the way to where that was made."""
    return [node for node in way[:-1] if isinstance(node, CallExpr)]


def names(way: Way) -> list[Var]:
    """Return the variables that hold an object on the way to where it was made."""
    return [node.node for node in way if isinstance(node, RefExpr) and isinstance(node.node, Var)]


def attributes(way: Way) -> list[MemberExpr]:
    """Return the attributes of the calling method's object that hold an object on the way to where it was made."""
    return [node for node in way if isinstance(node, MemberExpr) and own_attribute(node) is not None]


def _is_call(node: Expression) -> bool:
    return isinstance(node, CallExpr)
