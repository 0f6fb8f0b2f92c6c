"""Know what has to be handed to a function for some of its effects to arise.

A *need* is a text, so that it can be stored and compared like any other. It names a parameter that is false by default,
or has none: ``proxy`` has to be handed over, and not as a constant that is false, ``not proxy`` must be left out or
false, ``proxy is None`` left out or ``None``.
"""

from __future__ import annotations

from noblock.model import Function, Handed

NOT_NONE, TRUE = "not None", "true"  # what is certain of an argument; what is true is not None either

_FALSE, _NONE = "not ", " is None"


def false(parameter: str) -> str:
    """Return the need that a parameter is false."""
    return f"{_FALSE}{parameter}"


def absent(parameter: str) -> str:
    """Return the need that a parameter is ``None``."""
    return f"{parameter}{_NONE}"


def passed_on(need: str, function: Function, parameters: tuple[str, ...], handed: Handed | None) -> str | None:
    """Return what a call needs of the caller's own parameters for what an effect needs.

    None if what the call hands over certainly is not what is needed, empty if nothing is needed any more.
    """
    if not need or handed is None:
        return ""
    before = _FALSE if need.startswith(_FALSE) else ""
    after = _NONE if need.endswith(_NONE) else ""
    name = need.removeprefix(before).removesuffix(after)
    keys = (name, parameters.index(name) - function.skips, "*", "**")
    given = next((argument for argument in handed if argument[0] in keys), None)
    if need == name:
        return given[1] if given is not None else None
    if given is None or given[0] in ("*", "**"):
        return ""
    _, own, known = given
    if known == TRUE or (known == NOT_NONE and need.endswith(_NONE)):
        return None
    return f"{before}{own}{after}" if own else ""
