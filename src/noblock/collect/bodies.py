"""Turn the functions of one module into bodies.

Each outermost function gives one body for itself, one for every function, lambda and generator expression inside it,
and one more for its decorators where these may change what calling it does. A variable of the module or a class that
holds functions is a body too: one that returns them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace

from mypy.nodes import (
    CallExpr,
    Expression,
    FuncDef,
    MemberExpr,
    NameExpr,
    Node,
    TypeInfo,
    Var,
)

from noblock.body import Body, Call
from noblock.collect.abstract import is_abstract
from noblock.collect.decorating import entered_within, forwarding, stand_in
from noblock.collect.definitions import Definition, instance_of
from noblock.collect.inner import Inner
from noblock.collect.instead import Instead
from noblock.collect.kept import Kept
from noblock.collect.members import classes
from noblock.collect.occasions import Occasions
from noblock.collect.outside import outside_bodies
from noblock.collect.polymorphic import attributes_used
from noblock.collect.scope import Holder, Scope, is_of_module, parameters_of
from noblock.collect.settings import Settings
from noblock.collect.shadow import Types
from noblock.collect.spans import span_of
from noblock.collect.surroundings import Surroundings
from noblock.collect.tables import is_written_out
from noblock.collect.telling import Telling
from noblock.collect.tree import descendants
from noblock.collect.values import Values
from noblock.declarations import Mark
from noblock.fullnames import BODY, CONSTRUCTORS, SETTER
from noblock.model import Default, Parameter, Value
from noblock.needs import absent
from noblock.switches import kept


class BodyCollector:
    """Collects the bodies of one module.

    Args:
        around: The module, with the types of expressions in the functions that will be asked for.
        outside: The types of expressions outside functions.
        declared: Marks by the names of decorators, as configured.
    """

    def __init__(self, around: Surroundings, outside: Types, declared: Mapping[str, Mark]) -> None:
        self._around = around
        self._outside = replace(around, types=outside)
        self._occasions = Occasions(around.tree, around.resolver, around.is_testing)
        self._inner = Inner(around.marked, declared, self._occasions, Settings(around.tree))
        self._called_in: dict[TypeInfo, set[str]] = {}

    @property
    def telling(self) -> Telling:
        """What is known of functions that tell whether a loop runs."""
        return self._around.telling

    @property
    def kept(self) -> Kept:
        """What is known of callables that are kept for the loop."""
        return self._around.kept

    def using(self, types: Types) -> BodyCollector:
        """Return a collector of the same module that takes the types of expressions from elsewhere."""
        other = copy(self)
        other._around = replace(self._around, types=types)
        return other

    def of(self, definition: Definition) -> Iterator[Body]:
        """Yield the bodies of one outermost function."""
        function = definition.function
        mark = self.mark(definition)
        base, base_mark = self._overridden(definition)
        is_on_loop = any(one is not None and one.is_context for one in (mark, base_mark))
        is_context = is_on_loop and not self._inner.is_offloaded(definition.decorators, self._at_import())
        is_async = function.is_coroutine or function.is_async_generator
        decorated = self.stand_in(definition)
        name = f"{definition.name}{BODY}" if decorated is not None else definition.name
        scope = _scope_of(function, name)
        values = Values(self._around, scope)
        context = (definition.info.name if definition.info else None, function.name)
        own, kept = self._inner.body(self._around, function, name, values)
        own = replace(own, calls=(*self._entered(definition), *own.calls))
        occasion = self._occasion(function, definition.decorators)
        yield replace(
            own,
            is_async=is_async,
            is_context=is_context or is_async,
            counts_as=occasion if is_async else "",
            is_lazy=function.is_generator and not is_async,
            mark=mark if decorated is None else None,
            span=span_of(function),
            is_abstract=is_abstract(function),
            overrides=base if base_mark is not None and base_mark.decides and not base_mark.category else "",
            context=context,
        )
        if decorated is not None:
            decorated = decorated if own.returns or function.is_generator else replace(decorated, returns=())
            yield forwarding(decorated, own) if definition.decorator is not None else decorated
        called = _called_by_name(function) if occasion and scope.nested else set()
        yield from self._inner.nested(self._around, scope, values, context, dict.fromkeys(called, occasion))
        yield from self._attributes(definition, kept, values)
        for place, node in self._around.kept.own(function):
            yield Body(place, returns=values.of(node))
        for holder in () if is_async else dict.fromkeys((*scope.told, *scope.set, *scope.decorated, *scope.chained)):
            name = self._held_by(holder, definition)
            if name:
                yield Body(name, hands_on=values.attributes.origin.steps(holder))

    def _held_by(self, holder: Holder, definition: Definition) -> str:
        """Return the full name of a variable of the module, or of an attribute of a method's own class."""
        if isinstance(holder, tuple):
            info = definition.info if holder[0] is instance_of(definition) else None
            member = self._around.members.find(info, holder[1]) if info is not None else None
            return f"{info.fullname}.{holder[1]}" if info is not None and member and member.owner is info else ""
        return holder.fullname if is_of_module(holder, self._around.tree) else ""

    def _at_import(self) -> Values:
        """Return what expressions outside functions may be."""
        return Values(self._outside, Scope([], ""))

    def stand_in(self, definition: Definition) -> Body | None:
        """Return the body that stands for a function after its decorators, None if they change nothing."""
        if definition.decorator is None:
            return None
        mark, values = self.mark(definition), self._at_import()
        return stand_in(definition.name, definition.decorator, mark, self._outside, values, self._occasions)

    def _entered(self, definition: Definition) -> tuple[Call, ...]:
        """Return what context managers among the decorators of a function do each time that its body runs."""
        if definition.decorator is None:
            return ()
        return entered_within(definition.name, definition.decorator, self._outside, self._at_import(), self._occasions)

    def outline(self, definition: Definition) -> Iterator[Body]:
        """Yield what can be said of a function without looking into it."""
        mark = self._around.marked(definition.name)
        if mark is not None:
            yield Body(definition.name, mark=mark)
        if is_abstract(definition.function):
            yield Body(definition.name, is_abstract=True, parameters=parameters_of(definition.function))

    def outside(self) -> Iterator[Body]:
        """Yield bodies for what stands outside functions."""
        yield from outside_bodies(self._outside, self._inner, self._occasions)
        for name in sorted(self.kept.settable):
            yield Body(f"{name}{SETTER}", parameters=("value",))
            yield Body(name, returns=(Parameter(f"{name}{SETTER}", "value"),))

    def mark(self, definition: Definition) -> Mark | None:
        """Return how a function is marked: by its own decorators, by its class, or by a promise of a decorator."""
        if not definition.decorators and not definition.class_decorators:
            return None
        parameters = parameters_of(definition.function)
        mark = self._inner.mark(definition.decorators, parameters)
        if mark is None and definition.class_decorators and not definition.function.name.startswith("_"):
            mark = self._inner.mark(definition.class_decorators, parameters)
        if mark is None and self._inner.runs_on_loop(definition.decorators, self._at_import()):
            mark = Mark(is_context=True)
        return mark

    def _attributes(
        self, definition: Definition, kept: list[tuple[MemberExpr, Expression]], values: Values
    ) -> Iterator[Body]:
        """Yield bodies for the attributes in which a method keeps functions that types cannot tell from others."""
        info = definition.info
        for target, value in kept if info is not None else ():
            if info is None or not isinstance(target.expr, NameExpr) or not isinstance(target.expr.node, Var):
                continue
            member = self._around.members.find(info, target.name) if target.expr.node.is_self else None
            if member is None or member.owner.module_name != definition.module:
                continue
            if is_written_out(value):
                found = values.contents(value)
            elif any(classes(self._around.type(value))):  # types tell of these, but only where somebody looks at them
                found = tuple(one for one in values.of(value) if not isinstance(one, Parameter))
            else:
                is_open = any(isinstance(one, Parameter) for one in values.of(value))
                found = values.returned(value, is_called=is_open and target.name in self._called(info))
                found = _substituted(found, value, definition, values)
            name = f"{member.owner.fullname}.{target.name}"
            if self.kept.is_on_loop(name) and definition.function.name not in CONSTRUCTORS:
                found = tuple(one for one in found if not isinstance(one, Parameter))
            if found:
                yield Body(name, returns=found)

    def _called(self, info: TypeInfo) -> set[str]:
        """Return the names of the attributes that the methods of a class call, or hand to what may do so."""
        if info not in self._called_in:
            calls = (node for node in descendants(info.defn) if isinstance(node, CallExpr))
            used = attributes_used(calls, self._around.resolver.invoking)
            self._called_in[info] = {node.name for node in used}
        return self._called_in[info]

    def _overridden(self, definition: Definition) -> tuple[str, Mark | None]:
        """Return the nearest marked method that a method overrides; a constructor promises nothing for others."""
        if definition.info is None or definition.function.name in CONSTRUCTORS:
            return "", None
        name = definition.function.name
        for base in definition.info.mro[1:]:
            label, marks = self._around.resolver.member(base.fullname, name)
            if marks:
                return label, marks[-1]
            mark = self._around.marked(f"{base.fullname}.{name}")
            if mark is not None:
                return f"{base.name}.{name}", mark
        return "", None

    def _occasion(self, function: FuncDef, decorators: Sequence[Expression]) -> str:
        return self._occasions.of(function, decorators, self._at_import())


def _called_by_name(function: FuncDef) -> set[Node]:
    """Return the nested functions that a function, or another one in it, calls: no handlers, which are handed on."""
    calls = (node.callee for node in descendants(function.body) if isinstance(node, CallExpr))
    return {callee.node for callee in calls if isinstance(callee, NameExpr) and isinstance(callee.node, FuncDef)}


def _scope_of(function: FuncDef, name: str) -> Scope:
    scope = Scope([function.body, *function.arguments], name)
    scope.add_function(function, name, name)
    return scope


def _substituted(
    found: tuple[Value, ...], value: Expression, definition: Definition, values: Values
) -> tuple[Value, ...]:
    """Return what a constructor keeps, with a note on what it takes only where nothing is handed over for it."""
    if definition.function.name != "__init__":
        return found
    for parameter, instead in Instead(definition.function, values.bindings).of(value):
        taken = {one for node in instead for one in values.of(node)}
        needs = absent(kept(definition.function.fullname, parameter))
        found = tuple(Default(one, needs) if one in taken else one for one in found)
    return found
