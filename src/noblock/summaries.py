"""Hold what is known of functions while a solver works: their bodies, their summaries, and who asked.

The solver and whatever follows values for it share one of these. That way none of them refers to another, and all of
what they hold goes as soon as nobody needs it, and nothing is left to the garbage collector.
"""

from __future__ import annotations

from collections.abc import Callable

from noblock.body import Body
from noblock.effects import NOTHING, Effect, Summary
from noblock.model import Parameter


class Summaries:
    """The summaries of some bodies, and of all other functions.

    Args:
        elsewhere: The summary of any other function, by full name.
        is_async: Whether a function is asynchronous of which nobody else says so.

    Attributes:
        bodies: The bodies at hand, by name.
        summaries: Their summaries so far.
        consulted: The names of all that were asked for, until somebody empties it.
    """

    def __init__(self, elsewhere: Callable[[str], Summary], is_async: Callable[[str], bool]) -> None:
        self._elsewhere = elsewhere
        self._is_async = is_async
        self.bodies: dict[str, Body] = {}
        self.summaries: dict[str, Summary] = {}
        self.consulted: set[str] = set()

    def of(self, name: str) -> Summary:
        """Return the summary of a function, and note who was asked for."""
        self.consulted.add(name)
        return self.summaries.get(name, NOTHING) if name in self.bodies else self._elsewhere(name)

    def is_async(self, name: str) -> bool:
        """Tell whether calling a function only makes something that is awaited or looped over."""
        return self.of(name).is_async or self._is_async(name)


def outlined(
    body: Body, effects: tuple[Effect, ...], calls: tuple[Parameter, ...], loops: tuple[Parameter, ...]
) -> Summary:
    """Return the summary of a body, with what its calls come to."""
    is_decided = body.mark is not None and body.mark.decides
    return Summary(
        effects=effects,
        calls=calls,
        loops=loops,
        parameters=body.parameters,
        returns=body.returns,
        is_async=body.is_async,
        is_context=body.is_context and not body.is_async,
        is_lazy=body.is_lazy and not is_decided,
        is_abstract=body.is_abstract and not is_decided,
        mark=body.mark,
        defaults=body.defaults,
        makes=body.makes,
        hands_on=tuple(sorted(set(body.hands_on), key=repr)),
    )
