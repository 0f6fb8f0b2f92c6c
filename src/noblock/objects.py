"""Know what a method comes to for objects of one class.

A method that calls another one of its own object, ``self.load()``, runs whatever the class of the object has under that
name. So such effects are left open, and settled where the class is known: what it has in place of the method is looked
at instead, step by step, as far as these methods call each other on the same object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from noblock.effects import Effect
from noblock.fullnames import label
from noblock.model import Function
from noblock.needs import followed, has_to_be_handed, of_parameter
from noblock.reach import any_class, led_to
from noblock.settling import opened
from noblock.summaries import Summaries


class Objects:
    """Settles what methods do.

    Args:
        known: The summaries of all functions; is told the names of abstract methods whose implementations had a say.
        implementations: The full names of the methods that a call of an abstract one may run, or one of a given class.
        allows: Whether calls of the named function may block in the given category.
        inherited: The full names under which it may be known what classes make of a method that they inherit.

    ``implementations`` and ``allows`` are attributes, too.
    """

    def __init__(
        self,
        known: Summaries,
        implementations: Callable[[Function], Iterable[str]],
        allows: Callable[[str, str], bool],
        inherited: Callable[[Function], Iterable[str]],
    ) -> None:
        self._known = known
        self.implementations = implementations
        self.allows = allows
        self._inherited = inherited

    def effects(self, function: Function) -> Iterator[Effect]:
        """Yield the effects of a function, for objects of the class that it is called for."""
        return self.settled(self._written(function), function)

    def settled(self, effects: Iterable[Effect], function: Function) -> Iterator[Effect]:
        """Yield what effects come to that arise in a function, for objects of the class that it is called for."""
        waiting = list(effects)
        seen = set(waiting)
        for effect in waiting:  # grows meanwhile
            method = opened(effect.needs, function)
            if method is None:
                yield effect
                continue
            for found in self._in_place(effect, method):
                if found not in seen:
                    seen.add(found)
                    waiting.append(found)

    def _written(self, function: Function) -> list[Effect]:
        """Return the effects of a function, and what the class of the object makes of it, before any is settled."""
        names = self._inherited(function) if function.receiver else ()
        return [effect for name in (function.name, *names) for effect in self._known.of(name).effects]

    def _in_place(self, effect: Effect, method: Function) -> Iterator[Effect]:
        """Yield what an effect comes to that leads through a method, where the class of the object is known.

        Of what the same method does with a certain argument only, nothing else than the effect itself is sure.
        """
        name = label(method.name)
        before, after = around(name, effect.chain)
        is_abstract = self._known.of(method.name).is_abstract
        if is_abstract:
            self._known.consulted.add(any_class(method.name))
        for implementation in self.implementations(method):
            if self._known.of(implementation).is_abstract:
                continue
            written = self._written(Function(implementation, method.skips, method.receiver))
            if implementation == method.name and all(found.chain != after for found in written):
                yield replace(effect, needs=of_parameter(effect.needs))  # of what it was handed there
            for found in written:
                is_same = implementation == method.name and found.chain == after
                if self.allows(implementation, found.category) or (has_to_be_handed(found.needs) and not is_same):
                    continue
                if found.subject and implementation == method.name and not is_same:
                    continue
                names = (*before, name, label(implementation)) if is_abstract else (*before, label(implementation))
                chain = found.chain
                for caller in reversed(names):
                    chain = led_to(caller, chain)
                needs, subject = followed(effect.needs, found.needs), effect.subject if is_same else ""
                yield Effect(found.category, chain, found.depth + len(names), found.use, needs, subject)


def around(name: str, chain: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a chain has before and after a name; nothing if it has been left out of it."""
    index = chain.index(name) if name in chain else -1
    return (chain[:index], chain[index + 1 :]) if index >= 0 else ((), ())
