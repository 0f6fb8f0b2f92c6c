"""Find the variables that something of another class is assigned to than mypy takes them for.

Of what is not annotated, mypy believes the first assignment and complains about all others. Where nobody runs mypy,
``if url: self.store = Remote(url)``, ``else: self.store = Local()`` is how people write that it may be either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    OverloadedFuncDef,
    RefExpr,
    Statement,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import CallableType, Instance, Overloaded, Type, get_proper_type

from noblock.collect.definitions import instance_of
from noblock.collect.parameters import Seen
from noblock.collect.plain import is_of_interest
from noblock.collect.tree import children


def contested(trees: Iterable[MypyFile], functions: Iterable[Seen]) -> set[Var]:
    """Return the variables of some modules and their classes that are certainly not only what mypy takes them for."""
    stores = [store for tree in trees for store in outside(tree)]
    for seen in functions:
        stores += [(attribute(seen, target), value) for target, value in seen[1].stored]
        for node, bindings in seen[1].bindings.items():
            stores += [
                (node, one.value) for one in bindings if one is not None and one.how == "value" and one.position is None
            ]
    return {node for node, value in stores if isinstance(node, Var) and _is_contested(node, value)}


def outside(tree: MypyFile) -> Iterator[tuple[SymbolNode | None, Expression]]:
    """Yield what a module and its classes assign outside of functions, each with the variable."""
    stack: list[Node] = list(tree.defs)
    while stack:
        node = stack.pop()
        if isinstance(node, AssignmentStmt):
            yield from ((target.node, node.rvalue) for target in node.lvalues if isinstance(target, NameExpr))
        elif isinstance(node, Statement) and not isinstance(node, (FuncDef, Decorator)):
            stack.extend(children(node))


def attribute(seen: Seen, target: MemberExpr) -> SymbolNode | None:
    """Return what a method stores something in, if its own class has that and it stands on its own instance."""
    info, first = seen[0].info, instance_of(seen[0])
    is_own = first is not None and isinstance(target.expr, NameExpr) and target.expr.node is first
    symbol = info.names.get(target.name) if info is not None and is_own else None
    return symbol.node if symbol is not None else None


def _is_contested(variable: Var, value: Expression) -> bool:
    believed = get_proper_type(variable.type) if variable.type is not None else None
    is_inferred = variable.is_inferred and not variable.explicit_self_type
    if not is_inferred or "." not in variable.fullname or not isinstance(believed, Instance):
        return False
    classes = list(_classes(value))
    return bool(classes) and not any(believed.type in found.mro for found in classes)


def _classes(value: Expression) -> Iterator[TypeInfo]:
    """Yield the classes of which a value may be as far as declarations tell, nothing if these leave anything open."""
    kinds: list[Type | None] = []
    match value:
        case CallExpr(callee=RefExpr(node=TypeInfo() as made)) if not made.fallback_to_any:
            yield made
        case CallExpr(callee=RefExpr(node=FuncDef() | OverloadedFuncDef() as function)):
            signature = get_proper_type(function.type)
            items = signature.items if isinstance(signature, Overloaded) else [signature]
            kinds = [item.ret_type if isinstance(item, CallableType) else None for item in items]
        case RefExpr(node=Var(is_inferred=False) as variable):
            kinds = [variable.type]
    found = [get_proper_type(kind) if kind is not None else None for kind in kinds]
    known = [kind for kind in found if isinstance(kind, Instance)]
    if len(known) == len(found) and any(map(is_of_interest, known)):
        yield from (kind.type for kind in known)
