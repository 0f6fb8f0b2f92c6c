"""Options of the mode test."""

from __future__ import annotations

import pytest

from modes.workspace import Prepared


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--mode-seed", type=int, default=100, help="the first random project of the mode test")
    parser.addoption("--mode-edits", type=int, default=48, help="how many edits the mode test makes")


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Caches of the standard library."""
    return Prepared(tmp_path_factory.mktemp("prepared"))
