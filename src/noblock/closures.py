"""Settle what the functions around a nested one decide, by what they were handed where they gave it.

``maker(False)`` gives a function that may ask for what ``maker`` was handed. So may what a decorator gives that was
itself given by such a function.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from noblock.model import Decorated, Function, Handed, Method, Result, Value
from noblock.needs import parts
from noblock.reach import Reach, of_object
from noblock.settling import one_handed_on
from noblock.summaries import Summaries
from noblock.switches import constructor_of


def closed_by(reach: Reach, value: Value, known: Summaries) -> Reach:
    """Return what a value reached that functions gave, without what is ruled out by what these were handed."""
    needs = {effect.needs for effect in reach.effects.values()} | {parameter.needs for parameter in reach.calls}
    asked = {constructor_of(parts(need)[0]) for need in needs if need}
    for function, handed in _givers(value) if asked - {""} else ():
        if function.name in asked:
            given = partial(_left, function=function, handed=handed, parameters=known.of(function.name).parameters)
            reach = of_object(reach, given)
    return reach


def _left(need: str, function: Function, handed: Handed, parameters: tuple[str, ...]) -> str | None:
    """Return what is left of a need where it is known what a function was handed, None if it is not met."""
    parameter, method = parts(need)
    if constructor_of(parameter) != function.name:
        return need
    return method if one_handed_on(parameter, function, parameters, handed) is not None else None


def _givers(value: Value) -> Iterator[tuple[Function, Handed]]:
    """Yield the functions that gave a value, each with what it was handed."""
    match value:
        case Result(Function() as function, _, handed) | Result(Method(function), _, handed):
            yield from [(function, handed)] if handed is not None else ()
        case Result(inner) | Decorated(inner):
            yield from _givers(inner)
