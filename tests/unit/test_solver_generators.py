"""A generator's body runs where it is iterated over, not where it is made."""

from noblock.declarations import Mark
from noblock.model import Closure, Decorated, Function, Lazy, Marked, Partial, Result

from .bodies import SLEEP, arguments, at, body, call, consume, on_loop_at, own, solved

ROWS = body("app.rows", SLEEP, is_lazy=True)
FOUND = {"sleep": "app.rows → time.sleep"}
LIST = Marked("list", Mark(calls=("iterable",), parameters=("iterable",)))
COLLECTING = body("app.collect", consume(own("app.collect")), parameters=("job",))


def test_making_a_generator_runs_nothing() -> None:
    assert at(call("app.rows"), ROWS) == {}


def test_a_generator_counts_where_it_is_iterated_over() -> None:
    assert at(consume(Lazy(Function("app.rows"))), ROWS) == FOUND
    assert at(consume(Result(Function("app.rows"), ())), ROWS) == FOUND


def test_a_function_that_iterates_over_a_generator_blocks() -> None:
    total = body("app.total", consume(Result(Function("app.rows"), ())))
    assert at(call("app.total"), ROWS, total) == {"sleep": "app.total → app.rows → time.sleep"}


def test_a_generator_that_iterates_over_a_generator_counts_where_it_is_iterated_over() -> None:
    doubled = body("app.doubled", consume(Lazy(Function("app.rows"))), is_lazy=True)
    assert at(call("app.doubled"), ROWS, doubled) == {}
    assert at(consume(Lazy(Function("app.doubled"))), ROWS, doubled) == {"sleep": "app.doubled → app.rows → time.sleep"}


def test_a_generator_that_iterates_over_itself_converges() -> None:
    tree = body("app.tree", consume(Lazy(Function("app.tree"))), SLEEP, is_lazy=True)
    assert at(consume(Lazy(Function("app.tree"))), tree) == {"sleep": "app.tree → time.sleep"}


def test_iterating_over_what_a_plain_function_returns_does_not_run_it_again() -> None:
    assert at(consume(Result(Function("app.load"), ())), body("app.load", SLEEP)) == {}


def test_iterating_over_a_function_calls_nothing() -> None:
    assert at(consume("app.load"), body("app.load", SLEEP)) == {}
    assert at(consume(SLEEP)) == {}


def test_a_returned_generator_counts_where_it_is_iterated_over() -> None:
    made = body("app.made", returns=(Lazy(Function("app.rows")),))
    assert at(call("app.made"), ROWS, made) == {}
    assert at(consume(Result(Function("app.made"), ())), ROWS, made) == FOUND


def test_a_parameter_that_is_iterated_over_is_consumed() -> None:
    (parameter,) = solved([COLLECTING]).summary("app.collect").calls
    assert parameter.use == "iterate"
    assert at(call("app.collect", Lazy(Function("app.rows"))), ROWS, COLLECTING) == {
        "sleep": "app.collect → app.rows → time.sleep"
    }


def test_a_parameter_that_is_iterated_over_is_not_called() -> None:
    assert at(call("app.collect", "app.load"), COLLECTING, body("app.load", SLEEP)) == {}


def test_a_parameter_that_is_called_is_not_iterated_over() -> None:
    running = body("app.run", own("app.run"), parameters=("job",))
    assert at(call("app.run", Lazy(Function("app.rows"))), ROWS, running) == {}


def test_a_library_function_iterates_over_what_its_mark_says() -> None:
    assert at(call(LIST, Lazy(Function("app.rows"))), ROWS) == {"sleep": "list → app.rows → time.sleep"}


def test_an_offloaded_generator_does_not_count() -> None:
    to_thread = Marked("to_thread", Mark(offloads=("job",), parameters=("job", "*args")))
    assert at(call(to_thread, LIST, Lazy(Function("app.rows"))), ROWS) == {}


def test_a_generator_put_on_the_loop_counts_there() -> None:
    serve = Marked("serve", Mark(loops=("job",), parameters=("job",)))
    assert on_loop_at(call(serve, Lazy(Function("app.rows"))), ROWS) == FOUND


def test_a_generator_calls_what_it_was_handed_when_it_runs() -> None:
    each = body("app.each", own("app.each"), parameters=("job",), is_lazy=True)
    assert at(call("app.each", SLEEP), each) == {}
    assert at(consume(Lazy(Function("app.each"), arguments(SLEEP))), each) == {"sleep": "app.each → time.sleep"}
    assert at(consume(Result(Function("app.each"), arguments(SLEEP))), each) == {"sleep": "app.each → time.sleep"}


def test_a_generator_can_stand_behind_a_partial_a_closure_or_a_decorator() -> None:
    rows = Function("app.rows")
    for made in (Partial(rows, ()), Closure(rows, ()), Decorated(Function("lib.traced"), rows)):
        assert at(call(made), ROWS) == {}
        assert at(consume(Result(made, ())), ROWS) == FOUND


def test_a_nested_generator_knows_what_its_outer_parameters_stand_for() -> None:
    inner = body("app.outer.<locals>.rows", own("app.outer"), is_lazy=True)
    outer = body("app.outer", parameters=("job",), returns=(Lazy(Function(inner.name)),))
    assert at(consume(Result(Function("app.outer"), arguments(SLEEP))), inner, outer) == {"sleep": "time.sleep"}


def test_a_generator_marked_as_blocking_blocks_where_it_is_made() -> None:
    marked = body("app.rows", is_lazy=True, mark=Mark(category="database", decides=True))
    assert at(call("app.rows"), marked) == {"database": "app.rows"}


def test_a_generator_marked_as_nonblocking_is_silent() -> None:
    marked = body("app.rows", SLEEP, is_lazy=True, mark=Mark(decides=True))
    assert at(consume(Lazy(Function("app.rows"))), marked) == {}


def test_an_asynchronous_generator_answers_for_itself() -> None:
    rows = body("app.rows", SLEEP, is_async=True, is_context=True)
    assert at(consume(Lazy(Function("app.rows"))), rows) == {}


def test_an_abstract_generator_does_what_its_implementations_do() -> None:
    abstract, disk = body("app.Repo.rows", is_abstract=True), body("app.Disk.rows", SLEEP, is_lazy=True)
    solver = solved([abstract, disk], {"app.Repo.rows": ["app.Disk.rows"]})
    (effect,) = solver.reach(consume(Result(Function("app.Repo.rows"), ()))).effects.values()
    assert effect.chain == ("app.Repo.rows", "app.Disk.rows", "time.sleep")
