"""Know which function stands under a key in a table that is written out and never changed.

    COMMANDS = {"load": load, "save": save}

``COMMANDS["load"]`` is one of them then. All that the module does with the table has to be to look something up. What
is taken out of a tuple on the spot, ``(load, save)[0]``, is one of them as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ComparisonExpr,
    Decorator,
    DelStmt,
    DictExpr,
    Expression,
    ForStmt,
    FuncDef,
    IndexExpr,
    IntExpr,
    LambdaExpr,
    ListExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    OverloadedFuncDef,
    RefExpr,
    StarExpr,
    StrExpr,
    TupleExpr,
    TypeInfo,
    Var,
)

from noblock.collect.stars import Stars
from noblock.collect.tree import descendants
from noblock.collect.untouched import written

_READING = ("get", "keys", "values", "items", "copy")


class Lookup:
    """The tables of functions of one module.

    Args:
        tree: The module.
        stars: What names stand for that ``import *`` gives.
    """

    def __init__(self, tree: MypyFile, stars: Stars) -> None:
        self._tree = tree
        self._stars = stars

    def found(self, node: Expression) -> Expression | None:
        """Return the function in a table under the key that an expression asks for, None if that is not certain.

        Of a name, that is what it stands for, where mypy takes it for something else.
        """
        match node:
            case IndexExpr(base=TupleExpr(items=items) | ListExpr(items=items), index=IntExpr(value=place)):
                inside = items[place] if place < len(items) else None
                return inside if inside is not None and not any(isinstance(one, StarExpr) for one in items) else None
            case NameExpr():
                return self._stars.meant(node)
            case IndexExpr(base=NameExpr(node=Var() as table), index=StrExpr() | IntExpr() as key):
                return self._under(table, key, None)
            case CallExpr(callee=MemberExpr(expr=NameExpr(node=Var() as table), name="get"), args=[key, *rest]):
                is_key = isinstance(key, (StrExpr, IntExpr)) and len(rest) <= 1
                return self._under(table, key, rest[0] if rest else None) if is_key else None
            case _:
                return None

    def _under(self, table: Var, key: Expression, default: Expression | None) -> Expression | None:
        written_out = self._tables.get(table)
        if written_out is None or any(not isinstance(one, (StrExpr, IntExpr)) for one, _ in written_out.items):
            return None
        fitting = [item for one, item in written_out.items if _value(one) == _value(key)]
        return next((item for item in fitting[-1:] if _is_called(item)), None) if fitting else default

    def made(self, call: CallExpr) -> TypeInfo | None:
        """Return the class of the object that a call makes, if it calls one that stands in a table."""
        found = self.found(call.callee) if isinstance(call.callee, (IndexExpr, CallExpr)) else None
        return found.node if isinstance(found, RefExpr) and isinstance(found.node, TypeInfo) else None

    @cached_property
    def _tables(self) -> dict[Var, DictExpr]:
        """The variables that hold a table of functions as it was written out."""
        found: dict[Var, DictExpr] = {}
        for node in self._nodes():
            match node:
                case AssignmentStmt(lvalues=[NameExpr(node=Var() as variable)], rvalue=DictExpr() as table):
                    if any(_is_called(item) for _, item in table.items):
                        found[variable] = table
        assigned = Counter(name.node for name in written(self._nodes())) if found else Counter()
        used = Counter(node.node for node in self._nodes() if isinstance(node, NameExpr)) if found else Counter()
        read = Counter(name.node for name in self._read() if isinstance(name, NameExpr)) if found else Counter()
        return {
            variable: table
            for variable, table in found.items()
            if assigned[variable] == 1 and used[variable] == read[variable] + 1
        }

    def _read(self) -> Iterator[Expression]:
        """Yield what something is only looked up in."""
        removed = {node.expr for node in self._nodes() if isinstance(node, DelStmt)}
        for node in self._nodes():
            match node:
                case IndexExpr() if node not in removed:
                    yield node.base
                case CallExpr(callee=MemberExpr() as callee) if callee.name in _READING:
                    yield callee.expr
                case ComparisonExpr(operators=["in" | "not in"], operands=[_, several]):
                    yield several
                case ForStmt():
                    yield node.expr

    def _nodes(self) -> Iterator[Node]:
        for statement in self._tree.defs:
            yield from descendants(statement)


def is_function(node: Expression) -> bool:
    """Tell whether an expression is a function by sight."""
    named = node.node if isinstance(node, RefExpr) else None
    return isinstance(node, LambdaExpr) or isinstance(named, (FuncDef, Decorator, OverloadedFuncDef))


def _is_called(node: Expression) -> bool:
    return is_function(node) or (isinstance(node, RefExpr) and isinstance(node.node, TypeInfo))


def _value(key: Expression | None) -> object:
    return key.value if isinstance(key, (StrExpr, IntExpr)) else None
