"""Know which callables are kept for the event loop.

One method keeps what it is handed in a list, in a table or in an attribute; another one takes it out and calls it on
the loop: event buses and registries are built so. Keeping it there is putting it on the loop. Only what one module
does with a container of its own counts, so this is known before any types are, and for all modes of mypy alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    DictExpr,
    Expression,
    MemberExpr,
    NameExpr,
    Node,
    TupleExpr,
    TypeInfo,
    Var,
)
from mypy.types import Instance, NoneType, ProperType, UnionType, get_proper_type

from noblock.collect.constants import is_none
from noblock.collect.containers import Place, attribute_of, places
from noblock.collect.definitions import Definition
from noblock.collect.glance import Glance
from noblock.collect.holding import callable_fields, held
from noblock.collect.parameters import Seen
from noblock.collect.taking import Taken, called_on_loop, calls_given, given, taken
from noblock.effects import Taking
from noblock.fullnames import CONSTRUCTORS


class Kept:
    """Knows it of the functions of one module.

    ``settable`` are the attributes, by full name, that hold nothing until somebody sets them, and are called;
    ``changed`` are the names of those that are set on other objects than the method's own, ``set_own`` the names
    of those that are set on that, by the full name of its class.
    """

    def __init__(self) -> None:
        self._values: dict[Node, tuple[tuple[str, Expression], ...]] = {}
        self._keepers: dict[str, set[str]] = defaultdict(set)
        self._taken: dict[str, set[Taking]] = {}
        self._own: dict[Node, list[tuple[str, Expression]]] = defaultdict(list)
        self._calls: dict[Node, set[str]] = defaultdict(set)
        self.settable: set[str] = set()
        self.changed: set[str] = set()
        self.set_own: dict[str, set[str]] = {}

    def note(self, functions: list[Seen]) -> None:
        """Take in the functions of the module, all at once, and tell those that keep something, or call it."""
        keeping: dict[Place, list[tuple[Seen, Node, Expression]]] = defaultdict(list)
        for one in functions:
            for place, node, value in _kept(*one):
                keeping[place].append((one, node, value))
        made_of = _constructed(functions)
        in_fields = _in_fields(functions)
        taking = taken(functions, {*keeping, *made_of, *in_fields})
        on_loop = called_on_loop(functions, [one for one in taking if one.place in keeping])
        for (place, attribute), calls in sorted(on_loop.items()):
            name = f"{place[0]}.{attribute}" if attribute else place[0]
            for (definition, seen), node, value in keeping[place]:
                parts = _parts(value, attribute, definition.module, seen)
                values = tuple((name, part) for part in parts if _may_be_called(part))
                if values:
                    self._values[node] = (*self._values.get(node, ()), *values)
                    self._keepers[definition.name].add(name)
                    self._taken[name] = self._taken.get(name, set()) | calls
                    seen.keeps = True
        self._note_settable(functions)
        for definition, seen in functions:
            names = {target.name for target, _ in seen.stored if _is_own(target)}
            if names and definition.info is not None:
                self.set_own.setdefault(definition.info.fullname, set()).update(names)
        self.changed = {target.name for _, seen in functions for target, _ in seen.stored if not _is_own(target)}
        for found in taking:
            if found.place in in_fields and not found.attribute:
                self._calls[found.call].add(found.place[0])
                found.around[1].keeps = True
            for (definition, seen), value in made_of.get(found.place, ()) if not found.attribute else ():
                self._note_call(found, definition, seen, [value])
            is_own = not found.attribute and (found.place, "") not in on_loop
            for (definition, seen), _, value in keeping.get(found.place, ()) if is_own else ():
                parts = _parts(value, "", definition.module, seen)
                self._note_call(found, definition, seen, filter(_may_be_called, parts))
        own = {place: found for place, found in keeping.items() if (place, "") not in on_loop}
        self._note_givers(functions, own, made_of)

    def _note_givers(
        self,
        functions: list[Seen],
        keeping: Mapping[Place, list[tuple[Seen, Node, Expression]]],
        made_of: Mapping[Place, list[tuple[Seen, Expression]]],
    ) -> None:
        """Take in the functions that give what a method of a class keeps in a container of its own object."""
        inside = {place for place in (*keeping, *made_of) if place[1]}
        givers: set[str] = set()
        for place, (giver, giving) in given(functions, inside) if inside else ():
            for (definition, seen), value in made_of.get(place, ()):
                self._note_given(place, giving, definition, seen, [value])
            for (definition, seen), _, value in keeping.get(place, ()):
                parts = _parts(value, "", definition.module, seen)
                self._note_given(place, giving, definition, seen, filter(_may_be_called, parts))
            givers |= {giver.name} if giving.keeps else set()
        for calling in calls_given(functions, givers):
            calling.keeps = True

    def _note_call(self, found: Taken, definition: Definition, seen: Glance, values: Iterable[Expression]) -> None:
        """Take in a call of what a method of a class keeps in a container of its own object, if it does."""
        if self._note_own(found.place[0], definition, seen, values):
            self._calls[found.call].add(found.place[0])
            found.around[1].keeps = True

    def _note_given(
        self, place: Place, giving: Glance, definition: Definition, seen: Glance, values: Iterable[Expression]
    ) -> None:
        """Take in that a function gives what a method of a class keeps in a container of its own object, if it does."""
        giving.keeps = self._note_own(place[0], definition, seen, values) or giving.keeps

    def _note_own(self, name: str, definition: Definition, seen: Glance, values: Iterable[Expression]) -> bool:
        """Take in what a method keeps in a container of its own object; tell whether it is one."""
        owners = definition.info.mro if definition.info is not None else ()
        if not any(name.rpartition(".")[0] == owner.fullname for owner in owners):
            return False
        kept = self._own[definition.function]
        kept.extend((name, value) for value in values if (name, value) not in kept)
        seen.keeps = True
        return True

    def _note_settable(self, functions: list[Seen]) -> None:
        """Take in the attributes that methods call and that hold nothing until somebody sets them."""
        empty = {
            attribute_of(target, definition.info)
            for definition, seen in functions
            for target, value in seen.stored
            if is_none(value)
        }
        empty |= {name for info in _classes(functions) for name in _empty(info)}
        for definition, seen in functions if empty else ():
            called = (call.callee for call in seen.calls if isinstance(call.callee, MemberExpr))
            names = {attribute_of(callee, definition.info) for callee in called} & empty
            seen.keeps = seen.keeps or bool(names - {""})
            self.settable |= names - {""}

    def is_on_loop(self, name: str) -> bool:
        """Tell whether an attribute of this full name is called on the loop."""
        return name in self._taken

    def at(self, node: Node) -> tuple[tuple[str, Expression], ...]:
        """Return what is kept for the loop by a call, or by an assignment to a target: where, and what that is."""
        return self._values.get(node, ())

    def own(self, function: Node) -> list[tuple[str, Expression]]:
        """Return what a method keeps in containers of its own object from which others call it: where, and what."""
        return self._own.get(function, [])

    def called(self, call: CallExpr) -> list[str]:
        """Return the attributes whose containers a call takes from what it calls, by full name."""
        return sorted(self._calls.get(call, ()))

    def taken(self) -> dict[str, tuple[Taking, ...]]:
        """Return where what is kept is called, by where it is kept and by the functions that do so, by full name."""
        found = {**self._taken, **{name: set() for name in self._keepers}}
        for keeper, names in self._keepers.items():
            found[keeper].update(*(self._taken[name] for name in names))
        return {name: tuple(sorted(taken, key=_order)) for name, taken in found.items()}


def _kept(definition: Definition, seen: Glance) -> Iterator[tuple[Place, Node, Expression]]:
    """Yield where a function keeps something that might be called, by which node, and what that is."""
    known: dict[object, set[tuple[Place, str]]] = {}  # one container may take in a thousand things
    for node, container, value in seen.kept:
        spelled = _spelled(container)
        if spelled not in known:
            known[spelled] = places(container, definition.info, seen)
        for (name, _), attribute in known[spelled]:
            if not attribute:
                yield (name, True), node, value
    if definition.function.name not in CONSTRUCTORS:  # what these keep belongs to the object that is made
        for target, value in seen.stored:
            if isinstance(value, CallExpr) or (isinstance(value, NameExpr) and value.node in seen.parameters):
                name = attribute_of(target, definition.info)
                if name:
                    yield (name, False), target, value


def _classes(functions: list[Seen]) -> set[TypeInfo]:
    return {definition.info for definition, _ in functions if definition.info is not None}


def _empty(info: TypeInfo) -> Iterator[str]:
    """Yield the attributes, by full name, that hold nothing as a class declares them: ``on_message = None``."""
    for node in info.defn.defs.body:
        if isinstance(node, AssignmentStmt) and is_none(node.rvalue):
            yield from (f"{info.fullname}.{one.name}" for one in node.lvalues if isinstance(one, NameExpr))


def _spelled(container: Expression) -> object:
    """Return what is the same for a container wherever it is a variable, or the same attribute of one."""
    match container:
        case NameExpr(node=Var() as variable):
            return variable
        case MemberExpr(expr=NameExpr(node=Var() as variable), name=name):
            return variable, name
        case _:
            return container


def _is_own(target: MemberExpr) -> bool:
    holder = target.expr.node if isinstance(target.expr, NameExpr) else None
    return isinstance(holder, Var) and holder.is_self


def _constructed(functions: list[Seen]) -> dict[Place, list[tuple[Seen, Expression]]]:
    """Return the attributes in which constructors keep a container that they are handed, and what that is."""
    found: dict[Place, list[tuple[Seen, Expression]]] = defaultdict(list)
    for definition, seen in functions:
        for target, value in seen.stored if definition.function.name in CONSTRUCTORS else ():
            copied = value.args[0] if isinstance(value, CallExpr) and len(value.args) == 1 else value
            name = attribute_of(target, definition.info)
            if name and isinstance(copied, NameExpr) and copied.node in seen.parameters:
                found[name, True].append(((definition, seen), copied))
    return found


def _in_fields(functions: list[Seen]) -> set[Place]:
    """Return the attributes in which constructors that are made from fields keep a container that they are handed."""
    classes = {definition.info for definition, _ in functions if definition.info is not None}
    return {(f"{info.fullname}.{name}", True) for info in classes for name in callable_fields(info)}


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


def _may_be_called(node: Expression) -> bool:
    """Tell whether an expression may be a function, by what is declared of it."""
    declared = node.node.type if isinstance(node, NameExpr) and isinstance(node.node, Var) else None
    kind = get_proper_type(declared) if declared is not None else None
    if isinstance(kind, UnionType):
        return any(_is_open(get_proper_type(item)) for item in kind.items)
    return kind is None or _is_open(kind)


def _is_open(kind: ProperType) -> bool:
    if isinstance(kind, Instance):
        return kind.type.is_protocol or kind.type.fullname in ("builtins.object", "functools.partial")
    return not isinstance(kind, NoneType)


def _order(taken: Taking) -> tuple[int, int, tuple[str, ...]]:
    return taken.span.line, taken.span.column, taken.through
