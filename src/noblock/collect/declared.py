"""Read from declared types what attributes, calls, iteration and operators give.

Each answer holds for all that a value of the type may be, or is None: not certain. Nothing here infers anything from
arguments, so what depends on them is not certain either.
"""

from __future__ import annotations

from collections.abc import Callable

from mypy.expandtype import expand_type, expand_type_by_instance
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import Decorator, FuncDef, OverloadedFuncDef, SymbolNode, SymbolTableNode, TypeInfo, Var
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
    TypeVarType,
    UnionType,
    UnpackType,
    get_proper_type,
    has_type_vars,
)

from noblock.collect.members import function_of

# Which type argument is that of what a subscript gives, and of what iterating gives.
_SUBSCRIPTED = {"builtins.list": 0, "builtins.dict": 1, "builtins.tuple": 0, "typing.Sequence": 0, "typing.Mapping": 1}
_ITERATED = {
    "builtins.list": 0, "builtins.set": 0, "builtins.frozenset": 0, "builtins.dict": 0, "builtins.tuple": 0,
    "typing.Sequence": 0, "typing.Iterable": 0, "typing.Iterator": 0, "typing.Mapping": 0, "typing.Collection": 0,
    "typing.Generator": 0,
}  # fmt: skip
_FUNCTIONS = (FuncDef, OverloadedFuncDef)
# Classes on which operators give another instance.
_OWN_OPERATORS = ("builtins.str", "builtins.bytes", "builtins.int", "builtins.list", "builtins.tuple", "builtins.set")


class Declared:
    """Reads what members and calls give.

    Args:
        presumed: What is known of a function or a variable without annotations.
    """

    def __init__(self, presumed: Callable[[SymbolNode | None], ProperType | None]) -> None:
        self._presumed = presumed

    def attribute(self, receiver: ProperType | None, name: str) -> ProperType | None:
        """Return what an attribute of an instance holds, or what a property gives."""
        return (
            _each(receiver, lambda kind: self._attribute_of(kind, name)) if not isinstance(receiver, TypeType) else None
        )

    def _attribute_of(self, receiver: Instance, name: str) -> ProperType | None:
        symbol = receiver.type.get(name)
        if symbol is None:
            return None
        if isinstance(symbol.node, Var):
            kind = self._presumed(symbol.node) or symbol.node.type
            return _expanded(kind, receiver, symbol.node.info) if kind is not None else None
        function = function_of(symbol.node)
        return self.result(symbol.node, receiver) if function is not None and function.is_property else None

    def call_of(self, receiver: ProperType | None, name: str) -> ProperType | None:
        """Return what a call of a method gives."""

        def answer(kind: Instance) -> ProperType | None:
            symbol = kind.type.get(name)
            return self.result(symbol.node, kind) if symbol is not None else None

        return _each(receiver, answer)

    def element(self, kind: ProperType | None) -> ProperType | None:
        """Return what iterating over a value gives."""
        if isinstance(kind, TupleType):
            return union([get_proper_type(item) for item in kind.items])
        known = _argument(kind, _ITERATED)
        if known is not None or isinstance(kind, TypeType):
            return known
        return _argument(self.call_of(kind, "__iter__"), _ITERATED)

    def item_at(self, kind: ProperType | None, position: int) -> ProperType | None:
        """Return what unpacking a tuple gives at a position."""
        if isinstance(kind, TupleType):
            fixed = position < len(kind.items) and not any(isinstance(item, UnpackType) for item in kind.items)
            return get_proper_type(kind.items[position]) if fixed else None
        return self.element(kind)

    def result(self, node: SymbolNode | None, receiver: Instance | None) -> ProperType | None:
        """Return what a call of a function gives, if that does not depend on the arguments."""
        kind: Type | None = node.type if isinstance(node, (FuncDef, OverloadedFuncDef)) else None
        if isinstance(node, Decorator):
            kind = node.var.type
        found = self._presumed(node) or (get_proper_type(kind) if kind is not None else None)
        if isinstance(found, Instance):  # an object in the place of a function, as ``lru_cache`` makes one
            called = found.type.get("__call__")
            return self.result(called.node, found) if called and isinstance(called.node, _FUNCTIONS) else None
        info = node.info if isinstance(node, (FuncDef, OverloadedFuncDef)) else None
        if isinstance(node, Decorator):
            info = node.func.info
        if found is None and isinstance(node, FuncDef):
            return AnyType(TypeOfAny.unannotated)
        items = [found] if isinstance(found, CallableType) else found.items if isinstance(found, Overloaded) else []
        returned = [_returned_by(item, receiver, info) for item in items]
        return union(returned)


def bare(info: TypeInfo) -> Instance:
    """Return a class without knowing its type arguments."""
    return Instance(info, [AnyType(TypeOfAny.special_form) for _ in info.type_vars])


def is_invented(kind: ProperType) -> bool:
    """Tell whether a type is, or may be, one of those that ``bare`` put in place of what is not known."""
    if isinstance(kind, UnionType):
        return any(is_invented(get_proper_type(item)) for item in kind.items)
    return isinstance(kind, AnyType) and kind.type_of_any == TypeOfAny.special_form


def made(info: TypeInfo) -> ProperType | None:
    """Return what calling a class gives, if that is an instance of it."""
    metaclass = info.metaclass_type
    if metaclass is not None and _owner(metaclass.type.get("__call__")) != "builtins.type":
        return None
    made = info.get("__new__")
    if made is None or _owner(made) == "builtins.object":
        return bare(info)
    function = function_of(made.node)
    kind = get_proper_type(function.type) if function is not None and function.type is not None else None
    return bare(info) if isinstance(kind, CallableType) and _returns_receiver(kind) else None


def _owner(symbol: SymbolTableNode | None) -> str:
    node = symbol.node if symbol is not None else None
    return node.fullname.rpartition(".")[0] if node is not None else ""


def _returns_receiver(kind: CallableType) -> bool:
    """Tell whether a method returns an instance of the class that it is called on, as with ``Self``."""
    first = _first(kind)
    return first is not None and first == get_proper_type(kind.ret_type)


def _first(kind: CallableType) -> ProperType | None:
    """Return the type of the object whose method, or whose class's method, a function is."""
    first = get_proper_type(kind.arg_types[0]) if kind.arg_types else None
    return get_proper_type(first.item) if isinstance(first, TypeType) else first


def union(kinds: list[ProperType | None]) -> ProperType | None:
    """Return a type for all of several, None if there are none or one is not certain."""
    certain = [kind for kind in kinds if kind is not None]
    if not certain or len(certain) != len(kinds):
        return None
    return certain[0] if len(certain) == 1 else UnionType(certain)


def keeps_its_class(kind: ProperType | None) -> bool:
    """Tell whether operators on a value give another one of its class."""
    return isinstance(kind, Instance) and kind.type.fullname in _OWN_OPERATORS


def _each(kind: ProperType | None, answer: Callable[[Instance], ProperType | None]) -> ProperType | None:
    """Return what a question about a class comes to for all that a value may be; None if any answer is missing."""
    match kind:
        case AnyType():
            return kind
        case Instance():
            return answer(kind)
        case TypeType():
            return _each(kind.item, answer)
        case TypeVarType():
            return None if kind.values else _each(get_proper_type(kind.upper_bound), answer)
        case TupleType():
            return answer(kind.partial_fallback)
        case LiteralType() | TypedDictType():
            return answer(kind.fallback)
        case UnionType():
            items = [get_proper_type(item) for item in kind.items]
            return union([_each(item, answer) for item in items if not isinstance(item, NoneType)])
        case _:
            return None


def _returned_by(kind: CallableType, receiver: Instance | None, owner: TypeInfo | None) -> ProperType | None:
    if receiver is None or not owner:
        return _expanded(kind.ret_type, receiver, owner)
    if _returns_receiver(kind):
        return receiver
    first = _first(kind)
    result = kind.ret_type
    if isinstance(first, TypeVarType):  # it stands for the class of the receiver
        result = expand_type(result, {first.id: receiver})
    return _expanded(result, receiver, owner)


def _expanded(kind: Type, receiver: Instance | None, owner: TypeInfo | None) -> ProperType | None:
    """Return a member's type with the receiver's type arguments in it."""
    if not has_type_vars(kind):
        return get_proper_type(kind)
    if receiver is None or not owner or not receiver.type.has_base(owner.fullname):
        return None
    expanded = expand_type_by_instance(kind, map_instance_to_supertype(receiver, owner))
    return None if has_type_vars(expanded) else get_proper_type(expanded)


def subscript(container: ProperType | None) -> ProperType | None:
    """Return what a subscript of a container gives."""
    return _argument(container, _SUBSCRIPTED)


def _argument(container: ProperType | None, positions: dict[str, int]) -> ProperType | None:
    if isinstance(container, AnyType):
        return container
    if isinstance(container, Instance):
        position = positions.get(container.type.fullname)
        if position is not None and position < len(container.args):
            return get_proper_type(container.args[position])
    return None


def is_settled(kind: ProperType) -> bool:
    """Tell whether a type names all classes that a value may be an instance of, as far as mypy will know."""
    match kind:
        case Instance():
            return not kind.type.fallback_to_any
        case NoneType() | AnyType() | TupleType() | TypedDictType() | LiteralType() | TypeType() | FunctionLike():
            return True
        case TypeVarType():
            return all(is_settled(get_proper_type(item)) for item in kind.values or [kind.upper_bound])
        case UnionType():
            return all(is_settled(get_proper_type(item)) for item in kind.items)
        case _:
            return False
