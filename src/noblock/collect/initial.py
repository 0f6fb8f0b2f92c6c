"""Know the methods that run when an object is made whose constructor is made from the fields of its class.

A mark says it of a decorator, as of pydantic's ``field_validator``, or of a method and its overrides, as of
``model_post_init``; ``attrs`` lets fields say it. What a class itself has of them, and what its bases have, makes one
body: the constructor runs it, and so do methods of a library that make an object of the class they are called on.
What a decorator names fields for does not run where these are left to their defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    FuncDef,
    ListExpr,
    MemberExpr,
    NameExpr,
    OverloadedFuncDef,
    RefExpr,
    StrExpr,
    TypeInfo,
    Var,
)

from noblock.body import Body, Call
from noblock.collect.holding import made_constructor
from noblock.collect.members import Member
from noblock.collect.spans import span_of
from noblock.collect.surroundings import Surroundings
from noblock.fullnames import BODY, SUPER
from noblock.model import Function, Handed, Value
from noblock.needs import given

_EVERY = "*"  # in place of the names of fields
_RUN = ("converter", "validator")  # what a field of attrs is handed to be called


def initial(info: TypeInfo) -> Function | None:
    """Return what runs when objects of a class are made, besides what makes the fields."""
    maker = made_constructor(info)
    return Function(f"{maker.fullname}{BODY}", 1) if maker is not None else None


def makes_own(member: Member) -> bool:
    """Tell whether a method of a library makes an object of the class that it is called on."""
    return any(mark.accessor == "classmethod" and mark.parameters[:1] == mark.calls[:1] for mark in member.marks)


def initial_body(
    defined: ClassDef, around: Surroundings, evaluate: Callable[[Expression], tuple[Value, ...]], known: set[TypeInfo]
) -> Body | None:
    """Return the body of what runs when objects of a class are made, None if nothing does.

    Args:
        defined: The class.
        around: Its module.
        evaluate: Evaluates what stands in it outside functions.
        known: Classes of the same module that have such a body.
    """
    own = initial(defined.info)
    if own is None:
        return None
    span = span_of(defined)
    kinds = fields(defined.info)
    passed = passed_fields(defined.info)
    calls = [
        Call((Function(name, 1, is_own=True),), (), span, needs=need)
        for name, named in _own(defined, around)
        for need in _needs(named, kinds)
    ]
    handed = _handed(defined) if is_of_attrs(defined.info) else ()
    calls.extend(Call(targets, (), span_of(node)) for node in handed if (targets := evaluate(node)))
    for base in defined.info.mro[1:]:
        above = initial(base)
        is_open = around.members.is_project(base.module_name) and base.module_name != around.tree.fullname
        if above is not None and (base in known or is_open):
            calls.append(Call((Function(above.name, 1, SUPER),), (), span, handed=passed))
    return Body(own.name, tuple(calls), ("self", "*", *kinds)) if calls else None


def fields(info: TypeInfo) -> dict[str, bool]:
    """Return the names of what the constructor of a class takes for its fields, and whether that can be left out."""
    maker = made_constructor(info)
    taken = zip(maker.arg_names[1:], maker.arg_kinds[1:]) if maker is not None else ()
    return {name: kind.is_optional() for name, kind in taken if name is not None and not kind.is_star()}


def passed_fields(info: TypeInfo) -> Handed:
    """Return what the constructor of a class passes on of what it takes, as ``Call`` has it."""
    return tuple((name, name, "") for name in fields(info))


def _needs(named: Collection[str], kinds: dict[str, bool]) -> Iterator[str]:
    """Yield what has to be handed over for a method to run that is there for some fields, nothing if it always does."""
    of = kinds if _EVERY in named else named
    if not named or any(kinds.get(name) is False for name in of):
        yield ""
    else:
        yield from (given(name) for name in of if name in kinds)


def is_of_attrs(info: TypeInfo) -> bool:
    """Tell whether ``attrs`` makes the constructor of a class."""
    return "attrs" in info.metadata


def field_method(node: Decorator, role: str) -> str:
    """Return the name of the field that a method is the ``validator`` or the ``default`` of; empty if of none."""
    for decorator in node.original_decorators:
        if isinstance(decorator, MemberExpr) and decorator.name == role and isinstance(decorator.expr, NameExpr):
            field = decorator.expr.node
            return field.name if isinstance(field, Var) and field.info and is_of_attrs(field.info) else ""
    return ""


def _handed(defined: ClassDef) -> Iterator[Expression]:
    """Yield what the fields of a class are handed that is called whenever an object is made."""
    for node in defined.defs.body:
        if isinstance(node, AssignmentStmt) and isinstance(node.rvalue, CallExpr):
            for name, argument in zip(node.rvalue.arg_names, node.rvalue.args):
                if name in _RUN:
                    yield from argument.items if isinstance(argument, ListExpr) else [argument]


def _own(defined: ClassDef, around: Surroundings) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the full names of the methods of a class that run when an object is made, each with fields it is for."""
    for node in defined.defs.body:
        if isinstance(node, (FuncDef, Decorator, OverloadedFuncDef)):
            decorators = node.original_decorators if isinstance(node, Decorator) else []
            promising = next((one for one in decorators if _is_marked(one, around)), None)
            is_validator = isinstance(node, Decorator) and bool(field_method(node, "validator"))
            if promising is not None or is_validator or _is_promised(defined.info, node.name, around):
                yield f"{defined.fullname}.{node.name}", _named(promising)


def _named(decorator: Expression | None) -> tuple[str, ...]:
    """Return the names of fields that a decorator is handed; none if it asks for their defaults, too."""
    if not isinstance(decorator, CallExpr) or "always" in decorator.arg_names:
        return ()
    given_by = zip(decorator.args, decorator.arg_names)
    return tuple(argument.value for argument, name in given_by if name is None and isinstance(argument, StrExpr))


def _is_promised(info: TypeInfo, name: str, around: Surroundings) -> bool:
    """Tell whether a method, or one that it overrides, is marked to run when an object is made."""
    for base in info.mro:
        mark = around.marked(f"{base.fullname}.{name}")
        if mark is not None and mark.is_initial:
            return True
        if any(mark.is_initial for mark in around.resolver.member(base.fullname, name)[1]):
            return True
    return False


def _is_marked(decorator: Expression, around: Surroundings) -> bool:
    """Tell whether a decorator, or what makes it, is marked to be one of methods that run when an object is made."""
    function = decorator.callee if isinstance(decorator, CallExpr) else decorator
    if not isinstance(function, RefExpr):
        return False
    own = around.marked(function.fullname)
    marks = around.resolver.function(function.fullname)[1]
    return (own is not None and own.is_initial) or any(mark.is_initial for mark in marks)
