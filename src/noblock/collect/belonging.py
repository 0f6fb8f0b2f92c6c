"""Know values that belong to an object: its methods, and what its attributes hold.

With such a value stands how the object was made, where that is seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mypy.nodes import CallExpr, Expression, FuncDef, NameExpr, RefExpr, TypeInfo, Var
from mypy.types import CallableType, get_proper_type

from noblock.collect.members import instances
from noblock.fullnames import BODY, SUPER
from noblock.model import Argument, Function, Made, Method, Result, Value


def is_of_object(value: Value) -> bool:
    """Tell whether a value is a method, or what an attribute holds."""
    return isinstance(value, Function) or (isinstance(value, Result) and isinstance(value.value, Function))


def of_made(value: Value, made: Made) -> Value:
    """Return what belongs to an object, together with how that was made."""
    match value:
        case Function():
            return Method(value, made)
        case Result(Function() as attribute, ()):
            return Result(Method(attribute, made), ())
        case _:
            return value


def how_made(value: Value) -> tuple[Function, tuple[Argument, ...]] | None:
    """Return what made the object that a value belongs to, and of what, if that is known."""
    inner = value.value if isinstance(value, Result) else value
    return (inner.made.maker, inner.made.arguments) if isinstance(inner, Method) else None


def of_any(value: Value) -> Value:
    """Return what belongs to an object, however that was made."""
    match value:
        case Method(function):
            return function
        case Result(Method(attribute), arguments):
            return Result(attribute, arguments)
        case _:
            return value


def name_of(value: Value) -> str:
    """Return the full name of a method or an attribute, empty for anything else."""
    function = value.value if isinstance(value, Result) else value
    return function.name.removesuffix(BODY) if isinstance(function, Function) else ""


def of_changed(found: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return methods, with a note that attributes of their objects are set where these are called."""
    return tuple(replace(value, is_changed=True) if isinstance(value, Function) else value for value in found)


def of_base(found: tuple[Value, ...]) -> tuple[Value, ...]:
    """Return methods, with a note that they are run themselves, on the object of the calling method."""
    return tuple(replace(value, receiver=SUPER) if isinstance(value, Function) else value for value in found)


def of_same(found: tuple[Value, ...], receiver: Expression) -> tuple[Value, ...]:
    """Return methods, with a note where the object is that of the calling method.

    Args:
        found: The methods, or what else an attribute may be, or what makes an object of the class.
        receiver: The object, or its class.
    """
    variable = receiver.node if isinstance(receiver, NameExpr) else None
    if not (isinstance(variable, Var) and (variable.is_self or variable.is_cls)):
        return found
    return tuple(
        replace(value, is_own=True) if isinstance(value, Function) and value.receiver != SUPER else value
        for value in found
    )


def given_by(node: Expression) -> Iterator[TypeInfo]:
    """Yield the classes of what an expression gives, wherever it stands, as far as declarations tell."""
    named = node.callee if isinstance(node, CallExpr) else node
    target = named.node if isinstance(named, RefExpr) else None
    kind = get_proper_type(target.type) if isinstance(target, (FuncDef, Var)) and target.type is not None else None
    if isinstance(node, CallExpr) and isinstance(target, TypeInfo):
        yield target
    elif isinstance(node, CallExpr):
        yield from instances(get_proper_type(kind.ret_type)) if isinstance(kind, CallableType) else ()
    else:
        yield from instances(kind)
