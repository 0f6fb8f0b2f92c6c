"""Refuse names in the configuration and in one's own marker stubs that nothing has.

An entry of an allowlist holds for a function under the name that it is defined by, so one that names a re-export or a
method that is inherited would match nothing: it is refused with the right name. The same holds for a decorator. Marker
stubs use public names, and so does an entry for a library, so there both are fine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from noblock import messages
from noblock.config import Config, ConfigError, Mistake, refuse
from noblock.names import Elsewhere, Missing, Names
from noblock.stubs import Stub


def check_configuration(path: str, config: Config, names: Names, is_project: Callable[[Path], bool]) -> None:
    """Check the names in a configuration.

    Args:
        path: The configuration file.
        config: What it says.
        names: Looks names up.
        is_project: Tells whether a source file belongs to the project.

    Raises:
        ConfigError: Some match nothing.
    """
    entries = [("allow", entry.pattern) for entry in config.allow] + [("marks", name) for name in config.marks]
    mistakes = []
    for key, entry in entries:
        name, prefix = _without_wildcards(entry)
        answer = names.answer(name) if name else None
        if answer is None and name and prefix:
            answer = names.beginning(name, prefix)
        if isinstance(answer, Missing):
            where = messages.lacking(answer.owner, answer.name, answer.known, full=True)
            mistakes.append(Mistake(messages.matches_nothing(key, entry, where), key, entry))
        elif isinstance(answer, Elsewhere) and name == entry:
            _, module, _ = names.module_of(name)
            if key == "marks" or (module is not None and is_project(module)):
                mistakes.append(Mistake(messages.stands_for(key, entry, answer.name), key, entry))
    refuse(path, mistakes)


def check_stubs(stubs: Mapping[Path, tuple[str, Stub]], names: Names) -> None:
    """Check the names in marker stubs.

    Args:
        stubs: The module and the content of each, by path.
        names: Looks names up.

    Raises:
        ConfigError: Some do not exist.
    """
    problems = []
    for path, (module, stub) in stubs.items():
        for line, missing in _missing(module, stub, names):
            text = messages.lacking(missing.owner, missing.name, missing.known, full=False)
            problems.append(messages.mistake(path, line, text))
    if problems:
        raise ConfigError("\n".join(problems))


def _missing(module: str, stub: Stub, names: Names) -> Iterator[tuple[int, Missing]]:
    answer = names.answer(module)
    if isinstance(answer, Missing):
        yield 1, answer
        return
    refused: list[str] = []
    for name, line in stub.lines.items():
        answer = names.answer(f"{module}.{name}")
        if isinstance(answer, Missing) and not any(name.startswith(f"{owner}.") for owner in refused):
            refused.append(name)
            yield line, answer


def _without_wildcards(pattern: str) -> tuple[str, str]:
    """Return the names that a pattern starts with, and the first letters of the one after them."""
    parts = pattern.split(".")
    for at, part in enumerate(parts):
        if "*" in part or "?" in part:
            return ".".join(parts[:at]), part.partition("*")[0].partition("?")[0]
    return pattern, ""
