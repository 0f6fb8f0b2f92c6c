"""Know what has to be handed to a function for some of its effects to arise.

A *need* is a text, so that it can be stored and compared like any other. It names a parameter that is false by default,
or has none: ``proxy`` has to be handed over, and not as a constant that is false, ``proxy is given`` as anything but
``None``, ``not proxy`` must be left out or false, ``proxy is None`` left out or ``None``, ``proxy is False`` has to be
handed over as something false that is not ``None``, and ``proxy is an object`` as an instance of other classes than
those of plain data. ``proxy is True`` has to be handed over as that itself, and ``proxy becomes True`` so, or left out.

``app.Page.load is open`` speaks of the object that the function is a method of: its class has to leave open what that
method does. For an object of a class that says so it is that. It may stand behind one of the others, after ``and``.
"""

from __future__ import annotations

from collections.abc import Iterable

from noblock.model import SELF, SUPER, Function, Handed

# What is certain of an argument; what is true is not None either, and neither is what is false as it is written.
NOT_NONE, TRUE, FALSE = "not None", "true", "false"
PLAIN, OTHER = " data", " other"  # of such a class, or of another; stands behind what else is certain

_GIVEN, _NOT, _NONE, _REFUSED, _OBJECT = " is given", "not ", " is None", " is False", " is an object"
_EXACT, _BECOMES = " is True", " becomes True"
_OPEN, _AND = " is open", " and "
_AGAINST = {
    "": (FALSE,),
    _GIVEN: (),
    _NOT: (TRUE,),
    _NONE: (TRUE, FALSE, NOT_NONE),
    _REFUSED: (TRUE,),
    _OBJECT: (FALSE,),
    _EXACT: (FALSE,),
    _BECOMES: (FALSE,),
}
_AGAINST_CLASS = {_OBJECT: PLAIN, _EXACT: OTHER, _BECOMES: OTHER}


def given(parameter: str) -> str:
    """Return the need that a parameter is not ``None``."""
    return _need(_GIVEN, parameter)


def false(parameter: str) -> str:
    """Return the need that a parameter is false."""
    return _need(_NOT, parameter)


def absent(parameter: str) -> str:
    """Return the need that a parameter is ``None``."""
    return _need(_NONE, parameter)


def refused(parameter: str) -> str:
    """Return the need that a parameter is false, but not ``None``."""
    return _need(_REFUSED, parameter)


def instance(parameter: str) -> str:
    """Return the need that a parameter is an instance of a class that is not made for plain data."""
    return _need(_OBJECT, parameter)


def exact(parameter: str) -> str:
    """Return the need that a parameter is ``True`` itself."""
    return _need(_EXACT, parameter)


def becoming(parameter: str) -> str:
    """Return the need that a parameter is ``True`` itself, or ``None``, in whose place that may be put."""
    return _need(_BECOMES, parameter)


def open_for(method: str) -> str:
    """Return the need that the class of the function's own object leaves open what an abstract method does."""
    return f"{method}{_OPEN}"


def opened(need: str, function: Function) -> Function | None:
    """Return the abstract method that has to be open, for objects of the class that a function is called for.

    None for any other need, where the object is the caller's own, and where no more is known of it.
    """
    owner = function.receiver or function.name.rpartition(".")[0]
    method = _parts(need)[1].removesuffix(_OPEN)
    if not method or _is_of_same(function) or method.rpartition(".")[0] == owner:
        return None
    return Function(method, function.skips, owner)


def both(need: str, other: str) -> str:
    """Return two needs as one: the stricter of what they say of parameters, and what the first says of a class.

    What only the second says of a class counts, too.
    """
    parameter, method = _parts(need)
    other_parameter, other_method = _parts(other)
    return _AND.join(filter(None, (strictest((parameter, other_parameter)), method or other_method)))


def of_parameter(need: str) -> str:
    """Return what a need says of a parameter, empty if nothing."""
    return _parts(need)[0]


def _parts(need: str) -> tuple[str, str]:
    parameter, _, method = need.rpartition(_AND) if need.endswith(_OPEN) else (need, "", "")
    return parameter, method


def _is_of_same(function: Function) -> bool:
    """Tell whether a function has the same object as its caller: one that is nested, or behind a decorator, too."""
    return function.receiver in (SELF, SUPER) or ".<" in function.name


def strictest(needs: Iterable[str]) -> str:
    """Return that one of several needs which the fewest calls meet, the first of such, empty if there is none.

    ``True`` itself is seldom handed over, and then anything at all; whoever leaves a parameter out meets the others.
    """
    return min(filter(None, needs), key=_ease, default="")


def _ease(need: str) -> int:
    if need.endswith((_EXACT, _BECOMES)):
        return 0
    return 2 if need.endswith(_NONE) or need.startswith(_NOT) else 1


def passed_on(need: str, function: Function, parameters: tuple[str, ...], handed: Handed | None) -> str | None:
    """Return what a call needs of the caller's own parameters for what an effect needs.

    None if what the call hands over certainly is not what is needed, empty if nothing is needed any more.
    """
    parameter, method = _parts(need)
    own = _handed_on(parameter, function, parameters, handed)
    return own if own is None or not _is_of_same(function) else both(own, method)


def _handed_on(need: str, function: Function, parameters: tuple[str, ...], handed: Handed | None) -> str | None:
    if not need or handed is None:
        return ""
    kind = next((kind for kind in _AGAINST if kind and kind in need), "")  # no name has a space
    name = need.removeprefix(_NOT).removesuffix(kind)
    keys = (name, _position(name, parameters) - function.skips, "*", "**")
    found = next((argument for argument in handed if argument[0] in keys), None)
    if found is None:
        return "" if kind in (_NOT, _NONE, _BECOMES) else None
    key, own, known = found
    if key in ("*", "**"):
        return ""
    if known.removesuffix(PLAIN).removesuffix(OTHER) in _AGAINST[kind]:
        return None
    if kind in _AGAINST_CLASS and known.endswith(_AGAINST_CLASS[kind]):
        return None
    # Of the own one it is not known here whether it is None where nothing is handed over for it.
    return _need(kind, own) if own and kind not in (_REFUSED, _BECOMES) else ""


def _need(kind: str, parameter: str) -> str:
    return f"{kind}{parameter}" if kind == _NOT else f"{parameter}{kind}"


def _position(name: str, parameters: tuple[str, ...]) -> int:
    """Return the position of a parameter; one that can only be named has none."""
    index = parameters.index(name)
    return -1 if any(other.startswith("*") for other in parameters[:index]) else index
