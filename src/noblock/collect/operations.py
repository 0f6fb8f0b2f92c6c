"""Let an operand that is known tell what an operation gives.

For mypy ``folder / name`` is ``Any`` as soon as ``name`` is, because its class might define ``__rtruediv__``. Python
asks the left operand first, so its method tells all the same: a path stays a path, whatever is appended. The body is
looked at once more with the right operands taken for what that method asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from mypy.nodes import CastExpr, Expression, OpExpr
from mypy.types import AnyType, CallableType, Instance, Type, TypeVarType, get_proper_type

from noblock.collect.plain import parts
from noblock.collect.special import OPERATORS

_NUMBERS = ("builtins", "typing", "datetime", "decimal", "fractions")  # nothing of these has an effect


class _Types(Protocol):
    def lookup_type_or_none(self, node: Expression) -> Type | None: ...


def unknown(operations: Iterable[OpExpr], types: _Types) -> list[tuple[OpExpr, Type]]:
    """Return the operations that only their right operand makes unknown, with what that would have to be."""
    found: list[tuple[OpExpr, Type]] = []
    for node in operations:
        if _is_any(types.lookup_type_or_none(node)) and _is_any(types.lookup_type_or_none(node.right)):
            wanted = _wanted(types.lookup_type_or_none(node.left), f"__{OPERATORS[node.op]}__")
            if wanted is not None:
                found.append((node, wanted))
    return found


@contextmanager
def taken_for(operations: Sequence[tuple[OpExpr, Type]]) -> Iterator[None]:
    """Take the right operands of some operations for values of a type."""
    before = [(node, node.right) for node, _ in operations]
    for node, kind in operations:
        right = CastExpr(node.right, kind)
        right.set_line(node.right)
        node.right = right
    try:
        yield
    finally:
        for node, operand in before:
            node.right = operand


def _is_any(kind: Type | None) -> bool:
    return kind is not None and isinstance(get_proper_type(kind), AnyType)


def _wanted(left: Type | None, method: str) -> Type | None:
    """Return what a method of the left operand asks for, if it gives something of interest."""
    receiver = get_proper_type(left) if left is not None else None
    if not isinstance(receiver, Instance) or receiver.type.module_name in _NUMBERS:
        return None
    symbol = receiver.type.get(method)
    kind = get_proper_type(symbol.type) if symbol is not None and symbol.type is not None else None
    if not isinstance(kind, CallableType) or len(kind.arg_types) != 2 or _is_any(kind.ret_type):
        return None
    if kind.is_var_arg:  # a library that mypy cannot see: its marker stub does not say what the method takes
        return Instance(receiver.type.mro[-1], [])
    wanted = kind.arg_types[1]
    return None if any(isinstance(part, (AnyType, TypeVarType)) for part in parts(wanted)) else wanted
