"""Know where nothing is left to wait for.

The result of a future that is done comes at once, and one of asyncio has none before: what may be either is done where
its result is asked for. A pool is left at once when all that it was given has been awaited. A queue that is not empty
gives at once, and only a descriptor that never waits raises ``BlockingIOError``. All that is a matter of what the body
does around the call, which no mark can tell:

    for future in as_completed(futures):        with ThreadPoolExecutor() as pool:
        future.result()                             await loop.run_in_executor(pool, load)

    while not jobs.empty():                     try:
        jobs.get()                                  sock.recv(1000)
                                                except BlockingIOError: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

from mypy import nodes
from mypy.nodes import CallExpr, Expression, IndexExpr, MemberExpr, NameExpr, Node, RefExpr
from mypy.types import AnyType

from noblock.body import Call
from noblock.collect.descriptors import Descriptors
from noblock.collect.known import DONE, FILLED
from noblock.collect.members import instances
from noblock.collect.tree import descendants
from noblock.collect.values import Values
from noblock.model import Marked, Value

_ASYNCIO_FUTURE = "_asyncio.Future"
_EXECUTOR = "concurrent.futures._base.Executor"
_FUTURE = "concurrent.futures._base.Future"
_QUEUES = ("queue.Queue", "_queue.SimpleQueue", "multiprocessing.queues.Queue", "multiprocessing.queues.SimpleQueue")
# What waits for something that may be done, or for something to be there, and of which classes.
_WAITING = {
    "result": (DONE, (_FUTURE,)),
    "exception": (DONE, (_FUTURE,)),
    "wait": (DONE, ("subprocess.Popen",)),
    "join": (DONE, ("threading.Thread", "multiprocessing.process.BaseProcess")),
    "get": (FILLED, _QUEUES),
}
# What raises BlockingIOError instead of waiting, where its descriptor was set so; opening and looking up never do.
_THROUGH_DESCRIPTORS = (
    "os.read", "os.write", "os.sendfile",
    "socket.socket.", "ssl.SSLSocket.", "serial.Serial.read", "serial.Serial.write",
)  # fmt: skip
_OS_ERRORS = ("builtins.OSError", "builtins.IOError", "socket.error", "select.error")
_WOULD_WAIT = ("errno.EAGAIN", "errno.EWOULDBLOCK")


class Finished:
    """What is finished in one body.

    Args:
        roots: The body.
        values: Evaluates its expressions.
        module: The full name of its module.
    """

    def __init__(self, roots: list[Node], values: Values, module: str) -> None:
        self._roots = roots
        self._values = values
        self._descriptors = Descriptors(roots, values, module)

    def covers(self, node: Expression, call: Call) -> bool:
        """Tell whether a call finds all that it would wait for."""
        if call.form == "leave":
            return self._is_a(node, _EXECUTOR) and self._is_idle(node)
        if not isinstance(node, CallExpr):
            return False
        if isinstance(node.callee, MemberExpr) and node.callee.name in _WAITING:
            said, classes = _WAITING[node.callee.name]
            receiver = node.callee.expr
            if self._is_a(receiver, *classes):
                return said in self._values.course.of(receiver, node) or self._is_a(receiver, _ASYNCIO_FUTURE)
        if not all(map(_transfers, call.targets)):
            return False
        return node in self._not_waiting or self._descriptors.never_wait(node)

    @cached_property
    def _not_waiting(self) -> set[Node]:
        """What stands where only a descriptor that never waits can raise what is caught."""
        return {
            below
            for node in self._nodes()
            if isinstance(node, nodes.TryStmt) and any(map(_handles_waiting, node.types, node.handlers))
            for below in descendants(node.body)
        }

    def _nodes(self) -> Iterator[Node]:
        for root in self._roots:
            yield from descendants(root)

    def _is_a(self, node: Expression, *names: str) -> bool:
        return any(info.has_base(name) for info in instances(self._values.type(node)) for name in names)

    def _is_collection(self, node: Expression) -> bool:
        kind = self._values.type(node)
        return kind is None or isinstance(kind, AnyType) or self._is_a(node, "typing.Iterable")

    def _is_idle(self, pool: Expression) -> bool:
        """Tell whether everything in a ``with`` that a new pool is given is awaited there."""
        for root in self._roots:
            for node in descendants(root):
                if isinstance(node, nodes.WithStmt) and pool in node.expr and isinstance(pool, CallExpr):
                    target = node.target[node.expr.index(pool)]
                    return isinstance(target, NameExpr) and _is_only_awaited(target, node.body, self._is_collection)
        return False


def _transfers(target: Value) -> bool:
    """Tell whether all that a function waits for is that a descriptor can be read or written."""
    return isinstance(target, Marked) and target.name.startswith(_THROUGH_DESCRIPTORS)


def _handles_waiting(kind: Expression | None, handler: Node) -> bool:
    """Tell whether a handler is for ``BlockingIOError``, or tells that from other errors by its number."""
    kinds = kind.items if isinstance(kind, nodes.TupleExpr) else [kind]
    names = {one.fullname for one in kinds if isinstance(one, RefExpr)}
    return "builtins.BlockingIOError" in names or (
        not names.isdisjoint(_OS_ERRORS)
        and any(isinstance(node, RefExpr) and node.fullname in _WOULD_WAIT for node in descendants(handler))
    )


def _is_only_awaited(pool: NameExpr, body: Node, is_collection: Callable[[Expression], bool]) -> bool:
    """Tell whether a pool is used only to make what is waited for there, at once or through a variable."""
    inside = list(descendants(body))
    roots: list[Node] = [node for node in inside if _is_waiting(node)]
    roots.extend(  # for task in asyncio.as_completed(tasks): await task
        node.expr
        for node in inside
        if isinstance(node, nodes.ForStmt) and any(map(_is_waiting, descendants(node.body)))
    )
    names = {below.name for root in roots for below in descendants(root) if isinstance(below, NameExpr)}
    roots.extend(value for node in inside for name, value in _kept(node, is_collection) if name in names)
    awaited = {below for root in roots for below in descendants(root)}
    uses = [node for node in inside if isinstance(node, NameExpr) and node.node is pool.node]
    return all(node in awaited for node in uses)


def _is_waiting(node: Node) -> bool:
    """Tell whether an expression waits until something is done: ``await job``, or ``job.result()``."""
    return isinstance(node, nodes.AwaitExpr) or (
        isinstance(node, CallExpr)
        and isinstance(node.callee, MemberExpr)
        and node.callee.name == "result"
        and not node.args
    )


def _kept(node: Node, is_collection: Callable[[Expression], bool]) -> Iterator[tuple[str, Node]]:
    """Yield the variable in which a value is kept, alone or in a collection, and the value."""
    match node:
        case nodes.AssignmentStmt(lvalues=[NameExpr(name=name) | IndexExpr(base=NameExpr(name=name))]):
            yield name, node.rvalue
        case CallExpr(callee=MemberExpr(expr=NameExpr() as keeper)) if is_collection(keeper):
            yield from ((keeper.name, argument) for argument in node.args)
