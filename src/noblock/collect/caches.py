"""Find what a function does once and keeps for the whole program.

``if settings is None: settings = load()`` runs ``load`` for the first caller alone, as ``functools.cache`` would. What
is kept has to outlive the call and to belong to no single object: a variable of a module, an attribute of a class, an
element of one of these, or, in a decorator, a variable around the function that it makes. It counts only where the
condition asks for nothing else, such as an age, and in synchronous functions: what an ``async def`` does itself, it
does on the loop, be it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeGuard

from mypy.nodes import (
    GDEF,
    AssignmentExpr,
    AssignmentStmt,
    Block,
    CallExpr,
    ComparisonExpr,
    DictExpr,
    Expression,
    ExpressionStmt,
    IndexExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    OpExpr,
    RefExpr,
    ReturnStmt,
    TryStmt,
    TypeInfo,
    UnaryExpr,
    Var,
)

from noblock.body import Call
from noblock.categories import CACHED
from noblock.collect.closures import filled_around
from noblock.collect.constants import is_false, is_none
from noblock.collect.regions import Position, end, leaves, regions, start

_NO_ELEMENT = ("builtins.KeyError", "builtins.LookupError")
_FILLING = ("setdefault", "update")  # what goes into a list or a set mostly waits there, or was seen


@dataclass(frozen=True)
class _Place:
    """Where something is kept: a variable of a module, or the name of an attribute of a class, or an element of it."""

    holder: Var | str
    is_element: bool = False


def cached(nodes: Sequence[Node], calls: tuple[Call, ...]) -> tuple[Call, ...]:
    """Return the calls of a function, those that only the first caller gets to counted as cached.

    Args:
        nodes: All nodes of the function, outer ones first.
        calls: What it calls itself.
    """
    places = _Places(nodes)
    fills = list(_fills(nodes, places))
    if not fills:
        return calls
    empty = _Emptiness(nodes, places)
    found = [
        (first, last)
        for first, last, place in (*regions(nodes, empty.if_true, empty.if_false), *_after_failures(nodes, places))
        if any(begin <= last and first <= until and _keeps(filled, place) for begin, until, filled in fills)
    ]
    return tuple(replace(call, counts_as=CACHED) if _is_in(call, found) else call for call in calls)


class _Places:
    """Knows places by what names them in a function, also by a local variable: ``pages = caches[site]``.

    Args:
        nodes: All nodes of the function.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._around = filled_around(nodes)

    @cached_property
    def _bound(self) -> Mapping[Node, Expression | None]:
        """What local variables are bound to for good, worked out when the first is asked for."""
        found: dict[Node, Expression | None] = {}
        for node in self._nodes:
            match node:
                case AssignmentStmt(lvalues=[NameExpr(node=Var() as variable) as target], rvalue=value):
                    is_definition = target.is_inferred_def or node.unanalyzed_type is not None
                    found[variable] = value if is_definition and variable not in found else None
        return found

    def looked_up(self, node: Expression) -> _Place | None:
        """Return the place that an expression reads: ``kept``, ``kept[key]`` or ``kept.get(key)``."""
        match node:
            case IndexExpr(base=holder) | CallExpr(callee=MemberExpr(expr=holder, name="get")):
                return self.element(holder)
            case _:
                return self.whole(node)

    def whole(self, node: Expression) -> _Place | None:
        """Return the place that an expression names, if that outlives the call and belongs to no single object."""
        if isinstance(node, NameExpr) and isinstance(node.node, Var) and node.node in self._around:
            return _Place(node.node)
        return _whole(node)

    def element(self, holder: Expression) -> _Place | None:
        """Return the place of an element of what an expression names."""
        if isinstance(holder, NameExpr) and holder.kind != GDEF and holder.node is not None:
            value = self._bound.get(holder.node)
            holder = value.base if isinstance(value, IndexExpr) else value or holder
        place = self.whole(holder)
        return replace(place, is_element=True) if place is not None else None


class _Emptiness:
    """What conditions in a function say of places: that nothing is kept there yet.

    Local variables that hold what was found in a place stand for it.
    """

    def __init__(self, nodes: Sequence[Node], places: _Places) -> None:
        self._places = places
        self._held: dict[Node, list[tuple[Position, _Place | None]]] = {}
        for node in nodes:
            match node:
                case AssignmentStmt(lvalues=[NameExpr(node=Var() as variable)], rvalue=value):
                    self._held.setdefault(variable, []).append((start(node), places.looked_up(value)))
                case AssignmentExpr(target=NameExpr(node=Var() as variable), value=value):
                    self._held.setdefault(variable, []).append((start(node), places.looked_up(value)))

    def if_true(self, test: Expression) -> _Place | None:
        """Return the place that is certain to be empty if a test is true."""
        match test:
            case UnaryExpr(op="not"):
                return self.if_false(test.expr)
            case OpExpr(op="and"):
                return self.if_true(test.left) or self.if_true(test.right)
            case ComparisonExpr(operators=["is" | "=="], operands=[kept, other]) if _is_nothing(kept, other):
                return self._place(kept)
            case ComparisonExpr(operators=["not in"], operands=[_, holder]):
                return self._places.element(holder)
            case _:
                return None

    def if_false(self, test: Expression) -> _Place | None:
        """Return the place that is certain to be empty if a test is false."""
        match test:
            case UnaryExpr(op="not"):
                return self.if_true(test.expr)
            case OpExpr(op="or"):
                return self.if_false(test.left) or self.if_false(test.right)
            case ComparisonExpr(operators=["is not" | "!=" | ">"], operands=[kept, other]) if _is_nothing(kept, other):
                return self._place(kept)
            case ComparisonExpr(operators=["in"], operands=[_, holder]):
                return self._places.element(holder)
            case _:
                return self._place(test)

    def _place(self, node: Expression) -> _Place | None:
        if isinstance(node, AssignmentExpr):
            return self._places.looked_up(node.value)
        if _is_size(node):
            return self._place(node.args[0])
        known = self._held.get(node.node) if isinstance(node, NameExpr) and node.node is not None else None
        before = [place for at, place in known if at < start(node)] if known else []
        return (before[-1] if before else None) or self._places.looked_up(node)


def _fills(nodes: Sequence[Node], places: _Places) -> Iterator[tuple[Position, Position, _Place]]:
    """Yield the statements after which something is kept: from where, and up to where."""
    for node in nodes:
        match node:
            case AssignmentStmt():
                for target in node.lvalues:
                    place = places.element(target.base) if isinstance(target, IndexExpr) else places.whole(target)
                    if place is not None:
                        yield start(node), end(node), place
            case ExpressionStmt(expr=CallExpr(callee=MemberExpr(expr=holder, name=name))) if name in _FILLING:
                place = places.element(holder)
                if place is not None:
                    yield start(node), end(node), place


def _after_failures(nodes: Sequence[Node], places: _Places) -> Iterator[tuple[Position, Position, _Place]]:
    """Yield what is only reached if there is no such element: where ``except KeyError`` follows a look at it."""
    for block in nodes:
        statements = block.body if isinstance(block, Block) else []
        for index, node in enumerate(statements):
            place = _tried(node.body, places) if isinstance(node, TryStmt) else None
            if not isinstance(node, TryStmt) or place is None:
                continue
            for kind, handler in zip(node.types, node.handlers):
                if isinstance(kind, RefExpr) and kind.fullname in _NO_ELEMENT:
                    yield start(handler), end(handler), place
                    if leaves(node.body) and index + 1 < len(statements):
                        yield start(statements[index + 1]), end(statements[-1]), place


def _tried(block: Block, places: _Places) -> _Place | None:
    """Return the place that the one statement of a block looks at."""
    match block.body:
        case [ReturnStmt(expr=IndexExpr() as found)] | [AssignmentStmt(rvalue=IndexExpr() as found)]:
            return places.looked_up(found)
        case _:
            return None


def _keeps(filled: _Place, asked: _Place) -> bool:
    return filled.holder == asked.holder and (filled.is_element or not asked.is_element)


def _is_in(call: Call, places: Sequence[tuple[Position, Position]]) -> bool:
    return any(first <= (call.span.line, call.span.column) <= last for first, last in places)


def _is_nothing(kept: Expression, other: Expression) -> bool:
    """Tell whether something that is equal to another expression is missing, or empty."""
    if isinstance(other, (DictExpr, ListExpr)):
        return not other.items
    return is_false(other) if _is_size(kept) else is_none(other)


def _is_size(node: Expression) -> TypeGuard[CallExpr]:
    match node:
        case CallExpr(callee=RefExpr(fullname="builtins.len"), args=[_]):
            return True
        case _:
            return False


def _whole(node: Expression) -> _Place | None:
    """Return the place that an expression names, if that outlives the call and belongs to no single object."""
    if isinstance(node, RefExpr) and node.kind == GDEF and isinstance(node.node, Var):
        return _Place(node.node)
    owner = node.expr.node if isinstance(node, MemberExpr) and isinstance(node.expr, NameExpr) else None
    if isinstance(node, MemberExpr) and (isinstance(owner, TypeInfo) or (isinstance(owner, Var) and owner.is_cls)):
        return _Place(node.name)
    return None
