"""Each way by which a call may come to block is followed where nothing else helps, and no offload is reported.

Most functions are looked at only by name, and names that mean something in one program may be unknown in another. So
every way is a program of its own, in ``ways.txt``: a few definitions in which ``B`` blocks, and behind ``=>`` what a
handler does with them. Behind ``=/`` stands what is known to be missed, with the reason. All that must not be reported
stands in ``offloads.txt``, which is one program.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mypy import api

FOLDER = Path(__file__).parent
HEAD = """\
import abc, asyncio, contextlib, dataclasses, enum, functools, operator, re, sys, threading, time
from typing import *
"""


def _ways() -> Iterator[tuple[str, str, bool]]:
    """Yield the definitions and the handler of each way, and whether it is found."""
    lines: list[str] = []
    for line in (FOLDER / "ways.txt").read_text().splitlines():
        if line.startswith(("=> ", "=/ ")):
            call, _, _ = line[3:].partition("  # ")
            yield re.sub(r"\bB\b", "time.sleep(1)", "\n".join(lines)), call, line.startswith("=>")
            lines = []
        else:
            lines.append(line)


def _check(folder: Path, name: str, text: str) -> str:
    (folder / f"{name}.py").write_text(text)
    (folder / "mypy.ini").write_text("[mypy]\nplugins = noblock.plugin\nignore_missing_imports = True\n")
    options = ["--config-file", str(folder / "mypy.ini"), "--cache-dir", str(folder / "cache"), "--python-version=3.11"]
    output, problems, _ = api.run([*options, str(folder / f"{name}.py")])
    assert problems == ""
    assert "[syntax]" not in output, output
    return output


WAYS = list(_ways())
AT_ONCE = 10


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for all programs, which have one cache of the standard library."""
    return tmp_path_factory.mktemp("ways")


@pytest.fixture
def _own_garbage() -> Iterator[None]:
    """Keep the collector from looking again and again at what other tests have left."""
    gc.collect()  # mypy leaves all of its trees to the collector, which seldom looks at what is old
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.slow
@pytest.mark.usefixtures("_own_garbage")
@pytest.mark.parametrize("first", range(0, len(WAYS), AT_ONCE))
def test_every_way_is_followed_by_itself(folder: Path, first: int) -> None:
    wrong = []
    for number, (definitions, call, is_found) in enumerate(WAYS[first : first + AT_ONCE], first):
        program = f"{HEAD}{definitions}\nasync def handler():\n    {call}\n"
        if ("[blocking-" in _check(folder, f"way{number}", program)) != is_found:
            wrong.append(f"{definitions}\n=> {call}")
    assert wrong == []


def test_nothing_is_reported_that_is_moved_off_the_loop(folder: Path) -> None:
    output = _check(folder, "offloads", (FOLDER / "offloads.txt").read_text())
    assert re.findall(r".*\[blocking.*", output) == []
