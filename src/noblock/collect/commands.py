"""Tell the commands of a command line program.

While one of them runs, nothing else does: there is nobody for whom it could stop the event loop. Decorators make a
function a command, those of a library or a project's own methods that override them.
"""

from __future__ import annotations

from collections.abc import Iterable

from mypy.nodes import CallExpr, Decorator, Expression, MemberExpr, NameExpr

from noblock.categories import COMMAND
from noblock.collect.members import instances
from noblock.collect.values import Values
from noblock.model import Mark, Marked
from noblock.resolve import Resolver


def is_command(decorators: Iterable[Expression], values: Values, resolver: Resolver) -> bool:
    """Tell whether one of a function's decorators makes it a command.

    Args:
        decorators: The decorators, called or not.
        values: Evaluates them.
        resolver: Knows the marks of libraries.
    """
    for node in decorators:
        called = node.callee if isinstance(node, CallExpr) else node
        if isinstance(called, (NameExpr, MemberExpr)) and called.name in resolver.commanding:
            if any(isinstance(value, Marked) and _commands(value.mark) for value in values.of(called)):
                return True
            if isinstance(called, MemberExpr) and _is_of_group(called, values, resolver):
                return True
    return False


def _is_of_group(node: MemberExpr, values: Values, resolver: Resolver) -> bool:
    """Tell whether a method overrides one that makes commands, or belongs to a function that is one itself."""
    made = node.expr.node if isinstance(node.expr, NameExpr) else None
    if isinstance(made, Decorator):
        return is_command(made.original_decorators, values, resolver)
    bases = (base for info in instances(values.type(node.expr)) for base in info.mro)
    return any(_commands(mark) for base in bases for mark in resolver.member(base.fullname, node.name)[1])


def _commands(mark: Mark) -> bool:
    return mark.calls_as == COMMAND
