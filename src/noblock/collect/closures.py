"""Know where a function keeps what another one gives in a variable of the function around it, as decorators do.

def once(load):
    kept = {}
    def wrapper(key):
        if key not in kept:
            kept[key] = load(key)
        return kept[key]
    return wrapper
"""

from __future__ import annotations

from collections.abc import Sequence

from mypy.nodes import LDEF, AssignmentStmt, CallExpr, Expression, IndexExpr, NameExpr, Node, Var


def filled_around(nodes: Sequence[Node]) -> set[Var]:
    """Return the variables of functions around one in which it keeps what something that was handed over gives.

    Args:
        nodes: All nodes of the function.
    """
    own = {node.node for node in nodes if isinstance(node, NameExpr) and node.is_inferred_def}
    found: set[Var] = set()
    for node in nodes:
        match node:
            case AssignmentStmt(lvalues=[NameExpr() as name]) if node.unanalyzed_type is not None:
                own.add(name.node)
            case AssignmentStmt(lvalues=[target], rvalue=CallExpr(callee=NameExpr(node=Var(is_argument=True)))):
                holder = _holder(target)
                if isinstance(holder, Var) and not holder.is_argument:
                    found.add(holder)
    return found - own


def _holder(target: Expression) -> Node | None:
    holder = target.base if isinstance(target, IndexExpr) else target
    return holder.node if isinstance(holder, NameExpr) and holder.kind == LDEF else None
