"""Know which sockets and file descriptors never wait, because the code sets them so.

``sock.setblocking(False)``, ``sock.settimeout(0)``, ``port.timeout = 0``, ``os.set_blocking(fd, False)`` and
``O_NONBLOCK`` hold for what they are set on: in the same function from there on, and for an attribute that a method of
its class sets so, in the same module, wherever nothing is set in the function itself. What one of two names is assigned
to the other is the same. A function of the module may give what it set so.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from mypy.nodes import AssignmentStmt, CallExpr, Expression, FuncDef, MemberExpr, Node, RefExpr, ReturnStmt, TypeInfo

from noblock.collect.known import QUIET
from noblock.collect.members import instances
from noblock.collect.saying import settings
from noblock.collect.spelling import spelled
from noblock.collect.tree import descendants
from noblock.collect.values import Values


class Descriptors:
    """What is known of the descriptors that one body uses.

    Args:
        roots: The body.
        values: Knows the types in it.
        module: The full name of its module, whose classes are looked at.
    """

    def __init__(self, roots: list[Node], values: Values, module: str) -> None:
        self._roots = roots
        self._values = values
        self._module = module
        self._found: dict[TypeInfo, set[str]] = {}

    def never_wait(self, node: CallExpr) -> bool:
        """Tell whether a call reads or writes through a descriptor that is set not to wait.

        Args:
            node: A call of a method of a socket, or of a function with a descriptor as its first argument.
        """
        subject = _subject(node)
        if subject is None:
            return False
        if QUIET in self._values.course.of(subject, node):
            return True
        if spelled(subject) in self._set_here:
            return False
        if self._is_given_so(self._values.made(subject)):
            return True
        if not isinstance(subject, MemberExpr):
            return False
        own = f"self.{subject.name}"
        return any(
            own in self._set_in(info)
            for info in instances(self._values.type(subject.expr))
            if info.module_name == self._module
        )

    def _is_given_so(self, made: CallExpr | None) -> bool:
        """Tell whether a call of a function of the module gives what that sets not to wait."""
        function = made.callee.node if made is not None and isinstance(made.callee, RefExpr) else None
        if not isinstance(function, FuncDef) or function.fullname != f"{self._module}.{function.name}":
            return False
        never, waiting = _set_in_any([function])
        given = [node.expr for node in descendants(function) if isinstance(node, ReturnStmt)]
        return bool(given) and all(node is not None and spelled(node) in never - waiting for node in given)

    @cached_property
    def _set_here(self) -> set[str]:
        """What the body itself sets, to wait or not to."""
        never, waiting = _set_in_any(self._roots)
        return never | waiting

    def _set_in(self, info: TypeInfo) -> set[str]:
        """Return what the methods of a class set not to wait, and none of them to wait."""
        if info not in self._found:
            found = [_set_in_any([method]) for method in info.defn.defs.body]
            never = {name for names, _ in found for name in names}
            self._found[info] = never - {name for _, names in found for name in names}
        return self._found[info]


def _subject(node: CallExpr) -> Expression | None:
    """Return the descriptor that a call uses."""
    if isinstance(node.callee, RefExpr) and node.callee.fullname:
        return node.args[0] if node.args else None
    return node.callee.expr if isinstance(node.callee, MemberExpr) else None


def _set_in_any(roots: Iterable[Node]) -> tuple[set[str], set[str]]:
    """Return the names of what is set not to wait, and of what is set to wait, also those of the same thing."""
    nodes = [below for root in roots for below in descendants(root)]
    found = [setting for node in nodes if isinstance(node, (CallExpr, AssignmentStmt)) for setting in settings(node)]
    if not found:
        return set(), set()
    assignments = [node for node in nodes if isinstance(node, AssignmentStmt)]
    same = [{spelled(part) for part in (*node.lvalues, node.rvalue)} - {""} for node in assignments]
    never, waiting = ({name for name, one in found if name and one is waits} for waits in (False, True))
    for names in (never, waiting):
        for _ in same:  # as often as a name can be handed on
            names.update(name for one in same if not one.isdisjoint(names) for name in one)
    return never, waiting
