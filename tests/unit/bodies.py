"""The smallest legal values of the model, and questions to a solver that knows nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from noblock.body import Body, Call, Span
from noblock.declarations import Mark
from noblock.effects import NOTHING, Effect
from noblock.model import Argument, Function, Marked, Parameter, Value
from noblock.solver import Solver

HERE = Span(1, 0, 1, 1)
SLEEP = Marked("time.sleep", Mark(category="sleep", decides=True))
READ = Marked("open", Mark(category="file", decides=True))
PATIENCE = 1000  # questions that a solver asks before it has failed; the largest of these tests takes a tenth


def value(given: Value | str) -> Value:
    """Return the function of a name; other values stay as they are."""
    return Function(given) if isinstance(given, str) else given


def arguments(*positional: Value | str, **named: Value | str) -> tuple[Argument, ...]:
    """Return arguments that may be one value each."""
    return tuple(Argument(key, (value(given),)) for key, given in [*enumerate(positional), *named.items()])


def call(target: Value | str, *positional: Value | str, **named: Value | str) -> Call:
    """Return a call of one target that hands over one value for each argument."""
    return Call((value(target),), arguments(*positional, **named), HERE, getattr(value(target), "name", ""))


def consume(target: Value | str) -> Call:
    """Return a place where a value is iterated over or entered."""
    return Call((value(target),), (), HERE, form="iterate", use="iterate")


def body(name: str, *calls: Call | Value | str, **facts: Any) -> Body:
    """Return a body; what it holds that is no call yet is called without arguments."""
    return Body(name, tuple(one if isinstance(one, Call) else call(one) for one in calls), **facts)


def own(function: str, parameter: str = "job") -> Parameter:
    """Return what a caller hands to a parameter."""
    return Parameter(function, parameter)


def calling(name: str = "app.run", **facts: Any) -> Body:
    """Return a function that calls its parameter ``job``."""
    return body(name, own(name), **{"parameters": ("job",), **facts})


def library(name: str, **mark: Any) -> Marked:
    """Return a library function with the parameters ``job`` and ``more``, of which only its mark is known."""
    return Marked(name, Mark(**{"parameters": ("job", "*more"), **mark}))


def solved(bodies: Iterable[Body], implementations: Mapping[str, Iterable[str]] | None = None) -> Solver:
    """Return a solver that knows some bodies, and which methods implement which.

    It fails where it would go on for ever.
    """
    questions = count()

    def allows(name: str, category: str) -> bool:
        assert next(questions) < PATIENCE, f"goes on for ever: {name}"
        return False

    solver = Solver(lambda name: NOTHING, lambda function: (implementations or {}).get(function.name, ()), allows)
    solver.add(bodies)
    return solver


def why(name: str, *bodies: Body) -> dict[str, str]:
    """Return the way to each effect of a function, by category."""
    return ways({effect.category: effect for effect in solved(bodies).summary(name).effects})


def at(place: Call, *bodies: Body) -> dict[str, str]:
    """Return the way to each effect at a call, by category."""
    return ways({effect.category: effect for effect in solved(bodies).reach(place).effects.values()})


def on_loop_at(place: Call, *bodies: Body) -> dict[str, str]:
    """Return the way to each effect that a call puts on the event loop, by category."""
    return ways(solved(bodies).reach(place).on_loop)


def ways(effects: Mapping[str, Effect]) -> dict[str, str]:
    """Return the chains of some effects as text."""
    return {category: " → ".join(effect.chain) for category, effect in sorted(effects.items())}
