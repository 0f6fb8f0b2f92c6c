"""What a call hands over decides which effects of a function arise."""

from __future__ import annotations

import pytest

from noblock.model import Function, Handed
from noblock.needs import (
    FALSE,
    NOT_NONE,
    NOTHING,
    TRUE,
    absent,
    becoming,
    both,
    differ,
    differing,
    exact,
    false,
    given,
    instance,
    not_zero,
    noted,
    of_parameter,
    one_of,
    open_for,
    refused,
    true,
    unlike,
)
from noblock.settling import opened, passed_on

PARAMETERS = ("self", "host", "n")
LEFT_OUT: Handed = ((0, "", TRUE),)


def asked(need: str, *handed: tuple[int | str, str, str]) -> str | None:
    """Return what is needed of the caller of a method, where it hands something over besides the host."""
    return passed_on(need, Function("app.C.call", skips=1), PARAMETERS, (*LEFT_OUT, *handed))


@pytest.mark.parametrize("key", [1, "n"])
def test_what_needs_a_parameter_arises_when_it_is_handed_over(key: int | str) -> None:
    assert asked("n", (key, "", "")) == ""
    assert asked("n", (key, "own", "")) == "own"
    assert asked("n") is None


@pytest.mark.parametrize("key", [1, "n"])
def test_what_needs_none_does_not_arise_when_something_else_is_certain(key: int | str) -> None:
    assert asked(absent("n"), (key, "", NOT_NONE)) is None
    assert asked(absent("n"), (key, "", TRUE)) is None
    assert asked(absent("n"), (key, "", "")) == ""
    assert asked(absent("n")) == ""


@pytest.mark.parametrize("key", [1, "n"])
def test_what_needs_something_false_does_not_arise_when_truth_is_certain(key: int | str) -> None:
    assert asked(false("n"), (key, "", TRUE)) is None
    assert asked(false("n"), (key, "", NOT_NONE)) == ""
    assert asked(false("n")) == ""


def test_a_parameter_that_is_passed_on_decides_in_the_same_way() -> None:
    assert asked(false("n"), ("n", "none", "")) == false("none")
    assert asked(absent("n"), ("n", "none", "")) == absent("none")


@pytest.mark.parametrize("star", ["*", "**"])
def test_of_what_is_unpacked_nothing_is_certain(star: str) -> None:
    assert asked("n", (star, "", TRUE)) == ""
    assert asked(absent("n"), (star, "", TRUE)) == ""


def test_a_call_of_which_nothing_is_known_may_hand_over_anything() -> None:
    assert passed_on(absent("n"), Function("app.call"), PARAMETERS, None) == ""
    assert passed_on("n", Function("app.call"), PARAMETERS, None) == ""


def test_a_parameter_and_a_class_decide_together() -> None:
    need = both("n", open_for("app.C.load"))
    assert of_parameter(need) == "n"
    assert opened(need, Function("app.C.call", receiver="app.D")) == Function("app.C.load", receiver="app.D")
    own = Function("app.C.call", skips=1, is_own=True)
    assert passed_on(need, own, PARAMETERS, (("n", "own", ""),)) == both("own", open_for("app.C.load"))
    assert passed_on(need, own, PARAMETERS, (("n", "", TRUE),)) == open_for("app.C.load")
    assert passed_on(need, own, PARAMETERS, ()) is None
    assert asked(need, ("n", "own", "")) == "own"


def test_of_two_needs_the_stricter_one_holds_and_else_the_first() -> None:
    assert both(absent("n"), "host") == both("host", absent("n")) == "host"
    assert both("n", "host") == "n"
    assert both("", open_for("app.C.load")) == open_for("app.C.load")
    assert both(open_for("app.C.load"), both("n", open_for("app.D.load"))) == both("n", open_for("app.C.load"))


def test_a_literal_that_is_needed_is_not_another_one() -> None:
    need = exact("n", "'slow'")
    assert asked(need) is None
    assert asked(need, ("n", "", noted(TRUE, "'slow'"))) == ""
    assert asked(need, ("n", "", noted(TRUE, "'quick'"))) is None
    assert asked(need, ("n", "", NOT_NONE)) == ""
    assert asked(becoming("n", "'slow'")) == ""
    assert asked(becoming("n", "'slow'"), ("n", "", noted(TRUE, "'quick'"))) is None


def test_something_else_than_a_literal_may_be_needed() -> None:
    assert asked(unlike("n", "'slow'")) is None
    assert asked(differing("n", "'slow'")) == ""
    for need in (unlike("n", "'slow'"), differing("n", "'slow'")):
        assert asked(need, ("n", "", noted(TRUE, "'slow'"))) is None
        assert asked(need, ("n", "", noted(TRUE, "'quick'"))) == ""


@pytest.mark.parametrize(
    ("need", "own", "passed"),
    [
        (exact("n", "'a'"), "m", exact("m", "'a'")),
        (exact("n", "'a'"), "m='b'", exact("m", "'a'")),
        (exact("n", "'a'"), "m='a'", becoming("m", "'a'")),
        (exact("n", "'a'"), "m=3", ""),
        (unlike("n", "'a'"), "m='a'", unlike("m", "'a'")),
        (unlike("n", "'a'"), "m='b'", differing("m", "'a'")),
        (differing("n", "'a'"), "m", differing("m", "'a'")),
        (becoming("n", "'a'"), "m", ""),
        (refused("n"), "m=True", refused("m")),
        (refused("n"), "m", ""),
        (given("n"), "m=True", ""),
        (true("n"), "m=True", true("m")),
        (true("n"), "m", "m"),
        ("n", "m=True", true("m")),
    ],
)
def test_the_default_of_a_parameter_that_is_passed_on_has_a_say(need: str, own: str, passed: str) -> None:
    assert asked(need, ("n", own, "")) == passed


def test_what_is_true_by_default_may_be_left_out_but_not_be_refused() -> None:
    assert asked(true("n")) == asked(true("n"), ("n", "", TRUE)) == asked(true("n"), ("n", "", "")) == ""
    assert asked(true("n"), ("n", "", FALSE)) is asked(true("n"), ("n", "", NOTHING)) is None


@pytest.mark.parametrize("need", [absent("n"), false("n"), differing("n", "'a'"), unlike("n", "'a'")])
def test_none_is_what_such_needs_ask_for(need: str) -> None:
    assert asked(need, ("n", "", NOTHING)) == ""


@pytest.mark.parametrize("need", ["n", given("n"), refused("n"), exact("n", "'a'")])
def test_none_is_not_what_others_ask_for(need: str) -> None:
    assert asked(need, ("n", "", NOTHING)) is None


def test_one_of_several_needs_has_to_be_met() -> None:
    need = one_of(("n", "m"))
    assert asked(need) is None
    assert asked(need, ("n", "", FALSE)) is None
    assert asked(need, ("n", "", FALSE), ("m", "", TRUE)) == ""
    assert asked(need, ("n", "own", ""), ("m", "other", "")) == one_of(("own", "other"))
    assert asked(need, ("n", "own", ""), ("m", "", FALSE)) == "own"
    assert one_of(("n", instance("n", "app.A"), instance("n", "app.B"))) == one_of(("n", instance("n", "app.A,app.B")))


def test_a_literal_may_read_like_a_need() -> None:
    need = exact("n", "'is None and x is open'")
    assert asked(need, ("n", "", noted(TRUE, "'is None and x is open'"))) == ""
    assert asked(need, ("n", "", noted(TRUE, "'is None'"))) is None


def test_members_of_an_enumeration_and_literals_of_other_kinds_may_be_equal() -> None:
    assert differ("app.Mode.A", "app.Mode.B")
    assert not differ("app.Mode.A", "'a'")
    assert differ("-1", "3")
    assert differ("-1.5", "1")
    assert not differ("True", "1")


def test_what_is_zero_is_not_waited_for() -> None:
    assert asked(not_zero("n")) == ""
    assert asked(not_zero("n"), ("n", "", NOTHING)) == ""
    assert asked(not_zero("n"), ("n", "", TRUE)) == ""
    assert asked(not_zero("n"), ("n", "own", "")) == not_zero("own")
    assert asked(not_zero("n"), ("n", "", FALSE)) is None
