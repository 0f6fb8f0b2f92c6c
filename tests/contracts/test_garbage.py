"""What noblock works with goes as soon as it is done with, and is not left to the garbage collector.

mypy makes that run seldom. If what belongs to each function kept itself alive, it would run again and again, over all
of mypy's trees.
"""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from mypy import api

from noblock.collect.calls import CallCollector
from noblock.collect.shadow import Shadow
from noblock.collect.values import Values
from noblock.collect.weakly import weakly
from noblock.solver import Solver

PROGRAM = """
import time
from typing import Callable

def call(f: Callable[[float], None]) -> None:
    f(1)

async def handler() -> None:
    call(time.sleep)
"""


def test_nothing_is_left_to_the_garbage_collector(tmp_path: Path, library_cache: Path) -> None:
    (tmp_path / "program.py").write_text(PROGRAM)
    (tmp_path / "mypy.ini").write_text("[mypy]\nplugins = noblock.plugin\n")
    gc.collect()
    gc.disable()
    try:
        output, _, _ = api.run(
            [f"--config-file={tmp_path / 'mypy.ini'}", f"--cache-dir={library_cache}", str(tmp_path / "program.py")]
        )
        alive = [found for found in gc.get_objects() if isinstance(found, (CallCollector, Solver, Values))]
        types = [found.types for found in gc.get_objects() if isinstance(found, Shadow)]
    finally:
        gc.enable()
    assert "[blocking-sleep]" in output
    assert alive == []
    assert [kept for kept in types if kept] == []


class Adder:
    """An object with a part that calls it back."""

    def __init__(self) -> None:
        self.total = 0
        self.part = weakly(self.add)

    def add(self, number: int, times: int = 1) -> int:
        """Add a number, and return what that makes."""
        self.total += number * times
        return self.total


def test_a_part_calls_its_object_as_long_as_that_is_there() -> None:
    adder = Adder()
    part = adder.part
    assert (part(1), part(2, times=3)) == (1, 7)
    del adder
    with pytest.raises(ReferenceError):
        part(1)
