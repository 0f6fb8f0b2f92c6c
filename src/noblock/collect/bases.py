"""Let classes have the bases that mypy cannot see.

Of ``class Api(requests.Session)`` mypy knows no base where ``requests`` has no types, and it takes whatever it does not
find for ``Any``. While bodies are looked at here, such a class has those classes behind it that stand in for the
library's; then they are taken away again, so mypy's own checks never meet them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from mypy.nodes import ClassDef, IndexExpr, MypyFile, TypeInfo
from mypy.types import Instance, TypeType, get_proper_type

from noblock.collect.annotations import At
from noblock.collect.definitions import classes_in
from noblock.collect.showing import unremembered
from noblock.collect.spelling import spelled
from noblock.project import Project


@dataclass(frozen=True)
class _Derived:
    """A class, with the classes that mypy looks for its members in, and those that it is shown to have."""

    info: TypeInfo
    own: list[TypeInfo]
    shown: list[TypeInfo]


class Bases:
    """The bases that classes of the project have in libraries that mypy cannot see.

    Args:
        project: Keeps them, by name.
        find_class: Finds the class that stands in for one of a library, by its public name.
        keeps: Whether the classes that mypy has now will stay as they are.
    """

    def __init__(self, project: Project, find_class: Callable[[str], TypeInfo | None], *, keeps: bool) -> None:
        self._project = project
        self._find_class = find_class
        self._keeps = keeps
        self._known: dict[str, _Derived] = {}

    def note(self, trees: Sequence[MypyFile], standing: Mapping[str, At]) -> None:
        """Find them for the classes of modules that are worked on together.

        Args:
            trees: The modules.
            standing: What dotted names stand for in each module, if that is in such a library.
        """
        found = {
            tree.fullname: [defined for defined in classes_in(tree) if defined.info.fallback_to_any] for tree in trees
        }
        known = dict(self._project.names().bases)
        for module, group in found.items():
            known.update((defined.info.fullname, _named(defined, standing[module])) for defined in group)
        for module, group in found.items():
            bases = {
                defined.info.fullname: tuple(
                    dict.fromkeys(name for base in defined.info.mro for name in known.get(base.fullname, ()))
                )
                for defined in group
            }
            self._project.note_bases(module, {name: names for name, names in bases.items() if names})

    @contextmanager
    def shown(self) -> Iterator[None]:
        """Let all classes known so far have these bases."""
        found = list(self._derived())
        with unremembered(bool(found)):
            try:
                for derived in found:
                    derived.info.mro = derived.shown
                yield
            finally:
                for derived in found:
                    derived.info.mro = derived.own

    def _derived(self) -> Iterator[_Derived]:
        if not self._keeps:
            self._known.clear()
        for name, bases in self._project.names().bases.items():
            derived = self._known.get(name) or self._with_bases(name, bases)
            if derived is not None:
                self._known[name] = derived
                yield derived

    def _with_bases(self, name: str, bases: tuple[str, ...]) -> _Derived | None:
        try:
            info = self._project.find_class(name)
        except KeyError:
            return None
        made = [found for base in bases if (found := self._find_class(base)) is not None]
        behind = [above for found in made for above in found.mro[:-1]]
        return _Derived(info, info.mro, [*dict.fromkeys((*info.mro[:-1], *behind)), info.mro[-1]])


def _named(defined: ClassDef, at: At) -> tuple[str, ...]:
    """Return the public names of the bases of a class that are in such libraries."""
    found: list[str] = []
    for node in defined.base_type_exprs:
        kind = at(spelled(node.base if isinstance(node, IndexExpr) else node))
        item = get_proper_type(kind.item) if isinstance(kind, TypeType) else None
        if isinstance(item, Instance):
            found.append(item.type.fullname)
    return tuple(found)
