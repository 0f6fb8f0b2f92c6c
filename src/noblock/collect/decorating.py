"""Know what decorators make of a function.

Calling it then runs what the decorators return: a wrapper, an object that keeps the function and is called in its
place, or the function itself. So another body stands for it, and its own has another name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mypy.nodes import Decorator, Expression, NameExpr, RefExpr, TypeInfo
from mypy.types import ProperType, Type, get_proper_type

from noblock.collect.kinds import is_awaitable
from noblock.collect.marks import is_mark
from noblock.collect.occasions import Occasions
from noblock.collect.spans import span_of
from noblock.collect.values import Values
from noblock.model import BODY, Argument, Body, Call, Decorated, Function, Mark, Method, Parameter, Result, Value


@dataclass(frozen=True, slots=True)
class Decoration:
    """One decorator, what it is handed, and what it makes of that."""

    decorator: Expression
    handed: Value
    made: Value


def stand_in(name: str, node: Decorator, mark: Mark | None, values: Values, occasions: Occasions) -> Body | None:
    """Return the body that stands for a function after its decorators, None if they change nothing.

    Args:
        name: The full name of the function.
        node: The function with its decorators.
        mark: How it is marked.
        values: Evaluates the decorators.
        occasions: Knows those that leave it as it is, and only tell what it is for.
    """
    applied = list(decorations(name, node, values, occasions))
    if applied and applied[-1].made is not applied[0].handed:
        return calling(name, applied[-1].made, mark)
    return Body(name, is_async=True, mark=mark) if _turns_awaitable(node) else None


def decorations(name: str, node: Decorator, values: Values, occasions: Occasions) -> Iterator[Decoration]:
    """Yield what the decorators of a function do, the one that is applied first before others.

    Args:
        name: The full name of the function.
        node: The function with its decorators.
        values: Evaluates the decorators.
        occasions: Knows those that leave it as it is, and only tell what it is for.
    """
    turns_awaitable = _turns_awaitable(node)
    value: Value = Function(f"{name}{BODY}")
    for decorator in reversed(node.original_decorators):
        if not (is_mark(decorator) or occasions.made_by([decorator], values)):
            handed, value = value, _applied(decorator, value, values, turns_awaitable=turns_awaitable)
            yield Decoration(decorator, handed, value)


def calling(name: str, decorated: Value, mark: Mark | None) -> Body:
    """Return a body that does nothing but to call what decorators made of a function."""
    handed = (
        Argument("*", (Parameter(name, "*args"),)),
        Argument("**", (Parameter(name, "**kwargs"),)),
    )
    call = Call((decorated,), handed, span_of(NameExpr(name)))
    return Body(name, (call,), ("*args", "**kwargs"), (Result(decorated, handed),), mark=mark)


def _applied(decorator: Expression, value: Value, values: Values, *, turns_awaitable: bool) -> Value:
    """Return what one decorator makes of a function."""
    info = decorator.node if isinstance(decorator, RefExpr) else None
    if isinstance(info, TypeInfo):
        calls = [one for one in values.targets.calls_of(info) if isinstance(one, Function)]
        makers = [one for one in values.targets.constructor(info, None) if isinstance(one, Function)]
        if calls and makers:
            return Method(calls[0], makers[0], (Argument(0, (value,)),))
    for made in values.of(decorator):
        value = Decorated(made, value, turns_awaitable)
    return value


def _turns_awaitable(node: Decorator) -> bool:
    return is_awaitable(_proper(node.var.type)) and not is_awaitable(_proper(node.func.type))


def _proper(kind: Type | None) -> ProperType | None:
    return get_proper_type(kind) if kind is not None else None
