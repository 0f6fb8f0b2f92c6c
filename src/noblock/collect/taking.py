"""Find where functions call what they take from a container, and which of them are code on the event loop.

Such code is what stands in an ``async def``, and the functions of the module that this calls by name or on its own
object. What is awaited gives something to await, so it does not block.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from mypy.nodes import (
    AwaitExpr,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    MemberExpr,
    NameExpr,
    Node,
    OverloadedFuncDef,
    RefExpr,
    StrExpr,
    TypeInfo,
    Var,
)

from noblock.collect.containers import Place, attribute_of, places
from noblock.collect.definitions import Definition
from noblock.collect.glance import Glance
from noblock.collect.parameters import Seen
from noblock.collect.spans import span_of
from noblock.collect.spelling import spelled
from noblock.collect.tree import at_once, descendants
from noblock.effects import Taking

_ASKING = ("builtins.", "inspect.", "asyncio.coroutines.iscoroutine")


@dataclass(frozen=True, slots=True)
class Taken:
    """One call of what a function takes from a place, or of an attribute of that."""

    place: Place
    attribute: str
    call: CallExpr
    function: FuncDef
    around: Seen


def taken(functions: list[Seen], keeping: Collection[Place]) -> list[Taken]:
    """Return where functions call what they take from some places.

    Args:
        functions: All functions of the module.
        keeping: The places.
    """
    names = {name.rpartition(".")[2] for name, _ in keeping}
    found: list[Taken] = []
    for definition, seen in functions:
        for function in (definition.function, *seen.inner) if not names.isdisjoint(seen.names) else ():
            for call in _calls(function):
                taken_from = [one for one in places(call.callee, definition.info, seen) if one[0] in keeping]
                if taken_from and _last_name(call.callee) not in _handed_on(function):
                    found.extend(Taken(*one, call, function, (definition, seen)) for one in taken_from)
    return found


def given(functions: list[Seen], keeping: Collection[Place]) -> Iterator[tuple[Place, Seen]]:
    """Yield the functions that give what they take from some places, each with the place.

    Args:
        functions: All functions of the module.
        keeping: The places.
    """
    names = {name.rpartition(".")[2] for name, _ in keeping}
    for definition, seen in functions:
        for node in seen.returned if not names.isdisjoint(seen.names) else ():
            for place, attribute in places(node, definition.info, seen):
                if place in keeping and not attribute:
                    yield place, (definition, seen)


def calls_given(functions: list[Seen], giving: set[str]) -> Iterator[Glance]:
    """Yield the functions that call what they get from functions of some full names, or give it in turn.

    Those that give it are among these names, too, as soon as they are found.
    """
    waiting = [(definition, seen) for definition, seen in functions if definition.name not in giving]
    fresh = giving
    while fresh:
        names = {name.rpartition(".")[2] for name in fresh}
        fresh = set()
        for definition, seen in waiting if giving else ():
            if names.isdisjoint(seen.names):
                continue
            is_given = any(_is_given(node, definition, seen, giving) for node in seen.returned)
            if is_given or any(_is_given(call.callee, definition, seen, giving) for call in seen.calls):
                yield seen
            if is_given and definition.name not in giving:
                fresh.add(definition.name)
        giving |= fresh


def _is_given(node: Expression, definition: Definition, seen: Glance, giving: set[str]) -> bool:
    """Tell whether an expression is what a function of one of some names gives."""
    if isinstance(node, NameExpr) and isinstance(node.node, Var):
        bound = [one.value for one in seen.bindings.get(node.node, ()) if one is not None and one.how == "value"]
        return any(_is_given(value, definition, seen, giving) for value in bound if isinstance(value, CallExpr))
    return isinstance(node, CallExpr) and _own(node.callee, definition.info) in giving


def called_on_loop(functions: list[Seen], taking: list[Taken]) -> dict[tuple[Place, str], set[Taking]]:
    """Return where functions call on the loop what they take from places, by these and the attribute of that.

    Args:
        functions: All functions of the module.
        taking: Where they call that, on the loop or not.
    """
    ways = _ways(functions) if taking else {}
    found: dict[tuple[Place, str], set[Taking]] = defaultdict(set)
    for one in taking:
        if one.function in ways:
            found[one.place, one.attribute].update(ways[one.function] or (_taking(one.call, one.around[0]),))
    return found


def _ways(functions: list[Seen]) -> dict[FuncDef, list[Taking]]:
    """Return the functions that run on the loop: the asynchronous ones, and what they call by name or on themselves.

    Of each that is not asynchronous itself, also the calls in asynchronous ones that lead there.
    """
    by_name = {definition.name: definition for definition, _ in functions}
    ways: dict[FuncDef, list[Taking]] = {}
    for definition, seen in functions:
        for function in (definition.function, *seen.inner):
            if not (function.is_coroutine or function.is_async_generator):
                continue
            ways[function] = []
            for call in _calls(function):
                for name, through in _below(call, definition, by_name).items():
                    ways.setdefault(by_name[name].function, []).append(_taking(call, definition, through))
    return ways


def _below(call: CallExpr, definition: Definition, by_name: Mapping[str, Definition]) -> dict[str, tuple[str, ...]]:
    """Return the synchronous functions that a call leads to, each with the way there, itself included."""
    found: dict[str, tuple[str, ...]] = {}
    waiting: deque[tuple[str, tuple[str, ...]]] = deque([(_own(call.callee, definition.info), ())])
    while waiting:
        name, through = waiting.popleft()
        called = by_name.get(name)
        if called is None or name in found or called.function.is_generator or called.function.is_coroutine:
            continue
        found[name] = (*through, name)
        waiting.extend((_own(further.callee, called.info), found[name]) for further in _calls(called.function))
    return found


def _taking(call: CallExpr, definition: Definition, through: tuple[str, ...] = ()) -> Taking:
    context = (definition.info.name if definition.info is not None else None, definition.function.name)
    return Taking(span_of(call), spelled(call.callee), through, context)


def _calls(function: FuncDef) -> Iterator[CallExpr]:
    """Yield the calls that a function makes itself and whose results are not awaited."""
    stack: list[Node] = [function.body]
    while stack:
        node = stack.pop()
        if isinstance(node, CallExpr):
            yield node
        awaited = node.expr if isinstance(node, AwaitExpr) else None
        stack.extend(at_once(awaited) if isinstance(awaited, CallExpr) else at_once(node))


def _handed_on(function: FuncDef) -> set[str]:
    """Return the names of what a function hands on, not only to ask about it or to write it down.

    Who hands something on in one branch and calls it in another knows which of the two it needs.
    """
    found: set[str] = set()
    stack: list[Node] = [function.body]
    while stack:
        node = stack.pop()
        if isinstance(node, CallExpr) and not _asks(node):
            found.update(_last_name(below) for argument in node.args for below in descendants(argument))
        stack.extend(at_once(node))
    return found - {""}


def _asks(call: CallExpr) -> bool:
    """Tell whether a call asks about its arguments, or writes a text with them."""
    name = call.callee.fullname if isinstance(call.callee, RefExpr) else ""
    is_text = bool(call.args) and isinstance(call.args[0], StrExpr)
    return is_text or name.startswith(_ASKING)


def _last_name(node: Node) -> str:
    return node.name if isinstance(node, (NameExpr, MemberExpr)) else ""


def _own(callee: Expression, info: TypeInfo | None) -> str:
    """Return the full name of a function of the module, or of a method of the calling method's own object."""
    if isinstance(callee, NameExpr) and isinstance(callee.node, (FuncDef, Decorator, OverloadedFuncDef)):
        return callee.fullname
    return attribute_of(callee, info) if isinstance(callee, MemberExpr) else ""
