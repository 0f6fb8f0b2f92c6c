"""Tell whether a dotted name exists, from sources alone.

A name in an allowlist or a marker stub that nothing has is a typo, and must not be silent. Whether it exists may not
depend on what mypy checks in this run and what it takes from its cache, so mypy is asked for nothing but where a
module is. Every run pays for this: most names are found by a look at the lines of the source, few need it parsed.
Where sources cannot tell, such as behind ``import *`` or ``__getattr__``, a name is taken to exist.
"""

from __future__ import annotations

import ast
import builtins
import re
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from noblock.bindings import bound, has_attribute

DEEPEST = 10  # re-exports and bases are followed this far
_DEFINES = r"(?:async def|def|class)"
_NEXT_AT_THE_TOP = re.compile(r"^[^\s)#]", re.MULTILINE)


@dataclass(frozen=True)
class Missing:
    """A name that does not exist: what ``owner`` lacks, and what it has instead; without an owner, a module."""

    owner: str
    name: str
    known: tuple[str, ...] = ()


@dataclass(frozen=True)
class Elsewhere:
    """A name that stands for something that is defined under another one: imported or inherited."""

    name: str


Answer = Missing | Elsewhere | None


class Names:
    """Looks names up.

    Args:
        find: Returns the path of a module, None if there is no such module.
        siblings: Returns the names of the modules in a package, and of those at the top for an empty name.
    """

    def __init__(self, find: Callable[[str], Path | None], siblings: Callable[[str], Iterable[str]]) -> None:
        self._find = find
        self._siblings = siblings
        self._texts: dict[Path, str] = {}
        self._scopes: dict[Path, dict[str, ast.AST]] = {}

    def answer(self, name: str) -> Answer:
        """Tell what is wrong with a name, None if it exists or nobody can tell."""
        answer = self._answer(name)
        for _ in range(DEEPEST):
            further = self._answer(answer.name) if isinstance(answer, Elsewhere) else None
            if further is None or (isinstance(further, Missing) and not further.owner):
                break
            if isinstance(further, Elsewhere) and further.name.partition(".")[0] != name.partition(".")[0]:
                break  # how another package is built inside is not what its users see
            answer = further
        return answer

    def _answer(self, name: str) -> Answer:
        module, path, rest = self.module_of(name)
        if path is None:
            return Missing("", rest[0], tuple(self._siblings("")))
        if not rest or not (path.is_dir() or _is_source(path)):
            return None
        if path.is_dir():
            return Missing(module, rest[0], tuple(self._siblings(module)))
        if is_evident(self._text(path), rest):
            return None
        answer = self._search(module, module, self._scope(path), rest)
        if isinstance(answer, Missing) and answer.owner == module and path.stem == "__init__":
            return Missing(module, answer.name, (*answer.known, *self._siblings(module)))
        return answer

    def beginning(self, module: str, prefix: str) -> Missing | None:
        """Tell whether a module lacks names that begin with some letters; None if it has any or nobody can tell."""
        _, path, rest = self.module_of(module)
        if path is None or rest or not (path.is_dir() or _is_source(path)):
            return None
        scope = {} if path.is_dir() else self._scope(path)
        known = {*scope, *(self._siblings(module) if path.is_dir() or path.stem == "__init__" else ())}
        if {"*", "__getattr__"} & known or any(name.startswith(prefix) for name in known):
            return None
        return Missing(module, prefix, tuple(sorted(known)))

    def module_of(self, name: str) -> tuple[str, Path | None, list[str]]:
        """Return the longest module that a name starts with, its path, and the names after it."""
        parts = name.split(".")
        module, path = "", None
        for end in range(1, len(parts) + 1):
            found = self._find(".".join(parts[:end]))
            if found is None:
                break
            module, path = ".".join(parts[:end]), found
        return module, path, parts[module.count(".") + 1 :] if module else parts

    def _search(self, module: str, owner: str, scope: dict[str, ast.AST], rest: list[str]) -> Answer:
        """Look for some names in what a module, class or function binds."""
        node = scope.get(rest[0])
        if node is None:
            return None if "*" in scope or "__getattr__" in scope else Missing(owner, rest[0], tuple(scope))
        inner = f"{owner}.{rest[0]}"
        match node:
            case ast.alias() | ast.ImportFrom():
                return Elsewhere(".".join([self._imported(node, rest[0], module), *rest[1:]]))
            case ast.ClassDef() if len(rest) > 1:
                own = bound(node.body)
                if rest[1] in own or has_attribute(node, rest[1]):
                    return self._search(module, inner, own, rest[1:]) if rest[1] in own else None
                answer = self._inherited(module, node, rest[1], 0)
                if isinstance(answer, Missing):
                    return Missing(inner, rest[1], (*own, *answer.known))
                return answer
            case ast.FunctionDef() | ast.AsyncFunctionDef() if len(rest) > 1 and rest[1] not in ("setter", "deleter"):
                return self._search(module, inner, bound(node.body), rest[1:])
        return None

    def _inherited(self, module: str, node: ast.ClassDef, name: str, depth: int) -> Answer:
        """Look for a name in the bases of a class."""
        known: set[str] = set()
        for base in node.bases:
            full = self._full_name(module, base)
            if full.startswith(("typing.", "typing_extensions.")):
                continue
            found = self._class(full, depth + 1)
            if found is None:
                return None
            members = bound(found[1].body)
            if name in members or has_attribute(found[1], name):
                return Elsewhere(f"{full}.{name}")
            answer = self._inherited(*found, name, depth + 1)
            if not isinstance(answer, Missing):
                return answer
            known.update(members, answer.known)
        return None if name in dir(object) else Missing("", name, tuple(sorted(known)))

    def _full_name(self, module: str, base: ast.expr) -> str:
        """Return the full name of a base, nothing if it has none."""
        while isinstance(base, ast.Subscript):
            base = base.value
        written = ast.unparse(base)
        first, dot, rest = written.partition(".")
        path = self._find(module)
        node = self._scope(path).get(first) if path is not None else None
        if isinstance(node, (ast.alias, ast.ImportFrom)):
            return f"{self._imported(node, first, module)}{dot}{rest}"
        if isinstance(node, ast.ClassDef):
            return f"{module}.{written}"
        return f"builtins.{written}" if node is None and hasattr(builtins, first) else ""

    def _class(self, full: str, depth: int) -> tuple[str, ast.ClassDef] | None:
        """Return the module and the definition of a class, None if nobody can tell."""
        module, path, rest = self.module_of(full)
        if path is None or not _is_source(path) or len(rest) != 1 or depth > DEEPEST:
            return None
        node = self._scope(path).get(rest[0])
        if isinstance(node, ast.ClassDef):
            return module, node
        if isinstance(node, (ast.alias, ast.ImportFrom)):
            return self._class(self._imported(node, rest[0], module), depth + 1)
        return None

    def _imported(self, node: ast.alias | ast.ImportFrom, name: str, module: str) -> str:
        """Return the full name of what an import binds to a name."""
        if isinstance(node, ast.alias):
            return node.name if node.asname else name
        source = node.module or ""
        if node.level:
            path = self._find(module)
            is_package = path is not None and path.stem == "__init__"
            parts = module.split(".")
            kept = parts[: len(parts) - node.level + is_package]
            source = ".".join([*kept, source]) if source else ".".join(kept)
        original = next(alias.name for alias in node.names if (alias.asname or alias.name) == name)
        return f"{source}.{original}"

    def _text(self, path: Path) -> str:
        if path not in self._texts:
            try:  # names are the same in all encodings that people use
                self._texts[path] = path.read_text(encoding="utf-8", errors="replace")
            except OSError:
                self._texts[path] = "from unreadable import *"
        return self._texts[path]

    def _scope(self, path: Path) -> dict[str, ast.AST]:
        """Return what a module binds; ``*`` if it may bind anything."""
        if path not in self._scopes:
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    self._scopes[path] = bound(ast.parse(self._text(path)).body)
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                self._scopes[path] = {"*": ast.Pass()}  # mypy says so itself, or it is for a newer Python
        return self._scopes[path]


def is_evident(text: str, names: list[str]) -> bool:
    """Tell whether lines of a source define a function or class of some names, or a method of a class."""
    found = re.search(rf"^{_DEFINES} {names[0]}\b", text, re.MULTILINE)
    if found is None or len(names) == 1:
        return found is not None
    end = _NEXT_AT_THE_TOP.search(text, found.end())
    block = text[found.end() : end.start() if end is not None else len(text)]
    return len(names) == 2 and re.search(rf"^(?:    |\t){_DEFINES} {names[1]}\b", block, re.MULTILINE) is not None


def _is_source(path: Path) -> bool:
    return path.suffix in (".py", ".pyi")
