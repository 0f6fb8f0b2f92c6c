"""Know what callers handed to a parameter with a star, and where a function looks at each of that in turn.

    def write(*parts: str | Path) -> None:
        for part in parts:
            if isinstance(part, Path):
                print(part.read_text())

A caller who hands over texts alone never gets to the file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mypy.nodes import ARG_STAR, Expression, ForStmt, FuncItem, NameExpr, Node, SymbolNode

from noblock.collect.untouched import written


class Several:
    """The parameter with a star that a function has, if nothing is assigned to it.

    Args:
        function: The function.
        nodes: All nodes in it, outer ones first.

    ``names`` holds its name, as needs have it.
    """

    def __init__(self, function: FuncItem, nodes: Sequence[Node]) -> None:
        starred = {argument.variable for argument in function.arguments if argument.kind == ARG_STAR}
        changed = Counter(target.node for target in written(nodes)) if starred else Counter()
        self.names = {f"*{variable.name}" for variable in starred if not changed[variable]}
        self._each: dict[SymbolNode | None, str] = {}
        for node in nodes if self.names else ():
            match node:
                case ForStmt(index=NameExpr(node=one), expr=NameExpr(node=several, name=name)):
                    if several in starred and changed[one] == 1:
                        self._each[one] = f"*{name}"

    def of(self, node: Expression) -> str:
        """Return the name of that parameter for an expression that is one of what was handed to it, else nothing."""
        return self._each.get(node.node, "") if isinstance(node, NameExpr) else ""
