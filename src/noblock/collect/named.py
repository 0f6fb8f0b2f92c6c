"""Know the constants of a module by the names that it has for them.

    PUBLISHING = Kind.PUBLISHING

A name that is ``Final`` says so itself. Another one is a constant in its own module, if that assigns to it only once:
what other modules have of it is its type.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from mypy.nodes import AssignmentStmt, Expression, MypyFile, NameExpr, Node, Var

from noblock.collect.constants import literal
from noblock.collect.tree import descendants
from noblock.collect.untouched import written


class Named:
    """The constants of one module.

    Args:
        tree: The module.
    """

    def __init__(self, tree: MypyFile) -> None:
        self._tree = tree

    def literal(self, node: Expression | None) -> str:
        """Return the text of a literal as ``literal`` does, also of a variable that always holds it."""
        variable = node.node if isinstance(node, NameExpr) else None
        if isinstance(variable, Var) and variable.fullname == f"{self._tree.fullname}.{variable.name}":
            return literal(node) or self._once.get(variable, "")
        return literal(node)

    @cached_property
    def _once(self) -> dict[Node | None, str]:
        found: dict[Node | None, str] = {}
        for statement in self._tree.defs:
            match statement:
                case AssignmentStmt(lvalues=[NameExpr(node=variable)], rvalue=value) if literal(value):
                    found[variable] = literal(value)
        changes: list[Node | None] = [name.node for name in written(self._nodes())] if found else []
        return {variable: text for variable, text in found.items() if changes.count(variable) == 1}

    def _nodes(self) -> Iterator[Node]:
        for statement in self._tree.defs:
            yield from descendants(statement)
