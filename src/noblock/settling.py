"""Settle what is left of a need where it is known what a call hands over, or whose object it is about.

A need that certainly is not met takes the effect with it; what is not known counts as met. What a caller passes on of
its own parameters leaves the same to be asked of them.
"""

from __future__ import annotations

from noblock.asked import asks
from noblock.fullnames import SUPER
from noblock.model import Function, Handed
from noblock.needs import (
    BECOMES,
    DATA,
    DIFFERS,
    EXACT,
    FALSE,
    GIVEN,
    KIND,
    LEFT_OUT,
    NO,
    NONE,
    NOT,
    NOT_NONE,
    NOT_ZERO,
    NOTHING,
    OF,
    OPEN,
    OTHER,
    PLAIN,
    REFUSED,
    SURE,
    TRUE,
    TRUE_STILL,
    UNLIKE,
    WITH_CLASSES,
    WITH_LITERAL,
    alternatives,
    both,
    differ,
    need_of,
    one_of,
    parts,
    read,
)
from noblock.switches import bare, constructor_of

_AGAINST = {
    "": (FALSE,),
    GIVEN: (),
    NOT: (TRUE,),
    NONE: (TRUE, FALSE, NOT_NONE),
    REFUSED: (TRUE,),
    TRUE_STILL: (FALSE,),
    NOT_ZERO: (FALSE,),
    EXACT: (FALSE,),
    BECOMES: (FALSE,),
    UNLIKE: (),
    DIFFERS: (),
}
_WITH_NONE = (*(kind for kind in LEFT_OUT if kind != TRUE_STILL), UNLIKE)
_AGAINST_CLASS = {EXACT: OTHER, BECOMES: OTHER}


def passed_on(need: str, function: Function, parameters: tuple[str, ...], handed: Handed | None) -> str | None:
    """Return what a call needs of the caller's own parameters for what an effect needs.

    None if what the call hands over certainly is not what is needed, empty if nothing is needed any more.
    """
    parameter, method = parts(need)
    if asks(parameter) or constructor_of(parameter) not in ("", function.name):
        return need if is_of_same(function) else parameter
    own = one_handed_on(parameter, function, parameters, handed)
    return own if own is None or not is_of_same(function) else both(own, method)


def one_handed_on(need: str, function: Function, parameters: tuple[str, ...], handed: Handed | None) -> str | None:
    """Return what is left of a need for what a call hands over, None if nothing of it can be met."""
    found = [_handed_on(bare(one), function, parameters, handed) for one in alternatives(need)]
    possible = [one for one in found if one is not None]
    if not possible:
        return None
    return one_of(possible) if all(possible) else ""


def _handed_on(need: str, function: Function, parameters: tuple[str, ...], handed: Handed | None) -> str | None:
    name, kind, literal = read(need)
    if not need or handed is None:
        return None if kind == SURE else ""
    if name.startswith("**"):
        name = name.removeprefix("**")
        if name in parameters:
            return "" if kind in LEFT_OUT else None
    elif name.startswith("*"):
        return _of_several(need, function, parameters, handed)
    found = _argument(name, function, parameters, handed)
    if found is None:
        return "" if kind in LEFT_OUT else None
    key, own, known = found
    if kind == SURE:
        return _of_sure(literal, own, known)
    if key in ("*", "**"):
        is_only = sum(argument[0] in ("*", "**") for argument in handed) == 1
        return need_of(kind, f"**{name}", literal) if own.startswith("**") and is_only else ""
    if known == NOTHING:
        return "" if kind in _WITH_NONE else None
    return None if _is_against(kind, literal, known) else _of_own(kind, literal, own)


def _argument(
    name: str, function: Function, parameters: tuple[str, ...], handed: Handed
) -> tuple[int | str, str, str] | None:
    """Return what a call hands over for a parameter, perhaps spread out; None if that is nothing."""
    keys = (name, _position(name, parameters) - function.skips, "*", "**")
    by_name = next((argument for argument in handed if argument[0] == name), None)
    return by_name or next((argument for argument in handed if argument[0] in keys), None)


def handed_for(name: str, function: Function, parameters: tuple[str, ...], handed: Handed | None) -> tuple[str, str]:
    """Return the parameter that is handed on for one of a function, and the full name of the class of the argument.

    Each is empty if it is not known.
    """
    found = _argument(name, function, parameters, handed or ())
    if found is None or found[0] in ("*", "**"):
        return "", ""
    own, known = (text.partition("=")[0] for text in found[1:])
    classes = known.partition(OF)[2]
    return own, "" if "," in classes else classes.partition("|")[0]


def _of_sure(classes: str, own: str, known: str) -> str | None:
    """Return what is needed of the caller's own where an argument has to be known to be of a class; None if in vain."""
    asked = {one.partition("|")[0] for one in classes.split(",")}
    own_classes = known.partition("=")[0].partition(OF)[2]
    if any(asked.intersection(one.split("|")) for one in own_classes.split(",")):
        return ""
    own = own.partition("=")[0]
    return need_of(SURE, own, classes) if own else None


def _of_several(need: str, function: Function, parameters: tuple[str, ...], handed: Handed) -> str | None:
    """Return what is needed of the caller's own where one of those handed to a parameter with a star has to be it."""
    name, kind, classes = read(need)
    if name not in parameters:
        return ""
    first = _position(name, parameters) - function.skips
    given = [one for one in handed if one[0] == "*" or (isinstance(one[0], int) and one[0] >= first)]
    possible = [own for _, own, known in given if not _is_against(kind, classes, known)]
    if not possible:
        return None
    return _of_own(kind, classes, possible[0]) if len(possible) == 1 else ""


def _is_against(kind: str, literal: str, known: str) -> bool:
    """Tell whether what is certain of an argument rules out what is needed."""
    certain, _, same = known.partition("=")
    certain, _, own_classes = certain.partition(OF)
    if kind in WITH_CLASSES:
        return _is_of_others(kind, literal, certain, own_classes)
    if certain.removesuffix(PLAIN).removesuffix(OTHER) in _AGAINST[kind]:
        return True
    if kind in (UNLIKE, DIFFERS):
        return same == literal
    is_member = "." in literal and literal[0] not in "'\""  # and so no plain data itself
    of_class = kind in _AGAINST_CLASS and certain.endswith(_AGAINST_CLASS[kind]) and not is_member
    return of_class or differ(same, literal)


def _is_of_others(kind: str, classes: str, certain: str, own_classes: str) -> bool:
    """Tell whether the class of an argument, as far as that is known, keeps it from being what is needed.

    An instance of a class may be one of another only if one of the two is below the other.
    """
    if certain == NOTHING:
        return kind == KIND
    asked = [one.split("|") for one in classes.split(",")]
    own = [one.split("|") for one in own_classes.split(",") if one]
    if kind == NO:  # where nothing is certain it may be None, too, which is no instance of these
        is_given = bool(certain.removesuffix(PLAIN).removesuffix(OTHER))
        return is_given and bool(own) and all(any(one[0] in bases for one in asked) for bases in own)
    if not any(DATA.intersection(one) for one in asked) and (certain == FALSE or certain.endswith(PLAIN)):
        return True
    if all(one[0] in DATA for one in asked) and certain.endswith(OTHER):
        return True
    return bool(own) and all(one[0] not in bases and bases[0] not in one for one in asked for bases in own)


def _of_own(kind: str, literal: str, own: str) -> str:
    """Return what is needed of a parameter that is passed on, whose default may stand behind its name."""
    own, _, default = own.partition("=")
    if not own:
        return ""
    if kind in ("", TRUE_STILL):
        return need_of(TRUE_STILL if default else "", own)
    if kind == NOT_ZERO:
        return need_of(NOT_ZERO, own)
    if not default:  # it is not known here whether it is None where nothing is handed over for it
        return "" if kind in (REFUSED, BECOMES) else need_of(DIFFERS if kind == UNLIKE else kind, own, literal)
    if kind == REFUSED:
        return need_of(REFUSED, own)
    if kind in WITH_LITERAL and (default == literal or differ(default, literal)):
        by_default = (BECOMES, UNLIKE) if default == literal else (EXACT, DIFFERS)
        return need_of(by_default[kind in (UNLIKE, DIFFERS)], own, literal)
    return ""


def _position(name: str, parameters: tuple[str, ...]) -> int:
    """Return the position of a parameter; one that can only be named has none."""
    if name not in parameters:
        return -1
    index = parameters.index(name)
    return -1 if any(other.startswith("*") for other in parameters[:index]) else index


def opened(need: str, function: Function) -> Function | None:
    """Return the abstract method that has to be open, for objects of the class that a function is called for.

    None for any other need, where the object is the caller's own, and where no more is known of it.
    """
    method = parts(need)[1].removesuffix(OPEN)
    is_same = function.receiver in ("", SUPER) and is_of_same(function)
    owner = function.receiver or function.name.rpartition(".")[0]
    if not method or is_same or method.rpartition(".")[0] == owner:
        return None
    return Function(method, function.skips, owner)


def made_anyhow(need: str) -> str:
    """Return what is left of a need for an object of which nobody sees how it is made."""
    parameter, method = parts(need)
    return method if constructor_of(parameter) else need


def is_of_same(function: Function) -> bool:
    """Tell whether a function has the same object as its caller: one that is nested, or behind a decorator, too."""
    return function.is_own or function.receiver == SUPER or ".<" in function.name
