"""Hold how functions make objects: of the modules at work what was read off their source, of others what they store."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from noblock.model import Building


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

    def note(self, module: str, building: Mapping[str, Building]) -> None:
        """Keep how the functions of a module make objects until its summary is stored."""
        self._noted[module] = building

    def forget(self, module: str) -> None:
        """Forget what is stored by now."""
        self._noted.pop(module, None)

    def within(self, module: str) -> Mapping[str, Building]:
        """Return how the functions of a module make the objects that they give, if they do so on the spot."""
        known = self._noted.get(module)
        return known if known is not None else self._stored(module)

    def of(self, name: str) -> Building | None:
        """Return the same for one function."""
        return self.within(self._module_of(name)).get(name)
