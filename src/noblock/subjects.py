"""Let the class of what is handed over decide what an abstract method does.

``def use(clock: Clock): clock.tick()`` may run any implementation. For ``use(Quick())`` it is the one of that class. So
an effect that arises there keeps the parameter and the method, its *subject*, as a text like those of needs:
``clock as app.Clock.tick``, or ``app.Service.__init__(clock) as app.Clock.tick`` where an object was made of it. Behind
that stands ``()`` where the method is called without arguments.

It is settled at a call that hands over an object of a class that has the method, and is handed on with a parameter of
the caller. Where neither is so, any implementation may be meant, and the effect has no subject any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from noblock.body import Call
from noblock.effects import Effect
from noblock.fullnames import label
from noblock.model import Function, Handed, Parameter, Value
from noblock.needs import of_parameter
from noblock.objects import Objects, around
from noblock.reach import Reach, prefixed
from noblock.settling import handed_for, passed_on
from noblock.summaries import Summaries
from noblock.switches import bare, constructor_of

_AS, _ALONE = " as ", "()"


class Subjects:
    """Settles effects that have a subject.

    Args:
        known: The summaries of all functions; is told the names of those that had a say.
        objects: Knows what methods come to for objects of one class, and what is allowed to block.
        in_place: The method that objects of a class, by full name, have in place of an abstract one, by full name. One
            without a name runs nothing; None if that is not certain.
    """

    def __init__(self, known: Summaries, objects: Objects, in_place: Callable[[str, str], Function | None]) -> None:
        self._known = known
        self._objects = objects
        self._in_place = in_place

    def left_open(self, reach: Reach, target: Value, call: Call) -> Reach:
        """Return what a call reaches through one target, left to the class of what a parameter holds.

        So it is for an abstract method, unless it is handed callables, of which the callers of the function know
        nothing.
        """
        if not (call.subject and isinstance(target, Function) and self._known.of(target.name).is_abstract):
            return reach
        values = (value for argument in call.arguments for value in argument.values)
        if not all(isinstance(value, Parameter) for value in values):
            return reach
        subject = f"{call.subject}{_AS}{target.name}{_ALONE if call.handed == () else ''}"
        return _with_effects(reach, (replace(effect, subject=subject) for effect in reach.effects.values()))

    def at_call(self, effect: Effect, function: Function, handed: Handed | None) -> Iterator[Effect]:
        """Yield what an effect of a function comes to at a call of that.

        Args:
            effect: The effect.
            function: The function.
            handed: What the call hands over, as ``Call`` has it.
        """
        parameter, _, method = effect.subject.partition(_AS)
        if not parameter or constructor_of(parameter) not in ("", function.name):
            yield effect
        else:
            parameters = self._known.of(function.name).parameters
            own, name = handed_for(bare(parameter), function, parameters, handed)
            yield from self._of_class(effect, name, f"{own}{_AS}{method}" if own else "")

    def of_object(self, reach: Reach, constructor: str, handed: Handed | None) -> Reach:
        """Return what was reached for an object that is made by a constructor of what a call hands it by name."""
        return _with_effects(reach, self._of_made(reach, constructor, handed))

    def _of_made(self, reach: Reach, constructor: str, handed: Handed | None) -> Iterator[Effect]:
        for effect in reach.effects.values():
            parameter = effect.subject.partition(_AS)[0]
            if constructor and constructor_of(parameter) == constructor:
                yield from self._of_class(effect, handed_for(bare(parameter), Function(constructor), (), handed)[1], "")
            else:
                yield effect

    def _of_class(self, effect: Effect, name: str, left: str) -> Iterator[Effect]:
        """Yield what an effect comes to for an object of a class, if that is known and has the method.

        Args:
            effect: The effect.
            name: The full name of the class, empty if it is not known.
            left: What is the subject if the class leaves it open.
        """
        abstract = effect.subject.partition(_AS)[2]
        is_alone = abstract.endswith(_ALONE)
        abstract = abstract.removesuffix(_ALONE)
        method = self._in_place(name, abstract) if name else None
        if name:
            self._known.consulted.add(f"{name}.{abstract.rpartition('.')[2]}")
        if method is None:
            yield replace(effect, subject=left)
        elif method.name:
            before, after = around(label(abstract), effect.chain)
            for found in self._of_method(method, after, is_alone=is_alone):
                for caller in (label(abstract), *reversed(before)):
                    found = prefixed(caller, found)
                if not any(self._objects.allows(one, found.category) for one in (method.name, abstract, *before)):
                    yield replace(found, needs=effect.needs, subject="")

    def _of_method(self, method: Function, seen: tuple[str, ...], *, is_alone: bool) -> Iterator[Effect]:
        """Yield what calling a method comes to, with arguments of which nothing is known, if any.

        Of what it does with certain arguments only that is sure which was seen to follow from those of the call.
        """
        summary = self._known.of(method.name)
        for effect in () if summary.is_context or summary.is_lazy else self._objects.effects(method):
            found = prefixed(label(method.name), effect)
            needs = passed_on(effect.needs, method, summary.parameters, () if is_alone else None)
            if needs is not None and (is_alone or found.chain == seen or not of_parameter(effect.needs)):
                yield found


def for_any_object(reach: Reach) -> Reach:
    """Return what was reached for an object of which nobody sees how it is made."""
    effects = reach.effects.values()
    found = (replace(one, subject="") if constructor_of(one.subject.partition(_AS)[0]) else one for one in effects)
    return _with_effects(reach, found) if any(one.subject for one in effects) else reach


def _with_effects(reach: Reach, effects: Iterator[Effect]) -> Reach:
    found = Reach()
    for effect in effects:
        found.add(effect)
    found.on_loop, found.calls, found.loops = reach.on_loop, reach.calls, reach.loops
    return found
