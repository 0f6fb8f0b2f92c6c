"""Whatever the stubs mark as blocking is reported when it is called: the names do not only exist, they are found."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from mypy import api

from .calls import function
from .entries import Entry, entries, is_standard, stubs
from .libraries import Library
from .worlds import Target, World

HERE = Target(sys.platform, sys.version_info[:2])
STANDARD = [entry for module in stubs() if is_standard(module) for entry in entries(module)]
CONFIGURATION = """\
[mypy]
plugins = noblock.plugin
enable_error_code = blocking-path, blocking-lock, blocking-cached
follow_untyped_imports = True
ignore_missing_imports = True
"""
ITEMS = (".__setitem__", ".__delitem__")


@pytest.fixture(scope="session")
def standard_world() -> World:
    """The standard library of this interpreter."""
    return World(HERE, {entry.module for entry in STANDARD})


def test_calls_of_the_standard_library_are_reported(standard_world: World, tmp_path: Path) -> None:
    wanted = [entry for entry in STANDARD if not entry.public.endswith(ITEMS)]
    assert _not_reported(wanted, standard_world, tmp_path) == []


@pytest.mark.xfail(reason="what assigning to an item, or deleting it, calls is not looked at")
def test_items_that_are_assigned_or_deleted_are_reported(standard_world: World, tmp_path: Path) -> None:
    wanted = [entry for entry in STANDARD if entry.public.endswith(ITEMS)]
    assert _not_reported(wanted, standard_world, tmp_path) == []


def test_calls_of_libraries_are_reported(chosen_libraries: Sequence[Library], tmp_path: Path) -> None:
    modules = [module for library in chosen_libraries for module in library.modules]
    wanted = [entry for module in modules for entry in entries(module) if not entry.public.endswith(ITEMS)]
    world = World(HERE, modules, sys.executable)
    assert _not_reported(wanted, world, tmp_path) == []


def _not_reported(wanted: Iterable[Entry], world: World, folder: Path) -> list[str]:
    """Return what blocks, exists for mypy here, and is not reported in its category."""
    known = [
        entry for entry in wanted
        if entry.category and not entry.is_class and world.find(entry.module, entry.name) is not None
    ]  # fmt: skip
    assert known
    needed = {need.type_name.rpartition(".")[0] for entry in known for mark in entry.marks for need in mark.requires}
    imports = [f"import {module}" for module in sorted({entry.module for entry in known} | needed) if module]
    texts = [function(f"call_{number}", entry, world) for number, entry in enumerate(known)]
    (folder / "calls.py").write_text("\n".join([*imports, *texts]))
    (folder / "mypy.ini").write_text(CONFIGURATION)
    options = [f"--config-file={folder / 'mypy.ini'}", "--cache-dir=/dev/null", str(folder / "calls.py")]
    output, problems, _ = api.run(options)
    assert problems == ""
    reported = dict(re.findall(r"calls\.py:(\d+): error: .* \[blocking-(\w+)\]$", output, re.MULTILINE))
    lines = range(len(imports) + 2, len(imports) + 3 * len(known), 3)
    pairs = [(entry, reported.get(str(line))) for line, entry in zip(lines, known, strict=True)]
    return [f"{entry.path}: {entry.name}: {found}" for entry, found in pairs if found != entry.category]
