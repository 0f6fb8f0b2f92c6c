"""Know all marker stubs, ours and the user's, by the public names of what they mark.

Nothing is looked for before somebody asks, and a stub is read when its module is first asked for: a run in which
nothing has changed pays nothing, and any other only for the libraries that it meets. Where several folders mark the
same name, the later folder wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from noblock.declarations import Mark
from noblock.folders import stub_files
from noblock.stubs import Stub, StubClass, read_stub


class Catalogue:
    """The marker stubs in some folders.

    Args:
        folders: Where to look, the most important last.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._stubs: dict[str, Stub] = {}

    @cached_property
    def _paths(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for folder in self._folders:
            for module, path in stub_files(folder):
                found.setdefault(module, []).append(path)
        return found

    @property
    def modules(self) -> Iterable[str]:
        """The names of all modules that have a stub."""
        return self._paths.keys()

    @cached_property
    def _below(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for module in self._paths:
            outer = module
            while outer:
                found.setdefault(outer, set()).add(module)
                outer = outer.rpartition(".")[0]
        return found

    def below(self, path: str) -> Iterable[str]:
        """Return the names of the modules that have a stub and are, or are inside, the one of an import path."""
        return self._below.get(path, ())

    def stub(self, module: str) -> Stub:
        """Return what all folders together say about one module.

        Raises:
            StubError: One of its stubs holds something outside the grammar.
        """
        if module not in self._stubs:
            merged = Stub()
            for path in self._paths.get(module, ()):
                stub = read_stub(path, module)
                merged.functions.update(stub.functions)
                merged.given.update(stub.given)
                for name, found in stub.classes.items():
                    merged.classes[name] = _merged_class(merged.classes.get(name), found)
            self._stubs[module] = merged
        return self._stubs[module]

    def marked_as(self, path: str) -> str:
        """Return the public name of what an import path names, also where that is not the module that marks it."""
        module, _, name = path.rpartition(".")
        return self.stub(module).given.get(name, path) if module in self._paths else path

    def function(self, name: str) -> tuple[Mark, ...]:
        """Return the marks of a module-level function by its public name."""
        module, _, function = name.rpartition(".")
        return self.stub(module).functions.get(function, ()) if module in self._paths else ()

    def has_class(self, name: str) -> bool:
        """Tell whether a class has marks."""
        return self._class(name) is not None

    def public(self, class_name: str) -> str:
        """Return the class by whose name users know that of a stub alone, whose objects differ by how they are made."""
        found = self._class(class_name)
        is_own = found is not None and found.bases and class_name.rpartition(".")[2].startswith("_")
        return found.bases[0] if found is not None and is_own else class_name

    def member(self, class_name: str, name: str) -> tuple[str, tuple[Mark, ...]]:
        """Return the class that marks a member of a class, by the bases that the stubs give, and the marks."""
        return self._member(class_name, name, set())

    def _member(self, class_name: str, name: str, seen: set[str]) -> tuple[str, tuple[Mark, ...]]:
        found = self._class(class_name)
        if found is None or class_name in seen:
            return "", ()
        seen.add(class_name)
        if name in found.members:
            return class_name, found.members[name]
        if found.every_method is not None and not name.startswith("_"):
            return class_name, (found.every_method,)
        for base in found.bases:
            owner, marks = self._member(base, name, seen)
            if marks:
                return owner, marks
        return "", ()

    def _class(self, name: str) -> StubClass | None:
        module, _, inner = name.rpartition(".")
        while module:
            if module in self._paths:
                return self.stub(module).classes.get(inner)
            module, _, last = module.rpartition(".")
            inner = f"{last}.{inner}"
        return None


def _merged_class(known: StubClass | None, found: StubClass) -> StubClass:
    """Return what two folders say of one class; a mark that the later one puts on the class overrules the earlier."""
    if known is None:
        return found
    kept = known.members
    every = found.every_method
    if every is not None:  # it says nothing of private methods, nor of what happens to callables
        kept = {
            name: marks if name.startswith("_") else tuple(_decided(mark, every) for mark in marks)
            for name, marks in kept.items()
        }
    return StubClass(known.bases + found.bases, {**kept, **found.members}, every or known.every_method)


def _decided(mark: Mark, by: Mark) -> Mark:
    return replace(mark, category=by.category, use=by.use, decides=by.decides)
