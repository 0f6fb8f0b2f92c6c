"""Which calls are reported, and in which words."""

from collections.abc import Iterator
from dataclasses import replace

from noblock.body import Body, Call, Span
from noblock.declarations import Mark
from noblock.effects import Finding
from noblock.judge import findings
from noblock.model import Function, Marked, Value

from .bodies import READ, SLEEP, body, call, library, solved

NAP = body("app.nap", SLEEP)


def judged(
    handler: Body, *others: Body, off: tuple[str, ...] = ("path", "lock"), transitive: bool = True
) -> list[Finding]:
    """Return what is reported in one body."""
    solver = solved([handler, *others])
    return list(findings([handler], solver, lambda category: category not in off, {}, transitive=transitive))


def handler(*calls: Call | Value | str) -> Body:
    """Return a body that runs on the event loop."""
    return body("app.handler", *calls, is_async=True, is_context=True)


def said(found: list[Finding]) -> Iterator[str]:
    """Yield the lines of a report."""
    for finding in found:
        yield f"{finding.category}: {finding.message}"
        yield from finding.notes


def test_a_marked_function_is_reported_with_its_public_name() -> None:
    sleep = Marked("time.sleep", Mark(category="sleep", use="asyncio.sleep"))
    spelled = Call((sleep,), (), Span(3, 4, 3, 12), "nap")
    assert list(said(judged(handler(spelled)))) == [
        'sleep: "time.sleep" blocks the event loop',
        'await "asyncio.sleep", or move it off the loop: await asyncio.to_thread(nap, ...)',
    ]


def test_a_function_of_the_project_is_reported_as_it_is_spelled_with_its_chain() -> None:
    spelled = replace(call("app.nap"), name="self.nap")
    assert list(said(judged(handler(spelled), NAP))) == [
        'sleep: "self.nap" blocks the event loop: it calls "time.sleep"',
        "app.nap → time.sleep",
        "move it off the loop: await asyncio.to_thread(self.nap, ...)",
    ]


def test_synchronous_functions_are_not_judged() -> None:
    assert judged(body("app.script", SLEEP)) == []


def test_a_category_that_is_switched_off_is_not_reported() -> None:
    assert judged(handler(SLEEP), off=("sleep",)) == []


def test_the_shortest_explanation_among_enabled_categories_is_reported() -> None:
    reading = body("app.reading", "app.nap", READ)
    assert [finding.category for finding in judged(handler("app.reading"), reading, NAP)] == ["file"]
    assert [finding.category for finding in judged(handler("app.reading"), reading, NAP, off=("file",))] == ["sleep"]


def test_a_tie_between_categories_goes_to_the_longer_wait() -> None:
    both = Call((READ, SLEEP), (), Span(1, 0, 1, 1))
    assert [finding.category for finding in judged(handler(both))] == ["sleep"]


def test_a_category_that_is_off_by_default_does_not_hide_another() -> None:
    looking = body("app.looking", library("exists", category="path"), "app.nap")
    assert [finding.category for finding in judged(handler("app.looking"), looking, NAP, off=())] == ["sleep"]


def test_a_category_that_is_off_by_default_is_reported_where_there_is_no_other() -> None:
    looking = body("app.looking", library("exists", category="path"))
    assert [finding.category for finding in judged(handler("app.looking"), looking, off=())] == ["path"]


def test_one_place_is_reported_once() -> None:
    read = replace(call(SLEEP), form="read", name="x")
    assert [finding.message for finding in judged(handler(read, SLEEP))] == ['"time.sleep" blocks the event loop']


def test_two_places_are_reported_twice() -> None:
    elsewhere = replace(call(SLEEP), span=Span(2, 0, 2, 1))
    assert [finding.span.line for finding in judged(handler(SLEEP, elsewhere))] == [1, 2]


def test_only_direct_calls_are_reported_where_calls_are_not_followed() -> None:
    elsewhere = replace(call(SLEEP), span=Span(2, 0, 2, 1))
    assert [finding.span.line for finding in judged(handler("app.nap", elsewhere), NAP, transitive=False)] == [2]


def test_a_call_in_place_of_the_function_is_told_so() -> None:
    early = replace(call("app.nap"), name="nap", instead_of="asyncio.to_thread")
    assert list(said(judged(handler(early), NAP)))[-1] == (
        'called here; pass the function to "asyncio.to_thread" instead'
    )


def test_what_is_handed_to_the_loop_is_reported_in_synchronous_code_too() -> None:
    soon = library("loop.call_soon", loops=("job",))
    start = body("app.start", replace(call(soon, "app.nap"), name="loop.call_soon"))
    assert list(said(judged(start, NAP))) == [
        'sleep: "app.nap" blocks the event loop that "loop.call_soon" runs it on: it calls "time.sleep"',
        "app.nap → time.sleep",
    ]
    assert list(said(judged(body("app.start", replace(call(soon, SLEEP), name="loop.call_soon"))))) == [
        'sleep: "time.sleep" blocks the event loop that "loop.call_soon" runs it on'
    ]


def test_an_override_that_breaks_a_promise_is_reported_where_it_is_defined() -> None:
    override = body("app.Disk.load", "app.nap", overrides="app.Repo.load", span=Span(7, 4, 8, 0))
    (finding,) = judged(override, NAP)
    assert finding.span.line == 7
    assert list(said([finding])) == [
        'sleep: "Disk.load" blocks, and overrides "app.Repo.load", which does not: it calls "time.sleep"',
        "app.Disk.load → app.nap → time.sleep",
    ]


def test_an_override_that_keeps_a_promise_is_not_reported() -> None:
    assert judged(body("app.Disk.load", overrides="app.Repo.load")) == []


def test_a_report_knows_the_class_and_the_function_that_it_stands_in() -> None:
    (finding,) = judged(replace(handler(SLEEP), context=("App", "handler")))
    assert finding.context == ("App", "handler")


def test_a_call_of_a_function_that_does_not_block_is_not_reported() -> None:
    assert judged(handler(Function("app.quiet"), "elsewhere.f")) == []
