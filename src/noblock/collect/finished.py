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

from collections.abc import Iterator
from functools import cached_property

from mypy import nodes
from mypy.nodes import CallExpr, Expression, MemberExpr, NameExpr, Node, RefExpr, SymbolNode

from noblock.collect.descriptors import Descriptors
from noblock.collect.members import instances
from noblock.collect.spelling import spelled
from noblock.collect.tree import descendants
from noblock.collect.values import Values
from noblock.model import Call, Marked, Value

_FUTURE = "concurrent.futures._base.Future"
_ASYNCIO_FUTURE = "_asyncio.Future"
_EXECUTOR = "concurrent.futures._base.Executor"
_QUEUES = ("queue.Queue", "_queue.SimpleQueue", "multiprocessing.queues.Queue", "multiprocessing.queues.SimpleQueue")
# What raises BlockingIOError instead of waiting, where its descriptor was set so; opening and looking up never do.
_THROUGH_DESCRIPTORS = ("socket.socket.", "ssl.SSLSocket.", "os.read", "os.write", "os.sendfile")
_GIVING_FINISHED = ("concurrent.futures._base.as_completed", "concurrent.futures._base.wait")


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
        self._asked: set[str] | None = None
        self._descriptors = Descriptors(roots, values, module)

    def covers(self, node: Expression, call: Call) -> bool:
        """Tell whether a call finds all that it would wait for."""
        if call.form == "leave":
            return self._is_a(node, _EXECUTOR) and self._is_idle(node)
        if not isinstance(node, CallExpr):
            return False
        if isinstance(node.callee, MemberExpr):
            name, receiver = node.callee.name, node.callee.expr
            if name in ("result", "exception") and self._is_a(receiver, _FUTURE):
                return self._is_a(receiver, _ASYNCIO_FUTURE) or self._is_done(receiver)
            if name == "get" and self._is_a(receiver, *_QUEUES):
                return (spelled(receiver), node) in self._not_empty
        if not all(map(_transfers, call.targets)):
            return False
        return node in self._not_waiting or self._descriptors.never_wait(node)

    @cached_property
    def _not_empty(self) -> set[tuple[str, Node]]:
        """What stands where a queue is not empty, with the queue."""
        return {
            (name, below)
            for node in self._nodes()
            if isinstance(node, (nodes.IfStmt, nodes.WhileStmt))
            for name in _filled(node.expr[0] if isinstance(node, nodes.IfStmt) else node.expr)
            for below in descendants(node.body[0] if isinstance(node, nodes.IfStmt) else node.body)
        }

    @cached_property
    def _not_waiting(self) -> set[Node]:
        """What stands where only a descriptor that never waits can raise what is caught."""
        return {
            below
            for node in self._nodes()
            if isinstance(node, nodes.TryStmt) and any(map(_is_blocking_error, node.types))
            for below in descendants(node.body)
        }

    def _nodes(self) -> Iterator[Node]:
        for root in self._roots:
            yield from descendants(root)

    def _is_a(self, node: Expression, *names: str) -> bool:
        return any(info.has_base(name) for info in instances(self._values.type(node)) for name in names)

    def _is_done(self, node: Expression) -> bool:
        if isinstance(node, NameExpr) and node.node is not None and self._gives_finished(node.node, 0):
            return True
        if self._asked is None:
            self._asked = set(_asked(self._roots))
        return spelled(node) in self._asked

    def _gives_finished(self, variable: SymbolNode, depth: int) -> bool:
        """Tell whether a variable comes from ``as_completed`` or ``wait``."""
        for kind, value in self._values.bindings(variable):
            if kind in ("element", "item") and isinstance(value, CallExpr) and _gives_finished(value.callee):
                return True
            if kind == "element" and isinstance(value, NameExpr) and value.node is not None and depth == 0:
                return self._gives_finished(value.node, depth + 1)
        return False

    def _is_idle(self, pool: Expression) -> bool:
        """Tell whether everything in a ``with`` that a new pool is given is awaited there."""
        for root in self._roots:
            for node in descendants(root):
                if isinstance(node, nodes.WithStmt) and pool in node.expr and isinstance(pool, CallExpr):
                    target = node.target[node.expr.index(pool)]
                    return isinstance(target, NameExpr) and _is_only_awaited(target, node.body)
        return False


def _filled(test: Expression) -> Iterator[str]:
    """Yield the names of the queues that are not empty if a test is true."""
    if isinstance(test, nodes.OpExpr) and test.op == "and":
        yield from _filled(test.left)
        yield from _filled(test.right)
        return
    match test:
        case (
            nodes.UnaryExpr(op="not", expr=CallExpr(callee=MemberExpr(name="empty", expr=jobs)))
            | CallExpr(callee=MemberExpr(name="qsize", expr=jobs))
        ) if spelled(jobs):
            yield spelled(jobs)
        case nodes.ComparisonExpr(operators=[">" | "!="], operands=[counted, nodes.IntExpr(value=0)]):
            yield from _filled(counted)


def _transfers(target: Value) -> bool:
    """Tell whether all that a function waits for is that a descriptor can be read or written."""
    return isinstance(target, Marked) and target.name.startswith(_THROUGH_DESCRIPTORS)


def _is_blocking_error(kind: Expression | None) -> bool:
    kinds = kind.items if isinstance(kind, nodes.TupleExpr) else [kind]
    return any(isinstance(one, RefExpr) and one.fullname == "builtins.BlockingIOError" for one in kinds)


def _gives_finished(callee: Expression) -> bool:
    return isinstance(callee, RefExpr) and callee.fullname in _GIVING_FINISHED


def _asked(roots: list[Node]) -> Iterator[str]:
    """Yield the names of what is asked whether it is done, or awaited through ``wrap_future``."""
    for root in roots:
        for node in descendants(root):
            if not isinstance(node, CallExpr):
                continue
            if isinstance(node.callee, MemberExpr) and node.callee.name == "done" and spelled(node.callee.expr):
                yield spelled(node.callee.expr)
            elif isinstance(node.callee, RefExpr) and node.callee.fullname == "asyncio.futures.wrap_future":
                yield from (spelled(argument) for argument in node.args[:1] if spelled(argument))


def _is_only_awaited(pool: NameExpr, body: Node) -> bool:
    """Tell whether a pool is used only to make what is awaited, at once or through a variable."""
    inside = list(descendants(body))
    roots: list[Node] = [node for node in inside if isinstance(node, nodes.AwaitExpr)]
    roots.extend(  # for task in asyncio.as_completed(tasks): await task
        node.expr
        for node in inside
        if isinstance(node, nodes.ForStmt)
        and any(isinstance(below, nodes.AwaitExpr) for below in descendants(node.body))
    )
    names = {below.name for root in roots for below in descendants(root) if isinstance(below, NameExpr)}
    roots.extend(value for node in inside for name, value in _kept(node) if name in names)
    awaited = {below for root in roots for below in descendants(root)}
    uses = [node for node in inside if isinstance(node, NameExpr) and node.node is pool.node]
    return all(node in awaited for node in uses)


def _kept(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield the variable in which a value is kept, alone or in a list, and the value."""
    if isinstance(node, nodes.AssignmentStmt) and len(node.lvalues) == 1 and isinstance(node.lvalues[0], NameExpr):
        yield node.lvalues[0].name, node.rvalue
    elif isinstance(node, CallExpr) and isinstance(node.callee, MemberExpr) and isinstance(node.callee.expr, NameExpr):
        yield from ((node.callee.expr.name, argument) for argument in node.args)
