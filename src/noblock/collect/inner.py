"""Turn single functions, lambdas and generator expressions into bodies.

Functions at the top of a module or a class and those inside others have this in common; so does code of a module that
stands outside any function.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from mypy.nodes import (
    CallExpr,
    Expression,
    FuncDef,
    FuncItem,
    GeneratorExpr,
    LambdaExpr,
    MemberExpr,
    Node,
    RefExpr,
)

from noblock.asked import ASYNCHRONOUS
from noblock.body import Body
from noblock.collect.asking import Asking, chosen_from, giving_results
from noblock.collect.caches import cached
from noblock.collect.calls import CallCollector
from noblock.collect.decorating import calling, entered_within, forwarding, stand_in
from noblock.collect.enclosing import enclosing
from noblock.collect.guards import guarded, need_at
from noblock.collect.kinds import carries, result_left_open
from noblock.collect.marks import source_mark
from noblock.collect.members import instances
from noblock.collect.occasions import Occasions
from noblock.collect.regions import start
from noblock.collect.scope import Scope, is_decorated, parameters_of, starred
from noblock.collect.settings import Settings
from noblock.collect.spans import span_of
from noblock.collect.surroundings import Surroundings
from noblock.collect.tree import children, descendants
from noblock.collect.values import Values
from noblock.declarations import Mark
from noblock.fullnames import BODY
from noblock.model import Argument, Choice, Function, Made, Marked, Result, Value


class Inner:
    """Makes the bodies of one module's functions.

    Args:
        marked: The mark of a project function by its full name, if it has one.
        declared: Marks by the names of decorators, as configured.
        occasions: Knows which of them run as commands or as tests.
        settings: Knows what their objects are made with.
    """

    def __init__(
        self,
        marked: Callable[[str], Mark | None],
        declared: Mapping[str, Mark],
        occasions: Occasions,
        settings: Settings,
    ) -> None:
        self._settings = settings
        self._marked = marked
        self._declared = declared
        self._occasions = occasions

    def nested(
        self,
        around: Surroundings,
        scope: Scope,
        values: Values,
        context: tuple[str | None, str | None],
        occasions: Mapping[Node, str] = MappingProxyType({}),
    ) -> Iterator[Body]:
        """Yield the bodies of what is defined inside a function, or of lambdas outside any.

        ``occasions`` are the categories of those functions inside that run on the same occasion as the outer one.
        """
        for node, decorator, name in scope.nested:
            if isinstance(node, GeneratorExpr):
                yield replace(self._generator(around, node, name, values), context=context)
                continue
            is_async = isinstance(node, FuncDef) and (node.is_coroutine or node.is_async_generator)
            decorators = decorator.original_decorators if decorator is not None else []
            mark = self.mark(decorators, parameters_of(node))
            own_name = f"{name}{BODY}" if is_decorated(node, decorator) else name
            own, _ = self.body(around, node, own_name, values)
            is_wrapper = isinstance(node, FuncDef) and any(argument.kind.is_star() for argument in node.arguments)
            if is_wrapper and not is_async:
                own = replace(own, calls=tuple(giving_results(node, own.calls)))
            if own_name != name and decorator is not None:
                entered = entered_within(name, decorator, around, values, self._occasions)
                own = replace(own, calls=(*entered, *own.calls))
                stands = stand_in(name, decorator, mark, around, values, self._occasions)
                stands = stands or calling(name, Function(own_name), mark, is_async=is_async)
                yield forwarding(stands, own)
            yield replace(
                own,
                is_async=is_async,
                is_context=is_async or self.runs_on_loop(decorators, values) or (mark is not None and mark.is_context),
                counts_as=self._occasions.of(node, decorators, values) or occasions.get(node, "") if is_async else "",
                is_lazy=node.is_generator and not is_async,
                mark=mark if own_name == name else None,
                span=span_of(node),
                context=context,
            )

    def _generator(self, around: Surroundings, node: GeneratorExpr, name: str, values: Values) -> Body:
        roots = [child for child in children(node) if child is not node.sequences[0]]
        calls = CallCollector(around, values, roots, looping=node).collect()
        return Body(name=name, calls=calls, is_lazy=True, is_async=any(node.is_async), span=span_of(node))

    def body(
        self, around: Surroundings, function: FuncItem, name: str, values: Values
    ) -> tuple[Body, list[tuple[MemberExpr, Expression]]]:
        """Return what a function does, and the attributes that it assigns to, each with the value."""
        collector = CallCollector(around, values, [function.body], function=function)
        calls = collector.collect()
        returned = () if function.is_generator else collector.returned
        carrying = [one for node in returned if carries(values.type(node)) for one in chosen_from(node)]
        nodes = list(descendants(function.body)) if calls or carrying else []
        asked = Asking(values.bindings).regions(nodes)
        if calls:
            used = (call.subject.removeprefix(".") for call in calls if call.subject.startswith("."))
            settings = dict(enclosing(nodes, name, values.scope))
            settings.update(self._settings.of(function, nodes, used))
            calls = guarded(function, nodes, calls, settings, collector.truth, asked, around.named)
            calls = calls if function.is_coroutine else cached(nodes, calls)
        returns: list[Value] = []
        for node in carrying:
            need = need_at(start(node), asked)
            found = values.returned(node)
            returns.extend(tuple(Choice(value, need == ASYNCHRONOUS) for value in found) if need else found)
        if result_left_open(function) and not function.is_generator:
            returns.extend(_consumed(returned, values))
        makes = () if function.is_coroutine else self._makes(around, returned, values)
        made = Body(
            name,
            calls,
            parameters_of(function),
            tuple(dict.fromkeys(returns)),
            defaults=_defaults(function, values),
            makes=makes,
            hands_on=() if makes else _hands_on(function, values),
        )
        return made, collector.kept

    @staticmethod
    def _makes(around: Surroundings, returned: Iterable[Expression], values: Values) -> tuple[Made, ...]:
        """Return how the objects of the project's classes were made that a function gives."""
        found: dict[Made, None] = {}
        for node in returned:
            if any(around.members.is_project(info.module_name) for info in instances(values.type(node))):
                made = values.attributes.origin.made(node)
                if made is not None:
                    found[made] = None
        return tuple(found)

    def mark(self, decorators: Iterable[Expression], parameters: tuple[str, ...]) -> Mark | None:
        """Return what decorators mark a function as."""
        return source_mark(decorators, parameters, self._declared)

    def runs_on_loop(self, decorators: Iterable[Expression], values: Values) -> bool:
        """Tell whether a decorator, or what makes one, promises that the function runs on the event loop."""
        marks = list(self._marks(decorators, values))
        return any(mark.is_context for mark in marks) and not any(mark.offloads for mark in marks)

    def is_offloaded(self, decorators: Iterable[Expression], values: Values) -> bool:
        """Tell whether a decorator, or what makes one, hands the function to a thread, whoever calls what it gives."""
        return any(mark.offloads for mark in self._marks(decorators, values))

    def _marks(self, decorators: Iterable[Expression], values: Values) -> Iterator[Mark]:
        """Yield the marks of decorators, and of what makes them."""
        for node in decorators:
            made_by = values.of(node.callee) if isinstance(node, CallExpr) else ()
            for value in (*values.of(node), *made_by):
                mark = value.mark if isinstance(value, Marked) else None
                if isinstance(value, Function):
                    mark = self._marked(value.name)
                if mark is not None:
                    yield mark


def _consumed(returned: Sequence[Expression], values: Values) -> tuple[Value, ...]:
    """Return what is run where an object is looped over or entered that a function gives, if it gives but one."""
    return values.arguments.consumable(returned[0]) if len(returned) == 1 else ()


def _hands_on(function: FuncItem, values: Values) -> tuple[Result, ...]:
    """Return the calls of methods of its own object to which a method hands something that may be called."""
    first = function.arguments[0].variable if function.arguments else None
    return tuple(dict.fromkeys(values.attributes.origin.hands_on(first))) if first is not None and first.is_self else ()


def _defaults(function: FuncItem, values: Values) -> tuple[Argument, ...]:
    """Return the callables that parameters have where no argument is given."""
    found = [
        Argument(starred(argument.variable.name, argument.kind), values.of(argument.initializer))
        for argument in function.arguments
        if isinstance(argument.initializer, (RefExpr, LambdaExpr, CallExpr))
    ]
    return tuple(argument for argument in found if argument.values)
