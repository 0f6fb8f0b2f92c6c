"""Know what the classes of ``collections.abc`` make of the special methods of a class.

Who inherits from ``Mapping`` writes how an item is read, and gets ``get`` and the like, which do so. The library's code
is not read, so what these methods run of their own object is written down here, as ``noblock.steps`` has it. mypy knows
the classes as those of ``typing``.
"""

from __future__ import annotations

from collections.abc import Mapping

from mypy.nodes import CallExpr, Expression, MemberExpr

MODULE = "typing"
# What a view runs when it is looped over, not when it is made.
_VIEWS: Mapping[str, tuple[str, ...]] = {
    "typing.Mapping.items": ("__iter__", "__getitem__"),
    "typing.Mapping.keys": ("__iter__",),
    "typing.Mapping.values": ("__iter__", "__getitem__"),
}
MIXED_IN: Mapping[str, tuple[str, ...]] = {
    **_VIEWS,
    "typing.AbstractSet.isdisjoint": ("__contains__",),
    "typing.Mapping.__contains__": ("__getitem__",),
    "typing.Mapping.__eq__": ("__iter__", "__getitem__"),
    "typing.Mapping.get": ("__getitem__",),
    "typing.MutableMapping.clear": ("__iter__", "__getitem__", "__delitem__"),
    "typing.MutableMapping.pop": ("__getitem__", "__delitem__"),
    "typing.MutableMapping.popitem": ("__iter__", "__getitem__", "__delitem__"),
    "typing.MutableMapping.setdefault": ("__getitem__", "__setitem__"),
    "typing.MutableMapping.update": ("__setitem__",),
    "typing.MutableSequence.__iadd__": ("insert",),
    "typing.MutableSequence.append": ("insert",),
    "typing.MutableSequence.clear": ("__getitem__", "__delitem__"),
    "typing.MutableSequence.extend": ("insert",),
    "typing.MutableSequence.pop": ("__getitem__", "__delitem__"),
    "typing.MutableSequence.remove": ("__getitem__", "__delitem__"),
    "typing.MutableSequence.reverse": ("__getitem__", "__setitem__"),
    "typing.MutableSet.clear": ("__iter__", "discard"),
    "typing.MutableSet.pop": ("__iter__", "discard"),
    "typing.MutableSet.remove": ("__contains__", "discard"),
    "typing.Sequence.__contains__": ("__iter__",),
    "typing.Sequence.__iter__": ("__getitem__",),
    "typing.Sequence.__reversed__": ("__getitem__",),
    "typing.Sequence.count": ("__iter__",),
    "typing.Sequence.index": ("__getitem__",),
}


def runs_at_once(name: str) -> bool:
    """Tell whether a method of one of these classes, by full name, runs others of its own object when it is called."""
    return name in MIXED_IN and name not in _VIEWS


def is_view(name: str) -> bool:
    """Tell whether a method of this full name makes a view."""
    return name in _VIEWS


def view_of(node: Expression) -> MemberExpr | None:
    """Return the method that makes what may be a view, where that is called on the spot."""
    callee = node.callee if isinstance(node, CallExpr) and not node.args else None
    if isinstance(callee, MemberExpr) and f"typing.Mapping.{callee.name}" in _VIEWS:
        return callee
    return None
