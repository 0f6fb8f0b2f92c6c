"""Settle what the making of an object decides, as far as it is seen.

An object may be made by a function that hands something to its constructor, or by the constructor of a class that hands
it to that of its base. Each tells which of its own parameters it passes on, so that what is asked of the constructor in
the end is asked of what was called in the first place.
"""

from __future__ import annotations

from collections.abc import Callable

from noblock.model import Building, Function, Made
from noblock.needs import parts
from noblock.settling import one_handed_on
from noblock.summaries import Summaries
from noblock.switches import constructor_of

DEEPEST_MAKER = 4  # functions and constructors that leave it to one another


class Origins:
    """Settles it.

    Args:
        known: Is told the names of functions whose way to make objects had a say.
        building: How a function makes the objects that it gives, by full name.
    """

    def __init__(self, known: Summaries, building: Callable[[str], Building | None]) -> None:
        self._known = known
        self._building = building

    def left(self, need: str, how: Made) -> str | None:
        """Return what is left of a need for an object that was made in a way, None if it certainly is not met."""
        parameter, method = parts(need)
        asked = constructor_of(parameter)
        if not asked:
            return need
        return method if self._asked(parameter, asked, how, 0) is not None else None

    def _asked(self, need: str, asked: str, how: Made, depth: int) -> str | None:
        """Return what is asked of the parameters of the function that makes an object, None if it is not met."""
        if how.constructor == asked:
            return one_handed_on(need, Function(asked), (), how.handed)
        building = self._made_by(how.constructor) if how.constructor and depth < DEEPEST_MAKER else None
        if building is None:
            return ""
        found = [self._passed(need, asked, one, how, building.parameters, depth) for one in building.made]
        return found[0] if len(set(found)) == 1 else ""

    def _passed(
        self, need: str, asked: str, inner: Made, how: Made, parameters: tuple[str, ...], depth: int
    ) -> str | None:
        if inner.maker.is_own and (how.maker.is_own or how.maker.receiver):
            return ""  # a class below may have another constructor
        left = self._asked(need, asked, inner, depth + 1)
        return one_handed_on(left, how.maker, parameters, how.handed) if left else left

    def _made_by(self, name: str) -> Building | None:
        self._known.consulted.add(name)
        return self._building(name)
