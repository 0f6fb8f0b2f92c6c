"""Know what the arguments of a call may run, if they are called or consumed.

An argument may be a function; an object whose special methods run when it is iterated over or entered; a container of
functions; a class whose instances the event loop will call; or, from ``operator``, something that calls a method of
what it is handed together with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from mypy.nodes import (
    ARG_POS,
    ARG_STAR,
    ARG_STAR2,
    CallExpr,
    Expression,
    GeneratorExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    RefExpr,
    StrExpr,
    TypeInfo,
)
from mypy.types import ProperType

from noblock.collect.handover import Handover
from noblock.collect.kinds import (
    holds_callables,
    is_only_iterated,
    is_plain,
    may_be_called,
)
from noblock.collect.members import PROPERTIES, Member, classes, element, instances, is_property, iterators
from noblock.collect.scope import Scope
from noblock.collect.sizes import small
from noblock.collect.surroundings import Surroundings
from noblock.collect.tables import is_display
from noblock.collect.targets import Targets
from noblock.model import Argument, Element, Function, Lazy, Marked, Parameter, Partial, Result, Value

OPERATIONS = ("operator.methodcaller", "operator.attrgetter")
# What gives back the function that it is handed, or runs it when it is read.
_DRESSING = ("functools.update_wrapper", "builtins.staticmethod", "builtins.classmethod", *PROPERTIES)
MOST_VALUES = 16  # of one expression; a table with more functions is cut off


class Arguments:
    """Evaluates the arguments of calls.

    Args:
        around: The module.
        targets: Names what members of classes stand for.
        evaluate: Evaluates an expression.
        contents: Evaluates the elements of a container.
        scope: The names inside the function.

    ``member``, which somebody has to set, gives the member that an object has under a name, by how it was made.
    """

    def __init__(
        self,
        around: Surroundings,
        targets: Targets,
        evaluate: Callable[[Expression], tuple[Value, ...]],
        contents: Callable[[Expression], tuple[Value, ...]],
        scope: Scope,
    ) -> None:
        self._around = around
        self.handover = Handover(around, scope.tested)
        self._scope = scope
        self.member: Callable[[Expression, TypeInfo, str], Member | None]
        self._targets = targets
        self._evaluate = evaluate
        self._contents = contents

    def of(
        self,
        call: CallExpr,
        first: int = 0,
        *,
        all_of_them: bool = False,
        fits: Callable[[ProperType | None], bool] = lambda _: True,
    ) -> tuple[Argument, ...]:
        """Return those arguments of a call that may be called or consumed.

        Args:
            call: The call.
            first: How many arguments are left out.
            all_of_them: Whether others are returned as well, without values.
            fits: Tells by its type whether an argument is one of those that matter.
        """
        found = []
        is_spread = False
        for position, (node, kind, name) in enumerate(list(zip(call.args, call.arg_kinds, call.arg_names))[first:]):
            is_spread = is_spread or kind == ARG_STAR  # what follows may stand anywhere, too
            key: int | str = name or ("*" if is_spread else position)
            if kind == ARG_STAR2:
                key = "**"
            of_node = self._around.type(node)
            if not is_plain(node, of_node) and fits(of_node):
                found.append(Argument(key, self._handed(node, call, is_spread=kind.is_star())))
            elif all_of_them:
                found.append(Argument(key, ()))
        return tuple(found)

    def kept(self, call: CallExpr) -> tuple[Argument, ...]:
        """Return all arguments of a call that hands them to an object, which may keep and call them."""
        return self.of(call, all_of_them=True, fits=_may_be_kept)

    def registered(self, call: CallExpr) -> tuple[Argument, ...]:
        """Return all arguments of a call that hands them to an object, one after the other, as ``kept`` does.

        Of several classes it mostly makes the one that it is asked for.
        """
        return self.of(call, all_of_them=True, fits=lambda kind: _may_be_kept(kind) and not any(classes(kind)))

    def partial(self, call: CallExpr, values: tuple[Value, ...]) -> tuple[Value, ...]:
        """Return what a call of ``partial`` makes of functions; what is passed on is passed on by another call."""
        given = self.of(call, 1, all_of_them=True)
        handed = self.handover.on_its_own(call, 1)
        positions = sum(kind == ARG_POS for kind in call.arg_kinds) - 1
        return tuple(Partial(value, given, handed=handed, positions=positions) for value in values)

    def _handed(self, node: Expression, call: CallExpr, *, is_spread: bool) -> tuple[Value, ...]:
        """Return what an argument may be, or may hold."""
        values = self._evaluate(node) or self.operation(node, call)
        if is_only_iterated(self._around.type(node)):  # where a variable may hold a class, or a list of such
            values = tuple(
                replace(one, use="iterate") if isinstance(one, Parameter) else one
                for one in values
                if not isinstance(one, Function)
            )
        values += self.consumable(node) + self._loop_methods(node)
        if isinstance(node, GeneratorExpr) or is_display(node):
            contents = self._contents(node)
            values += contents if is_spread else tuple(Element(value) for value in contents)
        return distinct(small(values))

    def consumable(self, node: Expression) -> tuple[Value, ...]:
        """Return what iterating over an instance runs, or entering it."""
        found = [*self._targets.view(node)]
        is_left_open = self._is_left_open(node)
        for info in instances(self._around.type(node)):
            for one, name in (*iterators(info), (info, "__enter__"), (info, "__exit__")):
                values = self._targets.member(self.member(node, one, name), None, is_bound=True)
                values = tuple(value for value in values if not (is_left_open and self._varies(value)))
                is_entry = name in ("__enter__", "__exit__")
                found.extend((Lazy(value, (), "enter") for value in values) if is_entry else iterated(values, name))
        return tuple(found)

    def _is_left_open(self, node: Expression) -> bool:
        """Tell whether an expression is a parameter of which callers tell what is handed over."""
        variable = node.node if isinstance(node, NameExpr) else None
        return (
            variable in self._scope.parameters
            and variable not in self._scope.own
            and not self._scope.bindings.get(variable)
        )

    def _varies(self, value: Value) -> bool:
        """Tell whether what a method does depends on of which class below that which marks it the object is."""
        marks = self._around.resolver.overloads(value.name) if isinstance(value, Marked) else ()
        return any(need.parameter == "self" and need.type_name for mark in marks for need in mark.requires)

    def _loop_methods(self, node: Expression) -> tuple[Value, ...]:
        """Return the methods of a class, handed over as such, that the event loop calls on its instances."""
        found: list[Value] = []
        for info in classes(self._around.type(node)):
            for name, base in self._around.members.loop_methods(info):
                found.append(Lazy(Function(f"{base.fullname}.{name}", 1)))
        return tuple(found)

    def operation(self, node: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what ``methodcaller("name")`` or ``attrgetter`` runs on what it is handed together with."""
        if not isinstance(node, CallExpr) or not isinstance(node.callee, RefExpr) or call is None:
            return ()
        if node.callee.fullname not in OPERATIONS:
            return ()
        named = [argument.value for argument in node.args if isinstance(argument, StrExpr)]
        is_method = node.callee.fullname == "operator.methodcaller"
        found: list[Value] = []
        for argument in call.args:
            kind = self._around.type(argument)
            for info in instances(kind if call.callee is node else element(kind)):
                for name in named[:1] if is_method else named:
                    member = self._around.members.find(info, name)
                    if member is not None and is_property(member.node) != is_method:
                        found.extend(self._targets.member(member, None, is_bound=True))
        return tuple(found)


def iterated(values: tuple[Value, ...], name: str) -> Iterator[Value]:
    """Yield what looping runs of the special methods of a name: these, and the iterators that ``__iter__`` gives.

    What an inherited one gives is not known: the class may have something else in place of what that calls.
    """
    for value in values:
        yield Lazy(value, (), "iterate")
        if name == "__iter__" and isinstance(value, Function) and not value.receiver:
            yield Lazy(Result(value, ()), (), "iterate")


def _may_be_kept(kind: ProperType | None) -> bool:
    return may_be_called(kind) or holds_callables(kind)


def distinct(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return values without repetition, and not too many."""
    if len(values) < 2:
        return values
    return tuple(dict.fromkeys(values))[:MOST_VALUES]


def completed(partial: CallExpr, call: CallExpr | None) -> CallExpr:
    """Return the call that a call of a ``partial`` makes."""
    args, kinds, names = partial.args[1:], partial.arg_kinds[1:], partial.arg_names[1:]
    if call is not None:
        args, kinds, names = [*args, *call.args], [*kinds, *call.arg_kinds], [*names, *call.arg_names]
    return CallExpr(partial.args[0], args, kinds, names)


def named_attribute(call: CallExpr) -> MemberExpr | None:
    """Return the attribute that ``getattr`` gives where its name is written out; what lacks it is not known here."""
    match call:
        case CallExpr(callee=RefExpr(fullname="builtins.getattr"), args=[owner, StrExpr(value=name), *_]):
            attribute = MemberExpr(owner, name)
            module = owner.node if isinstance(owner, RefExpr) else None
            symbol = module.names.get(name) if isinstance(module, MypyFile) else None
            if symbol is not None and symbol.node is not None:
                attribute.node, attribute.fullname = symbol.node, symbol.node.fullname
            attribute.set_line(call)
            return attribute
        case _:
            return None


def dressed(call: CallExpr) -> Expression | None:
    """Return what a call gives back, with nothing changed but its name as by ``wraps(f)(function)``, or by its name."""
    callee = call.callee
    is_dressing = isinstance(callee, RefExpr) and callee.fullname in _DRESSING
    if isinstance(callee, CallExpr) and isinstance(callee.callee, RefExpr):
        is_dressing = callee.callee.fullname == "functools.wraps"
    return call.args[0] if is_dressing and call.args else named_attribute(call)
