"""Leave an abstract method open for callers that see more of its implementations.

A service that is handed an abstract store need not import any store that there is. Whoever puts both together does,
and so do the modules above. Until then an effect stands for the method, in a category that no user knows: it spreads
as others do, and gives way to those of an implementation as soon as one is in sight that blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import heappop, heappush

from noblock.categories import OFF_BY_DEFAULT
from noblock.effects import PENDING, Effect, Summary
from noblock.fullnames import label
from noblock.model import Function
from noblock.objects import Objects
from noblock.reach import any_class, led_to, prefixed
from noblock.settling import passed_on
from noblock.summaries import Summaries


def pending(function: Function) -> Effect:
    """Return the effect that stands for an abstract method."""
    return Effect(f"{PENDING}{function.receiver}:{function.name}", (label(function.name),), 1)


def is_answered(effects: Iterable[Effect]) -> bool:
    """Tell whether one of the implementations in sight blocks, so that no other one has to be looked for."""
    return any(not effect.is_pending and effect.category not in OFF_BY_DEFAULT for effect in effects)


def _method(effect: Effect) -> Function:
    receiver, _, name = effect.category.removeprefix(PENDING).partition(":")
    return Function(name, 1, receiver)


class Pending:
    """Looks for implementations that are in sight by now.

    Args:
        known: The summaries of all functions; is told the names of abstract methods whose implementations had a say.
        objects: Knows the implementations, and what these come to.
    """

    def __init__(self, known: Summaries, objects: Objects) -> None:
        self._known = known
        self._objects = objects
        self._looked_up: dict[Function, tuple[list[Effect], dict[str, Summary | None]]] = {}  # with all that had a say

    def filled(self, effect: Effect) -> list[Effect]:
        """Return what an effect comes to here, itself if it stands for no abstract method, or nothing is known yet.

        What stands behind an effect is further away than that. So those that are explained best are looked into first,
        and methods that lead to each other are not explained by what they were found to do before.
        """
        if not effect.is_pending:
            return [effect]
        found: list[Effect] = []
        waiting = {effect.category: effect}
        open_ones = [(effect.rank(), effect.category)]
        while open_ones:
            rank, category = heappop(open_ones)
            one = waiting[category]
            for below in self._below(one) if one.rank() == rank else ():
                if not below.is_pending:
                    found.append(below)
                elif below.category not in waiting or below.rank() < waiting[below.category].rank():
                    waiting[below.category] = below
                    heappush(open_ones, (below.rank(), below.category))
        return found if is_answered(found) else [*found, *waiting.values()]

    def _below(self, effect: Effect) -> Iterator[Effect]:
        """Yield what an effect comes to that stands for a method, through the implementations in sight."""
        for found in self._nearest(_method(effect)):
            if not any(self._objects.allows(name, found.category) for name in effect.chain):  # known only now
                yield _behind(effect, found)

    def _nearest(self, method: Function) -> Iterable[Effect]:
        """Return the effects of all implementations in sight of a method, in each category the one explained best.

        They are the same for all who call the method, until something changes that had a say.
        """
        known = self._looked_up.get(method)
        if known is None or any(self._known.summaries.get(name) is not one for name, one in known[1].items()):
            asked_before, self._known.consulted = self._known.consulted, set()
            effects = self._look_up(method)
            known = effects, {name: self._known.summaries.get(name) for name in self._known.consulted}
            self._looked_up[method] = known
            self._known.consulted = asked_before
        self._known.consulted.update(known[1])
        return known[0]

    def _look_up(self, method: Function) -> list[Effect]:
        best: dict[str, Effect] = {}
        self._known.consulted.add(any_class(method.name))
        for name in self._objects.implementations(method):
            function, summary = Function(name, method.skips), self._known.of(name)
            if summary.is_abstract or summary.is_context or summary.is_lazy:
                continue
            for found in self._objects.effects(function):
                is_met = passed_on(found.needs, function, summary.parameters, None) is not None
                if is_met and not self._objects.allows(name, found.category):
                    one = prefixed(label(name), found)
                    known = best.get(one.category)
                    best[one.category] = one if known is None or one.rank() < known.rank() else known
        return list(best.values())


def _behind(effect: Effect, found: Effect) -> Effect:
    """Return what was found behind an effect that stands for an abstract method."""
    chain = found.chain
    for caller in reversed(effect.chain):
        chain = led_to(caller, chain)
    return replace(found, chain=chain, depth=effect.depth + found.depth, needs=effect.needs, subject=effect.subject)
