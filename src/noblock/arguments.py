"""Give the arguments of a call to the parameters of the function that is called.

As Python does it, except that nothing is refused: what is too much goes to ``*args`` and ``**kwargs``, unpacked
arguments may go to each parameter that is still free, and of a parameter that is given nothing the default stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import NamedTuple

from noblock.effects import Summary
from noblock.model import Argument, Closure, Function, Handed, Marked, Parameter, Partial, Result, Value
from noblock.needs import NOTHING

Bindings = dict[Parameter, tuple[Value, ...]]
MOST_POSITIONS = 8  # of the arguments of a parameter that is called


def joined(given: tuple[Argument, ...], arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Put the arguments of a call behind those that a partial has given already."""
    if not arguments:
        return given
    taken = 1 + max((argument.key for argument in given if isinstance(argument.key, int)), default=-1)
    moved = [
        Argument(argument.key + taken, argument.values) if isinstance(argument.key, int) else argument
        for argument in arguments
    ]
    return (*given, *moved)


def handed_together(value: Value, handed: Handed | None) -> Handed | None:
    """Return what a call hands over, together with what a partial was given already; None if not known."""
    if handed is None or not isinstance(value, Partial):
        return handed
    if value.handed is None:
        return None
    moved = ((key + value.positions if isinstance(key, int) else key, own, known) for key, own, known in handed)
    return (*moved, *value.handed)


class Kinds(NamedTuple):
    """The parameters of a function by how they can be handed over, as they are written; empty where there is none."""

    positional: tuple[str, ...]
    rest: str
    by_name: tuple[str, ...]
    others: str


def kinds(parameters: tuple[str, ...]) -> Kinds:
    """Sort the parameters of a function, as bodies have them."""
    positional = tuple(takewhile(lambda name: not name.startswith("*"), parameters))
    starred = [name for name in parameters if name.startswith("*") and name != "*"]
    rest = next((name for name in starred if not name.startswith("**")), "")
    others = next((name for name in starred if name.startswith("**")), "")
    named = tuple(name for name in parameters[len(positional) :] if not name.startswith("*"))
    return Kinds(positional, rest, named, others)


def handed_to(
    parameters: tuple[str, ...], arguments: Sequence[Argument], skips: int
) -> list[tuple[str, tuple[Value, ...]]]:
    """Return what each parameter is given, by parameter name; surplus arguments go to ``*args`` and ``**kwargs``."""
    if not arguments:
        return []
    positional, rest, by_name_only, named_rest = kinds(parameters)
    named = [*positional, *by_name_only]
    handed: dict[str, tuple[Value, ...]] = {}
    taken = skips
    spread: list[tuple[Argument, list[str]]] = []
    for argument in arguments:
        if isinstance(argument.key, int):
            index = argument.key + skips
            taken = max(taken, index + 1)
            name = positional[index] if index < len(positional) else rest
        elif argument.key in ("*", "**"):
            spread.append((argument, [*positional[taken:], rest] if argument.key == "*" else [*named, named_rest]))
            continue
        else:
            name = argument.key if argument.key in named else named_rest
        handed[name] = (*handed.get(name, ()), *argument.values)
    given = handed.keys() - {rest, named_rest}
    for argument, names in spread:
        for name in names:
            if name not in given:
                handed[name] = (*handed.get(name, ()), *argument.values)
    handed.pop("", None)
    return list(handed.items())


def of_parameter(handed: dict[str, tuple[Value, ...]], name: str) -> tuple[Value, ...]:
    """Return what a parameter is given, which a mark names without its star."""
    return handed.get(name, ()) + handed.get(f"*{name}", ())


def bound(
    function: Function, summary: Summary, arguments: tuple[Argument, ...], handed: Handed | None = None
) -> Bindings:
    """Return what all parameters of a function stand for at a call.

    Args:
        function: The function.
        summary: What is known of it.
        arguments: Those arguments that can themselves be called or consumed.
        handed: All that is handed over, so far as that is known: nothing stands for a default then.
    """
    bindings: Bindings = {Parameter(function.name, name): () for name in summary.parameters}
    for argument in summary.defaults:
        bindings[Parameter(function.name, str(argument.key))] = argument.values
        bindings[Parameter(function.name, f"{argument.key}=")] = argument.values
    for name, values in handed_to(summary.parameters, arguments, function.skips):
        bindings[Parameter(function.name, name)] = values
        bindings.pop(Parameter(function.name, f"{name}="), None)
    for key, _, known in handed or () if summary.defaults else ():
        if known == NOTHING:
            continue
        names = summary.parameters[key + function.skips :] if isinstance(key, int) else (key,)
        bindings.pop(Parameter(function.name, f"{names[0]}=" if names else ""), None)
    for argument in summary.defaults:
        bindings.setdefault(Parameter(function.name, f"{argument.key}="), ())
    return bindings


def closed_over(value: Value, bindings: Bindings) -> Value:
    """Close a returned value over what the parameters of the function that returns it stand for."""
    if isinstance(value, Result):  # what is returned may depend on what these are
        value = replace(value, arguments=filled_in(value.arguments, bindings))
    return Closure(value, tuple(sorted(bindings.items(), key=lambda item: by_name(item[0]))))


def closed(arguments: tuple[Argument, ...], bindings: Bindings) -> tuple[Argument, ...]:
    """Return arguments with what the parameters stand for that they are, or that functions among them refer to."""
    found = []
    for argument in arguments:
        values: list[Value] = []
        for value in argument.values:
            match value:
                case Parameter(owner, name):
                    values.extend(bindings.get(Parameter(owner, name), (value,)))
                case Marked():
                    values.append(value)
                case Function(name) if ".<" not in name:
                    values.append(value)
                case _:
                    values.append(closed_over(value, bindings))
        found.append(Argument(argument.key, tuple(dict.fromkeys(values))))
    return tuple(found)


def filled_in(arguments: tuple[Argument, ...], bindings: Bindings) -> tuple[Argument, ...]:
    """Return arguments with what the parameters among them stand for, where that is known."""
    found = []
    for argument in arguments:
        values: list[Value] = []
        for value in argument.values:
            key = Parameter(value.owner, value.name) if isinstance(value, Parameter) else None
            values.extend(bindings.get(key, (value,)) if key is not None else (value,))
        found.append(Argument(argument.key, tuple(dict.fromkeys(values))))
    return tuple(found)


def simple(arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Return arguments so far as they stand for themselves: others could grow wherever they are handed on."""
    found = []
    for argument in arguments:
        values = tuple(value for value in argument.values if isinstance(value, (Function, Marked, Parameter)))
        if values and (isinstance(argument.key, str) or argument.key < MOST_POSITIONS):
            found.append(Argument(argument.key, values))
    return tuple(found)


def united(calls: Iterable[Parameter]) -> tuple[Parameter, ...]:
    """Return parameters that are called, in order, each once with all that it is called with anywhere.

    So what functions say that call each other comes to an end, however they hand these on.
    """
    found: dict[Parameter, dict[int | str, set[Value]]] = {}
    for parameter in calls:
        known = found.setdefault(replace(parameter, arguments=()), {})
        for argument in parameter.arguments:
            known.setdefault(argument.key, set()).update(argument.values)
    return tuple(
        replace(
            parameter,
            arguments=tuple(
                Argument(key, tuple(sorted(values, key=repr)))
                for key, values in sorted(known.items(), key=lambda item: str(item[0]))
            ),
        )
        for parameter, known in sorted(found.items(), key=lambda item: by_name(item[0]))
    )


def by_name(parameter: Parameter) -> tuple[str, ...]:
    """Order parameters, so that the order of work never shows."""
    called = parameter.counts_as, parameter.needs, repr(parameter.arguments)
    return parameter.owner, parameter.name, parameter.use, *called
