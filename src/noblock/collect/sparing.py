"""Know which calls in a function would not block if its caller handed over an object of another class.

``json.dump(page, file)`` in a function that is handed ``file`` does not block for callers who have a ``StringIO``: the
marker stub says so for arguments of that class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mypy.nodes import Expression, FuncItem, NameExpr, SymbolNode

from noblock.collect.overloads import spared
from noblock.collect.scope import Binding
from noblock.collect.surroundings import Surroundings
from noblock.model import Lazy, Marked, Value
from noblock.needs import no_instance


class Sparing:
    """Knows it of the calls in one function.

    Args:
        around: The module.
        function: The function; others have no callers.
        bindings: Gives what is assigned to a variable.
    """

    def __init__(
        self,
        around: Surroundings,
        function: FuncItem | None,
        bindings: Callable[[SymbolNode], Iterable[Binding]],
    ) -> None:
        self._around = around
        self._bindings = bindings
        arguments = function.arguments if function is not None else []
        self._parameters = {one.variable for one in arguments if not one.kind.is_star()}

    def need(self, node: Expression, targets: tuple[Value, ...], *, is_call: bool) -> str:
        """Return what a place needs of a parameter of the function to block, empty if nothing.

        Args:
            node: What stands there.
            targets: What may run.
            is_call: Whether the expression is called, not iterated over or the like.
        """
        needs = {self._need(node, target, is_call=is_call) for target in targets} if self._parameters else ()
        return next(iter(needs)) if len(needs) == 1 else ""

    def _need(self, node: Expression, target: Value, *, is_call: bool) -> str:
        target = target.value if isinstance(target, Lazy) else target
        if not isinstance(target, Marked) or not target.mark.category:
            return ""
        found: dict[str, list[str]] = {}
        resolver = self._around.resolver
        marks = resolver.overloads(target.name)
        for argument, name in spared(marks, target.mark, node, self._around.types, resolver, is_call=is_call):
            variable = argument.node if isinstance(argument, NameExpr) else None
            if variable in self._parameters and not any(True for _ in self._bindings(variable)):
                found.setdefault(variable.name, []).append(name)
        return next((no_instance(name, ",".join(classes)) for name, classes in found.items()), "")
