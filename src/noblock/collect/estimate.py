"""Tell the type of an expression from declarations alone, or admit not to know it.

This decides only whether a body is worth mypy's own inference, so it must never be wrong, but may give up at any time. It
reads what semantic analysis and the module's top level have settled: annotations, return types, the types of attributes.
"""

from __future__ import annotations

from mypy.nodes import (
    AwaitExpr,
    CallExpr,
    Decorator,
    Expression,
    FuncDef,
    IndexExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    OverloadedFuncDef,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import AnyType, CallableType, Instance, NoneType, Overloaded, ProperType, Type, TypeVarLikeType, UnionType, get_proper_type

from noblock.collect.glance import Glance
from noblock.collect.members import function_of

DEEPEST = 6
_ELEMENTS = {
    "builtins.list": 0, "builtins.set": 0, "builtins.frozenset": 0, "builtins.dict": 1, "typing.Sequence": 0,
    "typing.Iterable": 0, "typing.Mapping": 1, "typing.Collection": 0,
}  # fmt: skip
_ITERATED = {**_ELEMENTS, "builtins.dict": 0, "typing.Mapping": 0}


class Estimate:
    """Knows the declared types in one outermost function.

    Args:
        seen: The function at a glance.
        info: Its class, if it is a method.
        first: The variable of its first parameter, if that is the instance.
    """

    def __init__(self, seen: Glance, info: TypeInfo | None, first: SymbolNode | None) -> None:
        self._seen = seen
        self._info = info
        self._first = first

    def of(self, node: Expression, depth: int = 0) -> ProperType | None:
        """Return the type of an expression; None if it is not certain."""
        if depth > DEEPEST or self._seen.narrows:
            return None
        found = self._of(node, depth + 1)
        return found if found is not None and _is_settled(found) else None

    def _of(self, node: Expression, depth: int) -> ProperType | None:
        match node:
            case NameExpr():
                return self._name(node, depth)
            case MemberExpr():
                return self._member(node, depth)
            case CallExpr():
                return self._returned(node, depth)
            case AwaitExpr():
                awaited = self.of(node.expr, depth)
                if isinstance(awaited, Instance) and awaited.type.fullname == "typing.Coroutine":
                    return get_proper_type(awaited.args[2])
                return None
            case IndexExpr():
                return _argument(self.of(node.base, depth), _ELEMENTS)
            case _:
                return None

    def _name(self, node: NameExpr, depth: int) -> ProperType | None:
        variable = node.node
        if not isinstance(variable, Var):
            return None
        if variable is self._first and self._info is not None:
            return Instance(self._info, [AnyType(0) for _ in self._info.type_vars])
        bound = self._seen.bindings.get(variable)
        if bound is None:
            return get_proper_type(variable.type) if variable.type is not None else None
        if len(bound) != 1 or bound[0] is None:
            return None
        how, value = bound[0]
        if how == "value":
            return self.of(value, depth)
        return _argument(self.of(value, depth), _ITERATED) if how == "element" else None

    def _member(self, node: MemberExpr, depth: int) -> ProperType | None:
        if isinstance(node.expr, NameExpr) and isinstance(node.expr.node, MypyFile):
            target = node.node
            return get_proper_type(target.type) if isinstance(target, Var) and target.type is not None else None
        if node.name in self._seen.assigned:
            return None
        return _attribute(self.of(node.expr, depth), node.name)

    def _returned(self, node: CallExpr, depth: int) -> ProperType | None:
        callee = node.callee
        if isinstance(callee, (NameExpr, MemberExpr)) and isinstance(callee.node, TypeInfo):
            if callee.node.get("__new__") is not None and callee.node.metaclass_type is not None:
                return None
            return Instance(callee.node, [AnyType(0) for _ in callee.node.type_vars])
        if isinstance(callee, (NameExpr, MemberExpr)) and isinstance(
            callee.node, (FuncDef, Decorator, OverloadedFuncDef)
        ):
            return _result(callee.node)
        if isinstance(callee, MemberExpr):
            receiver = self.of(callee.expr, depth)
            if isinstance(receiver, Instance):
                symbol = receiver.type.get(callee.name)
                return _result(symbol.node) if symbol is not None else None
        return None


def _attribute(receiver: ProperType | None, name: str) -> ProperType | None:
    if not isinstance(receiver, Instance):
        return None
    symbol = receiver.type.get(name)
    if symbol is None:
        return None
    if isinstance(symbol.node, Var):
        return get_proper_type(symbol.node.type) if symbol.node.type is not None else None
    function = function_of(symbol.node)
    return _result(symbol.node) if function is not None and function.is_property else None


def _result(node: SymbolNode | None) -> ProperType | None:
    """Return what a call of a function gives, if that does not depend on the arguments."""
    kind: Type | None = node.type if isinstance(node, (FuncDef, OverloadedFuncDef)) else None
    if isinstance(node, Decorator):
        kind = node.var.type
    found = get_proper_type(kind) if kind is not None else None
    if isinstance(found, CallableType) and not found.variables:
        return get_proper_type(found.ret_type)
    if isinstance(found, Overloaded):
        returned = {str(item.ret_type) for item in found.items}
        if len(returned) == 1 and not any(item.variables for item in found.items):
            return get_proper_type(found.items[0].ret_type)
    return None


def _argument(container: ProperType | None, positions: dict[str, int]) -> ProperType | None:
    if isinstance(container, Instance):
        position = positions.get(container.type.fullname)
        if position is not None and position < len(container.args):
            return get_proper_type(container.args[position])
    return None


def _is_settled(kind: ProperType) -> bool:
    """Tell whether a type names all classes that a value may be an instance of."""
    match kind:
        case Instance():
            return not kind.type.fallback_to_any and kind.type.fullname != "builtins.object"
        case NoneType():
            return True
        case UnionType():
            return all(_is_settled(get_proper_type(item)) for item in kind.items)
        case AnyType() | TypeVarLikeType():
            return False
        case _:
            return False
