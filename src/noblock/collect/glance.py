"""Take in a function at one glance: which names it mentions, and how.

Every body of a project is looked at this way, most of them no further, so this is one tight loop over a table of small
functions, each of which notes what a kind of node tells and returns the nodes below. All that is kept is what the
question "can something that blocks get in here?" needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mypy import nodes
from mypy.nodes import ARG_STAR, CallExpr, Expression, FuncItem, MemberExpr, NameExpr, Node, SymbolNode, Var

from noblock.collect.special import COMPARISONS, OPERATORS, ORDERING, PROTOCOLS, UNARY
from noblock.collect.tree import children

_ADDING = ("add", "append", "appendleft", "insert", "setdefault")
_NARROWING = ("isinstance", "issubclass", "callable", "hasattr", "type")


@dataclass(frozen=True, slots=True)
class Binding:
    """What a local variable is bound to.

    That is a ``value``, an ``element`` of one, what ``with`` gets from one that is ``entered``, or what it becomes when
    ``augmented`` by one. ``position`` is the place in a tuple that is unpacked, if it is.
    """

    how: str
    value: Expression
    position: int | None = None


@dataclass(slots=True)
class Glance:
    """What one outermost function mentions, nested functions included.

    Attributes:
        names: All names of functions, variables and attributes, as written and as defined.
        references: The expressions behind them.
        calls: All calls.
        iterated, entered: What is looped over, and what ``with`` enters.
        operations: The operations with two operands of which one has a method for it.
        operated: The special methods that the language runs for operators and the like, each with the operand.
        bindings: What local variables are bound to; None for what is not one expression.
        parameters: The parameters of the function and of those inside it.
        declared: The assignments that state a type.
        matches: The ``match`` statements.
        supers: What is looked up through ``super()``.
        assigned: The names of attributes that are assigned to.
        stored: Those attributes, with what is assigned.
        added: The attributes to whose containers something is added, with what that is.
        returned: What is returned or yielded, also by functions inside.
        has_inner: Whether functions are defined inside.
        implied: The special methods that are run on parts of what is mentioned.
        spoken: The names of members that are given as strings.
        casts: Whether a type is stated without any expression of it.
        narrowed: The names of variables and attributes that may be of a narrower type than declared.
    """

    names: set[str] = field(default_factory=set)
    references: list[NameExpr | MemberExpr] = field(default_factory=list)
    calls: list[CallExpr] = field(default_factory=list)
    iterated: list[Expression] = field(default_factory=list)
    entered: list[Expression] = field(default_factory=list)
    operations: list[nodes.OpExpr] = field(default_factory=list)
    operated: list[tuple[Sequence[str], Expression]] = field(default_factory=list)
    bindings: dict[SymbolNode, list[Binding | None]] = field(default_factory=dict)
    parameters: set[SymbolNode] = field(default_factory=set)
    declared: list[nodes.AssignmentStmt] = field(default_factory=list)
    matches: list[nodes.MatchStmt] = field(default_factory=list)
    supers: list[nodes.SuperExpr] = field(default_factory=list)
    assigned: set[str] = field(default_factory=set)
    stored: list[tuple[MemberExpr, Expression]] = field(default_factory=list)
    added: list[tuple[MemberExpr, Expression]] = field(default_factory=list)
    returned: list[Expression] = field(default_factory=list)
    has_inner: bool = False
    narrowed: set[str] = field(default_factory=set)
    implied: set[str] = field(default_factory=set)
    spoken: set[str] = field(default_factory=set)
    casts: bool = False

    def mentioned(self) -> set[str]:
        """Return all names, together with those of the special methods that the language may run."""
        found = {name for special, _ in self.operated for name in special}
        if self.iterated:
            found |= {"__iter__", "__next__"}
        if self.entered:
            found.add("__enter__")
        if self.calls:
            found.add("__call__")
        return self.names | found


def glance(function: FuncItem, decorators: list[Expression]) -> Glance:
    """Look through a function and its decorators."""
    seen = Glance()
    stack: list[Node | None] = [function.body, *decorators]
    seen.parameters.update(argument.variable for argument in function.arguments)
    stack.extend(argument.initializer for argument in function.arguments)
    handlers = _HANDLERS
    while stack:
        node = stack.pop()
        if node is None:
            continue
        handler = handlers.get(type(node), _other)
        if handler is not None:
            stack.extend(handler(node, seen))
    return seen


Below = Sequence[Node | None]


def _other(node: Node, seen: Glance) -> Below:
    return children(node)


def _reference(node: NameExpr | MemberExpr, seen: Glance) -> None:
    seen.references.append(node)
    seen.names.add(node.name)
    target = node.node
    if target is not None:
        seen.names.add(target.name)  # an alias hides the name under which something was defined
        if type(target) is Var and target.type is not None:
            definition = getattr(target.type, "definition", None)  # only the types of functions have one
            if definition is not None:
                seen.names.add(definition.name)


def _name(node: NameExpr, seen: Glance) -> Below:
    _reference(node, seen)
    return ()


def _attribute(node: MemberExpr, seen: Glance) -> Below:
    _reference(node, seen)
    return (node.expr,)


def _call(node: CallExpr, seen: Glance) -> Below:
    seen.calls.append(node)
    seen.casts = seen.casts or isinstance(node.analyzed, nodes.CastExpr)
    callee = node.callee
    if _narrows(callee):
        for argument in node.args:
            if isinstance(argument, (NameExpr, MemberExpr)):
                seen.narrowed.add(argument.name)
            elif isinstance(argument, nodes.AssignmentExpr):
                seen.narrowed.add(argument.target.name)
    if isinstance(callee, MemberExpr) and callee.name in _ADDING and isinstance(callee.expr, MemberExpr) and node.args:
        seen.added.append((callee.expr, node.args[-1]))
    name = _protocol_name(callee)
    protocol = PROTOCOLS.get(name)
    if protocol is not None:
        seen.operated.extend((protocol, argument) for argument in node.args)
    elif name in ORDERING or name.endswith(".sort"):
        seen.implied.add("__lt__")
    elif name.rpartition(".")[2] in ("methodcaller", "attrgetter"):
        seen.spoken.update(argument.value for argument in node.args if isinstance(argument, nodes.StrExpr))
        seen.names |= seen.spoken
    if ARG_STAR in node.arg_kinds:
        seen.iterated.extend(argument for argument, kind in zip(node.args, node.arg_kinds) if kind == ARG_STAR)
    return (*node.args, callee)


def _narrows(callee: Expression) -> bool:
    """Tell whether a call may tell the checker more about its arguments."""
    if not isinstance(callee, (NameExpr, MemberExpr)):
        return False
    if callee.name in _NARROWING:
        return True
    kind = getattr(callee.node, "type", None)  # of a function that promises something about an argument
    return getattr(kind, "type_guard", None) is not None or getattr(kind, "type_is", None) is not None


def _protocol_name(callee: Expression) -> str:
    """Return the name of a builtin function; that of ``str.format`` for what f-strings call."""
    if isinstance(callee, NameExpr):
        return callee.fullname
    if not isinstance(callee, MemberExpr):
        return ""
    if callee.name == "format" and isinstance(callee.expr, nodes.StrExpr):
        return "builtins.str.format"
    return ".sort" if callee.name == "sort" else callee.fullname


def _assignment(node: nodes.AssignmentStmt, seen: Glance) -> Below:
    if node.unanalyzed_type is not None:
        seen.declared.append(node)
    for target in node.lvalues:
        _bind(target, "value", node.rvalue, seen)
        if isinstance(target, (nodes.TupleExpr, nodes.ListExpr)):
            seen.iterated.append(node.rvalue)
        elif isinstance(target, nodes.IndexExpr):
            seen.operated.append((("__setitem__",), target.base))
            if isinstance(target.base, MemberExpr):
                seen.added.append((target.base, node.rvalue))
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
    elif isinstance(target, nodes.StarExpr):
        _bind(target.expr, how, None, seen)


def _walrus(node: nodes.AssignmentExpr, seen: Glance) -> Below:
    _bind(node.target, "value", node.value, seen)
    return (node.value, node.target)


def _for(node: nodes.ForStmt, seen: Glance) -> Below:
    _bind(node.index, "element", None if node.is_async else node.expr, seen)
    if not node.is_async:
        seen.iterated.append(node.expr)
    return (node.index, node.expr, node.body, node.else_body)


def _comprehension(node: nodes.GeneratorExpr | nodes.DictionaryComprehension, seen: Glance) -> Below:
    for target, sequence, is_async in zip(node.indices, node.sequences, node.is_async):
        _bind(target, "element", None if is_async else sequence, seen)
        if not is_async:
            seen.iterated.append(sequence)
    return children(node)


def _with(node: nodes.WithStmt, seen: Glance) -> Below:
    for entered, target in zip(node.expr, node.target):
        if target is not None:
            _bind(target, "entered", None if node.is_async else entered, seen)
    if not node.is_async:
        seen.entered.extend(node.expr)
    return (*node.expr, *node.target, node.body)


def _consumed(node: nodes.YieldFromExpr | nodes.StarExpr, seen: Glance) -> Below:
    seen.iterated.append(node.expr)
    return (node.expr,)


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
            seen.operated.append((("__contains__", "__iter__"), right))
        elif operator in COMPARISONS:
            seen.operated.append(((COMPARISONS[operator],), left))
    return node.operands


def _subscript(node: nodes.IndexExpr, seen: Glance) -> Below:
    seen.operated.append((("__getitem__",), node.base))
    return (node.base, node.index)


def _unary(node: nodes.UnaryExpr, seen: Glance) -> Below:
    seen.operated.append((UNARY.get(node.op, ()), node.expr))
    return (node.expr,)


def _augmented(node: nodes.OperatorAssignmentStmt, seen: Glance) -> Below:
    name = OPERATORS.get(node.op, "")
    seen.operated.append(((f"__i{name}__", f"__{name}__", "__setitem__"), node.lvalue))
    _bind(node.lvalue, "augmented", node.rvalue, seen)
    return (node.lvalue, node.rvalue)


def _if(node: nodes.IfStmt, seen: Glance) -> Below:
    seen.operated.extend((UNARY["not"], condition) for condition in node.expr)
    return children(node)


def _assert(node: nodes.AssertStmt, seen: Glance) -> Below:
    seen.operated.append((UNARY["not"], node.expr))
    return (node.expr, node.msg)


def _choice(node: nodes.ConditionalExpr, seen: Glance) -> Below:
    seen.operated.append((UNARY["not"], node.cond))
    return children(node)


def _delete(node: nodes.DelStmt, seen: Glance) -> Below:
    if isinstance(node.expr, nodes.IndexExpr):
        seen.operated.append((("__delitem__",), node.expr.base))
    return (node.expr,)


def _while(node: nodes.WhileStmt, seen: Glance) -> Below:
    seen.operated.append((UNARY["not"], node.expr))
    return (node.expr, node.body, node.else_body)


def _match(node: nodes.MatchStmt, seen: Glance) -> Below:
    seen.matches.append(node)
    for below in children(node.subject) or [node.subject]:
        if isinstance(below, (NameExpr, MemberExpr)):
            seen.narrowed.add(below.name)
    if isinstance(node.subject, (NameExpr, MemberExpr)):
        seen.narrowed.add(node.subject.name)
    return children(node)


def _try(node: nodes.TryStmt, seen: Glance) -> Below:
    return (node.body, *node.types, *node.handlers, node.else_body, node.finally_body)


def _inner(node: FuncItem, seen: Glance) -> Below:
    seen.parameters.update(argument.variable for argument in node.arguments)
    seen.has_inner = seen.has_inner or isinstance(node, nodes.FuncDef)
    return children(node)


def _super(node: nodes.SuperExpr, seen: Glance) -> Below:
    seen.supers.append(node)
    seen.names.add(node.name)
    return ()


def _expression(node: nodes.ExpressionStmt | nodes.AwaitExpr, seen: Glance) -> Below:
    return (node.expr,)


def _returned(node: nodes.ReturnStmt | nodes.YieldExpr, seen: Glance) -> Below:
    if node.expr is not None:
        seen.returned.append(node.expr)
    return (node.expr,)


# None for the leaves; the functions take the kind of node that they stand behind.
_HANDLERS: dict[type[Node], Callable[[Any, Glance], Below] | None] = {
    nodes.NameExpr: _name,
    nodes.MemberExpr: _attribute,
    nodes.CallExpr: _call,
    nodes.ExpressionStmt: _expression,
    nodes.AwaitExpr: _expression,
    nodes.AssignmentStmt: _assignment,
    nodes.AssignmentExpr: _walrus,
    nodes.ForStmt: _for,
    nodes.GeneratorExpr: _comprehension,
    nodes.DictionaryComprehension: _comprehension,
    nodes.WithStmt: _with,
    nodes.YieldFromExpr: _consumed,
    nodes.StarExpr: _consumed,
    nodes.OpExpr: _operation,
    nodes.ComparisonExpr: _comparison,
    nodes.IndexExpr: _subscript,
    nodes.UnaryExpr: _unary,
    nodes.OperatorAssignmentStmt: _augmented,
    nodes.IfStmt: _if,
    nodes.WhileStmt: _while,
    nodes.AssertStmt: _assert,
    nodes.ConditionalExpr: _choice,
    nodes.DelStmt: _delete,
    nodes.TryStmt: _try,
    nodes.MatchStmt: _match,
    nodes.FuncDef: _inner,
    nodes.LambdaExpr: _inner,
    nodes.ReturnStmt: _returned,
    nodes.YieldExpr: _returned,
    nodes.SuperExpr: _super,
    nodes.StrExpr: None,
    nodes.IntExpr: None,
    nodes.BytesExpr: None,
    nodes.FloatExpr: None,
    nodes.EllipsisExpr: None,
    nodes.PassStmt: None,
    nodes.BreakStmt: None,
    nodes.ContinueStmt: None,
}
