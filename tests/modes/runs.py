"""The modes of mypy: each owns its cache or its daemon, and keeps it from run to run as a person's does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from modes.programs import PACKAGE
from modes.workspace import Outcome, Workspace, options

# What a daemon forgets without any plugin, too.
FORGOTTEN_CODES = ("[unused-ignore]", "[has-type]", "[prop-decorator]")
# What one that starts from a cache says in some runs and not in others, also without any plugin, of files that are as
# they were: after a class has lost __getattr__, none, two or all five of the lines.
LOST_CODES = ("[union-attr]",)


class Mode(Protocol):
    """One way to run mypy, with what it keeps between runs."""

    name: str

    def check(self) -> Outcome:
        """Check the sources as they are now."""

    def forgets(self, line: str) -> bool:
        """Tell whether mypy itself, without plugins, may leave out a line of a cold run in this mode."""

    def close(self) -> None:
        """End what runs on."""


class Batch:
    """Single runs of ``mypy``.

    Args:
        name: What the mode is called in reports.
        workspace: Where the sources are.
        flags: Options of mypy.
        keeps: Whether each run starts from the cache that the last one left.
    """

    def __init__(self, name: str, workspace: Workspace, *flags: str, keeps: bool = True) -> None:
        self.name = name
        self.cache = workspace.folder / "caches" / name.replace(" ", "-")
        self._workspace = workspace
        self._flags = flags
        self._keeps = keeps

    def check(self) -> Outcome:
        if not self._keeps or not self.cache.exists():
            stored = tuple(flag for flag in self._flags if flag.startswith("--"))
            self._workspace.prepared.copy(stored, self.cache)
        return _mypy(self._workspace, self.cache, *self._flags)

    def forgets(self, line: str) -> bool:
        return False

    def close(self) -> None:
        """Nothing runs on."""


class Again:
    """Runs on a cache as it is: the one that another mode has just left, or none."""

    def __init__(self, name: str, workspace: Workspace, cache: Path, *flags: str) -> None:
        self.name = name
        self._workspace = workspace
        self._cache = cache
        self._flags = flags

    def check(self) -> Outcome:
        return _mypy(self._workspace, self._cache, *self._flags)

    def forgets(self, line: str) -> bool:
        return False

    def close(self) -> None:
        """Nothing runs on."""


class Daemon:
    """A daemon that lives through all edits until it is closed."""

    def __init__(self, name: str, workspace: Workspace, cache: Path, *flags: str) -> None:
        self.name = name
        self._workspace = workspace
        self._options = (*options(workspace.prepared.config, cache), *flags)
        self._status = workspace.folder / f"{name.replace(' ', '-')}.json"

    def check(self) -> Outcome:
        if not self._status.exists():
            started = self._dmypy("start", "--", *self._options)
            assert started.status == 0, started
        return self._dmypy("check", PACKAGE)

    def forgets(self, line: str) -> bool:
        return line.endswith(FORGOTTEN_CODES)

    def close(self) -> None:
        if self._status.exists():
            self._dmypy("kill")  # a daemon that hangs does not stop
            self._status.unlink(missing_ok=True)

    def _dmypy(self, *arguments: str) -> Outcome:
        return self._workspace.run("mypy.dmypy", "--status-file", str(self._status), *arguments)


class CachedDaemon:
    """A daemon that starts each time from the cache of the state before, and is stopped again.

    It says nothing of what it had to say before of files that are as they were: mypy expects caches without errors.
    """

    def __init__(self, name: str, workspace: Workspace) -> None:
        self.name = name
        self._batch = Batch("fine-grained", workspace, "--cache-fine-grained")
        self._daemon = Daemon(name, workspace, self._batch.cache, "--use-fine-grained-cache")
        self._workspace = workspace
        self._said: tuple[str, ...] = ()
        self._said_before: tuple[str, ...] = ()

    def check(self) -> Outcome:
        is_first = not self._batch.cache.exists()
        outcome = Outcome(0, ()) if is_first else self._daemon.check()
        self._daemon.close()
        said = self._batch.check()
        self._said_before, self._said = self._said, said.lines
        return said if is_first else outcome

    def forgets(self, line: str) -> bool:
        is_elsewhere = line.partition(":")[0] not in self._workspace.changed
        is_lost = is_elsewhere and (line in self._said_before or line.endswith(LOST_CODES))
        return is_lost or self._daemon.forgets(line)

    def close(self) -> None:
        self._daemon.close()


def modes_for(workspace: Workspace, seed: int) -> tuple[Batch, list[Mode]]:
    """Return the cold run, and the modes to compare with it after each edit: four, and two that depend on the seed."""
    cold = Batch("cold", workspace, keeps=False)
    by_turns: list[Mode] = [
        Again("uncached", workspace, Path(os.devnull)),
        CachedDaemon("cached daemon", workspace),
        Batch("files", workspace, "--no-sqlite-cache"),
        Batch("parallel cold", workspace, "-n2", keeps=False),
        Batch("JSON", workspace, "--no-fixed-format-cache"),
        Again("unchanged parallel", workspace, cold.cache, "-n2"),
    ]
    return cold, [
        Batch("warm", workspace),
        Batch("parallel warm", workspace, "-n2"),
        Daemon("daemon", workspace, workspace.folder / "caches" / "daemon"),
        Again("unchanged", workspace, cold.cache),
        by_turns[2 * seed % 6],
        by_turns[(2 * seed + 1) % 6],
    ]


def legacy(workspace: Workspace) -> Batch:
    """Return the mode in which mypy checks interface and bodies in one go, file by file."""
    return Batch("legacy", workspace, "--no-local-partial-types")


def _mypy(workspace: Workspace, cache: Path, *flags: str) -> Outcome:
    return workspace.run("mypy", *options(workspace.prepared.config, cache), *flags, PACKAGE)
