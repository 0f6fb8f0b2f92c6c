"""The page shows what the stubs say, and that is a lot."""

from .page import PAGE, STANDARD, page, rows


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.catalogue.page"


def test_there_are_as_many_callables_and_libraries_as_promised() -> None:
    single = [row for row in rows() if not row.is_class]
    assert len(single) >= 9_000
    assert len([row for row in single if row.library == STANDARD]) >= 1_250
    assert len({row.library for row in single}) - 1 >= 200


def test_lines_can_be_taken_apart() -> None:
    assert [row.line for row in rows() if len(row.line.split(" | ")) != (4 if row.use else 3)] == []
