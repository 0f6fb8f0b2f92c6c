"""What is stored with a module is what is read again, and the same text for the same facts."""

import random

from hypothesis import given
from hypothesis import strategies as st

from noblock.categories import CATEGORIES
from noblock.declarations import Mark, Requirement
from noblock.effects import Effect, Summary
from noblock.model import (
    Argument,
    Building,
    Closure,
    Decorated,
    Function,
    Lazy,
    Made,
    Marked,
    Parameter,
    Partial,
    Result,
    Value,
)
from noblock.summary import ModuleSummary, decode, encode

NAMES = st.sampled_from(["app.f", "app.C.m", "app.f.<locals>.<lambda>", "Ünder.wegs", ""]) | st.text(max_size=5)


def some(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    """Return tuples of up to two items."""
    return st.lists(items, max_size=2).map(tuple)


LITERALS = some(st.none() | st.booleans() | st.integers() | st.text(max_size=3))
MARKS = st.builds(
    Mark,
    category=st.sampled_from(["", *CATEGORIES]),
    use=NAMES,
    decides=st.booleans(),
    parameters=some(NAMES),
    offloads=some(NAMES),
    calls=some(NAMES),
    loops=some(NAMES),
    is_context=st.booleans(),
    requires=some(st.builds(Requirement, NAMES, LITERALS, NAMES)),
    returns=NAMES,
)
PARAMETERS = st.builds(Parameter, NAMES, NAMES, st.booleans())


def _larger(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    arguments = some(st.builds(Argument, st.integers(0, 3) | NAMES, some(inner)))
    return st.one_of(
        st.builds(Partial, inner, arguments),
        st.builds(Closure, inner, some(st.tuples(PARAMETERS, some(inner)))),
        st.builds(Result, inner, arguments),
        st.builds(Decorated, inner, inner, st.booleans()),
        st.builds(Lazy, inner, arguments),
    )


FUNCTIONS = st.builds(Function, NAMES, st.integers(0, 2), NAMES)
VALUES = st.recursive(
    FUNCTIONS | PARAMETERS | st.builds(Marked, NAMES, MARKS, st.integers(0, 2)),
    _larger,
    max_leaves=4,
)
SUMMARIES = st.builds(
    Summary,
    effects=some(st.builds(Effect, st.sampled_from(CATEGORIES), some(NAMES), st.integers(1, 30), NAMES)),
    calls=some(PARAMETERS),
    loops=some(PARAMETERS),
    parameters=some(NAMES),
    returns=some(VALUES),
    is_async=st.booleans(),
    is_lazy=st.booleans(),
    is_context=st.booleans(),
    is_abstract=st.booleans(),
    mark=st.none() | MARKS,
    returns_effects=st.booleans(),
)
MADE = st.builds(
    Made,
    FUNCTIONS,
    some(st.builds(Argument, st.integers(0, 3) | NAMES, some(VALUES))),
    constructor=NAMES,
    handed=st.none() | some(st.tuples(st.integers(0, 3) | NAMES, NAMES, NAMES)),
)
MODULES = st.builds(
    ModuleSummary,
    st.dictionaries(NAMES, SUMMARIES, max_size=3),
    some(NAMES),
    some(NAMES),
    st.dictionaries(NAMES, NAMES, max_size=3),
    st.dictionaries(NAMES, st.booleans(), max_size=3),
    st.dictionaries(NAMES, some(NAMES), max_size=3),
    st.dictionaries(NAMES, some(NAMES), max_size=3),
    st.dictionaries(NAMES, st.builds(Building, some(NAMES), some(MADE)), max_size=3),
    some(NAMES).map(lambda names: dict.fromkeys(names, True)),
    st.booleans(),
)


@given(MODULES)
def test_what_is_stored_is_what_is_read(module: ModuleSummary) -> None:
    read = decode(encode(module))
    assert read == module
    assert all(repr(read.functions[name]) == repr(summary) for name, summary in module.functions.items())


@given(MODULES, st.randoms(use_true_random=False))
def test_the_order_of_functions_does_not_show(module: ModuleSummary, chance: random.Random) -> None:
    functions = dict(chance.sample(sorted(module.functions.items(), key=repr), len(module.functions)))
    presumed = dict(chance.sample(sorted(module.presumed.items()), len(module.presumed)))
    telling = dict(chance.sample(sorted(module.telling.items()), len(module.telling)))
    bases = dict(chance.sample(sorted(module.bases.items()), len(module.bases)))
    steps = dict(chance.sample(sorted(module.steps.items()), len(module.steps)))
    fluent = dict(chance.sample(sorted(module.fluent.items()), len(module.fluent)))
    building = dict(chance.sample(sorted(module.building.items(), key=repr), len(module.building)))
    known = (module.imports, module.producing, presumed, telling, bases, steps, building, fluent)
    shuffled = ModuleSummary(functions, *known, module.is_testing)
    assert encode(shuffled) == encode(module)


@given(MODULES, MODULES)
def test_another_summary_gives_another_text(one: ModuleSummary, other: ModuleSummary) -> None:
    assert (encode(one) == encode(other)) == (one == other)


def test_what_is_as_usual_is_not_written() -> None:
    module = ModuleSummary({"app.f": Summary(effects=(Effect("sleep", ("time.sleep",), 1),))})
    assert encode(module) == (
        '[{"app.f":{"":"Summary","effects":[{"":"Effect","category":"sleep","chain":["time.sleep"],"depth":1}]}},[],[],{},{},{},{},{},[],false]'
    )


def test_bytes_in_a_literal_are_stored() -> None:
    mark = Mark(requires=(Requirement("mode", (b"r",)),))
    module = ModuleSummary({"app.f": Summary(returns=(Marked("lib.open", mark),))})
    assert decode(encode(module)) == module
