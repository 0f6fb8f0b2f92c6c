"""Folders of stubs."""

from collections.abc import Mapping
from pathlib import Path


def folder(path: Path, stubs: Mapping[str, str]) -> Path:
    """Return a folder with some stubs."""
    for name, text in stubs.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)
    return path
