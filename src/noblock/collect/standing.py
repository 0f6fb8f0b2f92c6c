"""Know what the classes of a module say of their objects by constants, and leave that to nobody else.

    class Client:
        is_quick = False

    class Cached(Client):
        is_quick = True

What a class says may decide in a method of a base. Each class tells what it says itself, in the form in which functions
tell how they make objects, and names the bases that say the rest. What methods set, or anybody else in the module, is
not known, nor what bases say that know nothing of each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise

from mypy.nodes import (
    ARG_POS,
    AssignmentStmt,
    ClassDef,
    Decorator,
    FuncDef,
    MypyFile,
    NameExpr,
    OverloadedFuncDef,
    TypeInfo,
)

from noblock.collect.certainty import certainty
from noblock.collect.definitions import classes_in
from noblock.collect.named import Named
from noblock.collect.settings import Settings
from noblock.collect.tree import descendants
from noblock.collect.untouched import written
from noblock.model import Building, Function, Made

_APART = (ClassDef, Decorator, FuncDef, OverloadedFuncDef)  # what they assign to is their own


class Standing:
    """Knows it of the classes of one module, and looks at one only when it is asked for.

    Args:
        tree: The module.
        is_project: Whether the module of a name is part of the project.
    """

    def __init__(self, tree: MypyFile, is_project: Callable[[str], bool]) -> None:
        self._tree = tree
        self._is_project = is_project
        self._named = Named(tree)
        self._settings = Settings(tree)
        self._known: dict[str, Building] = {}

    def bases(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the full names of the classes of the module, each with those of its bases in the project."""
        return ((name, self._bases(info)) for name, info in self._classes.items())

    def of(self, name: str) -> Building | None:
        """Return what a class says, by its full name, if it is one of the module."""
        info = self._classes.get(name)
        if info is not None and name not in self._known:
            bases = self._bases(info)
            said = tuple((attribute, "", known) for attribute, known in sorted(self._said(info).items()))
            self._known[name] = Building(bases, (Made(Function(name), (), constructor=name, handed=said),))
        return self._known.get(name)

    def _bases(self, info: TypeInfo) -> tuple[str, ...]:
        return tuple(base.fullname for base in info.mro[1:] if self._is_project(base.module_name))

    @cached_property
    def _classes(self) -> Mapping[str, TypeInfo]:
        return {node.info.fullname: node.info for node in classes_in(self._tree)}

    def _said(self, info: TypeInfo) -> dict[str, str]:
        """Return what a class says of its attributes, by their names; empty for those that are not known."""
        found = dict.fromkeys(info.names, "")
        statements = [node for node in info.defn.defs.body if not isinstance(node, _APART)]
        times = Counter(one.name for node in statements for one in written(descendants(node)))
        for node in statements:
            match node:
                case AssignmentStmt(lvalues=[NameExpr(name=name)], rvalue=value) if name in found and times[name] == 1:
                    found[name] = certainty(value, ARG_POS, None, self._named)
        for name in {name for base in info.mro for name in base.names}:
            holders = [base for base in info.mro if name in base.names]
            apart = any(other not in one.mro for one, other in pairwise(holders))
            if apart or self._settings.is_set(name, info):
                found[name] = ""
        return found
