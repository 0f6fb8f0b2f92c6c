"""Find what is handed to parameters without annotations.

Four things tell: a default value, what the function itself takes in place of a default of ``None``, the dependency that
a default such as FastAPI's ``Depends(get_db)`` stands for, and the calls of a private function, or of a private class
that no other derives from, which all stand in its own module. Those of a function inside another one stand in that.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mypy.nodes import (
    AssignmentStmt,
    Block,
    CallExpr,
    ComparisonExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    FuncDef,
    IfStmt,
    MemberExpr,
    NameExpr,
    OpExpr,
    RefExpr,
    SymbolNode,
    TypeInfo,
    UnaryExpr,
    Var,
)
from mypy.types import AnyType, CallableType, Instance, ProperType, TypeOfAny, get_proper_type

from noblock.collect.constants import is_none
from noblock.collect.definitions import Definition
from noblock.collect.glance import Glance
from noblock.declarations import Mark

Seen = tuple[Definition, Glance]

_YIELDING = (
    "typing.Generator", "typing.Iterator", "typing.Iterable",
    "typing.AsyncGenerator", "typing.AsyncIterator", "typing.AsyncIterable",
)  # fmt: skip


@dataclass
class Handed:
    """What is handed to one parameter: expressions, and the functions in which they stand."""

    values: list[tuple[Expression, Seen]] = field(default_factory=list)


def handed_inside(seen: Seen) -> Iterator[tuple[FuncDef, dict[int, Handed]]]:
    """Yield the functions inside another one with parameters of which something is known, as ``handed`` does.

    Of a parameter that nothing is taken from, nothing could come.
    """
    glance = seen[1]
    by_node: dict[SymbolNode | None, FuncDef] = {inner: inner for inner in glance.inner if not inner.info}
    named = [(call.callee.node, call) for call in glance.calls if isinstance(call.callee, NameExpr)] if by_node else []
    calls = [(by_node[node], call) for node, call in named if node in by_node]
    receivers = [node.expr for node in glance.references if isinstance(node, MemberExpr)] if calls else []
    taken_from = (*receivers, *glance.iterated, *glance.entered)
    used = {node.node for node in taken_from if isinstance(node, NameExpr)}
    found: dict[FuncDef, dict[int, Handed]] = {}
    for inner, call in calls:
        open_ones = {one for one in _open_parameters(inner) if inner.arguments[one].variable in used}
        for position, value in _arguments(call, inner, 0) if open_ones else ():
            if position in open_ones:
                found.setdefault(inner, {}).setdefault(position, Handed()).values.append((value, seen))
    yield from found.items()


def handed(functions: Iterable[Seen], bases: Container[TypeInfo]) -> Iterator[tuple[Seen, dict[int, Handed]]]:
    """Yield the functions with parameters of which something is known, and what is handed to these, by position.

    Args:
        functions: All functions of some modules.
        bases: The classes from which others in these modules derive.
    """
    open_ones = {seen[0].function: (seen, _open_parameters(seen[0].function)) for seen in functions}
    found: dict[FuncDef, dict[int, Handed]] = {}
    private: dict[str, list[FuncDef]] = {}
    for function, (seen, positions) in open_ones.items():
        for position in positions:
            default = function.arguments[position].initializer
            if default is not None:
                values = [default, *(taken_instead(function, position) if is_none(default) else ())]
                place = found.setdefault(function, {}).setdefault(position, Handed())
                place.values.extend((value, seen) for value in values)
        name = _called_as(function, bases)
        if positions and name.startswith("_") and not name.startswith("__") and seen[0].decorator is None:
            private.setdefault(name, []).append(function)
    for seen, _ in open_ones.values() if private else ():
        for call in seen[1].calls:
            callee = call.callee
            name = _name_of(callee, seen[0])
            if isinstance(callee, (NameExpr, MemberExpr)) and name in private:
                for function in private[name]:
                    skips = _skipped(seen[0], callee, function)
                    for position, value in _arguments(call, function, skips) if skips is not None else ():
                        if position in open_ones[function][1]:
                            place = found.setdefault(function, {}).setdefault(position, Handed())
                            place.values.append((value, seen))
    for function, positions_found in found.items():
        yield open_ones[function][0], positions_found


def dependency(
    value: Expression,
    marks: Callable[[str], tuple[Mark, ...]],
    type_of: Callable[[Expression], ProperType | None],
) -> Expression | None:
    """Return the function whose result a call stands for, if the marks of what is called say so.

    Args:
        value: The call.
        marks: The marks of a library's function, by mypy's full name.
        type_of: Tells the type of what is called, also where mypy cannot see the library that it is imported from.
    """
    if not isinstance(value, CallExpr) or not isinstance(value.callee, RefExpr):
        return None
    kind = type_of(value.callee)
    made = kind.definition if isinstance(kind, CallableType) else None
    for mark in marks(made.fullname if made is not None else value.callee.fullname):
        if mark.returns in mark.parameters:
            position = mark.parameters.index(mark.returns)
            for index, (argument, name) in enumerate(zip(value.args, value.arg_names)):
                if name == mark.returns or (name is None and index == position):
                    return argument
    return None


def provided(function: Expression, result: ProperType) -> ProperType:
    """Return what somebody who asks for a dependency is handed, by the type that a call of it gives."""
    node = function.node if isinstance(function, RefExpr) else None
    inner = node.func if isinstance(node, Decorator) else node
    if not isinstance(inner, FuncDef) or not isinstance(result, Instance):
        return result
    if inner.is_generator and result.type.fullname in _YIELDING and result.args:
        return get_proper_type(result.args[0])
    if inner.is_coroutine and result.type.fullname == "typing.Coroutine":
        return get_proper_type(result.args[2])
    return result


def _open_parameters(function: FuncDef) -> frozenset[int]:
    """Return the positions of the parameters that have no annotation."""
    found = set()
    for position, argument in enumerate(function.arguments):
        kind = get_proper_type(argument.variable.type) if argument.variable.type is not None else None
        is_first = position == 0 and bool(function.info) and not function.is_static
        unknown = kind is None or (isinstance(kind, AnyType) and kind.type_of_any == TypeOfAny.unannotated)
        if unknown and not is_first and not argument.kind.is_star():
            found.add(position)
    return frozenset(found)


def taken_instead(function: FuncDef, position: int) -> Iterator[Expression]:
    """Yield what a function takes for a parameter that is ``None``, at the top of its body."""
    variable = function.arguments[position].variable
    for statement in function.body.body:
        match statement:
            case IfStmt(expr=[test], body=[Block(body=inside)]) if is_missing(test, variable):
                values = [node.rvalue for node in inside if isinstance(node, AssignmentStmt) and _sets(node, variable)]
            case AssignmentStmt(rvalue=OpExpr(op="or", left=NameExpr() as name, right=value)):
                values = [value] if _sets(statement, variable) and name.node is variable else []
            case AssignmentStmt(rvalue=ConditionalExpr(if_expr=one, else_expr=other)) if _sets(statement, variable):
                values = [
                    value for value in (one, other) if not (isinstance(value, NameExpr) and value.node is variable)
                ]
            case _:
                values = []
        yield from values if len(values) == 1 else ()


def is_missing(test: Expression, variable: Var) -> bool:
    """Tell whether a test asks whether a variable is ``None``, or false."""
    match test:
        case UnaryExpr(op="not", expr=NameExpr() as name):
            return name.node is variable
        case ComparisonExpr(operators=["is" | "=="], operands=[NameExpr() as name, other]):
            return name.node is variable and is_none(other)
        case _:
            return False


def _sets(statement: AssignmentStmt, variable: Var) -> bool:
    return any(isinstance(target, NameExpr) and target.node is variable for target in statement.lvalues)


def _called_as(function: FuncDef, bases: Container[TypeInfo]) -> str:
    """Return the name that a function is called by: a constructor by that of its class, if no other derives from it."""
    if function.name == "__init__" and function.info and function.info not in bases:
        return function.info.name
    return function.name


def _name_of(callee: Expression, caller: Definition) -> str:
    """Return the name of what is called, that of the own class for ``cls()``."""
    if caller.info is not None and _is_own_class(callee, caller, caller.info):
        return caller.info.name
    return callee.name if isinstance(callee, (NameExpr, MemberExpr)) else ""


def _is_own_class(callee: Expression, caller: Definition, info: TypeInfo) -> bool:
    """Tell whether a name stands for the class of the calling method's object, and that is a certain one."""
    variable = callee.node if isinstance(callee, NameExpr) else None
    return isinstance(variable, Var) and variable.is_cls and caller.info is info


def _skipped(caller: Definition, callee: NameExpr | MemberExpr, function: FuncDef) -> int | None:
    """Return how many parameters are bound already if a call is one of a function, None if it is not."""
    if callee.node is function:
        return 0
    if function.name == "__init__" and (callee.node is function.info or _is_own_class(callee, caller, function.info)):
        return 1
    if not isinstance(callee, MemberExpr) or not isinstance(callee.expr, NameExpr) or caller.info is None:
        return None
    receiver = caller.function.arguments[0].variable if caller.function.arguments else None
    if callee.expr.node is receiver and function.info and function.info in caller.info.mro:
        return 0 if function.is_static else 1
    return None


def _arguments(call: CallExpr, function: FuncDef, skips: int) -> Iterator[tuple[int, Expression]]:
    """Yield the arguments of a call with the positions of their parameters."""
    by_name: Mapping[str, int] = {
        argument.variable.name: position for position, argument in enumerate(function.arguments)
    }
    for index, (value, kind, name) in enumerate(zip(call.args, call.arg_kinds, call.arg_names)):
        if kind.is_star():
            return
        if name is None:
            yield index + skips, value
        elif name in by_name:
            yield by_name[name], value
