"""Let classes have the bases that mypy cannot see.

Of ``class Api(requests.Session)`` mypy knows no base where ``requests`` has no types, and it takes whatever it does not
find for ``Any``. While bodies are looked at here, such a class has those classes behind it that stand in for the
library's; then they are taken away again, so mypy's own checks never meet them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from mypy.nodes import ClassDef, IndexExpr, MypyFile, TypeInfo
from mypy.types import Instance, TypeType, get_proper_type

from noblock.collect.annotations import At
from noblock.collect.definitions import classes_in
from noblock.collect.presumed import unremembered
from noblock.collect.spelling import spelled
from noblock.project import Project


class Bases:
    """The bases that classes of the project have in libraries that mypy cannot see.

    Args:
        project: Keeps them, by name.
        find_class: Finds the class that stands in for one of a library, by its public name.
    """

    def __init__(self, project: Project, find_class: Callable[[str], TypeInfo | None]) -> None:
        self._project = project
        self._find_class = find_class

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
        before: list[tuple[TypeInfo, list[TypeInfo]]] = []
        with unremembered(bool(self._project.names().bases)):
            try:
                for name, bases in self._project.names().bases.items():
                    info = self._class(name)
                    behind = [
                        above
                        for base in bases
                        if (made := self._find_class(base)) is not None
                        for above in made.mro[:-1]
                    ]
                    if info is not None and behind:
                        before.append((info, info.mro))
                        info.mro = [*dict.fromkeys((*info.mro[:-1], *behind)), info.mro[-1]]
                yield
            finally:
                for info, mro in before:
                    info.mro = mro

    def _class(self, name: str) -> TypeInfo | None:
        try:
            return self._project.find_class(name)
        except KeyError:
            return None


def _named(defined: ClassDef, at: At) -> tuple[str, ...]:
    """Return the public names of the bases of a class that are in such libraries."""
    found: list[str] = []
    for node in defined.base_type_exprs:
        kind = at(spelled(node.base if isinstance(node, IndexExpr) else node))
        item = get_proper_type(kind.item) if isinstance(kind, TypeType) else None
        if isinstance(item, Instance):
            found.append(item.type.fullname)
    return tuple(found)
