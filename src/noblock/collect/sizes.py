"""Keep values small.

An object that is handed another one has in it how that was made, and so on. What two hold, each has in it, so that a
dozen variables, each made of the two before, hold thousands of the first. Nobody follows values that far: one with too
many parts is left out where it is handed over, which keeps what is made of it small, too.
"""

from __future__ import annotations

from collections.abc import Iterable

from noblock.model import (
    Argument,
    Choice,
    Closure,
    Decorated,
    Default,
    Element,
    Function,
    Lazy,
    Marked,
    Method,
    Parameter,
    Partial,
    Result,
    Value,
)

MOST_PARTS = 200


def small(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return those of some values that have not too many parts."""
    return tuple(value for value in values if isinstance(value, (Function, Marked)) or not _is_large(value))


def _is_large(value: Value) -> bool:
    waiting = [value]
    for count, one in enumerate(waiting):  # grows meanwhile
        if count > MOST_PARTS:
            return True
        waiting.extend(_parts(one))
    return False


def _parts(value: Value) -> Iterable[Value]:
    match value:
        case Result(inner, given) | Lazy(inner, given) | Partial(inner, given):
            return (inner, *_values(given))
        case Method(inner, made):
            further = (one for step in made.further for one in _parts(step))
            return (inner, made.maker, *_values(made.arguments), *further)
        case Closure(inner, bindings):
            return (inner, *(one for _, values in bindings for one in values))
        case Decorated(decorator, inner):
            return (decorator, inner)
        case Element(inner) | Choice(inner) | Default(inner):
            return (inner,)
        case Parameter():
            return _values(value.arguments)
        case _:
            return ()


def _values(arguments: Iterable[Argument]) -> Iterable[Value]:
    return (one for argument in arguments for one in argument.values)
