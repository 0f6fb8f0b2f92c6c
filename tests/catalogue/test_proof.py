"""The proof finds what it is there to find, and says what was probably meant."""

import pytest

from noblock.declarations import Mark, Requirement

from .entries import Entry
from .proof import problems
from .worlds import NEWEST, OLDEST, Target, World

BLOCKING = Mark(category="sleep", decides=True)


@pytest.fixture(scope="module")
def world() -> World:
    return World(Target("linux", NEWEST), ["asyncio", "gzip", "queue", "shutil", "time"])


def marked(module: str, name: str, *marks: Mark, bases: tuple[str, ...] = (), is_class: bool = False) -> Entry:
    """Return an entry as a stub would give it."""
    return Entry(module, name, marks or (BLOCKING,), bases, is_class=is_class)


def instead(use: str) -> Mark:
    """Return a mark that names a replacement."""
    return Mark(category="sleep", decides=True, use=use)


def returning(name: str, *parameters: str) -> Mark:
    """Return a mark that says what is returned."""
    return Mark(returns=name, parameters=parameters)


def naming(*parameters: str) -> Mark:
    """Return a mark about some parameters."""
    return Mark(calls=parameters, parameters=parameters)


RIGHT = [
    marked("time", "sleep", instead("asyncio.sleep")),
    marked("queue", "Queue.get", Mark(parameters=("self", "block"), requires=(Requirement("block", (False,)),))),
    marked("gzip", "GzipFile", bases=("io.BufferedIOBase",), is_class=True),
    marked("gzip", "GzipFile.readline", instead("asyncio.AbstractEventLoop.run_in_executor")),
    marked("time", "struct_time.tm_year"),
    marked("builtins", "sorted", naming("iterable", "*", "key")),
    marked("builtins", "map.__init__", naming("self", "func", "*iterables")),
    marked("shutil", "rmtree"),
    marked("gzip", "GzipFile.detach", returning("io.RawIOBase")),
    marked("queue", "Queue.mutex", returning("threading.Lock")),
    marked("asyncio", "Task.get_loop", returning("asyncio.AbstractEventLoop")),
    marked("shutil", "copy", returning("dst", "src", "dst")),
    marked("shutil", "rmtree", returning("gzip.GzipFile")),
]


@pytest.mark.parametrize("entry", RIGHT, ids=lambda entry: entry.public)
def test_nothing_is_said_of_what_is_right(entry: Entry, world: World) -> None:
    assert list(problems(entry, [world])) == []


WRONG = [
    (
        marked("asyncio", "Task.get_loop", returning("asyncio.Task")),
        'says to return "asyncio.Task", and returns "asyncio.events.AbstractEventLoop"',
    ),
    (
        marked("queue", "Queue.mutex", returning("queue.Queue")),
        'says to return "queue.Queue", and returns "_thread.lock"',
    ),
    (marked("queue", "Queue.get", returning("queue.Queues")), 'says to return "queue.Queues", which is no class'),
    (marked("time", "slep"), 'there is no "time.slep"; did you mean "sleep"?'),
    (marked("time", "qqq"), 'there is no "time.qqq"'),
    (marked("queue", "Queue.gett"), 'there is no "queue.Queue.gett"; did you mean "get"?'),
    (marked("queues", "Queue"), 'there is no "queues.Queue"'),
    (marked("time", "sleep", is_class=True), "is not a class, but a FuncDef"),
    (marked("queue", "Queue", bases=("gzip.GzipFile",), is_class=True), 'does not derive from "gzip.GzipFile"'),
    (marked("asyncio", "sleep"), "is marked as blocking, and gives something to await"),
    (marked("asyncio", "create_task"), "is marked as blocking, and gives something to await"),
    (marked("asyncio", "StreamReader.read"), "is marked as blocking, and gives something to await"),
    (marked("asyncio", "Event", is_class=True), 'is marked as blocking, and "wait" gives something to await'),
    (marked("builtins", "sorted", naming("iterable", "*", "kye")), 'has no parameter "kye"; did you mean "key"?'),
    (marked("shutil", "copyfile", naming("dst")), 'has no parameter "dst" at place 1'),
    (marked("time", "sleep", instead("asyncio.slep")), 'says to use "asyncio.slep", which does not exist'),
    (
        marked("time", "sleep", instead("queue.Queue.get")),
        'says to use "queue.Queue.get", which gives nothing to await',
    ),
    (marked("time", "sleep", instead("nowhere.sleep")), 'says to use "nowhere.sleep", which is not installed'),
]


@pytest.mark.parametrize(("entry", "problem"), WRONG, ids=[problem for _, problem in WRONG])
def test_what_is_wrong_is_said(entry: Entry, problem: str, world: World) -> None:
    assert problem in set(problems(entry, [world]))


def test_a_name_may_be_missing_on_some_targets(world: World) -> None:
    windows = World(Target("win32", OLDEST), ["os"])
    assert list(problems(marked("os", "startfile"), [world, windows])) == []
    assert len(list(problems(marked("os", "startfile"), [world]))) == 1
