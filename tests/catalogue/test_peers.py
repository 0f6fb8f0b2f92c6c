"""What other tools know to block, to offload or to run on the loop is in the stubs, or was left out for a reason.

Names and tools in the tables are theirs, ``entry`` is our name. A class stands for all its methods.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from noblock.declarations import Mark

from .entries import Entry, entries, stubs

ENTRIES = {entry.public: entry for module in stubs() for entry in entries(module)}


def _rows(table: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


BLOCKING = _rows("peers.csv")
WRAPPERS = _rows("wrappers.csv")


@pytest.mark.parametrize("table", [BLOCKING, WRAPPERS], ids=["blocking", "wrappers"])
def test_every_name_is_decided_once(table: list[dict[str, str]]) -> None:
    assert len({row["name"] for row in table}) == len(table)
    assert [row["name"] for row in table if bool(row["entry"]) == bool(row["left_out_because"])] == []


def test_what_blocks_for_others_blocks_for_us() -> None:
    assert [row["name"] for row in BLOCKING if row["entry"] and not _blocks(ENTRIES.get(row["entry"]))] == []


def test_what_was_left_out_does_not_block_for_us() -> None:
    names = [row["name"].removeprefix("builtins.") for row in BLOCKING if row["left_out_because"]]
    assert [name for name in names if name in ENTRIES and ENTRIES[name].category] == []


def test_what_hands_over_for_others_hands_over_for_us() -> None:
    assert [row["name"] for row in WRAPPERS if row["entry"] and not _hands_over(row["entry"], row["kind"])] == []


def _blocks(entry: Entry | None) -> bool:
    if entry is None:
        return False
    if not entry.is_class:
        return bool(entry.category)
    return any(ENTRIES[f"{entry.public}.{member}"].category for member in entry.members)


def _hands_over(name: str, kind: str) -> bool:
    return name in ENTRIES and any(_says(mark, kind) for mark in ENTRIES[name].marks)


def _says(mark: Mark, kind: str) -> bool:
    return bool({"offload": mark.offloads, "calls": mark.calls, "on_loop": mark.loops or mark.is_context}[kind])
