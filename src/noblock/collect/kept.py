"""Know which callables are kept for the event loop.

One method keeps what it is handed in a list, in a table or in an attribute; another one takes it out and calls it on
the loop: event buses and registries are built so. Keeping it there is putting it on the loop. Only what one module
does with a container of its own counts, so this is known before any types are, and for all modes of mypy alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from mypy.nodes import (
    AwaitExpr,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    IndexExpr,
    MemberExpr,
    NameExpr,
    Node,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    TupleExpr,
    TypeInfo,
    Var,
)

from noblock.collect.definitions import Definition
from noblock.collect.glance import Glance
from noblock.collect.parameters import Seen
from noblock.collect.tree import at_once
from noblock.model import CONSTRUCTORS

DEEPEST = 6  # steps from what is called back to the container it came from
_TAKING = ("get", "setdefault", "pop", "popleft", "popitem", "values", "items", "copy", "__getitem__")
_OVER = ("list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "iter", "next")
Place = tuple[str, bool]  # the full name of a variable or an attribute, and whether what is in it is meant


class Kept:
    """Knows it of the functions of one module."""

    def __init__(self) -> None:
        self._values: dict[Node, tuple[Expression, ...]] = {}

    def note(self, functions: list[Seen]) -> None:
        """Take in the functions of the module, all at once, and tell those that keep something for the loop."""
        keeping: dict[Place, list[tuple[Glance, Node, Expression]]] = defaultdict(list)
        for definition, seen in functions:
            for place, node, value in _kept(definition, seen):
                keeping[place].append((seen, node, value))
        for place in _called_on_loop(functions, keeping):
            for seen, node, value in keeping.pop(place, ()):
                self._values[node] = tuple(value.items) if isinstance(value, TupleExpr) else (value,)
                seen.keeps = True

    def at(self, node: Node) -> tuple[Expression, ...]:
        """Return what is kept for the loop by a call, or by an assignment to a target."""
        return self._values.get(node, ())


def _kept(definition: Definition, seen: Glance) -> Iterator[tuple[Place, Node, Expression]]:
    """Yield where a function keeps something that might be called, by which node, and what that is."""
    for node, container, value in seen.kept:
        for place in _places(container, definition.info, seen):
            yield (place[0], True), node, value
    if definition.function.name not in CONSTRUCTORS:  # what these keep belongs to the object that is made
        for target, value in seen.stored:
            if isinstance(value, NameExpr) and value.node in seen.parameters:
                for name, _ in _places(target, definition.info, seen):
                    yield (name, False), target, value


def _called_on_loop(functions: list[Seen], keeping: Collection[Place]) -> set[Place]:
    """Return those of some places from which functions take what they call on the loop.

    Args:
        functions: All functions of the module.
        keeping: The places.
    """
    names = {name.rpartition(".")[2] for name, _ in keeping}
    taking: dict[FuncDef, set[Place]] = {}
    for definition, seen in functions:
        for function in (definition.function, *seen.inner) if not names.isdisjoint(seen.names) else ():
            called = {place for call in _calls(function) for place in _places(call.callee, definition.info, seen)}
            if not called.isdisjoint(keeping):
                taking[function] = called.intersection(keeping)
    on_loop = _on_loop(functions) if taking else set()
    return {place for function, places in taking.items() if function in on_loop for place in places}


def _on_loop(functions: list[Seen]) -> set[FuncDef]:
    """Return the asynchronous functions, and those that they call by name or as methods of their own object."""
    by_name = {definition.name: definition for definition, _ in functions}
    all_of_them = [(inner, one) for one, seen in functions for inner in (one.function, *seen.inner)]
    waiting = [(inner, one) for inner, one in all_of_them if inner.is_coroutine or inner.is_async_generator]
    found = {function for function, _ in waiting}
    while waiting:
        function, definition = waiting.pop()
        for call in _calls(function):
            called = by_name.get(_own(call.callee, definition.info))
            if called is not None and called.function not in found and not called.function.is_generator:
                found.add(called.function)
                waiting.append((called.function, called))
    return found


def _calls(function: FuncDef) -> Iterator[CallExpr]:
    """Yield the calls that a function makes itself and whose results are not awaited."""
    stack: list[Node] = [function.body]
    while stack:
        node = stack.pop()
        if isinstance(node, CallExpr):
            yield node
        awaited = node.expr if isinstance(node, AwaitExpr) else None
        stack.extend(at_once(awaited) if isinstance(awaited, CallExpr) else at_once(node))


def _own(callee: Expression, info: TypeInfo | None) -> str:
    """Return the full name of a function of the module, or of a method of the calling method's own object."""
    if isinstance(callee, NameExpr) and isinstance(callee.node, (FuncDef, Decorator, OverloadedFuncDef)):
        return callee.fullname
    return _attribute(callee, info) if isinstance(callee, MemberExpr) else ""


def _places(node: Expression, info: TypeInfo | None, seen: Glance) -> set[Place]:
    """Return where an expression may have been taken from."""
    found: set[Place] = set()
    waiting: list[tuple[Expression, bool, int]] = [(node, False, 0)]
    while waiting:
        node, is_inside, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        match node:
            case MemberExpr():
                found.add((_attribute(node, info), is_inside))
            case NameExpr(node=Var() as variable) if "." in variable.fullname:
                found.add((variable.fullname, is_inside))
            case NameExpr(node=Var() as variable):
                for binding in seen.bindings.get(variable, ()):
                    if binding is not None and binding.how in ("value", "element"):
                        inside = is_inside or binding.how == "element" or binding.position is not None
                        waiting.append((binding.value, inside, depth + 1))
            case IndexExpr():
                waiting.append((node.base, True, depth + 1))
            case OpExpr(op="or"):
                waiting.extend(((node.left, is_inside, depth + 1), (node.right, is_inside, depth + 1)))
            case CallExpr(callee=MemberExpr() as callee) if callee.name in _TAKING:
                waiting.append((callee.expr, True, depth + 1))
            case CallExpr(callee=RefExpr(fullname=name), args=[first, *_]) if name.removeprefix("builtins.") in _OVER:
                waiting.append((first, True, depth + 1))
            case _:
                pass
    return {place for place in found if place[0]}


def _attribute(node: MemberExpr, info: TypeInfo | None) -> str:
    """Return the full name of an attribute of a method's own object or class; empty if it is none."""
    receiver = node.expr.node if isinstance(node.expr, NameExpr) else None
    if info is None or not isinstance(receiver, Var) or not (receiver.is_self or receiver.is_cls):
        return ""
    owner = next((base for base in info.mro if node.name in base.names), None)
    return f"{owner.fullname}.{node.name}" if owner is not None else ""
