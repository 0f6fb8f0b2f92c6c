"""Write an expression as it stands in the source, where that makes a good name."""

from __future__ import annotations

from mypy.nodes import Expression, MemberExpr, NameExpr, SuperExpr


def spelled(node: Expression) -> str:
    """Return a dotted name as written, empty for anything else."""
    match node:
        case NameExpr():
            return node.name
        case MemberExpr():
            inner = spelled(node.expr)
            return f"{inner}.{node.name}" if inner else ""
        case SuperExpr():
            return f"super().{node.name}"
        case _:
            return ""
