"""Which libraries the tests of the catalogue are about."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from .libraries import Library, libraries


def _chosen(config: pytest.Config) -> list[Library]:
    group = config.getoption("--catalogue")
    return [library for library in libraries() if (library.group == group if group else library.is_installed)]


@pytest.fixture(scope="session")
def chosen_libraries(pytestconfig: pytest.Config) -> Sequence[Library]:
    """All libraries in question."""
    return _chosen(pytestconfig)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for a library with each of them."""
    if "library" in metafunc.fixturenames:
        chosen = _chosen(metafunc.config)
        metafunc.parametrize("library", chosen, ids=[library.distribution for library in chosen])
