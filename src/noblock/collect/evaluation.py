"""Evaluate expressions and assignments in the order in which they run, with what is known before and after each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Union

from mypy import nodes
from mypy.nodes import CallExpr, Expression, FuncItem, GeneratorExpr, NameExpr, Node

from noblock.collect.assigning import assigned, going_round
from noblock.collect.constants import is_false, is_true
from noblock.collect.known import (
    FILLED,
    IF_FALSE,
    IF_TRUE,
    NOTHING,
    QUIET,
    Known,
    apart,
    decide,
    deciding,
    drop,
    gain,
    meet,
)
from noblock.collect.saying import awaited, said, settings, taken
from noblock.collect.spelling import spelled
from noblock.collect.tree import at_once

Way = Union[Known, None]  # noqa: UP007  # what is known on it; None if it is never taken
Handlers = dict[type[Node], Callable[[Any, Any, Way], Way]]


class Evaluation:
    """One walk over what a function runs, which knows expressions; another class adds the statements around them."""

    def __init__(self) -> None:
        self._found: dict[Node, Known] = {}
        self._inner: dict[FuncItem, Known] = {}
        self._raised: list[Way] = []  # what holds wherever something may be raised, for each ``try`` around

    def _all(self, below: Iterable[Node], known: Way) -> Way:
        for node in below:
            known = self._run(node, known)
        return known

    def _run(self, node: Node | None, known: Way) -> Way:
        """Return what is known after a statement or an expression, None if nothing comes after it."""
        if node is None or known is None:
            return known
        if self._raised and isinstance(node, (nodes.Statement, CallExpr)):
            self._raised[-1] = meet(self._raised[-1], known)
        handler = self._HANDLERS.get(type(node))
        return self._all(at_once(node), known) if handler is None else handler(self, node, known)

    def _test(self, node: Expression, known: Way) -> tuple[Way, Way]:
        """Return what is known where an expression was found to be true, and where false."""
        match node:
            case nodes.UnaryExpr(op="not"):
                true, false = self._test(node.expr, known)
                return false, true
            case nodes.OpExpr(op="and"):
                true, false = self._test(node.left, known)
                both, other = self._test(node.right, true)
                return both, meet(false, other)
            case nodes.OpExpr(op="or"):
                true, false = self._test(node.left, known)
                other, neither = self._test(node.right, false)
                return meet(true, other), neither
            case nodes.AssignmentExpr():
                true, false = self._test(node.value, known)
                stored = nodes.AssignmentStmt([node.target], node.value)
                return self._store(stored, true), self._store(stored, false)
        after = self._run(node, known)
        if after is None or is_true(node) or is_false(node):
            return (None, after) if is_false(node) else (after, None)
        if isinstance(node, NameExpr):
            return decide(after, node.name, IF_TRUE), decide(after, node.name, IF_FALSE)
        return gain(after, said(node, truth=True)), gain(after, said(node, truth=False))

    def _choose(self, node: Expression, known: Way) -> Way:
        return meet(*self._test(node, known))

    def _conditional(self, node: nodes.ConditionalExpr, known: Way) -> Way:
        true, false = self._test(node.cond, known)
        return meet(self._run(node.if_expr, true), self._run(node.else_expr, false))

    def _call(self, node: CallExpr, known: Way) -> Way:
        known = self._all(at_once(node), known)
        if known is None:
            return None
        self._found[node] = known
        return _set(node, drop(known, FILLED, taken(node)))

    def _await(self, node: nodes.AwaitExpr, known: Way) -> Way:
        known = self._run(node.expr, known)
        return None if known is None else gain(known, awaited(node.expr))

    def _operation(self, node: nodes.OpExpr | nodes.UnaryExpr, known: Way) -> Way:
        return self._choose(node, known) if node.op in ("and", "or", "not") else self._all(at_once(node), known)

    def _comprehension(self, node: GeneratorExpr | nodes.DictionaryComprehension, known: Way) -> Way:
        while True:
            within = known
            for index, sequence, conditions in zip(node.indices, node.sequences, node.condlists):
                within = self._run(sequence, within)
                within = None if within is None else going_round(index, sequence, within, self._found)
                for condition in conditions:
                    within, _ = self._test(condition, within)
            if within is not None:
                self._found[node] = within
            within = self._all(_made(node), within)
            own = NOTHING if known is None else apart(known, map(spelled, node.indices))
            before, known = known, meet(known, None if within is None else within | own)
            if known == before:
                return known

    def _collected(self, node: nodes.ListComprehension | nodes.SetComprehension, known: Way) -> Way:
        return self._run(node.generator, known)

    def _function(self, node: FuncItem, known: Way) -> Way:
        known = self._all(at_once(node), known)
        if known is not None:
            self._inner[node] = known
        return known

    def _assign(self, node: nodes.AssignmentStmt, known: Way) -> Way:
        true, false = self._test(node.rvalue, known)
        after = self._store(node, self._all(node.lvalues, meet(true, false)))
        match node.lvalues:
            case [NameExpr(name=name)] if after is not None:
                return after | deciding(name, IF_TRUE, true, after) | deciding(name, IF_FALSE, false, after)
        return after

    def _store(self, node: nodes.AssignmentStmt, known: Way) -> Way:
        return None if known is None else _set(node, assigned(node, known, self._found))

    _HANDLERS: ClassVar[Handlers] = {
        nodes.AssignmentExpr: _choose,
        nodes.AssignmentStmt: _assign,
        nodes.AwaitExpr: _await,
        nodes.CallExpr: _call,
        nodes.ConditionalExpr: _conditional,
        nodes.DictionaryComprehension: _comprehension,
        nodes.FuncDef: _function,
        nodes.GeneratorExpr: _comprehension,
        nodes.LambdaExpr: _function,
        nodes.ListComprehension: _collected,
        nodes.OpExpr: _operation,
        nodes.SetComprehension: _collected,
        nodes.UnaryExpr: _operation,
    }


def _set(node: CallExpr | nodes.AssignmentStmt, known: Known) -> Known:
    """Return what is known once something may have been set to wait, or not to."""
    for name, waits in settings(node):
        known = drop(known, QUIET, name) if waits else gain(known, [(QUIET, name)] if name else ())
    return known


def _made(node: GeneratorExpr | nodes.DictionaryComprehension) -> list[Expression]:
    if isinstance(node, GeneratorExpr):
        return [node.left_expr]
    return [node.value] if node.key is None else [node.key, node.value]
