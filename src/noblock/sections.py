"""Find our section in the configuration file that mypy itself took.

It is called ``[tool.noblock]`` in a TOML file, and ``[noblock]`` in any other. What is in it does not matter here. A
file that cannot be read counts as empty, for mypy complains of it in its own words.
"""

from __future__ import annotations

import configparser
import sys
from collections.abc import Iterator
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # mypy itself depends on it there

# Where mypy looks for its configuration if nobody names a file.
_USUAL_FILES = ("mypy.ini", ".mypy.ini", "pyproject.toml", "setup.cfg")


def section_of(path: Path) -> object:
    """Return our section of a file, None if it has none; in a TOML file it may be anything that TOML can write."""
    try:
        if path.suffix.lower() != ".toml":
            return _ini_section(path)
        with path.open("rb") as file:
            tools = tomllib.load(file).get("tool", {})
    except (OSError, tomllib.TOMLDecodeError, configparser.Error, UnicodeDecodeError, RecursionError):
        return {}  # mypy says so itself
    return tools.get("noblock") if isinstance(tools, dict) else None


def _ini_section(path: Path) -> dict[str, str] | None:
    parser = configparser.RawConfigParser()
    parser.read(path, encoding="utf-8")
    if not parser.has_section("noblock"):
        return None
    return {key: value for key, value in parser.items("noblock") if key not in parser.defaults()}


def misplaced_sections(path: Path) -> Iterator[Path]:
    """Yield the files beside this one that have our section, though mypy does not read them.

    If this one has an unusual name, somebody chose it, and it is meant.
    """
    if path.name in _USUAL_FILES:
        others = (path.with_name(name) for name in _USUAL_FILES if name != path.name)
        yield from (other for other in others if other.is_file() and section_of(other))
