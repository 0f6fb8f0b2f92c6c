"""Keep a module's summaries in mypy's own cache.

They live in the module's symbol table, under a name that no program can write, as the text of a ``Literal`` type. So
they go wherever mypy's interface of the module goes: into every format of the cache, to parallel workers, into the
interface hash that makes dependents stale, and into the daemon's comparison of symbols. A module without summaries
has no such symbol, and nothing in the text depends on lines, so only a change of what callers must know makes anybody
stale.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

from mypy.nodes import GDEF, MypyFile, SymbolTableNode, TypeInfo, Var
from mypy.types import Instance, LiteralType, get_proper_type

from noblock import declarations, effects, model
from noblock.effects import Summary
from noblock.model import Building

# The daemon forgets all names of a module's symbol table without "@" when it checks the module's top level again.
SYMBOL = "noblock@summary"

_KINDS = {
    kind.__name__: kind
    for kind in (
        model.Argument, model.Building, model.Choice, model.Closure, model.Decorated, effects.Effect, model.Element,
        model.Function, model.Lazy, model.Made, declarations.Mark, model.Marked, model.Method, model.Object,
        model.Parameter, model.Partial, declarations.Requirement, model.Result, model.Default, effects.Summary,
    )
}  # fmt: skip
_BYTES = "bytes"
_NAME = re.compile("'([^']*)'")


@dataclass(frozen=True, slots=True)
class ModuleSummary:
    """What other modules must know of one.

    Attributes:
        functions: Its functions, by full name.
        imports: The modules of the project that it imports.
        producing: The short names of its functions and attributes that give an instance of a library class whose
            special methods are marked.
        presumed: What its functions and variables without annotations are presumed to be, by full name, as text.
        telling: Its functions that tell whether a loop runs, by full name, each with whether what it gives where one
            does is true.
        bases: Its classes with bases in libraries that mypy cannot see, by full name, each with the public names of
            these.
        steps: Its methods that run others of their own object, by full name, each with the names of these.
        building: Its functions that make objects on the spot, and constructors that leave that to a base.
        fluent: Its methods that give the object that they are called on, by full name, each as True.
        is_testing: Whether it is made for tests.
    """

    functions: dict[str, Summary] = field(default_factory=dict)
    imports: tuple[str, ...] = ()
    producing: tuple[str, ...] = ()
    presumed: dict[str, str] = field(default_factory=dict)
    telling: dict[str, bool] = field(default_factory=dict)
    bases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    steps: dict[str, tuple[str, ...]] = field(default_factory=dict)
    building: dict[str, Building] = field(default_factory=dict)
    fluent: dict[str, bool] = field(default_factory=dict)
    is_testing: bool = False


NOTHING_KNOWN = ModuleSummary()


def exported(functions: dict[str, Summary]) -> dict[str, Summary]:
    """Leave out functions that say nothing to callers, and nested ones that no caller can get hold of.

    Something is said of those, too, whose parameters another function calls, because an object has kept these. Of
    nested ones that are asynchronous that much has to be known.
    """
    speaking = {name: summary for name, summary in functions.items() if summary.says_something}
    values = (summary.returns + summary.makes + summary.hands_on for summary in speaking.values())
    named = {name for found in values if found for name in _NAME.findall(repr(found))}
    owners = {parameter.owner for summary in speaking.values() for parameter in (*summary.calls, *summary.loops)}
    return {
        name: summary
        for name, summary in functions.items()
        if name in named or (name in speaking and ".<locals>" not in name) or name in owners
    }


def attach(tree: MypyFile, summary: ModuleSummary, string: TypeInfo) -> None:
    """Store what other modules must know of a module in its symbol table, or remove what is there.

    Args:
        tree: The module.
        summary: Functions that say nothing are left out.
        string: The class ``builtins.str``.
    """
    tree.names.pop(SYMBOL, None)
    if summary == ModuleSummary():
        return
    variable = Var(SYMBOL, LiteralType(encode(summary), Instance(string, [])))
    variable._fullname = f"{tree.fullname}.{SYMBOL}"
    variable.is_ready = True
    tree.names[SYMBOL] = SymbolTableNode(GDEF, variable, module_public=False, module_hidden=True, plugin_generated=True)


def attached(tree: MypyFile) -> ModuleSummary:
    """Return the summary that was stored with a module."""
    symbol = tree.names.get(SYMBOL)
    if symbol is None or not isinstance(symbol.node, Var) or symbol.node.type is None:
        return ModuleSummary()
    stored = get_proper_type(symbol.node.type)
    if not isinstance(stored, LiteralType) or not isinstance(stored.value, str):
        return ModuleSummary()
    return decode(stored.value)


def encode(summary: ModuleSummary) -> str:
    """Return a summary as text, the same text for the same summary."""
    functions = {name: _plain(function) for name, function in sorted(summary.functions.items())}
    presumed = dict(sorted(summary.presumed.items()))
    telling = dict(sorted(summary.telling.items()))
    bases = dict(sorted(summary.bases.items()))
    steps = dict(sorted(summary.steps.items()))
    building = {name: _plain(made) for name, made in sorted(summary.building.items())}
    fluent = sorted(summary.fluent)
    every = [functions, summary.imports, summary.producing, presumed, telling, bases, steps, building, fluent]
    return json.dumps([*every, summary.is_testing], separators=(",", ":"))


def decode(text: str) -> ModuleSummary:
    """Return the summary in a text made by ``encode``."""
    functions, imports, producing, presumed, telling, bases, steps, building, fluent, is_testing = json.loads(text)
    restored = {name: _restored(value) for name, value in functions.items()}
    bases = {name: tuple(found) for name, found in bases.items()}
    steps = {name: tuple(found) for name, found in steps.items()}
    made = {name: _restored(value) for name, value in building.items()}
    own = dict.fromkeys(fluent, True)
    known = (tuple(imports), tuple(producing), presumed, telling, bases, steps, made, own, is_testing)
    return ModuleSummary(restored, *known)


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
    if isinstance(value, bytes):  # what a marker stub has in a Literal
        return {"": _BYTES, "text": value.decode("latin-1")}
    return value


def _restored(value: Any) -> Any:
    if isinstance(value, dict):
        if value[""] == _BYTES:
            return value["text"].encode("latin-1")
        kind = _KINDS[value[""]]
        return kind(**{name: _restored(inner) for name, inner in value.items() if name})
    if isinstance(value, list):
        return tuple(_restored(item) for item in value)
    return value
