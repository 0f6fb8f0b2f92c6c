"""What is reached only if a parameter is handed over blocks only those callers who do so."""

from dataclasses import replace

from noblock.body import Call

from .bodies import READ, SLEEP, at, body, call, why


def handing(target: str, *handed: tuple[int | str, str]) -> Call:
    """Return a call that hands something over for some parameters."""
    return replace(call(target), handed=tuple((*one, "")[:3] for one in handed))


SEND = body("app.send", replace(call(SLEEP), needs="trust"), parameters=("address", "trust"))
PASS = body("app.pass", handing("app.send", (0, ""), (1, "trust")), parameters=("trust",))


def test_what_a_parameter_switches_on_blocks_who_hands_it_over_by_position() -> None:
    assert at(handing("app.send", (0, ""), (1, "")), SEND) == {"sleep": "app.send → time.sleep"}


def test_what_a_parameter_switches_on_blocks_who_hands_it_over_by_name() -> None:
    assert at(handing("app.send", ("trust", "")), SEND) == {"sleep": "app.send → time.sleep"}


def test_what_a_parameter_switches_on_does_not_block_others() -> None:
    assert at(handing("app.send", (0, "")), SEND) == {}


def test_unpacked_arguments_may_be_any() -> None:
    assert at(handing("app.send", ("*", "")), SEND) == {"sleep": "app.send → time.sleep"}
    assert at(handing("app.send", ("**", "")), SEND) == {"sleep": "app.send → time.sleep"}


def test_a_call_of_which_the_arguments_are_not_known_may_hand_over_any() -> None:
    assert at(call("app.send"), SEND) == {"sleep": "app.send → time.sleep"}


def test_a_method_has_been_given_its_first_parameter() -> None:
    method = body("app.C.send", replace(call(SLEEP), needs="trust"), parameters=("self", "trust"))
    bound = replace(handing("app.C.send", (0, "")), targets=(replace(call("app.C.send").targets[0], skips=1),))
    assert at(bound, method) == {"sleep": "app.C.send → time.sleep"}


def test_who_passes_a_parameter_on_needs_it_too() -> None:
    assert at(handing("app.pass", (0, "")), PASS, SEND) == {"sleep": "app.pass → app.send → time.sleep"}
    assert at(handing("app.pass"), PASS, SEND) == {}


def test_what_always_happens_is_not_hidden_by_something_nearer() -> None:
    both = body("app.both", *SEND.calls, "app.rest", parameters=("address", "trust"))
    rest = body("app.rest", SLEEP)
    assert at(handing("app.both"), both, rest) == {"sleep": "app.both → app.rest → time.sleep"}
    assert at(handing("app.both", (1, "")), both, rest) == {"sleep": "app.both → time.sleep"}


def test_what_always_happens_hides_what_is_further_away() -> None:
    far = body("app.far", replace(call("app.rest"), needs="trust"), SLEEP, parameters=("trust",))
    assert why("app.far", far, body("app.rest", SLEEP)) == {"sleep": "time.sleep"}


def test_each_category_has_needs_of_its_own() -> None:
    both = body("app.both", *SEND.calls, READ, parameters=("address", "trust"))
    assert at(handing("app.both"), both) == {"file": "app.both → open"}


REFUSING = body("app.sync", replace(call(SLEEP), needs="here is False"), parameters=("here", "*args", "late"))


def test_what_a_parameter_refuses_happens_to_who_hands_over_something_false() -> None:
    assert at(replace(call("app.sync"), handed=((0, "", "false"),)), REFUSING) == {"sleep": "app.sync → time.sleep"}
    assert at(replace(call("app.sync"), handed=((0, "", "not None"),)), REFUSING) == {"sleep": "app.sync → time.sleep"}


def test_what_a_parameter_refuses_does_not_happen_to_others() -> None:
    assert at(handing("app.sync"), REFUSING) == {}
    assert at(replace(call("app.sync"), handed=((0, "", "true"),)), REFUSING) == {}


def test_who_passes_a_parameter_on_may_hand_over_something_false() -> None:
    pass_on = body("app.pass", handing("app.sync", (0, "mine")), parameters=("mine",))
    assert at(handing("app.pass"), pass_on, REFUSING) == {"sleep": "app.pass → app.sync → time.sleep"}


def test_a_parameter_behind_all_others_is_handed_over_by_name_only() -> None:
    late = body("app.late", replace(call(SLEEP), needs="not late"), parameters=("here", "*args", "late"))
    assert at(replace(call("app.late"), handed=((2, "", "true"),)), late) == {"sleep": "app.late → time.sleep"}
    assert at(replace(call("app.late"), handed=(("late", "", "true"),)), late) == {}
