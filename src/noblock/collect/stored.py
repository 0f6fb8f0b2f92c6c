"""Write presumed types as text, and read them again.

Other modules get them as text, by way of mypy's cache, and texts can be compared. mypy writes its types itself, but
leaves out which function a type is of. The classes that it names are looked up on reading, also among those that stand
in for libraries that mypy cannot see.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from math import inf
from typing import Any

from mypy.lookup import lookup_fully_qualified
from mypy.nodes import Decorator, FuncDef, MypyFile, OverloadedFuncDef, SymbolNode, TypeInfo, Var
from mypy.types import CallableType, Instance, ProperType, Type, deserialize_type

from noblock.collect.plain import parts
from noblock.collect.unseen import Unseen
from noblock.project import Project

# What is stored of a function is its result; of a decorated function and of a variable its whole type; of a name that
# is imported from a library that mypy cannot see, the path in that library.
RESULT, WHOLE, IMPORT = "result", "whole", "import"


def written(what: str, kind: Type) -> str:
    """Return a type as text, the same text for the same type.

    Args:
        what: Whether it is the ``RESULT`` of a function or ``WHOLE``.
        kind: A plain type.
    """
    functions = [
        part.definition.fullname if isinstance(part, CallableType) and part.definition is not None else ""
        for part in parts(kind, inf)
    ]
    stored = [what, kind.serialize(), functions if any(functions) else []]
    return json.dumps(stored, sort_keys=True, separators=(",", ":"))


def written_import(path: str) -> str:
    """Return as text what an import path names."""
    return json.dumps([IMPORT, path, []])


def found_under(name: str, modules: dict[str, MypyFile]) -> SymbolNode | None:
    """Return the function or the variable of a full name, whose type may be presumed."""
    symbol = lookup_fully_qualified(name, modules, raise_on_missing=False)
    node = symbol.node if symbol is not None else None
    if isinstance(node, OverloadedFuncDef):
        node = node.items[0] if node.is_property else None
    return node if isinstance(node, (FuncDef, Decorator, Var)) else None


class Reader:
    """Reads texts, and finds what they name.

    Args:
        project: Knows mypy's modules.
        unseen: Stands in for libraries that mypy cannot see.
    """

    def __init__(self, project: Project, unseen: Unseen) -> None:
        self._project = project
        self._unseen = unseen

    def read(self, text: str) -> tuple[str, Type] | None:
        """Return what was stored and its type; None if something in that is unknown."""
        what, stored, functions = json.loads(text)
        kind = self.imported(stored) if what == IMPORT else _read_type(stored, self._class)
        if kind is None:
            return None
        if functions:
            for part, function in zip(parts(kind, inf), functions):
                if function and isinstance(part, CallableType):
                    part.definition = self._function(function)
        return what, kind

    def imported(self, path: str) -> ProperType | None:
        """Return what an import path names in a library that mypy cannot see, or sees under another name."""
        return self._unseen.at(path) or self._unseen.in_place_of(path, is_own=True)

    def _function(self, name: str) -> SymbolNode | None:
        found = lookup_fully_qualified(name, self._project.modules, raise_on_missing=False)
        return found.node if found is not None else None

    def _class(self, name: str) -> TypeInfo | None:
        found = lookup_fully_qualified(name, self._project.modules, raise_on_missing=False)
        if found is not None and isinstance(found.node, TypeInfo):
            return found.node
        return self._unseen.find_class(name)


def _read_type(stored: Any, find_class: Callable[[str], TypeInfo | None]) -> Type | None:
    """Return a plain type from its stored form, None if one of the classes in it is unknown."""
    kind = deserialize_type(stored)
    for part in parts(kind, inf):
        if isinstance(part, Instance) and part.type_ref is not None:
            found = find_class(part.type_ref)
            if found is None:
                return None
            part.type = found
            part.type_ref = None
    return kind
