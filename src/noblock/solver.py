"""Find out what blocks, and why.

Blocking spreads from callee to caller through synchronous functions only. It stops at a mark, because a person knows
better, at ``async def``, because that is where it is reported, and at an offload. A function that calls one of its
parameters has no effect of its own: the effects of the callable handed over arise at each call site.

A summary depends on the summaries of what the body calls, so each body is evaluated again whenever one of those
changes. Effects are only ever added, and explanations only ever get better in one fixed order, so recursion converges
and the result does not depend on the order of work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from noblock.model import (
    NOTHING,
    SUPER,
    Argument,
    Body,
    Call,
    Closure,
    Decorated,
    Effect,
    Element,
    Function,
    Lazy,
    Mark,
    Marked,
    Method,
    Parameter,
    Partial,
    Result,
    Summary,
    Value,
    label,
)

Bindings = dict[Parameter, tuple[Value, ...]]

LONGEST_CHAIN = 12  # names; what a message shows of a longer one is its beginning and its end
DEEPEST_CHAIN = 5000  # calls; functions that only explain each other, once their reason is gone, end here
DEEPEST_VALUE = 6  # nested calls and partials; past that a value counts as unknown


class Reach:
    """What happens when control is given to a value: effects, parameters called, and what lands on the event loop."""

    def __init__(self) -> None:
        self.effects: dict[str, Effect] = {}
        self.on_loop: dict[str, Effect] = {}
        self.calls: set[Parameter] = set()
        self.loops: set[Parameter] = set()

    def add(self, effect: Effect) -> None:
        """Take in an effect, if it explains its category better than what is known."""
        if effect.depth > DEEPEST_CHAIN:
            return
        known = self.effects.get(effect.category)
        if known is None or effect.rank() < known.rank():
            self.effects[effect.category] = effect

    def add_on_loop(self, effect: Effect) -> None:
        """Take in an effect of something that the event loop will run."""
        known = self.on_loop.get(effect.category)
        if known is None or effect.rank() < known.rank():
            self.on_loop[effect.category] = effect

    def merge(self, other: Reach, through: str = "", category: str = "") -> None:
        """Take over what ``other`` found, through a call of the function ``through``, counted as ``category``."""
        for effect in other.effects.values():
            self.add(_prefixed(through, effect, category) if through else effect)
        for effect in other.on_loop.values():
            self.add_on_loop(effect)
        self.calls |= other.calls
        self.loops |= other.loops


class Solver:
    """Summaries of function bodies that may call each other, and bodies that are added as it turns out which matter.

    Args:
        known: The summary of any other function, by full name.
        implementations: The full names of the methods that a call of an abstract one may run.
        allows: Whether calls of the named function may block in the given category.

    ``users`` tells which bodies asked for the summary of a function, and which for all methods of a name.
    """

    def __init__(
        self,
        known: Callable[[str], Summary],
        implementations: Callable[[Function], Iterable[str]] = lambda function: (),
        allows: Callable[[str, str], bool] = lambda name, category: False,
    ) -> None:
        self._known = known
        self._implementations = implementations
        self._allows = allows
        self._bodies: dict[str, Body] = {}
        self._summaries: dict[str, Summary] = {}
        self._consulted: set[str] = set()
        self.users: dict[str, set[str]] = defaultdict(set)

    def add(self, bodies: Iterable[Body]) -> list[str]:
        """Take in more bodies, and return the names of all that now have something new to say."""
        new = {body.name: body for body in bodies}
        self._bodies.update(new)
        outdated = self._outdated(new)
        before = {name: self._summaries.get(name, NOTHING) for name in new.keys() | outdated}
        for name in outdated:
            del self._summaries[name]
        for name in before:
            self._summaries[name] = self._outlined(self._bodies[name])
        waiting = sorted(before.keys() | self._dispatched(new), reverse=True)
        queued = set(waiting)
        while waiting:
            name = waiting.pop()
            queued.discard(name)
            self._consulted = set()
            summary = self._summarise(self._bodies[name])
            for consulted in self._consulted:
                self.users[consulted].add(name)
            known = self._summaries.get(name, NOTHING)
            if summary != known:
                before.setdefault(name, known)
                self._summaries[name] = summary
                again = sorted(self.users[name] - queued, reverse=True)
                waiting.extend(again)
                queued.update(again)
        return sorted(
            name
            for name, known in before.items()
            if self._summaries[name] != known and self._summaries[name].says_something
        )

    def _outlined(self, body: Body) -> Summary:
        """Return what is certain of a body before its calls are looked at, besides what was found out earlier."""
        known = self._summaries.get(body.name, NOTHING)
        return replace(
            self._summarise(replace(body, calls=())), effects=known.effects, calls=known.calls, loops=known.loops
        )

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
        return found & self._summaries.keys()

    def summary(self, name: str) -> Summary:
        """Return the summary of one of the bodies."""
        return self._summaries.get(name, NOTHING)

    def _dispatched(self, names: Iterable[str]) -> set[str]:
        """Return the bodies that call an abstract method which one of the named methods may implement."""
        return {user for name in names for user in self.users.get(_any_class(name), ())}

    def reach(self, call: Call) -> Reach:
        """Return what happens at one call."""
        reach = Reach()
        for target in call.targets:
            if call.use == "call":
                reach.merge(self._invoke(target, call.arguments, 0))
            else:
                reach.merge(self._consume(target, call.use, 0))
        return reach

    def relevant(self, summary: Summary) -> Summary:
        """Return a summary without those returned values and defaults that nothing can come of."""
        called = {parameter.name.rstrip("=") for parameter in (*summary.calls, *summary.loops)}
        defaults = tuple(argument for argument in summary.defaults if argument.key in called)
        summary = replace(summary, defaults=defaults) if defaults != summary.defaults else summary
        if not summary.returns:
            return summary
        kept = []
        returns_effects = False
        for value in summary.returns:
            found = self._use((value,), 0)
            has_effects = bool(found.effects or found.on_loop or found.loops)
            returns_effects = returns_effects or has_effects
            if has_effects or found.calls or not isinstance(value, Result):
                kept.append(value)
        return replace(summary, returns=tuple(kept), returns_effects=returns_effects)

    def body_effects(self, body: Body) -> list[Effect]:
        """Return the effects of a body, whatever its marks say."""
        reach = Reach()
        for call in body.calls:
            at_call = self.reach(call)
            for category in ignored_categories(call, at_call):
                del at_call.effects[category]
            reach.merge(at_call)
        return list(reach.effects.values())

    def _summary(self, name: str) -> Summary:
        self._consulted.add(name)
        return self._summaries.get(name, NOTHING) if name in self._bodies else self._known(name)

    def _summarise(self, body: Body) -> Summary:
        reach = Reach()
        for call in body.calls:
            at_call = self.reach(call)
            for category in ignored_categories(call, at_call):
                del at_call.effects[category]
            reach.merge(at_call)
        effects = [] if body.is_async else list(reach.effects.values())
        mark = body.mark
        if mark is not None and mark.decides:
            effects = [Effect(mark.category, (), 0, mark.use)] if mark.category else []
        return Summary(
            effects=tuple(sorted(effects, key=lambda effect: effect.category)),
            calls=tuple(sorted(reach.calls, key=_by_name)),
            loops=tuple(sorted(reach.loops, key=_by_name)),
            parameters=body.parameters,
            returns=body.returns,
            is_async=body.is_async,
            is_context=body.is_context and not body.is_async,
            is_lazy=body.is_lazy and not (mark is not None and mark.decides),
            is_abstract=body.is_abstract and not (mark is not None and mark.decides),
            mark=mark,
            defaults=body.defaults,
        )

    def _invoke(self, value: Value, arguments: tuple[Argument, ...], depth: int) -> Reach:
        reach = Reach()
        if depth > DEEPEST_VALUE:
            return reach
        match value:
            case Function(name):
                summary = self._summary(name)
                if summary.is_abstract and value.receiver != SUPER:
                    self._consulted.add(_any_class(name))
                    for implementation in self._implementations(value):
                        found = self._invoke(Function(implementation, value.skips), arguments, depth + 1)
                        reach.merge(found, through=label(name))
                elif not summary.is_lazy:
                    self._run(value, summary, arguments, reach, depth)
            case Marked():
                self._run_marked(value, arguments, reach, depth)
            case Parameter():
                reach.calls.add(value)
            case Partial(inner, given):
                reach.merge(self._invoke(inner, _joined(given, arguments), depth + 1))
            case Closure(inner, bindings):
                found = self._invoke(inner, arguments, depth + 1)
                reach.merge(self._resolved(found, dict(bindings), depth))
            case Result(inner, given):
                for returned in self._returned(inner, given, depth + 1):
                    reach.merge(self._invoke(returned, arguments, depth + 1))
            case Decorated():
                for returned in self._decorated(value, depth + 1):
                    reach.merge(self._invoke(returned, arguments, depth + 1))
            case Element(inner):
                reach.merge(self._invoke(inner, arguments, depth + 1))
            case Method(inner):
                through = label(inner.name) if isinstance(inner, Function) else ""
                reach.merge(self._invoke(self._closed(value), arguments, depth + 1), through=through)
            case Lazy():
                pass
        return reach

    def _consume(self, value: Value, use: str, depth: int) -> Reach:
        """Iterate over a value, or enter it: run the generator that it came from."""
        reach = Reach()
        if depth > DEEPEST_VALUE:
            return reach
        match value:
            case Parameter(owner, name):
                reach.calls.add(Parameter(owner, name, use))
            case Lazy(inner, given):
                if value.use in ("", use) or use == "any":
                    reach.merge(self._generate(inner, given, depth + 1))
            case Result(inner, given):
                reach.merge(self._generate(inner, given, depth + 1, only_lazy=True))
                for returned in self._returned(inner, given, depth + 1):
                    reach.merge(self._consume(returned, use, depth + 1))
            case Closure(inner, bindings):
                found = self._consume(inner, use, depth + 1)
                reach.merge(self._resolved(found, dict(bindings), depth))
            case Function() | Marked() | Partial() | Decorated() | Element() | Method():
                pass
        return reach

    def _generate(self, value: Value, arguments: tuple[Argument, ...], depth: int, *, only_lazy: bool = False) -> Reach:
        """Run a generator function's body; with ``only_lazy``, nothing if it is not a generator function."""
        reach = Reach()
        if depth > DEEPEST_VALUE:
            return reach
        match value:
            case Function(name):
                summary = self._summary(name)
                if summary.is_abstract and value.receiver != SUPER:
                    self._consulted.add(_any_class(name))
                    for implementation in self._implementations(value):
                        inner = Function(implementation, value.skips)
                        found = self._generate(inner, arguments, depth + 1, only_lazy=only_lazy)
                        reach.merge(found, through=label(name))
                elif summary.is_lazy or not only_lazy:
                    self._run(value, summary, arguments, reach, depth)
            case Marked() if value.mark.calls or not only_lazy:
                self._run_marked(value, arguments, reach, depth)
            case Partial(inner, given):
                joined = _joined(given, arguments)
                reach.merge(self._generate(inner, joined, depth + 1, only_lazy=only_lazy))
            case Method():
                reach.merge(self._generate(self._closed(value), arguments, depth + 1, only_lazy=only_lazy))
            case Closure(inner, bindings):
                found = self._generate(inner, arguments, depth + 1, only_lazy=only_lazy)
                reach.merge(self._resolved(found, dict(bindings), depth))
            case Result(inner, given):
                for returned in self._returned(inner, given, depth + 1):
                    reach.merge(self._generate(returned, arguments, depth + 1, only_lazy=only_lazy))
            case Decorated():
                for returned in self._decorated(value, depth + 1):
                    reach.merge(self._generate(returned, arguments, depth + 1, only_lazy=only_lazy))
            case _:
                pass
        return reach

    def _run(
        self, function: Function, summary: Summary, arguments: tuple[Argument, ...], reach: Reach, depth: int
    ) -> None:
        for effect in () if summary.is_context else summary.effects:
            if not self._allows(function.name, effect.category):
                reach.add(_prefixed(label(function.name), effect))
        inside = Reach()
        inside.calls = set(summary.calls)
        inside.loops = set(summary.loops)
        mark = summary.mark
        if mark is not None and (mark.calls or mark.loops or mark.offloads):
            handed = dict(_handed(summary.parameters, arguments, function.skips))
            self._hand_over(mark, handed, label(function.name), reach, depth)
            marked = {*mark.calls, *mark.loops, *mark.offloads}
            inside.calls = {parameter for parameter in inside.calls if parameter.name.strip("*=") not in marked}
            inside.loops = {parameter for parameter in inside.loops if parameter.name.strip("*=") not in marked}
        bindings = _bindings(function, summary, arguments)
        reach.merge(self._resolved(inside, bindings, depth), through=label(function.name))

    def _run_marked(self, marked: Marked, arguments: tuple[Argument, ...], reach: Reach, depth: int) -> None:
        mark = marked.mark
        if mark.category and not self._allows(marked.name, mark.category):
            reach.add(Effect(mark.category, (marked.name,), 1, mark.use))
        if mark.calls or mark.loops:
            handed = dict(_handed(mark.parameters, arguments, marked.skips))
            self._hand_over(mark, handed, marked.name, reach, depth)

    def _hand_over(
        self, mark: Mark, handed: dict[str, tuple[Value, ...]], through: str, reach: Reach, depth: int
    ) -> None:
        for parameter in mark.calls:
            values = _of_parameter(handed, parameter)
            reach.merge(self._use(values, depth + 1), through=through, category=mark.calls_as)
        for parameter in mark.loops:
            for value in _of_parameter(handed, parameter):
                self._put_on_loop(value, reach, depth)

    def _put_on_loop(self, value: Value, reach: Reach, depth: int) -> None:
        found = self._use((value,), depth + 1)
        if isinstance(value, Lazy) and isinstance(value.value, Function):  # a method of a class that was handed over
            summary = self._summary(value.value.name)
            for effect in summary.effects if summary.is_context else ():
                found.add(_prefixed(label(value.value.name), effect))
        for effect in (*found.effects.values(), *found.on_loop.values()):
            reach.add_on_loop(effect)
        reach.loops |= {Parameter(parameter.owner, parameter.name) for parameter in (*found.calls, *found.loops)}

    def _use(self, values: tuple[Value, ...], depth: int) -> Reach:
        """Call what was handed over for one parameter, or iterate over it, or enter it: whichever it is made for.

        Of an object that is made for several of these, only the weakest is certain: a container is not asked for its
        elements, what can be iterated over is not called, nor entered.
        """
        reach = Reach()
        iterated = [value for value in values if isinstance(value, Lazy) and value.use == "iterate"]
        for value in values:
            if isinstance(value, Parameter):
                reach.calls.add(Parameter(value.owner, value.name, "any"))
            elif not isinstance(value, Element) and not (iterated and isinstance(value, Function)):
                reach.merge(self._invoke(value, (), depth))
                reach.merge(self._consume(value, "iterate" if iterated else "any", depth))
        return reach

    def _resolved(self, found: Reach, bindings: Bindings, depth: int) -> Reach:
        """Replace the parameters that ``found`` calls by what they stand for, where that is known."""
        reach = Reach()
        reach.effects.update(found.effects)
        reach.on_loop.update(found.on_loop)
        for parameter in sorted(found.calls, key=_by_name):
            handed = bindings.get(Parameter(parameter.owner, parameter.name))
            if handed is None:
                reach.calls.add(parameter)
            elif parameter.use == "any":
                reach.merge(self._use(handed, depth + 1))
            elif parameter.use == "call":
                for value in handed:
                    reach.merge(self._invoke(value, (), depth + 1))
            else:
                for value in handed:
                    reach.merge(self._consume(value, parameter.use, depth + 1))
        for parameter in sorted(found.loops, key=_by_name):
            handed = bindings.get(Parameter(parameter.owner, parameter.name))
            for value in handed or ():
                self._put_on_loop(value, reach, depth)
            if handed is None:
                reach.loops.add(parameter)
        return reach

    def _returned(self, value: Value, arguments: tuple[Argument, ...], depth: int) -> list[Value]:
        """Return the callables that calling ``value`` may return."""
        if depth > DEEPEST_VALUE:
            return []
        match value:
            case Function(name):
                summary = self._summary(name)
                if summary.is_async:
                    return []
                bindings = _bindings(value, summary, arguments)
                return [_substituted(returned, bindings) for returned in summary.returns]
            case Marked(_, mark):
                return [Partial(value, arguments)] if mark.calls else []
            case Partial(inner, given):
                return self._returned(inner, _joined(given, arguments), depth + 1)
            case Method():
                return self._returned(self._closed(value), arguments, depth + 1)
            case Closure(inner, bindings):
                return [
                    _substituted(returned, dict(bindings)) for returned in self._returned(inner, arguments, depth + 1)
                ]
            case Result(inner, given):
                return [
                    again
                    for returned in self._returned(inner, given, depth + 1)
                    for again in self._returned(returned, arguments, depth + 1)
                ]
            case Decorated():
                return [
                    again
                    for returned in self._decorated(value, depth + 1)
                    for again in self._returned(returned, arguments, depth + 1)
                ]
            case _:
                return []

    def _closed(self, method: Method) -> Value:
        """Return a method with what the constructor's parameters stand for, which attributes may keep."""
        return _substituted(method.value, _bindings(method.maker, self._summary(method.maker.name), method.arguments))

    def _decorated(self, value: Decorated, depth: int) -> list[Value]:
        """Return what a decorated function may be."""
        if self._is_offload(value.decorator):
            return []
        returned = self._returned(value.decorator, (Argument(0, (value.inner,)),), depth)
        return returned or ([] if value.turns_awaitable else [value.inner])

    def _is_offload(self, value: Value) -> bool:
        """Tell whether a function is marked as one that runs elsewhere what it is handed."""
        mark = value.mark if isinstance(value, Marked) else None
        if isinstance(value, Function):
            mark = self._summary(value.name).mark
        return mark is not None and bool(mark.offloads)


def _any_class(name: str) -> str:
    """Return a name that stands for all methods of this name."""
    return f"*.{name.rpartition('.')[2]}"


def is_any_class(name: str) -> bool:
    """Tell whether a name stands for all methods of one name, as ``users`` has it where an abstract one is called."""
    return name.startswith("*.")


def ignored_categories(call: Call, reach: Reach) -> list[str]:
    """Return the categories of effects that a ``# type: ignore[...]`` at the call cuts off."""
    if not call.ignored:
        return []
    return [
        category for category in reach.effects if "blocking" in call.ignored or f"blocking-{category}" in call.ignored
    ]


def _prefixed(name: str, effect: Effect, category: str = "") -> Effect:
    again = effect.chain.index(name) if name in effect.chain else -1  # a decorator stands between it and its body
    chain = (name, *effect.chain[again + 1 :])
    if len(chain) > LONGEST_CHAIN:
        chain = (*chain[: LONGEST_CHAIN - 4], "…", *chain[-3:])
    return Effect(category or effect.category, chain, effect.depth + 1, effect.use)


def _by_name(parameter: Parameter) -> tuple[str, str, str]:
    return parameter.owner, parameter.name, parameter.use


def _joined(given: tuple[Argument, ...], arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
    """Put the arguments of a call behind those that a partial has given already."""
    if not arguments:
        return given
    taken = 1 + max((argument.key for argument in given if isinstance(argument.key, int)), default=-1)
    moved = [
        Argument(argument.key + taken, argument.values) if isinstance(argument.key, int) else argument
        for argument in arguments
    ]
    return (*given, *moved)


def _handed(
    parameters: tuple[str, ...], arguments: Iterable[Argument], skips: int
) -> list[tuple[str, tuple[Value, ...]]]:
    """Return what each parameter is given, by parameter name; surplus arguments go to ``*args`` and ``**kwargs``."""
    positional = [name for name in parameters if not name.startswith("*")]
    rest = next((name for name in parameters if name.startswith("*") and name[1:2] not in ("", "*")), "")
    named_rest = next((name for name in parameters if name.startswith("**")), "")
    handed: dict[str, tuple[Value, ...]] = {}
    for argument in arguments:
        names: list[str] = []
        if isinstance(argument.key, int):
            index = argument.key + skips
            before_rest = parameters.index(rest) if rest else len(positional)
            names = [positional[index]] if index < before_rest else [rest]
        elif argument.key in ("*", "**"):
            names = list(parameters[skips:])
        else:
            names = [argument.key] if argument.key in positional else [named_rest]
        for name in names:
            if name:
                handed[name] = (*handed.get(name, ()), *argument.values)
    return list(handed.items())


def _of_parameter(handed: dict[str, tuple[Value, ...]], name: str) -> tuple[Value, ...]:
    """Return what a parameter is given, which a mark names without its star."""
    return handed.get(name, ()) + handed.get(f"*{name}", ())


def _bindings(function: Function, summary: Summary, arguments: tuple[Argument, ...]) -> Bindings:
    bindings: Bindings = {Parameter(function.name, name): () for name in summary.parameters}
    for argument in summary.defaults:
        bindings[Parameter(function.name, str(argument.key))] = argument.values
        bindings[Parameter(function.name, f"{argument.key}=")] = argument.values
    for name, values in _handed(summary.parameters, arguments, function.skips):
        bindings[Parameter(function.name, name)] = values
        bindings.pop(Parameter(function.name, f"{name}="), None)
    for argument in summary.defaults:
        bindings.setdefault(Parameter(function.name, f"{argument.key}="), ())
    return bindings


def _substituted(value: Value, bindings: Bindings) -> Value:
    """Close a returned value over what the parameters of the function that returns it stand for."""
    return Closure(value, tuple(sorted(bindings.items(), key=lambda item: _by_name(item[0]))))
