"""Take in a function at one glance.

Every body of a project is looked at this way, most of them no further, so this is one tight loop over a table of small
functions, each of which notes what a kind of node tells and returns the nodes below.
"""

from __future__ import annotations

from collections.abc import Iterable

from mypy import nodes
from mypy.nodes import ARG_STAR, ARG_STAR2, CallExpr, Expression, FuncItem, MemberExpr, NameExpr, Node, RefExpr, Var

from noblock.collect.binding import BINDING, KEEPABLE
from noblock.collect.glance import Below, Glance, Handlers
from noblock.collect.kinds import result_left_open
from noblock.collect.operands import OPERATING
from noblock.collect.special import AWAITING, CONSUMING, ORDERING, PER_ELEMENT, PROTOCOLS, is_class_of
from noblock.collect.tree import children

_ADDING = ("add", "append", "appendleft", "insert", "setdefault")
_NAMING = ("methodcaller", "attrgetter", "getattr", "hasattr", "setattr", "delattr")  # which are given names of members
_CALLED = (nodes.FuncDef, nodes.OverloadedFuncDef, nodes.Decorator, nodes.TypeInfo)
_NARROWING = ("isinstance", "issubclass", "callable", "hasattr", "type")


def glance(function: FuncItem, decorators: list[Expression]) -> Glance:
    """Look through a function and its decorators."""
    seen = Glance(decorating=_objects(decorators))
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
    if result_left_open(function):
        seen.operated.extend((CONSUMING, node) for node in seen.returned)
    return seen


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
    if type(callee) is MemberExpr and callee.name in _ADDING and node.args:
        added = node.args[-1]
        if isinstance(callee.expr, (NameExpr, MemberExpr)):
            seen.added.append((callee.expr, added))
        if isinstance(added, KEEPABLE):
            seen.kept.append((node, callee.expr, added))
    name = _protocol_name(callee)
    protocol = PROTOCOLS.get(name)
    if protocol is not None:
        seen.operated.extend((protocol, argument) for argument in node.args)
    elif name in ORDERING or name.endswith(".sort"):
        seen.implied.add("__lt__")
    elif name in PER_ELEMENT:
        seen.implied.update(PER_ELEMENT[name])
    elif name.rpartition(".")[2] in _NAMING:
        seen.spoken.update(argument.value for argument in node.args if isinstance(argument, nodes.StrExpr))
        seen.names |= seen.spoken
    if is_class_of(callee):
        seen.implied.add("__init__")
        callee = callee.args[0] if isinstance(callee, CallExpr) else callee  # this type() narrows nothing
    if ARG_STAR2 in node.arg_kinds or name == "builtins.dict":
        seen.operated.extend((("__getitem__",), argument) for argument in node.args)
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


def _decorated(node: nodes.Decorator, seen: Glance) -> Below:
    seen.decorating.extend(_objects(node.original_decorators))
    return children(node)


def _objects(decorators: Iterable[Expression]) -> list[Expression]:
    """Return those decorators that may be objects: context managers among them are entered at each call."""
    return [node for node in decorators if not (isinstance(node, RefExpr) and isinstance(node.node, _CALLED))]


def _inner(node: FuncItem, seen: Glance) -> Below:
    seen.parameters.update(argument.variable for argument in node.arguments)
    if isinstance(node, nodes.FuncDef):
        seen.inner.append(node)
    return children(node)


def _super(node: nodes.SuperExpr, seen: Glance) -> Below:
    seen.supers.append(node)
    seen.names.add(node.name)
    return ()


def _expression(node: nodes.ExpressionStmt, seen: Glance) -> Below:
    return (node.expr,)


def _await(node: nodes.AwaitExpr, seen: Glance) -> Below:
    seen.operated.append((AWAITING, node.expr))
    return (node.expr,)


def _returned(node: nodes.ReturnStmt | nodes.YieldExpr, seen: Glance) -> Below:
    if node.expr is not None:
        seen.returned.append(node.expr)
    return (node.expr,)


_HANDLERS: Handlers = {
    **BINDING,
    **OPERATING,
    nodes.NameExpr: _name,
    nodes.MemberExpr: _attribute,
    nodes.CallExpr: _call,
    nodes.ExpressionStmt: _expression,
    nodes.AwaitExpr: _await,
    nodes.TryStmt: _try,
    nodes.MatchStmt: _match,
    nodes.Decorator: _decorated,
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
