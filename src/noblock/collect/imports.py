"""Follow import paths into libraries that mypy cannot see.

``import psycopg2; psycopg2.connect().cursor().execute(...)`` says what it calls even where mypy has only ``Any``: the
import gives the library, and the return types in its marker stub give the rest. This is the one place where types are
worked out here, and it knows three kinds of things: a dotted path, an instance of a marked class, and a member of
such an instance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mypy.nodes import CallExpr, Expression, Import, ImportFrom, MemberExpr, MypyFile, NameExpr, RefExpr, Var
from mypy.types import AnyType, get_proper_type
from mypy.util import correct_relative_import

from noblock.catalogue import Catalogue
from noblock.collect.scope import Scope
from noblock.declarations import VARIABLE, Mark

DEEPEST = 12
_ALL_SEEN = 2


@dataclass(frozen=True, slots=True)
class Thing:
    """What an expression is: something at a dotted path, or with ``is_instance`` an instance of the class there.

    ``marks`` are those of the function that it names, under ``name``; ``skips`` is 1 for a bound method.
    """

    name: str
    is_instance: bool = False
    marks: tuple[Mark, ...] = ()
    skips: int = 0


# What variables are, each as seen from an expression that so many others lead to.
Known = dict[tuple[Var, int], Thing | None]


class Imports:
    """The imports of one module, and what is reached through them.

    Args:
        tree: The module.
        catalogue: All marker stubs.
        modules: The modules that mypy knows.

    ``are_unseen`` tells whether any of them is of a library that mypy knows nothing of.
    """

    def __init__(self, tree: MypyFile, catalogue: Catalogue, modules: Mapping[str, MypyFile]) -> None:
        self._catalogue = catalogue
        self._paths: dict[str, str] = {}
        self.are_unseen = False
        seen: dict[str, int] = {}
        for name, path, module in _imported(tree):
            known = is_seen(path, modules) + (module in modules)
            self.are_unseen = self.are_unseen or known < _ALL_SEEN
            if known >= (seen.get(name, 0) or 1) or name not in seen:  # of several, what is there is imported
                self._paths[name] = path
                seen[name] = known

    def source(self, name: str) -> str:
        """Return the path of what is imported under a name, empty if nothing is."""
        return self._paths.get(name, "")

    def path(self, node: Expression, scope: Scope, known: Known) -> Thing | None:
        """Return what an expression names, if it is reached through an import that mypy knows nothing of.

        Args:
            node: The expression.
            scope: The names inside its function.
            known: Keeps what is found out about these, which may be bound and used in many places.
        """
        return self._thing(node, scope, known, 0)

    def _thing(self, node: Expression, scope: Scope, known: Known, depth: int) -> Thing | None:
        if depth > DEEPEST:
            return None
        if isinstance(node, NameExpr):
            return self._name(node, scope, known, depth)
        if isinstance(node, MemberExpr):
            base = self._thing(node.expr, scope, known, depth + 1)
            return self._member(base, node.name) if base is not None else None
        if isinstance(node, CallExpr):
            callee = self._thing(node.callee, scope, known, depth + 1)
            return self._result(callee) if callee is not None else None
        return None

    def _name(self, node: RefExpr, scope: Scope, known: Known, depth: int) -> Thing | None:
        variable = node.node
        if not isinstance(variable, Var):
            return None
        if variable.is_suppressed_import:
            return self._at(self._paths.get(variable.name, ""))
        if variable.type is not None and not isinstance(get_proper_type(variable.type), AnyType):
            return None
        if (variable, depth) not in known:
            bound = (value for kind, value in scope.bindings.get(variable, ()) if kind in ("value", "entered"))
            things = (self._thing(value, scope, known, depth + 1) for value in bound)
            known[variable, depth] = next((found for found in things if found is not None), None)
        return known[variable, depth]

    def _at(self, path: str) -> Thing | None:
        if not path:
            return None
        path = self._catalogue.marked_as(path)
        marks = self._catalogue.function(path)
        if marks and marks[0].accessor == VARIABLE:
            return Thing(marks[0].returns, is_instance=True)
        if not marks and self._catalogue.has_class(path):
            _, marks = self._catalogue.member(path, "__init__")
            return Thing(path, marks=marks, skips=1)
        return Thing(path, marks=marks)

    def _member(self, base: Thing, name: str) -> Thing | None:
        if not base.is_instance:
            return self._at(f"{base.name}.{name}")
        owner, marks = self._catalogue.member(base.name, name)
        if not marks:
            return None
        return Thing(f"{owner}.{name}", marks=marks, skips=1)

    def _result(self, callee: Thing) -> Thing | None:
        if callee.is_instance:
            return None
        if self._catalogue.has_class(callee.name):
            return Thing(callee.name, is_instance=True)
        for mark in callee.marks:
            if mark.returns:
                return Thing(mark.returns, is_instance=True)
        return None


def _imported(tree: MypyFile) -> Iterator[tuple[str, str, str]]:
    """Yield the names that a module imports, each with its path, and with the module that has to be there for it."""
    for node in tree.imports:
        if isinstance(node, Import):
            for name, alias in node.ids:
                yield alias or name.partition(".")[0], name if alias else name.partition(".")[0], name
        elif isinstance(node, ImportFrom):
            source, _ = correct_relative_import(tree.fullname, node.relative, node.id, tree.is_package_init_file())
            for name, alias in node.names:
                yield alias or name, f"{source}.{name}", source


def is_seen(path: str, modules: Mapping[str, MypyFile]) -> bool:
    """Tell whether mypy knows the library that an import path leads into.

    Of a namespace package, such as ``google.cloud``, one library may be there and another one not.

    Args:
        path: The import path.
        modules: The modules that mypy knows.
    """
    name, *further = path.split(".")
    while further and name in modules and not modules[name].path.endswith((".py", ".pyi")):
        name = f"{name}.{further.pop(0)}"
    return name in modules


def is_imported_inside(variable: Var) -> bool:
    """Tell whether a function imports what a name stands for; where a method does, mypy names it after the class."""
    return "." not in variable.fullname or bool(variable.info)
