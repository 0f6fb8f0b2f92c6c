"""Ask mypy for the types inside bodies that it has not checked yet, or never will.

A second checker over the same tree, with its own errors that nobody sees, infers every expression of the chosen
functions. It must leave no trace: variables whose types mypy has yet to infer are put back as they were. A failure
inside mypy stays within the one function that caused it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Protocol

from mypy.checker import DeferredNode, TypeChecker
from mypy.errors import Errors
from mypy.nodes import Argument, Decorator, Expression, FuncDef, MypyFile, OverloadedFuncDef, RefExpr, TypeInfo, Var
from mypy.options import Options
from mypy.plugin import Plugin
from mypy.types import ProperType, Type, get_proper_type

from noblock.collect.tree import descendants

MOST_PASSES = 4  # mypy itself visits a deferred function at most three times


class Types(Protocol):
    """Where the types of expressions come from."""

    def lookup_type_or_none(self, node: Expression) -> Type | None:
        """Return the type of an expression that was visited."""


class Shadow:
    """The second checker of one module.

    Args:
        tree: The module, analysed semantically.
        modules: All of mypy's modules.
        options: The options of this module.
        plugin: mypy's other plugins.
    """

    def __init__(self, tree: MypyFile, modules: dict[str, MypyFile], options: Options, plugin: Plugin) -> None:
        # raise_exceptions: mypy answers an internal error by printing and raising SystemExit otherwise.
        options = options.apply_changes({"check_untyped_defs": True, "raise_exceptions": True})
        self._checker = TypeChecker(Errors(options), modules, options, tree, tree.path, plugin, {})
        self._done: set[FuncDef | Decorator | OverloadedFuncDef] = set()
        self.failures: list[Exception] = []

    def check(self, node: FuncDef | Decorator | OverloadedFuncDef, info: TypeInfo | None) -> None:
        """Infer the types in the body of one function or method of the module."""
        if node in self._done:
            return
        self._done.add(node)
        before = list(_untyped_variables(node))
        try:
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()):  # mypy prints before it raises
                self._check(DeferredNode(node, info))
        except Exception as error:  # whatever mypy trips over concerns only our view of this body
            self.failures.append(error)
        finally:
            self._checker.deferred_nodes = []
            for variable, kept, is_ready, is_inferred in before:
                variable.type = kept
                variable.is_ready = is_ready
                variable.is_inferred = is_inferred

    def lookup_type_or_none(self, node: Expression) -> Type | None:
        """Return the type of an expression in a body that was checked, None if it cannot be reached."""
        return self._checker.lookup_type_or_none(node)

    @property
    def types(self) -> dict[Expression, Type]:
        """The types of all expressions that were visited."""
        return self._checker._type_maps[0]

    def _check(self, todo: DeferredNode) -> None:
        self._checker.pass_num = 0
        more = self._checker.check_second_pass(todo=[todo], impl_only=True)
        for _ in range(MOST_PASSES):
            if not more or not self._checker.deferred_nodes:
                break
            more = self._checker.check_second_pass(impl_only=True)


def type_of(types: Types, node: Expression) -> ProperType | None:
    """Return the proper type of an expression, None where it was never visited."""
    found = types.lookup_type_or_none(node)
    return get_proper_type(found) if found is not None else None


def _untyped_variables(
    function: FuncDef | Decorator | OverloadedFuncDef,
) -> Iterable[tuple[Var, Type | None, bool, bool]]:
    seen: set[Var] = set()
    for node in descendants(function):
        if isinstance(node, RefExpr):
            variable = node.node
        elif isinstance(node, Argument):
            variable = node.variable
        elif isinstance(node, Decorator):
            variable = node.var
        else:
            continue
        if isinstance(variable, Var) and variable.type is None and variable not in seen:
            seen.add(variable)
            yield variable, variable.type, variable.is_ready, variable.is_inferred
