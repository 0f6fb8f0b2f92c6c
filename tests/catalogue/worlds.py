"""Ask mypy what a public name stands for, on one platform and with one version of Python.

Libraries without types are read too, so that a name is found wherever its library defines it. What a library makes only
when it runs cannot be seen this way.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from mypy import build
from mypy.errors import CompileError
from mypy.modulefinder import BuildSource
from mypy.nodes import (
    Decorator,
    FuncDef,
    MypyFile,
    OverloadedFuncDef,
    SymbolNode,
    SymbolTable,
    TypeAlias,
    TypeInfo,
    Var,
)
from mypy.options import Options
from mypy.types import CallableType, Instance, Overloaded, UnionType, get_proper_type

OLDEST, NEWEST = (3, 10), (3, 14)
PLATFORMS = ("linux", "win32", "darwin")


@dataclass(frozen=True, slots=True)
class Target:
    """What mypy is told to check for: any interpreter can check for all of them."""

    platform: str
    version: tuple[int, int]


TARGETS = tuple(Target(platform, version) for version in (NEWEST, OLDEST) for platform in PLATFORMS)
HERE = Target(sys.platform, sys.version_info[:2])


class World:
    """The modules of the standard library and of one environment, as a target sees them.

    Args:
        target: What to check for.
        modules: The modules to load; those that do not exist are left out.
        python: The interpreter whose libraries are meant; without one, there is the standard library alone.

    Attributes:
        refused: The modules whose syntax mypy refuses.
    """

    def __init__(self, target: Target, modules: Iterable[str], python: str | None = None) -> None:
        self.target = target
        program = "".join(f"import {module}\n" for module in sorted(modules))
        self.refused: set[str] = set()
        self._files: dict[str, MypyFile] = _built(program, target, python, self.refused)

    def has_module(self, module: str) -> bool:
        """Tell whether a module exists."""
        return module in self._files

    def find(self, module: str, name: str) -> SymbolNode | None:
        """Return what a dotted name inside a module stands for."""
        tree = self._files.get(module)
        names = tree.names if tree is not None else SymbolTable()
        node: SymbolNode | None = None
        for part in name.split("."):
            symbol = node.get(part) if isinstance(node, TypeInfo) else names.get(part)
            node = _dealiased(symbol.node) if symbol is not None else None
            names = SymbolTable()
        return node

    def find_dotted(self, dotted: str) -> SymbolNode | None:
        """Return what a name with its module in front stands for."""
        place = self.place(dotted)
        return self.find(*place) if place is not None else None

    def place(self, dotted: str) -> tuple[str, str] | None:
        """Return the module of a name and the name inside it, if there is one."""
        parts = dotted.split(".")
        places = [(".".join(parts[:split]), ".".join(parts[split:])) for split in range(len(parts) - 1, 0, -1)]
        return next((place for place in places if self.find(*place) is not None), None)

    def siblings(self, module: str, name: str) -> list[str]:
        """Return the names next to which a dotted name would stand."""
        owner, _, _ = name.rpartition(".")
        node = self.find(module, owner) if owner else None
        if isinstance(node, TypeInfo):
            return [member for base in node.mro for member in base.names]
        tree = self._files.get(module)
        return list(tree.names) if tree is not None and not owner else []


def _built(program: str, target: Target, python: str | None, refused: set[str]) -> dict[str, MypyFile]:
    """Return mypy's modules, without those whose syntax it refuses, which are added to the others."""
    while True:
        try:
            # The current folder is no place to look for modules.
            sources, options = [BuildSource("main.py", "__main__", program)], _options(target, python, refused)
            return build.build(sources, options, alt_lib_path=os.devnull).files
        except CompileError as error:
            if error.module_with_blocker is None or error.module_with_blocker in refused:
                raise
            refused.add(error.module_with_blocker)


def _options(target: Target, python: str | None, refused: Iterable[str]) -> Options:
    options = Options()
    options.platform, options.python_version = target.platform, target.version
    options.python_executable = python
    options.incremental, options.cache_dir = False, os.devnull
    options.ignore_missing_imports = options.ignore_errors = options.follow_untyped_imports = True
    options.per_module_options = {
        module: {"follow_imports": "skip", "follow_imports_for_stubs": True} for module in refused
    }
    return options


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a question about the name that was probably meant, or nothing."""
    short = name.rpartition(".")[2]
    close = get_close_matches(short, sorted(set(known)), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


def functions(node: SymbolNode | None) -> list[FuncDef]:
    """Return the definitions behind a function, all overloads, or behind the constructor of a class."""
    match node:
        case FuncDef():
            return [node]
        case Decorator():
            return [node.func]
        case OverloadedFuncDef():
            return [found for item in node.items for found in functions(item)]
        case Var():
            kind = get_proper_type(node.type)
            if isinstance(kind, Overloaded):
                return [found for item in kind.items for found in functions(item.definition)]
            call = kind.type.get("__call__") if isinstance(kind, Instance) else None
            return functions(call.node) if call is not None else []
        case _:
            return []


def constructors(info: TypeInfo) -> list[FuncDef]:
    """Return the definitions that take the arguments of a class."""
    for base in info.mro[:-1]:
        found = [
            one for name in ("__init__", "__new__") if name in base.names for one in functions(base.names[name].node)
        ]
        if found:
            return found
    return []


def gives_awaitables(node: SymbolNode | None, *, surely: bool) -> tuple[bool, ...]:
    """Tell for each overload whether a call gives something that only asynchronous code can use, surely or maybe.

    That is something to await, to enter with ``async with`` or to iterate over with ``async for``.
    """
    if isinstance(node, TypeInfo):
        return (_is_asynchronous(node),)
    return tuple(
        one.is_coroutine or one.is_async_generator or _returns_awaitable(one, all if surely else any)
        for one in functions(node)
    )


def _returns_awaitable(function: FuncDef, enough: Callable[[Iterable[bool]], bool]) -> bool:
    kind = get_proper_type(function.type)
    returned = get_proper_type(kind.ret_type) if isinstance(kind, CallableType) else None
    found = [get_proper_type(item) for item in returned.items] if isinstance(returned, UnionType) else [returned]
    return enough(isinstance(item, Instance) and _is_asynchronous(item.type) for item in found)


def _is_asynchronous(info: TypeInfo) -> bool:
    ways = (("__await__", "__next__"), ("__aenter__", "__enter__"), ("__aiter__", "__iter__"))
    return any(info.get(one) is not None and info.get(other) is None for one, other in ways)


def is_property(node: SymbolNode | None) -> bool:
    """Tell whether reading an attribute is a call."""
    match node:
        case Decorator():
            return node.func.is_property or node.var.is_property
        case OverloadedFuncDef():
            return node.is_property
        case _:
            return False


def _dealiased(node: SymbolNode | None) -> SymbolNode | None:
    """Follow an alias to a class, and a variable to the function or class that it was given."""
    if isinstance(node, TypeAlias):
        target = get_proper_type(node.target)
        return target.type if isinstance(target, Instance) else node
    if isinstance(node, Var):
        kind = get_proper_type(node.type)
        if isinstance(kind, CallableType):
            return kind.type_object() if kind.is_type_obj() else kind.definition or node
    return node
