"""Know what the language runs without a call that one could see.

A ``for``, a ``with``, an operator, a condition, a format or the reading of an attribute runs a special method of a
class, if the class defines one. Which class that is, mypy's types tell; what is to be iterated over or entered is given
as a lazy value, because a special method may itself be a generator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from string import Formatter

from mypy.nodes import CallExpr, Decorator, Expression, MemberExpr, OpExpr, RefExpr, StrExpr, SuperExpr, TupleExpr, Var
from mypy.types import Instance, ProperType, get_proper_type

from noblock.collect.belonging import of_same
from noblock.collect.handed import iterated
from noblock.collect.members import (
    classes,
    element,
    instances,
    is_made_property,
    is_property,
    is_renamed_property,
    iterators,
    receivers,
)
from noblock.collect.special import ORDERING, PER_ELEMENT, PROTOCOLS
from noblock.collect.surroundings import Surroundings
from noblock.collect.values import Values
from noblock.model import Argument, Function, Lazy, Made, Method, Result, Value

_AS_STRING = PROTOCOLS["builtins.str"]
_AS_REPR = PROTOCOLS["builtins.repr"]
_OF_ALL = {"get": "__getattribute__", "set": "__setattr__", "delete": "__delattr__"}  # whatever the attribute
_CONVERSION = re.compile(r"%(?:\(\w*\))?[-#0 +]*(?:\*|\d+)?(?:\.(?:\*|\d+))?([a-zA-Z])")


class Implicit:
    """What the language runs on the expressions of one outermost function.

    Args:
        around: Its module.
        values: Evaluates its expressions.
    """

    def __init__(self, around: Surroundings, values: Values) -> None:
        self._around = around
        self._values = values

    def special(
        self,
        kind: ProperType | None,
        names: tuple[str, ...],
        call: CallExpr | None = None,
        receiver: Expression | None = None,
    ) -> tuple[Value, ...]:
        """Return the first special method of these names that classes outside ``builtins`` have.

        ``call`` stands for the call with its arguments, where these choose between overloads, and ``receiver`` for the
        expression of that type, where it matters how its value was made.
        """
        for name in names:
            found: list[Value] = []
            for info in receivers(kind):
                if info.module_name == "builtins":
                    continue
                member = (
                    self._values.attributes.member(receiver, info, name)
                    if receiver is not None
                    else self._around.members.find(info, name)
                )
                if member is not None and member.owner.module_name != "builtins":
                    found.extend(self._values.targets.member(member, call, is_bound=True))
            if found and receiver is not None:
                return self._values.attributes.made_here(tuple(found), receiver)
            if found:
                return tuple(found)
        return ()

    def iteration(self, node: Expression) -> tuple[Value, ...]:
        """Return what looping over an expression runs."""
        found = [*self._values.targets.view(node)]
        for info in receivers(self._around.type(node)):
            for one, name in iterators(info):
                if one.module_name != "builtins":
                    member = self._values.attributes.member(node, one, name)
                    values = self._values.targets.member(member, None, is_bound=True)
                    found.extend(iterated(self._values.attributes.made_here(values, node), name))
        return tuple(found)

    def entry(self, node: Expression, name: str) -> tuple[Value, ...]:
        """Return what entering or leaving an expression runs."""
        found = self.special(self._around.type(node), (name,), receiver=node)
        return tuple(Lazy(value, (), "enter") for value in found)

    def attribute(self, node: MemberExpr, access: str) -> tuple[Value, ...]:
        """Return what reading, setting or deleting an attribute runs.

        Args:
            node: The attribute.
            access: ``get``, ``set`` or ``delete``.
        """
        suffix = {"get": "", "set": ".setter", "delete": ".deleter"}[access]
        found: list[Value] = []
        kind = self._around.type(node.expr)
        is_own = any(self._around.members.find(info, node.name) for info in classes(kind))
        for info in instances(kind):
            own = self._around.members.find(info, _OF_ALL[access])
            if own is not None and own.owner.module_name != "builtins":
                found.extend(self._values.targets.member(own, None, is_bound=True))
        for info in classes(kind) if access == "get" else ():
            held = self._around.members.find(info, node.name)
            if held is not None and isinstance(held.node, Var) and held.node.type is not None:
                found.extend(self.special(get_proper_type(held.node.type), ("__get__",)))
        for info in instances(kind) if is_own else receivers(kind):
            member = self._around.members.find(info, node.name)
            if member is None:
                if access == "get":
                    other = self._around.members.find(info, "__getattr__")
                    values = self._values.targets.member(other, None, is_bound=True)
                    found.extend(self._values.attributes.made_here(values, node.expr))
            elif member.marks and member.node is None:
                symbol = info.get(node.name)
                if symbol is not None and is_property(symbol.node):
                    found.extend(self._values.targets.member(member, None, is_bound=True))
            elif is_renamed_property(member.node) or is_made_property(member.node):
                if access == "get" and self._around.members.is_project(member.owner.module_name):
                    found.append(Result(Function(f"{member.owner.fullname}.{node.name}"), ()))
            elif is_property(member.node):
                values = tuple(
                    replace(value, name=f"{value.name}{suffix}") if isinstance(value, Function) else value
                    for value in of_same(self._values.targets.member(member, None, is_bound=True), node.expr)
                )
                found.extend(self._values.attributes.made_here(values, node.expr))
            elif isinstance(member.node, Decorator) and access == "get":
                found.extend(self._descriptor(member.node))
            elif isinstance(member.node, Var) and member.node.type is not None:
                found.extend(self.special(get_proper_type(member.node.type), (f"__{access}__",)))
        return tuple(found)

    def above(self, node: SuperExpr) -> tuple[Value, ...]:
        """Return what reading an attribute of the classes further up runs."""
        member = self._around.members.find(node.info, node.name, after=node.info) if node.info else None
        is_run = member is not None and is_property(member.node)
        return self._values.attributes.of_super(node, None) if is_run else ()

    def _descriptor(self, node: Decorator) -> Iterator[Value]:
        """Yield what reading a method runs of which a decorator made a descriptor, as ``cached_property`` does."""
        kind = get_proper_type(node.var.type) if node.var.type is not None else None
        if not isinstance(kind, Instance):
            return
        makers = [value for value in self._values.targets.constructor(kind.type, None) if isinstance(value, Function)]
        for value in self.special(kind, ("__get__",)):
            if isinstance(value, Function) and makers:
                yield Method(value, Made(makers[0], (Argument(0, (Function(node.fullname),)),)))
            else:
                yield value

    def conversions(self, node: CallExpr) -> Iterator[tuple[Value, ...]]:
        """Yield the special methods that a call of a builtin function runs on each of its arguments."""
        callee = node.callee
        name = callee.fullname if isinstance(callee, RefExpr) else ""
        protocol = PROTOCOLS.get(name, ())
        if isinstance(callee, MemberExpr) and isinstance(callee.expr, StrExpr) and callee.name == "format":
            protocol = _format_protocol(callee.expr.value)
        for argument in node.args if protocol else ():
            yield self.special(self._around.type(argument), protocol, receiver=argument)
        for argument in node.args[-1:] if name in PER_ELEMENT else ():
            yield self.special(element(self._around.type(argument)), PER_ELEMENT[name])
        is_sort = isinstance(callee, MemberExpr) and callee.name == "sort" and not node.args
        if (name in ORDERING or is_sort) and "key" not in node.arg_names:
            compared = [callee.expr] if is_sort and isinstance(callee, MemberExpr) else node.args
            for argument in compared:
                kind = self._around.type(argument)
                yield self.special(element(kind) if len(compared) == 1 else kind, ("__lt__", "__gt__"))

    def copy(self, node: Expression) -> tuple[Value, ...]:
        """Return what taking all items out of a mapping runs; those of a ``dict`` are taken without asking it."""
        kind = self._around.type(node)
        is_asked = all(info.get("keys") and not info.has_base("builtins.dict") for info in instances(kind))
        return self.special(kind, ("__getitem__",)) if is_asked else ()

    def percent(self, node: OpExpr) -> Iterator[tuple[Value, ...]]:
        """Yield the special methods that ``"..." % x`` runs on each of what it takes in."""
        if node.op != "%" or not isinstance(node.left, StrExpr):
            return
        items = node.right.items if isinstance(node.right, TupleExpr) else [node.right]
        for kind, item in zip(_CONVERSION.findall(node.left.value.replace("%%", "")), items):
            if kind in "sra":
                yield self.special(self._around.type(item), _AS_STRING if kind == "s" else _AS_REPR, receiver=item)


def _format_protocol(text: str) -> tuple[str, ...]:
    """Return what a format string runs on its arguments: ``repr`` where it asks for nothing else."""
    try:
        conversions = {conversion for _, name, _, conversion in Formatter().parse(text) if name is not None}
    except ValueError:
        conversions = set()
    if conversions and conversions <= {"r", "a"}:
        return _AS_REPR
    return PROTOCOLS["builtins.str.format"]
