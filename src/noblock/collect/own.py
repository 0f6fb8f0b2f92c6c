"""Know the methods that give the object they are called on, or another one of its class.

    def __enter__(self):                        @classmethod
        return self                             def create(cls, **options):
                                                    made = cls()
                                                    return made.configure(options)

For a subclass such a method gives an object of that. So it is looked at, and remembered, as if a type variable stood
for the class of its object, as ``Self`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from mypy.expandtype import expand_type
from mypy.nodes import (
    AwaitExpr,
    CallExpr,
    ConditionalExpr,
    Decorator,
    DictExpr,
    Expression,
    FuncDef,
    ListComprehension,
    ListExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    RefExpr,
    SetExpr,
    SuperExpr,
    SymbolNode,
    TupleExpr,
    TypeInfo,
    Var,
)
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    ProperType,
    Type,
    TypeOfAny,
    TypeType,
    TypeVarId,
    TypeVarType,
    get_proper_type,
)
from mypy.typevars import fill_typevars

from noblock.collect.definitions import Definition, instance_of
from noblock.collect.glance import Glance
from noblock.collect.plain import OWN, is_own, parts
from noblock.collect.special import is_class_of


class Own:
    """Tells whether what a method gives may be of the class of its object, whichever that is.

    Args:
        definition: The method.
        seen: The same at a glance.
        presumed: What is known of a function or a variable without annotations.
    """

    def __init__(
        self, definition: Definition, seen: Glance, presumed: Callable[[SymbolNode | None], ProperType | None]
    ) -> None:
        self._seen = seen
        self._presumed = presumed
        self._info = definition.info
        self._first = instance_of(definition) if own_of(definition.function) is not None else None
        self._held: set[SymbolNode] = set()

    def is_given(self, nodes: Iterable[Expression]) -> bool:
        """Tell whether one of some expressions in the method gives such an object."""
        return self._first is not None and any(map(self._gives, nodes))

    def is_all(self, nodes: Iterable[Expression]) -> bool:
        """Tell whether all expressions are just the object itself."""
        is_kept = self._first not in self._seen.bindings and all(map(self._is_first, nodes))
        return is_kept and isinstance(self._first, Var) and self._first.is_self

    def _gives(self, node: Expression) -> bool:
        items: Iterable[Expression | None] = ()
        match node:
            case NameExpr():
                return node.node in self._holding
            case CallExpr():
                return self._is_given_by(node)
            case AwaitExpr():
                items = (node.expr,)
            case ConditionalExpr():
                items = (node.if_expr, node.else_expr)
            case OpExpr(op="or" | "and"):
                items = (node.left, node.right)
            case ListExpr() | TupleExpr() | SetExpr():
                items = node.items
            case DictExpr():
                items = [value for _, value in node.items]
            case ListComprehension():
                items = (node.generator.left_expr,)
        return any(item is not None and self._gives(item) for item in items)

    def _is_first(self, node: Expression) -> bool:
        return isinstance(node, NameExpr) and node.node is self._first

    @property
    def _holding(self) -> set[SymbolNode]:
        """The variables that hold such an object; each may be bound to what is made of the others, or of itself."""
        if not self._held and self._first is not None:
            self._held.add(self._first)
            is_growing = True
            while is_growing:
                found = {variable for variable in self._seen.bindings if self._is_bound(variable)} - self._held
                self._held |= found
                is_growing = bool(found)
        return self._held

    def _is_bound(self, variable: SymbolNode) -> bool:
        return any(one is not None and self._gives(one.value) for one in self._seen.bindings[variable])

    def _is_given_by(self, call: CallExpr) -> bool:
        """Tell whether a call gives such an object: one of the class, of a method that does, or of what is generic."""
        callee = call.callee
        if self._is_first(callee) or is_class_of(callee):
            made = callee.args[0] if isinstance(callee, CallExpr) else callee
            return self._is_first(made.expr if isinstance(made, MemberExpr) else made)
        if isinstance(callee, SuperExpr):
            return self._has(callee.name, after=True)
        if isinstance(callee, MemberExpr) and self._gives(callee.expr):
            return self._has(callee.name)
        kind = _type_of(callee.node) if isinstance(callee, RefExpr) else None
        is_generic = isinstance(kind, CallableType) and bool(kind.variables)
        return is_generic and any(map(self._gives, call.args))

    def _has(self, name: str, *, after: bool = False) -> bool:
        """Tell whether a method of the class, or of one above it, gives the object that it is called on."""
        for base in self._info.mro[after:] if self._info is not None else ():
            if name in base.names:
                node = base.names[name].node
                kind = self._presumed(node) or _type_of(node)
                return isinstance(kind, CallableType) and bool(kind.variables)
        return False


def own_of(function: FuncDef) -> TypeVarType | None:
    """Return a type that stands for the class of a method's object, None if there is none or the method names one."""
    info = function.info
    if not info or not function.has_self_or_cls_argument or not function.arguments:
        return None
    first = function.arguments[0]
    if first.kind.is_star() or first.type_annotation is not None:
        return None
    bound = fill_typevars(info)
    if not isinstance(bound, Instance):
        return None
    default = AnyType(TypeOfAny.from_omitted_generics)
    return TypeVarType(OWN, OWN, TypeVarId(-1, namespace=function.fullname), [], bound, default)


def with_own(signature: CallableType, own: TypeVarType) -> CallableType:
    """Return the type of a method that holds for whatever the class of its object is."""
    is_class = isinstance(get_proper_type(signature.arg_types[0]), TypeType)
    first: Type = TypeType(own) if is_class else own
    return signature.copy_modified(
        arg_types=[first, *signature.arg_types[1:]], variables=[own, *signature.variables], implicit=False
    )


def own_again(made: Type | None, own: TypeVarType) -> Type | None:
    """Return what decorators made of a method, if what it gives is still of the class of its object.

    mypy has given what stands for that class another name then.
    """
    kind = get_proper_type(made) if made is not None else None
    if not isinstance(kind, CallableType) or len(kind.variables) != 1 or not kind.arg_types:
        return None
    first = get_proper_type(kind.arg_types[0])
    first = get_proper_type(first.item) if isinstance(first, TypeType) else first
    if not isinstance(first, TypeVarType) or first.id != kind.variables[0].id:
        return None
    return expand_type(kind.copy_modified(variables=[]), {first.id: own})


def own_in(kind: Type) -> TypeVarType | None:
    """Return what stands for the class of a method's object in the type of what that gives."""
    return next((part for part in parts(kind) if isinstance(part, TypeVarType) and is_own(part)), None)


def without_own(kind: Type) -> Type:
    """Return a type with the class of a method's object in place of what stands for it."""
    own = own_in(kind)
    return expand_type(kind, {own.id: own.upper_bound}) if own is not None else kind


def _type_of(node: SymbolNode | None) -> ProperType | None:
    """Return the type of a function, by its annotations."""
    if isinstance(node, Decorator):
        node = node.var
    kind = getattr(node, "type", None) if not isinstance(node, TypeInfo) else None
    return get_proper_type(kind) if isinstance(kind, Type) else None
