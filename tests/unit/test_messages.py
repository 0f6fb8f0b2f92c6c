"""What people read."""

import pytest

from noblock import messages
from noblock.categories import CATEGORIES


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("call", '"load" blocks the event loop'),
        ("read", 'Reading "load" blocks the event loop'),
        ("write", 'Setting "load" blocks the event loop'),
        ("iterate", 'Iterating over "load" blocks the event loop'),
        ("enter", 'Entering "load" blocks the event loop'),
        ("operate", '"load" blocks the event loop'),
    ],
)
def test_each_form_of_a_call_has_its_words(form: str, said: str) -> None:
    assert messages.blocks(form, "load", "") == said
    assert messages.blocks(form, "load", "load") == said
    assert messages.blocks(form, "load", "open") == f'{said}: it calls "open"'


def test_a_chain_is_written_with_arrows() -> None:
    assert messages.chain(["app.load", "app.read", "open"]) == "app.load → app.read → open"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("call", "move it off the loop: await asyncio.to_thread(load, ...)"),
        ("read", "move it off the loop: await asyncio.to_thread(lambda: load)"),
        ("write", "move it off the loop: await asyncio.to_thread(...)"),
        ("iterate", "move the whole loop off the event loop: await asyncio.to_thread(...)"),
        ("enter", "move the whole block off the event loop: await asyncio.to_thread(...)"),
        ("operate", "move it off the loop: await asyncio.to_thread(...)"),
    ],
)
def test_each_form_of_a_call_has_its_way_out(form: str, said: str) -> None:
    assert messages.advice(form, "load", "", "", "") == said
    assert messages.advice(form, "load", "app.loaded", "", "") == f'await "app.loaded", or {said}'


@pytest.mark.parametrize(
    ("form", "moves_as", "said"),
    [
        ("call", "iterator", "move it off the loop: await asyncio.to_thread(lambda: list(load(...)))"),
        ("call", "expression", "move it off the loop: await asyncio.to_thread(lambda: ...)"),
        ("call", "handed", "it runs on the loop what it is handed: hand over something that does not block"),
        ("iterate", "awaiting", "get all its items off the event loop first: await asyncio.to_thread(list, ...)"),
        ("enter", "awaiting", "the block awaits, so move what enters and leaves it: await asyncio.to_thread(...)"),
        ("leave", "awaiting", "the block awaits, so move what enters and leaves it: await asyncio.to_thread(...)"),
    ],
)
def test_what_is_no_function_has_another_way_out(form: str, moves_as: str, said: str) -> None:
    assert messages.advice(form, "load", "", "", moves_as) == said


def test_an_assignment_is_moved_as_a_function() -> None:
    said = 'move it off the loop: await asyncio.to_thread(setattr, self.disk, "state", ...)'
    assert messages.advice("write", "self.disk.state", "", "", "") == said


def test_a_call_in_place_of_a_function_has_another_way_out() -> None:
    assert messages.advice("call", "load", "app.loaded", "asyncio.to_thread", "") == (
        'called here; pass the function to "asyncio.to_thread" instead'
    )


def test_a_callback_is_named_with_who_runs_it() -> None:
    said = messages.lands_on_loop("loop.call_soon", "app.nap", "time.sleep")
    assert said == '"app.nap" blocks the event loop that "loop.call_soon" runs it on: it calls "time.sleep"'
    said = messages.lands_on_loop("loop.call_soon", "time.sleep", "time.sleep")
    assert said == '"time.sleep" blocks the event loop that "loop.call_soon" runs it on'


def test_an_override_is_named_with_what_it_overrides() -> None:
    assert messages.override_blocks("Disk.load", "app.Repo.load", "open") == (
        '"Disk.load" blocks, and overrides "app.Repo.load", which does not: it calls "open"'
    )


def test_a_failure_of_ours_names_the_place_and_asks_for_a_report() -> None:
    assert messages.internal_error("noblock.solver:12", ValueError("no"), "0.1") == (
        "noblock 0.1 failed in noblock.solver:12: ValueError: no. "
        "Blocking calls in this module were not all judged; please report this"
    )


def test_an_old_mypy_is_told_how_to_become_new() -> None:
    assert messages.mypy_too_old("2.3.1", "2.4") == (
        "noblock: error: needs mypy 2.4 or newer, found 2.3.1: pip install --upgrade mypy"
    )


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("htpp", '; did you mean "http"?'),
        ("databse", '; did you mean "database"?'),
        ("files", '; did you mean "file"?'),
        ("printer", ""),
        ("", ""),
    ],
)
def test_the_nearest_word_is_suggested_if_one_is_near(word: str, hint: str) -> None:
    assert messages.nearest(word, CATEGORIES) == hint


def test_every_title_is_a_sentence_without_its_stop() -> None:
    for title in messages.CODE_TITLES.values():
        assert title[0].isupper()
        assert not title.endswith(".")
