"""Name an expression: as it stands in the source where that makes a good name, else by what it runs."""

from __future__ import annotations

from mypy.nodes import CallExpr, Expression, IndexExpr, IntExpr, MemberExpr, NameExpr, SuperExpr

from noblock.fullnames import label
from noblock.model import Function, Lazy, Marked, Method, Value


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


def called_as(callee: Expression) -> str:
    """Return how a called function is written: a dotted name, also one with simple indices in it."""
    match callee:
        case MemberExpr(expr=inner, name=name):
            receiver = called_as(inner)
            return f"{receiver}.{name}" if receiver else ""
        case IndexExpr(base=base, index=NameExpr() | IntExpr() as index):
            container = called_as(base)
            return f"{container}[{index.value if isinstance(index, IntExpr) else index.name}]" if container else ""
        case _:
            return spelled(callee)


def spelled_call(node: Expression) -> str:
    """Return the spelling of the function whose call an expression is."""
    return spelled(node.callee) if isinstance(node, CallExpr) else ""


def shown(targets: tuple[Value, ...]) -> str:
    """Return the last two names of the function among some values, empty if there are several: who knows which."""
    functions = (target.value if isinstance(target, (Lazy, Method)) else target for target in targets)
    names = {label(one.name) for one in functions if isinstance(one, (Function, Marked))}
    return ".".join(names.pop().split(".")[-2:]) if len(names) == 1 else ""
