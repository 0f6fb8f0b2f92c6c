"""Keep a module's summaries in mypy's own cache.

They live in the module's symbol table, under a name that no program can write, as the text of a ``Literal`` type. So they
go wherever mypy's interface of the module goes: into every format of the cache, to parallel workers, into the interface
hash that makes dependents stale, and into the daemon's comparison of symbols. A module without summaries has no such
symbol, and nothing in the text depends on lines, so only a change of what callers must know makes anybody stale.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from mypy.nodes import GDEF, MypyFile, SymbolTableNode, TypeInfo, Var
from mypy.types import Instance, LiteralType, get_proper_type

from noblock import model
from noblock.model import Summary

# The daemon forgets all names of a module's symbol table without "@" when it checks the module's top level again.
SYMBOL = "noblock@summary"

_KINDS = {
    kind.__name__: kind
    for kind in (
        model.Argument, model.Closure, model.Decorated, model.Effect, model.Function, model.Lazy, model.Mark,
        model.Marked, model.Parameter, model.Partial, model.Requirement, model.Result, model.Summary,
    )
}  # fmt: skip


def attach(tree: MypyFile, summaries: Mapping[str, Summary], string: TypeInfo) -> None:
    """Store what callers must know of a module's functions in its symbol table, or remove what is there.

    Args:
        tree: The module.
        summaries: By full name; the ones that say nothing left out.
        string: The class ``builtins.str``.
    """
    tree.names.pop(SYMBOL, None)
    if not summaries:
        return
    variable = Var(SYMBOL, LiteralType(encode(summaries), Instance(string, [])))
    variable._fullname = f"{tree.fullname}.{SYMBOL}"
    variable.is_ready = True
    tree.names[SYMBOL] = SymbolTableNode(GDEF, variable, module_public=False, module_hidden=True, plugin_generated=True)


def attached(tree: MypyFile) -> dict[str, Summary]:
    """Return the summaries that were stored with a module."""
    symbol = tree.names.get(SYMBOL)
    if symbol is None or not isinstance(symbol.node, Var) or symbol.node.type is None:
        return {}
    stored = get_proper_type(symbol.node.type)
    return decode(stored.value) if isinstance(stored, LiteralType) and isinstance(stored.value, str) else {}


def encode(summaries: Mapping[str, Summary]) -> str:
    """Return summaries as text, the same text for the same summaries."""
    plain = {name: _plain(summary) for name, summary in sorted(summaries.items())}
    return json.dumps(plain, separators=(",", ":"))


def decode(text: str) -> dict[str, Summary]:
    """Return the summaries in a text made by ``encode``."""
    return {name: _restored(value) for name, value in json.loads(text).items()}


def _plain(value: Any) -> Any:
    """Write a frozen value as its kind and those fields that differ from their defaults, in order."""
    if is_dataclass(value):
        kept = {
            field.name: _plain(getattr(value, field.name))
            for field in fields(value)
            if getattr(value, field.name) != field.default
        }
        return {"": type(value).__name__, **kept}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _restored(value: Any) -> Any:
    if isinstance(value, dict):
        kind = _KINDS[value[""]]
        return kind(**{name: _restored(inner) for name, inner in value.items() if name})
    if isinstance(value, list):
        return tuple(_restored(item) for item in value)
    return value
