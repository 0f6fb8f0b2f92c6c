"""Find the names that statements bind, under whatever conditions."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator


def bound(statements: Iterable[ast.stmt]) -> dict[str, ast.AST]:
    """Return what some statements bind, under whatever conditions: definitions and imports rather than variables."""
    found: dict[str, ast.AST] = {}
    for name, node in _bindings(statements):
        if name not in found or isinstance(found[name], ast.Name):
            found[name] = node
    return found


def _bindings(statements: Iterable[ast.stmt]) -> Iterator[tuple[str, ast.AST]]:
    for statement in statements:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield statement.name, statement
            case ast.Import():
                yield from ((alias.asname or alias.name.partition(".")[0], alias) for alias in statement.names)
            case ast.ImportFrom():
                yield from ((alias.asname or alias.name, statement) for alias in statement.names)
            case _:
                for node in ast.iter_child_nodes(statement):
                    if isinstance(node, ast.stmt):
                        yield from _bindings([node])
                    elif isinstance(node, (ast.ExceptHandler, ast.match_case)):
                        yield from _bindings(node.body)
                    else:
                        yield from _assigned(node)


def _assigned(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for one in ast.walk(node):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store):
            yield one.id, one


def has_attribute(node: ast.ClassDef, name: str) -> bool:
    """Tell whether a method of a class sets an attribute."""
    return any(
        isinstance(one, ast.Attribute) and one.attr == name and isinstance(one.ctx, ast.Store) for one in ast.walk(node)
    )
