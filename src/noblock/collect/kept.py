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
    DictExpr,
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
from noblock.collect.holding import held
from noblock.collect.parameters import Seen
from noblock.collect.spans import span_of
from noblock.collect.spelling import spelled
from noblock.collect.tree import at_once
from noblock.model import CONSTRUCTORS, Taking

DEEPEST = 6  # steps from what is called back to the container it came from
_TAKING = ("get", "setdefault", "pop", "popleft", "popitem", "values", "items", "copy", "__getitem__")
_OVER = ("list", "tuple", "set", "frozenset", "sorted", "reversed", "enumerate", "iter", "next")
# The full name of a variable or an attribute, and whether what is in it is meant.
Place = tuple[str, bool]


class Kept:
    """Knows it of the functions of one module."""

    def __init__(self) -> None:
        self._values: dict[Node, tuple[tuple[str, Expression], ...]] = {}
        self._keepers: dict[str, set[str]] = defaultdict(set)
        self._taken: dict[str, set[Taking]] = {}

    def note(self, functions: list[Seen]) -> None:
        """Take in the functions of the module, all at once, and tell those that keep something for the loop."""
        keeping: dict[Place, list[tuple[Seen, Node, Expression]]] = defaultdict(list)
        for one in functions:
            for place, node, value in _kept(*one):
                keeping[place].append((one, node, value))
        for (place, attribute), taken in sorted(_called_on_loop(functions, keeping).items()):
            name = f"{place[0]}.{attribute}" if attribute else place[0]
            for (definition, seen), node, value in keeping[place]:
                values = tuple((name, part) for part in _parts(value, attribute, definition.module, seen))
                if values:
                    self._values[node] = (*self._values.get(node, ()), *values)
                    self._keepers[definition.name].add(name)
                    self._taken[name] = taken
                    seen.keeps = True

    def at(self, node: Node) -> tuple[tuple[str, Expression], ...]:
        """Return what is kept for the loop by a call, or by an assignment to a target: where, and what that is."""
        return self._values.get(node, ())

    def taken(self) -> dict[str, tuple[Taking, ...]]:
        """Return where what is kept is called, by where it is kept and by the functions that do so, by full name."""
        found = {**self._taken, **{name: set() for name in self._keepers}}
        for keeper, names in self._keepers.items():
            found[keeper].update(*(self._taken[name] for name in names))
        return {name: tuple(sorted(taken, key=_order)) for name, taken in found.items()}


def _kept(definition: Definition, seen: Glance) -> Iterator[tuple[Place, Node, Expression]]:
    """Yield where a function keeps something that might be called, by which node, and what that is."""
    for node, container, value in seen.kept:
        for (name, _), attribute in _places(container, definition.info, seen):
            if not attribute:
                yield (name, True), node, value
    if definition.function.name not in CONSTRUCTORS:  # what these keep belongs to the object that is made
        for target, value in seen.stored:
            if isinstance(value, CallExpr) or (isinstance(value, NameExpr) and value.node in seen.parameters):
                name = _attribute(target, definition.info)
                if name:
                    yield (name, False), target, value


def _parts(value: Expression, attribute: str, module: str, seen: Glance) -> Iterator[Expression]:
    """Yield what is called of something that is kept: itself, an item of it, or an attribute."""
    match value:
        case NameExpr(node=Var() as variable) if attribute and len(seen.bindings.get(variable, ())) == 1:
            binding = seen.bindings[variable][0]
            if binding is not None and binding.how == "value" and isinstance(binding.value, CallExpr):
                yield from _parts(binding.value, attribute, module, seen)
        case CallExpr() if attribute:
            argument = held(value, attribute, module)
            if argument is not None:
                yield argument
        case TupleExpr():
            for item in value.items:
                yield from _parts(item, attribute, module, seen)
        case DictExpr():
            for _, item in value.items:
                yield from _parts(item, attribute, module, seen)
        case _ if not attribute:
            yield value
        case _:
            pass


def _called_on_loop(functions: list[Seen], keeping: Collection[Place]) -> dict[tuple[Place, str], set[Taking]]:
    """Return where functions call on the loop what they take from some places, by these and the attribute of that.

    Args:
        functions: All functions of the module.
        keeping: The places.
    """
    names = {name.rpartition(".")[2] for name, _ in keeping}
    taking: list[tuple[FuncDef, tuple[Place, str], Taking]] = []
    for definition, seen in functions:
        for function in (definition.function, *seen.inner) if not names.isdisjoint(seen.names) else ():
            context = (definition.info.name if definition.info is not None else None, definition.function.name)
            for call in _calls(function):
                taken = Taking(span_of(call), spelled(call.callee), context)
                places = _places(call.callee, definition.info, seen)
                taking.extend((function, place, taken) for place in places if place[0] in keeping)
    on_loop = _on_loop(functions) if taking else set()
    found: dict[tuple[Place, str], set[Taking]] = defaultdict(set)
    for function, place, taken in taking:
        if function in on_loop:
            found[place].add(taken)
    return found


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


def _places(node: Expression, info: TypeInfo | None, seen: Glance) -> set[tuple[Place, str]]:
    """Return where an expression may have been taken from, and which attribute of that it is, if it is one."""
    found: set[tuple[Place, str]] = set()
    waiting: list[tuple[Expression, bool, str, int]] = [(node, False, "", 0)]
    while waiting:
        node, is_inside, attribute, depth = waiting.pop()
        if depth > DEEPEST:
            continue
        match node:
            case MemberExpr() if _attribute(node, info):
                found.add(((_attribute(node, info), is_inside), attribute))
            case MemberExpr() if not (is_inside or attribute):
                waiting.append((node.expr, False, node.name, depth + 1))
            case NameExpr(node=Var() as variable) if "." in variable.fullname:
                found.add(((variable.fullname, is_inside), attribute))
            case NameExpr(node=Var() as variable):
                for binding in seen.bindings.get(variable, ()):
                    if binding is not None and binding.how in ("value", "element"):
                        inside = is_inside or binding.how == "element" or binding.position is not None
                        waiting.append((binding.value, inside, attribute, depth + 1))
            case IndexExpr():
                waiting.append((node.base, True, attribute, depth + 1))
            case OpExpr(op="or"):
                waiting.extend((side, is_inside, attribute, depth + 1) for side in (node.left, node.right))
            case CallExpr(callee=MemberExpr() as callee) if callee.name in _TAKING:
                waiting.append((callee.expr, True, attribute, depth + 1))
            case CallExpr(callee=RefExpr(fullname=name), args=[first, *_]) if name.removeprefix("builtins.") in _OVER:
                waiting.append((first, True, attribute, depth + 1))
            case _:
                pass
    return found


def _order(taken: Taking) -> tuple[int, int]:
    return taken.span.line, taken.span.column


def _attribute(node: MemberExpr, info: TypeInfo | None) -> str:
    """Return the full name of an attribute of a method's own object or class; empty if it is none."""
    receiver = node.expr.node if isinstance(node.expr, NameExpr) else None
    if info is None or not isinstance(receiver, Var) or not (receiver.is_self or receiver.is_cls):
        return ""
    owner = next((base for base in info.mro if node.name in base.names), None)
    return f"{owner.fullname}.{node.name}" if owner is not None else ""
