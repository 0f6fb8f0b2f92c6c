"""What stands for a function counts where it is called: partials, closures, returned functions, decorated ones."""

from noblock.fullnames import BODY
from noblock.model import Closure, Decorated, Function, Partial, Result
from noblock.returns import DEEPEST_VALUE

from .bodies import READ, SLEEP, arguments, at, body, call, calling, library, own, solved, why

RUN = "app.run → time.sleep"


def test_making_a_partial_calls_nothing() -> None:
    assert at(call("app.keep", Partial(SLEEP, ())), body("app.keep", parameters=("job",))) == {}


def test_a_partial_counts_where_it_is_called() -> None:
    assert at(call(Partial(Function("app.run"), arguments(SLEEP))), calling()) == {"sleep": RUN}
    assert at(call(Partial(Function("app.run"), arguments(job=SLEEP))), calling()) == {"sleep": RUN}


def test_arguments_of_a_call_come_after_those_of_the_partial() -> None:
    second = Partial(Function("app.run"), arguments("app.quiet"))
    bodies = [calling(parameters=("first", "job")), body("app.quiet")]
    assert at(call(second, SLEEP), *bodies) == {"sleep": RUN}
    assert at(call(Partial(second, arguments(SLEEP)), READ), *bodies) == {"sleep": RUN}


def test_a_nested_function_knows_what_its_outer_parameters_stand_for() -> None:
    inner = body("app.outer.<locals>.inner", own("app.outer"))
    bound = Closure(Function(inner.name), ((own("app.outer"), (SLEEP,)),))
    assert at(call(bound), inner) == {"sleep": "time.sleep"}
    assert solved([inner]).summary(inner.name).calls == (own("app.outer"),)


OUTER = body("app.outer", parameters=("job",), returns=(Function("app.outer.<locals>.inner"),))
INNER = body("app.outer.<locals>.inner", own("app.outer"))


def test_a_returned_function_counts_where_it_is_called() -> None:
    assert at(call("app.outer", SLEEP), OUTER, INNER) == {}
    returned = Result(Function("app.outer"), arguments(SLEEP))
    assert at(call(returned), OUTER, INNER) == {"sleep": "time.sleep"}


def test_a_returned_function_can_be_handed_on() -> None:
    returned = Result(Function("app.outer"), arguments(SLEEP))
    place = call("app.run", returned)
    assert at(place, OUTER, INNER, calling()) == {"sleep": "app.run → time.sleep"}


def test_what_is_returned_can_come_from_another_function() -> None:
    through = body(
        "app.make", returns=(Result(Function("app.outer"), arguments(own("app.make"))),), parameters=("job",)
    )
    returned = Result(Function("app.make"), arguments(SLEEP))
    assert at(call(returned), OUTER, INNER, through) == {"sleep": "time.sleep"}


def test_a_parameter_can_be_returned() -> None:
    same = body("app.same", parameters=("job",), returns=(own("app.same"),))
    assert at(call(Result(Function("app.same"), arguments(SLEEP))), same) == {"sleep": "time.sleep"}


def test_what_an_async_function_returns_is_not_called() -> None:
    made = body("app.made", returns=(SLEEP,), is_async=True)
    assert at(call(Result(Function("app.made"), ())), made) == {}


def test_functions_that_return_each_other_converge() -> None:
    bodies = [body("app.a", returns=(Result(Function("app.b"), ()),)), body("app.b", returns=(Function("app.a"),))]
    assert at(call(Result(Result(Function("app.a"), ()), ())), *bodies) == {}


def test_a_summary_tells_whether_what_is_returned_has_effects() -> None:
    solver = solved([body("app.make", returns=(Function("app.nap"),)), body("app.nap", SLEEP)])
    assert solver.relevant("app.make").returns_effects


def test_a_summary_leaves_out_results_that_nothing_comes_of() -> None:
    useless, useful = Result(Function("app.quiet"), ()), Result(Function("app.make"), ())
    bodies = [
        body("app.f", returns=(useless, useful)),
        body("app.make", returns=(SLEEP,)),
        body("app.quiet"),
    ]
    solver = solved(bodies)
    assert solver.relevant("app.f").returns == (useful,)


def test_what_a_summary_leaves_out_follows_later_bodies() -> None:
    solver = solved([body("app.f", returns=(Function("app.g"), Result(Function("app.make"), ())))])
    assert not solver.relevant("app.f").returns_effects
    solver.add([body("app.g", "app.nap")])
    assert not solver.relevant("app.f").returns_effects
    solver.add([NAP])
    assert solver.relevant("app.f").returns_effects
    assert solver.relevant("app.f").returns == (Function("app.g"),)
    solver.add([body("app.make", returns=(SLEEP,))])
    assert len(solver.relevant("app.f").returns) == 2


RETRY = body("app.retry", parameters=("job",), returns=(Function("app.retry.<locals>.again"),))
AGAIN = body("app.retry.<locals>.again", own("app.retry"))
NAP = body("app.nap", SLEEP)


def test_a_decorated_function_does_what_the_decorator_returns() -> None:
    decorated = call(Decorated(Function("app.retry"), Function("app.nap")))
    assert at(decorated, RETRY, AGAIN, NAP) == {"sleep": "app.nap → time.sleep"}


def test_a_decorator_that_forgets_the_function_silences_it() -> None:
    decorated = call(Decorated(Function("app.retry"), Function("app.nap")))
    assert at(decorated, RETRY, body("app.retry.<locals>.again"), NAP) == {}


def test_an_unknown_decorator_is_taken_to_call_the_function() -> None:
    assert at(call(Decorated(Function("lib.traced"), Function("app.nap"))), NAP) == {"sleep": "app.nap → time.sleep"}


def test_an_unknown_decorator_that_makes_it_awaitable_moved_it_off_the_loop() -> None:
    assert at(call(Decorated(Function("lib.threaded"), Function("app.nap"), turns_awaitable=True)), NAP) == {}


def test_a_decorator_that_offloads_silences_the_function() -> None:
    assert at(call(Decorated(library("lib.threaded", offloads=("job",)), Function("app.nap"))), NAP) == {}


def test_a_decorator_can_count_the_function_in_another_category() -> None:
    cached = Decorated(library("cache", calls=("job",), calls_as="cached"), Function("app.nap"))
    assert at(call(cached), NAP) == {"cached": "cache → app.nap → time.sleep"}


def test_a_decorated_function_stands_once_in_its_chain() -> None:
    cached = Decorated(library("cache", calls=("job",), calls_as="cached"), Function(f"app.settings{BODY}"))
    settings = [body("app.settings", call(cached)), body(f"app.settings{BODY}", "app.nap"), NAP]
    assert at(call("app.settings"), *settings) == {"cached": "app.settings → app.nap → time.sleep"}


def test_decorators_can_be_stacked() -> None:
    inner = Decorated(Function("lib.traced"), Function("app.nap"))
    assert at(call(Decorated(Function("app.retry"), inner)), RETRY, AGAIN, NAP) == {"sleep": "app.nap → time.sleep"}


def test_a_decorator_that_is_solved_last_converges() -> None:
    bodies = [
        body("app.fetch", Decorated(Function("app.unlike"), Function("app.nap")), "app.retry"),
        body("app.nap", SLEEP),
        body("app.retry", "app.fetch"),
        body("app.unlike", parameters=("job",), returns=(Function("app.unlike.<locals>.quiet"),)),
        body("app.unlike.<locals>.quiet"),
    ]
    assert why("app.fetch", *bodies) == {}


def test_a_decorator_that_is_found_after_a_ring_of_functions_takes_back_what_they_explained() -> None:
    names = [f"app.f{number}" for number in range(50)]
    ring = [body(name, Decorated(Function("app.unlike"), Function(f"{name}.<body>"))) for name in names]
    ring += [body(f"{name}.<body>", then, SLEEP) for name, then in zip(names, [*names[1:], names[0]])]
    solver = solved(ring)
    assert [effect.category for effect in solver.summary("app.f7").effects] == ["sleep"]
    quiet = body("app.unlike.<locals>.quiet")
    solver.add([body("app.unlike", parameters=("job",), returns=(Function(quiet.name),)), quiet])
    assert [solver.summary(name).effects for name in names] == [()] * len(names)


def test_a_value_that_is_too_deep_counts_as_unknown() -> None:
    deep, deeper = SLEEP, SLEEP
    for _ in range(DEEPEST_VALUE):
        deep = Partial(deep, ())
    deeper = Partial(deep, ())
    assert at(call(deep)) == {"sleep": "time.sleep"}
    assert at(call(deeper)) == {}
