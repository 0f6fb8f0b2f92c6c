"""The words for what follows from code, as frozen values.

From the calls of all bodies the solver derives *effects*, and for each function a *summary*: all that its callers have
to know. Judging the calls that run on the event loop by them gives *findings*.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from noblock.body import Span
from noblock.declarations import Mark
from noblock.fullnames import BODY
from noblock.model import Argument, Made, Parameter, Result, Value

PENDING = "?"  # which begins no name of a category; what follows names an abstract method


@dataclass(frozen=True, slots=True)
class Effect:
    """Calling a function may block: why, through which calls, and what to use instead.

    ``chain`` ends with the function that blocks; a long one is shortened in the middle. ``depth`` is its full length.
    ``needs`` is what has to be handed over for it, as in ``noblock.needs``; ``subject`` is the object whose class
    decides about it, as in ``noblock.subjects``.
    """

    category: str
    chain: tuple[str, ...]
    depth: int
    use: str = ""
    needs: str = ""
    subject: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """Of all effects that have this in common one is enough."""
        return self.category, self.needs, self.subject

    @property
    def is_pending(self) -> bool:
        """Whether it stands for an abstract method of which no implementation is in sight that blocks."""
        return self.category.startswith(PENDING)

    def rank(self) -> tuple[int, bool, tuple[str, ...], str]:
        """Order explanations: shortest first, then by name, so that the order of work never shows.

        Of two of one length, better one that ends in a call that can be seen than in a special method.
        """
        return self.depth, any(".__" in last for last in self.chain[-1:]), self.chain, self.use


@dataclass(frozen=True, slots=True)
class Summary:
    """What callers have to know of one function.

    Attributes:
        effects: At most one a category, need and subject, sorted by these. Of an asynchronous function those
            that stand for abstract methods: the others are reported inside it, and do not spread.
        calls: The parameters, its own and those of functions around it, that are called when it is.
        loops: The parameters that it hands to the event loop.
        parameters, returns, is_async, is_lazy, is_context, is_abstract, defaults, makes, hands_on: As of its body. The
            effects of a body that runs on the event loop are reported inside it, and do not spread.
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
    makes: tuple[Made, ...] = ()
    hands_on: tuple[Result, ...] = ()

    @property
    def uses_arguments(self) -> bool:
        """Whether it may matter what the function is handed: it calls that, or gives something that may do so."""
        return bool(self.calls or self.loops or self.returns or self.makes or self.hands_on)

    @property
    def is_effectful(self) -> bool:
        """Whether calling the function, or what it returns, or a method of that, may block by itself.

        The effects of one that runs on the event loop are reported inside it.
        """
        hands_over = self.mark is not None and self.mark.hands_over
        effects = self.effects and not self.is_context
        return bool(effects or self.returns_effects or self.loops or hands_over or self.keeps_own)

    @property
    def keeps_own(self) -> bool:
        """Whether something is kept for later that the function was not handed: a default, or what it names itself.

        What it was handed counts where something is handed to it.
        """
        steps = (*self.hands_on, *(Result(made.maker, made.arguments) for made in self.makes))
        further = (step for made in self.makes for step in made.further)
        given = (argument for step in (*steps, *further) for argument in step.arguments)
        return bool(self.defaults) or any(
            not isinstance(value, Parameter) for argument in given for value in argument.values
        )

    def keepers(self, name: str) -> Iterator[str]:
        """Yield the functions, by full name, that have kept what the function of this name calls."""
        own = name.removesuffix(BODY)
        owners = dict.fromkeys(parameter.owner.removesuffix(BODY) for parameter in (*self.calls, *self.loops))
        return (owner.partition(".<locals>")[0] for owner in owners if owner != own)

    def concerns_callers(self, name: str) -> bool:
        """Tell whether a call of the function of this name may block whatever it is handed.

        That is so for one with an effect of its own, and for one that calls what something else was handed: a method
        that calls what the constructor was given, for instance. What the language calls by itself is asked for abstract
        methods only where an implementation that blocks is in sight.
        """
        summary = self
        if name.rpartition(".")[2].startswith("__"):
            summary = replace(self, effects=tuple(effect for effect in self.effects if not effect.is_pending))
        return summary.is_effectful or summary.uses_others(name)

    def uses_others(self, name: str) -> bool:
        """Tell whether the function of this name calls what another one was handed, such as the constructor."""
        return any(True for _ in self.keepers(name))

    def leaves_open(self, name: str) -> bool:
        """Tell whether callers, even asynchronous ones, may know more of what a call of this function runs."""
        return self.uses_others(name) or self.is_pending(name) or any(effect.is_pending for effect in self.effects)

    def is_pending(self, name: str) -> bool:
        """Tell whether the function of this name is an abstract method that may block wherever one in its place does.

        What the language runs by itself is asked for only where an implementation is in sight.
        """
        return self.is_abstract and not name.rpartition(".")[2].startswith("__")

    @property
    def says_something(self) -> bool:
        """Whether callers have to know of the function at all."""
        return self.is_effectful or self.is_abstract or self.uses_arguments or bool(self.effects or self.mark)


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


@dataclass(frozen=True, slots=True)
class Taking:
    """One call in code on the event loop of what others keep for it: where that is, and how it is spelled.

    ``through`` are the synchronous functions that it leads through, by full name; ``context`` is as ``Body`` has it.
    """

    span: Span
    name: str
    through: tuple[str, ...] = ()
    context: tuple[str | None, str | None] = (None, None)
