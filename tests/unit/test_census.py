"""What code on the event loop reaches is added up; what only others reach is not."""

import os
from pathlib import Path

from noblock.census import Census, Count

HANDLER = Count(3, (("parameter", "app.handler(x)"),), ("app.helper",), is_context=True)
HELPER = Count(2, (("library", "foo"), ("library", "foo")), ("app.helper", "other.far"))
UNREACHED = Count(5, (("library", "bar"),), ("app.handler",))


def test_calls_are_counted_through_the_functions_that_are_called() -> None:
    census = Census(os.devnull)
    census.add("app", {"app.handler": HANDLER, "app.helper": HELPER, "app.unreached": UNREACHED})
    total = census.total(["app"])
    assert (total.calls, total.unknown, total.missing) == (5, 3, 0)
    assert total.causes == {"library": 2, "parameter": 1}
    assert total.ranked() == [("library", "foo", 2), ("parameter", "app.handler(x)", 1)]


def test_counts_are_found_by_another_process(tmp_path: Path) -> None:
    Census(str(tmp_path)).add("app", {"app.handler": HANDLER})
    total = Census(str(tmp_path)).total(["app", "gone"])
    assert (total.calls, total.unknown, total.missing) == (3, 1, 1)


def test_a_damaged_file_is_a_missing_one(tmp_path: Path) -> None:
    Census(str(tmp_path)).add("app", {"app.handler": HANDLER})
    next(tmp_path.rglob("app.json")).write_text("{")
    assert Census(str(tmp_path)).total(["app"]).missing == 1


def test_only_so_many_names_are_ranked() -> None:
    census = Census(os.devnull)
    census.add("app", {"app.f": Count(20, tuple(("library", f"l{n}") for n in range(20)), (), is_context=True)})
    assert len(census.total(["app"]).ranked()) == 10


def test_a_folder_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")
    census = Census(str(tmp_path / "cache"))
    census.add("app", {"app.handler": HANDLER})
    assert census.total(["app"]).calls == 3
