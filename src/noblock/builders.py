"""Hold how functions make objects, and what classes say of theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from noblock.model import Building
from noblock.noted import Noted


class Classes(Protocol):
    """The classes of a module at work."""

    def bases(self) -> Iterable[tuple[str, tuple[str, ...]]]:
        """Return their full names, each with those of its bases in the project."""

    def of(self, name: str) -> Building | None:
        """Return what a class says, by its full name."""


class Builders(Noted[Building]):
    """Knows it of all functions and classes of the project.

    Args:
        stored: What a module has stored.
        module_of: The module of a full name.
    """

    def __init__(self, stored: Callable[[str], Mapping[str, Building]], module_of: Callable[[str], str]) -> None:
        super().__init__(stored, module_of, set())
        self._classes: dict[str, Classes] = {}

    def note_classes(self, module: str, classes: Classes) -> None:
        """Keep the classes of a module until its summary is stored."""
        self._classes[module] = classes

    def end(self, module: str) -> dict[str, Building]:
        """Return what was noted of a module, which is to be stored now."""
        self._classes.pop(module, None)
        return super().end(module)

    def of(self, name: str) -> Building | None:
        """Return how a function makes objects, or what a class says, None if nothing is known."""
        made = super().of(name)
        classes = self.classes(self._module_of(name)) if made is None else None
        return made if classes is None else classes.of(name)

    def classes(self, module: str) -> Classes | None:
        """Return the classes of a module, if that is at work."""
        return self._classes.get(module)
