"""Know the methods that give back the very object that they are called on.

    Bus().add(load).add(store).run()

What such a chain hands to its object, that was handed as if by calls one after the other. Which methods do so
``chaining`` finds out; of another module, the summary of that tells it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from mypy.nodes import CallExpr, Expression, MemberExpr, TypeInfo
from mypy.types import ProperType

from noblock.collect.belonging import given_by
from noblock.collect.members import Members, instances


class Fluent:
    """Looks up the methods that give the object that they are called on.

    Args:
        members: Looks up attributes.
        names: The short names of all such methods.
        gives: Tells of the method of a full name whether it is one.
    """

    def __init__(self, members: Members, names: Collection[str], gives: Callable[[str], bool | None]) -> None:
        self._members = members
        self._names = names
        self._gives = gives

    def receiver(self, node: Expression, type_of: Callable[[Expression], ProperType | None]) -> Expression | None:
        """Return what a method is called on, if a call gives back just that.

        Args:
            node: The call.
            type_of: Gives the type of an expression.
        """
        callee = node.callee if isinstance(node, CallExpr) else None
        if not isinstance(callee, MemberExpr) or callee.name not in self._names:
            return None
        owners = self._classes(callee.expr, type_of)
        return callee.expr if owners and all(self._is_given(info, callee.name) for info in owners) else None

    def _classes(self, node: Expression, type_of: Callable[[Expression], ProperType | None]) -> list[TypeInfo]:
        """Return the classes of an object, also where mypy was not asked about what stands there."""
        found = list(instances(type_of(node)))
        own = self.receiver(node, type_of) if not found else None
        return found or (list(given_by(node)) if own is None else self._classes(own, type_of))

    def _is_given(self, info: TypeInfo, name: str) -> bool:
        member = self._members.find(info, name)
        return member is not None and member.node is not None and bool(self._gives(f"{member.owner.fullname}.{name}"))
