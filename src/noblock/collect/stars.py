"""Know which function a name stands for that ``import *`` has given another meaning.

    from slow import *
    from quick import *

mypy keeps to the first of the functions of one name, Python to the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from mypy.nodes import (
    GDEF,
    ClassDef,
    Decorator,
    Expression,
    FuncDef,
    Import,
    ImportAll,
    ImportFrom,
    MypyFile,
    NameExpr,
    Node,
    OverloadedFuncDef,
    SymbolNode,
)
from mypy.util import correct_relative_import

from noblock.collect.tree import descendants

_APART = (ClassDef, Decorator, FuncDef, OverloadedFuncDef)  # what they mention they do not bind


class Stars:
    """Knows it of one module.

    Args:
        tree: The module.
        modules: All modules that mypy knows, by name.
    """

    def __init__(self, tree: MypyFile, modules: Mapping[str, MypyFile]) -> None:
        self._tree = tree
        self._modules = modules

    def meant(self, name: NameExpr) -> NameExpr | None:
        """Return a name of what Python finds under a name, where that is not what mypy does."""
        node = self._later.get(name.name) if self._later and name.kind == GDEF else None
        if node is None or name.node is not self._tree.names[name.name].node:
            return None
        found = NameExpr(name.name)
        found.node, found.kind, found.fullname = node, GDEF, node.fullname
        found.set_line(name)
        return found

    def among(self, names: Iterable[Expression]) -> list[NameExpr]:
        """Return all that is meant so among some names."""
        found = (self.meant(name) for name in names if isinstance(name, NameExpr)) if self._later else ()
        return [name for name in found if name is not None]

    @cached_property
    def _later(self) -> Mapping[str, SymbolNode]:
        """What the last ``import *`` gives for a name, if nothing is bound to that behind it and mypy has another."""
        found: dict[str, SymbolNode] = {}
        if not any(isinstance(statement, ImportAll) for statement in self._tree.defs):
            return found
        for statement in self._tree.defs:
            if isinstance(statement, ImportAll):
                found.update(self._given(statement))
            else:
                for name in _bound(statement):
                    found.pop(name, None)
        names = self._tree.names
        return {name: node for name, node in found.items() if name in names and names[name].node is not node}

    def _given(self, statement: ImportAll) -> Iterator[tuple[str, SymbolNode]]:
        """Yield what a star stands for."""
        package = self._tree.is_package_init_file()
        source, _ = correct_relative_import(self._tree.fullname, statement.relative, statement.id, package)
        module = self._modules.get(source)
        for name, symbol in module.names.items() if module is not None else ():
            if symbol.module_public and not symbol.module_hidden and symbol.node and not name.startswith("_"):
                yield name, symbol.node


def _bound(statement: Node) -> Iterator[str]:
    """Yield the names that a statement may bind, and more where that is not certain: all that it mentions."""
    yield from [statement.name] if isinstance(statement, OverloadedFuncDef) else ()
    for node in descendants(statement):
        match node:
            case Import():
                yield from (alias or name.partition(".")[0] for name, alias in node.ids)
            case ImportFrom():
                yield from (alias or name for name, alias in node.names)
            case FuncDef() | ClassDef() if node is _defined(statement):
                yield node.name
            case NameExpr() if not isinstance(statement, _APART):
                yield node.name


def _defined(statement: Node) -> Node:
    return statement.func if isinstance(statement, Decorator) else statement
