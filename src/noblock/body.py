"""What function bodies do, as frozen values.

A body has *calls*: the places where it gives control away, to some values, with others. What follows from that is in
``effects``. Nothing here refers to mypy or to the order of work.
"""

from __future__ import annotations

from dataclasses import dataclass

from noblock.declarations import Mark
from noblock.model import Argument, Handed, Made, Result, Value


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in its file: lines from 1, columns from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Call:
    """One place where a body gives control away.

    Attributes:
        targets: What may receive control.
        arguments: Those arguments that can themselves be called or consumed; one without values is given, but unknown.
        span: The place.
        name: What is called, as it is spelled in messages.
        form: How: ``call``, ``read``, ``write``, ``iterate``, ``await``, ``enter``, ``leave`` or ``operate``.
        ignored: The error codes that a ``# type: ignore[...]`` on its line names.
        instead_of: The name of the offload to which the result of this call is handed in place of the function.
        use: What is done with the targets: ``call``, ``iterate`` or ``enter``.
        handed: The positions and names of all arguments, each with the name of the parameter that
            it passes on, if needs of that can be passed on, and with what is certain of it; None if not known.
        needs: What the function around it has to be handed for the call to be reached, as in ``noblock.needs``.
        moves_as: What would have to be moved to a thread, if not a function of the name: an ``iterator`` with all that
            it gives, an ``expression`` without a name, or a block that is ``awaiting`` something, and so stays.
        counts_as: The category in which its effects count, if not their own.
        passes: The classes, with all bases, of those objects that the function around it was itself given and that it
            passes on; None if not known.
        subject: The parameter of the function around it, or of the constructor of its object, of which a method is
            called or a property read.
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
    passes: tuple[str, ...] | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """One function body, or what stands for one.

    Attributes:
        name: The full name of the function; nested ones as ``outer.<locals>.inner``.
        calls: Where it gives control away, in the order of the source.
        parameters: The names of its parameters as they are written: with their stars, and those without a position
            behind ``*`` or ``*args``.
        returns: The callables that it may return.
        is_async: Whether calling it only makes a coroutine or an asynchronous generator.
        is_context: Whether it runs on the event loop.
        is_lazy: Whether it is a generator, so that its body runs when it is consumed.
        mark: What its author declared.
        span: The place of its definition.
        is_abstract: Whether it has nothing to run, so that calls of it run an implementation in a subclass.
        overrides: The marked method that it overrides, if that says how it must behave.
        context: The short names of its class and of itself, as mypy's ``--show-error-context`` has them.
        defaults: The callables that parameters have where no argument is given, by name.
        counts_as: The category in which its findings count, if not their own.
        makes: How the object was made that it gives or holds.
        hands_on: Calls of methods of its own object, or of the one that it holds, with what may be called of what
            these are handed.
        is_wrapper: Whether it stands for a decorated function, and so runs at once even if that is asynchronous.
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
    makes: tuple[Made, ...] = ()
    hands_on: tuple[Result, ...] = ()
    is_wrapper: bool = False
