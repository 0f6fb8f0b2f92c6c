"""Know what stands outside functions: in modules and classes.

A variable of a module or a class that holds functions is a body that returns them. What a ``dataclass`` calls for its
defaults, it calls in its constructor; what is registered with a ``singledispatch`` function, that function calls. Code
of the module itself runs when it is imported, long before there is a loop; of what it does, only what it hands to the
loop matters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.nodes import (
    AssignmentStmt,
    Block,
    CallExpr,
    ClassDef,
    Decorator,
    DictExpr,
    Expression,
    ExpressionStmt,
    FuncDef,
    LambdaExpr,
    ListExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    RefExpr,
    SetExpr,
    SymbolNode,
    TupleExpr,
    TypeInfo,
    Var,
)
from mypy.types import AnyType, ProperType, Type, TypeOfAny

from noblock.collect.calls import CallCollector
from noblock.collect.definitions import classes_in, dispatcher_of, registered_name
from noblock.collect.estimate import Estimate
from noblock.collect.glance import Glance
from noblock.collect.inner import Inner
from noblock.collect.sites import span_of
from noblock.collect.surroundings import Surroundings
from noblock.collect.tree import children
from noblock.collect.values import Values
from noblock.model import Argument, Body, Call, Function, Parameter, Result, Value

_FACTORY = "default_factory"


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


def outside_bodies(around: Surroundings, inner: Inner) -> Iterator[Body]:
    """Yield the bodies for what stands outside the functions of a module.

    Args:
        around: The module, with declared types.
        inner: Makes the bodies of lambdas.
    """
    values = Values(around, around.module_scope)
    yield from _variables(around, values)
    yield from inner.nested(around, around.module_scope, values, (None, None))
    yield from _registered(around.tree)
    yield from _factories(around, values)
    handed = [
        node.expr for node in module_level(around.tree) if isinstance(node, ExpressionStmt) and _hands_over(node.expr)
    ]
    if handed:
        calls = CallCollector(around, values, list(handed)).collect()
        # Nobody calls a module's code, so nobody has to know of its effects.
        yield Body(f"{around.tree.fullname}.<module>", calls, is_async=True)


def _variables(around: Surroundings, values: Values) -> Iterator[Body]:
    for variable, bound in around.module_scope.bindings.items():
        if "." not in variable.fullname or not isinstance(variable, Var):
            continue
        found: list[Value] = []
        for kind, node in bound:
            if kind == "value" and isinstance(node, (DictExpr, ListExpr, TupleExpr, SetExpr)):
                found.extend(values.contents(node))
            elif kind == "value" and isinstance(node, (CallExpr, LambdaExpr, NameExpr, MemberExpr)):
                found.extend(values.of(node))
        if found:
            yield Body(name=variable.fullname, returns=tuple(dict.fromkeys(found)))


def _hands_over(node: Expression) -> bool:
    """Tell whether a call has a function among its arguments."""
    return isinstance(node, CallExpr) and any(
        isinstance(argument, LambdaExpr)
        or (isinstance(argument, RefExpr) and isinstance(argument.node, (FuncDef, Decorator)))
        for argument in node.args
    )


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


def _factories(around: Surroundings, values: Values) -> Iterator[Body]:
    """Yield what constructors that are made from fields call for the defaults of these."""
    with_factories: set[TypeInfo] = set()
    for defined in classes_in(around.tree):
        for node in defined.defs.body:
            if isinstance(node, AssignmentStmt) and isinstance(node.lvalues[0], NameExpr):
                made = _factory(node.rvalue)
                if made is not None:
                    with_factories.add(defined.info)
                    yield Body(f"{defined.info.fullname}.{node.lvalues[0].name}", returns=values.of(made))
        bases = [
            base for base in defined.info.mro if base in with_factories or base.module_name != around.tree.fullname
        ]
        if any(around.members.is_project(base.module_name) for base in bases):
            yield from _constructor(defined, bases)


def _factory(node: Expression) -> Expression | None:
    if isinstance(node, CallExpr) and _FACTORY in node.arg_names:
        return node.args[node.arg_names.index(_FACTORY)]
    return None


def _constructor(defined: ClassDef, bases: list[TypeInfo]) -> Iterator[Body]:
    """Yield the body of a constructor that a plugin has made, if the class has one."""
    symbol = defined.info.names.get("__init__")
    made = symbol.node if symbol is not None else None
    if symbol is None or not symbol.plugin_generated or not isinstance(made, FuncDef):
        return
    name = made.fullname
    defaults = tuple(
        Argument(argument, (Result(Function(f"{base.fullname}.{argument}"), ()),))
        for argument, kind in zip(made.arg_names, made.arg_kinds)
        for base in bases
        if argument is not None and kind.is_optional() and argument in base.names
    )
    calls = tuple(Call((Parameter(name, f"{default.key}="),), (), span_of(defined)) for default in defaults)
    if calls:
        parameters = tuple(argument for argument in made.arg_names if argument is not None)
        yield Body(name, calls, parameters, defaults=defaults)
