"""Know which sockets and file descriptors never wait, because the code sets them so.

``sock.setblocking(False)``, ``sock.settimeout(0)``, ``os.set_blocking(fd, False)`` and ``O_NONBLOCK`` hold for what
they are set on: a variable of the same function, or an attribute that a method of its class sets so, in the same
module. What one of two names is assigned to the other is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mypy.nodes import AssignmentStmt, CallExpr, Expression, FloatExpr, IntExpr, MemberExpr, Node, RefExpr

from noblock.collect.constants import is_false
from noblock.collect.members import instances
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
        self._found: dict[Node | None, set[str]] = {}

    def never_wait(self, node: CallExpr) -> bool:
        """Tell whether a call reads or writes through a descriptor that is set not to wait.

        Args:
            node: A call of a method of a socket, or of a function with a descriptor as its first argument.
        """
        subject = _subject(node)
        if subject is None:
            return False
        if spelled(subject) in self._set_in(None, self._roots):
            return True
        owners = instances(self._values.type(subject.expr)) if isinstance(subject, MemberExpr) else ()
        return isinstance(subject, MemberExpr) and any(
            f"self.{subject.name}" in self._set_in(info.defn, [info.defn])
            for info in owners
            if info.module_name == self._module
        )

    def _set_in(self, key: Node | None, roots: list[Node]) -> set[str]:
        if key not in self._found:
            self._found[key] = set(_never_waiting([below for root in roots for below in descendants(root)]))
        return self._found[key]


def _subject(node: CallExpr) -> Expression | None:
    """Return the descriptor that a call uses."""
    if isinstance(node.callee, RefExpr) and node.callee.fullname:
        return node.args[0] if node.args else None
    return node.callee.expr if isinstance(node.callee, MemberExpr) else None


def _never_waiting(nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the names of what is set not to wait, and nowhere to wait."""
    settings = [setting for node in nodes if isinstance(node, CallExpr) for setting in _settings(node)]
    found = {name for name, waits in settings if name and not waits} - {name for name, waits in settings if waits}
    if not found:
        return
    assignments = [node for node in nodes if isinstance(node, AssignmentStmt)]
    same = [{spelled(part) for part in (*node.lvalues, node.rvalue)} - {""} for node in assignments]
    for _ in same:  # as often as a name can be handed on
        found.update(name for names in same if not names.isdisjoint(found) for name in names)
    yield from found


def _settings(call: CallExpr) -> Iterator[tuple[str, bool]]:
    """Yield what a call sets, and whether that waits from then on."""
    match call:
        case CallExpr(callee=RefExpr(fullname="os.set_blocking"), args=[subject, value]):
            yield spelled(subject), not is_false(value)
        case CallExpr(callee=MemberExpr(expr=subject, name="setblocking"), args=[value]):
            yield spelled(subject), not is_false(value)
        case CallExpr(callee=MemberExpr(expr=subject, name="settimeout"), args=[value]):
            yield spelled(subject), not (isinstance(value, (IntExpr, FloatExpr)) and not value.value)
        case CallExpr(callee=RefExpr(fullname="fcntl.fcntl"), args=[subject, RefExpr(fullname="fcntl.F_SETFL"), flags]):
            yield (
                spelled(subject),
                not any(isinstance(part, RefExpr) and part.fullname == "os.O_NONBLOCK" for part in descendants(flags)),
            )
