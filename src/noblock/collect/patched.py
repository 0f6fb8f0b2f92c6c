"""Know which methods of an object are replaced where it is used.

    job = Job()
    job.run = quick
    job.run()

What is assigned counts from there up to the end of the block, if the function assigns to that attribute but once, and
the variable holds one object all the time.
"""

from __future__ import annotations

from collections.abc import Iterable

from mypy.nodes import AssignmentStmt, Block, Expression, MemberExpr, NameExpr, Node, Var

from noblock.collect.regions import end, start
from noblock.collect.scope import Scope
from noblock.collect.tree import descendants


def patched(node: MemberExpr, scope: Scope) -> Expression | None:
    """Return what is certain to stand in place of a method, None if that is not known.

    Args:
        node: The method, as an attribute.
        scope: The names inside the outermost function.
    """
    holder = node.expr.node if isinstance(node.expr, NameExpr) else None
    if not isinstance(holder, Var) or "." in holder.fullname or len(scope.bindings.get(holder, ())) > 1:
        return None
    match [(target, value) for target, value in scope.set.get(holder, ()) if target.name == node.name]:
        case [(target, value)] if target is not node and _is_behind(node, target, scope.roots):
            return value
        case _:
            return None


def _is_behind(node: Expression, target: Expression, roots: Iterable[Node]) -> bool:
    """Tell whether a place is only reached after an assignment to a target."""
    blocks = [below for root in roots for below in descendants(root) if isinstance(below, Block)]
    for block in blocks:
        for statement in block.body:
            if isinstance(statement, AssignmentStmt) and target in statement.lvalues:
                return end(statement) <= start(node) <= end(block.body[-1])
    return False
