"""Note on which operands the language runs special methods: those of operators, conditions, subscripts and unpacking.

Only the methods and the operands are noted: whether a class has them is asked if one of their names has an effect.
"""

from __future__ import annotations

from mypy import nodes
from mypy.nodes import Expression

from noblock.collect.glance import Below, Glance, Handlers
from noblock.collect.special import COMPARISONS, OPERATORS, PROTOCOLS, REFLECTED, UNARY
from noblock.collect.tree import children


def _operation(node: nodes.OpExpr, seen: Glance) -> Below:
    name = OPERATORS.get(node.op)
    if name is not None:
        seen.operations.append(node)
        seen.operated.append(((f"__{name}__",), node.left))
        seen.operated.append(((f"__r{name}__",), node.right))
    else:
        seen.operated.append((UNARY["not"], node.left))
    if node.op == "%" and isinstance(node.left, nodes.StrExpr):
        items = node.right.items if isinstance(node.right, nodes.TupleExpr) else [node.right]
        seen.operated.extend((PROTOCOLS["builtins.str"], item) for item in items)
    return (node.left, node.right)


def _comparison(node: nodes.ComparisonExpr, seen: Glance) -> Below:
    for operator, left, right in node.pairwise():
        if operator in ("in", "not in"):
            seen.operated.append((("__contains__", "__iter__", "__next__", "__getitem__"), right))
            seen.operated.append((("__eq__",), left))
            seen.implied.add("__eq__")
        elif operator in COMPARISONS:
            name = COMPARISONS[operator]
            seen.operated.append(((name, "__eq__") if operator == "!=" else (name,), left))
            seen.operated.append((REFLECTED[name], right))
    return node.operands


def _unary(node: nodes.UnaryExpr, seen: Glance) -> Below:
    seen.operated.append((UNARY.get(node.op, ()), node.expr))
    return (node.expr,)


def _subscript(node: nodes.IndexExpr, seen: Glance) -> Below:
    seen.operated.append((("__getitem__", "__missing__"), node.base))
    return (node.base, node.index)


def _delete(node: nodes.DelStmt, seen: Glance) -> Below:
    if isinstance(node.expr, nodes.IndexExpr):
        seen.operated.append((("__delitem__",), node.expr.base))
    return (node.expr,)


def _if(node: nodes.IfStmt, seen: Glance) -> Below:
    seen.operated.extend((UNARY["not"], condition) for condition in node.expr)
    return children(node)


def _while(node: nodes.WhileStmt, seen: Glance) -> Below:
    seen.operated.append((UNARY["not"], node.expr))
    return (node.expr, node.body, node.else_body)


def _assert(node: nodes.AssertStmt, seen: Glance) -> Below:
    seen.operated.append((UNARY["not"], node.expr))
    return (node.expr, node.msg)


def _choice(node: nodes.ConditionalExpr, seen: Glance) -> Below:
    seen.operated.append((UNARY["not"], node.cond))
    return children(node)


def _consumed(node: nodes.YieldFromExpr | nodes.StarExpr, seen: Glance) -> Below:
    seen.iterated.append(node.expr)
    return (node.expr,)


def _hashed(node: nodes.SetExpr | nodes.DictExpr, seen: Glance) -> Below:
    seen.operated.extend((("__hash__",), key) for key in hashed(node))
    return children(node)


def hashed(node: nodes.SetExpr | nodes.DictExpr) -> list[Expression]:
    """Return what a set or a table is made of that may have a hash of its own."""
    keys = node.items if isinstance(node, nodes.SetExpr) else [key for key, _ in node.items if key is not None]
    return [key for key in keys if not isinstance(key, (nodes.StrExpr, nodes.IntExpr, nodes.StarExpr))]


OPERATING: Handlers = {
    nodes.SetExpr: _hashed,
    nodes.DictExpr: _hashed,
    nodes.OpExpr: _operation,
    nodes.ComparisonExpr: _comparison,
    nodes.UnaryExpr: _unary,
    nodes.IndexExpr: _subscript,
    nodes.DelStmt: _delete,
    nodes.IfStmt: _if,
    nodes.WhileStmt: _while,
    nodes.AssertStmt: _assert,
    nodes.ConditionalExpr: _choice,
    nodes.YieldFromExpr: _consumed,
    nodes.StarExpr: _consumed,
}
