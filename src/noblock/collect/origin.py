"""Tell how an object was made, and what it was handed then.

The call of its constructor tells, or that of a function that gives the object. Methods of it that are called in the
same function may keep what they are handed, as those of an event bus do. Of a variable of a module, its module tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

from mypy.nodes import CallExpr, Expression, MemberExpr, RefExpr, SymbolNode, TypeInfo, Var

from noblock.collect.bounds import Bounds
from noblock.collect.handed import Arguments
from noblock.collect.making import MOST_WAYS, Making, Way, attributes, chained, maker, names
from noblock.collect.members import instances
from noblock.collect.scope import Holder, Scope, chain_of, is_decorated, own_attribute
from noblock.collect.surroundings import Surroundings
from noblock.collect.targets import Targets
from noblock.fullnames import BODY, SETTER
from noblock.model import Argument, Function, Made, Result, Value


class Origin:
    """Knows it of the objects in one outermost function.

    Args:
        around: Its module.
        targets: Names what members, classes and types stand for.
        making: Finds the calls that made objects.
        arguments: Evaluates what calls hand over.
        evaluate: Evaluates an expression, at a call of it if it is called.
        member: Evaluates an attribute, however the object was made.
        scope: The names inside the function.

    ``bounds`` are those of the evaluation at hand.
    """

    def __init__(
        self,
        around: Surroundings,
        targets: Targets,
        making: Making,
        arguments: Arguments,
        evaluate: Callable[[Expression, CallExpr | None], tuple[Value, ...]],
        member: Callable[[MemberExpr, CallExpr | None], tuple[Value, ...]],
        scope: Scope,
    ) -> None:
        self._around = around
        self._targets = targets
        self._making = making
        self._arguments = arguments
        self._evaluate = evaluate
        self._member = member
        self._scope = scope
        self.bounds = Bounds()
        self._known: dict[Holder, tuple[Result, ...]] = {}  # with nothing left out
        self._apart: dict[Holder, tuple[tuple[Result, ...], int]] = {}  # others, each with how many steps that took
        self._under_way: set[Holder] = set()
        self._set_of: dict[TypeInfo, bool] = {}

    def made(self, receiver: Expression) -> Made | None:
        """Return how an object was made, and what it was handed then in the same function, if that is certain."""
        return self._made(self._making.way(receiver))

    def possible(self, receiver: Expression) -> tuple[list[tuple[Made, Expression]], bool]:
        """Return in which ways an object may have been made, each with the expression that tells the class of it.

        And whether these are all.
        """
        ways = self._making.ways(receiver)
        made = [(one, way[-1]) for way in ways for one in (self._made(way),) if one is not None]
        return made, len(made) == len(ways) < MOST_WAYS

    def _made(self, way: Way) -> Made | None:
        """Return how an object was made, and what it was handed then in the same function."""
        receiver, variables = way[0], names(way)
        held = next((name for name in variables if self._is_of_module(name)), None)
        call = maker(way)
        makers = self._evaluate(call.callee, call) if call is not None else ()
        by = next((value for value in makers if isinstance(value, Function)), None)
        if held is not None:
            origin: Function = Function(held.fullname)
            given: tuple[Argument, ...] = ()
        elif call is not None and by is not None:
            origin = by
            given = self._arguments.kept(call)
        elif call is not None and isinstance(call.callee, RefExpr) and isinstance(call.callee.node, TypeInfo):
            origin, given = Function(f"{call.callee.node.fullname}.__init__"), ()  # it has none, but may be handed more
        else:
            return None
        steps = tuple(step for name in variables for step in self.steps(name))
        steps += tuple(step for node in attributes(way) for step in self._of_attribute(node))
        steps += tuple(step for node in chained(way) for step in self._of_call(node))
        if held is None and by is None and not steps:
            return None
        constructor, handed = "", None
        if call is not None and by is not None and not self._is_changed(receiver):
            constructor, handed = by.name, self._arguments.handover.by_name(call)
        return Made(origin, given, steps, constructor, handed)

    def _is_changed(self, receiver: Expression) -> bool:
        """Tell whether an attribute of an object may be set besides what is known where the constructor stands.

        The module itself does so, a class in it that is below that of the constructor, or a class that is mixed in.
        """
        others = [info for info in instances(self._around.type(receiver)) if not self._is_made_here(info)]
        return any(map(self.is_set_here, others)) or any(
            any(self._set_below(info)) for info in instances(self._around.type(receiver))
        )

    def is_set_here(self, info: TypeInfo) -> bool:
        """Tell whether the module sets an attribute that objects of a class have, not only methods of their own."""
        if info not in self._set_of:
            self._set_of[info] = any(info.get(name) for name in self._set_here)
        return self._set_of[info]

    @cached_property
    def _set_here(self) -> set[str]:
        outside = {target.name for found in self._around.module_scope.set.values() for target, _ in found}
        return self._around.kept.changed | outside

    def _set_below(self, info: TypeInfo) -> Iterator[str]:
        """Yield attributes of the class that has the constructor of an object if others of its classes set them."""
        made = info.get_containing_type_info("__init__")
        for base in info.mro if made is not None and made is not info else ():
            if made is not None and base not in made.mro:
                mixed_in = () if made in base.mro else base.names
                own = self._around.kept.set_own.get(base.fullname, ())
                yield from (name for name in (*mixed_in, *own) if _is_variable(made, name))

    def _is_made_here(self, info: TypeInfo) -> bool:
        """Tell whether the constructor of a class stands in this module."""
        owner = info.get_containing_type_info("__init__")
        return owner is not None and owner.module_name == self._around.tree.fullname

    def _is_of_module(self, variable: Var) -> bool:
        """Tell whether a variable is one of a module of the project."""
        return "." in variable.fullname and self._around.members.is_project(variable.fullname.rpartition(".")[0])

    def _of_attribute(self, attribute: MemberExpr) -> Iterator[Result]:
        """Yield what hands something to what an attribute holds: here, and in other methods of the class."""
        holder = own_attribute(attribute)
        yield from self.steps(holder) if holder is not None else ()
        for info in instances(self._around.type(attribute.expr)):
            member = self._around.members.find(info, attribute.name)
            if member is not None and member.owner is info:
                yield Result(Function(f"{info.fullname}.{attribute.name}"), ())

    def steps(self, holder: Holder) -> tuple[Result, ...]:
        """Return what hands something that may be called to an object: calls of methods, assignments.

        What is handed over may be made by methods of the same object: there, that is left out. What was found is kept
        all the same, as nothing else was under way meanwhile, so that not every variable that is made by such a method
        asks for all others; but it counts as if it was found again, and nobody who asks for it has seen all.
        """
        known = self._known.get(holder)
        if known is not None:
            return known
        if not self.bounds.active:
            return self._all_of(holder)
        if self._under_way:
            return self._all_of(holder) if holder not in self._under_way else self.bounds.cut()
        if holder not in self._apart:
            with self.bounds.apart(holder):
                self._under_way.add(holder)
                self._apart[holder] = self._all_of(holder), self.bounds.spent()
                self._under_way.discard(holder)
            if holder in self._known:
                return self._known[holder]
        found, spent = self._apart[holder]
        self.bounds.spend(spent)
        self.bounds.cut()
        return found

    def _all_of(self, holder: Holder) -> tuple[Result, ...]:
        """Return what ``steps`` does, and keep it if nothing was left out."""
        found = tuple(self._steps(holder))
        if not self.bounds.is_cut:
            self._known[holder] = found
        return found

    def _steps(self, holder: Holder) -> Iterator[Result]:
        yield from self._calls(holder)
        for target, value in self._scope.set.get(holder, ()):
            values = self._evaluate(value, None)
            if values:
                for kept in self._member(target, None):
                    attribute = kept.value if isinstance(kept, Result) else None
                    if isinstance(attribute, Function):
                        yield Result(Function(f"{attribute.name}{SETTER}"), (Argument(0, values),))

    def _calls(self, holder: Holder) -> Iterator[Result]:
        """Yield the calls of methods of an object that hand over something that may be called."""
        for call in self._scope.told.get(holder, ()):
            if all(map(self._is_fluent, chain_of(call)[1:])):
                yield from self._of_call(call)
        for call in self._scope.chained.get(holder, ()):
            if all(map(self._is_fluent, chain_of(call)[:-1])):
                yield from self._of_call(call)
        for decorator, node in self._scope.decorated.get(holder, ()):
            suffix = BODY if is_decorated(node.func, node) else ""
            for inner in self._targets.inner(node.func):
                if isinstance(inner, Function):
                    yield from self.decorated(decorator, replace(inner, name=f"{inner.name}{suffix}"))

    def _is_fluent(self, call: CallExpr) -> bool:
        """Tell whether a call gives the object that its method is called on."""
        return self._around.fluent.receiver(call, self._around.type) is not None

    def _of_call(self, call: CallExpr) -> Iterator[Result]:
        """Yield the calls of methods of an object that a call makes, if it hands over something that may be called."""
        given = self._arguments.registered(call)
        if any(argument.values for argument in given):
            yield from (Result(value, given) for value in self._told(call.callee, call))

    def decorated(self, decorator: Expression, handed: Value) -> Iterator[Result]:
        """Yield the calls of methods of an object that decorate a function, as ``steps`` does."""
        return (Result(value, (Argument(0, (handed,)),)) for value in self._told(decorator, None))

    def hands_on(self, variable: SymbolNode) -> Iterator[Result]:
        """Yield the calls of methods of the calling method's own object, which a variable holds, as ``steps`` does."""
        yield from self._calls(variable)
        for call in self._scope.above:
            given = self._arguments.registered(call)
            if any(argument.values for argument in given):
                yield from (
                    Result(value, given) for value in self._evaluate(call.callee, call) if isinstance(value, Function)
                )

    def _told(self, callee: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        """Return the methods that are called, or what they give where that is called in turn."""
        match callee:
            case MemberExpr():
                return self._member(callee, call)
            case CallExpr():
                given = self._arguments.registered(callee)
                return tuple(Result(value, given) for value in self._told(callee.callee, callee))
            case _:
                return ()


def _is_variable(info: TypeInfo, name: str) -> bool:
    symbol = info.get(name)
    return symbol is not None and isinstance(symbol.node, Var)
