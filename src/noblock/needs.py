"""Know what has to be handed to a function for some of its effects to arise.

A *need* is a text, so that it can be stored and compared like any other. It names a parameter that is false by default,
or has none: ``proxy`` has to be handed over, and not as a constant that is false, ``proxy is given`` as anything but
``None``, ``not proxy`` must be left out or false, ``proxy is None`` left out or ``None``, ``proxy is False`` has to be
handed over as something false that is not ``None``, and ``proxy is an object`` as an instance of other classes than
those of plain data. ``proxy is True`` has to be handed over as that itself, ``proxy becomes True`` so, or left out;
``mode is not 'text'`` has to be handed over as something else, ``mode differs from 'text'`` so, or left out.

``app.Page.load is open`` speaks of the object that the function is a method of: its class has to leave open what that
method does. For an object of a class that says so it is that. It may stand behind one of the others, after ``and``.
"""

from __future__ import annotations

from collections.abc import Iterable

from noblock.fullnames import SUPER
from noblock.model import Function, Handed
from noblock.switches import bare, constructor_of

# What is certain of an argument; what is true is not None either, and neither is what is false as it is written.
NOT_NONE, TRUE, FALSE = "not None", "true", "false"
PLAIN, OTHER = " data", " other"  # of such a class, or of another; stands behind what else is certain

_GIVEN, _NOT, _NONE, _REFUSED, _OBJECT = " is given", "not ", " is None", " is False", " is an object"
_EXACT, _BECOMES, _UNLIKE, _DIFFERS = " is ", " becomes ", " is not ", " differs from "  # a literal follows
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
    _UNLIKE: (),
    _DIFFERS: (),
}
_AGAINST_CLASS = {_OBJECT: PLAIN, _EXACT: OTHER, _BECOMES: OTHER}
_IN_FULL = (_GIVEN, _NONE, _REFUSED, _OBJECT)
_WITH_LITERAL = (_BECOMES, _UNLIKE, _DIFFERS, _EXACT)
_LEFT_OUT = (_NOT, _NONE, _BECOMES, _DIFFERS)


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


def exact(parameter: str, literal: str) -> str:
    """Return the need that a parameter is what a literal says."""
    return _need(_EXACT, parameter, literal)


def becoming(parameter: str, literal: str) -> str:
    """Return the need that a parameter is what a literal says, or ``None``, in whose place that may be put."""
    return _need(_BECOMES, parameter, literal)


def unlike(parameter: str, literal: str) -> str:
    """Return the need that a parameter, which is what a literal says by default, is something else."""
    return _need(_UNLIKE, parameter, literal)


def differing(parameter: str, literal: str) -> str:
    """Return the need that a parameter is not what a literal says."""
    return _need(_DIFFERS, parameter, literal)


def noted(known: str, literal: str) -> str:
    """Return what is certain of an argument, or the name of a parameter, together with a literal that it has."""
    return f"{known}={literal}" if literal else known


def differ(literal: str, other: str) -> bool:
    """Tell whether two literals are not equal: those of one kind that are not the same."""
    return bool(literal and other) and literal != other and _kind_of(literal) == _kind_of(other)


def _kind_of(literal: str) -> str:
    """Return what literals of a kind have in common: quotes, digits, or the class of an enumeration."""
    if literal[0] in "'\"":
        return "'"
    return "" if literal.lstrip("-").isdigit() else literal.rpartition(".")[0] or literal


def open_for(method: str) -> str:
    """Return the need that the class of the function's own object leaves open what an abstract method does."""
    return f"{method}{_OPEN}"


def opened(need: str, function: Function) -> Function | None:
    """Return the abstract method that has to be open, for objects of the class that a function is called for.

    None for any other need, where the object is the caller's own, and where no more is known of it.
    """
    method = _parts(need)[1].removesuffix(_OPEN)
    is_same = function.receiver in ("", SUPER) and _is_of_same(function)
    owner = function.receiver or function.name.rpartition(".")[0]
    if not method or is_same or method.rpartition(".")[0] == owner:
        return None
    return Function(method, function.skips, owner)


def both(need: str, other: str) -> str:
    """Return two needs as one: the stricter of what they say of parameters, and what the first says of a class.

    What only the second says of a class counts, too.
    """
    parameter, method = _parts(need)
    other_parameter, other_method = _parts(other)
    return _AND.join(filter(None, (strictest((parameter, other_parameter)), method or other_method)))


def followed(need: str, other: str) -> str:
    """Return what one need says of a parameter, and what the other says of a class."""
    return _AND.join(filter(None, (_parts(need)[0], _parts(other)[1])))


def of_parameter(need: str) -> str:
    """Return what a need says of a parameter of the function itself, empty if nothing."""
    parameter = _parts(need)[0]
    return "" if constructor_of(parameter) else parameter


def made(need: str, constructor: str, handed: Handed | None) -> str | None:
    """Return what is left of a need for an object that is made by a constructor of what a call hands it by name.

    None if that certainly is not what is needed. Nothing is left of the needs of objects that are made otherwise.
    """
    parameter, method = _parts(need)
    asked = constructor_of(parameter)
    if not asked:
        return need
    is_met = asked != constructor or _handed_on(bare(parameter), Function(asked), (), handed) is not None
    return method if is_met else None


def made_anyhow(need: str) -> str:
    """Return what is left of a need for an object of which nobody sees how it is made."""
    return made(need, "", None) or ""


def _parts(need: str) -> tuple[str, str]:
    parameter, _, method = need.rpartition(_AND) if need.endswith(_OPEN) else (need, "", "")
    return parameter, method


def _is_of_same(function: Function) -> bool:
    """Tell whether a function has the same object as its caller: one that is nested, or behind a decorator, too."""
    return function.is_own or function.receiver == SUPER or ".<" in function.name


def strictest(needs: Iterable[str]) -> str:
    """Return that one of several needs which the fewest calls meet, the first of such, empty if there is none.

    ``True`` itself is seldom handed over, and then anything at all; whoever leaves a parameter out meets the others.
    """
    return min(filter(None, needs), key=_ease, default="")


def _ease(need: str) -> int:
    kind = _read(need)[1]
    if kind in (_EXACT, _BECOMES):
        return 0
    return 2 if kind in _LEFT_OUT else 1


def passed_on(need: str, function: Function, parameters: tuple[str, ...], handed: Handed | None) -> str | None:
    """Return what a call needs of the caller's own parameters for what an effect needs.

    None if what the call hands over certainly is not what is needed, empty if nothing is needed any more.
    """
    parameter, method = _parts(need)
    if constructor_of(parameter) not in ("", function.name):
        return need if _is_of_same(function) else parameter
    own = _handed_on(bare(parameter), function, parameters, handed)
    return own if own is None or not _is_of_same(function) else both(own, method)


def _handed_on(need: str, function: Function, parameters: tuple[str, ...], handed: Handed | None) -> str | None:
    if not need or handed is None:
        return ""
    name, kind, literal = _read(need)
    keys = (name, _position(name, parameters) - function.skips, "*", "**")
    found = next((argument for argument in handed if argument[0] in keys), None)
    if found is None:
        return "" if kind in _LEFT_OUT else None
    key, own, known = found
    if key in ("*", "**"):
        return ""
    return None if _is_against(kind, literal, known) else _of_own(kind, literal, own)


def _is_against(kind: str, literal: str, known: str) -> bool:
    """Tell whether what is certain of an argument rules out what is needed."""
    certain, _, same = known.partition("=")
    if certain.removesuffix(PLAIN).removesuffix(OTHER) in _AGAINST[kind]:
        return True
    if kind in (_UNLIKE, _DIFFERS):
        return same == literal
    is_member = "." in literal and literal[0] not in "'\""  # and so no plain data itself
    of_class = kind in _AGAINST_CLASS and certain.endswith(_AGAINST_CLASS[kind]) and not is_member
    return of_class or differ(same, literal)


def _of_own(kind: str, literal: str, own: str) -> str:
    """Return what is needed of a parameter that is passed on, whose default may stand behind its name."""
    own, _, default = own.partition("=")
    if not own:
        return ""
    if not default:  # it is not known here whether it is None where nothing is handed over for it
        return "" if kind in (_REFUSED, _BECOMES) else _need(_DIFFERS if kind == _UNLIKE else kind, own, literal)
    if kind == _REFUSED:
        return _need(_REFUSED, own)
    if kind in _WITH_LITERAL and (default == literal or differ(default, literal)):
        by_default = (_BECOMES, _UNLIKE) if default == literal else (_EXACT, _DIFFERS)
        return _need(by_default[kind in (_UNLIKE, _DIFFERS)], own, literal)
    return ""


def _read(need: str) -> tuple[str, str, str]:
    """Return the parameter that a need names, of what kind it is, and the literal in it."""
    if need.startswith(_NOT):
        return need.removeprefix(_NOT), _NOT, ""
    name, space, rest = need.partition(" ")  # no name has one
    kinds = (*(kind for kind in _IN_FULL if space + rest == kind), *_WITH_LITERAL)
    kind = next((kind for kind in kinds if (space + rest).startswith(kind)), "")
    return name, kind, (space + rest).removeprefix(kind) if kind in _WITH_LITERAL else ""


def _need(kind: str, parameter: str, literal: str = "") -> str:
    return f"{kind}{parameter}" if kind == _NOT else f"{parameter}{kind}{literal}"


def _position(name: str, parameters: tuple[str, ...]) -> int:
    """Return the position of a parameter; one that can only be named has none."""
    if name not in parameters:
        return -1
    index = parameters.index(name)
    return -1 if any(other.startswith("*") for other in parameters[:index]) else index
