"""Put back what mypy's checker writes into the nodes of a function for others to read.

That is little: the types of variables, of which mypy may know nothing yet, and what it found out about branches and
about functions that narrow what they are handed. So these few fields are read before a check, and set again after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mypy.nodes import (
    Argument,
    Block,
    CallExpr,
    Decorator,
    FuncDef,
    IfStmt,
    MemberExpr,
    NameExpr,
    Node,
    OverloadedFuncDef,
    RefExpr,
    TryStmt,
    Var,
)
from mypy.patterns import AsPattern, MappingPattern, StarredPattern

from noblock.collect.tree import CHILDREN

Trace = tuple[Node, str, object]  # a node, the name of one of its fields, and what is in it

# Fields that hold no code that runs, or not where it stands.
_BINDING: dict[type[Node], tuple[str, ...]] = {
    Block: ("body",),
    AsPattern: ("name",),
    MappingPattern: ("rest",),
    OverloadedFuncDef: ("unanalyzed_items",),
    StarredPattern: ("capture",),
}
_ALL_FIELDS = {kind: (*CHILDREN.get(kind, ()), *_BINDING.get(kind, ())) for kind in (*CHILDREN, *_BINDING)}
# What mypy's checker writes into nodes for others to read.
_FIELDS: dict[type[Node], tuple[str, ...]] = {
    Var: ("type", "is_ready", "is_inferred"),
    IfStmt: ("unreachable_else",),
    FuncDef: ("type", "is_invalid_redefinition"),
    OverloadedFuncDef: ("type",),
}

_GUARDS = ("type_guard", "type_is")  # what a true result of calling a name says of the argument


def put_back(before: Iterable[Trace]) -> None:
    """Set the fields of nodes to what was in them."""
    for node, field, value in before:
        setattr(node, field, value)


def forget_inferred(before: Iterable[Trace]) -> None:
    """Let mypy infer the types of local variables as if it had not checked the function yet.

    A type that is known is also a context for what the variable is bound to, in which mypy infers other types.
    """
    for node, field, value in before:
        if isinstance(node, Var) and field == "type" and value is not None and _is_inferred_here(node):
            node.type = None
            node.is_ready = False


def _is_inferred_here(variable: Var) -> bool:
    is_local = "." not in variable.fullname and not variable.is_argument
    is_given = variable.is_final or variable.is_suppressed_import  # a type before anything is checked
    return is_local and variable.is_inferred and not is_given


def traces(function: Node) -> Iterator[Trace]:
    """Yield the fields in which a check of a function leaves something, with what is in them before."""
    seen: set[Var] = set()
    for node in _all_nodes(function):
        found: list[Node | None] = []
        match node:
            case NameExpr() | MemberExpr() if node.is_inferred_def or _is_open(node.node):
                found = [node.node]
            case Argument():
                found = [node.variable]
            case Decorator():
                found = [node.var]
            case TryStmt():  # what "except ... as" binds is deleted after it, whatever type it has
                found = [name.node for name in node.vars if name is not None]
            case CallExpr(callee=RefExpr() as callee):
                # What stands there narrows even where mypy checks nothing.
                yield from ((callee, field, getattr(callee, field)) for field in _GUARDS)
            case IfStmt() | FuncDef() | OverloadedFuncDef():
                yield from ((node, field, getattr(node, field)) for field in _FIELDS[type(node)])
        for variable in found:
            if isinstance(variable, Var) and variable not in seen:
                seen.add(variable)
                yield from ((variable, field, getattr(variable, field)) for field in _FIELDS[Var])


def _is_open(node: Node | None) -> bool:
    """Tell whether a variable has no type yet, or one that may be widened where the variable is bound anew."""
    return getattr(node, "type", None) is None or (isinstance(node, Var) and node.is_inferred)


def _all_nodes(function: Node) -> Iterator[Node]:
    """Yield all nodes in a function that can bind a variable, in whatever code mypy may look into."""
    waiting: list[object] = [function]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (list, tuple)):
            waiting.extend(node)
        elif isinstance(node, Node):
            yield node
            waiting.extend(getattr(node, field) for field in _ALL_FIELDS.get(type(node), ()))
