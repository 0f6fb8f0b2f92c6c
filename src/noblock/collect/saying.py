"""Tell what a test, a call or an ``await`` says of whether there is something to wait for.

A future that is ``done()`` gives its result at once, as does one that was awaited through ``wrap_future``. A queue that
is not ``empty()`` has something to give, and what is set with ``setblocking(False)`` never waits. What classes the
names are of is for others to tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ComparisonExpr,
    Expression,
    FloatExpr,
    GeneratorExpr,
    IndexExpr,
    IntExpr,
    ListComprehension,
    ListExpr,
    MemberExpr,
    RefExpr,
    SetComprehension,
    SetExpr,
    TupleExpr,
    TypeInfo,
    UnaryExpr,
)

from noblock.collect.constants import is_false, is_none
from noblock.collect.known import DONE, EACH, FILLED, Fact
from noblock.collect.spelling import spelled
from noblock.collect.tree import descendants

_ASKING = {"done": True, "cancelled": True, "is_alive": False}  # methods, and what they give of what is done
_EXECUTOR = "concurrent.futures._base.Executor"
_AS_COMPLETED = "concurrent.futures._base.as_completed"
_WAIT = "concurrent.futures._base.wait"
_GIVING_UP = ("timeout", "return_when")


def said(test: Expression, *, truth: bool) -> Iterator[Fact]:
    """Yield what it says that a single test is true, or false."""
    match test:
        case CallExpr(callee=MemberExpr(name=name, expr=subject)) if spelled(subject):
            if _ASKING.get(name) is truth:
                yield DONE, spelled(subject)
            elif (name, truth) in (("empty", False), ("qsize", True)):
                yield FILLED, spelled(subject)
        case CallExpr(
            callee=RefExpr(fullname="builtins.all" | "builtins.any" as name), args=[GeneratorExpr() as tests]
        ):
            if (name == "builtins.all") is truth and not any(tests.condlists) and len(tests.sequences) == 1:
                yield from _said_of_each(tests.left_expr, tests, truth=truth)
        case ComparisonExpr(operators=[operator], operands=[CallExpr(callee=MemberExpr() as asked), IntExpr(value=n)]):
            if asked.name == "qsize" and _is_some(operator, n, truth=truth) and spelled(asked.expr):
                yield FILLED, spelled(asked.expr)
        case ComparisonExpr(operators=["is" | "is not" | "==" | "!=" as operator], operands=[one, other]):
            if is_none(other) and (operator in ("is not", "!=")) is truth:
                yield from _ended(one)


def _said_of_each(test: Expression, tests: GeneratorExpr, *, truth: bool) -> Iterator[Fact]:
    if isinstance(test, UnaryExpr) and test.op == "not":
        yield from _said_of_each(test.expr, tests, truth=not truth)
    elif spelled(tests.sequences[0]):
        facts = [fact for fact in said(test, truth=truth) if fact[1] == spelled(tests.indices[0])]
        yield from ((EACH, spelled(tests.sequences[0]), fact[0]) for fact in facts)


def _ended(code: Expression) -> Iterator[Fact]:
    """Yield the process that has ended if it has an exit code."""
    match code:
        case CallExpr(callee=MemberExpr(name="poll", expr=process)) | MemberExpr(name="returncode", expr=process):
            if spelled(process):
                yield DONE, spelled(process)


def _is_some(operator: str, number: int, *, truth: bool) -> bool:
    """Tell whether a size that is more than a number, or compares so otherwise, is at least one."""
    if truth:
        return operator == ">" or (operator == ">=" and number > 0) or (operator == "!=" and number == 0)
    return operator == "<=" or (operator == "<" and number > 0) or (operator == "==" and number == 0)


def taken(call: CallExpr) -> str:
    """Return the name of the queue that a call may take the last element from."""
    is_taking = isinstance(call.callee, MemberExpr) and call.callee.name in ("get", "get_nowait")
    return spelled(call.callee.expr) if is_taking and isinstance(call.callee, MemberExpr) else ""


def counted(sequence: Expression) -> Iterator[Fact]:
    """Yield what is so each time round where a loop goes as often as a queue has elements."""
    match sequence:
        case CallExpr(callee=RefExpr(fullname="builtins.range"), args=[CallExpr(callee=MemberExpr() as asked)]):
            if asked.name == "qsize" and spelled(asked.expr):
                yield FILLED, spelled(asked.expr)


def awaited(node: Expression) -> Iterator[Fact]:
    """Yield what is done once something was awaited."""
    if spelled(node):
        yield DONE, spelled(node)
    if not isinstance(node, CallExpr):
        return
    is_waiting_for_all = _is_of_asyncio(node, "wait")
    if is_waiting_for_all and any(name in _GIVING_UP for name in node.arg_names):
        return
    if is_waiting_for_all or _is_of_asyncio(node, "gather", "wait_for", "shield"):
        for argument, kind in zip(node.args, node.arg_kinds):
            yield from _over(argument)
            if (is_waiting_for_all or kind.is_star()) and spelled(argument):
                yield EACH, spelled(argument), DONE
    for below in descendants(node):
        if isinstance(below, CallExpr) and wrapped(below):
            yield DONE, wrapped(below)
        elif isinstance(below, Expression) and wrapped_each(below):
            yield EACH, wrapped_each(below), DONE


def _over(argument: Expression) -> Iterator[Fact]:
    """Yield what is done once an argument is: itself, or what is listed in it."""
    if isinstance(argument, (ListExpr, SetExpr, TupleExpr)):
        for item in argument.items:
            yield from _over(item)
    elif spelled(argument):
        yield DONE, spelled(argument)


def wrapped(node: Expression) -> str:
    """Return the name of the future for which a call makes one of asyncio."""
    match node:
        case CallExpr(callee=RefExpr(fullname="asyncio.futures.wrap_future"), args=[argument, *_]):
            return spelled(argument)
        case _:
            return ""


def wrapped_each(node: Expression) -> str:
    """Return the name of what holds the futures for each of which an expression makes one of asyncio."""
    match node:
        case ListComprehension() | SetComprehension():
            return wrapped_each(node.generator)
        case GeneratorExpr(sequences=[sequence], indices=[index], condlists=[[]], left_expr=left):
            return spelled(sequence) if wrapped(left) and wrapped(left) == spelled(index) else ""
        case CallExpr(callee=RefExpr(fullname="builtins.map"), args=[RefExpr(fullname=name), sequence]):
            return spelled(sequence) if name == "asyncio.futures.wrap_future" else ""
        case _:
            return ""


def _is_of_asyncio(call: CallExpr, *names: str) -> bool:
    return isinstance(call.callee, RefExpr) and call.callee.fullname in [f"asyncio.tasks.{name}" for name in names]


def gives_finished(node: Expression) -> bool:
    """Tell whether an expression gives futures that are done."""
    match node:
        case CallExpr(callee=RefExpr(fullname=name)):
            return name == _AS_COMPLETED
        case MemberExpr(name="done", expr=inner) | IndexExpr(base=inner, index=IntExpr(value=0)):
            return is_waiting(inner)
        case _:
            return False


def is_waiting(node: Expression) -> bool:
    """Tell whether an expression gives futures in two sets, the first of those that are done."""
    return isinstance(node, CallExpr) and isinstance(node.callee, RefExpr) and node.callee.fullname == _WAIT


def submitted(node: Expression) -> str:
    """Return the name of the pool that works at what an expression gives."""
    match node:
        case CallExpr(callee=MemberExpr(name="submit", expr=pool)):
            return spelled(pool)
        case _:
            return ""


def is_new_pool(node: Expression) -> bool:
    """Tell whether an expression makes a pool, which waits for all that it was given where it is left."""
    made = node.callee.node if isinstance(node, CallExpr) and isinstance(node.callee, RefExpr) else None
    return isinstance(made, TypeInfo) and made.has_base(_EXECUTOR)


def settings(node: CallExpr | AssignmentStmt) -> Iterator[tuple[str, bool]]:
    """Yield the name of what a call or an assignment sets to wait or not to, and whether that waits from then on."""
    match node:
        case CallExpr(callee=RefExpr(fullname="os.set_blocking"), args=[subject, value]):
            yield spelled(subject), not is_false(value)
        case CallExpr(callee=MemberExpr(expr=subject, name="setblocking"), args=[value]):
            yield spelled(subject), not is_false(value)
        case CallExpr(callee=MemberExpr(expr=subject, name="settimeout"), args=[value]):
            yield spelled(subject), not _is_zero(value)
        case AssignmentStmt(lvalues=[MemberExpr(expr=subject, name="timeout")], rvalue=value):  # of a serial port
            yield spelled(subject), not _is_zero(value)
        case CallExpr(callee=RefExpr(fullname="fcntl.fcntl"), args=[subject, RefExpr(fullname="fcntl.F_SETFL"), flags]):
            yield (
                spelled(subject),
                not any(isinstance(part, RefExpr) and part.fullname == "os.O_NONBLOCK" for part in descendants(flags)),
            )


def _is_zero(value: Expression) -> bool:
    return isinstance(value, (IntExpr, FloatExpr)) and not value.value
