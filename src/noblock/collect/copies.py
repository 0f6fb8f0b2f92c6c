"""Know which attributes of an object still hold what a method was handed for a parameter.

After ``self.proxy = proxy`` the test ``if self.proxy:`` asks for the parameter, as ``if proxy:`` does. So it is while
nothing else is assigned to the attribute, and the object has been given to nobody who could do that: no method of it
was called in between. It has to be a plain attribute, as what a property makes of a value is not known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    Expression,
    ForStmt,
    FuncItem,
    MemberExpr,
    NameExpr,
    Node,
    SuperExpr,
    Var,
    WhileStmt,
)

from noblock.collect.regions import Position, end, start


class Copies:
    """The attributes to which one method assigns its parameters.

    Args:
        function: The method, or any function: others have none.
        nodes: All nodes in it, outer ones first.
    """

    def __init__(self, function: FuncItem, nodes: Sequence[Node]) -> None:
        self._function = function
        self._nodes = nodes

    def original(self, node: Expression) -> NameExpr | None:
        """Return the name whose value an expression has: itself, or the parameter that an attribute is a copy of."""
        match node:
            case NameExpr():
                return node
            case MemberExpr(expr=NameExpr(node=Var(is_self=True)), name=name) if name in self._assigned:
                return self._copied(name, start(node)) if self._is_plain(name) else None
            case _:
                return None

    def _copied(self, name: str, place: Position) -> NameExpr | None:
        """Return the parameter that an attribute was given, if nothing changed it before a place is reached."""
        until = max([place, *(end(node) for node in self._nodes if _is_around(node, place))])
        match [node for node in self._assigned[name] if start(node) < until]:
            case [AssignmentStmt(lvalues=[MemberExpr()], rvalue=NameExpr() as value) as made_once]:
                is_certain = made_once in self._function.body.body and start(made_once) < place
                given = any(end(made_once) < start(use) < until for use in self._given_away())
                return value if is_certain and not given else None
            case _:
                return None

    @cached_property
    def _assigned(self) -> Mapping[str, Sequence[AssignmentStmt]]:
        """The statements that assign to attributes, by the names of these."""
        found: dict[str, list[AssignmentStmt]] = {}
        for node in self._nodes:
            if isinstance(node, AssignmentStmt):
                for target in node.lvalues:
                    if isinstance(target, MemberExpr):
                        found.setdefault(target.name, []).append(node)
        return found

    def _is_plain(self, name: str) -> bool:
        found = self._function.info.get(name) if self._function.info else None
        return found is not None and isinstance(found.node, Var)

    def _given_away(self) -> Iterator[Node]:
        """Yield where others may get at the object: where it is handed on, or where one of its methods is called."""
        called = {node.callee for node in self._nodes if isinstance(node, CallExpr)}
        looked_at = {node.expr for node in self._nodes if isinstance(node, MemberExpr) and node not in called}
        for node in self._nodes:
            match node:
                case SuperExpr() | NameExpr(node=Var(is_self=True)) if node not in looked_at:
                    yield node


def _is_around(node: Node, place: Position) -> bool:
    return isinstance(node, (ForStmt, WhileStmt)) and start(node) <= place <= end(node)
