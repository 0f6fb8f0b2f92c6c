"""Find out what blocks, and why.

Blocking spreads from callee to caller through synchronous functions only. It stops at a mark, because a person knows
better, at ``async def``, because that is where it is reported, and at an offload. A function that calls one of its
parameters has no effect of its own: the effects of the callable handed over arise at each call site.

A summary depends on the summaries of what the body calls, so each body is evaluated again whenever one of those
changes. Effects are only ever added, and explanations only ever get better in one fixed order, so recursion converges
and the result does not depend on the order of work.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from noblock.arguments import by_name, united
from noblock.body import Body, Call
from noblock.effects import NOTHING, Effect, Summary
from noblock.flow import Flow
from noblock.fullnames import CONSTRUCTORS, SUPER
from noblock.model import Argument, Building, Choice, Default, Function, Made, Method, Result, Value
from noblock.needs import has_to_be_handed, is_of_own
from noblock.objects import Objects
from noblock.origins import Origins
from noblock.reach import Reach, any_class, counted, ignored_effects, is_own, needing, of_object
from noblock.said import Said
from noblock.settling import made_anyhow
from noblock.subjects import Subjects, for_any_object
from noblock.summaries import Summaries, outlined

DEEPEST_DECORATOR = 3  # functions that are returned by one another


class Solver:
    """Summaries of function bodies that may call each other, and bodies that are added as it turns out which matter.

    Args:
        known: The summary of any other function, by full name.
        implementations: The full names of the methods that a call of an abstract one may run.
        allows: Whether calls of the named function may block in the given category.
        inherited: The full names under which it may be known what classes make of a method that they inherit.
        is_async: Whether a function is asynchronous that was not looked into.
        in_place: The method that objects of a class have in place of an abstract one, as ``Subjects`` has it.
        building: How a function makes the objects that it gives, or what a class says of its own, by full name.

    ``users`` tells which bodies asked for the summary of a function, and which for all methods of a name.
    """

    def __init__(
        self,
        known: Callable[[str], Summary],
        implementations: Callable[[Function], Iterable[str]] = lambda function: (function.name,),
        allows: Callable[[str, str], bool] = lambda name, category: False,
        inherited: Callable[[Function], Iterable[str]] = lambda function: (),
        is_async: Callable[[str], bool] = lambda name: False,
        in_place: Callable[[str, str], Function | None] = lambda name, method: None,
        building: Callable[[str], Building | None] = lambda name: None,
    ) -> None:
        self._known = Summaries(known, is_async)
        self._objects = Objects(self._known, implementations, allows, inherited)
        self._subjects = Subjects(self._known, self._objects, in_place)
        origins, said = Origins(self._known, building), Said(self._known, building)
        self._flow = Flow(self._known, self._objects, origins, self._subjects, said)
        self.users: dict[str, set[str]] = defaultdict(set)
        self._relevant: dict[str, tuple[Summary, set[str]]] = {}  # each with the names of all that had a say

    def add(self, bodies: Iterable[Body]) -> list[str]:
        """Take in more bodies, and return the names of all that now have something new to say."""
        new = {body.name: body for body in bodies}
        known_bodies, summaries = self._known.bodies, self._known.summaries
        known_bodies.update(new)
        outdated = self._outdated(new)
        before = {name: summaries.get(name, NOTHING) for name in new.keys() | outdated}
        for name in outdated:
            del summaries[name]
        for name in before:
            summaries[name] = self._outlined(known_bodies[name])
        handing = [name for name, known in before.items() if summaries[name].hands_on != known.hands_on]
        using = {user for name in handing for user in self.users.get(name, ())}
        waiting = deque(sorted(before.keys() | using | self._dispatched(new)))
        queued = set(waiting)
        while waiting:
            name = waiting.popleft()
            queued.discard(name)
            self._known.consulted = set()
            summary = self._summarise(known_bodies[name])
            for consulted in self._known.consulted:
                self.users[consulted].add(name)
            known = summaries.get(name, NOTHING)
            if summary != known:
                before.setdefault(name, known)
                summaries[name] = summary
                again = sorted(self.users[name] - queued)
                waiting.extend(again)
                queued.update(again)
        changed = {name for name, known in before.items() if summaries[name] != known}
        asked_again = changed | new.keys() | {any_class(name) for name in new}
        self._relevant = {name: known for name, known in self._relevant.items() if asked_again.isdisjoint(known[1])}
        return sorted(name for name in changed if summaries[name].says_something)

    def _outlined(self, body: Body) -> Summary:
        """Return what is certain of a body before its calls are looked at, besides what was found out earlier."""
        known = self._known.summaries.get(body.name, NOTHING)
        return outlined(body, known.effects, known.calls, known.loops)

    def _outdated(self, new: Mapping[str, Body]) -> set[str]:
        """Return the bodies whose summaries rest on a function that only now turns out to return callables.

        What it decorates was taken to be called as it stands. Effects would have to be taken back, and functions that
        call each other explain each other's, so all of them start anew.
        """
        waiting = [name for name, body in new.items() if body.returns and not self.summary(name).returns]
        found: set[str] = set()
        while waiting:
            users = self.users.get(waiting.pop(), set()) - found
            found |= users
            waiting.extend(users)
        return found & self._known.summaries.keys()

    def summary(self, name: str) -> Summary:
        """Return the summary of one of the bodies."""
        return self._known.summaries.get(name, NOTHING)

    def _dispatched(self, names: Iterable[str]) -> set[str]:
        """Return the bodies that call an abstract method which one of the named methods may implement."""
        return {user for name in names for user in self.users.get(any_class(name), ())}

    def reach(self, call: Call) -> Reach:
        """Return what happens at one call."""
        reach = Reach()
        for target in self._once(call.targets):
            if call.use == "call":
                found = self._flow.invoke(target, call.arguments, 0, call.handed)
            else:
                found = self._flow.consume(target, call.use, 0)
            found = found if is_own(target) else for_any_object(of_object(found, made_anyhow))
            reach.merge(self._subjects.left_open(found, target, call))
        return counted(reach, call.counts_as)

    def _once(self, targets: tuple[Value, ...]) -> Iterator[Value]:
        """Yield what may run, but for the functions that an attribute among it only holds by default.

        mypy takes such a function for the type of whatever the attribute holds.
        """
        held = [one.value for one in targets if isinstance(one, Result)] if len(targets) > 1 else []
        names = [one.value if isinstance(one, Method) else one for one in held]
        summaries = [self._known.of(one.name) for one in names if isinstance(one, Function)]
        by_default = [one.value for known in summaries for one in known.returns if isinstance(one, Default)]
        yield from (one for one in targets if (one.value if isinstance(one, Method) else one) not in by_default)

    def reach_within(self, body: Body, call: Call) -> Reach:
        """Return what happens at one call in a method, for objects of the very class that this is written in.

        What ``super()`` finds there may call others, which this class has something else for.
        """
        reach = self.reach(call)
        if any(isinstance(target, Function) and target.receiver == SUPER for target in call.targets):
            method = Function(body.name, 1, body.name.rpartition(".")[0])
            effects = list(self._objects.settled(reach.effects.values(), method))
            reach.effects.clear()
            for effect in effects:
                reach.add(effect)
        return reach

    def relevant(self, name: str) -> Summary:
        """Return the summary of a function without those values that it hands on from which nothing can come."""
        if name not in self._relevant:
            self._known.consulted = {name}
            self._relevant[name] = self._without_idle(name), self._known.consulted
        return self._relevant[name][0]

    def _without_idle(self, name: str) -> Summary:
        summary = self.summary(name)
        is_constructor = name.rpartition(".")[2] in CONSTRUCTORS
        called = {parameter.name.rstrip("=") for parameter in (*summary.calls, *summary.loops)}
        defaults = tuple(
            argument
            for argument in summary.defaults
            if argument.key in called or (is_constructor and self._says_something(argument))
        )
        steps = tuple(step for step in summary.hands_on if any(map(self._says_something, step.arguments)))
        makes = tuple(made for made in summary.makes if steps or self._matters(made))
        if (defaults, makes, steps) != (summary.defaults, summary.makes, summary.hands_on):
            summary = replace(summary, defaults=defaults, makes=makes, hands_on=steps)
        if not summary.returns:
            return summary
        kept = []
        returns_effects = False
        for value in summary.returns:
            inner = value.value if isinstance(value, Choice) else value
            found = self._flow.use((inner,), 0)
            has_effects = bool(found.effects or found.on_loop or found.loops) or self._gives_effects(inner)
            returns_effects = returns_effects or has_effects
            if has_effects or found.calls or not isinstance(inner, Result):
                kept.append(value)
        return replace(summary, returns=tuple(kept), returns_effects=returns_effects)

    def _says_something(self, argument: Argument) -> bool:
        """Tell whether something may come of an argument that is kept."""
        found = self._flow.use(argument.values, 0)
        return bool(found.effects or found.on_loop or found.loops or found.calls)

    def _matters(self, made: Made) -> bool:
        """Tell whether something may come of how an object was made."""
        maker = self._known.of(made.maker.name)
        given = (*made.arguments, *(argument for step in made.further for argument in step.arguments))
        return bool(maker.defaults or maker.makes or maker.hands_on) or any(map(self._says_something, given))

    def _gives_effects(self, value: Value, depth: int = 0) -> bool:
        """Tell whether what is returned gives something that may block, as a decorator does that takes arguments."""
        return depth < DEEPEST_DECORATOR and any(
            bool(self._flow.use((inner,), 0).effects) or self._gives_effects(inner, depth + 1)
            for inner in self._flow.returned(value)
        )

    def body_effects(self, body: Body) -> list[Effect]:
        """Return the effects of a body, whatever its marks say."""
        return self._collected(body)[1]

    def method_effects(self, name: str) -> list[Effect]:
        """Return the effects of a method for objects of the very class that it is written in, whatever it is handed."""
        summary = self._known.of(name)
        if not summary.effects or summary.is_lazy:
            return []
        effects = self._objects.effects(Function(name, 1, name.rpartition(".")[0]))
        return [effect for effect in effects if not has_to_be_handed(effect.needs) and not effect.is_pending]

    def summary_of(self, name: str) -> Summary:
        """Return the summary of any function."""
        return self._known.of(name)

    def is_async(self, name: str) -> bool:
        """Tell whether calling a function only makes something that is awaited or looped over."""
        return self._known.is_async(name)

    def _summarise(self, body: Body) -> Summary:
        reach, effects = self._collected(body)
        if body.is_async and not body.is_wrapper:
            effects = [effect for effect in effects if effect.is_pending and not is_of_own(effect.needs)]
        mark = body.mark
        if mark is not None and mark.decides:
            effects = [Effect(mark.category, (), 0, mark.use)] if mark.category else []
        in_order = tuple(sorted(effects, key=lambda effect: effect.key))
        return outlined(body, in_order, united(reach.calls), tuple(sorted(reach.loops, key=by_name)))

    def _collected(self, body: Body) -> tuple[Reach, list[Effect]]:
        """Return what happens in a body, and those of its effects that matter besides the others."""
        reach = Reach()
        for call in body.calls:
            at_call = self.reach(call)
            at_call.keep(body.name, call.passes)
            for ignored in ignored_effects(call, at_call):
                del at_call.effects[ignored.key]
            reach.merge(needing(at_call, call.needs))
        found = list(reach.effects.values())
        always = {effect.category: effect.rank() for effect in found if not (effect.needs or effect.subject)}
        effects = [
            effect
            for effect in found
            if not (effect.needs or effect.subject)
            or effect.category not in always
            or effect.rank() < always[effect.category]
        ]
        return reach, effects
