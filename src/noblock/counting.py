"""Count, in the functions of one module, the calls of which nothing is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from noblock.census import Count
from noblock.collect.bodies import BodyCollector
from noblock.collect.definitions import Definition
from noblock.collect.glance import Glance
from noblock.collect.imports import Imports
from noblock.collect.scan import glance
from noblock.collect.shadow import Types
from noblock.collect.unknown import Look, unknown_calls
from noblock.fullnames import label
from noblock.model import Choice, Closure, Decorated, Default, Function, Lazy, Partial, Result, Value


def counts(
    definitions: Iterable[Definition],
    types: Types,
    check: Callable[[Definition, Glance], object],
    collector: BodyCollector,
    imports: Imports,
) -> dict[str, Count]:
    """Return what is counted in some functions of a module, by full name.

    Args:
        definitions: The functions.
        types: The types of the expressions in them.
        check: Infers these types in one function.
        collector: Finds out what the functions call.
        imports: What the module imports.
    """
    found: dict[str, Count] = {}
    for definition in definitions:
        seen = glance(definition.function, definition.decorators)
        check(definition, seen)
        bodies = list(collector.of(definition))
        judged = {call.span for body in bodies for call in body.calls}
        calls, unknown = unknown_calls(Look(definition.function, seen, types, imports, judged))
        callees = {
            name for body in bodies for call in body.calls for target in call.targets for name in _functions(target)
        }
        is_context = any(body.is_context for body in bodies)
        faults = tuple((one.cause, one.name) for one in unknown)
        found[label(definition.name)] = Count(calls, faults, tuple(sorted(callees)), is_context)
    return found


def _functions(value: Value) -> Iterator[str]:
    """Yield the names of the functions of the project that a value stands for, the outermost ones."""
    match value:
        case Function(name):
            yield label(name.partition(".<locals>")[0])
        case Partial(inner) | Closure(inner) | Result(inner) | Lazy(inner) | Choice(inner) | Default(inner):
            yield from _functions(inner)
        case Decorated(decorator, inner):
            yield from _functions(decorator)
            yield from _functions(inner)
        case _:
            pass
