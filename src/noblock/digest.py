"""Tell whether marker stubs have changed since mypy stored its results.

A wheel carries a digest that was made with it. In a checkout, and for users' own folders, the stubs are read each time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
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
    made = folder / DIGEST_FILE
    if folder == own_folder() and made.is_file():
        return made.read_text()
    return _files_digest(folder, ".pyi")


def _code_digest() -> str:
    here = Path(__file__).parent
    made = here / "stubs" / DIGEST_FILE
    return "" if made.is_file() else _files_digest(here, ".py")


def _files_digest(folder: Path, suffix: str) -> str:
    seen = sha256()
    for place, folders, files in os.walk(folder, followlinks=True):
        folders.sort()
        for name in sorted(files):
            if name.endswith(suffix):
                path = os.path.join(place, name)
                with open(path, "rb") as file:
                    text = file.read()
                seen.update(f"{os.path.relpath(path, folder)} {len(text)} ".encode())
                seen.update(text)
    return seen.hexdigest()
