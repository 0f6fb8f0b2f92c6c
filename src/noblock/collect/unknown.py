"""Find the calls of which nobody can tell what they call, and what would have to be known.

A call is unknown where its callee is ``Any`` and neither an import path nor a presumed type says more. Following the
expression inwards, to where the first ``Any`` comes in, gives the cause: a library without types, a parameter, a
result or an attribute without annotation, or something that is declared as ``Any``.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from mypy.nodes import (
    AwaitExpr,
    CallExpr,
    Expression,
    FuncDef,
    IndexExpr,
    MemberExpr,
    NameExpr,
    RefExpr,
    Var,
)
from mypy.types import AnyType, CallableType, Instance, Overloaded, ProperType, TypeOfAny, get_proper_type

from noblock.body import Span
from noblock.collect.glance import Glance
from noblock.collect.imports import Imports
from noblock.collect.members import definitions, instances
from noblock.collect.shadow import Types, type_of
from noblock.collect.spans import span_of

DEEPEST = 12
# Why nothing is known; messages give the words.
LIBRARY, PARAMETER, RESULT, ATTRIBUTE, VARIABLE, DECLARED = (
    "library", "parameter", "result", "attribute", "variable", "declared",
)  # fmt: skip


@dataclass(frozen=True)
class Unknown:
    """Why it is not known what a call calls: one of the causes above, and whose fault that is, by full name."""

    cause: str
    name: str


@dataclass(frozen=True)
class Look:
    """All that tells where an ``Any`` comes from, in one function.

    ``judged`` are the places of calls of which something is known although their types say nothing.
    """

    function: FuncDef
    seen: Glance
    types: Types
    imports: Imports
    judged: Container[Span]


def unknown_calls(look: Look) -> tuple[int, list[Unknown]]:
    """Return how many calls a function makes, nested functions included, and those that are unknown."""
    count = 0
    found: list[Unknown] = []
    for call in look.seen.calls:
        if look.types.lookup_type_or_none(call) is None:
            continue  # never reached
        count += 1
        if _is_any(look, call.callee) and span_of(call) not in look.judged:
            found.append(_cause(look, call.callee, 0))
    return count, found


def _cause(look: Look, node: Expression, depth: int) -> Unknown:
    kind = type_of(look.types, node)
    if isinstance(kind, AnyType) and kind.missing_import_name:
        name = kind.missing_import_name.rpartition(".")[2]
        return Unknown(LIBRARY, (look.imports.source(name) or name).partition(".")[0])
    if depth < DEEPEST:
        inner = _inner(node)
        if inner is not None and _is_any(look, inner):
            return _cause(look, inner, depth + 1)
    match node:
        case NameExpr(node=Var() as variable):
            return _variable(look, variable, depth)
        case CallExpr():
            return Unknown(*_result(look, node))
        case MemberExpr():
            for info in instances(type_of(look.types, node.expr)):
                symbol = info.get(node.name)
                owner = symbol.node.info.fullname if symbol is not None and isinstance(symbol.node, Var) else ""
                return Unknown(ATTRIBUTE, f"{owner or info.fullname}.{node.name}")
            if isinstance(node.node, Var):
                return Unknown(VARIABLE, node.node.fullname)
        case RefExpr():
            return Unknown(VARIABLE, node.fullname)
    return Unknown(DECLARED, look.function.fullname)


def _variable(look: Look, variable: Var, depth: int) -> Unknown:
    if variable.is_suppressed_import:
        path = look.imports.source(variable.name) or variable.name
        return Unknown(LIBRARY, path.partition(".")[0])
    if variable in look.seen.parameters:
        return Unknown(PARAMETER, f"{look.function.fullname}({variable.name})")
    bound = look.seen.bindings.get(variable)
    if bound and bound[0] is not None and depth < DEEPEST:
        return _cause(look, bound[0].value, depth + 1)
    name = variable.fullname if "." in variable.fullname else f"{look.function.fullname}({variable.name})"
    return Unknown(VARIABLE, name)


def _result(look: Look, node: CallExpr) -> tuple[str, str]:
    """Return which function gives something unknown, and whether that is only because it does not say what it gives."""
    kind = type_of(look.types, node.callee)
    for definition, _ in definitions(kind):
        return (RESULT if _says_nothing(kind) else DECLARED), definition.fullname
    name = node.callee.fullname if isinstance(node.callee, RefExpr) else ""
    return DECLARED, name or look.function.fullname


def _says_nothing(kind: ProperType | None) -> bool:
    if isinstance(kind, Overloaded):
        kind = kind.items[0]
    if not isinstance(kind, CallableType):
        return False
    result = get_proper_type(kind.ret_type)
    return isinstance(result, AnyType) and result.type_of_any == TypeOfAny.unannotated


def _inner(node: Expression) -> Expression | None:
    """Return the expression from which another takes its type, if that is ``Any``."""
    match node:
        case MemberExpr() | AwaitExpr():
            return node.expr
        case CallExpr():
            return node.callee
        case IndexExpr():
            return node.base
        case _:
            return None


def _is_any(look: Look, node: Expression) -> bool:
    kind = type_of(look.types, node)
    if isinstance(kind, Instance) and kind.type.fullname == "builtins.object":
        return False
    return isinstance(kind, AnyType)
