"""Options of the test of shapes."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shape-seed", type=int, default=0, help="the first random program of the test of shapes")
    parser.addoption("--shape-programs", type=int, default=24, help="how many random programs it checks")
    parser.addoption("--shape-path", action="append", default=[], help="a file or folder that it checks besides")
