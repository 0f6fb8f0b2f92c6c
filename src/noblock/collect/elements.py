"""Find out which callables the elements of a container may stand for."""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import CallExpr, Expression, MemberExpr, RefExpr, Var

from noblock.collect.attributes import Attributes
from noblock.collect.kinds import holds_callables
from noblock.collect.scope import Scope
from noblock.collect.surroundings import Surroundings
from noblock.collect.tables import contained
from noblock.model import Function, Result, Value


class Elements:
    """Evaluates containers.

    Args:
        around: The module.
        scope: The names inside the function.
        attributes: Evaluates attributes.
        evaluate: Evaluates an expression.
        contents: Evaluates the elements of a container, if that is not under way.
    """

    def __init__(
        self,
        around: Surroundings,
        scope: Scope,
        attributes: Attributes,
        evaluate: Callable[[Expression], tuple[Value, ...]],
        contents: Callable[[Expression], tuple[Value, ...]],
    ) -> None:
        self._around = around
        self._scope = scope
        self._attributes = attributes
        self._evaluate = evaluate
        self._contents = contents

    def of(self, node: Expression) -> tuple[Value, ...]:
        """Return what the elements of a container may be."""
        standing = list(contained(node))
        if standing:
            return tuple(
                value for item, holds in standing for value in (self._contents if holds else self._evaluate)(item)
            )
        match node:
            case CallExpr(callee=MemberExpr(name="values" | "items" | "copy") as callee):
                return self._contents(callee.expr)
            case MemberExpr(node=None):
                return self._attributes.contents(node)
            case RefExpr(node=Var() as variable):
                return self._variable(node, variable)
            case _:
                return ()

    def _variable(self, node: RefExpr, variable: Var) -> tuple[Value, ...]:
        if variable in self._scope.parameters:
            return (self._scope.parameters[variable],)
        bound = self._scope.bindings.get(variable)
        if bound:
            return tuple(value for kind, item in bound if kind == "value" for value in self._contents(item))
        if "." in variable.fullname and holds_callables(self._around.type(node)):
            return (Result(Function(variable.fullname), ()),)
        return ()
