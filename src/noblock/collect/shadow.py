"""Ask mypy for the types inside bodies that it has not checked yet, or never will.

A second checker over the same tree, with its own errors that nobody sees, infers every expression of the chosen
functions. It must leave no trace: what the checker writes into the nodes, such as the types of variables that mypy has
yet to infer, is put back as it was. A failure inside mypy stays within the one function that caused it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from typing import Protocol

from mypy.checker import DeferredNode, TypeChecker
from mypy.checker_state import checker_state
from mypy.errors import Errors
from mypy.expandtype import expand_type
from mypy.nodes import (
    ARG_POS,
    Decorator,
    Expression,
    FuncDef,
    LambdaExpr,
    MypyFile,
    Node,
    OpExpr,
    OverloadedFuncDef,
    TypeInfo,
)
from mypy.options import Options
from mypy.plugin import Plugin
from mypy.state import state
from mypy.types import ProperType, Type, TypeVarType, get_proper_type, has_type_vars

from noblock.collect.operations import taken_for, unknown
from noblock.collect.traces import forget_inferred, put_back, traces
from noblock.collect.tree import descendants
from noblock.collect.wrappers import wrapping

Given = frozenset[tuple[str, str]]  # full names of functions and variables, with what is presumed of each
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

        def new_checker() -> TypeChecker:
            # raise_exceptions: mypy answers an internal error by printing and raising SystemExit otherwise.
            own = options.apply_changes(
                {"check_untyped_defs": True, "raise_exceptions": True, "allow_redefinition": True}
            )
            checker = TypeChecker(Errors(own), modules, own, tree, tree.path, plugin, {})
            checker.allow_constructor_cache = False  # of what is presumed for a while
            # Nobody sees its errors, so they need no words. If it knew that from the start, it would skip bodies.
            checker.errors.ignored_files.add(tree.path)
            return checker

        self._new_checker = new_checker
        self._made: TypeChecker | None = None
        self._path = tree.path
        self._module = tree.fullname
        self._done: dict[FuncDef | Decorator | OverloadedFuncDef, Given] = {}
        self._replaced: dict[Node, Type] = {}
        self.failures: list[Exception] = []

    def check(
        self,
        node: FuncDef | Decorator | OverloadedFuncDef,
        info: TypeInfo | None,
        operations: Sequence[OpExpr] = (),
        given: Given = frozenset(),
        own: TypeVarType | None = None,
    ) -> None:
        """Infer the types in the body of one function or method of the module.

        Args:
            node: The function.
            info: Its class.
            operations: The operations in it.
            given: What is presumed for now; if that has changed since the last time, the function is checked again.
            own: What stands in it for the class of its object, which only ``with_own`` tells from that class itself.
        """
        if node in self._done and self._done[node] == given:
            return
        self._done[node] = given
        before = list(traces(node))
        forget_inferred(before)
        try:
            with redirect_stdout(StringIO()), redirect_stderr(StringIO()):  # mypy prints before it raises
                self._check(DeferredNode(node, info))
                self._check_operations(DeferredNode(node, info), operations)
        except Exception as error:  # whatever mypy trips over concerns only our view of this body
            self.failures.append(error)
            self._start_anew()
        finally:
            self._checker.deferred_nodes = []
            put_back(before)
            if own is not None:
                self._replace(own, node)
        for default in _lambdas(node):  # what stands for a parameter is no part of the body
            self.evaluate(default)

    def given(self, node: FuncDef | Decorator | OverloadedFuncDef) -> Given | None:
        """Return what was presumed when a function was checked last, None if it was not checked."""
        return self._done.get(node)

    def lookup_type_or_none(self, node: Expression) -> Type | None:
        """Return the type of an expression in a body that was checked, None if it cannot be reached."""
        return self._made.lookup_type_or_none(node) if self._made is not None else None

    def with_own(self, node: Expression) -> Type | None:
        """Return the type of an expression, with what stands in it for the class of its method's object."""
        return self._replaced.get(node) or self.lookup_type_or_none(node)

    def evaluate(self, node: Expression) -> Type | None:
        """Return the type of an expression in the module's own code, None if mypy trips over it."""
        return self._alone(node, lambda: self._checker.expr_checker.accept(node))

    def decorated(self, decorator: Decorator, signature: Type) -> Type | None:
        """Return what decorators make of a function of some type, None if mypy trips over it."""

        def apply() -> Type:
            kind = signature
            for node in reversed(decorator.decorators):
                made = self._checker.expr_checker.accept(node)
                handed = self._checker.temp_node(kind, context=node)
                given, _ = self._checker.expr_checker.check_call(made, [handed], [ARG_POS], decorator)
                kind = wrapping(given, kind)
            return kind

        return self._alone(decorator, apply)

    def _alone(self, node: Node, infer: Callable[[], Type]) -> Type | None:
        """Return what the checker infers outside of functions."""
        checker = self._checker
        before = list(traces(node))
        try:
            with (
                redirect_stdout(StringIO()),
                redirect_stderr(StringIO()),
                state.strict_optional_set(checker.options.strict_optional),
                checker_state.set(checker),
                checker.tscope.module_scope(self._module),
                checker.binder.top_frame_context(),
            ):
                checker.expr_checker.reset()  # it keeps types of calls, and what is presumed may have changed since
                checker.errors.set_file(self._path, self._module, checker.options, scope=checker.tscope)
                return infer()
        except Exception:  # mypy may take for granted what only stands around the expression
            self._start_anew()
            return None
        finally:
            checker.deferred_nodes = []
            put_back(before)

    @property
    def _checker(self) -> TypeChecker:
        """The checker itself, made when the first question comes: many modules never need it."""
        if self._made is None:
            self._made = self._new_checker()
        return self._made

    def _start_anew(self) -> None:
        """Go on with a new checker and the types known so far: an exception leaves mypy's in the middle of its work."""
        types = self.types
        self._made = self._new_checker()
        self._made._type_maps[0] = types

    @property
    def types(self) -> dict[Expression, Type]:
        """The types of all expressions that were visited."""
        return self._made._type_maps[0] if self._made is not None else {}

    def forget(self) -> None:
        """Let go of all types at once: the parts of mypy's checker keep each other alive, and those with them."""
        self.types.clear()
        self._replaced.clear()

    def _replace(self, own: TypeVarType, function: Node) -> None:
        """Put the class of a method's object in place of what stood for it while the method was checked."""
        types = self.types
        for node in descendants(function):
            kind = types.get(node) if isinstance(node, Expression) else None
            self._replaced.pop(node, None)
            if isinstance(node, Expression) and kind is not None and has_type_vars(kind):
                self._replaced[node] = kind
                types[node] = expand_type(kind, {own.id: own.upper_bound})

    def _check_operations(self, todo: DeferredNode, operations: Sequence[OpExpr]) -> None:
        """Look at a function again as long as that tells what more operations in it give."""
        known: list[tuple[OpExpr, Type]] = []
        for _ in range(MOST_PASSES):
            more = unknown(operations, self)
            if not more:
                break
            known.extend(more)
            with taken_for(known):
                self._check(todo)

    def _check(self, todo: DeferredNode) -> None:
        checker = self._checker
        checker.pass_num = 0
        more = checker.check_second_pass(todo=[todo], allow_constructor_cache=False, impl_only=True)
        for _ in range(MOST_PASSES):
            if not more or not checker.deferred_nodes:
                break
            more = checker.check_second_pass(allow_constructor_cache=False, impl_only=True)


def _lambdas(node: FuncDef | Decorator | OverloadedFuncDef) -> Iterator[LambdaExpr]:
    """Yield the parameters' defaults that are functions."""
    function = node.func if isinstance(node, Decorator) else node
    for argument in function.arguments if isinstance(function, FuncDef) else ():
        if isinstance(argument.initializer, LambdaExpr):
            yield argument.initializer


def type_of(types: Types, node: Expression) -> ProperType | None:
    """Return the proper type of an expression, None where it was never visited."""
    found = types.lookup_type_or_none(node)
    return get_proper_type(found) if found is not None else None
