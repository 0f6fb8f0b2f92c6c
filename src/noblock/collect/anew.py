"""Know what a name of a module stands for in the end, where the module binds it more than once.

    from time import sleep

    def sleep(seconds): ...

mypy takes the first of these for what the name means. When the functions of the module run, it is the last one, or one
of several where a condition decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Union

from mypy.nodes import (
    GDEF,
    AssignmentStmt,
    Block,
    ClassDef,
    Decorator,
    DelStmt,
    Expression,
    ForStmt,
    FuncDef,
    GlobalDecl,
    Import,
    ImportFrom,
    LambdaExpr,
    MypyFile,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    OverloadedFuncDef,
    RefExpr,
    Statement,
    SymbolNode,
    TempNode,
    Var,
    WithStmt,
)

from noblock.collect.tree import children, descendants

Bound = Union[FuncDef, Decorator, Expression]  # noqa: UP007  # as in scope


class Anew:
    """The names that a module binds more than once.

    Args:
        tree: The module.
    """

    def __init__(self, tree: MypyFile) -> None:
        self._tree = tree

    def of(self, name: RefExpr) -> tuple[tuple[Bound, ...], bool]:
        """Return the functions that a name stands for other than mypy says, and whether it is nothing else."""
        last = self._last.get(name.name, ()) if isinstance(name, NameExpr) and name.kind == GDEF else ()
        if not last or name in self._own:
            return (), False
        return tuple(one for one in last if one is not None), None not in last

    def is_over(self, variable: SymbolNode, value: Expression) -> bool:
        """Tell whether what a variable of the module was bound to is certainly not what it holds in the end."""
        last = self._last.get(variable.name) if isinstance(variable, Var) and not variable.info else None
        return last is not None and None not in last and value not in last

    @cached_property
    def _last(self) -> dict[str, tuple[Bound | None, ...]]:
        """What names are bound to in the end, None for what is no function that is known by sight."""
        bound: dict[str, list[Bound | None]] = {}
        several: set[str] = set()
        for name, value, is_certain in _bindings(self._tree.defs):
            if name in bound:
                several.add(name)
            if is_certain:
                bound[name] = []
            bound.setdefault(name, []).append(value)
        several |= {name for name in bound if f"{name}-redefinition" in self._tree.names}  # behind ``import *``
        if several:
            several -= {name for node in _nodes(self._tree) if isinstance(node, GlobalDecl) for name in node.names}
        return {name: tuple(bound[name]) for name in several if any(bound[name])}

    @cached_property
    def _own(self) -> set[Node]:
        """The names in what is bound to them, where they still stand for what they did before."""
        bound = (one for last in self._last.values() for one in last if isinstance(one, Expression))
        return {node for one in bound for node in descendants(one) if isinstance(node, NameExpr)}


def superseded(statements: Sequence[Node]) -> set[Node]:
    """Return the functions and classes without decorators in whose place another one stands further down.

    An ``async def`` is judged wherever it stands: something else may have taken it.
    """
    found: set[Node] = set()
    named: dict[str, Node] = {}
    for node in statements:
        if isinstance(node, (FuncDef, Decorator, ClassDef)):
            earlier = named.get(node.name)
            within = earlier.defs.body if isinstance(earlier, ClassDef) and not earlier.decorators else [earlier]
            found.update(one for one in within if isinstance(one, FuncDef) and not _answers_for_itself(one))
            named[node.name] = node
    return found


def _answers_for_itself(function: FuncDef) -> bool:
    return function.is_coroutine or function.is_async_generator


def _bindings(statements: Sequence[Node], *, is_certain: bool = True) -> Iterator[tuple[str, Bound | None, bool]]:
    """Yield the names that statements bind, each with the function or expression, and whether that is certain."""
    for node in statements:
        match node:
            case FuncDef() | Decorator():
                yield node.name, node, is_certain
            case OverloadedFuncDef() | ClassDef():
                yield node.name, None, is_certain
            case AssignmentStmt() if not isinstance(node.rvalue, TempNode):
                for target in node.lvalues:
                    for name in _names(target):
                        yield name.name, _function(node.rvalue, name) if name is target else None, is_certain
            case ImportFrom() | Import():
                yield from ((name, None, is_certain) for name in _imported(node))
            case OperatorAssignmentStmt() | DelStmt() | ForStmt() | WithStmt():
                yield from ((name.name, None, False) for name in _targets(node))
        if isinstance(node, Statement) and not isinstance(node, (FuncDef, Decorator, OverloadedFuncDef, ClassDef)):
            inside = [below for below in children(node) if isinstance(below, Block)]
            for block in inside:
                yield from _bindings(children(block), is_certain=False)


def _function(value: Expression, name: NameExpr) -> Bound | None:
    """Return what a name is bound to if that is a function by sight, None for all else."""
    if isinstance(value, LambdaExpr):
        return value
    is_function = isinstance(value, RefExpr) and isinstance(value.node, (FuncDef, Decorator, OverloadedFuncDef))
    return value if is_function else None


def _names(target: Node) -> Iterator[NameExpr]:
    yield from (node for node in descendants(target) if isinstance(node, NameExpr) and node.kind == GDEF)


def _targets(node: Node) -> Iterator[NameExpr]:
    match node:
        case OperatorAssignmentStmt():
            yield from _names(node.lvalue)
        case DelStmt():
            yield from _names(node.expr)
        case ForStmt():
            yield from _names(node.index)
        case WithStmt():
            for target in node.target:
                yield from _names(target) if target is not None else ()


def _imported(node: Import | ImportFrom) -> list[str]:
    if isinstance(node, ImportFrom):
        return [alias or name for name, alias in node.names]
    return [alias or name.partition(".")[0] for name, alias in node.ids]


def _nodes(tree: MypyFile) -> Iterator[Node]:
    for statement in tree.defs:
        yield from descendants(statement)
