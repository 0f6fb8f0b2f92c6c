"""Know what functions of libraries give of which mypy sees no result, and a marker stub does.

A library may come with types for some of its functions only, and mypy may be told to follow the code of one that has
none. What its stub says that a function returns then holds as it would if the library was not installed.
"""

from __future__ import annotations

from collections.abc import Sequence

from mypy.nodes import Decorator, FuncDef, SymbolNode
from mypy.types import AnyType, CallableType, TypeOfAny, get_proper_type

from noblock.declarations import Mark


class LeftOpen:
    """The functions of libraries whose results only marker stubs tell.

    ``names`` are their full names by short name.
    """

    def __init__(self) -> None:
        self.names: dict[str, set[str]] = {}
        self._results: dict[str, str] = {}

    def take(self, node: SymbolNode | None, marks: Sequence[Mark]) -> None:
        """Take in a function or a method with what its stub says."""
        results = {mark.returns for mark in marks}
        if len(results) == 1 and node is not None and _is_open(node):
            (result,) = results
            if result and result not in marks[0].parameters:
                self._results[node.fullname] = result
                self.names.setdefault(node.name, set()).add(node.fullname)

    def result(self, fullname: str) -> str:
        """Return the public name of the class of what a function gives, empty if mypy knows it or no stub says it."""
        return self._results.get(fullname, "")


def _is_open(node: SymbolNode) -> bool:
    """Tell whether a function does not say what it returns, nor is decorated with what may change that."""
    function = node.func if isinstance(node, Decorator) else node
    if not isinstance(function, FuncDef) or function.is_coroutine or function.is_generator:
        return False
    kind = node.var.type if isinstance(node, Decorator) else None
    known = get_proper_type(kind if kind is not None else function.type)
    if known is None:
        return True
    result = get_proper_type(known.ret_type) if isinstance(known, CallableType) else None
    return isinstance(result, AnyType) and result.type_of_any == TypeOfAny.unannotated
