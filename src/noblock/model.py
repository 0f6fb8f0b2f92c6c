"""The words in which the floors speak of code, as frozen values.

A *value* stands for something that can be called or iterated over; what somebody declared of it is in ``declarations``,
what is done with it in ``body``. Nothing here refers to mypy, to other modules' lines or to the order of work, so all
of it can be stored and compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from noblock.declarations import Mark

# The arguments of a call, as ``Call.handed`` has them: position or name, the parameter passed on, and what is certain.
Handed = tuple[tuple[int | str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Function:
    """A function with a body in the project, by full name.

    ``skips`` leading parameters are given already; ``receiver`` is the class through which an inherited method is
    called, or ``super()`` for a call that runs this very function, even if it is abstract. A method of the object that
    the calling method has itself ``is_own``: subclasses may have another one in its place. Where the calling module
    sets attributes of objects of the class, that of a method ``is_changed``.
    """

    name: str
    skips: int = 0
    receiver: str = ""
    is_own: bool = False
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A function of which only its mark is known, under the name that users know it by."""

    name: str
    mark: Mark
    skips: int = 0


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a caller hands to a parameter of a function, and what is done with it.

    ``use`` is ``call``, ``iterate``, ``enter``, or ``any`` where a mark says only that one of these is done. A name
    that ends with ``=`` stands for the parameter's default, and for nothing where an argument is given.
    ``counts_as`` is the category in which its effects count, if not their own. ``arguments`` is what it is called with,
    so far as that is a function, or a parameter itself; ``needs`` is what has to be handed over for that to happen.
    """

    owner: str
    name: str
    use: str = "call"
    counts_as: str = ""
    arguments: tuple[Argument, ...] = ()
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Partial:
    """A value with the first or some named arguments given, as by ``functools.partial``.

    What a marked decorator makes ``is_sealed``: the arguments that it is called with go to the function inside.
    ``handed`` is what it was given, as ``Call`` has it, ``positions`` of it without a name.
    """

    value: Value
    arguments: tuple[Argument, ...]
    is_sealed: bool = False
    handed: Handed | None = None
    positions: int = 0


@dataclass(frozen=True, slots=True)
class Closure:
    """A nested function together with what its outer parameters stand for."""

    value: Value
    bindings: tuple[tuple[Parameter, tuple[Value, ...]], ...]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of an instance, or what an attribute of one holds, together with how the instance was made."""

    value: Function
    made: Made


@dataclass(frozen=True, slots=True)
class Object:
    """An object that a call hands over, with how it was made: it may keep what the function that it goes to calls."""

    made: Made


@dataclass(frozen=True, slots=True)
class Result:
    """What a call returns; ``handed`` is what it hands over, as ``Call`` has it, where that may matter only later."""

    value: Value
    arguments: tuple[Argument, ...]
    handed: Handed | None = None


@dataclass(frozen=True, slots=True)
class Decorated:
    """A function as its decorator leaves it.

    Where nothing is known of what the decorator returns, it is taken to call the function; unless the type it gives the
    function is awaitable and the function itself is not, for then the call was moved off the loop.
    """

    decorator: Value
    inner: Value
    turns_awaitable: bool = False


@dataclass(frozen=True, slots=True)
class Lazy:
    """Something to iterate over or to enter, such as a generator: what ``value`` does happens where it is consumed.

    ``use`` is ``iterate`` or ``enter`` where only one of the two runs it. A result is what is consumed itself.
    """

    value: Value
    arguments: tuple[Argument, ...] = ()
    use: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One of the values in a container that is handed over."""

    value: Value


@dataclass(frozen=True, slots=True)
class Choice:
    """What a function returns only where what it is handed is asynchronous, or only where that is not."""

    value: Value
    is_async: bool


@dataclass(frozen=True, slots=True)
class Default:
    """What an attribute holds only where its constructor was not handed something, as ``needs`` says it."""

    value: Value
    needs: str


Value = Union[  # noqa: UP007  # names in quotes cannot be joined with |
    Function, Marked, Parameter, Partial, Closure, Method, Object, Result, Decorated, Lazy, Element, Choice, Default
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument at a call: its position or its name (``*`` and ``**`` for unpacked ones) and what it may be."""

    key: int | str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """How an object was made: by ``maker``, of some arguments.

    That is a constructor, a function that gives the object, or a variable that holds it. ``further`` are calls of
    methods of the same object, which may keep what they are handed. ``handed`` is all that was handed to the
    ``constructor``, by name, as ``Call`` has it, where the call of that is seen.
    """

    maker: Function
    arguments: tuple[Argument, ...]
    further: tuple[Result, ...] = ()
    constructor: str = ""
    handed: Handed | None = None


@dataclass(frozen=True, slots=True)
class Building:
    """How the objects are made that a function gives, or the own one of a constructor that leaves that to a base.

    ``handed`` in ``made`` names the function's own ``parameters`` where these are passed on. A ``maker`` that is its
    own is the constructor of the class that a class method is called on.

    Of a class it says what that has of constants, as ``handed`` in ``made``, and names its bases as ``parameters``.
    """

    parameters: tuple[str, ...]
    made: tuple[Made, ...]
