"""Know what constructors do that are made from the fields of a class: those of data classes and named tuples.

Nobody has written them, so there is no code to look at. What such a constructor is handed for a field that may be
called, the attribute of that name returns; what makes the default of a field is called where nothing is handed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import AssignmentStmt, CallExpr, ClassDef, Decorator, Expression, FuncDef, NameExpr, TypeInfo, Var
from mypy.types import get_proper_type

from noblock.collect.definitions import classes_in
from noblock.collect.holding import made_constructor
from noblock.collect.initial import field_method, initial_body, passed_fields
from noblock.collect.kinds import is_function
from noblock.collect.spans import span_of
from noblock.collect.surroundings import Surroundings
from noblock.collect.values import Values
from noblock.fullnames import BODY, SUPER
from noblock.model import Argument, Body, Call, Function, Parameter, Result

_FACTORIES, _DEFAULT = ("default_factory", "factory"), "default"


def field_bodies(around: Surroundings, values: Values) -> Iterator[Body]:
    """Yield the bodies of constructors that are made from fields, and of the attributes that they set.

    Args:
        around: The module.
        values: Evaluates what stands in it outside functions.
    """
    with_factories: set[TypeInfo] = set()
    with_initial: set[TypeInfo] = set()
    for defined in classes_in(around.tree):
        for node in defined.defs.body:
            if isinstance(node, AssignmentStmt) and isinstance(node.lvalues[0], NameExpr):
                made = _factory(node.rvalue)
                if made is not None:
                    with_factories.add(defined.info)
                    yield Body(f"{defined.info.fullname}.{node.lvalues[0].name}", returns=values.of(made))
            elif isinstance(node, Decorator) and field_method(node, _DEFAULT):
                with_factories.add(defined.info)
                name = f"{defined.info.fullname}.{field_method(node, _DEFAULT)}"
                yield Body(name, returns=(Function(node.func.fullname, 1, is_own=True),))
        bases = [
            base for base in defined.info.mro if base in with_factories or base.module_name != around.tree.fullname
        ]
        are_open = any(around.members.is_project(base.module_name) for base in bases)
        called = callable_fields(defined.info)
        checks = initial_body(defined, around, values.of, with_initial)
        if checks is not None:
            with_initial.add(defined.info)
            yield checks
        maker = made_constructor(defined.info) if are_open or called or checks is not None else None
        if maker is not None:
            kept = tuple(_defaults(defined.info, values))
            yield from _constructor(defined, maker, bases, kept, is_open=bool(called), is_checked=checks is not None)
            for name in called:
                yield Body(f"{defined.info.fullname}.{name}", returns=(Parameter(maker.fullname, name),))


def callable_fields(info: TypeInfo) -> list[str]:
    """Return the names of a class's own fields that are declared to hold functions, if its constructor takes them."""
    maker = made_constructor(info)
    if maker is None:
        return []
    return [
        name
        for name, symbol in info.names.items()
        if name in maker.arg_names
        and isinstance(symbol.node, Var)
        and symbol.node.type is not None
        and is_function(get_proper_type(symbol.node.type))
    ]


def _defaults(info: TypeInfo, values: Values) -> Iterator[Argument]:
    """Yield what stands for those fields of a class that are declared to hold functions, where nothing is handed over.

    Of the fields that it inherits, those of classes in the same module count.
    """
    found: dict[str, Expression] = {}
    for base in reversed(info.mro):
        if base.module_name != info.module_name:
            continue
        called = callable_fields(base)
        for node in base.defn.defs.body if called else ():
            if isinstance(node, AssignmentStmt) and isinstance(node.lvalues[0], NameExpr):
                name = node.lvalues[0].name
                default = _default(node.rvalue)
                if name in called and default is not None:
                    found[name] = default
    for name, default in found.items():
        handed = values.of(default)
        if handed:
            yield Argument(name, handed)


def _default(node: Expression) -> Expression | None:
    """Return the default of a field, also where a call such as ``field(default=...)`` says it."""
    if isinstance(node, CallExpr):
        return node.args[node.arg_names.index(_DEFAULT)] if _DEFAULT in node.arg_names else None
    return node


def _factory(node: Expression) -> Expression | None:
    if isinstance(node, CallExpr):
        return next((value for name, value in zip(node.arg_names, node.args) if name in _FACTORIES), None)
    return None


def _constructor(
    defined: ClassDef,
    made: FuncDef,
    bases: list[TypeInfo],
    kept: tuple[Argument, ...],
    *,
    is_open: bool,
    is_checked: bool,
) -> Iterator[Body]:
    """Yield the body of a constructor, if it calls something or ``is_open`` for what is called later.

    ``kept`` are the defaults of what is only kept; ``is_checked`` tells whether methods run when it is done.
    """
    name = made.fullname
    factories = tuple(
        Argument(argument, (Result(Function(f"{base.fullname}.{argument}"), ()),))
        for argument, kind in zip(made.arg_names, made.arg_kinds)
        for base in bases
        if argument is not None and kind.is_optional() and defined.info.get_containing_type_info(argument) is base
    )
    calls = tuple(Call((Parameter(name, f"{default.key}="),), (), span_of(defined)) for default in factories)
    if is_checked:
        run = Function(f"{name}{BODY}", 1, SUPER)
        calls += (Call((run,), (), span_of(defined), handed=passed_fields(defined.info)),)
    if calls or is_open:
        parameters = tuple(argument for argument in made.arg_names if argument is not None)
        yield Body(name, calls, parameters, defaults=(*factories, *kept))
