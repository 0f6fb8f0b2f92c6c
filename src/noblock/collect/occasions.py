"""Tell on what occasion a function runs, where that is one on which nobody minds that it blocks.

While a command of a command line program runs, or a test, nothing else does; before an application serves, and when it
has stopped to, nobody waits. Decorators say so, those of a library or a project's own methods that override them; so do
methods that a framework calls at its start, what it is handed to call then, and modules and classes of tests.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mypy.nodes import (
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    FuncDef,
    FuncItem,
    Import,
    ImportAll,
    ImportFrom,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    RefExpr,
    SymbolTableNode,
    TypeInfo,
    Var,
)

from noblock.categories import OCCASIONS, STARTUP, TEST
from noblock.collect.members import instances
from noblock.collect.scope import Scope
from noblock.collect.surroundings import Surroundings
from noblock.collect.tree import descendants
from noblock.collect.values import Values
from noblock.model import Mark, Marked
from noblock.resolve import Resolver

_TESTING = frozenset({"pytest", "unittest"})
_STAND_INS = "unittest.mock."  # of use outside tests, too
_TEST_CLASS = "unittest.case.TestCase"


class Occasions:
    """The occasions on which the functions of one module run.

    Args:
        outside: The module, with the types of expressions outside functions.
    """

    def __init__(self, outside: Surroundings) -> None:
        self._outside = outside
        self._resolver = outside.resolver
        imported = list(_imported(outside.tree))
        self._packages = {name.partition(".")[0] for name in imported}
        self._is_test = any(
            name.partition(".")[0] in _TESTING and not f"{name}.".startswith(_STAND_INS) for name in imported
        )
        self._started: set[Node] | None = None

    def of(self, function: FuncItem, decorators: Sequence[Expression], values: Values | None = None) -> str:
        """Return the category in which all that an asynchronous function does counts, empty if each in its own.

        Args:
            function: The function.
            decorators: Its decorators, called or not.
            values: Evaluates them where they stand, if that is not outside functions.
        """
        if self._is_test:
            return TEST
        if isinstance(function, FuncDef) and function.info:
            occasion = TEST if function.info.has_base(_TEST_CLASS) else self._overridden(function.info, function.name)
            if occasion:
                return occasion
        if decorators:
            occasion = occasion_of(decorators, values or Values(self._outside, Scope([], "")), self._resolver)
            if occasion:
                return occasion
        return STARTUP if function in self._handed_over() else ""

    def _overridden(self, info: TypeInfo, name: str) -> str:
        """Return on what occasion a framework calls a method that a class overrides."""
        if name not in self._resolver.occasional:
            return ""
        marks = (mark for base in info.mro[1:] for mark in self._resolver.member(base.fullname, name)[1])
        return next((mark.calls_as for mark in marks if mark.calls == ("self",)), "")

    def _handed_over(self) -> set[Node]:
        """Return the functions that the module hands to what calls them before an application serves."""
        if self._started is None:
            self._started = set()
            if not self._packages.isdisjoint(self._resolver.starting):
                self._started.update(self._handlers())
        return self._started

    def _handlers(self) -> Iterator[Node]:
        values = Values(self._outside, self._outside.module_scope)
        for statement in self._outside.tree.defs:
            own = statement.info.names if isinstance(statement, ClassDef) else {}
            for call in descendants(statement):
                callee = call.callee if isinstance(call, CallExpr) else None
                if not isinstance(callee, (NameExpr, MemberExpr)) or callee.name not in self._resolver.occasional:
                    continue
                for value in values.of(callee):
                    if isinstance(call, CallExpr) and isinstance(value, Marked) and value.mark.calls_as == STARTUP:
                        yield from _functions(call, value, own)


def occasion_of(decorators: Iterable[Expression], values: Values, resolver: Resolver) -> str:
    """Return the occasion for which one of a function's decorators keeps it, as a category; empty if none does.

    Args:
        decorators: The decorators, called or not.
        values: Evaluates them.
        resolver: Knows the marks of libraries.
    """
    for node in decorators:
        called = node.callee if isinstance(node, CallExpr) else node
        if not isinstance(called, (NameExpr, MemberExpr)) or called.name not in resolver.occasional:
            continue
        marks = [value.mark for value in values.of(called) if isinstance(value, Marked)]
        found = _first(marks) or (_of_group(called, values, resolver) if isinstance(called, MemberExpr) else "")
        if found:
            return found
    return ""


def _of_group(node: MemberExpr, values: Values, resolver: Resolver) -> str:
    """Return the occasion for which a method is that overrides one, or that belongs to a function that is a command."""
    made = node.expr.node if isinstance(node.expr, NameExpr) else None
    if isinstance(made, Decorator):
        return occasion_of(made.original_decorators, values, resolver)
    bases = (base for info in instances(values.type(node.expr)) for base in info.mro)
    return _first(mark for base in bases for mark in resolver.member(base.fullname, node.name)[1])


def _first(marks: Iterable[Mark]) -> str:
    return next((mark.calls_as for mark in marks if mark.calls_as in OCCASIONS), "")


def _functions(call: CallExpr, called: Marked, own: Mapping[str, SymbolTableNode]) -> Iterator[Node]:
    """Yield the functions among the arguments of a call that a mark says are called, ``own`` methods of self too."""
    parameters = called.mark.parameters[called.skips :]
    for position, (node, name) in enumerate(zip(call.args, call.arg_names)):
        if (name or next(iter(parameters[position : position + 1]), "")) not in called.mark.calls:
            continue
        for inner in descendants(node):
            target = inner.node if isinstance(inner, RefExpr) else None
            if isinstance(inner, MemberExpr) and inner.name in own and _is_self(inner.expr):
                target = own[inner.name].node
            if isinstance(target, (Decorator, FuncDef)):
                yield target.func if isinstance(target, Decorator) else target


def _is_self(node: Expression) -> bool:
    return isinstance(node, NameExpr) and isinstance(node.node, Var) and node.node.is_self


def _imported(tree: MypyFile) -> Iterator[str]:
    """Yield the full names of what a module imports when it is imported itself."""
    for node in tree.imports:
        if not node.is_top_level or node.is_unreachable or node.is_mypy_only:
            continue
        if isinstance(node, Import):
            yield from (name for name, _ in node.ids)
        elif isinstance(node, ImportFrom) and not node.relative:
            yield from (f"{node.id}.{name}" for name, _ in node.names)
        elif isinstance(node, ImportAll) and not node.relative:
            yield node.id
