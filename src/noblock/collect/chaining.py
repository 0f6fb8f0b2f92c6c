"""Find the methods that give nothing but the object that they are called on, as the trees of their modules tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mypy.nodes import Expression, NameExpr, SymbolNode

from noblock.collect.definitions import instance_of
from noblock.collect.parameters import Seen
from noblock.collect.sources import own_results


def giving_own(functions: Iterable[Seen]) -> Iterator[str]:
    """Yield the full names of those of some functions that return nothing but the object that they are called on."""
    for definition, seen in functions:
        function, own = definition.function, instance_of(definition)
        if own is None or not own.is_self or definition.decorator is not None or own in seen.bindings:
            continue
        if function.is_coroutine or function.is_generator or own not in map(_variable, seen.returned):
            continue
        if all(_variable(node) is own for node in own_results(function)[0]):
            yield definition.name


def _variable(node: Expression) -> SymbolNode | None:
    return node.node if isinstance(node, NameExpr) else None
