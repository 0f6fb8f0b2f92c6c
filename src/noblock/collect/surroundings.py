"""Gather what is known around a function, so that it need not be handed on piece by piece."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mypy.nodes import Expression, MypyFile
from mypy.types import ProperType

from noblock.collect.anew import Anew
from noblock.collect.fluent import Fluent
from noblock.collect.imports import Imports
from noblock.collect.kept import Kept
from noblock.collect.lookup import Lookup
from noblock.collect.members import Members
from noblock.collect.named import Named
from noblock.collect.scope import Scope
from noblock.collect.shadow import Types, type_of
from noblock.collect.telling import Telling
from noblock.declarations import Mark
from noblock.resolve import Resolver


@dataclass(frozen=True, slots=True)
class Surroundings:
    """All that evaluating an expression needs to know about its module and the world.

    ``marked`` gives the mark of a project function by its full name, if it has one; ``telling`` knows which of them
    tell whether a loop runs, ``kept`` what is kept for it, ``named`` the constants of the module, ``lookup`` its tables
    of functions, ``fluent`` the methods that give their own object, and ``anew`` names that it binds more than once.
    ``is_testing`` tells of a module by its name whether it is made for tests.
    """

    tree: MypyFile
    types: Types
    resolver: Resolver
    members: Members
    imports: Imports
    module_scope: Scope
    marked: Callable[[str], Mark | None]
    telling: Telling
    kept: Kept
    named: Named
    lookup: Lookup
    fluent: Fluent
    anew: Anew
    is_testing: Callable[[str], bool]

    def type(self, node: Expression) -> ProperType | None:
        """Return the type of an expression, None where it was never visited."""
        return type_of(self.types, node)
