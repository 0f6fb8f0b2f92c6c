"""Describe a small project as frozen values, and render it to source text.

A project is modules of *definitions*; a definition has a kind, which decides what is written around its body, and a
body of *statements*; a statement is a form, a template with slots, and the names that fill these. A description that
can be compared and rebuilt makes an edit a plain function, a revert an older value, and a shrunk failure a smaller one.

A description may be wrong on purpose: a name whose definition was removed stays where it is used, because mypy has to
say the same about it in every mode too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from textwrap import indent

from modes.constructs import KINDS

PACKAGE = "app"
PRELUDE = """\
import asyncio
import functools
import operator
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, AnyStr, Protocol
from noblock import blocking, nonblocking, on_loop
"""


@dataclass(frozen=True)
class Ref:
    """A name at the top level of a module: defined there, or re-exported by it."""

    module: str
    name: str


@dataclass(frozen=True)
class Statement:
    """One statement.

    Attributes:
        form: Its text, with ``{0}`` and ``{1}`` for the names.
        refs: The names.
        ignore: The error code of a ``# type: ignore`` at its end.
    """

    form: str
    refs: tuple[Ref, ...] = ()
    ignore: str = ""


@dataclass(frozen=True)
class Definition:
    """A function, a method, a class or a variable.

    Attributes:
        kind: A key of ``KINDS``.
        refs: The names in its first lines: base classes, a decorator, the class that it returns.
        mark: A decorator of ours, as written.
        members: The members of a class.
    """

    name: str
    kind: str
    body: tuple[Statement, ...] = ()
    refs: tuple[Ref, ...] = ()
    is_annotated: bool = True
    mark: str = ""
    members: tuple[Definition, ...] = ()


@dataclass(frozen=True)
class Module:
    """One file.

    Attributes:
        imports: The modules that it imports.
        by_name: Whether it imports the names that it uses, rather than the modules that have them.
        reexports: Names that others may import from here.
        padding: The number of comment lines at its top.
    """

    name: str
    definitions: tuple[Definition, ...] = ()
    imports: tuple[str, ...] = ()
    by_name: bool = True
    reexports: tuple[Ref, ...] = ()
    padding: int = 0


@dataclass(frozen=True)
class Project:
    """Some modules of one package."""

    modules: tuple[Module, ...]

    def module(self, name: str) -> Module:
        return next(module for module in self.modules if module.name == name)

    def with_module(self, changed: Module) -> Project:
        return Project(tuple(changed if module.name == changed.name else module for module in self.modules))

    def sources(self) -> dict[str, str]:
        """Return the text of each file, by its path."""
        files = {f"{PACKAGE}/__init__.py": ""}
        files.update({_path(module.name): _render(module) for module in self.modules})
        return files

    def has_cycle(self) -> bool:
        """Tell whether some modules import each other."""
        left = {module.name: set(module.imports) | _ancestors(module.name) for module in self.modules}
        while True:
            done = {name for name, imports in left.items() if not imports & left.keys()}
            if not done:
                return bool(left)
            left = {name: imports for name, imports in left.items() if name not in done}


def shift(module: Module) -> Module:
    """Move everything in a module down by a line."""
    return replace(module, padding=module.padding + 1)


def _path(module: str) -> str:
    return f"{PACKAGE}/__init__.py" if module == PACKAGE else f"{module.replace('.', '/')}.py"


def _ancestors(module: str) -> set[str]:
    return set() if module == PACKAGE else {PACKAGE}


def _render(module: Module) -> str:
    blocks = ["# padding\n" * module.padding + PRELUDE + "".join(f"{line}\n" for line in _imports(module))]
    blocks.extend(_definition(module, definition) for definition in module.definitions)
    return "\n".join(blocks)


def _imports(module: Module) -> Iterator[str]:
    for imported in module.imports:
        names = sorted({ref.name for ref in _used(module) if ref.module == imported})
        if names and module.by_name:
            yield f"from {imported} import {', '.join(names)}"
        elif imported == PACKAGE:
            yield f"import {PACKAGE}"
        else:
            yield f"from {PACKAGE} import {_last(imported)}"
    for ref in module.reexports:
        yield f"from {ref.module} import {ref.name} as {ref.name}"


def _used(module: Module) -> Iterator[Ref]:
    waiting = list(module.definitions)
    while waiting:
        definition = waiting.pop()
        waiting.extend(definition.members)
        yield from definition.refs
        for statement in definition.body:
            yield from statement.refs


def _definition(module: Module, definition: Definition) -> str:
    kind = KINDS[definition.kind]
    head = kind.head if definition.is_annotated else kind.bare or kind.head
    bases = ", ".join(_spelled(module, ref) for ref in definition.refs)
    names = [_spelled(module, ref) for ref in definition.refs]
    lines = [definition.mark] if definition.mark else []
    lines.append(head.format(*names, name=definition.name, bases=f"({bases})" if bases else ""))
    inside = [_statement(module, statement) for statement in definition.body]
    inside.extend(_definition(module, member) for member in definition.members)
    inside.append(kind.tail.format(*names))
    if head.endswith(":"):
        body = "\n".join(text for text in inside if text)
        lines.append(indent(body or "pass", "    " * kind.depth))
    lines.append(indent(kind.closing, "    ") if kind.closing else "")
    return "\n".join(line for line in lines if line) + "\n"


def _statement(module: Module, statement: Statement) -> str:
    text = statement.form.format(*(_spelled(module, ref) for ref in statement.refs))
    return f"{text}  # type: ignore[{statement.ignore}]" if statement.ignore else text


def _spelled(module: Module, ref: Ref) -> str:
    if ref.module == module.name or module.by_name:
        return ref.name
    return f"{_last(ref.module)}.{ref.name}"


def _last(module: str) -> str:
    return module.rpartition(".")[2]
