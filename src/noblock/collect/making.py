"""Find where an object comes from: the call that made it, or the variable of a library that holds it.

It may stand in the same function, in the module, or where a class of the module sets the attribute that holds the
object; what has more than one value was made in more than one way, and nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import CallExpr, Expression, MemberExpr, NameExpr, RefExpr, Var

from noblock.collect.constants import is_none
from noblock.collect.members import instances
from noblock.collect.scope import Scope, own_attribute
from noblock.collect.surroundings import Surroundings

MOST_NAMES = 3  # of one object: "with self.rows as rows"


class Making:
    """Follows an object to where it was made.

    Args:
        around: The module.
        scope: The names inside the function.
    """

    def __init__(self, around: Surroundings, scope: Scope) -> None:
        self._around = around
        self._scope = scope

    def of(self, receiver: Expression) -> CallExpr | None:
        """Return the call that made an object, if that is certain."""
        *_, last = self._origins(receiver)
        return last if isinstance(last, CallExpr) else None

    def names(self, receiver: Expression) -> list[Var]:
        """Return the variables that hold an object, as far as they hold nothing else."""
        origins = self._origins(receiver)
        return [node.node for node in origins if isinstance(node, RefExpr) and isinstance(node.node, Var)]

    def attributes(self, receiver: Expression) -> list[MemberExpr]:
        """Return the attributes of the calling method's object that hold an object."""
        origins = self._origins(receiver)
        return [node for node in origins if isinstance(node, MemberExpr) and own_attribute(node) is not None]

    def held(self, receiver: Expression) -> str:
        """Return the public name of the class of an object that a variable of a library holds, as a stub has it."""
        names = (node.fullname for node in self._origins(receiver) if isinstance(node, RefExpr))
        return next(filter(None, map(self._around.resolver.held, names)), "")

    def _origins(self, receiver: Expression) -> Iterator[Expression]:
        """Yield an expression for an object, and those that it comes from in turn."""
        node: Expression | None = receiver
        for _ in range(MOST_NAMES + 1):
            if node is None:
                return
            yield node
            match node:
                case NameExpr():
                    node = self._bound(node)
                case MemberExpr():
                    node = self._stored(node)
                case _:
                    return

    def _bound(self, name: NameExpr) -> Expression | None:
        variable = name.node
        if not isinstance(variable, Var):
            return None
        scope = self._around.module_scope if "." in variable.fullname else self._scope
        bound = scope.bindings.get(variable, ())
        kinds = [(kind, value) for kind, value in bound if not is_none(value)]
        return kinds[0][1] if len(kinds) == 1 and kinds[0][0] in ("value", "entered") else None

    def _stored(self, attribute: MemberExpr) -> Expression | None:
        """Return what an attribute is set to, by a class of this module."""
        for info in instances(self._around.type(attribute.expr)):
            member = self._around.members.find(info, attribute.name)
            if member is not None and member.owner.module_name == self._around.tree.fullname:
                assigned = self._around.members.assigned(member.owner).get(attribute.name, ())
                values = [value for value in assigned if not is_none(value)]
                return values[0] if len(values) == 1 else None
        return None
