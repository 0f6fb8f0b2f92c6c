"""Find out which callables an expression may stand for.

Names that are bound to functions say it themselves, mypy's types tell it for receivers and for functions that have been
stored, and where a type cannot tell one function from another (lambdas, partials, generators, tables of functions) the
expression that made the value is looked at. Where mypy has no types at all because a library is missing or untyped, the
import path names what is used, and the catalogue gives the types of what it returns.

Expressions stand inside each other, so whatever evaluates one kind of them may need the value of any other: it is given
the methods here, and knows nothing else of this module.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.nodes import (
    AssignmentExpr,
    CallExpr,
    CastExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    FuncDef,
    GeneratorExpr,
    IndexExpr,
    LambdaExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    StarExpr,
    SuperExpr,
    SymbolNode,
    TempNode,
    TypeAlias,
    TypeApplication,
    TypeInfo,
    Var,
)
from mypy.types import Instance, ProperType, get_proper_type

from noblock.collect.attributes import Attributes
from noblock.collect.belonging import of_same
from noblock.collect.elements import Elements
from noblock.collect.handed import OPERATIONS, Arguments, completed, distinct, dressed, named_attribute
from noblock.collect.kinds import carries, gives_iterator, holds_callables, is_function, is_plain_iterator
from noblock.collect.making import Making
from noblock.collect.members import instances
from noblock.collect.scope import Binding, Scope
from noblock.collect.special import class_taken, is_class_of
from noblock.collect.surroundings import Surroundings
from noblock.collect.targets import Targets
from noblock.collect.weakly import weakly
from noblock.collect.wrapping import gives_wrapper
from noblock.model import Function, Lazy, Marked, Parameter, Result, Value

_PARTIAL = ("functools.partial", "functools.partialmethod")


class Values:
    """Evaluates the expressions of one outermost function.

    Args:
        around: Its module.
        scope: The names inside the function; an attribute, too.

    ``made`` gives the call that made an object, if that is certain. ``left_out``, if somebody sets it, tells of
    expressions in the body at hand that they are not evaluated there.
    """

    def __init__(self, around: Surroundings, scope: Scope) -> None:
        self._around = around
        self.scope = scope
        self.left_out: Callable[[Expression], bool] | None = None
        self.course = scope.course
        self.targets = Targets(around, scope)
        evaluate = weakly(self.of)
        self.arguments = Arguments(around, self.targets, evaluate, weakly(self.contents), scope)
        making = Making(around, scope, weakly(self._is_left_out))
        self.made = making.of
        self.attributes = Attributes(around, self.targets, making, self.arguments, evaluate, scope)
        self.arguments.member = weakly(self.attributes.member)
        self._elements = Elements(around, scope, self.attributes, evaluate, weakly(self.contents))
        self._bounds = self.attributes.origin.bounds
        self._known: dict[tuple[Expression, CallExpr | None], tuple[Value, ...]] = {}

    def of(self, node: Expression, call: CallExpr | None = None) -> tuple[Value, ...]:
        """Return what an expression may be; ``call`` chooses between overloads when it is called there."""
        found = self._known.get((node, call))
        if found is not None:
            return found
        if not self._bounds.enter(node):
            return ()
        found = distinct(self._of(self._around.lookup.found(node) or node, call))
        if any(isinstance(value, Function) and value.name.endswith(".__call__") for value in found):
            found = self.attributes.made_here(found, node)
        self._bounds.active.discard(node)
        if not self._bounds.is_cut:  # what was cut off here may be more elsewhere
            self._known[node, call] = found
        return found

    def returned(self, node: Expression, *, is_called: bool = False) -> tuple[Value, ...]:
        """Return those callables an expression may be that callers cannot tell from the type of what is returned.

        Types tell of instances and classes; and a parameter is one only if it is declared to be callable or an
        iterator, or with ``is_called`` known to be called.
        """
        kind = self._around.type(node)
        by_type = set(self.targets.instance_calls(kind, None))
        is_callable = is_called or is_function(kind) or is_plain_iterator(kind)
        return tuple(
            value
            for value in self.of(node)
            if value not in by_type
            and (is_callable or not isinstance(value, Parameter))
            and not (isinstance(value, Result) and isinstance(value.value, Parameter))
        )

    def contents(self, node: Expression) -> tuple[Value, ...]:
        """Return what the elements of a container may be."""
        if not self._bounds.enter(node, 0):
            return ()
        try:
            return distinct(self._elements.of(node))
        finally:
            self._bounds.active.discard(node)

    def type(self, node: Expression) -> ProperType | None:
        """Return the type of an expression."""
        return self._around.type(node)

    def _of(self, node: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        match node:
            case NameExpr() | MemberExpr(expr=RefExpr(node=MypyFile())):
                return self._reference(node, call)
            case MemberExpr():
                found = self.attributes.of(node, call)
                return of_same(found, class_taken(node)) if is_class_of(node) else found
            case SuperExpr():
                return self.attributes.of_super(node, call)
            case CallExpr(analyzed=CastExpr() as cast):
                return self.of(cast.expr, call) + self.targets.by_type(node, call)
            case CallExpr() if is_class_of(node):
                return of_same(self._call_result(node, call) + self.targets.by_type(node, call), class_taken(node))
            case CallExpr() if named_attribute(node) is not None:  # whose type speaks of the default, too
                return self._call_result(node, call)
            case CallExpr():
                return self._call_result(node, call) + self.targets.by_type(node, call)
            case LambdaExpr():
                return self.targets.inner(node)
            case GeneratorExpr():
                return tuple(map(Lazy, self.targets.inner(node)))
            case ConditionalExpr():
                return tuple(
                    value
                    for choice in (node.if_expr, node.else_expr)
                    if not self._is_left_out(choice)
                    for value in self.of(choice, call)
                )
            case OpExpr() if node.op in ("or", "and"):
                return self.of(node.left, call) + self.of(node.right, call)
            case AssignmentExpr():
                return self.of(node.value, call)
            case TypeApplication() | StarExpr():
                return self.of(node.expr, call) or self.targets.by_type(node, call)
            case IndexExpr():
                return self.contents(node.base) + self._item(node) + self.targets.by_type(node, call)
            case _:
                return self.targets.by_type(node, call) if call is not None else ()

    def _reference(self, node: RefExpr, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what a name may be, which its module may bind more than once."""
        functions, is_all = self._around.anew.of(node)
        found = () if is_all else self._symbol(node, node.node, call)
        for one in functions:
            found += self.of(one, call) if isinstance(one, Expression) else self.targets.function(one, call)
        return found

    def _symbol(self, node: RefExpr, target: SymbolNode | None, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what a name that is bound to a symbol may be."""
        match target:
            case FuncDef() | Decorator() | OverloadedFuncDef():
                return tuple(v for one in self.scope.meant(target, node) for v in self.targets.function(one, call))
            case TypeInfo():
                return self.targets.constructor(target, call)
            case TypeAlias():
                found = get_proper_type(target.target)
                return self.targets.constructor(found.type, call) if isinstance(found, Instance) else ()
            case Var():
                return self._variable(node, target, call)
            case _:
                return self.targets.by_type(node, call)

    def _variable(self, node: RefExpr, variable: Var, call: CallExpr | None) -> tuple[Value, ...]:
        parameter = self.scope.parameters.get(variable)
        if parameter is not None:
            return (parameter, *of_same(self.targets.by_type(node, call), node))
        found: list[Value] = []
        bound = self.scope.bindings.get(variable, ())
        reaching = self.scope.rebinding.reaching(node, bound)
        for kind, expression in reaching:
            if self._is_left_out(expression):
                continue
            if kind == "value":
                found.extend(self.of(expression, call))
            elif kind == "element":
                found.extend(self.contents(expression))
        if found:
            # mypy may have the type from what it held before
            is_over = any(not isinstance(one[1], TempNode) for one in bound if one not in reaching)
            return (*found, *(() if is_over else self.targets.by_type(node, call)))
        label, marks = self._around.resolver.function(variable.fullname)
        if marks:
            return self.targets.marked(label, marks, call)
        typed = self.targets.by_type(node, call)
        if typed or variable in self.scope.bindings:
            return typed or self.targets.by_path(node, call)
        declared = get_proper_type(variable.type) if variable.type is not None else None
        if (
            "." in variable.fullname
            and carries(self._around.type(node) or declared)
            and not variable.fullname.startswith("builtins.")
        ):
            return (*self.targets.by_path(node, call), Result(Function(variable.fullname), ()))
        return self.targets.by_path(node, call)

    def _call_result(self, node: CallExpr, call: CallExpr | None) -> tuple[Value, ...]:
        callee = node.callee
        if isinstance(callee, RefExpr) and callee.fullname in _PARTIAL and node.args:
            return self.arguments.partial(node, self.of(node.args[0], completed(node, call)))
        function = dressed(node)
        if function is not None:
            return self.of(function, call)
        if isinstance(callee, RefExpr) and callee.fullname in OPERATIONS:
            return self.arguments.operation(node, call) if call is not None else ()
        kind = self._around.type(node)
        if not carries(kind):
            return ()
        if isinstance(callee, MemberExpr) and callee.name in ("get", "pop", "setdefault") and not self._is_own(callee):
            stored = self.contents(callee.expr)
            is_dict = stored or holds_callables(self._around.type(callee.expr))
            default = self.of(node.args[1]) if is_dict and len(node.args) == 2 else ()  # key, default
            if stored or default:
                return stored + default
        arguments = self.arguments.of(node)
        handed = self.arguments.handover.on_its_own(node)
        found: list[Value] = []
        for value in self.of(callee, node):
            if not isinstance(value, Marked):
                found.append(Result(value, arguments, handed))
            elif value.mark.calls and gives_iterator(node, kind):
                found.append(Lazy(value, arguments))
            elif gives_wrapper(self._around.type(callee), value):
                found.append(Result(value, arguments))
        return tuple(found)

    def _is_own(self, callee: MemberExpr) -> bool:
        """Tell whether a method is one of a class of the project."""
        found = (self._around.members.find(info, callee.name) for info in instances(self._around.type(callee.expr)))
        return any(one is not None and self._around.members.is_project(one.owner.module_name) for one in found)

    def _item(self, node: IndexExpr) -> tuple[Value, ...]:
        """Return what the ``__getitem__`` of a class of the project may give."""
        receiver = self._around.type(node.base)
        if not carries(self._around.type(node)):
            return ()
        members = (self._around.members.find(info, "__getitem__") for info in instances(receiver))
        found = tuple(value for one in members for value in self.targets.member(one, None, is_bound=True))
        own = tuple(value for value in of_same(found, node.base) if isinstance(value, Function))
        return tuple(Result(value, ()) for value in self.attributes.made_here(own, node.base))

    def _is_left_out(self, node: Expression) -> bool:
        return self.left_out is not None and self.left_out(node)

    def bindings(self, variable: SymbolNode) -> list[Binding]:
        """Return what is assigned to a local variable anywhere."""
        return self.scope.bindings.get(variable, [])
