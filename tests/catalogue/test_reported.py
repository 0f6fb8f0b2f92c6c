"""Whatever the stubs mark as blocking is reported when it is called, and what they say to use instead is not.

So the names do not only exist: they are found in programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from mypy import api

from .calls import awaiting, function, imported
from .entries import Entry
from .worlds import World, functions

CONFIGURATION = """\
[mypy]
plugins = noblock.plugin
enable_error_code = blocking-path, blocking-lock, blocking-cached, blocking-command, blocking-test
follow_untyped_imports = True
ignore_missing_imports = True
"""


def test_calls_of_the_standard_library_are_reported(
    of_standard: Sequence[Entry], standard_world: World, tmp_path: Path
) -> None:
    assert _not_reported(of_standard, standard_world, tmp_path) == []


def test_what_to_use_instead_of_the_standard_library_is_not(
    of_standard: Sequence[Entry], standard_world: World, tmp_path: Path
) -> None:
    assert _reported_instead(of_standard, standard_world, tmp_path) == []


def test_calls_of_libraries_are_reported(of_libraries: Sequence[Entry], library_world: World, tmp_path: Path) -> None:
    assert _not_reported(of_libraries, library_world, tmp_path) == []


def test_what_to_use_instead_of_libraries_is_not(
    of_libraries: Sequence[Entry], library_world: World, tmp_path: Path
) -> None:
    assert _reported_instead(of_libraries, library_world, tmp_path) == []


def _not_reported(wanted: Iterable[Entry], world: World, folder: Path) -> list[str]:
    """Return what blocks, is a function to mypy, and is not reported in its category."""
    known = [
        entry for entry in wanted
        if entry.category and not entry.is_class and functions(world.find(entry.module, entry.name))
    ]  # fmt: skip
    assert known
    needed = {need.type_name.rpartition(".")[0] for entry in known for mark in entry.marks for need in mark.requires}
    texts = [function(f"call_{number}", entry, world) for number, entry in enumerate(known)]
    found = _categories(needed | {entry.module for entry in known}, texts, world, folder)
    pairs = zip(known, found, strict=True)
    return [f"{entry.path}: {entry.name}: {category}" for entry, category in pairs if category != entry.category]


def _reported_instead(wanted: Iterable[Entry], world: World, folder: Path) -> list[str]:
    """Return what is said to be used instead, and is reported itself."""
    uses = sorted({mark.use for entry in wanted for mark in entry.marks if mark.use})
    places = [(use, place) for use in uses if (place := world.place(use)) is not None]
    texts = [awaiting(f"call_{number}", *place) for number, (_, place) in enumerate(places)]
    found = _categories({module for _, (module, _) in places}, texts, world, folder)
    return [use for (use, _), category in zip(places, found, strict=True) if category]


def _categories(modules: set[str], texts: Sequence[str], world: World, folder: Path) -> list[str]:
    """Return the category in which the second line of each text is reported, or nothing."""
    imports = [imported(module) for module in sorted(modules) if module]
    (folder / "calls.py").write_text("\n".join([*imports, *texts]))
    refused = "".join(
        f"[mypy-{module}]\nfollow_imports = skip\nfollow_imports_for_stubs = True\n" for module in sorted(world.refused)
    )
    (folder / "mypy.ini").write_text(CONFIGURATION + refused)
    options = [f"--config-file={folder / 'mypy.ini'}", "--cache-dir=/dev/null", str(folder / "calls.py")]
    output, problems, _ = api.run(options)
    assert problems == ""
    reported = dict(re.findall(r"calls\.py:(\d+): error: .* \[blocking-(\w+)\]$", output, re.MULTILINE))
    return [reported.get(str(len(imports) + 2 + 3 * number), "") for number in range(len(texts))]
