"""Every name in the stubs exists, is what the stub takes it for, and what it says to use instead can be awaited.

The standard library is looked at for all platforms, and for the oldest and the newest Python; libraries as far as they
are installed. ``--catalogue=GROUP`` asks for all libraries of one dependency group.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pytest
from mypy.nodes import Decorator, FuncDef, OverloadedFuncDef

from .entries import Entry, entries, is_standard, stubs
from .libraries import Library, libraries, library_of
from .one_sided import UNKNOWN_TO_IMPORTS, UNKNOWN_TO_MYPY, is_below
from .proof import modules_of, problems
from .worlds import TARGETS, World


@pytest.fixture(scope="session")
def all_worlds(of_standard: Sequence[Entry], standard_world: World) -> list[World]:
    """The standard library for all targets; what to use instead may exist for the newest Python alone."""
    newest, *others = TARGETS
    modules = {entry.module for entry in of_standard}
    return [
        standard_world,
        World(newest, modules_of(of_standard), sys.executable),
        *(World(t, modules) for t in others),
    ]


def test_names_of_the_standard_library(of_standard: Sequence[Entry], all_worlds: list[World]) -> None:
    assert _report(of_standard, all_worlds) == []


def test_names_of_a_library(library: Library, library_world: World) -> None:
    wanted = [entry for module in library.modules for entry in entries(module)]
    assert _report([entry for entry in wanted if not is_below(entry.public, UNKNOWN_TO_MYPY)], [library_world]) == []


def test_no_library_says_something_else_about_a_function(of_libraries: Sequence[Entry], library_world: World) -> None:
    said = defaultdict(list)
    for entry in of_libraries:
        found = library_world.find(entry.module, entry.name)
        if isinstance(found, (FuncDef, Decorator, OverloadedFuncDef)) and "." not in entry.name:
            said[found.fullname].append(entry)
    different = [entries for entries in said.values() if len({entry.category for entry in entries}) > 1]
    assert [[entry.public for entry in entries] for entries in different] == []


def test_every_library_with_a_stub_stands_in_a_group() -> None:
    assert [module for module in stubs() if not is_standard(module) and library_of(module) is None] == []


def test_every_listed_library_has_a_stub() -> None:
    assert [library.distribution for library in libraries() if not library.modules] == []


def test_what_only_one_proof_can_see_has_a_stub() -> None:
    public = {entry.public for module in stubs() for entry in entries(module)} | stubs().keys()
    assert sorted(name for name in (*UNKNOWN_TO_MYPY, *UNKNOWN_TO_IMPORTS) if name not in public) == []


def _report(wanted: Iterable[Entry], worlds: Sequence[World]) -> list[str]:
    return [
        f"{entry.path}: {entry.name}: {problem}"
        for entry in wanted
        for problem in dict.fromkeys(problems(entry, worlds))
    ]
