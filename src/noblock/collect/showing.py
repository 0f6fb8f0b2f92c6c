"""Let mypy's checker take what it meets for something else, and put everything back.

The checker reads the types of functions and variables from their nodes, so it is enough to change them there. But it
remembers which classes fit which, and that may depend on what is shown, so it has to forget it too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from mypy.nodes import CastExpr, Decorator, SymbolNode, Var
from mypy.types import Type
from mypy.typestate import type_state


class _Typed(Protocol):
    type: Any


def show(node: SymbolNode | CastExpr, kind: Type) -> Callable[[], None]:
    """Give a node a type, and return what takes it away again."""
    holder: _Typed = node.var if isinstance(node, Decorator) else node  # type: ignore[assignment]  # one of the three kinds above
    before = holder.type
    variable = holder if isinstance(holder, Var) else None
    was_ready = variable.is_ready if variable is not None else True
    holder.type = kind
    if variable is not None:
        variable.is_ready = True

    def put_back() -> None:
        holder.type = before
        if variable is not None:
            variable.is_ready = was_ready

    return put_back


@contextmanager
def unremembered(is_different: bool) -> Iterator[None]:
    """Let mypy forget which classes fit which, where something is shown, before and after: that may depend on it."""
    caches = (type_state._subtype_caches, type_state._negative_subtype_caches) if is_different else ()
    kept = [dict(cache) for cache in caches]
    try:
        for cache in caches:
            cache.clear()
        yield
    finally:
        for cache, before in zip(caches, kept):
            cache.clear()
            cache.update(before)
