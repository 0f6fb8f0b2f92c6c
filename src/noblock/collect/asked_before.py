"""Know which variables of a function hold what one expression gave, and nothing else.

    block = not fast
    if block: ...

This asks what ``if not fast:`` would have asked in place of the assignment. So it is where the function assigns to the
variable but once, and has done so on every way to the test.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from mypy.nodes import AssignmentStmt, Expression, FuncItem, GlobalDecl, NameExpr, Node, NonlocalDecl, Var

from noblock.collect.regions import start
from noblock.collect.untouched import written


class AskedBefore:
    """Knows it of one function.

    Args:
        function: The function.
        nodes: All nodes in it, outer ones first.
    """

    def __init__(self, function: FuncItem, nodes: Sequence[Node]) -> None:
        found = list(_assigned(function))
        times = Counter(name.node for name in written(nodes)) if found else Counter()
        shared = {name for node in nodes if isinstance(node, (GlobalDecl, NonlocalDecl)) for name in node.names}
        self._held = {name.node: value for name, value in found if times[name.node] == 1 and name.name not in shared}

    def held(self, node: Expression) -> Expression | None:
        """Return the expression that gave what a variable holds, if it is one and holds that at its place."""
        value = self._held.get(node.node) if isinstance(node, NameExpr) else None
        return value if value is not None and start(value) < start(node) else None


def _assigned(function: FuncItem) -> Iterator[tuple[NameExpr, Expression]]:
    """Yield the variables that a function assigns to, whatever happens, each with the value."""
    parameters = {argument.variable for argument in function.arguments}
    for node in function.body.body:
        match node:
            case AssignmentStmt(lvalues=[NameExpr(node=Var() as variable) as name], rvalue=value):
                if variable not in parameters:
                    yield name, value
