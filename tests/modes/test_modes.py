"""The same answer in every mode: random edits to random projects, each mode compared with a cold run.

All of mypy's output is compared, ours and its own, as sorted lines, and the exit status. A failure names its seed and
step, and the folder with the sources of every step: replay it with ``--mode-seed SEED --mode-edits STEPS``.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path
from random import Random

import pytest

from modes.edits import edited
from modes.growth import grow
from modes.programs import Project
from modes.runs import Mode, legacy, modes_for
from modes.workspace import Outcome, Prepared, Workspace

EDITS_PER_PROJECT = 8


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make one test of each random project."""
    if "seed" in metafunc.fixturenames:
        # pytest knows the options of a folder's conftest only if the folder is named on the command line.
        first = metafunc.config.getoption("mode_seed", 100)
        edits = metafunc.config.getoption("mode_edits", 48)
        counts = [min(EDITS_PER_PROJECT, edits - done) for done in range(0, edits, EDITS_PER_PROJECT)]
        metafunc.parametrize(("seed", "edits"), [(first + index, count) for index, count in enumerate(counts)])


def test_every_mode_gives_the_answer_of_a_cold_run(seed: int, edits: int, prepared: Prepared, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, prepared)
    cold, modes = modes_for(workspace, seed)
    try:
        for step, (edit, project) in enumerate(history(seed, edits)):
            kept = workspace.write(project.sources())
            expected = cold.check()
            for mode in modes:
                difference = difference_of(expected, mode.check(), mode)
                assert not difference, f"seed {seed}, step {step} ({edit}), mode {mode.name}, {kept}:\n{difference}"
    finally:
        for mode in modes:
            mode.close()


def test_the_older_path_of_mypy_is_right_outside_cycles(prepared: Prepared, tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, prepared)
    cold, mode = modes_for(workspace, seed=0)[0], legacy(workspace)
    for step, (edit, project) in enumerate(history(seed=0, edits=EDITS_PER_PROJECT)):
        kept = workspace.write(project.sources())
        expected, outcome = cold.check(), mode.check()
        assert outcome.status in (0, 1), f"step {step} ({edit}), {kept}: {outcome}"
        difference = "" if project.has_cycle() else difference_of(expected, outcome, mode)
        assert not difference, f"step {step} ({edit}), {kept}:\n{difference}"


def history(seed: int, edits: int) -> Iterator[tuple[str, Project]]:
    """Yield a random project, and what it becomes edit by edit; every fourth edit takes back the one before."""
    random = Random(seed)
    states = [grow(random)]
    yield "new", states[-1]
    for number in range(1, edits + 1):
        if number % 4 == 0:
            edit, project = "revert", states[-2]
        else:
            edit, project = edited(random, states[-1])
        states.append(project)
        yield edit, project


def difference_of(expected: Outcome, outcome: Outcome, mode: Mode) -> str:
    """Return what a mode says otherwise than a cold run; nothing if it leaves out only what mypy itself forgets."""
    forgotten = {line for line in expected.lines if line not in outcome.lines and mode.forgets(line)}
    if forgotten and outcome.status in (0, 1):
        expected = _without(expected, forgotten)
        outcome = _without(outcome, forgotten)
    cold, other = ([f"exit status {each.status}", *each.lines] for each in (expected, outcome))
    return "\n".join(unified_diff(cold, other, "cold", mode.name, lineterm="", n=0))


def _without(outcome: Outcome, forgotten: set[str]) -> Outcome:
    """Leave out lines, and what counts them."""
    kept = [line for line in outcome.lines if line not in forgotten]
    errors = tuple(line for line in kept if not line.startswith(("Found ", "Success: ")))
    return Outcome(int(any(": error: " in line for line in errors)), errors)
