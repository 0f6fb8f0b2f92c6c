"""What the marker stubs of this repository say, one entry for each name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mypy.modulefinder import load_stdlib_py_versions

from noblock.declarations import Mark
from noblock.folders import stub_files
from noblock.stubs import Stub, StubClass, read_stub

ROOT = Path(__file__).parents[2]
STUBS = ROOT / "stubs"


@dataclass(frozen=True, slots=True)
class Entry:
    """One function, method or property, or one class with a mark or bases of its own.

    Attributes:
        module: The module that users import.
        name: The name inside it, with the class in front.
        marks: Its overloads, or the mark of all methods of a class.
        bases: The public names of the bases of a class.
        members: What a class says of single members.
        is_class: Whether this is a class.
    """

    module: str
    name: str
    marks: tuple[Mark, ...]
    bases: tuple[str, ...] = ()
    members: frozenset[str] = frozenset()
    is_class: bool = False

    @property
    def public(self) -> str:
        """The name as people write it."""
        return self.name if self.module == "builtins" else f"{self.module}.{self.name}"

    @property
    def category(self) -> str:
        """What its calls wait for, in the overload that blocks."""
        return next((mark.category for mark in self.marks if mark.category), "")

    @property
    def use(self) -> str:
        """What to await instead."""
        return next((mark.use for mark in self.marks if mark.use), "")

    @property
    def path(self) -> str:
        """The stub that it stands in, from the top of the repository."""
        return _paths()[self.module].relative_to(ROOT).as_posix()


@cache
def stubs() -> dict[str, Stub]:
    """Return every stub by the name of its module."""
    return {module: read_stub(path, module) for module, path in stub_files(STUBS)}


@cache
def _paths() -> dict[str, Path]:
    return dict(stub_files(STUBS))


@cache
def standard_modules() -> frozenset[str]:
    """Return the modules of the standard library that typeshed knows."""
    return frozenset(load_stdlib_py_versions(None))


def is_standard(module: str) -> bool:
    """Tell whether a module belongs to the standard library."""
    return module.partition(".")[0] in standard_modules()


def _is_made_up(name: str, found: StubClass) -> bool:
    """Tell whether a class stands for the instances that are made in one way, and exists only in the stub."""
    return name.startswith("_") and bool(found.bases)


@cache
def made_up() -> frozenset[str]:
    """Return the public names of the classes that exist only in the stubs."""
    return frozenset(
        f"{module}.{name}"
        for module, stub in stubs().items()
        for name, found in stub.classes.items()
        if _is_made_up(name, found)
    )


def entries(module: str) -> Iterator[Entry]:
    """Yield all that the stub of a module says of what exists."""
    stub = stubs()[module]
    for name, marks in stub.functions.items():
        yield Entry(module, name, marks)
    for name, found in stub.classes.items():
        if _is_made_up(name, found):
            continue
        mark = (found.every_method,) if found.every_method is not None else ()
        yield Entry(module, name, mark, found.bases, frozenset(found.members), is_class=True)
        for member, marks in found.members.items():
            yield Entry(module, f"{name}.{member}", marks)
