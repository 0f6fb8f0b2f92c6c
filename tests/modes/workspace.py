"""Keep the sources of a changing project in a folder, and run commands there.

What mypy knows of the standard library is made once and copied, so a cold run here is cold for the project's modules,
and takes a fifth of a second. Sources get times of their own, seconds apart, because mypy and its daemon look at times
before they look at contents.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from modes.programs import PRELUDE

CONFIG = """\
[mypy]
plugins = noblock.plugin
warn_unused_ignores = true
show_column_numbers = true
"""
HANGS = -1
HANGS_AFTER = 100
FIRST_TIME = 1_700_000_000


@dataclass(frozen=True)
class Outcome:
    """What a run of mypy gave: its exit status, and its lines in order of their text."""

    status: int
    lines: tuple[str, ...]


class Workspace:
    """A folder with a project's sources, what mypy needs to run on them, and each state that they had.

    Args:
        folder: An empty folder.
        prepared: Makes and remembers caches of the standard library.

    Attributes:
        changed: The files that the last ``write`` changed.
    """

    def __init__(self, folder: Path, prepared: Prepared) -> None:
        self.folder = folder
        self.sources = folder / "sources"
        self.prepared = prepared
        self.changed: set[str] = set()
        self._step = 0
        self.sources.mkdir()

    def write(self, files: Mapping[str, str]) -> Path:
        """Write those files that changed; return a copy of the folder as it is now."""
        self._step += 1
        self.changed = set()
        for path, text in files.items():
            file = self.sources / path
            if not file.exists() or file.read_text() != text:
                file.parent.mkdir(exist_ok=True)
                file.write_text(text)
                self.changed.add(path)
                os.utime(file, (FIRST_TIME + 10 * self._step,) * 2)
        kept = self.folder / "steps" / f"{self._step:03}"
        shutil.copytree(self.sources, kept)
        return kept

    def run(self, *command: str) -> Outcome:
        return run(self.sources, *command)


class Prepared:
    """Caches of the standard library, one for each set of options."""

    def __init__(self, folder: Path) -> None:
        self.config = folder / "mypy.ini"
        self._folder = folder
        self.config.write_text(CONFIG)
        self._cache_of = cache(self._prepare)

    def copy(self, flags: tuple[str, ...], to: Path) -> None:
        """Put a cache made with these options in a place of its own."""
        shutil.rmtree(to, ignore_errors=True)
        shutil.copytree(self._cache_of(flags), to)

    def _prepare(self, flags: tuple[str, ...]) -> Path:
        number = len(list(self._folder.iterdir()))
        sources = self._folder / f"sources{number}"
        sources.mkdir()
        (sources / "prelude.py").write_text(PRELUDE)
        made = self._folder / f"cache{number}"
        outcome = run(sources, "mypy", *options(self.config, made), *flags, "prelude.py")
        assert outcome.status == 0, outcome
        return made


def options(config: Path, cache: Path) -> tuple[str, ...]:
    """Return the options that every run needs."""
    return (f"--config-file={config}", f"--cache-dir={cache}")


def run(folder: Path, module: str, *arguments: str) -> Outcome:
    """Run a Python module as a command. One that hangs is a failure of its own, not of the test run."""
    command = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=HANGS_AFTER)
    except subprocess.TimeoutExpired:
        return Outcome(HANGS, (f"no answer after {HANGS_AFTER} seconds: {' '.join(command)}",))
    return Outcome(done.returncode, tuple(sorted(map(_settled, (done.stdout + done.stderr).splitlines()))))


def _settled(line: str) -> str:
    """Put the codes in order that mypy names in the order of a set: ``use narrower [a, b] instead of [c] code``."""
    return re.sub(r"(?<=use narrower \[)[^]]*", lambda codes: ", ".join(sorted(codes[0].split(", "))), line)
