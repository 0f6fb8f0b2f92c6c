"""Keep the evaluation of an expression from going on without end.

Variables may be bound to one another, and an object may be handed what was made of it. Whoever evaluates such a thing
leaves something out, and so may not keep what was found, since from elsewhere there may be more.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import contextmanager

DEEPEST = 8  # expressions inside each other, through the variables that they are bound to
MOST_STEPS = 500  # expressions looked at to evaluate one; what is bound in many places refers to itself in all of them


class Bounds:
    """The bounds of the evaluations in one outermost function, which all begin with an expression of their own.

    ``active`` are the expressions that are being evaluated; ``is_cut`` tells whether something was left out.
    """

    def __init__(self) -> None:
        self.active: set[Hashable] = set()
        self.is_cut = False
        self._left = MOST_STEPS

    def enter(self, node: Hashable, steps: int = 1) -> bool:
        """Take in an expression that is evaluated now, until it is discarded; tell whether it is not left out."""
        active = self.active
        if not active:
            self.is_cut = False
            self._left = MOST_STEPS
        self._left -= steps
        if node in active or len(active) > DEEPEST or (steps and self._left < 0):
            self.is_cut = True
            return False
        active.add(node)
        return True

    def cut(self) -> tuple[()]:
        """Note that something is left out, and return what is known of that: nothing."""
        self.is_cut = True
        return ()

    def spend(self, steps: int) -> None:
        """Count some steps that were taken earlier."""
        self._left -= steps

    @contextmanager
    def apart(self, first: Hashable) -> Iterator[None]:
        """Evaluate several expressions together, as if nothing else was under way."""
        outer = self.active, self.is_cut, self._left
        self.active, self.is_cut, self._left = {first}, False, MOST_STEPS
        try:
            yield
        finally:
            self.active, self.is_cut, self._left = outer

    def spent(self) -> int:
        """Return how many steps the evaluation at hand took so far."""
        return MOST_STEPS - self._left
