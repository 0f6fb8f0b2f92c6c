"""Follow values to what they run.

A function runs its body, a generator does so where it is consumed, and a marked function does what its mark says with
what it is handed. A partial, a result or a decorated function runs what stands behind it. What a parameter runs is left
open, for the caller to fill in.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from noblock.arguments import Bindings, bound, by_name, filled_in, handed_to, handed_together, of_parameter, simple
from noblock.closures import closed_by
from noblock.declarations import Mark
from noblock.effects import Effect, Summary
from noblock.fullnames import SUPER, label
from noblock.model import (
    Argument,
    Closure,
    Decorated,
    Default,
    Element,
    Function,
    Handed,
    Lazy,
    Marked,
    Method,
    Object,
    Parameter,
    Partial,
    Result,
    Value,
)
from noblock.objects import Objects
from noblock.origins import Origins
from noblock.pending import Pending, is_answered, pending
from noblock.reach import Reach, any_class, counted, left_open, needing, of_kind, of_object, prefixed, through
from noblock.returns import DEEPEST_VALUE, Returns
from noblock.said import Said
from noblock.settling import passed_on
from noblock.subjects import Subjects
from noblock.summaries import Summaries


class Flow:
    """Follows values with the help of summaries.

    Args:
        known: The summaries of all functions; is told the names of abstract methods whose implementations had a say.
        objects: Knows what methods come to for objects of one class, and what is allowed to block.
        origins: Knows how objects were made.
        subjects: Settles what is left to the class of what is handed over.
        said: Knows what classes say of their objects.
    """

    def __init__(self, known: Summaries, objects: Objects, origins: Origins, subjects: Subjects, said: Said) -> None:
        self._known = known
        self._returns = Returns(known)
        self._objects = objects
        self._origins = origins
        self._pending = Pending(known, objects)
        self._subjects = subjects
        self._said = said

    def invoke(self, value: Value, arguments: tuple[Argument, ...], depth: int, handed: Handed | None = None) -> Reach:
        """Call a value.

        Args:
            value: What is called.
            arguments: Those arguments that can themselves be called or consumed.
            depth: How many values this one was found through.
            handed: Which parameters a call hands over something for, and the caller's own that it hands on; None where
                that is not known.
        """
        return self._start(value, arguments, depth, "plain", handed)

    def consume(self, value: Value, use: str, depth: int) -> Reach:
        """Iterate over a value, or enter it: run the generator that it came from."""
        reach = Reach()
        if depth > DEEPEST_VALUE:
            return reach
        match value:
            case Parameter(owner, name):
                reach.calls.add(Parameter(owner, name, use))
            case Lazy(Result() as inner, ()):
                if value.use in ("", use) or use == "any":
                    reach.merge(self.consume(inner, "iterate", depth))
            case Lazy(inner, given):
                if value.use in ("", use) or use == "any":
                    reach.merge(self._start(inner, given, depth + 1, how="any"))
            case Result(inner, given, handed):
                reach.merge(self._start(inner, given, depth + 1, "lazy", handed))
                for returned in self._returns.of(inner, given, depth + 1):
                    reach.merge(closed_by(self.consume(returned, use, depth + 1), value, self._known))
            case Closure(inner, bindings):
                found = self.consume(inner, use, depth + 1)
                reach.merge(self._resolved(found, dict(bindings), depth))
            case Default(inner, needs):
                reach.merge(needing(self.consume(inner, use, depth + 1), needs))
            case Function() | Marked() | Partial() | Decorated() | Element() | Method() | Object():
                pass
        return reach

    def _start(
        self, value: Value, arguments: tuple[Argument, ...], depth: int, how: str, handed: Handed | None = None
    ) -> Reach:
        """Run the body of a function.

        Args:
            value: Stands for the function.
            arguments: What it is given.
            depth: How many values this one was found through.
            how: ``plain`` where a call runs nothing of a generator, ``lazy`` for generators only, or ``any``.
            handed: As in ``invoke``.
        """
        reach = Reach()
        if depth > DEEPEST_VALUE:
            return reach
        match value:
            case Function(name):
                summary = self._known.of(name)
                if summary.is_abstract and value.receiver != SUPER:
                    reach = self._start_any(value, arguments, depth, how, handed)
                elif how == "any" or summary.is_lazy == (how == "lazy"):
                    self._run(value, summary, arguments, reach, depth, handed)
            case Marked():
                if how != "lazy" or value.mark.calls:
                    self._run_marked(value, arguments, reach, depth)
            case Parameter(owner, name):
                if how == "plain":
                    reach.calls.add(Parameter(owner, name, arguments=simple(arguments)))
            case Partial(Marked(name, mark, skips), given, is_sealed=True):
                kept = dict(handed_to(mark.parameters, given, skips))
                for inner in (one for parameter in mark.calls for one in of_parameter(kept, parameter)):
                    reach.merge(self._start(inner, arguments, depth + 1, how), through=name, category=mark.calls_as)
            case Closure(inner, bindings):
                found = self._start(inner, arguments, depth + 1, how, handed)
                reach.merge(self._resolved(found, dict(bindings), depth))
            case Default(inner, needs):
                reach.merge(needing(self._start(inner, arguments, depth + 1, how, handed), needs))
            case _:
                together = handed_together(value, handed)
                for inner, given in self._returns.behind(value, arguments, depth):
                    found = self._start(inner, given, depth + 1, how, together)
                    found = self._settled(found, value) if isinstance(value, Method) else found
                    reach.merge(closed_by(found, value, self._known))
        return reach

    def _start_any(
        self, function: Function, arguments: tuple[Argument, ...], depth: int, how: str, handed: Handed | None
    ) -> Reach:
        """Run the bodies that may stand behind an abstract method; the arguments are those of ``_start``."""
        reach = Reach()
        self._known.consulted.add(any_class(function.name))
        for implementation in self._objects.implementations(function):
            if self._known.of(implementation).is_abstract:  # what may stand behind it may stand here, too
                continue
            found = self._start(Function(implementation, function.skips), arguments, depth + 1, how, handed)
            reach.merge(left_open(found, function), through=label(function.name))
        is_open = how == "plain" and self._known.of(function.name).is_pending(function.name)
        if is_open and not is_answered(reach.effects.values()):
            others = Reach()
            others.add(pending(function))
            reach.merge(left_open(others, function))
        return reach

    def _run(
        self,
        function: Function,
        summary: Summary,
        arguments: tuple[Argument, ...],
        reach: Reach,
        depth: int,
        handed: Handed | None,
    ) -> None:
        own = Reach()
        for effect in () if summary.is_context else self._objects.effects(function):
            needs = self._left(effect.needs, function, summary, handed)
            for one in self._subjects.at_call(effect, function, handed) if needs is not None else ():
                if not self._objects.allows(function.name, one.category):
                    for found in self._pending.filled(prefixed(label(function.name), one, needs=needs)):
                        own.add(found)
        own = of_kind(own, lambda: self._returns.asks(value for argument in arguments for value in argument.values))
        reach.merge(left_open(own, function))
        mark = summary.mark
        if not summary.calls and not summary.loops and (mark is None or not mark.hands_over):
            return
        inside = Reach()
        for parameter in summary.calls:
            needs = self._left(parameter.needs, function, summary, handed)
            if needs is not None:
                inside.calls.add(replace(parameter, needs=needs))
        inside.loops = set(summary.loops)
        if mark is not None and mark.hands_over:
            given = dict(handed_to(summary.parameters, arguments, function.skips))
            self._hand_over(mark, given, label(function.name), reach, depth)
            marked = {*mark.calls, *mark.loops, *mark.offloads}
            inside.calls = {parameter for parameter in inside.calls if parameter.name.strip("*=") not in marked}
            inside.loops = {parameter for parameter in inside.loops if parameter.name.strip("*=") not in marked}
        bindings = self._returns.handed_objects(arguments, depth) | bound(function, summary, arguments, handed)
        called = Reach()
        called.merge(self._resolved(inside, bindings, depth), through=label(function.name))
        reach.merge(left_open(called, function))

    def _left(self, need: str, function: Function, summary: Summary, handed: Handed | None) -> str | None:
        """Return what is left of a need at a call, None if it certainly is not met."""
        left = self._said.left(need, function)
        return left if left is None else passed_on(left, function, summary.parameters, handed)

    def _run_marked(self, marked: Marked, arguments: tuple[Argument, ...], reach: Reach, depth: int) -> None:
        mark = marked.mark
        if mark.category and not self._objects.allows(marked.name, mark.category):
            reach.add(Effect(mark.category, (marked.name,), 1, mark.use))
        if mark.calls or mark.loops:
            handed = dict(handed_to(mark.parameters, arguments, marked.skips))
            self._hand_over(mark, handed, marked.name, reach, depth)

    def _hand_over(
        self, mark: Mark, handed: dict[str, tuple[Value, ...]], through: str, reach: Reach, depth: int
    ) -> None:
        for parameter in mark.calls:
            values = of_parameter(handed, parameter)
            reach.merge(self.use(values, depth + 1), through=through, category=mark.calls_as)
        for parameter in mark.loops:
            for value in of_parameter(handed, parameter):  # or several in a list
                self._put_on_loop(value.value if isinstance(value, Element) else value, reach, depth)

    def _put_on_loop(self, value: Value, reach: Reach, depth: int) -> None:
        found = self.use((value,), depth + 1)
        if isinstance(value, Lazy) and isinstance(value.value, Function):  # a method of a class that was handed over
            summary = self._known.of(value.value.name)
            for effect in summary.effects if summary.is_context else ():
                found.add(prefixed(label(value.value.name), effect))
        for effect in (*found.effects.values(), *found.on_loop.values()):
            reach.add_on_loop(effect)
        reach.loops |= {Parameter(parameter.owner, parameter.name) for parameter in (*found.calls, *found.loops)}

    def returned(self, value: Value) -> list[Value]:
        """Return the callables that a call of a value without arguments gives."""
        return self._returns.of(value, (), 0)

    def use(self, values: tuple[Value, ...], depth: int) -> Reach:
        """Call what was handed over for one parameter, or iterate over it, or enter it: whichever it is made for.

        Of an object that is made for several of these, only the weakest is certain: a container is not asked for its
        elements, what can be iterated over is not called, nor entered.
        """
        reach = Reach()
        iterated = [value for value in values if isinstance(value, Lazy) and value.use == "iterate"]
        for value in values:
            if isinstance(value, Parameter):
                reach.calls.add(Parameter(value.owner, value.name, "any" if value.use == "call" else value.use))
            elif not isinstance(value, Element) and not (iterated and isinstance(value, Function)):
                reach.merge(self.invoke(value, (), depth))
                reach.merge(self.consume(value, "iterate" if iterated else "any", depth))
        return reach

    def _used(self, values: tuple[Value, ...], use: str, arguments: tuple[Argument, ...], depth: int) -> Reach:
        if use == "any":
            return self.use(values, depth)
        reach = Reach()
        for value in values:
            reach.merge(self.invoke(value, arguments, depth) if use == "call" else self.consume(value, use, depth))
        return reach

    def _resolved(self, found: Reach, bindings: Bindings, depth: int) -> Reach:
        """Replace the parameters that ``found`` calls by what they stand for, where that is known."""
        reach = Reach()
        found = of_kind(found, lambda: self._returns.asks(value for handed in bindings.values() for value in handed))
        reach.effects.update(found.effects)
        reach.on_loop.update(found.on_loop)
        for parameter in sorted(found.calls, key=by_name):
            handed = bindings.get(Parameter(parameter.owner, parameter.name))
            arguments = filled_in(parameter.arguments, bindings)
            if handed is None:
                reach.calls.add(replace(parameter, arguments=simple(arguments)))
            else:
                used = self._used(handed, parameter.use, arguments, depth + 1)
                reach.merge(needing(counted(used, parameter.counts_as), parameter.needs))
        for parameter in sorted(found.loops, key=by_name):
            handed = bindings.get(Parameter(parameter.owner, parameter.name))
            for value in handed or ():
                self._put_on_loop(value, reach, depth)
            if handed is None:
                reach.loops.add(parameter)
        return reach

    def _settled(self, reach: Reach, method: Method) -> Reach:
        """Return what a method reached, for an object of which it is known how it was made."""
        found = of_object(reach, partial(self._origins.left, how=method.made))
        settled = self._subjects.of_object(found, method.made.constructor, method.made.handed)
        return through(settled, label(method.value.name))
