"""Tell on which names the type of an expression depends.

A function is looked at again when more is presumed of what it mentions. An expression in it keeps its type all the
same if neither its own names are concerned, nor those of what its local variables are bound to, nor those of the
conditions that decide what is reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mypy.nodes import (
    CallExpr,
    DictExpr,
    Expression,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    RefExpr,
    SetExpr,
    SuperExpr,
    TypeInfo,
    Var,
)

from noblock.collect.glance import Glance
from noblock.collect.presumed import IMPORTED
from noblock.collect.special import UNARY
from noblock.collect.tree import descendants


def names_behind(nodes: Iterable[Expression], seen: Glance) -> set[str] | None:
    """Return the short names that decide of what type some expressions are; None if any name might.

    Of local variables only what they are imported as is presumed, which is told apart by ``IMPORTED``.

    Args:
        nodes: The expressions.
        seen: The function in which they stand.
    """
    found: set[str] = set()
    done: set[Var] = set()
    stack: list[Node] = [*nodes, *_conditions(seen)]
    while stack:
        for node in descendants(stack.pop()):
            if isinstance(node, SuperExpr):
                found.add(node.name)
            if not isinstance(node, (NameExpr, MemberExpr)):
                continue
            target = node.node
            found.add(IMPORTED + node.name)
            if not isinstance(target, Var) or "." in target.fullname:
                found.update((node.name,) if target is None else (node.name, target.name))
                continue
            if target in done:
                continue
            done.add(target)
            for binding in seen.bindings.get(target, () if target in seen.parameters else (None,)):
                if binding is None or _is_filled_later(binding.value):
                    return None
                stack.append(binding.value)
    return found


def _conditions(seen: Glance) -> Iterator[Node]:
    """Yield what decides which parts of a function are reached, and by which variables."""
    for special, operand in seen.operated:
        if special is UNARY["not"]:
            yield operand
    for node in seen.matches:
        yield node.subject
        yield from node.patterns
        yield from (guard for guard in node.guards if guard is not None)


def _is_filled_later(node: Expression) -> bool:
    """Tell whether an expression makes an empty container: what is added to it later tells mypy its type."""
    if isinstance(node, (ListExpr, SetExpr, DictExpr)):
        return not node.items
    made = node.callee.node if isinstance(node, CallExpr) and isinstance(node.callee, RefExpr) else None
    return isinstance(made, TypeInfo) and made.module_name in ("builtins", "collections")
