"""Choose between the overloads of a marked function by what is handed over.

The first overload whose every named parameter is given, and fits, decides. Of an argument that may be of several
classes, each is tried for itself, and one for which the call blocks counts. A function that is handed on as a value is
judged as if it were called without arguments.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from mypy.nodes import (
    CallExpr,
    Expression,
    FloatExpr,
    IntExpr,
    MemberExpr,
    NameExpr,
    RefExpr,
    StrExpr,
    TypeInfo,
    UnaryExpr,
    Var,
)
from mypy.types import CallableType, Instance, LiteralType, NoneType, Overloaded, ProperType, get_proper_type

from noblock.collect.members import instances
from noblock.collect.shadow import Types, type_of
from noblock.declarations import Mark, Requirement
from noblock.needs import DATA
from noblock.resolve import Resolver

_UNKNOWN = object()
_Handed = dict[str, Expression]
_Taken = dict[Expression, TypeInfo]  # arguments, each as an instance of one of the classes that it may be of


def chosen(marks: tuple[Mark, ...], call: CallExpr | None, types: Types, resolver: Resolver) -> Mark | None:
    """Return the overload that applies at a call, None if none does."""
    each = _each(marks, call, types, resolver) if call is not None else []
    if not each:
        return _first(marks, call, types, resolver, {})
    return next((mark for _, _, mark in each if mark is not None and mark.category), each[0][2])


def _each(
    marks: tuple[Mark, ...], call: CallExpr, types: Types, resolver: Resolver
) -> list[tuple[Expression, TypeInfo, Mark | None]]:
    """Return which overload applies for each class that an argument may be of; nothing if it is sure to be of one.

    What may be plain data, for which the call does not block, mostly is: a file comes from somebody who knows.
    """
    apart = _apart(marks, call, types)
    if apart is None:
        return []
    argument, infos = apart
    found = [(argument, info, _first(marks, call, types, resolver, {argument: info})) for info in infos]
    is_data = any(info.fullname in DATA and not (mark and mark.category) for _, info, mark in found)
    return [] if is_data else found


def _first(
    marks: tuple[Mark, ...], call: CallExpr | None, types: Types, resolver: Resolver, taken: _Taken
) -> Mark | None:
    """Return the first overload that fits a call."""
    for mark in marks:
        if not mark.requires:
            return mark
        if call is not None:
            handed = dict(_handed(mark, call, types))
            if all(_fits(need, handed, types, resolver, taken) for need in mark.requires):
                return mark
    return None


def _apart(marks: tuple[Mark, ...], call: CallExpr, types: Types) -> tuple[Expression, list[TypeInfo]] | None:
    """Return the first argument that may be of several classes, and these, if classes matter to some overload."""
    if not any(need.type_name for mark in marks for need in mark.requires):
        return None
    for node in call.args:
        infos = list(instances(type_of(types, node)))
        if len(infos) > 1:
            return node, infos
    return None


def spared(
    marks: tuple[Mark, ...], mark: Mark, node: Expression, types: Types, resolver: Resolver, *, is_call: bool
) -> Iterator[list[tuple[Expression, str, tuple[object, ...]]]]:
    """Yield arguments for which a call would not block if all of them were something else.

    Each comes with the class that it would have to be of, or with the values of which it would have to be one.

    Args:
        marks: All overloads.
        mark: The one that applies.
        node: The call, or the object of which something runs a special method.
        types: The types of expressions.
        resolver: Knows mypy's names of classes.
        is_call: Whether it is a call.
    """
    call = node if is_call and isinstance(node, CallExpr) else None
    for other in takewhile(lambda one: one is not mark and not one.category, marks):
        handed = dict(_handed(other, call, types)) if call is not None else {"self": node}
        unmet = [need for need in other.requires if not _fits(need, handed, types, resolver, {})]
        if unmet and all(need.parameter in handed for need in unmet):
            yield [
                (handed[need.parameter], resolver.class_name(need.type_name) if need.type_name else "", need.literals)
                for need in unmet
            ]
    for argument, info, one in _each(marks, call, types, resolver) if call is not None else ():
        if one is None or not one.category:
            yield [(argument, info.fullname, ())]


def charged(
    marks: tuple[Mark, ...], mark: Mark, call: CallExpr, types: Types, resolver: Resolver
) -> Iterator[tuple[Expression, str, Mark]]:
    """Yield the arguments for which a call would block if they were of a class below their own, as ``spared`` does.

    Each comes with that class, and with the overload that would apply then.
    """
    harmless: list[str] = []
    for other in takewhile(lambda one: one is not mark, marks):
        handed = dict(_handed(other, call, types))
        unmet = [need for need in other.requires if not _fits(need, handed, types, resolver, {})]
        if len(unmet) != 1 or not unmet[0].type_name or unmet[0].parameter not in handed:
            continue
        name = unmet[0].type_name
        if not other.category:
            harmless.append(name)
        elif not any(resolver.is_below(one, name) for one in harmless):  # or it may be one of these
            yield handed[unmet[0].parameter], resolver.class_name(name), other


def _handed(mark: Mark, call: CallExpr, types: Types) -> Iterator[tuple[str, Expression]]:
    if isinstance(call.callee, MemberExpr):
        yield "self", call.callee.expr
    real = _parameter_names(type_of(types, call.callee))
    listed = [name for name in mark.parameters if name not in ("self", "cls")]
    if "*" in listed:
        listed = listed[: listed.index("*")]
    position = 0
    for node, kind, name in zip(call.args, call.arg_kinds, call.arg_names):
        if kind.is_star():
            continue
        if name is not None:
            yield name, node
            continue
        if position < len(real):
            yield real[position], node
        if position < len(listed):
            yield listed[position], node
        position += 1


def _parameter_names(kind: ProperType | None) -> list[str]:
    if isinstance(kind, Overloaded):
        kind = kind.items[0]
    if isinstance(kind, CallableType):
        return [name or "" for name, how in zip(kind.arg_names, kind.arg_kinds) if how.is_positional()]
    return []


def _fits(need: Requirement, handed: _Handed, types: Types, resolver: Resolver, taken: _Taken) -> bool:
    node = handed.get(need.parameter)
    if node is None:
        return False
    if need.literals:
        value = literal(node, types)
        return any(_is_same(value, wanted) for wanted in need.literals)
    if need.type_name:
        wanted_class = resolver.class_name(need.type_name)
        held = resolver.held(node.fullname) if isinstance(node, RefExpr) else ""
        if held:
            return held == need.type_name
        found = [taken[node]] if node in taken else list(instances(type_of(types, node)))
        return bool(found) and all(info.has_base(wanted_class) for info in found)
    return True


def _is_same(value: object, wanted: object) -> bool:
    """Tell whether a value is one that a mark names: ``0.0`` is ``0``, but ``False`` is not."""
    kinds = (type(wanted), float) if type(wanted) is int else (type(wanted),)
    return value == wanted and type(value) in kinds


def literal(node: Expression, types: Types) -> object:
    """Return the value of an expression that is known to mypy, else a value that equals nothing."""
    match node:
        case IntExpr() | StrExpr() | FloatExpr():
            return node.value
        case NameExpr(fullname="builtins.True" | "builtins.False" | "builtins.None"):
            return {"True": True, "False": False, "None": None}[node.name]
        case UnaryExpr(op="-", expr=IntExpr() | FloatExpr() as inner):
            return -inner.value
    kind = type_of(types, node)
    if isinstance(node, RefExpr) and isinstance(node.node, Var) and node.node.is_final and node.node.type is not None:
        kind = get_proper_type(node.node.type)
    if isinstance(kind, NoneType):
        return None
    if isinstance(kind, Instance) and kind.last_known_value is not None:
        kind = get_proper_type(kind.last_known_value)
    if isinstance(kind, LiteralType):
        return kind.value
    return _UNKNOWN
