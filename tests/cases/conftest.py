"""Let hundreds of mypy runs share one process.

mypy moves what it has built to the oldest generation of the garbage collector, where it would stay. Each case would
leave some twenty thousand objects behind, and noblock, which looks for the build's errors among all objects, would get
slower with each. pytest-mypy-plugins also asks for a ``mypy`` on the path, although it starts none.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path


def pytest_configure() -> None:
    """Put the environment that runs the tests first on the path."""
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"


def pytest_runtest_teardown() -> None:
    """Collect what a case has left behind."""
    gc.collect()
