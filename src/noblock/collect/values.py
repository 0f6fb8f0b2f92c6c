"""Find out which callables an expression may stand for.

Names that are bound to functions say it themselves, mypy's types tell it for receivers and for functions that have been
stored, and where a type cannot tell one function from another (lambdas, partials, generators, tables of functions) the
expression that made the value is looked at. Where mypy has no types at all because a library is missing or untyped, the
import path names what is used, and the catalogue gives the types of what it returns.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mypy.nodes import (
    ArgKind,
    AssignmentExpr,
    CallExpr,
    CastExpr,
    ConditionalExpr,
    Decorator,
    DictExpr,
    Expression,
    FuncDef,
    GeneratorExpr,
    IndexExpr,
    IntExpr,
    LambdaExpr,
    ListComprehension,
    ListExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    SetExpr,
    StarExpr,
    StrExpr,
    SuperExpr,
    SymbolNode,
    TupleExpr,
    TypeAlias,
    TypeApplication,
    TypeInfo,
    Var,
)
from mypy.types import AnyType, CallableType, Instance, Overloaded, ProperType, TypeVarType, UnionType, get_proper_type

from noblock.collect.imports import Imports
from noblock.collect.members import Member, Members, classes, definitions, function_of, instances, is_async, is_property
from noblock.collect.overloads import chosen
from noblock.collect.scope import Scope
from noblock.collect.shadow import Types, type_of
from noblock.model import Argument, Function, Lazy, Mark, Marked, Parameter, Partial, Result, Value
from noblock.resolve import Resolver

MOST_VALUES = 16  # of one expression; a table with more functions is cut off
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that evaluating an expression needs to know about its module and the world."""

    tree: MypyFile
    types: Types
    resolver: Resolver
    members: Members
    imports: Imports
    module_scope: Scope


class Values:
    """Evaluates the expressions of one outermost function.

    Args:
        around: Its module.
        scope: The names inside the function.
    """

    def __init__(self, around: Surroundings, scope: Scope) -> None:
        self._around = around
        self._scope = scope
        self._active: set[Expression] = set()
        self._known: dict[tuple[Expression, CallExpr | None], tuple[Value, ...]] = {}
        self._is_cut = False

    def of(self, node: Expression, call: CallExpr | None = None) -> tuple[Value, ...]:
        """Return what an expression may be; ``call`` chooses between overloads when it is called there."""
        found = self._known.get((node, call))
        if found is not None:
            return found
        if node in self._active or len(self._active) > DEEPEST:
            self._is_cut = True
            return ()
        if not self._active:
            self._is_cut = False
        self._active.add(node)
        found = _distinct(self._of(node, call))
        self._active.discard(node)
        if not self._is_cut:  # what was cut off here may be more elsewhere
            self._known[node, call] = found
        return found

    def returned(self, node: Expression) -> tuple[Value, ...]:
        """Return those callables an expression may be that callers cannot tell from the type of what is returned.

        Types tell of instances and classes; and a function that returns its parameter is taken for one that calls it.
        """
        by_type = set(self._instance_calls(node, None))
        return tuple(
            value
            for value in self.of(node)
            if value not in by_type
            and not isinstance(value, Parameter)
            and not (isinstance(value, Result) and isinstance(value.value, Parameter))
        )

    def arguments(self, call: CallExpr, first: int = 0) -> tuple[Argument, ...]:
        """Return those arguments of a call that may be called or consumed, ``first`` ones left out."""
        found = []
        position = 0
        for node, kind, name in list(zip(call.args, call.arg_kinds, call.arg_names))[first:]:
            key: int | str = position
            if kind.is_star():
                key = "**" if kind == ArgKind(4) else "*"
            elif name is not None:
                key = name
            else:
                position += 1
            if is_plain(node, self.type(node)):
                continue
            values = self.of(node) + self._consumable(node) + self._loop_methods(node)
            if isinstance(node, (ListExpr, TupleExpr, SetExpr, DictExpr)):
                values += self.contents(node)
            if values:
                found.append(Argument(key, _distinct(values)))
        return tuple(found)

    def contents(self, node: Expression) -> tuple[Value, ...]:
        """Return what the elements of a container may be."""
        if node in self._active or len(self._active) > DEEPEST:
            return ()
        self._active.add(node)
        try:
            return _distinct(self._contents(node))
        finally:
            self._active.discard(node)

    def member(self, member: Member | None, call: CallExpr | None, *, is_bound: bool) -> tuple[Value, ...]:
        """Return the callables that a class member stands for."""
        if member is None:
            return ()
        if member.marks:
            mark = chosen(member.marks, call, self._around.types, self._around.resolver)
            if mark is None:
                return ()
            return (Marked(member.name, mark, 1 if is_bound and mark.parameters[:1] == ("self",) else 0),)
        function = function_of(member.node)
        if function is None:
            return ()
        skips = 0 if function.is_static or not (is_bound or function.is_class) else 1
        return self.function(member.node, call, skips, member.receiver)

    def constructor(self, info: TypeInfo, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what runs when an instance of a class is made."""
        found: list[Value] = []
        for name in ("__new__", "__init__", "__post_init__", "__attrs_post_init__"):
            member = self._around.members.find(info, name)
            if member is None or member.owner.fullname == "builtins.object":
                continue
            if name.endswith("_post_init__") and not _is_generated(info):
                continue
            for value in self.member(member, call, is_bound=True):
                if isinstance(value, Marked):
                    value = Marked(value.name.removesuffix(f".{name}"), value.mark, 1)
                elif isinstance(value, Function):
                    value = Function(value.name, 1)
                found.append(value)
        return tuple(found)

    def function(
        self, node: SymbolNode | None, call: CallExpr | None, skips: int = 0, receiver: str = ""
    ) -> tuple[Value, ...]:
        """Return a function: by its marks if it has any, else by name."""
        if node is None:
            return ()
        function = function_of(node)
        known = self._scope.names.get(function) if function is not None else None
        if known is not None:
            return (Function(known, skips, receiver),)
        fullname = node.fullname
        label, marks = self._around.resolver.function(fullname)
        if marks:
            mark = chosen(marks, call, self._around.types, self._around.resolver)
            return (Marked(label, mark, skips),) if mark is not None else ()
        module = function.info.module_name if function is not None and function.info else fullname.rpartition(".")[0]
        return (Function(fullname, skips, receiver),) if self._around.members.is_project(module) else ()

    def type(self, node: Expression) -> ProperType | None:
        """Return the type of an expression."""
        return type_of(self._around.types, node)

    def _of(self, node: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        match node:
            case NameExpr():
                return self._reference(node, node.node, call)
            case MemberExpr():
                return self._attribute(node, call)
            case SuperExpr():
                return self._super(node, call)
            case CallExpr():
                return self._call_result(node) + self._by_type(node, call)
            case LambdaExpr():
                name = self._scope.names.get(node) or self._around.module_scope.names.get(node)
                return (Function(name),) if name else ()
            case GeneratorExpr():
                name = self._scope.names.get(node) or self._around.module_scope.names.get(node)
                return (Lazy(Function(name)),) if name else ()
            case ConditionalExpr():
                return self.of(node.if_expr, call) + self.of(node.else_expr, call)
            case OpExpr() if node.op in ("or", "and"):
                return self.of(node.left, call) + self.of(node.right, call)
            case AssignmentExpr():
                return self.of(node.value, call)
            case CastExpr() | TypeApplication() | StarExpr():
                return self.of(node.expr, call) or self._by_type(node, call)
            case IndexExpr():
                return self.contents(node.base) or self._by_type(node, call)
            case _:
                return self._by_type(node, call) if call is not None else ()

    def _reference(self, node: RefExpr, target: SymbolNode | None, call: CallExpr | None) -> tuple[Value, ...]:
        match target:
            case FuncDef() | Decorator() | OverloadedFuncDef():
                return self.function(target, call)
            case TypeInfo():
                return self.constructor(target, call)
            case TypeAlias():
                found = get_proper_type(target.target)
                return self.constructor(found.type, call) if isinstance(found, Instance) else ()
            case Var():
                return self._variable(node, target, call)
            case _:
                return self._by_type(node, call)

    def _variable(self, node: RefExpr, variable: Var, call: CallExpr | None) -> tuple[Value, ...]:
        parameter = self._scope.parameters.get(variable)
        if parameter is not None:
            return (parameter, *self._by_type(node, call))
        found: list[Value] = []
        for kind, expression in self._scope.bindings.get(variable, ()):
            if kind == "value":
                found.extend(self.of(expression, call))
            elif kind == "element":
                found.extend(self.contents(expression))
        if found:
            return tuple(found)
        label, marks = self._around.resolver.function(variable.fullname)
        if marks:
            mark = chosen(marks, call, self._around.types, self._around.resolver)
            return (Marked(label, mark),) if mark is not None else ()
        typed = self._by_type(node, call)
        if typed or variable in self._scope.bindings:
            return typed or self._by_path(node, call)
        declared = get_proper_type(variable.type) if variable.type is not None else None
        if (
            "." in variable.fullname
            and carries(self.type(node) or declared)
            and not variable.fullname.startswith("builtins.")
        ):
            return (*self._by_path(node, call), Result(Function(variable.fullname), ()))
        return self._by_path(node, call)

    def _attribute(self, node: MemberExpr, call: CallExpr | None) -> tuple[Value, ...]:
        if isinstance(node.expr, RefExpr) and isinstance(node.expr.node, MypyFile):
            return self._reference(node, node.node, call)
        receiver = self.type(node.expr)
        found: list[Value] = []
        for info in instances(receiver):
            member = self._around.members.find(info, node.name)
            if member is not None and not is_property(member.node):
                found.extend(self.member(member, call, is_bound=True))
        for info in classes(receiver):
            member = self._around.members.find(info, node.name)
            found.extend(self.member(member, call, is_bound=False))
        if isinstance(node.node, TypeInfo) and not found:
            return self.constructor(node.node, call)
        if isinstance(node.node, Var) and "." in node.node.fullname and not found:
            found.extend(self._by_type(node, call) or (Result(Function(node.node.fullname), ()),))
        return tuple(found) or self._by_type(node, call) or self._by_path(node, call)

    def _super(self, node: SuperExpr, call: CallExpr | None) -> tuple[Value, ...]:
        if node.info is None:
            return ()
        return self.member(self._around.members.find(node.info, node.name, after=node.info), call, is_bound=True)

    def _call_result(self, node: CallExpr) -> tuple[Value, ...]:
        callee = node.callee
        if isinstance(callee, RefExpr) and callee.fullname == "functools.partial" and node.args:
            return tuple(Partial(value, self.arguments(node, 1)) for value in self.of(node.args[0]))
        kind = self.type(node)
        if not carries(kind):
            return ()
        if isinstance(callee, MemberExpr) and callee.name in ("get", "pop", "setdefault"):
            stored = self.contents(callee.expr)
            if stored:
                return stored
        arguments = self.arguments(node)
        found: list[Value] = []
        for value in self.of(callee, node):
            if not isinstance(value, Marked):
                found.append(Result(value, arguments))
            elif value.mark.calls:
                found.append(Lazy(value, arguments) if is_iterator(kind) else Result(value, arguments))
        return tuple(found)

    def _contents(self, node: Expression) -> tuple[Value, ...]:
        match node:
            case DictExpr():
                return tuple(value for _, item in node.items for value in self.of(item))
            case ListExpr() | TupleExpr() | SetExpr():
                return tuple(value for item in node.items for value in self.of(item))
            case ListComprehension():
                return self.of(node.generator.left_expr)
            case CallExpr(callee=MemberExpr(name="values" | "items" | "copy") as callee):
                return self.contents(callee.expr)
            case CallExpr(callee=NameExpr(fullname="builtins.list" | "builtins.tuple" | "builtins.reversed")):
                return tuple(value for item in node.args for value in self.contents(item))
            case RefExpr(node=Var() as variable):
                if variable in self._scope.parameters:
                    return (self._scope.parameters[variable],)
                bound = self._scope.bindings.get(variable)
                if bound:
                    return tuple(value for kind, item in bound if kind == "value" for value in self.contents(item))
                if "." in variable.fullname and holds_callables(self.type(node)):
                    return (Result(Function(variable.fullname), ()),)
                return ()
            case _:
                return ()

    def _by_type(self, node: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what the type of an expression says that it is."""
        found: list[Value] = []
        kind = self.type(node)
        for definition, is_bound in definitions(kind):
            function = function_of(definition)
            is_method = function is not None and bool(function.info) and not function.is_static
            found.extend(self._definition(definition, call, 1 if is_bound and is_method else 0))
        return (*found, *self._instance_calls(node, call))

    def _instance_calls(self, node: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what calling an instance of a class, or a class, runs."""
        found: list[Value] = []
        kind = self.type(node)
        for info in classes(kind):
            found.extend(self.constructor(info, call))
        for info in instances(kind):
            member = self._around.members.find(info, "__call__")
            if member is not None:
                found.extend(self.member(member, call, is_bound=True))
        return tuple(found)

    def _definition(self, node: SymbolNode, call: CallExpr | None, skips: int) -> tuple[Value, ...]:
        """Return a function known by definition only; a method's marks are those of its class."""
        function = function_of(node)
        if function is not None and function.info:
            member = self._around.members.find(function.info, function.name)
            if member is not None and member.marks:
                return self.member(member, call, is_bound=skips > 0)
        return self.function(node, call, skips)

    def _consumable(self, node: Expression) -> tuple[Value, ...]:
        """Return what iterating over an instance runs."""
        found: list[Value] = []
        for info in instances(self.type(node)):
            for name in ("__iter__", "__next__"):
                member = self._around.members.find(info, name)
                found.extend(Lazy(value) for value in self.member(member, None, is_bound=True))
        return tuple(found)

    def _loop_methods(self, node: Expression) -> tuple[Value, ...]:
        """Return the methods of a class, handed over as such, that the event loop calls on its instances."""
        found: list[Value] = []
        for info in classes(self.type(node)):
            for name, base in self._around.members.loop_methods(info):
                found.append(Lazy(Function(f"{base.fullname}.{name}", 1)))
        return tuple(found)

    def _by_path(self, node: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what an import path names, where mypy has no types for it."""
        if not self._around.imports.are_unseen:
            return ()
        found = self._around.imports.path(node, self._scope)
        if not found:
            return ()
        label, marks = found.name, found.marks
        mark = chosen(marks, call, self._around.types, self._around.resolver) if marks else None
        return (Marked(label, mark, found.skips),) if mark is not None else ()


def _is_generated(info: TypeInfo) -> bool:
    """Tell whether the constructor of a class is made from its fields, as that of a dataclass."""
    made_by = ("dataclass", "attrs", "attrs_tag", "dataclass_tag", "pydantic-mypy-metadata")
    return any(key in base.metadata for base in info.mro for key in made_by)


def is_plain(node: Expression, kind: ProperType | None) -> bool:
    """Tell whether an argument is data that nobody can call or consume with an effect."""
    if isinstance(node, (StrExpr, IntExpr)):
        return True
    if isinstance(node, (ListExpr, TupleExpr, SetExpr, DictExpr)) or (
        isinstance(node, RefExpr) and holds_callables(kind)
    ):
        return False
    return isinstance(kind, Instance) and kind.type.module_name == "builtins" and kind.type.name != "object"


def carries(kind: ProperType | None) -> bool:
    """Tell whether a value of this type may be called, iterated over or entered."""
    match kind:
        case None | AnyType() | CallableType() | Overloaded() | TypeVarType():
            return True
        case Instance():
            return any(kind.type.get(name) for name in ("__call__", "__next__", "__enter__")) or kind.type.fullname in (
                "typing.Iterable", "typing.Generator", "builtins.object",
            )  # fmt: skip
        case UnionType():
            return any(carries(get_proper_type(item)) for item in kind.items)
        case _:
            return False


def is_iterator(kind: ProperType | None) -> bool:
    """Tell whether a value of this type does its work only when it is iterated over."""
    return isinstance(kind, Instance) and kind.type.get("__next__") is not None


def holds_callables(kind: ProperType | None) -> bool:
    """Tell whether a container of this type may hold functions."""
    match kind:
        case None | AnyType():
            return True
        case Instance():
            return any(carries(get_proper_type(argument)) for argument in kind.args)
        case _:
            return False


def _distinct(values: tuple[Value, ...]) -> tuple[Value, ...]:
    if len(values) < 2:
        return values
    return tuple(dict.fromkeys(values))[:MOST_VALUES]


def marks_of(values: tuple[Value, ...]) -> Iterator[tuple[str, Mark]]:
    """Yield the marked functions among some values."""
    for value in values:
        if isinstance(value, Marked):
            yield value.name, value.mark


def is_awaitable(kind: ProperType | None) -> bool:
    """Tell whether a call of something of this type gives an awaitable."""
    if isinstance(kind, Overloaded):
        return is_awaitable(kind.items[0])
    if isinstance(kind, CallableType):
        returned = get_proper_type(kind.ret_type)
        return isinstance(returned, Instance) and returned.type.has_readable_member("__await__")
    if isinstance(kind, Instance):
        symbol = kind.type.get("__call__")
        return symbol is not None and (
            is_async(symbol.node) or is_awaitable(get_proper_type(symbol.type) if symbol.type else None)
        )
    return False
