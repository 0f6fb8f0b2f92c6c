"""Know the names inside one function: its nested functions, its parameters, and what its local variables are bound to.

One walk over the function gathers all of it. Assignments are taken together without regard to their order: a variable
may be whatever is assigned to it anywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Union

from mypy.nodes import (
    ARG_NAMED,
    ARG_NAMED_OPT,
    ARG_STAR,
    ARG_STAR2,
    AssignmentExpr,
    AssignmentStmt,
    CallExpr,
    ClassDef,
    Decorator,
    Expression,
    ForStmt,
    FuncDef,
    FuncItem,
    GeneratorExpr,
    LambdaExpr,
    ListExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    SuperExpr,
    SymbolNode,
    TupleExpr,
    Var,
    WithStmt,
)

from noblock.collect.branches import Branches
from noblock.collect.course import Course
from noblock.collect.rebinding import Rebinding
from noblock.collect.tested import Tested
from noblock.collect.tree import children
from noblock.fullnames import BODY
from noblock.model import Parameter

# A variable that holds an object, or one that holds another object with the name of the attribute that does.
Holder = Union[SymbolNode, tuple[SymbolNode, str]]  # noqa: UP007  # names in quotes cannot be joined with |
Binding = tuple[str, Expression]  # "value", "element", "item" (of what is unpacked) or "entered", and the expression


class Scope:
    """What one outermost function, or a module's own code, defines inside.

    Args:
        node: The function or the statements to look through.
        name: Its full name.

    ``told`` are the calls of methods of what a variable holds, or an attribute of the calling method's object, or of
    what such a call gives; ``set`` are the attributes of that which are assigned to, each with the value; ``decorated``
    the functions that a method of it decorates, each with the decorator; and ``chained`` the calls in what it is set
    to, if it is such an attribute, as in ``self.bus = Bus().add(f)``.
    ``own`` are the parameters of ``async def``s, of which nobody else answers for what is handed over.
    ``above`` are the calls of methods of base classes on the object of the calling method. ``tested`` knows what tests
    say of what stands behind them, ``course`` what is certain at a call of what there is to wait for, and ``rebinding``
    which bindings of a variable may hold where it is used.
    """

    def __init__(self, nodes: list[Node], name: str) -> None:
        self.roots = nodes
        self.names: dict[Node, str] = {}
        self.parameters: dict[SymbolNode, Parameter] = {}
        self.own: set[SymbolNode] = set()
        self.bindings: dict[SymbolNode, list[Binding]] = defaultdict(list)
        self.told: dict[Holder, list[CallExpr]] = defaultdict(list)
        self.set: dict[Holder, list[tuple[MemberExpr, Expression]]] = defaultdict(list)
        self.decorated: dict[Holder, list[tuple[Expression, Decorator]]] = defaultdict(list)
        self.above: list[CallExpr] = []
        self.chained: dict[Holder, list[CallExpr]] = defaultdict(list)
        self.nested: list[tuple[FuncItem | GeneratorExpr, Decorator | None, str]] = []
        self.tested = Tested(nodes)
        self.course = Course(nodes)
        self.rebinding = Rebinding(nodes)
        self._same: dict[Node, list[FuncDef]] = {}  # the functions of one name in one function, by each of them
        self._branches = Branches(nodes)
        self._named: dict[str, list[FuncDef]] = defaultdict(list)
        self._counts: dict[str, int] = defaultdict(int)
        stack: list[tuple[Node, str, Decorator | None]] = [(node, name, None) for node in reversed(nodes)]
        while stack:
            node, outer, decorator = stack.pop()
            inner = self._enter(node, outer, decorator)
            self._bind(node)
            self._note(node)
            below = node if isinstance(node, Decorator) else None
            stack.extend((child, inner, below) for child in reversed(children(node)))

    def add_function(self, function: FuncItem, name: str, body: str) -> None:
        """Take in a function under its own name, with the name of its body."""
        self.names[function] = name
        for argument in function.arguments:
            variable = argument.variable
            if function.is_coroutine:
                self.own.add(variable)
            self.parameters[variable] = Parameter(body, starred(variable.name, argument.kind))

    def meant(self, function: SymbolNode, node: Node) -> Sequence[SymbolNode]:
        """Return the functions that a name may stand for at a place, if several of that name are defined inside.

        Args:
            function: The one that the name is bound to, the first of them.
            node: The name.
        """
        same = self._same.get(function.func if isinstance(function, Decorator) else function)
        return self._branches.reaching(node, same) if same is not None else (function,)

    def reaching(self, name: NameExpr, bound: list[Binding]) -> list[Binding]:
        """Return those of several bindings of a name, in the order of the source, that may hold at a place."""
        if len(bound) < 2:
            return bound
        reaching = self._branches.reaching(name, [value for _, value in bound])
        return [(kind, value) for kind, value in bound if value in reaching]

    def _enter(self, node: Node, outer: str, decorator: Decorator | None) -> str:
        if node in self.names:
            return self.names[node]
        if isinstance(node, FuncDef):
            name = f"{outer}.<locals>.{node.name}"
            self._name_again(node, name)
            name = self._unique(name)
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

    def _name_again(self, node: FuncDef, name: str) -> None:
        same = self._named[name]
        same.append(node)
        if len(same) > 1:
            self._same.update((one, same) for one in same)

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

    def _note(self, node: Node) -> None:
        """Note what is done with the object that a variable holds, or with that of the calling method."""
        if isinstance(node, CallExpr) and node.args:
            variable = holder_of(chain_of(node)[-1].callee)
            if variable is not None:
                self.told[variable].append(node)
            elif _is_of_base(node):
                self.above.append(node)
        elif isinstance(node, AssignmentStmt):
            for target in node.lvalues:
                variable = holder_of(target)
                if variable is not None and isinstance(target, MemberExpr):
                    self.set[variable].append((target, node.rvalue))
                own = own_attribute(target) if isinstance(target, MemberExpr) else None
                if own is not None and isinstance(node.rvalue, CallExpr):
                    self.chained[own].extend(chain_of(node.rvalue)[:-1])
        elif isinstance(node, Decorator):
            for decorator in node.original_decorators:
                variable = holder_of(decorator)
                if variable is not None:
                    self.decorated[variable].append((decorator, node))

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


def holder_of(node: Expression) -> Holder | None:
    """Return what holds the object of which an attribute is taken, also where a call of that is called again."""
    while isinstance(node, CallExpr):
        node = node.callee
    holder = node.expr if isinstance(node, MemberExpr) else None
    if isinstance(holder, MemberExpr):
        return own_attribute(holder)
    return holder.node if isinstance(holder, NameExpr) and isinstance(holder.node, Var) else None


def chain_of(call: CallExpr) -> list[CallExpr]:
    """Return a call of a method, and those that gave the objects that it is called on, as in ``a.f().g()``."""
    found = [call]
    while isinstance(call.callee, MemberExpr) and isinstance(call.callee.expr, CallExpr):
        call = call.callee.expr
        found.append(call)
    return found


def own_attribute(node: MemberExpr) -> tuple[SymbolNode, str] | None:
    """Return the variable of the calling method's object and the name, if it is that of which an attribute is taken."""
    own = node.expr.node if isinstance(node.expr, NameExpr) else None
    return (own, node.name) if isinstance(own, Var) and own.is_self else None


def is_of_module(variable: SymbolNode, tree: MypyFile) -> bool:
    """Tell whether a variable is one of a certain module."""
    return isinstance(variable, Var) and variable.fullname == f"{tree.fullname}.{variable.name}"


def _is_of_base(call: CallExpr) -> bool:
    """Tell whether a call is one of ``super().__init__(...)`` or ``Base.__init__(self, ...)``."""
    if isinstance(call.callee, SuperExpr):
        return True
    first = call.args[0].node if isinstance(call.args[0], NameExpr) else None
    return isinstance(call.callee, MemberExpr) and isinstance(first, Var) and first.is_self


def is_decorated(function: Node, decorator: Decorator | None) -> bool:
    """Tell whether decorators may put something else in the place of a function inside another one."""
    if decorator is None or not isinstance(function, FuncDef):
        return False
    return not decorator.func.info


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
