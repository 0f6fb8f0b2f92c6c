"""Know what decorators make of a function.

Calling it then runs what the decorators return: a wrapper, an object that keeps the function and is called in its
place, or the function itself; and it enters and leaves what decorates it as ``@transaction()`` does. So another body
stands for it, and its own has another name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mypy.nodes import CallExpr, Decorator, Expression, NameExpr, RefExpr, TypeInfo
from mypy.types import CallableType, Instance, NoneType, Overloaded, ProperType, Type, get_proper_type

from noblock.arguments import kinds
from noblock.body import Body, Call
from noblock.collect.implicit import Implicit
from noblock.collect.kinds import is_awaitable
from noblock.collect.marks import is_mark
from noblock.collect.members import instances, is_async
from noblock.collect.occasions import Occasions
from noblock.collect.spans import span_of
from noblock.collect.surroundings import Surroundings
from noblock.collect.values import Values
from noblock.declarations import Mark
from noblock.fullnames import BODY
from noblock.model import Argument, Decorated, Function, Made, Marked, Method, Parameter, Result, Value

_ENTERED = "contextlib.ContextDecorator"


@dataclass(frozen=True, slots=True)
class Decoration:
    """One decorator, what it is handed, and what it makes of that."""

    decorator: Expression
    handed: Value
    made: Value


def stand_in(
    name: str, node: Decorator, mark: Mark | None, around: Surroundings, values: Values, occasions: Occasions
) -> Body | None:
    """Return the body that stands for a function after its decorators, None if they change nothing.

    Args:
        name: The full name of the function.
        node: The function with its decorators.
        mark: How it is marked.
        around: Its module, with the types of the decorators.
        values: Evaluates the decorators.
        occasions: Knows those that leave it as it is, and only tell what it is for.
    """
    inner: Value = Function(f"{name}{BODY}")
    applied = list(decorations(name, node, values, occasions))
    made = applied[-1].made if applied else inner
    within = {one.decorator for one in _within(node, applied)}
    outermost = [one for one in node.original_decorators if one not in within]
    entered = tuple(call for one in outermost for call in _entered(one, around, values))
    if entered or made != inner:
        body = calling(name, made, mark, is_async=_stays_asynchronous(node))
        return replace(body, calls=entered + body.calls)
    return Body(name, is_async=True, mark=mark) if _turns_awaitable(node) and not is_async(node) else None


def entered_within(
    name: str, node: Decorator, around: Surroundings, values: Values, occasions: Occasions
) -> tuple[Call, ...]:
    """Return what context managers do around a function that another decorator runs in its own way, as in a thread.

    Args:
        name: The full name of the function.
        node: The function with its decorators.
        around: Its module, with the types of the decorators.
        values: Evaluates the decorators.
        occasions: Knows those that leave it as it is, and only tell what it is for.
    """
    within = reversed(list(_within(node, list(decorations(name, node, values, occasions)))))
    return tuple(call for one in within for call in _entered(one.decorator, around, values))


def _within(node: Decorator, applied: list[Decoration]) -> Iterator[Decoration]:
    """Yield the decorators that are applied before another one that calls, or moves, what it is handed."""
    if is_async(node):
        return
    turns_awaitable = _turns_awaitable(node)
    for number, one in enumerate(applied):
        above = applied[number + 1 :]
        if (turns_awaitable and above) or any(other.made != other.handed for other in above):
            yield one


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


def calling(name: str, decorated: Value, mark: Mark | None, *, is_async: bool) -> Body:
    """Return a body that does nothing but to call what decorators made of a function.

    ``is_async`` tells whether what that gives is still to be awaited, so that no more can be said of it.
    """
    handed = (
        Argument("*", (Parameter(name, "*args"),)),
        Argument("**", (Parameter(name, "**kwargs"),)),
    )
    call = Call((decorated,), handed, span_of(NameExpr(name)))
    parameters = ("*args", "**kwargs")
    return Body(name, (call,), parameters, (Result(decorated, handed),), is_async, mark=mark, is_wrapper=True)


def forwarding(stand: Body, own: Body) -> Body:
    """Return what stands for a function, handing on each of its parameters as such, and whatever else a wrapper takes.

    Args:
        stand: What stands for it, which hands on all that it is handed.
        own: Its own body. Whether a default that may be called is one is for that to know.
    """
    if own.defaults:
        return stand
    positional, rest, by_name, others = kinds(own.parameters)
    keys: dict[str, int | str] = {name: at for at, name in enumerate(positional)}
    keys |= {rest or "*args": "*"} | {name: name for name in by_name} | {others or "**kwargs": "**"}
    arguments = tuple(Argument(key, (Parameter(stand.name, name),)) for name, key in keys.items())
    return replace(
        stand,
        calls=tuple(replace(call, arguments=arguments) if call.arguments else call for call in stand.calls),
        parameters=tuple(keys),
        returns=tuple(replace(one, arguments=arguments) if isinstance(one, Result) else one for one in stand.returns),
    )


def _entered(decorator: Expression, around: Surroundings, values: Values) -> Iterator[Call]:
    """Yield what a context manager does around each call of the function that it decorates.

    What a library marks as blocking does not block where it decorates: that would be over when the module is imported.
    """
    span = span_of(decorator)
    factory = decorator.callee if isinstance(decorator, CallExpr) else decorator
    for value in values.of(factory, decorator if isinstance(decorator, CallExpr) else None):
        if isinstance(value, Marked) and value.mark.category:
            yield Call((value,), (), span)
    if any(info.has_base(_ENTERED) for info in instances(around.type(decorator))):
        implicit = Implicit(around, values)
        special = (*implicit.entry(decorator, "__enter__"), *implicit.entry(decorator, "__exit__"))
        yield Call((*values.of(decorator), *special), (), span, use="enter")


def _applied(decorator: Expression, value: Value, values: Values, *, turns_awaitable: bool) -> Value:
    """Return what one decorator makes of a function."""
    info = decorator.node if isinstance(decorator, RefExpr) else None
    if isinstance(info, TypeInfo):
        calls = [one for one in values.targets.calls_of(info) if isinstance(one, Function)]
        gives = [one for one in values.targets.calls_of(info, special="__get__") if isinstance(one, Function)]
        makers = [one for one in values.targets.constructor(info, None) if isinstance(one, Function)]
        if calls and makers:
            return Method(calls[0], Made(makers[0], (Argument(0, (value,)),)))
        if gives and makers:
            return Decorated(Method(gives[0], Made(makers[0], (Argument(0, (value,)),))), value, turns_awaitable)
    for made in values.of(decorator) or _offloads_of_factory(decorator, values):
        value = Decorated(made, value, turns_awaitable)
    return value


def _offloads_of_factory(decorator: Expression, values: Values) -> tuple[Value, ...]:
    """Return what a decorator runs elsewhere that is made by a marked one with options: ``@work(thread=True)``."""
    made = values.of(decorator.callee, decorator) if isinstance(decorator, CallExpr) else ()
    return tuple(one for one in made if isinstance(one, Marked) and one.mark.offloads)


def _turns_awaitable(node: Decorator) -> bool:
    made = _proper(node.var.type)
    return (is_awaitable(made) or _gives_awaitable(made)) and not is_awaitable(_proper(node.func.type))


def _gives_awaitable(made: ProperType | None) -> bool:
    """Tell whether what stands for a method gives something to await where it is taken from an object and called."""
    symbol = made.type.get("__get__") if isinstance(made, Instance) else None
    kind = _proper(symbol.type) if symbol is not None else None
    forms = kind.items if isinstance(kind, Overloaded) else [kind]
    return any(isinstance(one, CallableType) and is_awaitable(get_proper_type(one.ret_type)) for one in forms)


def _stays_asynchronous(node: Decorator) -> bool:
    """Tell whether what decorators make of a function may give something to await, or to loop over with ``async``."""
    made = _proper(node.var.type)
    result = get_proper_type(made.ret_type) if isinstance(made, CallableType) else None
    is_plain = node.func.is_coroutine and isinstance(result, (Instance, NoneType)) and not is_awaitable(made)
    return is_async(node) and not is_plain


def _proper(kind: Type | None) -> ProperType | None:
    return get_proper_type(kind) if kind is not None else None
