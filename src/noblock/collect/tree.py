"""Walk mypy's trees.

mypy's own traversers are compiled and cannot be subclassed by interpreted code, so a table says which fields of a node
hold its children, and an explicit stack does the rest. Code that never runs is left out: blocks that mypy found
unreachable, what follows a ``return``, ``raise``, ``break`` or ``continue``, and what is there for type checkers only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from mypy import nodes, patterns
from mypy.nodes import Block, IfStmt, Node, Statement

from noblock.collect.truth import truth_of

CHILDREN: dict[type[Node], tuple[str, ...]] = {
    nodes.AssertStmt: ("expr", "msg"),
    nodes.AssertTypeExpr: ("expr",),
    nodes.AssignmentExpr: ("target", "value"),
    nodes.AssignmentStmt: ("rvalue", "lvalues"),
    nodes.AwaitExpr: ("expr",),
    nodes.CallExpr: ("callee", "args"),
    nodes.CastExpr: ("expr",),
    nodes.ClassDef: ("decorators", "base_type_exprs", "removed_base_type_exprs", "keywords", "defs"),
    nodes.ComparisonExpr: ("operands",),
    nodes.Decorator: ("decorators", "func"),
    nodes.DelStmt: ("expr",),
    nodes.DictExpr: ("items",),
    nodes.DictionaryComprehension: ("sequences", "indices", "condlists", "key", "value"),
    nodes.ExpressionStmt: ("expr",),
    nodes.ForStmt: ("expr", "index", "body", "else_body"),
    nodes.FuncDef: ("arguments", "body"),
    nodes.Argument: ("initializer",),
    nodes.GeneratorExpr: ("sequences", "indices", "condlists", "left_expr"),
    nodes.IfStmt: ("expr", "body", "else_body"),
    nodes.IndexExpr: ("base", "index"),
    nodes.LambdaExpr: ("arguments", "body"),
    nodes.ListComprehension: ("generator",),
    nodes.ListExpr: ("items",),
    nodes.MatchStmt: ("subject", "patterns", "guards", "bodies"),
    nodes.MemberExpr: ("expr",),
    nodes.OperatorAssignmentStmt: ("rvalue", "lvalue"),
    nodes.OverloadedFuncDef: ("items",),
    nodes.RaiseStmt: ("expr", "from_expr"),
    nodes.ReturnStmt: ("expr",),
    nodes.RevealExpr: ("expr",),
    nodes.SetComprehension: ("generator",),
    nodes.SetExpr: ("items",),
    nodes.SliceExpr: ("begin_index", "end_index", "stride"),
    nodes.StarExpr: ("expr",),
    nodes.SuperExpr: ("call",),
    nodes.TemplateStrExpr: ("items",),
    nodes.TryStmt: ("body", "types", "handlers", "else_body", "finally_body"),
    nodes.TupleExpr: ("items",),
    nodes.TypeApplication: ("expr",),
    nodes.UnaryExpr: ("expr",),
    nodes.WhileStmt: ("expr", "body", "else_body"),
    nodes.WithStmt: ("expr", "target", "body"),
    nodes.YieldExpr: ("expr",),
    nodes.YieldFromExpr: ("expr",),
    patterns.ClassPattern: ("class_ref", "positionals", "keyword_values"),
    patterns.MappingPattern: ("keys", "values"),
    patterns.OrPattern: ("patterns",),
    patterns.SequencePattern: ("patterns",),
    patterns.AsPattern: ("pattern",),
    patterns.ValuePattern: ("expr",),
}

_ENDS = (nodes.ReturnStmt, nodes.RaiseStmt, nodes.BreakStmt, nodes.ContinueStmt)
_NONE: tuple[str, ...] = ()


def children(node: Node) -> list[Node]:
    """Return the nodes directly below a node that can run, in the order of the source."""
    kind = type(node)
    frequent = _FREQUENT.get(kind)
    if frequent is not None:
        return frequent(node)
    found: list[Node] = []
    for field in CHILDREN.get(kind, _NONE):
        _add(getattr(node, field), found)
    return found


def descendants(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it that can run, parents first."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


def at_once(node: Node) -> list[Node]:
    """Return those of a node's children that run when it does: not what a function inside keeps for later."""
    return _AT_ONCE.get(type(node), children)(node)


def _add(value: object, found: list[Node]) -> None:
    if isinstance(value, Node):
        found.append(value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            _add(item, found)


def _branches(node: IfStmt) -> list[Node]:
    found: list[Node] = []
    for condition, body in zip(node.expr, node.body):
        found.append(condition)
        truth = truth_of(condition)
        if truth is not False:
            found.append(body)
        if truth:
            return found
    if node.else_body is not None:
        found.append(node.else_body)
    return found


def _operands(node: nodes.OpExpr) -> list[Node]:
    is_decided = node.op in ("and", "or") and truth_of(node.left) is (node.op == "or")
    return [node.left] if is_decided else [node.left, node.right]


def _choice(node: nodes.ConditionalExpr) -> list[Node]:
    truth = truth_of(node.cond)
    return [node.cond, *([] if truth is False else [node.if_expr]), *([] if truth else [node.else_expr])]


def _nothing(node: Node) -> list[Node]:
    return []


def _call(node: nodes.CallExpr) -> list[Node]:
    return [node.callee, *node.args]


def _inner(node: nodes.MemberExpr | nodes.ExpressionStmt) -> list[Node]:
    return [node.expr]


def _assignment(node: nodes.AssignmentStmt) -> list[Node]:
    return [node.rvalue, *node.lvalues]


def _returned(node: nodes.ReturnStmt) -> list[Node]:
    return [] if node.expr is None else [node.expr]


def _reachable(block: Block) -> list[Node]:
    if block.is_unreachable:
        return []
    found: list[Node] = []
    statement: Statement
    for statement in block.body:
        found.append(statement)
        if isinstance(statement, _ENDS):
            break
    return found


# The kinds of nodes that most trees are made of, without the detour over the names of their fields.
_FREQUENT: dict[type[Node], Callable[[Any], list[Node]]] = {
    Block: _reachable,
    IfStmt: _branches,
    nodes.OpExpr: _operands,
    nodes.ConditionalExpr: _choice,
    nodes.NameExpr: _nothing,
    nodes.StrExpr: _nothing,
    nodes.IntExpr: _nothing,
    nodes.MemberExpr: _inner,
    nodes.CallExpr: _call,
    nodes.ExpressionStmt: _inner,
    nodes.AssignmentStmt: _assignment,
    nodes.ReturnStmt: _returned,
}


def _of_function(node: nodes.FuncItem) -> list[Node]:
    return [argument.initializer for argument in node.arguments if argument.initializer is not None]


def _of_comprehension(node: nodes.ListComprehension | nodes.SetComprehension) -> list[Node]:
    return children(node.generator)


def _of_generator(node: nodes.GeneratorExpr) -> list[Node]:
    # Only the outermost sequence is evaluated at once; an asynchronous one runs on the loop in any case.
    return children(node) if any(node.is_async) else list(node.sequences[:1])


def _of_class(node: nodes.ClassDef) -> list[Node]:
    return [child for child in children(node) if not isinstance(child, nodes.OverloadedFuncDef)]


def _of_overloads(node: nodes.OverloadedFuncDef) -> list[Node]:
    return []


# What runs with a node of a kind that does not run all that it contains.
_AT_ONCE: dict[type[Node], Callable[[Any], list[Node]]] = {
    nodes.FuncDef: _of_function,
    nodes.LambdaExpr: _of_function,
    nodes.ListComprehension: _of_comprehension,
    nodes.SetComprehension: _of_comprehension,
    nodes.GeneratorExpr: _of_generator,
    nodes.ClassDef: _of_class,
    nodes.OverloadedFuncDef: _of_overloads,
}
