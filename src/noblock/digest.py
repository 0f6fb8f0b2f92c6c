"""Tell whether marker stubs have changed since mypy stored its results.

A wheel carries a digest that was made with it. In a checkout, the hundreds of our own files are told apart by their
sizes and times, and in users' own folders the few stubs are read each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

from noblock import __version__

DIGEST_FILE = "DIGEST"


def own_folder() -> Path:
    """Return the folder of noblock's own stubs: inside the package in a wheel, at the top of a checkout."""
    here = Path(__file__).parent
    packaged = here / "stubs"
    return packaged if packaged.is_dir() else here.parents[1] / "stubs"


def digest(folders: Iterable[Path], configuration: str) -> str:
    """Return a text that changes whenever the configuration, a stub in one of the folders, or noblock itself does."""
    seen = sha256(f"{__version__} {configuration}".encode())
    for folder in folders:
        seen.update(folder_digest(folder).encode())
    seen.update(_code_digest().encode())
    return seen.hexdigest()


def folder_digest(folder: Path) -> str:
    """Return a text that changes whenever a file in a folder does."""
    if folder != own_folder():
        return _files_digest(folder, ".pyi", _content)
    made = folder / DIGEST_FILE
    return made.read_text() if made.is_file() else _files_digest(folder, ".pyi", _state)


def _code_digest() -> str:
    here = Path(__file__).parent
    made = here / "stubs" / DIGEST_FILE
    return "" if made.is_file() else _files_digest(here, ".py", _state)


def _files_digest(folder: Path, suffix: str, told_by: Callable[[str], bytes]) -> str:
    seen = sha256()
    start = len(os.path.join(folder, ""))
    for place, folders, files in os.walk(folder, followlinks=True):
        folders.sort()
        for name in sorted(files):
            if name.endswith(suffix):
                path = os.path.join(place, name)
                text = told_by(path)
                seen.update(f"{path[start:]} {len(text)} ".encode())
                seen.update(text)
    return seen.hexdigest()


def _content(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()


def _state(path: str) -> bytes:
    found = os.stat(path)
    return f"{found.st_size} {found.st_mtime_ns}".encode()
