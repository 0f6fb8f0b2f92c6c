"""Hold what is read off the source of functions: of modules at work as it was noted, of others as they stored it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

Known = TypeVar("Known")


class Noted(Generic[Known]):
    """Knows one thing of functions, by full name.

    Args:
        stored: What a module has stored.
        module_of: The module of a full name.
        names: Takes the short names of all functions that something is noted of.
    """

    def __init__(
        self, stored: Callable[[str], Mapping[str, Known]], module_of: Callable[[str], str], names: set[str]
    ) -> None:
        self._stored = stored
        self._module_of = module_of
        self._names = names
        self._noted: dict[str, dict[str, Known]] = {}

    def begin(self, module: str, known: Mapping[str, Known] = MappingProxyType({})) -> None:
        """Note what is known of the functions of a module that is worked out, in place of what was known before."""
        self._noted[module] = {}
        for name, one in known.items():
            self.note(name, one)

    def note(self, name: str, known: Known) -> None:
        """Keep what is known of a function of a module that was begun."""
        self._noted[self._module_of(name)][name] = known
        self._names.add(name.rpartition(".")[2])

    def end(self, module: str) -> dict[str, Known]:
        """Return what was noted of a module, which is to be stored now."""
        return self._noted.pop(module, {})

    def within(self, module: str) -> Mapping[str, Known]:
        """Return what is known of the functions of a module."""
        known = self._noted.get(module)
        return known if known is not None else self._stored(module)

    def of(self, name: str) -> Known | None:
        """Return what is known of one function, None if nothing is."""
        return self.within(self._module_of(name)).get(name)
