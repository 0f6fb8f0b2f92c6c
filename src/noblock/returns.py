"""Know what calls return, and so which values stand behind another one.

What a result is, the function tells that returned it; what a decorated function is, its decorator tells. Values only
lead to values here: nothing is run, and no effect arises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from noblock.arguments import Bindings, bound, closed, closed_over, joined
from noblock.fullnames import CONSTRUCTORS
from noblock.model import (
    Argument,
    Choice,
    Closure,
    Decorated,
    Default,
    Element,
    Function,
    Lazy,
    Made,
    Marked,
    Method,
    Object,
    Parameter,
    Partial,
    Result,
    Value,
)
from noblock.summaries import Summaries

DEEPEST_VALUE = 8  # nested calls and partials; past that a value counts as unknown


class Returns:
    """Knows what calls return, with the help of summaries.

    Args:
        known: The summaries of all functions.
    """

    def __init__(self, known: Summaries) -> None:
        self._known = known
        self._summary = known.of

    def of(self, value: Value, arguments: tuple[Argument, ...], depth: int) -> list[Value]:
        """Return the callables that calling a value may return.

        Args:
            value: What is called.
            arguments: Those arguments that can themselves be called or consumed.
            depth: How many values this one was found through.
        """
        if depth > DEEPEST_VALUE:
            return []
        match value:
            case Function(name):
                summary = self._summary(name)
                if summary.is_async or not summary.returns:
                    return []
                bindings = bound(value, summary, arguments)
                return [closed_over(returned, bindings) for returned in self._chosen(summary.returns, arguments, depth)]
            case Marked(_, mark):
                return [Partial(value, arguments, is_sealed=True)] if mark.calls else []
            case Closure(inner, bindings):
                found = self.of(inner, arguments, depth + 1)
                return [closed_over(returned, dict(bindings)) for returned in found]
            case _:
                return [
                    returned
                    for inner, given in self.behind(value, arguments, depth)
                    for returned in self.of(inner, given, depth + 1)
                ]

    def behind(
        self, value: Value, arguments: tuple[Argument, ...], depth: int
    ) -> Iterator[tuple[Value, tuple[Argument, ...]]]:
        """Yield the values that another one stands for, and what they are given if that one is called.

        Args:
            value: What stands for them.
            arguments: What it is called with.
            depth: How many values it was found through.
        """
        match value:
            case Partial(inner, given):
                yield inner, joined(given, arguments)
            case Result(inner, given):
                yield from ((returned, arguments) for returned in self.of(inner, given, depth + 1))
            case Decorated():
                yield from ((returned, arguments) for returned in self._decorated(value, depth + 1))
            case Method(inner, made):
                bindings = self._making(made, depth)
                yield closed_over(inner, bindings) if bindings else inner, arguments
            case Element(inner) | Default(inner):
                yield inner, arguments
            case _:
                pass

    def is_async(self, value: Value, depth: int = 0) -> bool:
        """Tell whether a value is an asynchronous function."""
        match value:
            case Function(name):
                return self._known.is_async(name)
            case Closure(inner):
                return self.is_async(inner, depth)
            case _:
                behind = self.behind(value, (), depth) if depth <= DEEPEST_VALUE else ()
                return any(self.is_async(inner, depth + 1) for inner, _ in behind)

    def asks(self, values: Iterable[Value], depth: int = 0) -> bool | None:
        """Return whether one of some values is an asynchronous function, None if no function is known among them."""
        functions = [value for value in values if not isinstance(value, (Parameter, Lazy, Object))]
        return any(self.is_async(value, depth) for value in functions) if functions else None

    def _chosen(self, returns: Iterable[Value], arguments: tuple[Argument, ...], depth: int) -> list[Value]:
        """Return those values that a function returns for some arguments."""
        found = list(returns)
        if not any(isinstance(value, Choice) for value in found):
            return found
        kind = self.asks((value for argument in arguments for value in argument.values), depth + 1)
        fitting = [value for value in found if not isinstance(value, Choice) or kind in (None, value.is_async)]
        return [value.value if isinstance(value, Choice) else value for value in fitting]

    def handed_objects(self, arguments: Iterable[Argument], depth: int) -> Bindings:
        """Return what the parameters stand for of all functions that objects were handed something by.

        Args:
            arguments: Of a call that hands these objects over.
            depth: How many values the call was found through.
        """
        found: Bindings = {}
        for made in (value.made for one in arguments for value in one.values if isinstance(value, Object)):
            _add(found, self._making(made, depth))
        return found

    def _making(self, made: Made, depth: int) -> Bindings:
        """Return what the parameters stand for of all functions that an object was handed something by."""
        found: Bindings = {}
        if depth > DEEPEST_VALUE:
            return found
        further = made.further
        if made.maker.name.rpartition(".")[2] in CONSTRUCTORS:
            further = (Result(made.maker, made.arguments), *further)
        else:
            summary = self._summary(made.maker.name)
            bindings = bound(made.maker, summary, made.arguments)
            for inner in summary.makes:
                steps = tuple(Result(step.value, closed(step.arguments, bindings)) for step in inner.further)
                given = closed(inner.arguments, bindings)
                _add(found, self._making(Made(inner.maker, given, steps), depth + 1))
            further += summary.hands_on if summary.makes else ()
        for step in further:
            _add(found, self._received(step.value, step.arguments, depth))
        return found

    def _received(self, value: Value, arguments: tuple[Argument, ...], depth: int) -> Bindings:
        """Return what parameters stand for where a method of an object is called, which hands them on to others."""
        found: Bindings = {}
        if depth > DEEPEST_VALUE:
            return found
        match value:
            case Function(name):
                summary = self._summary(name)
                bindings = bound(value, summary, arguments)
                _add(found, bindings)
                outermost = name.partition(".<locals>")[0]
                for step in self._summary(outermost).hands_on:
                    _add(found, self._received(step.value, closed(step.arguments, bindings), depth + 1))
            case Closure(inner, outer):
                for parameter, values in self._received(inner, arguments, depth + 1).items():
                    found[parameter] = tuple(closed_over(one, dict(outer)) for one in values)
            case _:
                for inner, given in self.behind(value, arguments, depth):
                    _add(found, self._received(inner, given, depth + 1))
        return found

    def _decorated(self, value: Decorated, depth: int) -> list[Value]:
        """Return what a decorated function may be."""
        if self._is_offload(value.decorator):
            return []
        returned = self.of(value.decorator, (Argument(0, (value.inner,)),), depth)
        known = [one for one in returned if self._is_known(one, depth)]
        if self.is_async(value.inner, depth):  # who has something for asynchronous functions gives them that
            known = [one for one in known if self.is_async(one, depth)] or known
        return known or ([] if value.turns_awaitable else [value.inner])

    def _is_known(self, value: Value, depth: int) -> bool:
        """Tell whether a value is a function, or what one returns of which something is known."""
        match value:
            case Closure(inner):
                return self._is_known(inner, depth)
            case Result(inner, given):
                return any(self._is_known(one, depth + 1) for one in self.of(inner, given, depth + 1))
            case _:
                return True

    def _is_offload(self, value: Value) -> bool:
        """Tell whether a function is marked as one that runs elsewhere what it is handed."""
        mark = value.mark if isinstance(value, Marked) else None
        if isinstance(value, Function):
            mark = self._summary(value.name).mark
        return mark is not None and bool(mark.offloads)


def _add(found: Bindings, more: Bindings) -> None:
    """Take in what parameters stand for, besides what is known of them."""
    for parameter, values in more.items():
        known = found.get(parameter, ())
        found[parameter] = tuple(dict.fromkeys((*known, *values))) if known and values else known or values
