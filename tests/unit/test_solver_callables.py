"""What is handed to a parameter counts where that parameter is called, offloaded or put on the loop."""

from dataclasses import replace

import pytest

from noblock.arguments import filled_in
from noblock.body import Call
from noblock.declarations import Mark
from noblock.model import Argument, Function, Lazy, Parameter, Partial

from .bodies import HERE, READ, SLEEP, arguments, at, body, call, calling, library, on_loop_at, own, solved

RUN = "app.run → time.sleep"


def test_a_function_that_calls_its_parameter_has_no_effect_of_its_own() -> None:
    summary = solved([calling()]).summary("app.run")
    assert (summary.effects, summary.calls) == ((), (own("app.run"),))
    assert summary.says_something


def test_what_is_handed_to_a_parameter_counts_at_the_call() -> None:
    assert at(call("app.run", SLEEP), calling()) == {"sleep": RUN}
    assert at(call("app.run", job=SLEEP), calling()) == {"sleep": RUN}


def test_a_function_of_the_project_can_be_handed_over() -> None:
    assert at(call("app.run", "app.nap"), calling(), body("app.nap", SLEEP)) == {
        "sleep": "app.run → app.nap → time.sleep"
    }


def test_a_parameter_that_is_not_called_does_not_count() -> None:
    assert at(call("app.keep", SLEEP), body("app.keep", parameters=("job",))) == {}


def test_a_parameter_can_be_handed_on() -> None:
    bodies = [calling(), body("app.twice", call("app.run", own("app.twice")), parameters=("job",))]
    assert at(call("app.twice", SLEEP), *bodies) == {"sleep": "app.twice → time.sleep"}


def test_handing_oneself_a_parameter_converges() -> None:
    again = body("app.run", call("app.run", own("app.run")), own("app.run"), parameters=("job",))
    assert at(call("app.run", SLEEP), again) == {"sleep": RUN}


def test_handing_oneself_ever_deeper_values_converges() -> None:
    deeper = Partial(own("app.run"), arguments(own("app.run")))
    again = body("app.run", call("app.run", deeper), own("app.run"), parameters=("job",))
    assert at(call("app.run", SLEEP), again) == {"sleep": RUN}


@pytest.mark.parametrize(
    ("parameters", "place"),
    [
        (("first", "job"), call("app.run", "app.quiet", SLEEP)),
        (("first", "job"), Call((Function("app.run"),), (Argument(1, (SLEEP,)),), HERE)),
        (("*", "job"), call("app.run", job=SLEEP)),
        (("job",), Call((Function("app.run"),), (Argument("*", (SLEEP,)),), HERE)),
        (("first", "job"), Call((Function("app.run"),), (Argument("**", (SLEEP,)),), HERE)),
        (("self", "job"), call(Function("app.run", skips=1), SLEEP)),
    ],
)
def test_arguments_find_their_parameter(parameters: tuple[str, ...], place: Call) -> None:
    assert at(place, calling(parameters=parameters), body("app.quiet")) == {"sleep": RUN}


@pytest.mark.parametrize(
    ("parameters", "place"),
    [
        (("first", "job"), call("app.run", SLEEP)),
        (("job",), call("app.run", "app.quiet", SLEEP)),
        (("job",), call("app.run", other=SLEEP)),
        (("job", "*more"), call("app.run", "app.quiet", SLEEP)),
        (("job", "**more"), call("app.run", "app.quiet", other=SLEEP)),
        (("job",), call(Function("app.run", skips=1), SLEEP)),
    ],
)
def test_arguments_for_other_parameters_do_not_count(parameters: tuple[str, ...], place: Call) -> None:
    assert at(place, calling(parameters=parameters), body("app.quiet")) == {}


@pytest.mark.parametrize(
    ("name", "place"),
    [("*jobs", call("app.run", "app.quiet", SLEEP)), ("**jobs", call("app.run", "app.quiet", other=SLEEP))],
)
def test_surplus_arguments_go_to_the_starred_parameter(name: str, place: Call) -> None:
    starred = body("app.run", own("app.run", name), parameters=("first", name))
    assert at(place, starred, body("app.quiet")) == {"sleep": RUN}


def test_each_value_that_an_argument_may_be_counts() -> None:
    place = Call((Function("app.run"),), (Argument(0, (SLEEP, READ)),), HERE)
    assert at(place, calling()) == {"file": "app.run → open", "sleep": RUN}


def test_each_target_that_a_call_may_have_counts() -> None:
    assert at(Call((SLEEP, READ), (), HERE)) == {"file": "open", "sleep": "time.sleep"}


def test_a_library_function_calls_what_its_mark_says() -> None:
    each = library("map", calls=("job",))
    assert at(call(each, SLEEP)) == {"sleep": "map → time.sleep"}
    assert at(call(each, "app.quiet", SLEEP), body("app.quiet")) == {}


def test_a_mark_names_starred_parameters_without_their_star() -> None:
    assert at(call(library("gather", calls=("more",)), "app.quiet", SLEEP)) == {"sleep": "gather → time.sleep"}


def test_what_is_called_can_count_in_another_category() -> None:
    cache = library("cache", calls=("job",), calls_as="cached")
    assert at(call(cache, "app.f"), body("app.f", SLEEP, READ)) == {"cached": "cache → app.f → open"}


def test_what_is_offloaded_does_not_count() -> None:
    assert at(call(library("to_thread", offloads=("job",)), SLEEP)) == {}


@pytest.mark.parametrize("mark", [Mark(offloads=("job",)), Mark(loops=("job",))])
def test_a_mark_on_a_parameter_overrules_the_body(mark: Mark) -> None:
    assert at(call("app.run", SLEEP), calling(mark=mark)) == {}


def test_what_is_put_on_the_loop_does_not_count_as_called() -> None:
    soon = call(library("call_soon", loops=("job",)), "app.nap")
    assert at(soon, body("app.nap", SLEEP)) == {}
    assert on_loop_at(soon, body("app.nap", SLEEP)) == {"sleep": "app.nap → time.sleep"}


def test_a_parameter_can_be_put_on_the_loop() -> None:
    later = body("app.later", call(library("call_soon", loops=("job",)), own("app.later")), parameters=("job",))
    assert own("app.later") in solved([later]).summary("app.later").loops
    assert on_loop_at(call("app.later", SLEEP), later) == {"sleep": "time.sleep"}


def test_a_marked_parameter_is_put_on_the_loop() -> None:
    listen = body("app.listen", parameters=("job",), mark=Mark(loops=("job",)))
    assert on_loop_at(call("app.listen", SLEEP), listen) == {"sleep": "time.sleep"}


def test_a_method_of_what_is_put_on_the_loop_runs_there() -> None:
    received = body("app.Echo.data_received", SLEEP, is_context=True)
    serve = call(library("create_server", loops=("job",)), Lazy(Function("app.Echo.data_received")))
    assert on_loop_at(serve, received) == {"sleep": "app.Echo.data_received → time.sleep"}


def test_a_parameter_of_nobody_here_stays_open() -> None:
    reach = solved([]).reach(call(Parameter("app.outer", "job")))
    assert (reach.effects, reach.calls) == ({}, {own("app.outer")})


@pytest.mark.parametrize(
    ("passes", "stays_open"),
    [(None, True), (("app.Job",), True), (("app.Named", "app.Job"), True), (("app.Queue",), False), ((), False)],
)
def test_what_an_object_keeps_stays_open_only_where_the_object_comes_from_the_caller(
    passes: tuple[str, ...] | None, stays_open: bool
) -> None:
    kept = own("app.Job.__init__")
    bodies = [body("app.Job.run", kept), body("app.f", replace(call("app.Job.run"), passes=passes))]
    assert solved(bodies).summary("app.f").calls == ((kept,) if stays_open else ())


def test_what_a_function_is_handed_itself_stays_open_whatever_it_passes_on() -> None:
    inner = "app.run.<locals>.go"
    bodies = [
        body("app.run", replace(call(own("app.run")), passes=()), parameters=("job",)),
        body(inner, replace(call(own("app.run")), passes=())),
    ]
    assert [solved(bodies).summary(name).calls for name in ("app.run", inner)] == [(own("app.run"),)] * 2


def test_what_several_parameters_stand_for_is_handed_on_once() -> None:
    """Each function on the way hands all of it to each parameter of the next, so it would grow with every one."""
    several = Argument("**", (Parameter("app.f", "a"), Parameter("app.f", "b")))
    bindings = {Parameter("app.f", "a"): (Function("app.slow"),), Parameter("app.f", "b"): (Function("app.slow"),)}
    assert filled_in((several,), bindings) == (Argument("**", (Function("app.slow"),)),)
