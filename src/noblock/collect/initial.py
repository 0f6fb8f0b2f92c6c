"""Know the methods that run when an object is made whose constructor is made from the fields of its class.

A mark says it of a decorator, as of pydantic's ``field_validator``, or of a method and its overrides, as of
``model_post_init``; ``attrs`` lets fields say it. What a class itself has of them, and what its bases have, makes one
body: the constructor runs it, and so do methods of a library that make an object of the class they are called on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
    TypeInfo,
    Var,
)

from noblock.collect.holding import made_constructor
from noblock.collect.members import Member
from noblock.collect.spans import span_of
from noblock.collect.surroundings import Surroundings
from noblock.fullnames import BODY, SUPER
from noblock.model import Body, Call, Function, Value

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
    calls = [Call((Function(name, 1, is_own=True),), (), span) for name in _own(defined, around)]
    handed = _handed(defined) if is_of_attrs(defined.info) else ()
    calls.extend(Call(targets, (), span_of(node)) for node in handed if (targets := evaluate(node)))
    for base in defined.info.mro[1:]:
        above = initial(base)
        is_open = around.members.is_project(base.module_name) and base.module_name != around.tree.fullname
        if above is not None and (base in known or is_open):
            calls.append(Call((Function(above.name, 1, SUPER),), (), span))
    return Body(own.name, tuple(calls), ("self",)) if calls else None


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


def _own(defined: ClassDef, around: Surroundings) -> Iterator[str]:
    """Yield the full names of the methods of a class that run when an object of it is made."""
    for node in defined.defs.body:
        if isinstance(node, (FuncDef, Decorator, OverloadedFuncDef)):
            decorators = node.original_decorators if isinstance(node, Decorator) else []
            functions = (one.callee if isinstance(one, CallExpr) else one for one in decorators)
            promising = [one.fullname for one in functions if isinstance(one, RefExpr)]
            is_validator = isinstance(node, Decorator) and bool(field_method(node, "validator"))
            is_marked = is_validator or any(_is_marked(one, around) for one in promising)
            if is_marked or _is_promised(defined.info, node.name, around):
                yield f"{defined.fullname}.{node.name}"


def _is_promised(info: TypeInfo, name: str, around: Surroundings) -> bool:
    """Tell whether a method, or one that it overrides, is marked to run when an object is made."""
    for base in info.mro:
        mark = around.marked(f"{base.fullname}.{name}")
        if mark is not None and mark.is_initial:
            return True
        if any(mark.is_initial for mark in around.resolver.member(base.fullname, name)[1]):
            return True
    return False


def _is_marked(function: str, around: Surroundings) -> bool:
    """Tell whether a decorator is marked to be one of methods that run when an object is made."""
    mark = around.marked(function)
    return (mark is not None and mark.is_initial) or any(
        mark.is_initial for mark in around.resolver.function(function)[1]
    )
