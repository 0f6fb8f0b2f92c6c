"""Show mypy the signature of a function as its body has to be looked at.

mypy looks at a body that is generic in a variable with values, such as ``AnyStr``, in copies, one for each value, and
throws these away. And it takes ``name: str = None`` at its word, so that nothing can stand under ``if name is None``.
Here such a body is seen once, for all of the values, and a parameter may be what its default is. What a function
without annotations returns mypy takes for ``Any``, and so whatever is in a container that is returned. Here it is an
``object``, or what mypy has yet to decide: it would take whatever is awaited for an ``object`` as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.expandtype import expand_type
from mypy.nodes import FuncDef
from mypy.typeops import make_simplified_union
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    NoneType,
    Type,
    TypeOfAny,
    TypeVarId,
    TypeVarType,
    get_proper_type,
)
from mypy.types_utils import is_overlapping_none

from noblock.collect.constants import is_none


def is_seen_otherwise(function: FuncDef) -> bool:
    """Tell whether mypy's own look at a body would not do."""
    return bool(_unions(function) or set(_optional(function)))


def is_without_result(function: FuncDef) -> bool:
    """Tell whether a function says nothing of what it returns."""
    kind = function.type
    if kind is None:
        return True
    if not isinstance(kind, CallableType):
        return False
    result = get_proper_type(kind.ret_type)
    if isinstance(result, Instance) and result.type.fullname == "typing.Coroutine" and len(result.args) == 3:
        result = get_proper_type(result.args[2])
    return isinstance(result, AnyType) and result.type_of_any == TypeOfAny.unannotated


def undecided(anything: Type) -> TypeVarType:
    """Return a type that leaves open what is expected of an expression, so that only the expression tells."""
    return TypeVarType("T", "T", TypeVarId(0, meta_level=1), [], anything, AnyType(TypeOfAny.from_omitted_generics))


def view(function: FuncDef, signature: CallableType) -> CallableType:
    """Return a signature as the body of its function has to be looked at."""
    unions = _unions(function)
    if unions:
        expanded = expand_type(signature, unions)
        signature = expanded.copy_modified(variables=[v for v in signature.variables if v.id not in unions])
    optional = set(_optional(function))
    return signature.copy_modified(
        arg_types=[
            make_simplified_union([kind, NoneType()]) if position in optional else kind
            for position, kind in enumerate(signature.arg_types)
        ]
    )


def hide_values(function: FuncDef) -> Callable[[], None]:
    """Take the values from the type variables of a function's class, and return what puts them back."""
    info = function.info
    if not info or not any(map(_has_values, info.defn.type_vars)):
        return lambda: None
    before = info.defn.type_vars
    info.defn.type_vars = [
        variable.copy_modified(values=[]) if isinstance(variable, TypeVarType) else variable for variable in before
    ]

    def put_back() -> None:
        info.defn.type_vars = before

    return put_back


def _unions(function: FuncDef) -> dict[TypeVarId, Type]:
    """Return what stands for the variables with values: any of these."""
    variables = [*function.type.variables] if isinstance(function.type, CallableType) else []
    if function.info:
        variables.extend(function.info.defn.type_vars)
    return {
        variable.id: make_simplified_union(variable.values)
        for variable in variables
        if isinstance(variable, TypeVarType) and _has_values(variable)
    }


def _has_values(variable: object) -> bool:
    return isinstance(variable, TypeVarType) and bool(variable.values)


def _optional(function: FuncDef) -> Iterator[int]:
    """Yield the positions of the parameters that are None by default although their types do not say so."""
    if isinstance(function.type, CallableType):
        for position, (argument, kind) in enumerate(zip(function.arguments, function.type.arg_types)):
            may_be_none = is_overlapping_none(kind) or isinstance(get_proper_type(kind), AnyType)
            if argument.initializer is not None and is_none(argument.initializer) and not may_be_none:
                yield position
