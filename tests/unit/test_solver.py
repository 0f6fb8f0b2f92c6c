"""Effects spread from callee to caller, until something stops them."""

from dataclasses import replace

import pytest

from noblock.declarations import Mark
from noblock.effects import NOTHING, Effect, Summary
from noblock.model import Marked
from noblock.solver import Solver

from .bodies import READ, SLEEP, at, body, call, solved, why

NONBLOCKING = Mark(decides=True)


def test_a_call_of_a_marked_function_blocks() -> None:
    assert why("app.nap", body("app.nap", SLEEP)) == {"sleep": "time.sleep"}


def test_blocking_spreads_from_callee_to_caller() -> None:
    bodies = [body("app.day", "app.rest"), body("app.rest", "app.nap"), body("app.nap", SLEEP)]
    assert why("app.day", *bodies) == {"sleep": "app.rest → app.nap → time.sleep"}


def test_blocking_does_not_spread_from_caller_to_callee() -> None:
    assert why("app.quiet", body("app.quiet"), body("app.nap", "app.quiet", SLEEP)) == {}


def test_each_category_spreads_by_itself() -> None:
    assert why("app.f", body("app.f", "app.nap", READ), body("app.nap", SLEEP)) == {
        "file": "open",
        "sleep": "app.nap → time.sleep",
    }


def test_a_function_that_nobody_marked_and_nobody_knows_is_silent() -> None:
    assert not solved([body("app.f", "elsewhere.g")]).summary("app.f").says_something


def test_a_summary_of_another_module_counts() -> None:
    known = {"other.nap": Summary(effects=(Effect("sleep", ("time.sleep",), 1, "asyncio.sleep"),))}
    solver = Solver(lambda name: known.get(name, NOTHING))
    solver.add([body("app.f", "other.nap")])
    assert solver.summary("app.f").effects == (Effect("sleep", ("other.nap", "time.sleep"), 2, "asyncio.sleep"),)


def test_what_to_use_instead_comes_from_the_mark() -> None:
    nap = Marked("time.sleep", Mark(category="sleep", use="asyncio.sleep"))
    (effect,) = solved([body("app.f", nap)]).summary("app.f").effects
    assert effect == Effect("sleep", ("time.sleep",), 1, "asyncio.sleep")


def test_a_nested_function_is_named_as_it_is_written() -> None:
    bodies = [body("app.f", "app.f.<locals>.nap"), body("app.f.<locals>.nap", SLEEP)]
    assert at(call("app.f"), *bodies) == {"sleep": "app.f → app.f.nap → time.sleep"}


def test_a_mark_stops_the_spread() -> None:
    bodies = [body("app.rest", "app.nap"), body("app.nap", SLEEP, mark=NONBLOCKING)]
    assert why("app.rest", *bodies) == {}


def test_a_blocking_mark_speaks_for_the_body() -> None:
    mark = Mark(category="http", use="app.fetched", decides=True)
    bodies = [body("app.f", "app.fetch"), body("app.fetch", SLEEP, mark=mark)]
    assert solved(bodies).summary("app.f").effects == (Effect("http", ("app.fetch",), 1, "app.fetched"),)


@pytest.mark.parametrize("mark", [Mark(offloads=("job",)), Mark(calls=("job",)), Mark(loops=("job",))])
def test_a_mark_on_a_parameter_does_not_stop_the_spread(mark: Mark) -> None:
    assert why("app.f", body("app.f", "app.g"), body("app.g", SLEEP, mark=mark)) == {"sleep": "app.g → time.sleep"}


def test_an_async_function_answers_for_itself() -> None:
    assert why("app.f", body("app.f", "app.nap"), body("app.nap", SLEEP, is_async=True)) == {}


def test_a_function_that_runs_on_the_loop_answers_for_itself() -> None:
    assert why("app.f", body("app.f", "app.received"), body("app.received", SLEEP, is_context=True)) == {}


@pytest.mark.parametrize("ignored", [("blocking",), ("blocking-sleep",), ("arg-type", "blocking-sleep")])
def test_an_ignore_at_the_call_stops_the_spread(ignored: tuple[str, ...]) -> None:
    assert why("app.nap", body("app.nap", replace(call(SLEEP), ignored=ignored))) == {}


def test_an_ignore_stops_only_its_own_category() -> None:
    ignoring = body("app.f", replace(call("app.g"), ignored=("blocking-sleep",)))
    assert why("app.f", ignoring, body("app.g", SLEEP, READ)) == {"file": "app.g → open"}


def test_an_ignore_of_something_else_stops_nothing() -> None:
    noisy = body("app.nap", replace(call(SLEEP), ignored=("arg-type", "blocking-file")))
    assert why("app.nap", noisy) == {"sleep": "time.sleep"}


def test_an_allowed_function_neither_blocks_nor_spreads() -> None:
    solver = Solver(lambda name: NOTHING, allows=lambda name, category: name == "app.nap")
    solver.add([body("app.f", "app.nap"), body("app.nap", SLEEP)])
    assert solver.summary("app.f").effects == ()


def test_an_allowed_library_function_neither_blocks_nor_spreads() -> None:
    solver = Solver(lambda name: NOTHING, allows=lambda name, category: name == "time.sleep")
    solver.add([body("app.nap", SLEEP)])
    assert solver.summary("app.nap").effects == ()


def test_a_function_can_be_allowed_in_one_category() -> None:
    solver = Solver(lambda name: NOTHING, allows=lambda name, category: (name, category) == ("app.g", "sleep"))
    solver.add([body("app.f", "app.g"), body("app.g", SLEEP, READ)])
    assert [effect.category for effect in solver.summary("app.f").effects] == ["file"]
