"""Hold how functions make objects, and what classes say of theirs.

Of the modules at work that is what was read off their source, of others what they store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from noblock.model import Building


class Classes(Protocol):
    """The classes of a module at work."""

    def bases(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Return their full names, each with those of its bases in the project."""

    def of(self, name: str) -> Building | None:
        """Return what a class says, by its full name."""


class Builders:
    """Knows it of all functions of the project.

    Args:
        stored: What a module has stored.
        module_of: The module of a full name.
    """

    def __init__(self, stored: Callable[[str], Mapping[str, Building]], module_of: Callable[[str], str]) -> None:
        self._stored = stored
        self._module_of = module_of
        self._noted: dict[str, Mapping[str, Building]] = {}
        self._classes: dict[str, Classes] = {}

    def note(self, module: str, building: Mapping[str, Building], classes: Classes) -> None:
        """Keep how the functions of a module make objects until its summary is stored, and what its classes say."""
        self._noted[module] = building
        self._classes[module] = classes

    def forget(self, module: str) -> None:
        """Forget what is stored by now."""
        self._noted.pop(module, None)
        self._classes.pop(module, None)

    def within(self, module: str) -> Mapping[str, Building]:
        """Return how the functions of a module make the objects that they give, if they do so on the spot."""
        known = self._noted.get(module)
        return known if known is not None else self._stored(module)

    def of(self, name: str) -> Building | None:
        """Return the same for one function, or what a class says."""
        module = self._module_of(name)
        made = self.within(module).get(name)
        classes = self.classes(module) if made is None else None
        return made if classes is None else classes.of(name)

    def classes(self, module: str) -> Classes | None:
        """Return the classes of a module, if that is at work."""
        return self._classes.get(module)
