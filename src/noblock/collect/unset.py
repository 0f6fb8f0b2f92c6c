"""Take what is only known to be ``None`` for what is put there elsewhere.

``model = None`` in a class stands for what subclasses say, and the same in a module for what others set. mypy knows
both as ``None`` for good, and takes what follows ``if self.model:`` for code that is never run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

from mypy.nodes import GDEF, MemberExpr, NameExpr, SymbolNode, TypeInfo, Var
from mypy.types import NoneType

from noblock.collect.plain import ANY
from noblock.collect.showing import show, unremembered


def unset(references: Iterable[NameExpr | MemberExpr], info: TypeInfo | None) -> set[Var]:
    """Return variables of modules and attributes of ``self`` of which nothing but ``None`` is known.

    Args:
        references: Names and attributes in a function.
        info: The class it is a method of.
    """
    found = (_meant(name, info) for name in references)
    return {node for node in found if isinstance(node, Var) and is_unset(node)}


@contextmanager
def filled_in(references: Iterable[NameExpr | MemberExpr], info: TypeInfo | None) -> Iterator[None]:
    """Let those variables be anything."""
    variables = unset(references, info)
    with ExitStack() as stack:
        stack.enter_context(unremembered(bool(variables)))
        for variable in variables:
            stack.callback(show(variable, ANY))
        yield


def _meant(name: NameExpr | MemberExpr, info: TypeInfo | None) -> SymbolNode | None:
    """Return the variable of a module or a class that a name stands for."""
    if name.kind == GDEF:
        return name.node
    if info is not None and isinstance(name, MemberExpr) and isinstance(name.expr, NameExpr):
        owner = name.expr.node
        if isinstance(owner, Var) and (owner.is_self or owner.is_cls):
            symbol = info.get(name.name)
            return symbol.node if symbol is not None else None
    return None


def is_unset(variable: Var) -> bool:
    """Tell whether nothing but ``None`` is known of a variable, and nobody said that it holds nothing else."""
    return isinstance(variable.type, NoneType) and variable.is_inferred and not variable.is_final
