"""Tell which variable or attribute an expression is taken from.

Only variables of modules and attributes of a method's own object or class count: there, a name says which one is
meant before any types are known.
"""

from __future__ import annotations

from mypy.nodes import CallExpr, Expression, IndexExpr, MemberExpr, NameExpr, OpExpr, RefExpr, TypeInfo, Var

from noblock.collect.glance import Glance

DEEPEST = 6  # steps from an expression to the container it came from
_TAKING = ("get", "setdefault", "pop", "popleft", "popitem", "values", "items", "copy", "__getitem__")
_OVER = ("list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "iter", "next")
# The full name of a variable or an attribute, and whether what is in it is meant.
Place = tuple[str, bool]


def places(node: Expression, info: TypeInfo | None, seen: Glance) -> set[tuple[Place, str]]:
    """Return where an expression may have been taken from, and which attribute of that it is, if it is one.

    Args:
        node: The expression.
        info: The class whose method it stands in.
        seen: The outermost function that it stands in.
    """
    found: set[tuple[Place, str]] = set()
    waiting: list[tuple[Expression, bool, str, int]] = [(node, False, "", 0)]
    while waiting:
        node, is_inside, attribute, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        match node:
            case MemberExpr() if attribute_of(node, info):
                found.add(((attribute_of(node, info), is_inside), attribute))
            case MemberExpr() if not (is_inside or attribute):
                waiting.append((node.expr, False, node.name, depth + 1))
            case NameExpr(node=Var() as variable) if "." in variable.fullname:
                found.add(((variable.fullname, is_inside), attribute))
            case NameExpr(node=Var() as variable):
                for binding in seen.bindings.get(variable, ()):
                    if binding is not None and binding.how in ("value", "element"):
                        inside = is_inside or binding.how == "element" or binding.position is not None
                        waiting.append((binding.value, inside, attribute, depth + 1))
            case IndexExpr():
                waiting.append((node.base, True, attribute, depth + 1))
            case OpExpr(op="or"):
                waiting.extend((side, is_inside, attribute, depth + 1) for side in (node.left, node.right))
            case CallExpr(callee=MemberExpr() as callee) if callee.name in _TAKING:
                waiting.append((callee.expr, True, attribute, depth + 1))
            case CallExpr(callee=RefExpr(fullname=name), args=[first, *_]) if name.removeprefix("builtins.") in _OVER:
                waiting.append((first, True, attribute, depth + 1))
            case _:
                pass
    return found


def attribute_of(node: MemberExpr, info: TypeInfo | None) -> str:
    """Return the full name of an attribute of a method's own object or class; empty if it is none."""
    receiver = node.expr.node if isinstance(node.expr, NameExpr) else None
    if info is None or not isinstance(receiver, Var) or not (receiver.is_self or receiver.is_cls):
        return ""
    owner = next((base for base in info.mro if node.name in base.names), None)
    return f"{owner.fullname}.{node.name}" if owner is not None else ""
