"""Find the marker stubs that installed distributions bring for their own packages.

A distribution names a folder inside its package, with dots, under any name in the entry-point group ``noblock.stubs``.
Reading the few files that hold entry points takes a fraction of the time that ``importlib.metadata`` needs for them,
and every run of mypy pays for it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from noblock import messages
from noblock.config import ConfigError

GROUP = "noblock.stubs"


def stub_folders(search: Sequence[str]) -> list[Path]:
    """Return the folders of marker stubs that distributions name, sorted by distribution.

    Args:
        search: The folders that packages are installed in.

    Raises:
        ConfigError: A distribution names a folder that does not exist.
    """
    found: dict[str, list[Path]] = {}
    for place in search:
        for metadata in _distributions(place):
            path = os.path.join(place, metadata, "entry_points.txt")
            text = _text(path)
            if f"[{GROUP}]" in text:
                found.setdefault(metadata, [_folder(path, line, value, search) for line, value in _entries(text)])
    return [folder for metadata in sorted(found) for folder in found[metadata]]


def _distributions(place: str) -> Iterable[str]:
    try:
        names = os.listdir(place)
    except OSError:
        return ()
    return (name for name in names if name.endswith((".dist-info", ".egg-info")))


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError):
        return ""


def _entries(text: str) -> Iterable[tuple[int, str]]:
    """Yield the line and the value of each entry in our group."""
    group = ""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if line.startswith("["):
            group = line
        elif group == f"[{GROUP}]" and "=" in line and not line.startswith(("#", ";")):
            yield number, line.partition("=")[2].strip()


def _folder(path: str, line: int, value: str, search: Sequence[str]) -> Path:
    for place in search:
        folder = Path(place, *value.split("."))
        if folder.is_dir():
            return folder
    raise ConfigError(messages.mistake(path, line, messages.missing_folder(GROUP, value, ())))
