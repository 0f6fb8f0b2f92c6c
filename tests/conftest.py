"""Keep ``sys.modules`` the one that Python itself uses.

After each case, pytest-mypy-plugins puts a copy in its place. Circular imports fail from then on, and the first to meet
that is hypothesis, at the very end of the run.
"""

from __future__ import annotations

import sys
from collections.abc import Generator

import pytest

_MODULES = sys.modules


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--catalogue", metavar="GROUP", default="", help="prove the libraries of one dependency group")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, object, object]:
    try:
        return (yield)
    finally:
        sys.modules = _MODULES
