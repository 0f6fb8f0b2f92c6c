"""Keep what is known of names at one point of a function's course.

A fact is a tuple: what is known, of which name, and for some what else belongs to it. Facts are gained and lost on the
way, and of two ways that come together only those hold that hold on both. What is known of a name is known of all names
of the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Fact = tuple[str, ...]
Known = frozenset[Fact]
# What has nothing left to wait for, a queue with something in it, and a descriptor that never waits.
DONE, FILLED, QUIET = "is done", "is filled", "is quiet"
# What a pool works at, whose name follows; what is so for each element, which follows.
GIVEN, EACH = "is given to", "each"
# Another name of the same thing follows; or whether a name has to be true, and the fact that is known then.
SAME, WHEN = "is the same as", "when"
IF_TRUE, IF_FALSE = "if true", "if false"
NOTHING: Known = frozenset()


def meet(one: Known | None, other: Known | None) -> Known | None:
    """Return what is known where two ways come together, None standing for one that is never taken."""
    if one is None or other is None:
        return other if one is None else one
    return one & other


def gain(known: Known, facts: Iterable[Fact]) -> Known:
    """Return what is known once some facts are, too."""
    found = {(kind, one, *rest) for kind, name, *rest in facts for one in _names(known, name)}
    return known | found if found else known


def drop(known: Known, kind: str, name: str) -> Known:
    """Return what is known once something is no longer so, under none of its names."""
    return known - {(kind, one) for one in _names(known, name)}


def rebind(known: Known, name: str) -> Known:
    """Return what is known once something else may have been assigned to a name."""
    inside = f"{name}."
    return frozenset(fact for fact in known if not any(part == name or part.startswith(inside) for part in fact[1:]))


def identify(known: Known, name: str, other: str) -> Known:
    """Return what is known once a name stands for the same thing as another one."""
    copied = {(kind, name, *rest) for kind, one, *rest in known if one == other and kind not in (SAME, WHEN)}
    same = [(SAME, one, two) for one in _names(known, name) for two in _names(known, other) if one != two]
    return known | copied | {*same, *((SAME, two, one) for _, one, two in same)}


def traits(known: Known, name: str) -> Iterator[tuple[str, ...]]:
    """Yield what is known of a name, without it."""
    yield from ((kind, *rest) for kind, one, *rest in known if one == name and kind not in (SAME, WHEN))


def finish(known: Known, pool: str) -> Known:
    """Return what is known once all that a pool was given is done."""
    over = {(DONE, fact[1]) for fact in known if fact[0] == GIVEN and fact[2] == pool}
    return known | over | {(EACH, fact[1], DONE) for fact in known if fact[0] == EACH and fact[2:] == (GIVEN, pool)}


def decide(known: Known, name: str, said: str) -> Known:
    """Return what is known once it is certain whether a name is true."""
    return gain(known, [fact[3:] for fact in known if fact[0] == WHEN and fact[1:3] == (name, said)])


def deciding(name: str, said: str, way: Known | None, known: Known) -> Known:
    """Return the facts that are known once a name was found to be true, or false.

    Args:
        name: The name.
        said: Which of both.
        way: What is known there, None if that never happens.
        known: What is known in any case.
    """
    more = (way or NOTHING) - known
    return frozenset((WHEN, name, said, *fact) for fact in more - apart(more, [name]) if fact[0] != WHEN)


def apart(known: Known, names: Iterable[str]) -> Known:
    """Return what is known of some names."""
    wanted = set(names)
    return frozenset(fact for fact in known if not wanted.isdisjoint(fact[1:]))


def _names(known: Known, name: str) -> list[str]:
    return [name, *(fact[2] for fact in known if fact[0] == SAME and fact[1] == name)]
