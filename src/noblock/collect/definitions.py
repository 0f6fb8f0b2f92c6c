"""List the functions of a module, wherever they are defined: at its top, in classes, under ``if`` or ``try``.

Functions inside functions belong to the outermost one around them, because they can only be reached through it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mypy.nodes import (
    Block,
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    FakeInfo,
    ForStmt,
    FuncDef,
    IfStmt,
    MatchStmt,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    OverloadedFuncDef,
    RefExpr,
    TryStmt,
    TypeInfo,
    Var,
    WhileStmt,
    WithStmt,
)

from noblock.collect.anew import superseded
from noblock.collect.tree import children


@dataclass(frozen=True, slots=True)
class Definition:
    """One outermost function.

    Attributes:
        function: The function itself.
        decorator: The node that holds its decorators, if it has any.
        node: What mypy checks as one: the function, its decorators, or all overloads and accessors of a name.
        info: The class that it is a method of.
        name: Its full name; setters and deleters of properties end with ``.setter`` and ``.deleter``, and variants of
            ``singledispatch`` functions that have no name of their own with ``.register``.
        module: The name of its module.
        class_decorators: The decorators of its class.
    """

    function: FuncDef
    decorator: Decorator | None
    node: FuncDef | Decorator | OverloadedFuncDef
    info: TypeInfo | None
    name: str
    module: str
    class_decorators: tuple[Expression, ...] = ()

    @property
    def decorators(self) -> list[Expression]:
        """All its decorators, outermost first, as written."""
        return self.decorator.original_decorators if self.decorator is not None else []


def definitions_of(tree: MypyFile) -> Iterator[Definition]:
    """Yield all outermost functions of a module."""
    stack: list[tuple[Node, TypeInfo | None, tuple[Expression, ...]]] = [
        (node, None, ()) for node in reversed(tree.defs)
    ]
    over = superseded(tree.defs)
    while stack:
        node, info, decorators = stack.pop()
        match node:
            case _ if node in over:
                pass
            case FuncDef():
                yield from _definition(tree, node, node, info, decorators)
            case Decorator():
                yield from _definition(tree, node, node, info, decorators)
            case OverloadedFuncDef():
                for item in [*node.items, *([node.impl] if node.impl is not None else [])]:
                    yield from _definition(tree, item, node, info, decorators)
            case ClassDef() if isinstance(node.info, FakeInfo):
                pass  # mypy never looked at it, because it cannot be reached
            case ClassDef():
                inside = tuple(node.decorators)
                over |= superseded(node.defs.body)
                stack.extend((child, node.info, inside) for child in reversed(children(node.defs)))
            case Block() | IfStmt() | TryStmt() | WithStmt() | ForStmt() | WhileStmt() | MatchStmt():
                stack.extend((child, info, decorators) for child in reversed(children(node)))
            case _:
                pass


def _definition(
    tree: MypyFile,
    item: FuncDef | Decorator,
    node: FuncDef | Decorator | OverloadedFuncDef,
    info: TypeInfo | None,
    class_decorators: tuple[Expression, ...],
) -> Iterator[Definition]:
    function = item.func if isinstance(item, Decorator) else item
    symbol = info.names.get(function.name) if info is not None else None
    is_made = symbol is not None and symbol.plugin_generated and symbol.node in (item, node)
    if is_made or function.line < 0:  # by mypy or by a plugin; there is no source, and a checker fails on some
        return
    suffix = ""
    decorator = item if isinstance(item, Decorator) else None
    for expression in decorator.original_decorators if decorator is not None and info is not None else ():
        match expression:
            case MemberExpr(expr=NameExpr(name=function.name), name="setter" | "deleter" as accessor):
                suffix = f".{accessor}"
    name = f"{function.fullname}{suffix}"
    for expression in decorator.original_decorators if decorator is not None and function.name == "_" else ():
        dispatcher = dispatcher_of(expression)
        name = registered_name(function, dispatcher) if dispatcher else name
    yield Definition(function, decorator, node, info, name, tree.fullname, class_decorators)


def dispatcher_of(decorator: Expression) -> str:
    """Return the full name of the ``singledispatch`` function with which a decorator registers a variant."""
    register = decorator.callee if isinstance(decorator, CallExpr) else decorator
    if not isinstance(register, MemberExpr) or register.name != "register" or not isinstance(register.expr, RefExpr):
        return ""
    made = register.expr.node
    if not isinstance(made, Decorator):
        return ""
    is_dispatcher = any(
        isinstance(node, RefExpr) and node.fullname in ("functools.singledispatch", "functools.singledispatchmethod")
        for node in made.original_decorators
    )
    return made.fullname if is_dispatcher else ""


def registered_name(function: FuncDef, dispatcher: str) -> str:
    """Return the full name of a registered variant, which mostly has no name of its own."""
    return f"{dispatcher}.register" if function.name == "_" else function.fullname


def instance_of(definition: Definition) -> Var | None:
    """Return the first parameter of a method, that is the instance or the class."""
    function = definition.function
    if not function.info or function.is_static or not function.arguments:
        return None
    return function.arguments[0].variable


def classes_in(tree: MypyFile) -> Iterator[ClassDef]:
    """Yield the classes of a module, those inside others behind them, without those inside functions."""
    stack = list(reversed(tree.defs))
    while stack:
        node = stack.pop()
        if isinstance(node, ClassDef) and not isinstance(node.info, FakeInfo):
            yield node
            stack.extend(reversed(node.defs.body))
