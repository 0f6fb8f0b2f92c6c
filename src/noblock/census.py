"""Count what could not be judged, and keep the counts where every run finds them.

What is counted in a module is written next to mypy's cache whenever the module is looked at, by whichever process
does that. When mypy is done, the process that it was started as knows all modules of the build, and adds up what code
on the event loop reaches: the functions that run there, and those that they call, directly or not.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = "noblock-unknown"
MOST_NAMES = 10


@dataclass(frozen=True)
class Count:
    """What was counted in one function.

    Attributes:
        calls: How many calls it makes.
        unknown: The cause of each call of which nothing is known, and what would have to be known.
        callees: The functions of the project that it calls, by full name.
        is_context: Whether it runs on the event loop by itself.
    """

    calls: int
    unknown: tuple[tuple[str, str], ...] = ()
    callees: tuple[str, ...] = ()
    is_context: bool = False


@dataclass(frozen=True)
class Total:
    """What code on the event loop reaches.

    Attributes: calls: The number of calls. unknown: The number of unknown ones. causes: How many for each cause.
        names: How many for each cause and name. missing: Modules of which the counts are lost.
    """

    calls: int
    unknown: int
    causes: Counter[str]
    names: Counter[tuple[str, str]]
    missing: int

    def ranked(self) -> list[tuple[str, str, int]]:
        """Return the causes and the names that most unknown calls go back to, with their numbers."""
        found = sorted(self.names.items(), key=lambda item: (-item[1], item[0]))
        return [(cause, name, number) for (cause, name), number in found[:MOST_NAMES]]


class Census:
    """The counts of the modules of one build.

    Args:
        cache: mypy's folder for its cache; the null device if it has none.
    """

    def __init__(self, cache: str) -> None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        self._folder = Path(cache) / version / FOLDER if cache != os.devnull else None
        self._counted: dict[str, dict[str, Count]] = {}

    def add(self, module: str, counts: Mapping[str, Count]) -> None:
        """Keep the counts of a module, by the full names of its functions."""
        self._counted[module] = dict(counts)
        if self._folder is not None:
            text = json.dumps({name: asdict(count) for name, count in sorted(counts.items())})
            try:
                self._folder.mkdir(parents=True, exist_ok=True)
                (self._folder / f"{module}.json").write_text(text, encoding="utf-8")
            except OSError:  # mypy goes on without a cache too; what another process misses is said in the end
                self._folder = None

    def total(self, modules: Iterable[str]) -> Total:
        """Add up what code on the event loop reaches in some modules."""
        functions: dict[str, Count] = {}
        missing = 0
        for module in modules:
            counts = self._of(module)
            missing += counts is None
            functions.update(counts or {})
        waiting = [name for name, count in functions.items() if count.is_context]
        reached = set(waiting)
        while waiting:
            new = [name for name in functions[waiting.pop()].callees if name in functions and name not in reached]
            reached.update(new)
            waiting.extend(new)
        names = Counter(unknown for name in reached for unknown in functions[name].unknown)
        causes: Counter[str] = Counter()
        for (cause, _), number in names.items():
            causes[cause] += number
        return Total(sum(functions[name].calls for name in reached), names.total(), causes, names, missing)

    def _of(self, module: str) -> dict[str, Count] | None:
        if module in self._counted:
            return self._counted[module]
        if self._folder is None:
            return None
        try:
            stored = json.loads((self._folder / f"{module}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return {
            name: Count(
                count["calls"], tuple((cause, fault) for cause, fault in count["unknown"]),
                tuple(count["callees"]), count["is_context"],
            )
            for name, count in stored.items()
        }  # fmt: skip
