"""Make mypy's daemon ask again whenever an answer may have changed.

The daemon checks single functions again when a symbol changes that they depend on, and calls no plugin at the end of
a module when it does so. A hidden function in each module stands for our judgement of it: it depends on every symbol
that one of the module's bodies depends on and on the summaries of the modules that were asked, the findings of the
module are reported as its own, and its one statement, a call of itself, brings us back when the daemon checks it
again.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager

from mypy.nodes import (
    GDEF,
    Block,
    CallExpr,
    Expression,
    ExpressionStmt,
    FuncDef,
    MypyFile,
    NameExpr,
    SymbolTableNode,
    TypeInfo,
)
from mypy.options import Options
from mypy.scope import Scope
from mypy.server.deps import get_dependencies
from mypy.types import CallableType, Instance, NoneType, Type

# The daemon forgets all names without "@" when it checks a module's top level again.
JUDGE = "noblock@judge"
# The daemon checks targets in the order of their lines, and the module's own code has to come first.
LAST_LINE = 10**6


def is_daemon(options: Options) -> bool:
    """Tell whether this build will be updated in place."""
    return options.fine_grained_incremental or options.use_fine_grained_cache


def install(tree: MypyFile, function: TypeInfo) -> None:
    """Put the function that stands for our judgement into a module.

    Args:
        tree: The module.
        function: The class ``builtins.function``.
    """
    if JUDGE in tree.names:
        return
    call = CallExpr(NameExpr(JUDGE), [], [], [])
    kind = CallableType([], [], [], NoneType(), Instance(function, []))
    judge = FuncDef(JUDGE, [], Block([ExpressionStmt(call)]), kind)
    judge._fullname = f"{tree.fullname}.{JUDGE}"
    judge.unanalyzed_type = kind
    judge.set_line(LAST_LINE)
    tree.names[JUDGE] = SymbolTableNode(GDEF, judge, module_public=False, module_hidden=True)


def depend(
    tree: MypyFile,
    types: dict[Expression, Type],
    options: Options,
    asked: Iterable[str],
    known: Container[str],
) -> None:
    """Note what our judgement of a module depends on.

    Args:
        tree: The module.
        types: The types of the expressions in its bodies.
        options: The options of the module.
        asked: The full names of what had a say besides these types.
        known: The names of all modules. mypy stumbles over new dependencies on these while it adds submodules, and all
            that is in a module has dependencies of its own.
    """
    found = get_dependencies(tree, types, options.python_version, options)
    names = {trigger[1:-1] for trigger in found if f".{JUDGE}" not in trigger and trigger[1:-1] not in known}
    names.update(asked)
    judge = f"{tree.fullname}.{JUDGE}"
    # mypy reads the first when it has checked the whole module, the second when it has checked only this function
    # again.
    for name in names:
        tree.plugin_deps.setdefault(f"<{name}>", set()).add(judge)
    tree.alias_deps[judge] = names


@contextmanager
def target(tree: MypyFile) -> Iterator[Scope]:
    """Yield a scope in which errors belong to the module's judgement, or to the module if it has none."""
    scope = Scope()
    symbol = tree.names.get(JUDGE)
    with scope.module_scope(tree.fullname):
        if symbol is not None and isinstance(symbol.node, FuncDef):
            with scope.function_scope(symbol.node):
                yield scope
        else:
            yield scope
