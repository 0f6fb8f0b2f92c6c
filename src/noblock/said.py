"""Settle what the class of an object says by constants: ``is_quick = True`` in place of what a base says.

A need names such an attribute together with the class that has it first, as one names a parameter of a constructor:
``app.Client(is_quick)``. What the class of the object says of it, or the next of its bases, decides.
"""

from __future__ import annotations

from collections.abc import Callable

from noblock.fullnames import SUPER
from noblock.model import Building, Function, Handed
from noblock.needs import alternatives, parts, read
from noblock.settling import one_handed_on
from noblock.summaries import Summaries
from noblock.switches import bare, constructor_of


class Said:
    """Settles it.

    Args:
        known: Is told the names of classes that had a say.
        building: What a class says of its objects, by full name; see ``Building``.
    """

    def __init__(self, known: Summaries, building: Callable[[str], Building | None]) -> None:
        self._known = known
        self._building = building

    def left(self, need: str, function: Function) -> str | None:
        """Return what is left of a need for objects of the class that a method is called for, None if it is not met."""
        parameter, method = parts(need)
        asked = constructor_of(parameter)
        if not asked or asked == function.name or function.receiver == SUPER or ".<" in function.name:
            return need
        if function.is_changed or (function.is_own and not function.receiver):  # a class below may say something else
            return need
        handed = self._handed(parameter, function.receiver or function.name.rpartition(".")[0], asked)
        if handed is None:
            return need
        return method if one_handed_on(parameter, Function(asked), (), handed) is not None else None

    def _handed(self, need: str, name: str, asked: str) -> Handed | None:
        """Return what a class says of all attributes that a need names, None if that is not known."""
        said = self._of(name)
        bases = said.parameters if said is not None else ()
        if said is None or asked not in (name, *bases):
            return None
        every = [{key: known for key, _, known in self._own(one)} for one in (name, *bases)]
        found = []
        for attribute in {read(bare(one))[0] for one in alternatives(need)}:
            values = [own[attribute] for own in every if attribute in own]
            if not values or not all(values):
                return None
            found.append((attribute, "", values[0]))
        return tuple(found)

    def _own(self, name: str) -> Handed:
        said = self._of(name)
        return (said.made[0].handed or ()) if said is not None else ()

    def _of(self, name: str) -> Building | None:
        self._known.consulted.add(name)
        return self._building(name)
