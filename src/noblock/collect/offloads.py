"""Know what a body hands to other threads and processes, or may be handing there."""

from __future__ import annotations

from mypy.nodes import CallExpr, Expression, Node
from mypy.types import AnyType

from noblock.collect.spelling import spelled
from noblock.collect.surroundings import Surroundings
from noblock.declarations import Mark
from noblock.fullnames import label
from noblock.model import Function, Marked, Method, Value


class Offloads:
    """What one body hands on.

    Args:
        around: The module.

    ``moved`` are the arguments; ``instead`` tells for calls that stand where a function should to which offload.
    """

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self.moved: list[Expression] = []
        self.instead: dict[Node, str] = {}

    def note(self, node: CallExpr, targets: tuple[Value, ...], *, is_awaited: bool) -> None:
        """Take in a call and what it may call."""
        if is_awaited or (not targets and isinstance(self._around.type(node.callee), AnyType)):
            self.moved.extend(node.args)
        for target in targets:
            if isinstance(target, Method):
                target = target.value
            mark = self._mark(target)
            if mark is None and isinstance(target, Function):
                self.moved.extend(node.args)
            if mark is None or not mark.offloads or not isinstance(target, (Marked, Function)):
                continue
            listed = mark.parameters[target.skips :]
            for position, (argument, name) in enumerate(zip(node.args, node.arg_names)):
                given = name or (listed[position] if position < len(listed) else "")
                if given.lstrip("*") in mark.offloads:
                    self.moved.append(argument)
                    if isinstance(argument, CallExpr):
                        self.instead[argument] = spelled(node.callee) or label(target.name)

    def _mark(self, value: Value) -> Mark | None:
        if isinstance(value, Marked):
            return value.mark
        return self._around.marked(value.name) if isinstance(value, Function) else None
