"""Read and check the configuration: our section of the file that mypy itself took.

``[tool.noblock]`` in a ``pyproject.toml``, ``[noblock]`` in any other file. Whatever is wrong in it is one problem
each, with what was expected and the nearest right word; the run then stops, because a misspelt allowlist must never
look like a clean result.
"""

from __future__ import annotations

import configparser
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from fnmatch import translate
from pathlib import Path
from typing import Any

from noblock import messages
from noblock.categories import CATEGORIES

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # mypy itself depends on it there

_NAME = re.compile(r"[\w*?]+(\.[\w*?]+)*")
_MARKS = ("blocking", "nonblocking", "on_loop")
_BOOLEANS = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}


class ConfigError(Exception):
    """The configuration says something that cannot be understood; the text holds one problem a line."""


@dataclass(frozen=True)
class Allowed:
    """Functions whose calls are accepted: a name or pattern, and the categories, all if there are none."""

    pattern: str
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Config:
    """The options.

    Attributes:
        allow: Names and patterns of functions whose calls are accepted.
        stubs: Folders of marker stubs, the most important last.
        transitive: Whether calls are followed; if not, only calls in the asynchronous code itself are reported.
        marks: What decorators of the project's own stand for: names of marks, by their full names.
        report_unknown: Whether to say in the end how many calls nothing is known of.
    """

    allow: tuple[Allowed, ...] = ()
    stubs: tuple[str, ...] = ()
    transitive: bool = True
    marks: Mapping[str, str] = field(default_factory=dict)
    report_unknown: bool = False


def read_config(path: str | None) -> Config:
    """Read the options from a configuration file.

    Args:
        path: The file that mypy took, if any.

    Raises:
        ConfigError: Something in our section is wrong.
    """
    if path is None:
        return Config()
    section = _toml_section(Path(path)) if path.endswith(".toml") else _ini_section(Path(path))
    problems: list[str] = []
    options: dict[str, Any] = {}
    known = [option.name for option in fields(Config)]
    for key, value in section.items():
        if key not in known:
            problems.append(messages.unknown_key(key, known))
            continue
        problem, read = _READERS[key](key, value, Path(path).parent)
        problems.extend(problem)
        options[key] = read
    if problems:
        raise ConfigError("\n".join(f"{path}: error: [noblock] {problem}" for problem in problems))
    return Config(**options)


def is_allowed(config: Config, name: str, category: str) -> bool:
    """Tell whether calls of a function may block, as far as a category goes."""
    return any(
        re.match(translate(entry.pattern), name) and (not entry.categories or category in entry.categories)
        for entry in config.allow
    )


def _toml_section(path: Path) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            section = tomllib.load(file).get("tool", {}).get("noblock", {})
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
        return {}  # mypy says so itself
    return section if isinstance(section, dict) else {"": section}


def _ini_section(path: Path) -> Mapping[str, Any]:
    parser = configparser.RawConfigParser()
    try:
        parser.read(path, encoding="utf-8")
    except (configparser.Error, UnicodeDecodeError):
        return {}  # mypy says so itself
    return dict(parser.items("noblock")) if parser.has_section("noblock") else {}


def _texts(value: object) -> list[str] | None:
    """Return a list of texts; an INI file writes it with commas or line ends."""
    if isinstance(value, str):
        return [item.strip() for item in re.split(r"[,\n]", value) if item.strip()]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return None


def _read_allow(key: str, value: object, folder: Path) -> tuple[list[str], tuple[Allowed, ...]]:
    items = value if isinstance(value, list) else _texts(value)
    if items is None:
        return [messages.wrong_type(key, "a list of names", value)], ()
    problems: list[str] = []
    found = []
    for item in items:
        table = item if isinstance(item, dict) else {"name": item}
        pattern = table.get("name")
        categories = _texts(table.get("categories", []))
        if not isinstance(pattern, str) or categories is None or set(table) - {"name", "categories"}:
            problems.append(messages.wrong_type(key, 'a name, or { name = "...", categories = ["..."] }', item))
        elif not _NAME.fullmatch(pattern):
            problems.append(messages.invalid_pattern(key, pattern))
        else:
            problems.extend(messages.unknown_category(one, CATEGORIES) for one in categories if one not in CATEGORIES)
            found.append(Allowed(pattern, tuple(categories)))
    return problems, tuple(found)


def _read_stubs(key: str, value: object, folder: Path) -> tuple[list[str], tuple[str, ...]]:
    items = _texts(value)
    if items is None:
        return [messages.wrong_type(key, "a list of folders", value)], ()
    missing = [messages.missing_folder(key, item) for item in items if not (folder / item).is_dir()]
    return missing, tuple(str(folder / item) for item in items)


def _read_boolean(key: str, value: object, folder: Path) -> tuple[list[str], bool]:
    found = _BOOLEANS.get(value.lower()) if isinstance(value, str) else value
    if isinstance(found, bool):
        return [], found
    return [messages.wrong_type(key, "true or false", value)], False


def _read_marks(key: str, value: object, folder: Path) -> tuple[list[str], Mapping[str, str]]:
    if isinstance(value, str):
        pairs = [item.partition("=") for item in _texts(value) or ()]
        value = {name.strip(): mark.strip() for name, _, mark in pairs}
    if not isinstance(value, dict) or not all(isinstance(mark, str) for mark in value.values()):
        return [messages.wrong_type(key, 'a table such as { "app.sync_only" = "blocking" }', value)], {}
    problems = [messages.unknown_mark(mark, _MARKS) for mark in value.values() if mark.partition(":")[0] not in _MARKS]
    return problems, value


_READERS: Mapping[str, Any] = {
    "allow": _read_allow,
    "stubs": _read_stubs,
    "transitive": _read_boolean,
    "marks": _read_marks,
    "report_unknown": _read_boolean,
}
