"""What is read off the source counts while a module is at work, and what it stored afterwards."""

from noblock.noted import Noted

STORED = {"app": {"app.old": True}, "lib": {"lib.f": False}}


def noted(names: set[str]) -> Noted[bool]:
    return Noted(lambda module: STORED.get(module, {}), lambda name: name.partition(".")[0], names)


def test_what_a_module_stored_is_known() -> None:
    assert noted(set()).of("lib.f") is False
    assert noted(set()).of("lib.g") is None
    assert noted(set()).of("none.f") is None


def test_what_is_noted_takes_the_place_of_what_was_stored() -> None:
    known = noted(set())
    known.begin("app", {"app.new": True})
    known.note("app.more", False)
    assert known.within("app") == {"app.new": True, "app.more": False}
    assert known.of("app.old") is None
    assert known.of("lib.f") is False


def test_at_the_end_what_was_noted_is_given_back() -> None:
    known = noted(set())
    known.begin("app", {"app.new": True})
    assert known.end("app") == {"app.new": True}
    assert known.end("app") == {}
    assert known.within("app") == STORED["app"]


def test_beginning_again_forgets() -> None:
    known = noted(set())
    known.begin("app", {"app.new": True})
    known.begin("app")
    assert known.of("app.new") is None
    assert known.of("app.old") is None


def test_short_names_are_told() -> None:
    names: set[str] = set()
    known = noted(names)
    known.begin("app", {"app.C.run": True})
    known.note("app.load", False)
    assert names == {"run", "load"}
