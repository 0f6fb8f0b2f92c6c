"""What noblock does grows no faster than the program that it looks at.

Counted are the calls of its functions, so no clock has a say. Of what is linear, twice as much more is done when twice
as much more is to be looked at; of what is quadratic, four times as much.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import FrameType

import pytest
from mypy import api

from benchmarks.growth import SHAPES

FIRST = {"lines": 500, "deep": 60, "wide": 60, "cycle": 10, "calls": 100, "dispatched": 10}
LINEAR, MARGIN = 2, 0.4


def test_every_shape_is_tried() -> None:
    assert FIRST.keys() == SHAPES.keys()


@pytest.mark.parametrize("name", SHAPES)
def test_what_is_done_is_linear(name: str, tmp_path: Path, library_cache: Path) -> None:
    small, middle, large = (
        _calls(name, FIRST[name] * times, tmp_path / str(times), library_cache) for times in (1, 2, 4)
    )
    assert small < middle < large
    assert (large - middle) / (middle - small) < LINEAR + MARGIN


def _calls(name: str, size: int, folder: Path, cache: Path) -> int:
    """Return how many functions of noblock are called while mypy checks a program."""
    shutil.copytree(cache, folder / "cache")
    (folder / "program").mkdir()
    for module, text in SHAPES[name].make(size):
        (folder / "program" / f"{module}.py").write_text(f"{text}\n")
    (folder / "mypy.ini").write_text("[mypy]\nplugins = noblock.plugin\n")
    count = 0

    def profile(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_globals.get("__name__", "").startswith("noblock.")

    options = [f"--config-file={folder / 'mypy.ini'}", f"--cache-dir={folder / 'cache'}", str(folder / "program")]
    sys.setprofile(profile)
    try:
        output, problems, _ = api.run(options)
    finally:
        sys.setprofile(None)
    assert problems == ""
    assert "[blocking-sleep]" in output
    return count
