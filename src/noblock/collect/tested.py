"""Know what the tests around a place say of what stands there: that it is true, or at least not ``None``.

    if page.get("text"):
        show(page["text"])

Where mypy has a type for it, that says so. Of what it has none for, the test is all that is known. What a test puts
something in the place of, ``if page is None: page = empty()``, is there from then on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from mypy.nodes import (
    AssignmentExpr,
    AssignmentStmt,
    Block,
    CallExpr,
    ComparisonExpr,
    Expression,
    IfStmt,
    IndexExpr,
    MemberExpr,
    NameExpr,
    Node,
    OpExpr,
    StrExpr,
    UnaryExpr,
    Var,
    WithStmt,
)

from noblock.collect.constants import is_none
from noblock.collect.regions import Position, end, regions, start
from noblock.collect.tree import descendants
from noblock.collect.untouched import written
from noblock.needs import NOT_NONE, TRUE

# A variable, then the attributes and the keys that lead from it to something.
_Path = tuple[object, ...]
_Said = tuple[tuple[_Path, str], ...]


class Tested:
    """What is tested in one outermost function, or in a module's own code.

    Args:
        roots: What it runs.
    """

    def __init__(self, roots: Sequence[Node]) -> None:
        self._roots = roots

    def known(self, node: Expression, is_there: Callable[[Expression], bool]) -> str:
        """Return what is certain of an expression because of where it stands, as ``noblock.needs`` has it.

        Args:
            node: The expression.
            is_there: Tells whether something that is put in its place is certain not to be ``None``.
        """
        path = _path(node)
        if not path:
            return ""
        place = start(node)
        filled = ((first, last, NOT_NONE) for first, last, value in self._filled.get(path, ()) if is_there(value))
        found = {
            certain
            for first, last, certain in (*self._places.get(path, ()), *filled)
            if first <= place <= last and not any(first <= one <= place for one in self._written.get(path[0], ()))
        }
        return TRUE if TRUE in found else NOT_NONE if found else ""

    @cached_property
    def _nodes(self) -> list[Node]:
        return [node for root in self._roots for node in descendants(root)]

    @cached_property
    def _places(self) -> dict[_Path, list[tuple[Position, Position, str]]]:
        found: dict[_Path, list[tuple[Position, Position, str]]] = defaultdict(list)
        for first, last, said in regions(self._nodes, _if_true, _if_false):
            for path, certain in said:
                found[path].append((first, last, certain))
        return found

    @cached_property
    def _filled(self) -> dict[_Path, list[tuple[Position, Position, Expression]]]:
        """Where something is certain to have been put in the place of what was missing, each with what."""
        found: dict[_Path, list[tuple[Position, Position, Expression]]] = defaultdict(list)
        for block in self._nodes:
            below = block.body if isinstance(block, Block) else []
            for index, statement in enumerate(below[:-1]):
                for path, value in _fillings(statement):
                    found[path].append((start(below[index + 1]), end(below[-1]), value))
        return found

    @cached_property
    def _written(self) -> dict[object, list[Position]]:
        found: dict[object, list[Position]] = defaultdict(list)
        for name in written(self._nodes):
            found[name.node].append(start(name))
        return found


def _fillings(statement: Node) -> Iterator[tuple[_Path, Expression]]:
    """Yield what an ``if`` puts something in the place of where it is missing, and what."""
    match statement:
        case IfStmt(expr=[test], body=[Block(body=body)], else_body=None):
            missing = {path for path, _ in _if_false(test)}
            found: dict[_Path, Expression] = {}
            for one in _flat(body):
                match one:
                    case AssignmentStmt(lvalues=[target], rvalue=value) if _path(target) in missing:
                        found[_path(target)] = value
            yield from found.items()


def _flat(statements: Sequence[Node]) -> Iterator[Node]:
    """Yield statements, and in place of a ``with`` those inside it."""
    for statement in statements:
        if isinstance(statement, WithStmt):
            yield from _flat(statement.body.body)
        else:
            yield statement


def _path(node: Expression) -> _Path:
    """Return how an expression leads from a variable to something, empty if it does otherwise."""
    match node:
        case NameExpr(node=Var() as variable):
            return (variable,)
        case AssignmentExpr():
            return _path(node.target)
        case MemberExpr(expr=owner, name=name):
            return _longer(owner, f".{name}")
        case IndexExpr(base=owner, index=StrExpr(value=key)):
            return _longer(owner, f"[{key}]")
        case CallExpr(callee=MemberExpr(expr=owner, name="get"), args=[StrExpr(value=key)]):
            return _longer(owner, f"[{key}]")
        case _:
            return ()


def _longer(owner: Expression, step: str) -> _Path:
    path = _path(owner)
    return (*path, step) if path else ()


def _if_true(test: Expression) -> _Said:
    return tuple(_said(test, is_true=True))


def _if_false(test: Expression) -> _Said:
    return tuple(_said(test, is_true=False))


def _said(test: Expression, *, is_true: bool) -> Iterator[tuple[_Path, str]]:
    """Yield what it means that a test is true, or false."""
    match test:
        case UnaryExpr(op="not"):
            yield from _said(test.expr, is_true=not is_true)
        case OpExpr(op="and" | "or"):
            if (test.op == "and") == is_true:
                yield from _said(test.left, is_true=is_true)
                yield from _said(test.right, is_true=is_true)
        case ComparisonExpr(operators=["is" | "==" | "is not" | "!=" as operator], operands=[one, other]):
            path = _path(one)
            if path and is_none(other) and (operator in ("is not", "!=")) == is_true:
                yield path, NOT_NONE
        case AssignmentExpr():
            yield from _said(test.value, is_true=is_true)
            yield from _said(test.target, is_true=is_true)
        case _:
            path = _path(test)
            if path and is_true:
                yield path, TRUE
