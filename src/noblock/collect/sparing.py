"""Know which calls in a function would not block if its caller handed over an object of another class.

``json.dump(page, file)`` in a function that is handed ``file`` does not block for callers who have a ``StringIO``: the
marker stub says so for arguments of that class. Nor does ``page.read()`` for callers who have a ``Draft``, in one that
takes a ``Draft`` or a ``Path``: what a path does is done for those who have another object. The other way round, what
is written to a ``TextIO``, which ``sys.stdout`` is, too, is written to a file for callers who have one open.
``lock.acquire(wait)`` does not wait for callers who hand over ``False``. What a function takes where it is handed
nothing, ``if file is None: file = open(name)``, says what happens to that, and to objects of such a class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ComparisonExpr,
    Expression,
    FuncItem,
    IfStmt,
    MemberExpr,
    NameExpr,
    OpExpr,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import UnionType

from noblock.collect.certainty import written_class
from noblock.collect.constants import is_false, is_none, is_true
from noblock.collect.members import instances
from noblock.collect.overloads import charged, spared
from noblock.collect.scope import Binding
from noblock.collect.surroundings import Surroundings
from noblock.collect.tree import descendants
from noblock.model import Lazy, Marked, Value
from noblock.needs import (
    absent,
    given,
    instance,
    no_instance,
    not_zero,
    one_of,
    read,
    strictest,
    surely_instance,
    true,
)


class Sparing:
    """Knows it of the calls in one function.

    Args:
        around: The module.
        function: The function; others have no callers.
        bindings: Gives what is assigned to a variable.
        of_class: Gives what an attribute is for objects of a class.
    """

    def __init__(
        self,
        around: Surroundings,
        function: FuncItem | None,
        bindings: Callable[[SymbolNode], Iterable[Binding]],
        of_class: Callable[[MemberExpr, TypeInfo, CallExpr | None], tuple[Value, ...]],
    ) -> None:
        self._around = around
        self._bindings = bindings
        self._of_class = of_class
        arguments = function.arguments if function is not None else []
        self._parameters = {one.variable for one in arguments if not one.kind.is_star()}
        self._body = function.body if function is not None else None
        self._defaults: dict[SymbolNode | None, Expression] = {
            one.variable: one.initializer for one in arguments if one.initializer is not None
        }
        self._filled = {variable for variable, default in self._defaults.items() if not is_none(default)}

    def groups(
        self, node: Expression, targets: tuple[Value, ...], *, is_call: bool
    ) -> Iterable[tuple[str, tuple[Value, ...]]]:
        """Return what may run at a place, in groups with what each needs of a parameter, empty if nothing.

        Args:
            node: What stands there.
            targets: What may run.
            is_call: Whether the expression is called, not iterated over or the like.
        """
        if not self._parameters:
            return (("", targets),)
        found: dict[str, list[Value]] = defaultdict(list)
        for target in targets:
            for need in self._needs(node, target, is_call=is_call):
                found[need].append(target)
            if is_call and isinstance(node, CallExpr) and isinstance(target, Marked) and not target.mark.category:
                for need, other in self._charged(node, target):
                    found[need].append(other)
        return ((need, tuple(some)) for need, some in found.items())

    def _needs(self, node: Expression, target: Value, *, is_call: bool) -> Iterator[str]:
        """Yield what one of the things that may run at a place needs: one of these will do."""
        needs: list[str] = []
        if is_call and isinstance(node, CallExpr) and isinstance(node.callee, MemberExpr):
            needs.extend(self._of_some(node.callee, node, target))
        ways: dict[str, list[str]] = defaultdict(list)
        for spared_by in self._spared(node, target, is_call=is_call):
            if len(spared_by) == 1:
                needs.extend(spared_by)
            for need in spared_by if len(spared_by) > 1 else ():
                ways[read(need)[0]].append(need)
        if not (needs or ways) and is_call and isinstance(node, CallExpr) and isinstance(node.callee, MemberExpr):
            needs.extend(self._of_filled_in(node.callee, node, target))
        yield from (strictest((*needs, *one)) for one in ways.values() or ((),))

    def _spared(self, node: Expression, target: Value, *, is_call: bool) -> Iterator[list[str]]:
        """Yield what parameters have to be for a marked function to block: in each case one of these will do."""
        target = target.value if isinstance(target, Lazy) else target
        if not isinstance(target, Marked) or not target.mark.category:
            return
        resolver = self._around.resolver
        marks = resolver.overloads(target.name)
        for unmet in spared(marks, target.mark, node, self._around.types, resolver, is_call=is_call):
            needs = [
                no_instance(one.name, name) if name else self._other(one, values)
                for one, name, values in unmet
                if isinstance(one, NameExpr) and (self._is_handed(one) or (name and self._is_filled_in(one)))
            ]
            if len(needs) == len(unmet) and all(needs):
                yield needs

    def _other(self, name: NameExpr, values: tuple[object, ...]) -> str:
        """Return the need that a parameter is none of some values that are false or ``None``; empty for others."""
        default = self._defaults.get(name.node)
        is_missing = default is None or is_none(default)
        if any(values):
            return ""
        if set(values) == {None}:
            return given(name.name) if is_missing else ""
        if None not in values and not any(isinstance(one, bool) for one in values):
            may_wait = is_missing or is_true(default)
            return not_zero(name.name) if may_wait else name.name if default is not None and is_false(default) else ""
        if is_true(default):
            return true(name.name)
        return name.name if default is None or is_false(default) else ""

    def _charged(self, node: CallExpr, target: Marked) -> Iterator[tuple[str, Value]]:
        """Yield what a call would run that blocks, each with what a parameter has to be known to be for that."""
        resolver = self._around.resolver
        for argument, name, mark in charged(
            resolver.overloads(target.name), target.mark, node, self._around.types, resolver
        ):
            if isinstance(argument, NameExpr) and self._is_handed(argument):
                yield surely_instance(argument.name, name), Marked(target.name, mark, target.skips)

    def _of_some(self, method: MemberExpr, call: CallExpr, target: Value) -> Iterator[str]:
        """Yield what a parameter has to be for a method of it to run that not all classes have that it may be of."""
        kind = self._around.type(method.expr)
        name = method.expr
        if not (isinstance(kind, UnionType) and isinstance(name, NameExpr) and self._is_handed(name)):
            return
        infos = list(instances(kind))
        running = [info for info in infos if target in self._of_class(method, info, call)]
        if not running:
            return
        related = [info for info in infos if any(_are_related(info, one) for one in running)]
        classes = [written_class(info) for info in related]
        if len(related) == len(infos):
            return
        if all(classes) and name.node not in self._filled:
            yield instance(name.name, ",".join(classes))
        else:
            yield no_instance(name.name, ",".join(info.fullname for info in infos if info not in related))

    def _of_filled_in(self, method: MemberExpr, call: CallExpr, target: Value) -> Iterator[str]:
        """Yield what a parameter has to be for a method to run that is of what is taken where that is ``None``."""
        name = method.expr
        if isinstance(name, NameExpr) and self._is_filled_in(name):
            infos = instances(self._around.type(name))
            classes = [written_class(info) for info in infos if target in self._of_class(method, info, call)]
            if classes and all(classes):
                yield one_of((absent(name.name), instance(name.name, ",".join(classes))))

    def _is_filled_in(self, name: NameExpr) -> bool:
        """Tell whether a parameter holds what was handed over, or something else where that was ``None``."""
        bound = [value for _, value in self._bindings(name.node)] if name.node in self._parameters else []
        return bool(bound) and all(self._filling.get(value) is name.node for value in bound)

    @cached_property
    def _filling(self) -> dict[Expression, SymbolNode]:
        """What is assigned to parameters only where they are ``None``, or not true."""
        found: dict[Expression, SymbolNode] = {}
        for node in descendants(self._body) if self._body is not None else ():
            match node:
                case IfStmt(
                    expr=[ComparisonExpr(operators=["is"], operands=[NameExpr(node=Var() as variable), none]), *_],
                    body=[block, *_],
                ) if is_none(none):
                    inside = [one for one in descendants(block) if isinstance(one, AssignmentStmt)]
                    found.update((one.rvalue, variable) for one in inside)
                case AssignmentStmt(
                    lvalues=[NameExpr(node=Var() as variable)], rvalue=OpExpr(op="or", left=NameExpr(node=same))
                ) if same is variable:
                    found[node.rvalue] = variable
        return found

    def _is_handed(self, node: Expression) -> bool:
        """Tell whether an expression is a parameter to which nothing is assigned."""
        variable = node.node if isinstance(node, NameExpr) else None
        return variable in self._parameters and not any(True for _ in self._bindings(variable))


def _are_related(one: TypeInfo, other: TypeInfo) -> bool:
    """Tell whether an object of one class may be one of another because of their bases."""
    return one.has_base(other.fullname) or other.has_base(one.fullname)
