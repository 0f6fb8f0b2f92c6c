"""However a function gets an object, and whatever it does with it: a method that blocks is found, and at first glance.

Most functions are looked at only by name, before anything is inferred about them. So the same is asked with every
function looked into: where the answers differ, the first glance has overlooked something.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mypy import api

from noblock.collect.candidates import Candidates

from .objects import CONSUMING, GENERIC, HEAD, UNKNOWN, helpers


def _reported(folder: Path) -> set[str]:
    """Return the helpers that are reported."""
    made = list(helpers())
    texts = [text for _, text in made]
    names = [re.match(r"def (\w+)\(", text)[1] for text in texts]  # type: ignore[index]
    calls = [f"    {name}(*anything())\n" for name in names]
    (folder / "objects.py").write_text("\n".join([HEAD, *texts, f"async def handler() -> None:\n{''.join(calls)}"]))
    (folder / "mypy.ini").write_text("[mypy]\nplugins = noblock.plugin\n")
    output, problems, _ = api.run(
        [f"--config-file={folder / 'mypy.ini'}", "--no-incremental", str(folder / "objects.py")]
    )
    assert problems == ""
    assert not re.search(r"\[(syntax|name-defined|no-redef)\]", output), output
    found = set(re.findall(r'error: "(h\w+)" blocks the event loop', output))
    assert found <= set(names)
    return {what for (what, _), name in zip(made, names) if name in found}


@pytest.mark.slow
def test_objects_are_followed_at_first_glance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_first_glance = _reported(tmp_path)
    monkeypatch.setattr(Candidates, "_fits", lambda *_: True)
    with_everything_looked_into = _reported(tmp_path)
    assert at_first_glance == with_everything_looked_into
    missed = {what for what, _ in helpers() if what not in at_first_glance}
    inferred_otherwise = {f"{source}, at once: {use}" for source in GENERIC for use in CONSUMING}
    assert inferred_otherwise <= missed
    assert {what.partition(":")[0].partition(",")[0] for what in missed - inferred_otherwise} == set(UNKNOWN)
    assert "proto: load" in at_first_glance
