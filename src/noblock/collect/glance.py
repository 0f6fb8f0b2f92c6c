"""Take in a function at one glance: which names it mentions, and how.

Every body of a project is looked at this way, most of them no further, so this is one tight loop. All that is kept is
what the question "can something that blocks get in here?" needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mypy import nodes
from mypy.nodes import CallExpr, Expression, FuncItem, MemberExpr, NameExpr, Node, SymbolNode, Var

from noblock.collect.tree import children

_NARROWING = ("isinstance", "issubclass", "callable", "hasattr", "type")


@dataclass(slots=True)
class Glance:
    """What one outermost function mentions, nested functions included.

    Attributes:
        names: All names of functions, variables and attributes, as written and as defined.
        references: The expressions behind them.
        iterated, entered: What is looped over, and what ``with`` enters.
        operated: Operands of operators, comparisons, subscripts and conditions.
        calls: All calls.
        bindings: What local variables are bound to; None for what is not one expression.
        returned: What is returned.
        parameters: The parameters of the function and of those inside it.
        supers: The names looked up through ``super()``.
        assigned: The names of attributes that are assigned to.
        narrows: Whether the types of variables may be narrowed to classes that declarations do not tell.
    """

    names: set[str] = field(default_factory=set)
    references: list[NameExpr | MemberExpr] = field(default_factory=list)
    calls: list[CallExpr] = field(default_factory=list)
    iterated: list[Expression] = field(default_factory=list)
    entered: list[Expression] = field(default_factory=list)
    operated: list[Expression] = field(default_factory=list)
    bindings: dict[SymbolNode, list[tuple[str, Expression] | None]] = field(default_factory=dict)
    returned: list[Expression] = field(default_factory=list)
    parameters: set[SymbolNode] = field(default_factory=set)
    supers: set[str] = field(default_factory=set)
    assigned: set[str] = field(default_factory=set)
    narrows: bool = False


def glance(function: FuncItem, decorators: list[Expression]) -> Glance:
    """Look through a function and its decorators."""
    seen = Glance()
    names = seen.names
    references = seen.references
    stack: list[Node] = [function.body, *decorators]
    seen.parameters.update(argument.variable for argument in function.arguments)
    stack.extend(argument.initializer for argument in function.arguments if argument.initializer is not None)
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind is NameExpr or kind is MemberExpr:
            names.add(node.name)  # type: ignore[attr-defined]  # type() narrows no unions
            references.append(node)  # type: ignore[arg-type]
            _defined_name(node, names)
            if kind is NameExpr:
                continue
        else:
            handler = _HANDLERS.get(kind)
            if handler is not None:
                handler(node, seen)
        stack.extend(children(node))
    return seen


def _defined_name(node: Node, names: set[str]) -> None:
    """Add the name under which a reference was defined, which an alias hides."""
    target = node.node  # type: ignore[attr-defined]  # only ever given references
    if target is None:
        return
    names.add(target.name)
    if type(target) is Var and target.type is not None:
        definition = getattr(target.type, "definition", None)  # only the types of functions have one
        if definition is not None:
            names.add(definition.name)


def _call(node: Node, seen: Glance) -> None:
    assert isinstance(node, CallExpr)
    seen.calls.append(node)
    if isinstance(node.callee, NameExpr) and node.callee.name in _NARROWING:
        seen.narrows = True
    if _is_protocol(node.callee):
        seen.operated.extend(node.args)


def _is_protocol(callee: Expression) -> bool:
    """Tell whether a call of this runs a special method of its arguments, as ``str`` and f-strings do."""
    if isinstance(callee, NameExpr):
        return callee.fullname.startswith("builtins.")
    return isinstance(callee, MemberExpr) and isinstance(callee.expr, nodes.StrExpr)


def _assignment(node: Node, seen: Glance) -> None:
    assert isinstance(node, nodes.AssignmentStmt)
    for target in node.lvalues:
        _bind(target, "value", node.rvalue, seen)
        if isinstance(target, (nodes.TupleExpr, nodes.ListExpr)):
            seen.iterated.append(node.rvalue)


def _bind(target: Expression, how: str, value: Expression | None, seen: Glance) -> None:
    if isinstance(target, NameExpr):
        if isinstance(target.node, Var):
            bound = (how, value) if value is not None else None
            seen.bindings.setdefault(target.node, []).append(bound)
    elif isinstance(target, MemberExpr):
        seen.assigned.add(target.name)
    elif isinstance(target, (nodes.TupleExpr, nodes.ListExpr)):
        for item in target.items:
            _bind(item, how, None, seen)
    elif isinstance(target, nodes.StarExpr):
        _bind(target.expr, how, None, seen)


def _walrus(node: Node, seen: Glance) -> None:
    assert isinstance(node, nodes.AssignmentExpr)
    _bind(node.target, "value", node.value, seen)


def _for(node: Node, seen: Glance) -> None:
    assert isinstance(node, nodes.ForStmt)
    _bind(node.index, "element", node.expr, seen)
    if not node.is_async:
        seen.iterated.append(node.expr)


def _comprehension(node: Node, seen: Glance) -> None:
    assert isinstance(node, (nodes.GeneratorExpr, nodes.DictionaryComprehension))
    for target, sequence in zip(node.indices, node.sequences):
        _bind(target, "element", sequence, seen)
        seen.iterated.append(sequence)


def _with(node: Node, seen: Glance) -> None:
    assert isinstance(node, nodes.WithStmt)
    for entered, target in zip(node.expr, node.target):
        if target is not None:
            _bind(target, "entered", None if node.is_async else entered, seen)
    if not node.is_async:
        seen.entered.extend(node.expr)


def _consumed(node: Node, seen: Glance) -> None:
    assert isinstance(node, (nodes.YieldFromExpr, nodes.StarExpr))
    seen.iterated.append(node.expr)


def _operation(node: Node, seen: Glance) -> None:
    if isinstance(node, nodes.OpExpr):
        seen.operated.extend((node.left, node.right))
    elif isinstance(node, nodes.ComparisonExpr):
        seen.operated.extend(node.operands)
    elif isinstance(node, nodes.IndexExpr):
        seen.operated.append(node.base)
    elif isinstance(node, nodes.UnaryExpr):
        seen.operated.append(node.expr)
    elif isinstance(node, nodes.OperatorAssignmentStmt):
        seen.operated.extend((node.lvalue, node.rvalue))
        _bind(node.lvalue, "value", None, seen)
    elif isinstance(node, nodes.IfStmt):
        seen.operated.extend(node.expr)
    elif isinstance(node, nodes.WhileStmt):
        seen.operated.append(node.expr)


def _narrowing(node: Node, seen: Glance) -> None:
    seen.narrows = True


def _inner(node: Node, seen: Glance) -> None:
    assert isinstance(node, FuncItem)
    seen.parameters.update(argument.variable for argument in node.arguments)


def _return(node: Node, seen: Glance) -> None:
    assert isinstance(node, nodes.ReturnStmt)
    if node.expr is not None:
        seen.returned.append(node.expr)


def _super(node: Node, seen: Glance) -> None:
    assert isinstance(node, nodes.SuperExpr)
    seen.supers.add(node.name)
    seen.names.add(node.name)


_HANDLERS = {
    nodes.CallExpr: _call,
    nodes.AssignmentStmt: _assignment,
    nodes.AssignmentExpr: _walrus,
    nodes.ForStmt: _for,
    nodes.GeneratorExpr: _comprehension,
    nodes.DictionaryComprehension: _comprehension,
    nodes.WithStmt: _with,
    nodes.YieldFromExpr: _consumed,
    nodes.StarExpr: _consumed,
    nodes.OpExpr: _operation,
    nodes.ComparisonExpr: _operation,
    nodes.IndexExpr: _operation,
    nodes.UnaryExpr: _operation,
    nodes.OperatorAssignmentStmt: _operation,
    nodes.IfStmt: _operation,
    nodes.WhileStmt: _operation,
    nodes.MatchStmt: _narrowing,
    nodes.FuncDef: _inner,
    nodes.LambdaExpr: _inner,
    nodes.ReturnStmt: _return,
    nodes.SuperExpr: _super,
}
