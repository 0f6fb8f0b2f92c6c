"""Know which of the objects that a function was itself given it passes on at a place.

What an object keeps, its constructor was handed. So a method that calls what it keeps is open until it is known how
its object was made, and so is a function that calls such a method, as long as the object comes from its own callers.
Of an object that it took from somewhere else, no caller can ever say more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mypy.nodes import (
    AssignmentExpr,
    CallExpr,
    ConditionalExpr,
    Expression,
    MemberExpr,
    NameExpr,
    OpExpr,
    StarExpr,
    SuperExpr,
    SymbolNode,
    Var,
)
from mypy.types import AnyType, ProperType

from noblock.collect.members import instances
from noblock.collect.scope import Binding

MOST_NAMES = 4  # of one object


class Passing:
    """Looks at what a place is written with.

    Args:
        type_of: Gives the type of an expression.
        bindings: Gives what a local variable is bound to.
    """

    def __init__(
        self, type_of: Callable[[Expression], ProperType | None], bindings: Callable[[SymbolNode], Iterable[Binding]]
    ) -> None:
        self._type_of = type_of
        self._bindings = bindings

    def of(self, node: Expression) -> tuple[str, ...] | None:
        """Return the classes of the objects passed on at a place, with all bases, as ``Call`` has them.

        Args:
            node: A call, or the attribute that is read or written there.
        """
        match node:
            case CallExpr(callee=MemberExpr() as callee):
                passed = [callee.expr, *node.args, *_holders(node)]
            case CallExpr(callee=NameExpr()):
                passed = [*node.args, *_holders(node)]
            case MemberExpr():
                passed = [node.expr]
            case _:
                return None
        found: dict[str, None] = {}
        for name in (name for one in passed for name in self._given(one, 0)):
            kind = self._type_of(name)
            if kind is None or isinstance(kind, AnyType):
                return None
            found.update((base.fullname, None) for info in instances(kind) for base in info.mro)
        return tuple(found)

    def _given(self, node: Expression, depth: int) -> Iterator[Expression]:
        """Yield the parts of an expression that may be what the function was given."""
        match node:
            case SuperExpr():
                yield node
            case NameExpr(node=Var() as variable):
                if variable.is_argument:
                    yield node
                elif depth < MOST_NAMES:
                    for how, value in self._bindings(variable):
                        if how in ("value", "entered"):
                            yield from self._given(value, depth + 1)
            case AssignmentExpr():
                yield from self._given(node.value, depth)
            case StarExpr():
                yield from self._given(node.expr, depth)
            case ConditionalExpr():
                yield from self._given(node.if_expr, depth)
                yield from self._given(node.else_expr, depth)
            case OpExpr(op="or" | "and"):
                yield from self._given(node.left, depth)
                yield from self._given(node.right, depth)


def _holders(call: CallExpr) -> list[Expression]:
    """Return the objects of which a call hands over attributes, as ``later(self.job)`` does."""
    return [argument.expr for argument in call.args if isinstance(argument, MemberExpr)]
