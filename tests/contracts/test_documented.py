"""The README, the code and the cases name the same things."""

import re
from dataclasses import fields

import pytest

import noblock
from noblock.categories import CATEGORIES, OFF_BY_DEFAULT
from noblock.codes import CODES, PARENT
from noblock.config import Config
from noblock.messages import CODE_TITLES

from .readme import README, ROOT, sections

SECTIONS = sections(README.read_text(encoding="utf-8"))


def rows(title: str) -> list[list[str]]:
    """Return the cells of the first table in a section, without its head."""
    lines = [line for line in SECTIONS[title].splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def rules() -> list[list[str]]:
    """Return the cells of all tables of rules."""
    titles = list(SECTIONS)
    return [row for title in titles[titles.index("Rules") + 1 : titles.index("Error codes")] for row in rows(title)]


def _names(cell: str) -> set[str]:
    return {f"test_{name}.yml" for name in re.findall(r"`(\w+)`", cell)}


CASES = {path.name for path in (ROOT / "tests" / "cases").glob("test_*.yml")}


def test_every_error_code_is_documented() -> None:
    documented = {row[0].strip("`"): row[1:] for row in rows("Error codes")}
    known = {PARENT.code: PARENT, **{code.code: code for code in CODES.values()}}
    assert documented.keys() == known.keys()
    assert {code for code, cells in documented.items() if cells[0] == "off"} == {
        f"blocking-{c}" for c in OFF_BY_DEFAULT
    }


def test_every_category_has_a_code_and_a_title() -> None:
    assert set(CODES) == set(CATEGORIES) == CODE_TITLES.keys() - {""}


def test_every_option_is_documented() -> None:
    assert {row[0].strip("`") for row in rows("Configuration")} == {field.name for field in fields(Config)}


def test_every_mark_is_documented() -> None:
    assert {re.split(r"\W", row[0].strip("`@"))[0] for row in rows("Marks for your own code")} == set(noblock.__all__)


def test_every_rule_names_its_cases() -> None:
    for row in rules():
        assert _names(row[-1]), f"no cases for: {row[0]}"


@pytest.mark.parametrize("name", sorted(set().union(*(_names(row[-1]) for row in rules()))))
def test_named_cases_exist(name: str) -> None:
    assert name in CASES


@pytest.mark.parametrize("name", sorted(CASES))
def test_cases_say_what_is_reported_and_what_is_not(name: str) -> None:
    text = (ROOT / "tests" / "cases" / name).read_text(encoding="utf-8")
    assert {word for word in ("reports", "lets") if f"- case: {word}_" in text} == {"reports", "lets"}
