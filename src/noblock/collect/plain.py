"""Reduce types to what can be stored and read again anywhere: classes and their arguments, unions, tuples, functions.

Whatever else mypy's inference works with becomes ``Any``, which promises nothing. What stands for the class of the
object that a method is called on (see ``own``) is kept where asked for, and is else the class of the method.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mypy.nodes import ARG_STAR, ARG_STAR2, TypeInfo
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    ProperType,
    TupleType,
    Type,
    TypedDictType,
    TypeOfAny,
    TypeType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

DEEPEST = 5  # only a recursive type is deeper
MOST_ITEMS = 16  # of a union
_CONTAINERS = (
    "builtins.list", "builtins.set", "builtins.dict", "collections.deque", "collections.defaultdict",
    "collections.OrderedDict",
)  # fmt: skip
_DATA = ("builtins", "typing", "types")
OWN = "noblock@own"  # the name of a type variable that no program can write


def plain(kind: Type | None, depth: int = 0) -> ProperType:
    """Return a type without all that belongs to one place only."""
    found = get_proper_type(kind) if kind is not None and depth <= DEEPEST else None
    match found:
        case Instance() if found.type.fullname == "builtins.object":
            return ANY
        case Instance() if not _is_local(found.type):
            return Instance(found.type, [plain(item, depth + 1) for item in found.args])
        case LiteralType():
            return plain(found.fallback, depth)
        case NoneType():
            return found
        case TypeVarType() if is_own(found):
            return found.copy_modified(upper_bound=plain(found.upper_bound, depth + 1))
        case UnionType():
            return united(plain(item, depth + 1) for item in found.items)
        case TupleType() if found.partial_fallback.type.fullname == "builtins.tuple":
            items: list[Type] = [plain(item, depth + 1) for item in found.items]
            return TupleType(items, Instance(found.partial_fallback.type, [ANY]))
        case TupleType() | TypedDictType() if depth <= DEEPEST:
            return plain(found.partial_fallback if isinstance(found, TupleType) else found.fallback, depth + 1)
        case TypeType() if isinstance(found.item, Instance):
            return _class(found.item.type)
        case CallableType() if found.is_type_obj():
            return _class(found.type_object())
        case CallableType() if is_global(found):
            result = ANY if found.variables else plain(found.ret_type, depth + 1)
            return CallableType(
                [ANY, ANY], [ARG_STAR, ARG_STAR2], [None, None], result, found.fallback,
                definition=found.definition, is_bound=found.is_bound,
            )  # fmt: skip
        case CallableType() if not found.variables and not found.is_bound:
            return CallableType(
                [plain(item, depth + 1) for item in found.arg_types],
                found.arg_kinds, found.arg_names, plain(found.ret_type, depth + 1), found.fallback,
            )  # fmt: skip
        case _:
            return ANY


ANY = AnyType(TypeOfAny.unannotated)


def is_own(kind: ProperType) -> bool:
    """Tell whether a type stands for the class of the object that a method is called on."""
    return isinstance(kind, TypeVarType) and kind.name == OWN


def united(kinds: Iterable[ProperType]) -> ProperType:
    """Return the union of some plain types."""
    items: dict[str, ProperType] = {}
    for kind in kinds:
        for item in kind.items if isinstance(kind, UnionType) else [kind]:
            items.setdefault(str(item), get_proper_type(item))
    if len(items) > MOST_ITEMS or not items:
        return ANY
    return next(iter(items.values())) if len(items) == 1 else UnionType([items[key] for key in sorted(items)])


def filled(kind: ProperType, item: ProperType) -> ProperType:
    """Return the type of a container that something is added to: a list, a set, or a dictionary by its values."""
    if isinstance(kind, UnionType):
        return united(filled(get_proper_type(one), item) for one in kind.items)
    is_container = isinstance(kind, Instance) and kind.type.fullname in _CONTAINERS
    if isinstance(kind, Instance) and is_container and isinstance(get_proper_type(kind.args[-1]), AnyType):
        return Instance(kind.type, [*kind.args[:-1], item])
    return kind


def is_telling(kind: ProperType) -> bool:
    """Tell whether a plain type names a class, or a function, that calls may lead to."""
    return any(is_global(part) if isinstance(part, CallableType) else is_of_interest(part) for part in parts(kind))


def is_of_interest(kind: ProperType) -> bool:
    """Tell whether a type is a class that has more than data."""
    return isinstance(kind, Instance) and kind.type.module_name not in _DATA


def is_global(kind: CallableType) -> bool:
    """Tell whether a function can be found again by its full name."""
    return kind.definition is not None and "." in kind.definition.fullname and not kind.is_type_obj()


def without_name(kind: ProperType) -> ProperType:
    """Return a type that tells what functions give, but not which they are: callers may hand over any."""
    if isinstance(kind, UnionType):
        return united(without_name(get_proper_type(one)) for one in kind.items)
    return kind.copy_modified(definition=None) if isinstance(kind, CallableType) and is_global(kind) else kind


def parts(kind: Type, deepest: float = DEEPEST) -> Iterator[ProperType]:
    """Yield a type and the types inside it.

    Args:
        kind: The type.
        deepest: How many types deep to look; a recursive type has no end, a plain one has.
    """
    stack = [(get_proper_type(kind), 0)]
    while stack:
        found, depth = stack.pop()
        yield found
        if depth > deepest:
            continue
        inner: Iterable[Type] = ()
        match found:
            case Instance():
                inner = found.args
            case UnionType():
                inner = found.items
            case TupleType():
                inner = (*found.items, found.partial_fallback)
            case TypeType():
                inner = (found.item,)
            case CallableType():
                inner = (found.ret_type, found.fallback, *found.arg_types)
            case TypeVarType():
                inner = (found.upper_bound,)
        stack.extend((get_proper_type(item), depth + 1) for item in inner)


def _class(info: TypeInfo) -> ProperType:
    return ANY if _is_local(info) else TypeType(Instance(info, [ANY for _ in info.type_vars]))


def _is_local(info: TypeInfo) -> bool:
    """Tell whether a class is defined inside a function, or made up by mypy."""
    return info.is_intersection or "@" in info.fullname or "<" in info.fullname
