"""What the tests of the catalogue are about: the standard library, and the libraries that are installed."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

import pytest

from .entries import Entry, entries, is_standard, stubs
from .libraries import Library, libraries
from .proof import modules_of
from .worlds import HERE, World


def _chosen(config: pytest.Config) -> list[Library]:
    group = config.getoption("--catalogue")
    return [library for library in libraries() if (library.group == group if group else library.is_installed)]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a library with each of them."""
    if "library" in metafunc.fixturenames:
        chosen = _chosen(metafunc.config)
        metafunc.parametrize("library", chosen, ids=[library.distribution for library in chosen])


@pytest.fixture(scope="session")
def of_standard() -> Sequence[Entry]:
    """All that the stubs of the standard library say."""
    return [entry for module in stubs() if is_standard(module) for entry in entries(module)]


@pytest.fixture(scope="session")
def of_libraries(pytestconfig: pytest.Config) -> Sequence[Entry]:
    """All that the stubs of the libraries in question say."""
    return [entry for library in _chosen(pytestconfig) for module in library.modules for entry in entries(module)]


@pytest.fixture(scope="session")
def standard_world(of_standard: Sequence[Entry]) -> World:
    """The standard library of this interpreter, and what to use instead."""
    return World(HERE, modules_of(of_standard), sys.executable)


@pytest.fixture(scope="session")
def library_world(of_libraries: Sequence[Entry]) -> World:
    """The libraries in question, and what to use instead."""
    world = World(HERE, modules_of(of_libraries), sys.executable)
    gc.freeze()  # to look for garbage in gigabytes of trees, at the very end, takes minutes
    return world
