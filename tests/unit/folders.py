"""Folders of stubs."""

from collections.abc import Mapping
from pathlib import Path

IMPORTS = (
    "from noblock import blocking, calls, nonblocking, offload, on_init, on_loop\n"
    "from typing import Literal, overload\n"
)


def folder(path: Path, stubs: Mapping[str, str]) -> Path:
    """Return a folder with some stubs."""
    for name, text in stubs.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(text)
    return path


def with_imports(text: str) -> str:
    """Return a stub with the imports that it needs, after the rest so that all lines stay where they are."""
    return text if "import" in text else f"{text}\n{IMPORTS}"
