"""Know the names inside one function: its nested functions, its parameters, and what its local variables are bound to.

One walk over the function gathers all of it. Assignments are taken together without regard to their order: a variable
may be whatever is assigned to it anywhere.
"""

from __future__ import annotations

from collections import defaultdict

from mypy.nodes import (
    ARG_NAMED,
    ARG_NAMED_OPT,
    ARG_STAR,
    ARG_STAR2,
    AssignmentExpr,
    AssignmentStmt,
    ClassDef,
    Decorator,
    Expression,
    ForStmt,
    FuncDef,
    FuncItem,
    GeneratorExpr,
    LambdaExpr,
    ListExpr,
    NameExpr,
    Node,
    SymbolNode,
    TupleExpr,
    Var,
    WithStmt,
)

from noblock.collect.tree import children
from noblock.fullnames import BODY
from noblock.model import Parameter

Binding = tuple[str, Expression]  # "value", "element", "item" (of what is unpacked) or "entered", and the expression


class Scope:
    """What one outermost function, or a module's own code, defines inside.

    Args:
        node: The function or the statements to look through.
        name: Its full name.
    """

    def __init__(self, nodes: list[Node], name: str) -> None:
        self.names: dict[Node, str] = {}
        self.parameters: dict[SymbolNode, Parameter] = {}
        self.bindings: dict[SymbolNode, list[Binding]] = defaultdict(list)
        self.nested: list[tuple[FuncItem | GeneratorExpr, Decorator | None, str]] = []
        self._counts: dict[str, int] = defaultdict(int)
        stack: list[tuple[Node, str, Decorator | None]] = [(node, name, None) for node in reversed(nodes)]
        while stack:
            node, outer, decorator = stack.pop()
            inner = self._enter(node, outer, decorator)
            self._bind(node)
            below = node if isinstance(node, Decorator) else None
            stack.extend((child, inner, below) for child in reversed(children(node)))

    def add_function(self, function: FuncItem, name: str, body: str) -> None:
        """Take in a function under its own name, with the name of its body."""
        self.names[function] = name
        for argument in function.arguments:
            variable = argument.variable
            self.parameters[variable] = Parameter(body, starred(variable.name, argument.kind))

    def _enter(self, node: Node, outer: str, decorator: Decorator | None) -> str:
        if node in self.names:
            return self.names[node]
        if isinstance(node, FuncDef):
            name = self._unique(f"{outer}.<locals>.{node.name}")
        elif isinstance(node, LambdaExpr):
            name = self._unique(f"{outer}.<locals>.<lambda>")
        elif isinstance(node, GeneratorExpr):
            name = self._unique(f"{outer}.<locals>.<generator>")
            self.names[node] = name
            self.nested.append((node, None, name))
            return outer
        elif isinstance(node, ClassDef):
            return f"{outer}.<locals>.{node.name}"
        else:
            return outer
        self.add_function(node, name, f"{name}{BODY}" if is_decorated(node, decorator) else name)
        self.nested.append((node, decorator, name))
        return name

    def _unique(self, name: str) -> str:
        self._counts[name] += 1
        return name if self._counts[name] == 1 else f"{name}#{self._counts[name]}"

    def _bind(self, node: Node) -> None:
        if isinstance(node, AssignmentStmt):
            for target in node.lvalues:
                self._bind_target(target, "value", node.rvalue)
        elif isinstance(node, AssignmentExpr):
            self._bind_target(node.target, "value", node.value)
        elif isinstance(node, ForStmt):
            self._bind_target(node.index, "element", node.expr)
        elif isinstance(node, GeneratorExpr):
            for target, sequence in zip(node.indices, node.sequences):
                self._bind_target(target, "element", sequence)
        elif isinstance(node, WithStmt):
            for entered, maybe in zip(node.expr, node.target):
                if maybe is not None:
                    self._bind_target(maybe, "entered", entered)

    def _bind_target(self, target: Expression, kind: str, value: Expression) -> None:
        if isinstance(target, NameExpr) and isinstance(target.node, Var):
            self.bindings[target.node].append((kind, value))
        elif isinstance(target, (TupleExpr, ListExpr)):
            values = value.items if isinstance(value, (TupleExpr, ListExpr)) else []
            for index, item in enumerate(target.items):
                if kind == "value" and len(values) == len(target.items):
                    self._bind_target(item, "value", values[index])
                else:
                    self._bind_target(item, "element" if kind == "element" else "item", value)


def is_decorated(function: Node, decorator: Decorator | None) -> bool:
    """Tell whether decorators may put something else in the place of a function inside another one."""
    if decorator is None or not isinstance(function, FuncDef):
        return False
    return not (function.is_coroutine or function.is_async_generator or decorator.func.info)


def starred(name: str, kind: object) -> str:
    """Return a parameter's name with the stars it is written with."""
    if kind == ARG_STAR:
        return f"*{name}"
    return f"**{name}" if kind == ARG_STAR2 else name


def parameters_of(function: FuncItem) -> tuple[str, ...]:
    """Return the names of a function's parameters, in the form that bodies have them."""
    names = []
    has_star = False
    for argument in function.arguments:
        if argument.kind in (ARG_NAMED, ARG_NAMED_OPT) and not has_star:
            names.append("*")
            has_star = True
        has_star = has_star or argument.kind == ARG_STAR
        names.append(starred(argument.variable.name, argument.kind))
    return tuple(names)
