"""The words that the floors share, as frozen values.

A *value* stands for something that can be called or iterated over. A body is described by its *calls*: the places
where it gives control away, with the values that may receive it and the values handed over. From the calls of all
bodies the solver derives a *summary* for each function: all that its callers have to know. Nothing here refers to
mypy, to lines of other modules or to the order of work, so summaries can be stored, compared and sent between
processes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Union


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an overload of a marked function asks of one parameter: to be handed over, and to fit.

    ``literals`` and ``type_name`` are both empty where any value will do.
    """

    parameter: str
    literals: tuple[object, ...] = ()
    type_name: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is declared about one function, or about one overload of it.

    Attributes:
        category: What its calls wait for; empty when they do not block.
        use: The dotted name of what to await instead.
        decides: Whether blocking or not blocking was stated, rather than only facts about parameters.
        parameters: The names of its positional parameters, as far as the mark needs them.
        offloads, calls, loops: Parameters whose callables run elsewhere, here and now, or on the event loop.
        calls_as: The category in which the effects of ``calls`` count, if not their own.
        is_context: Its body, and the bodies of its overrides, run on the event loop.
        requires: What this overload asks of the arguments.
        returns: The public name of the class that it returns, for libraries without types, or the name of the parameter
            whose result it stands for.
        accessor: ``property``, ``classmethod`` or ``staticmethod`` if it is one.
    """

    category: str = ""
    use: str = ""
    decides: bool = False
    parameters: tuple[str, ...] = ()
    offloads: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    calls_as: str = ""
    loops: tuple[str, ...] = ()
    is_context: bool = False
    requires: tuple[Requirement, ...] = ()
    returns: str = ""
    accessor: str = ""

    @property
    def keywords(self) -> tuple[str, ...]:
        """The parameters that can be handed over by name alone."""
        return self.parameters[self.parameters.index("*") + 1 :] if "*" in self.parameters else ()


def needed_keywords(marks: Iterable[Mark]) -> frozenset[str]:
    """Return the keywords of which one must be handed over for a function to have an effect; none if that is not so."""
    needed = [
        next((need.parameter for need in mark.requires if need.parameter in mark.keywords), "")
        for mark in marks
        if mark.category or mark.loops
    ]
    return frozenset(needed) if all(needed) else frozenset()


@dataclass(frozen=True, slots=True)
class Function:
    """A function with a body in the project, by full name.

    ``skips`` leading parameters are given already; ``receiver`` is the class through which an inherited method is
    called, or ``super()`` for a call that runs this very function, even if it is abstract.
    """

    name: str
    skips: int = 0
    receiver: str = ""


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
    """

    owner: str
    name: str
    use: str = "call"


@dataclass(frozen=True, slots=True)
class Partial:
    """A value with the first or some named arguments given, as by ``functools.partial``.

    What a marked decorator makes ``is_sealed``: the arguments that it is called with go to the function inside.
    """

    value: Value
    arguments: tuple[Argument, ...]
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Closure:
    """A nested function together with what its outer parameters stand for."""

    value: Value
    bindings: tuple[tuple[Parameter, tuple[Value, ...]], ...]


@dataclass(frozen=True, slots=True)
class Method:
    """A method of an instance that ``maker``, a constructor, made of some arguments."""

    value: Function
    maker: Function
    arguments: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What a call returns."""

    value: Value
    arguments: tuple[Argument, ...]


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

    ``use`` is ``iterate`` or ``enter`` where only one of the two runs it.
    """

    value: Value
    arguments: tuple[Argument, ...] = ()
    use: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One of the values in a container that is handed over."""

    value: Value


Value = Union[Function, Marked, Parameter, Partial, Closure, Method, Result, Decorated, Lazy, Element]  # noqa: UP007  # names in quotes cannot be joined with |


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument at a call: its position or its name (``*`` and ``**`` for unpacked ones) and what it may be."""

    key: int | str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in its file: lines from 1, columns from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


Handed = tuple[tuple[int | str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """One place where a body gives control away.

    Attributes:
        targets: What may receive control.
        arguments: Those arguments that can themselves be called or consumed; one without values is given, but unknown.
        span: The place.
        name: What is called, as it is spelled in messages.
        form: How: ``call``, ``read``, ``write``, ``iterate``, ``enter``, ``leave`` or ``operate``.
        ignored: The error codes that a ``# type: ignore[...]`` on its line names.
        instead_of: The name of the offload to which the result of this call is handed in place of the function.
        use: What is done with the targets: ``call``, ``iterate`` or ``enter``.
        handed: The positions and names of all arguments that are not ``None``, each with the name of the parameter that
            it passes on, if needs of that can be passed on, and with what is certain of it; None if not known.
        needs: What the function around it has to be handed for the call to be reached, as in ``noblock.needs``.
        moves_as: What would have to be moved to a thread, if not a function of the name: an ``iterator`` with all that
            it gives, an ``expression`` without a name, or a block that is ``awaiting`` something and cannot be moved
            as a whole.
        counts_as: The category in which its effects count, if not their own.
    """

    targets: tuple[Value, ...]
    arguments: tuple[Argument, ...]
    span: Span
    name: str = ""
    form: str = "call"
    ignored: tuple[str, ...] = ()
    instead_of: str = ""
    use: str = "call"
    handed: Handed | None = None
    needs: str = ""
    moves_as: str = ""
    counts_as: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """One function body, or what stands for one.

    Attributes: name: The full name of the function; nested ones as ``outer.<locals>.inner``. calls: Where it gives
        control away, in the order of the source. parameters: Names of its parameters in order; ``*args`` and
        ``**kwargs`` with their stars, then keyword-only ones. returns: The callables that it may return. is_async:
        Whether calling it only makes a coroutine or an asynchronous generator. is_context: Whether it runs on the
        event loop. is_lazy: Whether it is a generator, so that its body runs when it is consumed. mark: What its
        author declared. span: The place of its definition. is_abstract: Whether it has nothing to run, so that calls
        of it run an implementation in a subclass. overrides: The marked method that it overrides, if that says how it
        must behave. context: The short names of its class and of itself, as mypy's ``--show-error-context`` has them.
        defaults: The callables that parameters have where no argument is given, by
        name. counts_as: The category in which its findings count, if not their own.
    """

    name: str
    calls: tuple[Call, ...] = ()
    parameters: tuple[str, ...] = ()
    returns: tuple[Value, ...] = ()
    is_async: bool = False
    is_context: bool = False
    is_lazy: bool = False
    mark: Mark | None = None
    span: Span = Span(0, 0, 0, 0)
    is_abstract: bool = False
    overrides: str = ""
    context: tuple[str | None, str | None] = (None, None)
    defaults: tuple[Argument, ...] = ()
    counts_as: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """Calling a function may block: why, through which calls, and what to use instead.

    ``chain`` ends with the function that blocks; a long one is shortened in the middle. ``depth`` is its full length.
    ``needs`` is what has to be handed over for it, as in ``noblock.needs``.
    """

    category: str
    chain: tuple[str, ...]
    depth: int
    use: str = ""
    needs: str = ""

    def rank(self) -> tuple[int, tuple[str, ...], str]:
        """Order explanations: shortest first, then by name, so that the order of work never shows."""
        return self.depth, self.chain, self.use


@dataclass(frozen=True, slots=True)
class Summary:
    """What callers have to know of one function.

    Attributes: effects: At most one a category and parameter that it needs, sorted by both. calls: The parameters, its
        own and those of functions around it, that are called when it is. loops: The parameters that it hands to the
            event loop.
        parameters, returns, is_async, is_lazy, is_context, is_abstract, defaults: As of its body. The effects of a
            body that runs on the event loop are reported inside it, and do not spread.
        mark: As declared, when it says something about the function's parameters or forbids blocking.
        returns_effects: Whether one of the callables returned has an effect of its own.
    """

    effects: tuple[Effect, ...] = ()
    calls: tuple[Parameter, ...] = ()
    loops: tuple[Parameter, ...] = ()
    parameters: tuple[str, ...] = ()
    returns: tuple[Value, ...] = ()
    is_async: bool = False
    is_lazy: bool = False
    is_context: bool = False
    is_abstract: bool = False
    mark: Mark | None = None
    returns_effects: bool = False
    defaults: tuple[Argument, ...] = ()

    @property
    def uses_arguments(self) -> bool:
        """Whether it may matter what the function is handed: it calls that, or gives something that may do so."""
        return bool(self.calls or self.loops or self.returns)

    @property
    def is_effectful(self) -> bool:
        """Whether calling the function, or what it returns, may block by itself."""
        return bool(self.effects or self.returns_effects or self.loops or self.mark or self.defaults)

    def concerns_callers(self, name: str) -> bool:
        """Tell whether a call of the function of this name may block whatever it is handed.

        That is so for one with an effect of its own, and for one that calls what something else was handed: a method
        that calls what the constructor was given, for instance.
        """
        own = name.removesuffix(BODY)
        return self.is_effectful or any(
            parameter.owner.removesuffix(BODY) != own for parameter in (*self.calls, *self.loops)
        )

    @property
    def says_something(self) -> bool:
        """Whether callers have to know of the function at all."""
        return self.is_effectful or self.is_abstract or bool(self.calls or self.returns)


NOTHING = Summary()


@dataclass(frozen=True, slots=True)
class Finding:
    """One report: where, in which words, and what explains it.

    ``context`` names the class and the function that it stands in, if any; ``notes`` are lines below the error.
    """

    span: Span
    category: str
    message: str
    notes: tuple[str, ...]
    context: tuple[str | None, str | None]


# The end of the name of a function's own body, where decorators make something else of the function.
BODY = ".<body>"
# The methods that run when a class is called.
CONSTRUCTORS = ("__new__", "__init__", "__post_init__", "__attrs_post_init__")
# The receiver of a call that runs a method itself rather than what may override it.
SUPER = "super()"


def label(name: str) -> str:
    """The name of a function as a reader knows it, without the marks of nesting."""
    return name.replace(".<locals>", "").replace(BODY, "")
