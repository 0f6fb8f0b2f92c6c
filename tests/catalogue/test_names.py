"""Every name in the stubs exists, is what the stub takes it for, and what it says to use instead can be awaited.

The standard library is looked at for all platforms, and for the oldest and the newest Python; libraries as far as they
are installed. ``--catalogue=GROUP`` asks for all libraries of one dependency group.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

import pytest

from .entries import Entry, entries, is_standard, stubs
from .libraries import Library, libraries
from .one_sided import UNKNOWN_TO_IMPORTS, UNKNOWN_TO_MYPY, is_below
from .proof import modules_of, problems
from .worlds import TARGETS, World

STANDARD = [entry for module in stubs() if is_standard(module) for entry in entries(module)]


@pytest.fixture(scope="session")
def standard_worlds() -> list[World]:
    """The standard library, and what its entries say to use instead, for all targets."""
    here, *others = TARGETS
    modules = {entry.module for entry in STANDARD}
    return [World(here, modules_of(STANDARD), sys.executable), *(World(target, modules) for target in others)]


@pytest.fixture(scope="session")
def library_worlds(chosen_libraries: Sequence[Library]) -> list[World]:
    """All libraries in question, for the newest Python."""
    wanted = [entry for library in chosen_libraries for entry in _entries_of(library)]
    return [World(TARGETS[0], modules_of(wanted), sys.executable)]


def test_names_of_the_standard_library(standard_worlds: list[World]) -> None:
    assert _report(STANDARD, standard_worlds) == []


def test_names_of_a_library(library: Library, library_worlds: list[World]) -> None:
    found = [entry for entry in _entries_of(library) if not is_below(entry.public, UNKNOWN_TO_MYPY)]
    assert _report(found, library_worlds) == []


def test_every_library_with_a_stub_stands_in_one_group() -> None:
    listed = [module for library in libraries() for module in library.modules]
    assert sorted(listed) == sorted(module for module in stubs() if not is_standard(module))


def test_every_listed_library_has_a_stub() -> None:
    assert [library.distribution for library in libraries() if not library.modules] == []


def test_what_only_one_proof_can_see_has_a_stub() -> None:
    public = {entry.public for module in stubs() for entry in entries(module)} | stubs().keys()
    assert sorted(name for name in (*UNKNOWN_TO_MYPY, *UNKNOWN_TO_IMPORTS) if name not in public) == []


def _entries_of(library: Library) -> list[Entry]:
    return [entry for module in library.modules for entry in entries(module)]


def _report(wanted: Iterable[Entry], worlds: Sequence[World]) -> list[str]:
    return [
        f"{entry.path}: {entry.name}: {problem}"
        for entry in wanted
        for problem in dict.fromkeys(problems(entry, worlds))
    ]
