"""Turn the functions of one module into bodies.

Each outermost function gives one body for itself, one for every function, lambda and generator expression inside it,
and one more for its decorators where these may change what calling it does. A variable of the module or a class that
holds functions is a body too: one that returns them.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace

from mypy.nodes import (
    NOT_ABSTRACT,
    AssignmentStmt,
    Block,
    CallExpr,
    ClassDef,
    Decorator,
    DictExpr,
    Expression,
    ExpressionStmt,
    FuncDef,
    FuncItem,
    GeneratorExpr,
    LambdaExpr,
    ListExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    RaiseStmt,
    RefExpr,
    SetExpr,
    StrExpr,
    TupleExpr,
    Var,
)
from mypy.types import ProperType, Type, get_proper_type

from noblock.collect.calls import CallCollector, span_of
from noblock.collect.definitions import Definition
from noblock.collect.imports import Imports
from noblock.collect.marks import is_mark, source_mark
from noblock.collect.members import Members
from noblock.collect.scope import Scope, parameters_of
from noblock.collect.shadow import Types
from noblock.collect.tree import children
from noblock.collect.values import Surroundings, Values, carries, is_awaitable
from noblock.model import BODY, Argument, Body, Call, Decorated, Function, Mark, Marked, Parameter, Result, Value
from noblock.resolve import Resolver


class BodyCollector:
    """Collects the bodies of one module.

    Args:
        tree: The module.
        types: The types of expressions in the functions that will be asked for.
        resolver: The marks of libraries.
        members: Looks up attributes.
        marked: The mark of a project function by its full name, if it has one.
        declared: Marks by the names of decorators, as configured.
        modules: The modules that mypy knows.
    """

    def __init__(
        self,
        tree: MypyFile,
        types: Types,
        resolver: Resolver,
        members: Members,
        marked: Callable[[str], Mark | None],
        declared: Mapping[str, Mark],
        modules: Container[str],
    ) -> None:
        imports = Imports(tree, resolver.catalogue, modules)
        module_scope = Scope(list(_module_level(tree)), f"{tree.fullname}.<module>")
        self._around = Surroundings(tree, types, resolver, members, imports, module_scope)
        self._resolver = resolver
        self._marked = marked
        self._declared = declared

    def using(self, types: Types) -> BodyCollector:
        """Return a collector of the same module that takes the types of expressions from elsewhere."""
        other = copy(self)
        other._around = replace(self._around, types=types)
        return other

    def of(self, definition: Definition) -> Iterator[Body]:
        """Yield the bodies of one outermost function."""
        function = definition.function
        mark = self.mark(definition)
        base, base_mark = self._overridden(definition)
        is_context = (mark is not None and mark.is_context) or (base_mark is not None and base_mark.is_context)
        is_async = function.is_coroutine or function.is_async_generator
        decorated = None if is_async else self._decorated(definition, mark)
        name = f"{definition.name}{BODY}" if decorated is not None else definition.name
        scope = _scope_of(function, name)
        values = Values(self._around, scope)
        own = self._body(function, name, [function.body], values)
        yield Body(
            name=name,
            calls=own.calls,
            parameters=own.parameters,
            returns=own.returns,
            is_async=is_async,
            is_context=is_context or is_async,
            is_lazy=function.is_generator and not is_async,
            mark=mark if decorated is None else None,
            span=span_of(function),
            is_abstract=is_abstract(function),
            overrides=base if base_mark is not None and base_mark.decides and not base_mark.category else "",
            context=(definition.info.name if definition.info else None, function.name),
        )
        if decorated is not None:
            yield decorated if own.returns or function.is_generator else replace(decorated, returns=())
        yield from self._nested(scope, values, (definition.info.name if definition.info else None, function.name))

    def outline(self, definition: Definition) -> Iterator[Body]:
        """Yield what can be said of a function without looking into it."""
        if is_abstract(definition.function):
            yield Body(definition.name, is_abstract=True, parameters=parameters_of(definition.function))

    def module_values(self) -> Iterator[Body]:
        """Yield bodies for what module-level and class-level code defines: tables of functions, lambdas, partials."""
        values = Values(self._around, self._around.module_scope)
        for variable, bound in self._around.module_scope.bindings.items():
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
        yield from self._nested(self._around.module_scope, values, (None, None))

    def _nested(self, scope: Scope, values: Values, context: tuple[str | None, str | None]) -> Iterator[Body]:
        for node, decorator, name in scope.nested:
            if isinstance(node, GeneratorExpr):
                yield replace(self._generator(node, name, values), context=context)
                continue
            is_async = isinstance(node, FuncDef) and (node.is_coroutine or node.is_async_generator)
            decorators = decorator.original_decorators if decorator is not None else []
            mark = source_mark(decorators, parameters_of(node), self._declared)
            own = self._body(node, name, [node.body], values)
            yield Body(
                name=name,
                calls=own.calls,
                parameters=own.parameters,
                returns=own.returns,
                is_async=is_async,
                is_context=is_async or self._runs_on_loop(decorators, values) or (mark is not None and mark.is_context),
                is_lazy=node.is_generator and not is_async,
                mark=mark,
                span=span_of(node),
                context=context,
            )

    def _generator(self, node: GeneratorExpr, name: str, values: Values) -> Body:
        collector = CallCollector(self._around, values)
        first = children(node)
        calls = collector.collect([child for child in first if child is not node.sequences[0]])
        inner = values.of(node.sequences[0])
        if inner and not any(node.is_async):
            consumed = Call(inner, (), span_of(node.sequences[0]), "", "iterate", consumes=True)
            calls = (consumed, *calls)
        return Body(name=name, calls=calls, is_lazy=True, is_async=any(node.is_async), span=span_of(node))

    def _body(self, function: FuncItem, name: str, roots: list[Node], values: Values) -> Body:
        collector = CallCollector(self._around, values)
        calls = collector.collect(roots)
        returns: list[Value] = []
        for node in () if function.is_generator else collector.returned:
            if carries(values.type(node)):
                returns.extend(values.returned(node))
        return Body(name, calls, parameters_of(function), tuple(dict.fromkeys(returns)))

    def mark(self, definition: Definition) -> Mark | None:
        """Return how a function is marked: by its own decorators, by its class, or by a promise of a decorator."""
        if not definition.decorators and not definition.class_decorators:
            return None
        parameters = parameters_of(definition.function)
        mark = source_mark(definition.decorators, parameters, self._declared)
        name = definition.function.name
        if mark is None and definition.class_decorators and not name.startswith("_"):
            mark = source_mark(definition.class_decorators, parameters, self._declared)
        if mark is None:
            values = Values(self._around, Scope([], ""))
            if self._runs_on_loop(definition.decorators, values):
                mark = Mark(is_context=True)
        return mark

    def _runs_on_loop(self, decorators: Iterable[Expression], values: Values) -> bool:
        """Tell whether a decorator promises that the function runs on the event loop."""
        for node in decorators:
            for value in values.of(node):
                if isinstance(value, Marked) and value.mark.is_context:
                    return True
                if isinstance(value, Function):
                    mark = self._marked(value.name)
                    if mark is not None and mark.is_context:
                        return True
        return False

    def _overridden(self, definition: Definition) -> tuple[str, Mark | None]:
        """Return the nearest marked method that a method overrides."""
        if definition.info is None:
            return "", None
        name = definition.function.name
        for base in definition.info.mro[1:]:
            label, marks = self._resolver.member(base.fullname, name)
            if marks:
                return label, marks[-1]
            mark = self._marked(f"{base.fullname}.{name}")
            if mark is not None:
                return f"{base.name}.{name}", mark
        return "", None

    def _decorated(self, definition: Definition, mark: Mark | None) -> Body | None:
        """Return the body that stands for a function after its decorators, None if they change nothing."""
        if definition.decorator is None:
            return None
        function = definition.function
        turns_awaitable = is_awaitable(_proper(definition.decorator.var.type)) and not is_awaitable(
            _proper(function.type)
        )
        inner: Value = Function(f"{definition.name}{BODY}")
        value = inner
        values = Values(self._around, Scope([], ""))
        for node in reversed(definition.decorators):
            for decorator in () if is_mark(node) else values.of(node):
                value = Decorated(decorator, value, turns_awaitable)
        if value is not inner:
            return _stand_in(definition.name, value, mark)
        return Body(definition.name, is_async=True, mark=mark) if turns_awaitable else None


def is_abstract(function: FuncDef) -> bool:
    """Tell whether a function has nothing to run: an abstract method, one of a protocol, or one that only refuses."""
    if function.abstract_status != NOT_ABSTRACT:
        return True
    statements = list(function.body.body)
    if statements and isinstance(statements[0], ExpressionStmt) and isinstance(statements[0].expr, StrExpr):
        del statements[0]
    if len(statements) != 1 or not isinstance(statements[0], RaiseStmt) or not function.info:
        return False
    raised = statements[0].expr
    raised = raised.callee if isinstance(raised, CallExpr) else raised
    return isinstance(raised, RefExpr) and raised.fullname == "builtins.NotImplementedError"


def _proper(kind: Type | None) -> ProperType | None:
    return get_proper_type(kind) if kind is not None else None


def _stand_in(name: str, decorated: Value, mark: Mark | None) -> Body:
    """Return the body that stands for a decorated function: it calls what the decorators made of it."""
    handed = (
        Argument("*", (Parameter(name, "*args"),)),
        Argument("**", (Parameter(name, "**kwargs"),)),
    )
    call = Call((decorated,), handed, span_of(NameExpr(name)))
    return Body(name, (call,), ("*args", "**kwargs"), (Result(decorated, handed),), mark=mark)


def _scope_of(function: FuncDef, name: str) -> Scope:
    scope = Scope([function.body, *function.arguments], name)
    scope.add_function(function, name)
    return scope


def _module_level(tree: MypyFile) -> Iterator[Node]:
    """Yield the statements of a module and its classes that are not functions."""
    stack: list[Node] = list(reversed(tree.defs))
    while stack:
        node = stack.pop()
        match node:
            case FuncDef() | Decorator():
                pass
            case ClassDef():
                stack.extend(reversed(children(node.defs)))
            case AssignmentStmt():
                yield node
            case Block():
                stack.extend(reversed(children(node)))
            case Expression():
                pass
            case _:
                stack.extend(reversed(children(node)))
