"""Understand the expressions in one marker stub: names, texts, literals and classes.

A stub uses the names that its imports and its own classes make known, and those of ``builtins``. Nothing is evaluated,
and nothing is looked up in another file.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable
from types import NoneType
from typing import NoReturn

from noblock import messages
from noblock.declarations import Requirement
from noblock.marks import MARKS

_LITERALS = ("typing.Literal", "typing_extensions.Literal")


class Expressions:
    """Understands the expressions in one marker stub.

    Args:
        fail: Refuses what stands at a node, with the problem; it is called for whatever cannot be understood.

    ``given`` are the full names of what is imported under its own name: ``from lib import Name as Name``.
    """

    def __init__(self, fail: Callable[[ast.AST, str], NoReturn]) -> None:
        self._fail = fail
        self._names: dict[str, str] = {}
        self.given: dict[str, str] = {}

    def define(self, name: str, full: str) -> None:
        """Take in a class of the stub's own."""
        self._names[name] = full

    def take_in(self, statement: ast.Import | ast.ImportFrom) -> None:
        """Take in the names that an import makes known; it must be written out, and of marks that there are."""
        source = statement.module or "" if isinstance(statement, ast.ImportFrom) else ""
        if isinstance(statement, ast.ImportFrom) and statement.level:
            self._fail(statement, messages.outside_grammar("the full name of a module"))
        for alias in statement.names:
            if source == "noblock" and alias.name not in MARKS:
                self._fail(statement, messages.unknown_mark(alias.name, MARKS))
            if alias.name == "*":
                self._fail(statement, messages.outside_grammar("the names that are imported"))
            bound = alias.asname or alias.name.partition(".")[0]
            full = f"{source}.{alias.name}" if source else alias.name if alias.asname else bound
            self._names[bound] = full
            if source and alias.asname == alias.name:
                self.given[bound] = full

    def dotted(self, node: ast.expr) -> str:
        """Return a name with its dots, from where it was imported."""
        first, others = _taken_apart(node)
        if not isinstance(first, ast.Name):
            self._fail(node, messages.outside_grammar("a dotted name"))
        return ".".join([self._names.get(first.id, first.id), *others])

    def class_name(self, node: ast.expr) -> str:
        """Return the full name of a class, as a base or a type."""
        name = self.dotted(node)
        first, _ = _taken_apart(node)
        if isinstance(first, ast.Name) and first.id not in self._names and not hasattr(builtins, first.id):
            self._fail(node, messages.unknown_class(first.id, self._names))
        return name

    def text(self, node: ast.expr, mark: str) -> str:
        """Return a text, as an argument of a mark."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        self._fail(node, messages.misused_mark(mark, "texts"))

    def requirement(self, argument: ast.arg) -> Requirement:
        """Return what the type of a parameter of an overload asks of the argument."""
        match argument.annotation:
            case None:
                return Requirement(argument.arg)
            case ast.Subscript(subscripted, values) if self.dotted(subscripted) in _LITERALS:
                items = values.elts if isinstance(values, ast.Tuple) else [values]
                return Requirement(argument.arg, tuple(self._literal(item) for item in items))
            case annotation:
                return Requirement(argument.arg, type_name=self.class_name(annotation))

    def _literal(self, node: ast.expr) -> object:
        value = node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else node
        if isinstance(value, ast.Constant):
            if value is node and isinstance(value.value, (bool, int, str, bytes, NoneType)):
                return value.value
            if type(value.value) is int:
                return -value.value
        self._fail(node, messages.outside_grammar("a literal"))


def _taken_apart(node: ast.expr) -> tuple[ast.expr, list[str]]:
    """Return what stands before the dots, and the names after them."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.insert(0, node.attr)
        node = node.value
    return node, names
