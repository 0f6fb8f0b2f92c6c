"""Find out which callables an expression may stand for.

Names that are bound to functions say it themselves, mypy's types tell it for receivers and for functions that have been
stored, and where a type cannot tell one function from another (lambdas, partials, generators, tables of functions) the
expression that made the value is looked at. Where mypy has no types at all because a library is missing or untyped, the
import path names what is used, and the catalogue gives the types of what it returns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from mypy.nodes import (
    ARG_STAR2,
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
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    Overloaded,
    ProperType,
    TupleType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

from noblock.collect.imports import Imports
from noblock.collect.members import (
    Member,
    Members,
    classes,
    definitions,
    element,
    function_of,
    instances,
    is_async,
    is_property,
    iterators,
)
from noblock.collect.overloads import chosen
from noblock.collect.scope import Binding, Scope
from noblock.collect.shadow import Types, type_of
from noblock.model import (
    SUPER,
    Argument,
    Element,
    Function,
    Lazy,
    Mark,
    Marked,
    Method,
    Parameter,
    Partial,
    Result,
    Value,
)
from noblock.resolve import Resolver

OPERATIONS = ("operator.methodcaller", "operator.attrgetter")
MOST_VALUES = 16  # of one expression; a table with more functions is cut off
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that evaluating an expression needs to know about its module and the world.

    ``marked`` gives the mark of a project function by its full name, if it has one.
    """

    tree: MypyFile
    types: Types
    resolver: Resolver
    members: Members
    imports: Imports
    module_scope: Scope
    marked: Callable[[str], Mark | None]


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

    def returned(self, node: Expression, *, is_called: bool = False) -> tuple[Value, ...]:
        """Return those callables an expression may be that callers cannot tell from the type of what is returned.

        Types tell of instances and classes; and a parameter is one only if it is declared to be callable,
        or with ``is_called`` known to be called.
        """
        by_type = set(self._instance_calls(node, None))
        is_callable = is_called or is_function(self.type(node))
        return tuple(
            value
            for value in self.of(node)
            if value not in by_type
            and (is_callable or not isinstance(value, Parameter))
            and not (isinstance(value, Result) and isinstance(value.value, Parameter))
        )

    def arguments(self, call: CallExpr, first: int = 0, *, all_of_them: bool = False) -> tuple[Argument, ...]:
        """Return those arguments of a call that may be called or consumed, ``first`` ones left out."""
        found = []
        position = 0
        for node, kind, name in list(zip(call.args, call.arg_kinds, call.arg_names))[first:]:
            key: int | str = position
            if kind.is_star():
                key = "**" if kind == ARG_STAR2 else "*"
            elif name is not None:
                key = name
            else:
                position += 1
            if not is_plain(node, self.type(node)):
                found.append(Argument(key, self._handed(node, call, is_spread=kind.is_star())))
            elif all_of_them:
                found.append(Argument(key, ()))
        return tuple(found)

    def _handed(self, node: Expression, call: CallExpr, *, is_spread: bool) -> tuple[Value, ...]:
        """Return what an argument may be, or may hold."""
        values = self.of(node) or self._operation(node, call)
        values += self._consumable(node) + self._loop_methods(node)
        if isinstance(node, (ListExpr, TupleExpr, SetExpr, DictExpr)):
            contents = self.contents(node)
            values += contents if is_spread else tuple(Element(value) for value in contents)
        return _distinct(values)

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
                return self._call_result(node, call) + self._by_type(node, call)
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
        is_call = carries(self.type(node))
        found: list[Value] = []
        for info in instances(receiver):
            member = self._around.members.find(info, node.name)
            if member is not None:
                values = self.member(member, call, is_bound=True)
                if is_property(member.node):
                    found.extend(Result(value, ()) for value in values if is_call)
                elif isinstance(member.node, Var) and is_call:
                    found.extend(self._kept(member, node, call))
                else:
                    found.extend(values)
        for info in classes(receiver):
            member = self._around.members.find(info, node.name)
            found.extend(self.member(member, call, is_bound=False))
        if isinstance(node.node, TypeInfo) and not found:
            return self.constructor(node.node, call)
        if isinstance(node.node, Var) and "." in node.node.fullname and not found:
            found.extend(self._by_type(node, call) or (Result(Function(node.node.fullname), ()),))
        if found and isinstance(node.expr, (NameExpr, CallExpr)):
            found = self._made_here(found, node.expr)
        return tuple(found) or self._by_type(node, call) or self._by_path(node, call)

    def _kept(self, member: Member, node: MemberExpr, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what is kept in an attribute of a project's class, if types do not tell."""
        if member.node is None or not self._around.members.is_project(member.owner.module_name):
            return ()
        typed = self._by_type(node, call)
        return typed or (Result(Function(f"{member.owner.fullname}.{node.name}"), ()),)

    def _made_here(self, found: list[Value], receiver: Expression) -> list[Value]:
        """Return methods together with the arguments of the constructor, if their instance was made in this body."""
        made = receiver
        if isinstance(receiver, NameExpr) and isinstance(receiver.node, Var):
            bound = self._scope.bindings.get(receiver.node, [])
            made = bound[0][1] if len(bound) == 1 and bound[0][0] in ("value", "entered") else receiver
        if not isinstance(made, CallExpr) or not any(classes(self.type(made.callee))):
            return found
        given = self.arguments(made)
        makers = [value for value in self.of(made.callee, made) if isinstance(value, Function)]
        if not makers or not any(argument.values for argument in given):
            return found
        return [Method(value, makers[0], given) if isinstance(value, Function) else value for value in found]

    def _super(self, node: SuperExpr, call: CallExpr | None) -> tuple[Value, ...]:
        if node.info is None:
            return ()
        found = self.member(self._around.members.find(node.info, node.name, after=node.info), call, is_bound=True)
        return tuple(replace(value, receiver=SUPER) if isinstance(value, Function) else value for value in found)

    def _call_result(self, node: CallExpr, call: CallExpr | None) -> tuple[Value, ...]:
        callee = node.callee
        if isinstance(callee, RefExpr) and callee.fullname == "functools.partial" and node.args:
            given = self.arguments(node, 1, all_of_them=True)
            return tuple(Partial(value, given) for value in self.of(node.args[0], _completed(node, call)))
        if isinstance(callee, RefExpr) and callee.fullname in OPERATIONS:
            return self._operation(node, call) if call is not None else ()
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

    def _operation(self, node: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what ``operator.methodcaller("name")`` calls, or ``attrgetter``, on what it is handed together with."""
        if not isinstance(node, CallExpr) or not isinstance(node.callee, RefExpr) or call is None:
            return ()
        if node.callee.fullname not in OPERATIONS:
            return ()
        named = [argument.value for argument in node.args if isinstance(argument, StrExpr)]
        is_method = node.callee.fullname == "operator.methodcaller"
        found: list[Value] = []
        for argument in call.args:
            kind = self.type(argument)
            for info in instances(kind if call.callee is node else element(kind)):
                for name in named[:1] if is_method else named:
                    member = self._around.members.find(info, name)
                    if member is not None and is_property(member.node) != is_method:
                        found.extend(self.member(member, None, is_bound=True))
        return tuple(found)

    def bindings(self, variable: SymbolNode) -> list[Binding]:
        """Return what is assigned to a local variable anywhere."""
        return self._scope.bindings.get(variable, [])

    def nested(self, function: FuncDef) -> tuple[Value, ...]:
        """Return a function that is made inside."""
        name = self._scope.names.get(function)
        return (Function(name),) if name else ()

    def is_async_for_some(self, callee: Expression) -> bool:
        """Tell whether a method is asynchronous for some of the classes that its receiver may be of, not for all."""
        if not isinstance(callee, MemberExpr):
            return False
        receivers = list(instances(self.type(callee.expr)))
        members = [self._around.members.find(info, callee.name) for info in receivers]
        made = [is_async(found.node) if found is not None and not found.marks else False for found in members]
        return any(made) and not all(made)

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
        """Return what iterating over an instance runs, or entering it."""
        found: list[Value] = []
        for info in instances(self.type(node)):
            special = [(one, name, "iterate") for one, name in iterators(info)]
            for one, name, use in (*special, (info, "__enter__", "enter"), (info, "__exit__", "enter")):
                member = self._around.members.find(one, name)
                found.extend(Lazy(value, (), use) for value in self.member(member, None, is_bound=True))
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
    if not isinstance(kind, Instance) or kind.type.module_name != "builtins":
        return False
    return kind.type.name not in ("object", "function") and not is_iterator(kind)


def is_container(kind: ProperType | None) -> bool:
    """Tell whether iterating over a value of this type runs nothing of the project's or a library's."""
    if isinstance(kind, TupleType):
        return True
    return isinstance(kind, Instance) and kind.type.fullname in (
        "builtins.tuple", "builtins.list", "builtins.dict", "builtins.set", "builtins.frozenset", "builtins.str",
        "builtins.bytes", "builtins.range",
    )  # fmt: skip


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


def is_function(kind: ProperType | None) -> bool:
    """Tell whether a type is declared for functions."""
    if isinstance(kind, UnionType):
        return any(is_function(get_proper_type(item)) for item in kind.items)
    return isinstance(kind, CallableType)


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


def _completed(partial: CallExpr, call: CallExpr | None) -> CallExpr:
    """Return the call that a call of a ``partial`` makes."""
    args, kinds, names = partial.args[1:], partial.arg_kinds[1:], partial.arg_names[1:]
    if call is not None:
        args, kinds, names = [*args, *call.args], [*kinds, *call.arg_kinds], [*names, *call.arg_names]
    return CallExpr(partial.args[0], args, kinds, names)


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
