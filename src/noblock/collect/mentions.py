"""Tell whether what a body names may have an effect.

Its name decides nearly always: no other function or member of that name has one. Where the name fits, the declared type
of the receiver usually tells that it is another one's; where that is not certain it counts.
"""

from __future__ import annotations

from collections.abc import Iterable

from mypy.nodes import (
    CallExpr,
    Expression,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    RefExpr,
    SuperExpr,
    TypeAlias,
    TypeInfo,
    Var,
)
from mypy.types import Instance, get_proper_type

from noblock.collect.estimate import Estimate
from noblock.collect.glance import Glance
from noblock.collect.members import Members, classes, instances, receivers
from noblock.collect.presumed import Presumed
from noblock.collect.speaking import Speaking
from noblock.fullnames import CONSTRUCTORS, POST_INIT
from noblock.resolve import Resolver

MADE = (*CONSTRUCTORS, "__call__")  # what may run when an instance is made, or when whoever made it calls it


class Mentions:
    """What bodies name: functions, classes, variables and attributes, also through ``super()``.

    Args:
        speaking: Knows what has an effect.
        members: Looks up attributes.
        resolver: The marks of libraries.
        presumed: What is known of functions and variables without annotations.
    """

    def __init__(self, speaking: Speaking, members: Members, resolver: Resolver, presumed: Presumed) -> None:
        self._speaking = speaking
        self._effectful = speaking.effectful
        self._members = members
        self._resolver = resolver
        self._presumed = presumed

    def may_speak(self, seen: Glance, estimate: Estimate) -> bool:
        """Tell whether something that a function names may have an effect."""
        return any(self._inherits(node) for node in seen.supers) or any(
            self._is_effectful(node, estimate) for node in self._telling(seen)
        )

    def speaks_when_called(self, value: Expression, seen: Glance) -> bool:
        """Tell whether what is stored in an attribute may have an effect when it is called."""
        if isinstance(value, (NameExpr, MemberExpr)):
            target = value.node
            if isinstance(target, TypeInfo):
                return self._speaking.has(target, MADE)
            if isinstance(target, Var):
                return self._speaking.is_behind(target)
            return value.name in self._effectful or (target is not None and target.name in self._effectful)
        callee = value.callee if isinstance(value, CallExpr) else None
        is_partial = isinstance(callee, (NameExpr, MemberExpr)) and callee.name == "partial"
        return (is_partial or isinstance(value, LambdaExpr)) and self._effectful.meets(seen.names)

    def _telling(self, seen: Glance) -> Iterable[NameExpr | MemberExpr]:
        """Return what a function mentions, but for functions like ``print`` that need a keyword it does not hand over.

        Nearly everything prints, and hardly anything prints into a file of its own.
        """
        harmless: set[str] = set()
        for name, needed in self._resolver.needing.items():
            if name.rpartition(".")[2] in seen.names:
                calls = [
                    call for call in seen.calls if isinstance(call.callee, RefExpr) and call.callee.fullname == name
                ]
                if all(needed.isdisjoint(call.arg_names) for call in calls):
                    harmless.add(name)
        return [node for node in seen.references if node.fullname not in harmless] if harmless else seen.references

    def _is_effectful(self, node: NameExpr | MemberExpr, estimate: Estimate) -> bool:
        target = node.node
        if isinstance(target, TypeAlias):
            aliased = get_proper_type(target.target)
            target = aliased.type if isinstance(aliased, Instance) else target
        if isinstance(target, TypeInfo):
            return self._speaking.has(target, MADE) and not _is_member_of(target, estimate.taken_from.get(node, ""))
        if isinstance(target, Var) and not isinstance(node, MemberExpr):
            is_own = target.is_suppressed_import and node.name in self._effectful  # where the import fails
            return is_own or self._speaking.is_behind(target)
        if target is None and isinstance(node, MemberExpr):
            if node.name in self._speaking.effectful_members:
                return self._has_member(node, estimate)
            return self._is_of_stand_in(node, estimate)
        if node.name not in self._effectful and (target is None or target.name not in self._effectful):
            return isinstance(target, Var) and self._speaking.is_behind(target)
        if target is not None:
            return self._speaking.is_behind(target) if isinstance(target, Var) else self._speaking.is_of(target)
        return False  # a name that mypy binds to nothing

    def _is_of_stand_in(self, node: MemberExpr, estimate: Estimate) -> bool:
        """Tell whether a name has an effect in what stands in for a library or a module, which a function may meet."""
        if not estimate.may_be(self._meets_presumed):
            return False
        return self._is_member(node, instances(estimate.with_invented(node.expr)), estimate)

    def _meets_presumed(self, seen: Glance) -> bool:
        """Tell whether a function may meet an object of a library that mypy cannot see.

        Some of their classes have methods that no stub names.
        """
        is_handed = any(self._presumed.type_of(variable) is not None for variable in seen.parameters)
        return is_handed or bool(self._presumed.fitting(seen.mentioned()))

    def _has_member(self, node: MemberExpr, estimate: Estimate) -> bool:
        if isinstance(node.expr, RefExpr) and isinstance(node.expr.node, TypeInfo):
            info = node.expr.node
            made_by = (info.metaclass_type.type,) if info.metaclass_type is not None else ()
            return any(self._speaking.has(one, (node.name,)) for one in (info, *made_by))
        receiver = estimate.of(node.expr)
        if receiver is None:
            return True
        return self._is_member(node, (*receivers(receiver), *classes(receiver)), estimate)

    def _is_member(self, node: MemberExpr, owners: Iterable[TypeInfo], estimate: Estimate) -> bool:
        """Tell whether an attribute of one of some classes has an effect, here where it is mentioned."""
        speaking = [info for info in owners if self._speaking.has(info, (node.name,))]
        if any(self._speaking.runs(info, node.name) for info in speaking):
            return True
        if not speaking or node in estimate.looked_into:
            return False
        held = estimate.of(node)  # with the receiver's type arguments in it
        return held is None or self._speaking.tells(held)

    def _inherits(self, node: SuperExpr) -> bool:
        """Tell whether what ``super()`` finds has an effect."""
        if node.name == "__init__" and node.info and self._speaking.has(node.info, POST_INIT):
            return True
        if node.name not in self._effectful:
            return False
        return not node.info or self._speaking.is_in(self._members.find(node.info, node.name, after=node.info))


def _is_member_of(info: TypeInfo, name: str) -> bool:
    """Tell whether a name is that of a member of an enumeration: taking it makes nothing."""
    symbol = info.get(name) if info.is_enum else None
    return symbol is not None and isinstance(symbol.node, Var)
