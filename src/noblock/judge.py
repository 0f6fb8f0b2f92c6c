"""Decide what is reported: which calls in code on the event loop block it, and in which words that is said.

A call may block for several reasons; the one with the shortest explanation is reported, among the categories that are
switched on, once for each place. One that is off by default is reported only where there is no other. What asks a
person with the means of a command line program is a command, whatever else it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from noblock import messages
from noblock.body import Body, Call, Span
from noblock.categories import CATEGORIES, COMMAND, OFF_BY_DEFAULT
from noblock.effects import Effect, Finding, Summary, Taking
from noblock.fullnames import BODY, label
from noblock.model import Function, Marked, Method, Result
from noblock.needs import has_to_be_sure
from noblock.reach import Reach, prefixed
from noblock.solver import Solver

_FORM_ORDER = ("call", "read", "write", "enter", "leave", "iterate", "await", "operate")


# Where a module calls on the loop what its functions keep for that, by what keeps it, as ``Kept`` has it.
Taken = Mapping[str, tuple[Taking, ...]]


def findings(
    bodies: Iterable[Body], solver: Solver, is_enabled: Callable[[str], bool], taken: Taken, *, transitive: bool
) -> Iterator[Finding]:
    """Yield what is to be reported in some bodies, at most one finding a place.

    Args:
        bodies: The bodies of one module.
        solver: Knows what each call leads to.
        is_enabled: Whether a category is switched on in this module.
        taken: What is handed over to be kept in this module is reported by ``calls_of_kept``.
        transitive: Whether calls of project functions that block further down are reported.
    """
    for body in bodies:
        seen: set[Span] = set()
        reached = [(call, solver.reach_within(body, call)) for call in body.calls]
        if not body.counts_as and any(_asks(reach) for _, reach in reached):
            body = replace(body, counts_as=COMMAND)
        for call, reach in sorted(reached, key=lambda one: _FORM_ORDER.index(one[0].form)):
            finding = _blocking(body, call, reach, solver, is_enabled, transitive=transitive)
            if finding is None and not _taking(call, taken):
                finding = _landing(body, call, reach, is_enabled)
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
    solver: Solver,
    is_enabled: Callable[[str], bool],
    way: Callable[[str, str], tuple[str, ...]],
) -> Iterator[Finding]:
    """Yield what is to be reported of methods that methods of base classes run on the event loop.

    Args:
        bodies: The bodies of one module.
        solver: Knows what each method comes to for objects of its class.
        is_enabled: Whether a category is switched on in this module.
        way: The full names of the methods through which a method is run, the first one on the loop, by its full name
            and a category; empty for others.
    """
    for body in bodies:
        name = body.name.removesuffix(BODY)
        if body.is_context or not body.span.line:
            continue
        for effect in sorted(filter(lambda one: is_enabled(one.category), solver.method_effects(name)), key=_order):
            methods = way(name, effect.category)
            # What leads back into the way blocks there without this method.
            if methods and set(methods).isdisjoint(effect.chain):
                text = messages.override_lands_on_loop(_short(name), _short(methods[0]), effect.chain[-1])
                for caller in (name, *reversed(methods)):
                    effect = prefixed(caller, effect)
                yield Finding(body.span, effect.category, text, (messages.chain(effect.chain),), body.context)
                break


def calls_of_kept(
    bodies: Iterable[Body], solver: Solver, is_enabled: Callable[[str], bool], taken: Taken
) -> Iterator[Finding]:
    """Yield what is to be reported where code on the loop calls what functions of its own module have kept for it.

    Args:
        bodies: The bodies of the module.
        solver: Knows what each call leads to.
        is_enabled: Whether a category is switched on in this module.
        taken: Where it calls that.
    """
    found: dict[Taking, Effect] = {}
    for body in bodies if taken else ():
        for call in body.calls:
            places = _taking(call, taken)
            effect = _best(solver.reach(call).on_loop.values(), is_enabled) if places else None
            if effect is not None:
                found.update((place, min(effect, found.get(place, effect), key=_order)) for place in places)
    return (_called(place, effect) for place, effect in found.items())


def _called(place: Taking, effect: Effect) -> Finding:
    for name in reversed(place.through):
        effect = prefixed(label(name), effect)
    name = place.name or _short(effect.chain[0])
    advice = messages.advice("call", name, "", "", "" if place.name else "expression")
    is_direct = len(effect.chain) == 1
    text = messages.blocks("call", name, effect.chain[-1])
    notes = (advice,) if is_direct else (messages.chain(effect.chain), advice)
    return Finding(place.span, effect.category, text, notes, place.context)


def _taking(call: Call, taken: Taken) -> tuple[Taking, ...]:
    """Return where the module calls what a call of one of its functions has it keep."""
    for value in call.targets:
        made_by = value.value if isinstance(value, Result) else value
        made_by = made_by.value if isinstance(made_by, Method) else made_by
        if isinstance(made_by, (Function, Marked)) and made_by.name in taken:
            return taken[made_by.name]
    return ()


def _asks(reach: Reach) -> bool:
    """Tell whether a call asks a person as a command does, or is one of a function that does so itself."""
    return any(effect.category == COMMAND and effect.depth <= 2 for effect in reach.effects.values())


def _blocking(
    body: Body, call: Call, reach: Reach, solver: Solver, is_enabled: Callable[[str], bool], *, transitive: bool
) -> Finding | None:
    is_open = body.is_context and not has_to_be_sure(call.needs)  # nobody hands over more than its annotation says
    own = [effect for effect in reach.effects.values() if is_open and not has_to_be_sure(effect.needs)]
    if body.counts_as:
        own = [replace(effect, category=body.counts_as) for effect in own]
    effect = _best(own, is_enabled)
    if effect is not None and (transitive or effect.depth == 1):
        return _blocking_call(body, call, effect, solver)
    return None


def _landing(body: Body, call: Call, reach: Reach, is_enabled: Callable[[str], bool]) -> Finding | None:
    effect = _best(reach.on_loop.values(), is_enabled)
    if effect is None:
        return None
    methods = [label(value.value.name) for value in call.targets if isinstance(value, Method)]
    name = call.name or (_short(methods[0]) if methods else effect.chain[0])
    text = messages.lands_on_loop(name, _short(effect.chain[0]), effect.chain[-1])
    notes = (messages.chain(effect.chain),) if len(effect.chain) > 1 else ()
    return Finding(call.span, effect.category, text, notes, body.context)


def _blocking_call(body: Body, call: Call, effect: Effect, solver: Solver) -> Finding:
    target = next((value for value in call.targets if isinstance(value, (Function, Marked))), None)
    is_direct = effect.depth == 1
    name = effect.chain[0] if is_direct and isinstance(target, Marked) else call.name or _short(effect.chain[0])
    text = messages.blocks(call.form, name, "" if is_direct and target is not None else effect.chain[-1])
    notes = [] if is_direct else [messages.chain(effect.chain)]
    called = [value.value if isinstance(value, Method) else value for value in call.targets]
    names = [one.name for one in called if isinstance(one, Function) and solver.summary_of(one.name).is_async]
    use = effect.use if is_direct else ""
    advised = call.name or name
    moves_as = call.moves_as
    if call.form == "call" and names:
        advised, moves_as = _inside(effect, advised, [solver.summary_of(name) for name in names], solver)
    notes.append(messages.advice(call.form, advised, use, call.instead_of, moves_as))
    return Finding(call.span, effect.category, text, tuple(notes), body.context)


def _inside(effect: Effect, name: str, called: Iterable[Summary], solver: Solver) -> tuple[str, str]:
    """Return what to name in the advice on a call of an asynchronous function that blocks, and how to move it."""
    if any(not own.is_pending for summary in called for own in summary.effects):
        return name, "wrapped"
    if any(summary.calls for summary in called):
        return name, "handed"
    return next((one for one in reversed(effect.chain) if solver.is_async(one)), name), "inside"


def _best(effects: Iterable[Effect], is_enabled: Callable[[str], bool]) -> Effect | None:
    enabled = [effect for effect in effects if not effect.is_pending and is_enabled(effect.category)]
    return min(enabled, key=_order, default=None)


def _order(effect: Effect) -> tuple[bool, int, int, tuple[str, ...]]:
    """Order by how much a reader wants to know of it: what is on by default, the shortest way, the longest wait."""
    return effect.category in OFF_BY_DEFAULT, effect.depth, CATEGORIES.index(effect.category), effect.chain


def _short(name: str) -> str:
    return ".".join(name.split(".")[-2:])
