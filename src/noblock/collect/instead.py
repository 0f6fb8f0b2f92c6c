"""Know what a function takes in place of a parameter that nobody hands over.

    def retry(job, pause=None):
        pause = pause or time.sleep
        ...
        pause(1)

What is taken so is called only for callers that hand nothing over, or ``None``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mypy.nodes import ComparisonExpr, ConditionalExpr, Expression, FuncDef, FuncItem, NameExpr, OpExpr, SymbolNode, Var

from noblock.collect.constants import is_none
from noblock.collect.parameters import is_missing, taken_instead
from noblock.collect.scope import Binding
from noblock.collect.untouched import constant_defaults


class Instead:
    """What one function takes in place of its own parameters.

    Args:
        function: The function.
        bindings: Gives what a local variable is bound to.
    """

    def __init__(self, function: FuncItem | None, bindings: Callable[[SymbolNode], Iterable[Binding]]) -> None:
        self._function = function if isinstance(function, FuncDef) else None
        self._bindings = bindings

    def of(self, callee: Expression) -> Iterator[tuple[str, list[Expression]]]:
        """Yield the parameters in whose place something is called, by name, each with what that may be."""
        if self._function is None or not isinstance(callee, (NameExpr, OpExpr, ConditionalExpr)):
            return
        defaults = constant_defaults(self._function)
        values: list[Expression] = [callee]
        if isinstance(callee, NameExpr) and callee.node is not None and callee.node not in defaults:
            values = [value for kind, value in self._bindings(callee.node) if kind == "value"]
        for position, argument in enumerate(self._function.arguments):
            if argument.variable in defaults:
                found = [one for value in values for one in _alternatives(value, argument.variable)]
                if isinstance(callee, NameExpr) and callee.node is argument.variable:
                    found.extend(taken_instead(self._function, position))
                if found:
                    yield argument.variable.name, found


def _alternatives(value: Expression, variable: Var) -> Iterator[Expression]:
    """Yield what an expression gives where a variable is ``None`` or false."""
    match value:
        case OpExpr(op="or", left=NameExpr(node=node)) if node is variable:
            yield value.right
        case ConditionalExpr(else_expr=NameExpr(node=node)) if node is variable and is_missing(value.cond, variable):
            yield value.if_expr
        case ConditionalExpr(if_expr=NameExpr(node=node)) if node is variable and _is_given(value.cond, variable):
            yield value.else_expr


def _is_given(test: Expression, variable: Var) -> bool:
    """Tell whether a test asks whether a variable is something else than ``None``, or true."""
    match test:
        case NameExpr():
            return test.node is variable
        case ComparisonExpr(operators=["is not" | "!="], operands=[NameExpr() as name, other]):
            return name.node is variable and is_none(other)
        case _:
            return False
