"""Know what stands outside functions: in modules and classes.

A variable of a module or a class that holds functions is a body that returns them. What is registered with a
``singledispatch`` function, that function calls. Code of the module itself runs when it is imported, long before there
is a loop; of what it does, only what it hands to the loop matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.nodes import (
    AssignmentStmt,
    Block,
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    ExpressionStmt,
    FuncDef,
    LambdaExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    RefExpr,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import AnyType, ProperType, Type, TypeOfAny, get_proper_type

from noblock.body import Body, Call
from noblock.collect.calls import CallCollector
from noblock.collect.constants import is_none
from noblock.collect.decorating import decorations
from noblock.collect.definitions import classes_in, dispatcher_of, registered_name
from noblock.collect.estimate import Estimate
from noblock.collect.fields import field_bodies
from noblock.collect.glance import Glance
from noblock.collect.holding import callable_fields
from noblock.collect.inner import Inner
from noblock.collect.members import classes, instances
from noblock.collect.occasions import Occasions
from noblock.collect.scope import holder_of, is_of_module
from noblock.collect.spans import span_of
from noblock.collect.spelling import spelled, spelled_call
from noblock.collect.surroundings import Surroundings
from noblock.collect.tables import is_written_out
from noblock.collect.tree import children
from noblock.collect.values import Values
from noblock.model import Argument, Function, Parameter, Value


class DeclaredTypes:
    """The types of expressions outside functions; of what declarations do not settle, nothing is known.

    Args:
        builtin: Finds a class of ``builtins`` by name.
        presumed: What is known of a function or a variable without annotations.
    """

    def __init__(
        self, builtin: Callable[[str], TypeInfo], presumed: Callable[[SymbolNode | None], ProperType | None]
    ) -> None:
        self._presumed = presumed
        self._estimate = Estimate(Glance(), None, None, builtin, presumed)

    def lookup_type_or_none(self, node: Expression) -> Type | None:
        """Return the type of an expression."""
        presumed = self._presumed(node.node) if isinstance(node, RefExpr) else None
        return self._estimate.of(node) or presumed or AnyType(TypeOfAny.unannotated)


def module_level(tree: MypyFile) -> list[Node]:
    """Return the statements of a module and its classes that are not functions, and the decorators of these."""
    found: list[Node] = []
    stack: list[Node] = list(reversed(tree.defs))
    while stack:
        node = stack.pop()
        match node:
            case FuncDef():
                pass
            case Decorator():
                found.extend(node.original_decorators)
            case ClassDef():
                stack.extend(reversed(children(node.defs)))
            case AssignmentStmt() | ExpressionStmt():
                found.append(node)
            case Block():
                stack.extend(reversed(children(node)))
            case Expression():
                pass
            case _:
                stack.extend(reversed(children(node)))
    return found


def outside_bodies(around: Surroundings, inner: Inner, occasions: Occasions) -> Iterator[Body]:
    """Yield the bodies for what stands outside the functions of a module.

    Args:
        around: The module, with declared types.
        inner: Makes the bodies of lambdas.
        occasions: Knows the decorators that only tell what a function is for.
    """
    values = Values(around, around.module_scope)
    yield from _variables(around, values)
    yield from _declared(around, values)
    yield from inner.nested(around, around.module_scope, values, (None, None))
    yield from _registered(around.tree)
    yield from field_bodies(around, values)
    handed = [
        node.expr for node in module_level(around.tree) if isinstance(node, ExpressionStmt) and _hands_over(node.expr)
    ]
    calls = CallCollector(around, values, list(handed)).collect() if handed else ()
    applied = list(_decorated(around, occasions, values))
    calls += tuple(call for call, _ in applied)
    for call, decorator in applied:
        variable = holder_of(decorator)
        if isinstance(variable, Var) and is_of_module(variable, around.tree):
            values_handed = (value for given in call.arguments for value in given.values)
            steps = (step for value in values_handed for step in values.attributes.origin.decorated(decorator, value))
            yield Body(variable.fullname, hands_on=tuple(steps))
    if calls:
        # Nobody calls a module's code, so nobody has to know of its effects.
        yield Body(f"{around.tree.fullname}.<module>", calls, is_async=True)


def _variables(around: Surroundings, values: Values) -> Iterator[Body]:
    for variable, bound in around.module_scope.bindings.items():
        if "." not in variable.fullname or not isinstance(variable, Var):
            continue
        if variable.info and variable.name in callable_fields(variable.info):  # a default, which its constructor has
            continue
        found: list[Value] = []
        for kind, node in bound:
            if around.anew.is_over(variable, node):
                continue
            if kind == "value" and is_written_out(node):
                found.extend(values.contents(node))
            elif kind == "value" and isinstance(node, (CallExpr, LambdaExpr, NameExpr, MemberExpr)):
                found.extend(values.of(node))
        made = [values.attributes.origin.made(node) for kind, node in bound if kind == "value" and not is_none(node)]
        makes = tuple(one for one in made if one is not None) if len(made) == 1 else ()
        handed = tuple(values.attributes.origin.steps(variable)) if makes else ()
        if found or makes:
            yield Body(name=variable.fullname, returns=tuple(dict.fromkeys(found)), makes=makes, hands_on=handed)


def _declared(around: Surroundings, values: Values) -> Iterator[Body]:
    """Yield bodies for the attributes that a class declares to hold a class: they return what making an object runs."""
    for defined in classes_in(around.tree):
        for node in defined.defs.body:
            held = get_proper_type(node.type) if isinstance(node, AssignmentStmt) and node.type is not None else None
            target = node.lvalues[0] if isinstance(node, AssignmentStmt) else None
            made = tuple(one for info in classes(held) for one in values.targets.constructor(info, None))
            if made and isinstance(target, NameExpr):
                yield Body(f"{defined.fullname}.{target.name}", returns=made)


def _hands_over(node: Expression) -> bool:
    """Tell whether a call has a function among its arguments."""
    return isinstance(node, CallExpr) and any(
        isinstance(argument, LambdaExpr)
        or (isinstance(argument, RefExpr) and isinstance(argument.node, (FuncDef, Decorator)))
        for argument in node.args
    )


def _decorated(around: Surroundings, occasions: Occasions, values: Values) -> Iterator[tuple[Call, Expression]]:
    """Yield the calls of the project's own decorators, which may put functions on the loop, each with the decorator."""
    for node in _decorators(around.tree):
        if node.func.is_coroutine or not any(_is_own(one, around) for one in node.original_decorators):
            continue
        for applied in decorations(node.func.fullname, node, values, occasions):
            targets = values.of(applied.decorator) if _is_own(applied.decorator, around) else ()
            if targets:
                name = spelled_call(applied.decorator) or spelled(applied.decorator)
                made = Call(targets, (Argument(0, (applied.handed,)),), span_of(applied.decorator), name)
                yield made, applied.decorator


def _is_own(decorator: Expression, around: Surroundings) -> bool:
    """Tell whether a decorator, or what makes it, is a function or a method of the project."""
    made_by = decorator.callee if isinstance(decorator, CallExpr) else decorator
    if isinstance(made_by, RefExpr) and isinstance(made_by.node, (FuncDef, Decorator)):
        return around.members.is_project(made_by.fullname.rpartition(".")[0])
    receiver = around.type(made_by.expr) if isinstance(made_by, MemberExpr) else None
    return any(around.members.is_project(info.module_name) for info in instances(receiver))


def _registered(tree: MypyFile) -> Iterator[Body]:
    """Yield what functions made by ``singledispatch`` call: the variants that this module registers."""
    for node in _decorators(tree):
        for decorator in node.original_decorators:
            dispatcher = dispatcher_of(decorator)
            if dispatcher:
                variant = Function(registered_name(node.func, dispatcher))
                arguments = (Argument("*", (Parameter(dispatcher, "*args"),)),)
                yield Body(dispatcher, (Call((variant,), arguments, span_of(decorator)),))


def _decorators(tree: MypyFile) -> Iterator[Decorator]:
    stack: list[Node] = list(tree.defs)
    while stack:
        node = stack.pop()
        if isinstance(node, Decorator):
            yield node
        elif isinstance(node, ClassDef):
            stack.extend(node.defs.body)
