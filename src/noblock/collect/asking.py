"""Know where a function asks whether what it is handed is asynchronous.

A decorator or a helper that serves both kinds of functions asks first, and does something else for each:

    if inspect.iscoroutinefunction(function):
        return function

Who asks whether what a call gave can be awaited asks the same of what was called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from mypy.nodes import (
    CallExpr,
    ConditionalExpr,
    Expression,
    FuncItem,
    NameExpr,
    Node,
    OpExpr,
    RefExpr,
    ReturnStmt,
    SymbolNode,
    TupleExpr,
    TypeInfo,
    UnaryExpr,
)

from noblock.asked import ASYNCHRONOUS, SYNCHRONOUS
from noblock.body import Call
from noblock.collect.guards import Region
from noblock.collect.regions import end, regions, start
from noblock.collect.scope import Binding
from noblock.collect.tree import descendants
from noblock.model import Parameter
from noblock.needs import strictest

_ASKING = frozenset(
    {
        "asgiref.sync.iscoroutinefunction",
        "asyncio.coroutines.iscoroutine",
        "asyncio.coroutines.iscoroutinefunction",
        "asyncio.futures.isfuture",
        "inspect.isasyncgen",
        "inspect.isasyncgenfunction",
        "inspect.isawaitable",
        "inspect.iscoroutine",
        "inspect.iscoroutinefunction",
    }
)
_DEEPEST = 3  # variables that stand for one another


class Asking:
    """The tests in one outermost function.

    Args:
        bindings: What is assigned to a local variable anywhere.
    """

    def __init__(self, bindings: Callable[[SymbolNode], list[Binding]]) -> None:
        self._bindings = bindings

    def regions(self, nodes: Sequence[Node]) -> list[Region]:
        """Return the places in a function that are reached only if something asynchronous is handed over, or if not.

        Args:
            nodes: All nodes in it, outer ones first.
        """
        return list(
            regions(nodes, lambda test: self._need(test, truth=True), lambda test: self._need(test, truth=False))
        )

    def _need(self, test: Expression, *, truth: bool) -> str:
        said = self.says(test, truth=truth)
        return "" if said is None else ASYNCHRONOUS if said else SYNCHRONOUS

    def says(self, test: Expression, *, truth: bool, depth: int = 0) -> bool | None:
        """Return whether it is certain that something asynchronous was handed over, or that nothing was.

        Args:
            test: What is asked.
            truth: Whether it is true, or false.
            depth: How many variables it was found through.
        """
        match test:
            case UnaryExpr(op="not"):
                return self.says(test.expr, truth=not truth, depth=depth)
            case OpExpr(op="and" | "or"):
                found = [self.says(one, truth=truth, depth=depth) for one in (test.left, test.right)]
                if (test.op == "and") is truth:  # both of them are
                    return next((said for said in found if said is not None), None)
                return found[0] if found[0] is found[1] else None
            case CallExpr():
                return truth if _asks(test) else None
            case NameExpr(node=SymbolNode() as variable) if depth < _DEEPEST:
                bound = self._bindings(variable)
                is_one = len(bound) == 1 and bound[0][0] == "value"
                return self.says(bound[0][1], truth=truth, depth=depth + 1) if is_one else None
            case _:
                return None


def _asks(call: CallExpr) -> bool:
    match call:
        case CallExpr(callee=RefExpr(fullname="builtins.isinstance"), args=[_, kinds]):
            return all(_is_awaitable(kind) for kind in (kinds.items if isinstance(kinds, TupleExpr) else [kinds]))
        case CallExpr(callee=RefExpr(fullname=name)):
            return name in _ASKING
        case _:
            return False


def _is_awaitable(kind: Expression) -> bool:
    info = kind.node if isinstance(kind, RefExpr) else None
    return isinstance(info, TypeInfo) and info.get("__await__") is not None


def giving_results(wrapper: FuncItem, calls: Iterable[Call]) -> Iterator[Call]:
    """Yield the calls of a wrapper, those that wait for its result only for functions that are not asynchronous.

    What is called around one of those gives something to await, or another branch does.
    """
    places = [
        (start(node.expr), end(node.expr))
        for node in descendants(wrapper.body)
        if isinstance(node, ReturnStmt) and node.expr is not None
    ]
    for call in calls:
        place = (call.span.line, call.span.column)
        is_result = any(first <= place <= last for first, last in places)
        is_known = not any(isinstance(target, Parameter) for target in call.targets)
        yield replace(call, needs=strictest((SYNCHRONOUS, call.needs))) if is_result and is_known else call


def chosen_from(node: Expression) -> Iterator[Expression]:
    """Yield the expressions that another one chooses from."""
    if isinstance(node, ConditionalExpr):
        yield from chosen_from(node.if_expr)
        yield from chosen_from(node.else_expr)
    else:
        yield node
