"""Decide what is reported: which calls in code on the event loop block it, and in which words that is said.

A call may block for several reasons; the one with the shortest explanation is reported, among the categories that are
switched on, once for each place. One that is off by default is reported only where there is no other. What asks a
person with the means of a command line program is a command, whatever else it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from noblock import messages
from noblock.categories import CATEGORIES, COMMAND, OFF_BY_DEFAULT
from noblock.effects import Effect, Finding, Summary
from noblock.model import BODY, Body, Call, Function, Marked, Span, label
from noblock.needs import of_parameter
from noblock.reach import Reach, prefixed
from noblock.solver import Solver

_FORM_ORDER = ("call", "read", "write", "enter", "leave", "iterate", "operate")


def findings(
    bodies: Iterable[Body], solver: Solver, is_enabled: Callable[[str], bool], *, transitive: bool
) -> Iterator[Finding]:
    """Yield what is to be reported in some bodies, at most one finding a place.

    Args:
        bodies: The bodies of one module.
        solver: Knows what each call leads to.
        is_enabled: Whether a category is switched on in this module.
        transitive: Whether calls of project functions that block further down are reported.
    """
    for body in bodies:
        seen: set[Span] = set()
        reached = [(call, solver.reach(call)) for call in body.calls]
        if not body.counts_as and any(_asks(reach) for _, reach in reached):
            body = replace(body, counts_as=COMMAND)
        for call, reach in sorted(reached, key=lambda one: _FORM_ORDER.index(one[0].form)):
            finding = _judged(body, call, reach, solver, is_enabled, transitive=transitive)
            if finding is not None and call.span not in seen:
                seen.add(call.span)
                yield finding
        if body.overrides:
            effect = _best(solver.body_effects(body), is_enabled)
            if effect is not None:
                name = label(body.name)
                text = messages.override_blocks(_short(name), body.overrides, effect.chain[-1])
                notes = (messages.chain((name, *effect.chain)),)
                yield Finding(body.span, effect.category, text, notes, body.context)


def run_by_bases(
    bodies: Iterable[Body],
    summary: Callable[[str], Summary],
    is_enabled: Callable[[str], bool],
    way: Callable[[str], tuple[str, ...]],
) -> Iterator[Finding]:
    """Yield what is to be reported of methods that methods of base classes run on the event loop.

    Args:
        bodies: The bodies of one module.
        summary: Gives the summary of a function by its full name.
        is_enabled: Whether a category is switched on in this module.
        way: The full names of the methods through which a method is run, the first one on the loop; empty for others.
    """
    for body in bodies:
        name = body.name.removesuffix(BODY)
        known = summary(name)
        if body.is_context or known.is_lazy or not body.span.line:
            continue
        effects = [effect for effect in known.effects if not of_parameter(effect.needs) and is_enabled(effect.category)]
        methods = way(name) if effects else ()
        # What leads back into the way blocks there without this method.
        effect = _best([effect for effect in effects if methods and set(methods).isdisjoint(effect.chain)], is_enabled)
        if effect is not None:
            text = messages.override_lands_on_loop(_short(name), _short(methods[0]), effect.chain[-1])
            for caller in (name, *reversed(methods)):
                effect = prefixed(caller, effect)
            yield Finding(body.span, effect.category, text, (messages.chain(effect.chain),), body.context)


def _asks(reach: Reach) -> bool:
    """Tell whether a call asks a person as a command does, or is one of a function that does so itself."""
    return any(effect.category == COMMAND and effect.depth <= 2 for effect in reach.effects.values())


def _judged(
    body: Body, call: Call, reach: Reach, solver: Solver, is_enabled: Callable[[str], bool], *, transitive: bool
) -> Finding | None:
    own = list(reach.effects.values()) if body.is_context else []
    if body.counts_as:
        own = [replace(effect, category=body.counts_as) for effect in own]
    effect = _best(own, is_enabled)
    if effect is not None and (transitive or effect.depth == 1):
        return _blocking_call(body, call, effect, solver)
    effect = _best(reach.on_loop.values(), is_enabled)
    if effect is not None:
        text = messages.lands_on_loop(call.name, _short(effect.chain[0]), effect.chain[-1])
        notes = (messages.chain(effect.chain),) if len(effect.chain) > 1 else ()
        return Finding(call.span, effect.category, text, notes, body.context)
    return None


def _blocking_call(body: Body, call: Call, effect: Effect, solver: Solver) -> Finding:
    target = next((value for value in call.targets if isinstance(value, (Function, Marked))), None)
    is_direct = effect.depth == 1
    name = effect.chain[0] if is_direct and isinstance(target, Marked) else call.name or _short(effect.chain[0])
    text = messages.blocks(call.form, name, "" if is_direct and target is not None else effect.chain[-1])
    notes = [] if is_direct else [messages.chain(effect.chain)]
    is_async = call.form == "call" and isinstance(target, Function) and solver.is_async(target.name)
    moves_as = "handed" if is_async else call.moves_as
    use = effect.use if is_direct else ""
    notes.append(messages.advice(call.form, call.name or name, use, call.instead_of, moves_as))
    return Finding(call.span, effect.category, text, tuple(notes), body.context)


def _best(effects: Iterable[Effect], is_enabled: Callable[[str], bool]) -> Effect | None:
    enabled = [effect for effect in effects if is_enabled(effect.category)]
    return min(enabled, key=_order, default=None)


def _order(effect: Effect) -> tuple[bool, int, int, tuple[str, ...]]:
    """Order by how much a reader wants to know of it: what is on by default, the shortest way, the longest wait."""
    return effect.category in OFF_BY_DEFAULT, effect.depth, CATEGORIES.index(effect.category), effect.chain


def _short(name: str) -> str:
    return ".".join(name.split(".")[-2:])
