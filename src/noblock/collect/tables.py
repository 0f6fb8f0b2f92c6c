"""Know what stands in a container where it is written: a list, a table of functions, ``dict(load=load, **others)``."""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import (
    CallExpr,
    DictExpr,
    DictionaryComprehension,
    Expression,
    GeneratorExpr,
    ListComprehension,
    ListExpr,
    NameExpr,
    SetComprehension,
    SetExpr,
    StarExpr,
    TupleExpr,
)

_DISPLAYS = (DictExpr, ListExpr, TupleExpr, SetExpr)
_COMPREHENSIONS = (ListComprehension, SetComprehension, DictionaryComprehension)
_TABLE = "builtins.dict"
_MAKERS = ("builtins.list", "builtins.tuple", "builtins.reversed", _TABLE)


def is_written_out(node: Expression) -> bool:
    """Tell whether an expression is a container with all that stands in it."""
    return is_display(node) or _maker(node) == _TABLE


def is_display(node: Expression) -> bool:
    """Tell whether an expression writes down a container, or what is to stand in it."""
    return isinstance(node, (*_DISPLAYS, *_COMPREHENSIONS))


def contained(node: Expression) -> Iterator[tuple[Expression, bool]]:
    """Yield what stands in a container, each with whether it is another one whose elements are taken in."""
    match node:
        case DictExpr():
            yield from ((item, key is None) for key, item in node.items)
        case ListExpr() | TupleExpr() | SetExpr():
            yield from ((item.expr, True) if isinstance(item, StarExpr) else (item, False) for item in node.items)
        case ListComprehension() | SetComprehension():
            yield node.generator.left_expr, False
        case GeneratorExpr():
            yield node.left_expr, False
        case DictionaryComprehension():
            yield node.value, False
        case CallExpr() if _maker(node):
            yield from ((item, not kind.is_named()) for item, kind in zip(node.args, node.arg_kinds))


def _maker(node: Expression) -> str:
    """Return the name of the builtin class that a call makes a container of, empty if it is none."""
    callee = node.callee if isinstance(node, CallExpr) else None
    return callee.fullname if isinstance(callee, NameExpr) and callee.fullname in _MAKERS else ""
