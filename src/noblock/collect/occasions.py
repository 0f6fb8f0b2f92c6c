"""Tell on what occasion a function runs, where that is one on which nobody minds that it blocks.

While a command of a command line program runs, or a test, nothing else does. Decorators make a function a command,
those of a library or a project's own methods that override them; tests stand in modules and classes that are made for
them, also by what they take from another module that is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from mypy.nodes import (
    CallExpr,
    Decorator,
    Expression,
    FuncItem,
    Import,
    ImportAll,
    ImportBase,
    ImportFrom,
    MemberExpr,
    MypyFile,
    NameExpr,
)
from mypy.util import correct_relative_import

from noblock.categories import OCCASIONS, TEST
from noblock.collect.members import instances
from noblock.collect.values import Values
from noblock.declarations import Mark
from noblock.model import Marked
from noblock.resolve import Resolver

_TESTING = frozenset({"pytest", "unittest"})
_STAND_INS = "unittest.mock."  # of use outside tests, too
_TEST_CLASS = "unittest.case.TestCase"


class Occasions:
    """The occasions on which the functions of one module run.

    Args:
        tree: The module.
        resolver: Knows the marks of libraries.
        is_testing: Tells of a module by its name whether it is made for tests.
    """

    def __init__(self, tree: MypyFile, resolver: Resolver, is_testing: Callable[[str], bool]) -> None:
        self._module = tree.fullname
        self._resolver = resolver
        self._is_testing = is_testing

    def of(self, function: FuncItem, decorators: Sequence[Expression], values: Values) -> str:
        """Return the category in which all that an asynchronous function does counts, empty if each in its own.

        Args:
            function: The function.
            decorators: Its decorators, called or not.
            values: Evaluates them.
        """
        if self._is_testing(self._module):
            return TEST
        bases = function.info.mro if function.info else ()
        if any(base.fullname == _TEST_CLASS or self._is_testing(base.module_name) for base in bases):
            return TEST
        return self.made_by(decorators, values)

    def made_by(self, decorators: Iterable[Expression], values: Values) -> str:
        """Return the occasion for which one of a function's decorators keeps it, as a category; empty if none does."""
        for node in decorators:
            called = node.callee if isinstance(node, CallExpr) else node
            if not isinstance(called, (NameExpr, MemberExpr)) or called.name not in self._resolver.occasional:
                continue
            marks = [value.mark for value in values.of(called) if isinstance(value, Marked)]
            found = _first(marks) or (self._of_group(called, values) if isinstance(called, MemberExpr) else "")
            if found:
                return found
        return ""

    def _of_group(self, node: MemberExpr, values: Values) -> str:
        """Return the occasion of a method that overrides one for it, or that belongs to a command."""
        made = node.expr.node if isinstance(node.expr, NameExpr) else None
        if isinstance(made, Decorator):
            return self.made_by(made.original_decorators, values)
        bases = (base for info in instances(values.type(node.expr)) for base in info.mro)
        return _first(mark for base in bases for mark in self._resolver.member(base.fullname, node.name)[1])


def testing(trees: Sequence[MypyFile], is_testing: Callable[[str], bool]) -> set[str]:
    """Return the names of those modules that are made for tests.

    Args:
        trees: The modules.
        is_testing: Tells it of other modules.
    """
    found = {tree.fullname for tree in trees if any(map(_is_for_tests, _imported(tree)))}
    while True:
        others = [tree for tree in trees if tree.fullname not in found]
        fresh = {tree.fullname for tree in others if any(one in found or is_testing(one) for one in taken_over(tree))}
        if not fresh:
            return found
        found |= fresh


def taken_over(tree: MypyFile) -> Iterator[str]:
    """Yield the full names of the modules all of whose names a module takes over, ``pytest`` among them."""
    for node in tree.imports:
        if isinstance(node, ImportAll) and _counts(node):
            yield correct_relative_import(tree.fullname, node.relative, node.id, tree.is_package_init_file())[0]


def _first(marks: Iterable[Mark]) -> str:
    return next((mark.calls_as for mark in marks if mark.calls_as in OCCASIONS), "")


def _is_for_tests(name: str) -> bool:
    return name.partition(".")[0] in _TESTING and not f"{name}.".startswith(_STAND_INS)


def _imported(tree: MypyFile) -> Iterator[str]:
    """Yield the full names of what a module imports when it is imported itself."""
    for node in tree.imports:
        if not _counts(node):
            continue
        if isinstance(node, Import):
            yield from (name for name, _ in node.ids)
        elif isinstance(node, ImportFrom) and not node.relative:
            yield from (f"{node.id}.{name}" for name, _ in node.names)
        elif isinstance(node, ImportAll) and not node.relative:
            yield node.id


def _counts(node: ImportBase) -> bool:
    return node.is_top_level and not node.is_unreachable and not node.is_mypy_only
