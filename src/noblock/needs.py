"""Know what has to be handed to a function for some of its effects to arise.

A *need* is a text, so that it can be stored and compared like any other. It names a parameter that is false by default,
or has none: ``proxy`` has to be handed over, and not as a constant that is false, ``proxy is given`` as anything but
``None``, ``not proxy`` must be left out or false, ``proxy is None`` left out or ``None``, ``proxy is False`` has to be
handed over as something false that is not ``None``, ``proxy is not false`` as something true, or left out, as it is
true by default, ``pause is not zero`` as anything but something false that is not ``None``, or left out,
``proxy is True`` as that itself, ``proxy becomes True`` so, or
left out;
``mode is not 'text'`` has to be handed over as something else, ``mode differs from 'text'`` so, or left out.
``job is a app.Print|app.Job`` has to be handed over as an instance of that class, which is written with its bases;
``source is no builtins.str`` as an instance of others, or left out. Classes of which one will do have commas between.
``file is surely a io.TextIOWrapper`` has to be known to be one: nothing else that is handed over will do.
``*items is a app.Print|app.Job`` speaks of all that is handed to a parameter with a star: one of them has to be that.
``**proxy`` is what a parameter with two stars is handed under that name.
Of several such needs, each on a line of its own, one has to be met.

``app.Page.load is open`` speaks of the object that the function is a method of: its class has to leave open what that
method does. For an object of a class that says so it is that. It may stand behind one of the others, after ``and``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from noblock.asked import AND, asks
from noblock.switches import constructor_of

# What is certain of an argument; what is true is not None either, and neither is what is false as it is
# written; ``NOTHING`` is ``None`` itself.
NOT_NONE, TRUE, FALSE, NOTHING = "not None", "true", "false", "None"
PLAIN, OTHER = " data", " other"  # of such a class, or of another; stands behind what else is certain
OF = " of "  # classes with their bases follow, as in needs; one of them it is, if it is not None
DATA = frozenset(
    f"builtins.{name}"
    for name in (
        "str", "bytes", "bytearray", "int", "float", "complex", "bool", "list", "dict", "tuple", "set", "frozenset",
    )
)  # fmt: skip

GIVEN, NOT, NONE, REFUSED, TRUE_STILL = " is given", "not ", " is None", " is False", " is not false"
NOT_ZERO = " is not zero"
KIND, NO, SURE = " is a ", " is no ", " is surely a "  # classes follow
EXACT, BECOMES, UNLIKE, DIFFERS = " is ", " becomes ", " is not ", " differs from "  # a literal follows
OPEN = " is open"
OR = "\n"  # which stands in no literal as it is written
MOST_ALTERNATIVES = 4
IN_FULL = (GIVEN, NONE, REFUSED, TRUE_STILL, NOT_ZERO)
WITH_CLASSES = (KIND, NO, SURE)
WITH_LITERAL = (BECOMES, UNLIKE, DIFFERS, EXACT)
LEFT_OUT = (NOT, NONE, NO, BECOMES, DIFFERS, TRUE_STILL, NOT_ZERO)


def given(parameter: str) -> str:
    """Return the need that a parameter is not ``None``."""
    return need_of(GIVEN, parameter)


def false(parameter: str) -> str:
    """Return the need that a parameter is false."""
    return need_of(NOT, parameter)


def absent(parameter: str) -> str:
    """Return the need that a parameter is ``None``."""
    return need_of(NONE, parameter)


def refused(parameter: str) -> str:
    """Return the need that a parameter is false, but not ``None``."""
    return need_of(REFUSED, parameter)


def true(parameter: str) -> str:
    """Return the need that a parameter, which is true by default, still is."""
    return need_of(TRUE_STILL, parameter)


def not_zero(parameter: str) -> str:
    """Return the need that a parameter is neither ``0`` nor ``False`` nor the like, but perhaps ``None``."""
    return need_of(NOT_ZERO, parameter)


def instance(parameter: str, classes: str) -> str:
    """Return the need that a parameter is an instance of one of some classes."""
    return need_of(KIND, parameter, classes)


def no_instance(parameter: str, classes: str) -> str:
    """Return the need that a parameter is an instance of none of some classes."""
    return need_of(NO, parameter, classes)


def surely_instance(parameter: str, classes: str) -> str:
    """Return the need that a parameter is known to be an instance of one of some classes."""
    return need_of(SURE, parameter, classes)


def has_to_be_sure(need: str) -> bool:
    """Tell whether a need is met only by what is known of what is handed over."""
    return all(read(one)[1] == SURE for one in alternatives(of_parameter(need)))


def either(needs: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Return what one of two conditions needs, whichever of them holds."""
    return tuple(filter(None, (one_of((need, other)) for need in needs for other in others)))


def one_of(needs: Iterable[str]) -> str:
    """Return the need that one of several is met, empty if there are too many, or of the parameters of several."""
    classes: dict[str, list[str]] = {}  # that each parameter may be of
    others: list[str] = []
    for need in (one for several in needs for one in alternatives(several)):
        name, kind, asked = read(need)
        if kind == KIND:
            classes.setdefault(name, []).append(asked)
        else:
            others.append(need)
    found = {**dict.fromkeys(others), **{instance(name, ",".join(some)): None for name, some in classes.items()}}
    is_known = len(found) <= MOST_ALTERNATIVES and len(set(map(constructor_of, found))) == 1
    return OR.join(found) if is_known else ""


def alternatives(need: str) -> list[str]:
    """Return the needs of which one has to be met for what a need says of parameters."""
    return need.split(OR)


def exact(parameter: str, literal: str) -> str:
    """Return the need that a parameter is what a literal says."""
    return need_of(EXACT, parameter, literal)


def becoming(parameter: str, literal: str) -> str:
    """Return the need that a parameter is what a literal says, or ``None``, in whose place that may be put."""
    return need_of(BECOMES, parameter, literal)


def unlike(parameter: str, literal: str) -> str:
    """Return the need that a parameter, which is what a literal says by default, is something else."""
    return need_of(UNLIKE, parameter, literal)


def differing(parameter: str, literal: str) -> str:
    """Return the need that a parameter is not what a literal says."""
    return need_of(DIFFERS, parameter, literal)


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
    return "" if literal.lstrip("-")[0].isdigit() else literal.rpartition(".")[0] or literal


def open_for(method: str) -> str:
    """Return the need that the class of the function's own object leaves open what an abstract method does."""
    return f"{method}{OPEN}"


def both(need: str, other: str) -> str:
    """Return two needs as one: the stricter of what they say of parameters, and what the first says of a class.

    What only the second says of a class counts, too.
    """
    parameter, method = parts(need)
    other_parameter, other_method = parts(other)
    return AND.join(filter(None, (strictest((parameter, other_parameter)), method or other_method)))


def followed(need: str, other: str) -> str:
    """Return what one need says of a parameter, and what the other says of a class."""
    return AND.join(filter(None, (parts(need)[0], parts(other)[1])))


def of_parameter(need: str) -> str:
    """Return what a need says of a parameter of the function itself, empty if nothing."""
    parameter = parts(need)[0]
    return "" if constructor_of(parameter) else parameter


def is_of_own(need: str) -> bool:
    """Tell whether a need speaks of the object that the function is a method of."""
    return bool(parts(need)[1])


def has_to_be_handed(need: str) -> bool:
    """Tell whether a need asks for more of a parameter than that it is not switched off."""
    parameter = of_parameter(need)
    return bool(parameter) and all(read(need)[1] != TRUE_STILL for need in alternatives(parameter))


def parts(need: str) -> tuple[str, str]:
    """Return what a need says of a parameter, and the method that has to be open."""
    parameter, _, method = need.rpartition(AND) if need.endswith(OPEN) else (need, "", "")
    return parameter, method


def strictest(needs: Iterable[str]) -> str:
    """Return that one of several needs which the fewest calls meet, the first of such, empty if there is none.

    ``True`` itself is seldom handed over, and then anything at all; whoever leaves a parameter out meets the others.
    """
    return min(_joined(filter(None, needs)), key=_ease, default="")


def _joined(needs: Iterable[str]) -> Iterator[str]:
    """Yield needs, one in place of all those that rule out classes of the same parameter."""
    ruled_out: dict[str, set[str]] = {}
    others: list[str] = []
    for need in needs:
        name, kind, classes = read(need)
        # Of what is handed to a parameter with a star, one may be meant by each of the needs.
        if kind == NO and OR not in need and not name.startswith("*"):
            ruled_out.setdefault(name, set()).update(classes.split(","))
        else:
            others.append(need)
    yield from others
    yield from (no_instance(name, ",".join(sorted(classes))) for name, classes in ruled_out.items())


def _ease(need: str) -> int:
    if OR in need:
        return max(map(_ease, alternatives(need)))
    kind = read(need)[1]
    if kind == SURE:
        return -1
    if asks(need) or kind in (EXACT, BECOMES):
        return 0
    return 3 if kind == NOT_ZERO else 2 if kind in LEFT_OUT else 1


def read(need: str) -> tuple[str, str, str]:
    """Return the parameter that a need names, of what kind it is, and the literal or the classes in it."""
    if need.startswith(NOT):
        return need.removeprefix(NOT), NOT, ""
    name, space, rest = need.partition(" ")  # no name has one
    followed_by = (*WITH_CLASSES, *WITH_LITERAL)
    kinds = (*(kind for kind in IN_FULL if space + rest == kind), *followed_by)
    kind = next((kind for kind in kinds if (space + rest).startswith(kind)), "")
    return name, kind, (space + rest).removeprefix(kind) if kind in followed_by else ""


def need_of(kind: str, parameter: str, literal: str = "") -> str:
    """Return the need of a kind, one of those above, that names a parameter and perhaps a literal."""
    return f"{kind}{parameter}" if kind == NOT else f"{parameter}{kind}{literal}"
