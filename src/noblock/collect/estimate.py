"""Tell the type of an expression from declarations alone, or admit not to know it.

This decides only whether a body is worth mypy's own inference, so it must never be wrong, but may give up at any
time. It reads what semantic analysis and the module's top level have settled: annotations, return types, the types of
attributes.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy import nodes
from mypy.expandtype import expand_type_by_instance
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import (
    AwaitExpr,
    CallExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    FuncDef,
    IndexExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    OpExpr,
    OverloadedFuncDef,
    StrExpr,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import (
    AnyType,
    CallableType,
    FunctionLike,
    Instance,
    LiteralType,
    NoneType,
    Overloaded,
    ProperType,
    TupleType,
    Type,
    TypedDictType,
    TypeOfAny,
    TypeType,
    UnionType,
    get_proper_type,
    has_type_vars,
)

from noblock.collect.glance import Glance
from noblock.collect.members import function_of

DEEPEST = 8
_LITERALS = {
    nodes.StrExpr: "str", nodes.IntExpr: "int", nodes.BytesExpr: "bytes", nodes.FloatExpr: "float",
    nodes.ListExpr: "list", nodes.TupleExpr: "tuple", nodes.SetExpr: "set", nodes.DictExpr: "dict",
    nodes.ListComprehension: "list", nodes.SetComprehension: "set", nodes.DictionaryComprehension: "dict",
    nodes.ComparisonExpr: "bool", nodes.LambdaExpr: "function",
}  # fmt: skip
# Which type argument is that of what a subscript gives, and of what iterating gives.
_SUBSCRIPTED = {"builtins.list": 0, "builtins.dict": 1, "builtins.tuple": 0, "typing.Sequence": 0, "typing.Mapping": 1}
_ITERATED = {
    "builtins.list": 0, "builtins.set": 0, "builtins.frozenset": 0, "builtins.dict": 0, "builtins.tuple": 0,
    "typing.Sequence": 0, "typing.Iterable": 0, "typing.Iterator": 0, "typing.Mapping": 0, "typing.Collection": 0,
}  # fmt: skip


class Estimate:
    """Knows the declared types in one outermost function.

    Args:
        seen: The function at a glance.
        info: Its class, if it is a method.
        first: The variable of its first parameter, if that is the instance.
        builtin: Finds a class of ``builtins`` by name.
        presumed: What is known of a function or a variable without annotations.
    """

    def __init__(
        self,
        seen: Glance,
        info: TypeInfo | None,
        first: SymbolNode | None,
        builtin: Callable[[str], TypeInfo],
        presumed: Callable[[SymbolNode | None], ProperType | None],
    ) -> None:
        self._seen = seen
        self._presumed = presumed
        self._info = info
        self._first = first
        self._builtin = builtin
        self._may_be: bool | None = None

    def may_be(self, answer: Callable[[Glance], bool]) -> bool:
        """Return what a question about the whole function was answered, which is asked once."""
        if self._may_be is None:
            self._may_be = answer(self._seen)
        return self._may_be

    def of(self, node: Expression, depth: int = 0) -> ProperType | None:
        """Return the type of an expression; None if it is not certain."""
        if depth > DEEPEST:
            return None
        literal = _LITERALS.get(type(node))
        if literal is not None:
            return _bare(self._builtin(literal))
        found = self._of(node, depth + 1)
        return found if found is not None and not _is_invented(found) and _is_settled(found) else None

    def result_of(self, function: Expression) -> ProperType | None:
        """Return the type of what a call of a function or class gives; None if it is not certain."""
        return self.of(CallExpr(function, [], [], []))

    def _of(self, node: Expression, depth: int) -> ProperType | None:
        match node:
            case NameExpr():
                return self._name(node, depth)
            case MemberExpr():
                return self._member(node, depth)
            case CallExpr():
                return self._returned(node, depth)
            case ConditionalExpr():
                return self._either(node.if_expr, node.else_expr, depth)
            case OpExpr() if node.op in ("or", "and"):
                return self._either(node.left, node.right, depth)
            case AwaitExpr():
                awaited = self.of(node.expr, depth)
                if isinstance(awaited, Instance) and awaited.type.fullname == "typing.Coroutine":
                    return get_proper_type(awaited.args[2])
                return None
            case IndexExpr():
                base = self.of(node.base, depth)
                if isinstance(base, TypedDictType) and isinstance(node.index, StrExpr):
                    item = base.items.get(node.index.value)
                    return get_proper_type(item) if item is not None else None
                return _argument(base, _SUBSCRIPTED)
            case _:
                return None

    def _either(self, one: Expression, two: Expression, depth: int) -> ProperType | None:
        left, right = self.of(one, depth), self.of(two, depth)
        return UnionType([left, right]) if left is not None and right is not None else None

    def _name(self, node: NameExpr, depth: int) -> ProperType | None:
        variable = node.node
        if isinstance(variable, TypeInfo):
            return TypeType(_bare(variable))
        if not isinstance(variable, Var) or node.name in self._seen.narrowed:
            return None
        bound = self._seen.bindings.get(variable)
        if bound is None:
            if variable is self._first and self._info is not None:
                return _bare(self._info)
            return self._variable(variable)
        if len(bound) != 1 or bound[0] is None:
            return None
        how, value = bound[0]
        if how == "value":
            return self.of(value, depth)
        return _argument(self.of(value, depth), _ITERATED) if how == "element" else None

    def _member(self, node: MemberExpr, depth: int) -> ProperType | None:
        if isinstance(node.expr, NameExpr) and isinstance(node.expr.node, MypyFile):
            target = node.node
            if isinstance(target, TypeInfo):
                return TypeType(_bare(target))
            return self._variable(target) if isinstance(target, Var) else None
        if node.name in self._seen.assigned or node.name in self._seen.narrowed:
            return None
        return self._attribute(self.of(node.expr, depth), node.name)

    def _variable(self, variable: Var) -> ProperType | None:
        presumed = self._presumed(variable)
        if presumed is not None or variable.type is not None:
            return presumed or get_proper_type(variable.type)
        return AnyType(TypeOfAny.unannotated) if variable in self._seen.parameters else None

    def _returned(self, node: CallExpr, depth: int) -> ProperType | None:
        callee = node.callee
        target = callee.node if isinstance(callee, (NameExpr, MemberExpr)) else None
        if isinstance(target, TypeInfo):
            made = target.get("__new__")
            return None if made is not None and target.metaclass_type is not None else _bare(target)
        if isinstance(target, (FuncDef, Decorator, OverloadedFuncDef)):
            return self._result(target, None)
        if isinstance(callee, MemberExpr):
            receiver = self.of(callee.expr, depth)
            if isinstance(receiver, AnyType):
                return receiver
            if isinstance(receiver, Instance):
                symbol = receiver.type.get(callee.name)
                return self._result(symbol.node, receiver) if symbol is not None else None
        return None

    def _attribute(self, receiver: ProperType | None, name: str) -> ProperType | None:
        if isinstance(receiver, AnyType):
            return receiver
        if not isinstance(receiver, Instance):
            return None
        symbol = receiver.type.get(name)
        if symbol is None:
            return None
        if isinstance(symbol.node, Var):
            kind = self._presumed(symbol.node) or symbol.node.type
            return _expanded(kind, receiver, symbol.node.info) if kind is not None else None
        function = function_of(symbol.node)
        return self._result(symbol.node, receiver) if function is not None and function.is_property else None

    def _result(self, node: SymbolNode | None, receiver: Instance | None) -> ProperType | None:
        """Return what a call of a function gives, if that does not depend on the arguments."""
        kind: Type | None = node.type if isinstance(node, (FuncDef, OverloadedFuncDef)) else None
        if isinstance(node, Decorator):
            kind = node.var.type
        found = self._presumed(node) or (get_proper_type(kind) if kind is not None else None)
        info = node.info if isinstance(node, (FuncDef, OverloadedFuncDef)) else None
        if isinstance(node, Decorator):
            info = node.func.info
        if found is None and isinstance(node, FuncDef):
            return AnyType(TypeOfAny.unannotated)
        if isinstance(found, CallableType):
            return _expanded(found.ret_type, receiver, info)
        if isinstance(found, Overloaded):
            returned = {str(item.ret_type) for item in found.items}
            return _expanded(found.items[0].ret_type, receiver, info) if len(returned) == 1 else None
        return None


def _bare(info: TypeInfo) -> Instance:
    """Return a class without knowing its type arguments."""
    return Instance(info, [AnyType(TypeOfAny.special_form) for _ in info.type_vars])


def _is_invented(kind: ProperType) -> bool:
    """Tell whether a type is one of those that ``_bare`` put in place of what is not known."""
    return isinstance(kind, AnyType) and kind.type_of_any == TypeOfAny.special_form


def _expanded(kind: Type, receiver: Instance | None, owner: TypeInfo | None) -> ProperType | None:
    """Return a member's type with the receiver's type arguments in it."""
    if not has_type_vars(kind):
        return get_proper_type(kind)
    if receiver is None or not owner or not receiver.type.has_base(owner.fullname):
        return None
    expanded = expand_type_by_instance(kind, map_instance_to_supertype(receiver, owner))
    return None if has_type_vars(expanded) else get_proper_type(expanded)


def _argument(container: ProperType | None, positions: dict[str, int]) -> ProperType | None:
    if isinstance(container, AnyType):
        return container
    if isinstance(container, Instance):
        position = positions.get(container.type.fullname)
        if position is not None and position < len(container.args):
            return get_proper_type(container.args[position])
    return None


def _is_settled(kind: ProperType) -> bool:
    """Tell whether a type names all classes that a value may be an instance of, as far as mypy will know."""
    match kind:
        case Instance():
            return not kind.type.fallback_to_any
        case NoneType() | AnyType() | TupleType() | TypedDictType() | LiteralType() | TypeType() | FunctionLike():
            return True
        case UnionType():
            return all(_is_settled(get_proper_type(item)) for item in kind.items)
        case _:
            return False
