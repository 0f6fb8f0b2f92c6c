"""Take several sets of names for one, without copying them for every module."""

from __future__ import annotations

from collections.abc import Iterable


class Vocabulary:
    """All names in some sets, and more.

    Args:
        known: The sets, which may grow.
        more: Further names.
    """

    def __init__(self, *known: set[str], more: Iterable[str] = ()) -> None:
        self._own = set(more)
        self._all = (*known, self._own)

    def __contains__(self, name: str) -> bool:
        """Tell whether a name is in one of the sets."""
        return any(name in known for known in self._all)

    def add(self, *names: str) -> None:
        """Take in more names."""
        self._own.update(names)

    def meets(self, names: Iterable[str]) -> bool:
        """Tell whether one of some names is in one of the sets."""
        found = names if isinstance(names, (set, frozenset)) else frozenset(names)
        return any(not found.isdisjoint(known) for known in self._all)
