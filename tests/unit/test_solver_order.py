"""One explanation for each effect, the same whatever the order of work."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noblock.body import Body
from noblock.declarations import Mark
from noblock.model import Marked, Value
from noblock.reach import LONGEST_CHAIN

from .bodies import READ, SLEEP, body, call, calling, solved, why


def test_recursion_converges() -> None:
    assert why("app.f", body("app.f", "app.f", SLEEP)) == {"sleep": "time.sleep"}


def test_mutual_recursion_converges() -> None:
    bodies = [body("app.odd", "app.even"), body("app.even", "app.odd", SLEEP)]
    assert why("app.odd", *bodies) == {"sleep": "app.even → time.sleep"}
    assert why("app.even", *bodies) == {"sleep": "time.sleep"}


def test_recursion_alone_does_not_block() -> None:
    assert why("app.odd", body("app.odd", "app.even"), body("app.even", "app.odd")) == {}


def test_a_circle_takes_its_shortest_way_out() -> None:
    bodies = [body("app.a", "app.b"), body("app.b", "app.c", "app.nap"), body("app.c", "app.a"), body("app.nap", SLEEP)]
    assert why("app.c", *bodies) == {"sleep": "app.a → app.b → app.nap → time.sleep"}


def test_the_shortest_chain_wins() -> None:
    bodies = [body("app.f", "app.a", "app.z"), body("app.a", "app.z"), body("app.z", SLEEP)]
    assert why("app.f", *bodies) == {"sleep": "app.z → time.sleep"}


@pytest.mark.parametrize("order", [("app.a", "app.b"), ("app.b", "app.a")])
def test_a_tie_goes_to_the_first_name(order: tuple[str, str]) -> None:
    assert why("app.f", body("app.f", *order), body("app.a", SLEEP), body("app.b", SLEEP)) == {
        "sleep": "app.a → time.sleep"
    }


@pytest.mark.parametrize("uses", [("a.sleep", "b.sleep"), ("b.sleep", "a.sleep")])
def test_a_tie_of_names_goes_to_the_first_replacement(uses: tuple[str, str]) -> None:
    overloads = [Marked("lib.nap", Mark(category="sleep", use=use)) for use in uses]
    (effect,) = solved([body("app.f", *overloads)]).summary("app.f").effects
    assert effect.use == "a.sleep"


def test_a_long_chain_keeps_its_beginning_and_its_end() -> None:
    steps = [f"app.f{number:02}" for number in range(30)]
    bodies = [body(name, following) for name, following in pairwise(steps)]
    (effect,) = solved([*bodies, body(steps[-1], SLEEP)]).summary(steps[0]).effects
    assert effect.chain == (*steps[1 : LONGEST_CHAIN - 3], "…", *steps[-2:], "time.sleep")
    assert len(effect.chain) == LONGEST_CHAIN
    assert effect.depth == 30


def test_a_chain_that_just_fits_is_whole() -> None:
    steps = [f"app.f{number:02}" for number in range(LONGEST_CHAIN)]
    bodies = [body(name, following) for name, following in pairwise(steps)]
    (effect,) = solved([*bodies, body(steps[-1], SLEEP)]).summary(steps[0]).effects
    assert effect.chain == (*steps[1:], "time.sleep")


def test_only_what_has_something_new_to_say_is_named() -> None:
    solver = solved([])
    assert solver.add([body("app.f", "app.g"), body("app.quiet")]) == []
    assert solver.add([body("app.g", SLEEP)]) == ["app.f", "app.g"]
    assert solver.add([body("app.h", "app.f")]) == ["app.h"]


def test_users_are_those_who_asked() -> None:
    solver = solved([body("app.f", "app.g"), body("app.g", "other.h")])
    assert {name: set(users) for name, users in solver.users.items() if users} == {
        "app.g": {"app.f"},
        "other.h": {"app.g"},
    }


NAMES = [f"app.{letter}" for letter in "abcdef"]
TARGETS: st.SearchStrategy[Value | str] = st.sampled_from([*NAMES, SLEEP, READ])
BODIES = st.fixed_dictionaries({name: st.lists(TARGETS, max_size=3) for name in NAMES}).map(
    lambda calls: [body(name, *targets) for name, targets in calls.items()]
)
HANDING = st.builds(call, TARGETS, TARGETS)
CALLING_BODIES = st.fixed_dictionaries({name: st.lists(HANDING, max_size=3) for name in NAMES}).map(
    lambda calls: [
        Body(name, (*found, *calling(name).calls) if number % 2 else tuple(found), ("job",))
        for number, (name, found) in enumerate(calls.items())
    ]
)


@given(BODIES | CALLING_BODIES, st.randoms(use_true_random=False), st.integers(0, len(NAMES)))
def test_the_order_of_bodies_does_not_matter(bodies: list[Body], chance: random.Random, cut: int) -> None:
    shuffled = chance.sample(bodies, len(bodies))
    in_two_steps = solved(shuffled[:cut])
    in_two_steps.add(shuffled[cut:])
    at_once = solved(bodies)
    assert [in_two_steps.summary(name) for name in NAMES] == [at_once.summary(name) for name in NAMES]


@given(BODIES)
def test_every_chain_is_a_way_through_the_calls(bodies: list[Body]) -> None:
    solver = solved(bodies)
    called = {found.name: {target.name for one in found.calls for target in one.targets} for found in bodies}  # type: ignore[union-attr]  # these have names
    for name in NAMES:
        for effect in solver.summary(name).effects:
            steps = [name, *effect.chain]
            assert all(following in called[step] for step, following in pairwise(steps))
            assert len(effect.chain) == effect.depth
