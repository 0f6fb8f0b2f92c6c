"""Note what the statements and expressions that bind names give to variables, attributes and items.

Whatever binds takes the same targets, so one function notes them all. What it runs by the way, as ``for`` and ``with``
do, is noted here too: a node is looked at once.
"""

from __future__ import annotations

from mypy import nodes
from mypy.nodes import Expression, MemberExpr, NameExpr, Var

from noblock.collect.glance import Below, Binding, Glance, Handlers
from noblock.collect.special import ASYNC_ENTRY, OPERATORS, STEPPING
from noblock.collect.tree import children

# What may be a function, or hold one.
KEEPABLE = (NameExpr, MemberExpr, nodes.LambdaExpr, nodes.TupleExpr, nodes.DictExpr, nodes.CallExpr)


def _assignment(node: nodes.AssignmentStmt, seen: Glance) -> Below:
    if node.unanalyzed_type is not None:
        seen.declared.append(node)
    for target in node.lvalues:
        _bind(target, "value", node.rvalue, seen)
        if isinstance(target, (nodes.TupleExpr, nodes.ListExpr)):
            seen.iterated.append(node.rvalue)
        elif isinstance(target, nodes.IndexExpr):
            seen.operated.append((("__setitem__",), target.base))
            if isinstance(target.base, (NameExpr, MemberExpr)):
                seen.added.append((target.base, node.rvalue))
            if isinstance(node.rvalue, KEEPABLE):
                seen.kept.append((target, target.base, node.rvalue))
    return (node.rvalue, *node.lvalues)


def _bind(target: Expression, how: str, value: Expression | None, seen: Glance, position: int | None = None) -> None:
    if isinstance(target, NameExpr):
        if isinstance(target.node, Var):
            bound = Binding(how, value, position) if value is not None else None
            seen.bindings.setdefault(target.node, []).append(bound)
    elif isinstance(target, MemberExpr):
        seen.assigned.add(target.name)
        if value is not None and how == "value" and position is None:
            seen.stored.append((target, value))
    elif isinstance(target, (nodes.TupleExpr, nodes.ListExpr)):
        is_plain = position is None and not any(isinstance(item, nodes.StarExpr) for item in target.items)
        for number, item in enumerate(target.items):
            _bind(item, how, value if is_plain else None, seen, number)
            if isinstance(item, MemberExpr) and is_plain and isinstance(value, nodes.TupleExpr):
                seen.stored.extend((item, one) for one in value.items[number : number + 1])
    elif isinstance(target, nodes.StarExpr):
        _bind(target.expr, how, None, seen)


def _walrus(node: nodes.AssignmentExpr, seen: Glance) -> Below:
    _bind(node.target, "value", node.value, seen)
    return (node.value, node.target)


def _augmented(node: nodes.OperatorAssignmentStmt, seen: Glance) -> Below:
    name = OPERATORS.get(node.op, "")
    seen.operated.append(((f"__i{name}__", f"__{name}__", "__setitem__"), node.lvalue))
    _bind(node.lvalue, "augmented", node.rvalue, seen)
    if node.op == "+" and not isinstance(node.rvalue, (nodes.IntExpr, nodes.StrExpr, nodes.ListExpr)):
        seen.iterated.append(node.rvalue)  # a list takes in whatever can be looped over
    return (node.lvalue, node.rvalue)


def _for(node: nodes.ForStmt, seen: Glance) -> Below:
    _bind(node.index, "element", None if node.is_async else node.expr, seen)
    if node.is_async:
        seen.implied.update(STEPPING)
    else:
        seen.iterated.append(node.expr)
    return (node.index, node.expr, node.body, node.else_body)


def _comprehension(node: nodes.GeneratorExpr | nodes.DictionaryComprehension, seen: Glance) -> Below:
    for target, sequence, is_async in zip(node.indices, node.sequences, node.is_async):
        _bind(target, "element", None if is_async else sequence, seen)
        if is_async:
            seen.implied.update(STEPPING)
        else:
            seen.iterated.append(sequence)
    return children(node)


def _with(node: nodes.WithStmt, seen: Glance) -> Below:
    for entered, target in zip(node.expr, node.target):
        if target is not None:
            _bind(target, "entered", None if node.is_async else entered, seen)
    if node.is_async:
        seen.implied.update(ASYNC_ENTRY)
    else:
        seen.entered.extend(node.expr)
    return (*node.expr, *node.target, node.body)


BINDING: Handlers = {
    nodes.AssignmentStmt: _assignment,
    nodes.AssignmentExpr: _walrus,
    nodes.OperatorAssignmentStmt: _augmented,
    nodes.ForStmt: _for,
    nodes.GeneratorExpr: _comprehension,
    nodes.DictionaryComprehension: _comprehension,
    nodes.WithStmt: _with,
}
