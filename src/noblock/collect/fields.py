"""Know what constructors do that are made from the fields of a class: those of data classes and named tuples.

Nobody has written them, so there is no code to look at. What such a constructor is handed for a field that may be
called, the attribute of that name returns; what makes the default of a field is called where nothing is handed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from mypy.nodes import AssignmentStmt, CallExpr, ClassDef, Decorator, Expression, FuncDef, NameExpr, TypeInfo

from noblock.body import Body, Call
from noblock.collect.definitions import classes_in
from noblock.collect.holding import callable_fields, made_constructor
from noblock.collect.initial import field_method, initial_body, passed_fields
from noblock.collect.spans import span_of
from noblock.collect.surroundings import Surroundings
from noblock.collect.tables import is_display
from noblock.collect.values import Values
from noblock.fullnames import BODY, FACTORY, SUPER
from noblock.model import Argument, Function, Parameter, Result

_FACTORIES, _DEFAULT = ("default_factory", "factory"), "default"


def field_bodies(around: Surroundings, values: Values) -> Iterator[Body]:
    """Yield the bodies of constructors that are made from fields, and of the attributes that they set.

    Args:
        around: The module.
        values: Evaluates what stands in it outside functions.
    """
    factories: dict[TypeInfo, set[str]] = defaultdict(set)
    with_initial: set[TypeInfo] = set()
    for defined in classes_in(around.tree):
        for node in defined.defs.body:
            if isinstance(node, AssignmentStmt) and isinstance(node.lvalues[0], NameExpr):
                made = _factory(node.rvalue)
                if made is not None:
                    factories[defined.info].add(node.lvalues[0].name)
                    yield Body(f"{defined.info.fullname}.{node.lvalues[0].name}{FACTORY}", returns=values.of(made))
            elif isinstance(node, Decorator) and field_method(node, _DEFAULT):
                name = field_method(node, _DEFAULT)
                factories[defined.info].add(name)
                yield Body(
                    f"{defined.info.fullname}.{name}{FACTORY}", returns=(Function(node.func.fullname, 1, is_own=True),)
                )
        bases = [base for base in defined.info.mro if base in factories or base.module_name != around.tree.fullname]
        are_open = any(around.members.is_project(base.module_name) for base in bases)
        called = callable_fields(defined.info)
        checks = initial_body(defined, around, values.of, with_initial)
        if checks is not None:
            with_initial.add(defined.info)
            yield checks
        maker = made_constructor(defined.info) if are_open or called or checks is not None else None
        if maker is not None:
            kept = tuple(_defaults(defined.info, values))
            made_by = list(_made_by_factories(maker, bases, factories))
            yield from _constructor(defined, maker, made_by, kept, is_open=bool(called), is_checked=checks is not None)
            for name in called:
                yield Body(f"{defined.info.fullname}.{name}", returns=(Parameter(maker.fullname, name),))


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
        handed = values.contents(default) if is_display(default) else values.of(default)
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


def _made_by_factories(
    maker: FuncDef, bases: list[TypeInfo], factories: Mapping[TypeInfo, set[str]]
) -> Iterator[Argument]:
    """Yield what makes the defaults of fields; of those in other modules, each may have something that does."""
    for name, kind in zip(maker.arg_names, maker.arg_kinds):
        base = maker.info.get_containing_type_info(name) if name is not None and kind.is_optional() else None
        if name is None or base is None or base not in bases:
            continue
        if base not in factories or name in factories[base]:
            yield Argument(name, (Result(Function(f"{base.fullname}.{name}{FACTORY}"), ()),))


def _constructor(
    defined: ClassDef,
    made: FuncDef,
    factories: list[Argument],
    kept: tuple[Argument, ...],
    *,
    is_open: bool,
    is_checked: bool,
) -> Iterator[Body]:
    """Yield the body of a constructor, if it calls something or ``is_open`` for what is called later.

    ``factories`` make defaults, and ``kept`` are those of what is only kept; ``is_checked`` tells whether methods run
    when it is done.
    """
    name = made.fullname
    calls = tuple(Call((Parameter(name, f"{default.key}="),), (), span_of(defined)) for default in factories)
    if is_checked:
        run = Function(f"{name}{BODY}", 1, SUPER)
        calls += (Call((run,), (), span_of(defined), handed=passed_fields(defined.info)),)
    if calls or is_open:
        parameters = tuple(argument for argument in made.arg_names if argument is not None)
        yield Body(name, calls, parameters, defaults=(*factories, *kept))
