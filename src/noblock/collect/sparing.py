"""Know which calls in a function would not block if its caller handed over an object of another class.

``json.dump(page, file)`` in a function that is handed ``file`` does not block for callers who have a ``StringIO``: the
marker stub says so for arguments of that class.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mypy.nodes import CallExpr, FuncItem, NameExpr, SymbolNode

from noblock.collect.overloads import spared
from noblock.collect.scope import Binding
from noblock.collect.surroundings import Surroundings
from noblock.model import Marked, Value
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

    def need(self, call: CallExpr, targets: tuple[Value, ...]) -> str:
        """Return what a call needs of a parameter of the function to block, empty if nothing.

        Args:
            call: The call.
            targets: What it may run.
        """
        target = targets[0] if len(targets) == 1 and self._parameters else None
        if not isinstance(target, Marked) or not target.mark.category:
            return ""
        found: dict[str, list[str]] = {}
        marks = self._around.resolver.overloads(target.name)
        for node, class_name in spared(marks, target.mark, call, self._around.types, self._around.resolver):
            variable = node.node if isinstance(node, NameExpr) else None
            if variable in self._parameters and not any(True for _ in self._bindings(variable)):
                found.setdefault(variable.name, []).append(class_name)
        return next((no_instance(name, ",".join(classes)) for name, classes in found.items()), "")
