"""Hold what one glance at a function takes in: which names it mentions, and how.

All that is kept is what the question "can something that blocks get in here?" needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mypy import nodes
from mypy.nodes import CallExpr, Expression, MemberExpr, NameExpr, Node, SymbolNode


@dataclass(frozen=True, slots=True)
class Binding:
    """What a local variable is bound to.

    That is a ``value``, an ``element`` of one, what ``with`` gets from one that is ``entered``, or what it becomes when
    ``augmented`` by one. ``position`` is the place in a tuple that is unpacked, if it is.
    """

    how: str
    value: Expression
    position: int | None = None


@dataclass(slots=True)
class Glance:
    """What one outermost function mentions, nested functions included.

    Attributes:
        names: All names of functions, variables and attributes, as written and as defined.
        references: The expressions behind them.
        calls: All calls.
        iterated, entered: What is looped over, and what ``with`` enters.
        decorating: The decorators of the function and of those inside it that may be objects.
        operations: The operations with two operands of which one has a method for it.
        operated: The special methods that the language runs for operators and the like, each with the operand.
        bindings: What local variables are bound to; None for what is not one expression.
        parameters: The parameters of the function and of those inside it.
        declared: The assignments that state a type.
        matches: The ``match`` statements.
        supers: What is looked up through ``super()``.
        assigned: The names of attributes that are assigned to.
        stored: Those attributes, with what is assigned.
        added: The variables and attributes to whose containers something is added, with what that is.
        kept: What might be a function and is put into a container: the call or the target that does so, the container
            and what is put there.
        returned: What is returned or yielded, also by functions inside.
        inner: The functions that are defined inside, but for lambdas.
        implied: The special methods that are run on parts of what is mentioned.
        spoken: The names of members that are given as strings.
        keeps: Whether anything of that is kept for the event loop, as ``Kept`` finds out.
        casts: Whether a type is stated without any expression of it.
        narrowed: The names of variables and attributes that may be of a narrower type than declared.
    """

    names: set[str] = field(default_factory=set)
    references: list[NameExpr | MemberExpr] = field(default_factory=list)
    calls: list[CallExpr] = field(default_factory=list)
    iterated: list[Expression] = field(default_factory=list)
    entered: list[Expression] = field(default_factory=list)
    decorating: list[Expression] = field(default_factory=list)
    operations: list[nodes.OpExpr] = field(default_factory=list)
    operated: list[tuple[Sequence[str], Expression]] = field(default_factory=list)
    bindings: dict[SymbolNode, list[Binding | None]] = field(default_factory=dict)
    parameters: set[SymbolNode] = field(default_factory=set)
    declared: list[nodes.AssignmentStmt] = field(default_factory=list)
    matches: list[nodes.MatchStmt] = field(default_factory=list)
    supers: list[nodes.SuperExpr] = field(default_factory=list)
    assigned: set[str] = field(default_factory=set)
    stored: list[tuple[MemberExpr, Expression]] = field(default_factory=list)
    added: list[tuple[NameExpr | MemberExpr, Expression]] = field(default_factory=list)
    kept: list[tuple[Expression, Expression, Expression]] = field(default_factory=list)
    returned: list[Expression] = field(default_factory=list)
    inner: list[nodes.FuncDef] = field(default_factory=list)
    narrowed: set[str] = field(default_factory=set)
    implied: set[str] = field(default_factory=set)
    spoken: set[str] = field(default_factory=set)
    keeps: bool = False
    casts: bool = False

    def mention(self, names: Iterable[NameExpr]) -> None:
        """Take in more names, of what others stand for."""
        for name in names:
            self.references.append(name)
            self.names.update((name.name, name.fullname.rpartition(".")[2]))

    def mentioned(self) -> set[str]:
        """Return all names, together with those of the special methods that the language may run."""
        return self.names | self.special()

    def special(self) -> set[str]:
        """Return the names of the special methods that the language may run."""
        found = {name for special, _ in self.operated for name in special}
        if self.iterated:
            found |= {"__iter__", "__next__"}
        if self.entered or self.decorating:
            found |= {"__enter__", "__exit__"}
        if self.calls:
            found.add("__call__")
        return self.implied | found


# What notes a kind of node, and returns the nodes below it; None for the leaves.
Below = Sequence[Node | None]
Handlers = Mapping[type[Node], Callable[[Any, Glance], Below] | None]
