"""Read and check the configuration: every option, and what it may say.

Each option has a reader, which takes what TOML or an INI file makes of it. Whatever is wrong is one problem each, with
its line, what was expected and the nearest right word; the run then stops, because a misspelt allowlist must never look
like a clean result.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import translate
from functools import partial
from pathlib import Path
from typing import Any

from noblock import messages
from noblock.categories import CATEGORIES
from noblock.sections import misplaced_sections, section_of

_PATTERN = re.compile(r"(?!\d)[\w*?]+(\.(?!\d)[\w*?]+)*")
_NAME = re.compile(r"(?!\d)\w+(\.(?!\d)\w+)*")
_CONSTRUCTORS = ("__init__", "__new__")
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


@dataclass(frozen=True)
class Mistake:
    """What is wrong with an option, and the words to look for to find its line."""

    problem: str
    key: str = ""
    text: str = ""


def read_config(path: str | None) -> Config:
    """Read the options from a configuration file.

    Args:
        path: The file that mypy took, if any.

    Raises:
        ConfigError: Something in our section is wrong.
    """
    if path is None:
        return Config()
    section = section_of(Path(path))
    if section is None:
        refuse(path, (Mistake(messages.misplaced(str(other))) for other in misplaced_sections(Path(path))))
        return Config()
    if not isinstance(section, dict):
        refuse(path, [Mistake(messages.no_table(section), "noblock")])
        return Config()
    mistakes: list[Mistake] = []
    options: dict[str, Any] = {}
    known = [option.name for option in fields(Config)]
    for key, value in section.items():
        if key not in known:
            mistakes.append(Mistake(messages.unknown_key(key, known), key))
            continue
        wrong, options[key] = _READERS[key](value, Path(path).parent)
        mistakes.extend(wrong)
    refuse(path, mistakes)
    return Config(**options)


def refuse(path: str, mistakes: Iterable[Mistake]) -> None:
    """Stop if there is something wrong in a configuration file.

    Raises:
        ConfigError: There are mistakes.
    """
    lines = []
    for mistake in mistakes:
        from noblock.places import line_of  # only for people who made a mistake

        line = line_of(Path(path), mistake.key, mistake.text)
        lines.append(messages.mistake(path, line, f"[noblock] {mistake.problem}"))
    if lines:
        raise ConfigError("\n".join(lines))


def is_allowed(config: Config, name: str, category: str) -> bool:
    """Tell whether calls of a function may block, as far as a category goes; a class stands for its constructor."""
    owner, _, last = name.rpartition(".")
    names = (name, owner) if last in _CONSTRUCTORS else (name,)
    return any(
        (not entry.categories or category in entry.categories)
        and any(re.match(translate(entry.pattern), one) for one in names)
        for entry in config.allow
    )


def _texts(value: object) -> list[str] | None:
    """Return a list of texts; an INI file writes it with commas or line ends."""
    if isinstance(value, str):
        return [item.strip() for item in re.split(r"[,\n]", value) if item.strip()]
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return None


def _read_allow(value: object, folder: Path) -> tuple[list[Mistake], tuple[Allowed, ...]]:
    items = value if isinstance(value, list) else _texts(value)
    if items is None:
        return [Mistake(messages.wrong_type("allow", "a list of names", value), "allow")], ()
    mistakes: list[Mistake] = []
    found = []
    for item in items:
        pattern, categories = _entry(item)
        if not isinstance(pattern, str) or categories is None:
            expected = 'a name, or { name = "...", categories = ["..."] }'
            words = [word for word in (pattern, *(item if isinstance(item, dict) else ())) if isinstance(word, str)]
            mistakes.append(Mistake(messages.wrong_type("allow", expected, item), "allow", *words[:1]))
        elif not _PATTERN.fullmatch(pattern):
            mistakes.append(Mistake(messages.invalid_pattern("allow", pattern), "allow", pattern))
        else:
            unknown = [one for one in categories if one not in CATEGORIES]
            mistakes.extend(Mistake(messages.unknown_category(one, CATEGORIES), "allow", one) for one in unknown)
            found.append(Allowed(pattern, categories))
    return mistakes, tuple(found)


def _entry(item: object) -> tuple[object, tuple[str, ...] | None]:
    """Return the pattern and the categories of an entry: none of them for all, None where they are wrong."""
    if isinstance(item, str):
        pattern, colon, category = item.partition(":")
        return pattern.strip(), (category.strip(),) if colon else ()
    if not isinstance(item, dict) or set(item) - {"name", "categories"}:
        return None, None
    return item.get("name"), tuple(_texts(item["categories"]) or ()) or None if "categories" in item else ()


def _read_stubs(value: object, folder: Path) -> tuple[list[Mistake], tuple[str, ...]]:
    items = _texts(value)
    if items is None:
        return [Mistake(messages.wrong_type("stubs", "a list of folders", value), "stubs")], ()
    missing = [
        Mistake(messages.missing_folder("stubs", item, _folders_near(folder / item)), "stubs", item)
        for item in items
        if not _is_folder(folder / item)
    ]
    return missing, tuple(os.path.normpath(folder / item) for item in items)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name that no folder can have
        return False


def _folders_near(path: Path) -> list[str]:
    return [other.name for other in path.parent.iterdir() if other.is_dir()] if _is_folder(path.parent) else []


def _read_boolean(key: str, value: object, folder: Path) -> tuple[list[Mistake], bool]:
    found = _BOOLEANS.get(value.lower()) if isinstance(value, str) else value
    if isinstance(found, bool):
        return [], found
    return [Mistake(messages.wrong_type(key, "true or false", value), key)], False


def _read_marks(value: object, folder: Path) -> tuple[list[Mistake], Mapping[str, str]]:
    if isinstance(value, str):
        pairs = [item.partition("=") for item in _texts(value) or ()]
        value = {name.strip(): mark.strip() for name, _, mark in pairs}
    if not isinstance(value, dict) or not all(isinstance(mark, str) for mark in value.values()):
        expected = 'a table such as { "app.sync_only" = "blocking" }'
        return [Mistake(messages.wrong_type("marks", expected, value), "marks")], {}
    problems = {name: _mark_problem(name, mark) for name, mark in value.items()}
    return [Mistake(problem, "marks", name) for name, problem in problems.items() if problem], value


def _mark_problem(name: str, text: str) -> str:
    mark, colon, category = text.partition(":")
    if not _NAME.fullmatch(name):
        return messages.invalid_name("marks", name)
    if mark not in _MARKS:
        return messages.unknown_mark(mark, _MARKS)
    if colon and mark != "blocking":
        return messages.misused_mark(mark, f'no category, found "{category}"')
    return messages.unknown_category(category, CATEGORIES) if colon and category not in CATEGORIES else ""


_READERS: Mapping[str, Callable[[object, Path], tuple[list[Mistake], Any]]] = {
    "allow": _read_allow,
    "stubs": _read_stubs,
    "transitive": partial(_read_boolean, "transitive"),
    "marks": _read_marks,
    "report_unknown": partial(_read_boolean, "report_unknown"),
}
