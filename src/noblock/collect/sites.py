"""Take down the places where a body gives control away.

Whoever finds such a place says what may run there and how. All else that is to be known of a place is the same for
every kind: where it stands, what its line ignores, what could be moved to a thread, and whether the checker ever came
there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mypy import nodes
from mypy.nodes import CallExpr, Expression, MemberExpr, Node

from noblock.body import Call
from noblock.collect.kinds import is_plain_iterator
from noblock.collect.passing import Passing
from noblock.collect.spans import span_of
from noblock.collect.sparing import Sparing
from noblock.collect.spelling import called_as
from noblock.collect.surroundings import Surroundings
from noblock.collect.tree import descendants
from noblock.model import Argument, Handed, Value

# By form; anything else is called.
_USES = {"iterate": "iterate", "await": "iterate", "enter": "enter", "leave": "enter"}
_PASSING = ("call", "read", "write")


@dataclass(frozen=True, slots=True)
class Given:
    """What a place hands over, and what has to be handed to the function around it for that, as ``Call`` has it."""

    arguments: tuple[Argument, ...] = ()
    handed: Handed | None = None
    needs: str = ""


class Sites:
    """The places of one body.

    Args:
        around: The module.
        instead: The offloads to which results of calls are handed in place of functions, by the calls; may still grow.
        passing: Knows what is passed on.
        sparing: Knows which places would not block for other callers.

    ``found`` holds the calls, each with its expression. Whatever is assigned to or deleted goes into ``stored``.
    """

    def __init__(self, around: Surroundings, instead: Mapping[Node, str], passing: Passing, sparing: Sparing) -> None:
        self._around = around
        self._sparing = sparing
        self._passing = passing
        self._instead = instead
        self.found: list[tuple[Expression, Call]] = []
        self.stored: set[Node] = set()

    def add(
        self,
        node: Expression,
        targets: tuple[Value, ...],
        form: str,
        name: str,
        *,
        given: Given = Given(),
        block: nodes.Block | None = None,
    ) -> None:
        """Take down a place, unless nothing is known that may run there, or it is never reached.

        Args:
            node: The expression that stands there.
            targets: What may receive control.
            form: How, as ``Call`` has it.
            name: What is called, as it is spelled.
            given: What is handed over.
            block: The statements that run while what is called goes on, as inside a ``with``.
        """
        if not targets or self._is_unreachable(node):
            return
        for need, some in self._sparing.groups(node, targets, is_call=form == "call"):
            self._add(node, some, form, name, given=given, needs=given.needs or need, block=block)

    def _add(
        self,
        node: Expression,
        targets: tuple[Value, ...],
        form: str,
        name: str,
        *,
        given: Given,
        needs: str,
        block: nodes.Block | None,
    ) -> None:
        codes = self._around.tree.ignored_lines.get(node.line, ())
        call = Call(
            targets,
            given.arguments,
            span_of(node),
            name.replace("'", ""),  # which mypy adds to a variable that is bound anew
            form,
            tuple(code for code in codes if code.startswith("blocking")),
            self._instead.get(node, ""),
            _USES.get(form, "call"),
            given.handed,
            needs,
            moves_as=self._moves_as(node, name, form, block),
            passes=self._passes(node) if form in _PASSING else None,
            subject=_subject(node) if form in ("call", "read") else "",
        )
        self.found.append((node, call))

    def _passes(self, node: Expression) -> tuple[str, ...] | None:
        """Return the classes of the objects passed on at a place, and of the one whose container it calls from."""
        passed = self._passing.of(node)
        taken = self._around.kept.called(node) if isinstance(node, CallExpr) else []
        owners = (name.rpartition(".")[0] for name in taken)
        return tuple(dict.fromkeys((*passed, *owners))) if passed is not None else None

    def _moves_as(self, node: Expression, name: str, form: str, block: nodes.Block | None) -> str:
        """Tell what kind of thing would have to be moved to a thread, if not a function."""
        if block is not None and any(map(_awaits, descendants(block))):
            return "awaiting"
        if form != "call" or not isinstance(node, CallExpr):
            return ""
        if is_plain_iterator(self._around.type(node)):
            return "iterator"
        is_known = called_as(node.callee) or name.partition(".")[0] in self._around.tree.names
        return "" if is_known else "expression"

    def _is_unreachable(self, node: Expression) -> bool:
        """Tell whether the checker, which visits all code that can run, left an expression out."""
        if isinstance(node, nodes.SuperExpr):
            return False
        if node in self.stored and isinstance(node, (MemberExpr, nodes.IndexExpr)):
            # The target of an assignment has no type of its own.
            return self._around.type(node.expr if isinstance(node, MemberExpr) else node.base) is None
        return self._around.type(node) is None


def _subject(node: Expression) -> str:
    """Return how the object is written of which a method is called or a property read, if that is a parameter.

    An attribute of the calling method's own object has a point before its name.
    """
    member = node.callee if isinstance(node, CallExpr) else node
    match member.expr if isinstance(member, MemberExpr) else None:
        case nodes.NameExpr(node=nodes.Var(is_argument=True, is_self=False, is_cls=False)) as name:
            return name.name
        case MemberExpr(expr=nodes.NameExpr(node=nodes.Var(is_self=True)), name=name):
            return f".{name}"
        case _:
            return ""


def _awaits(node: Node) -> bool:
    return isinstance(node, nodes.AwaitExpr) or (isinstance(node, (nodes.ForStmt, nodes.WithStmt)) and node.is_async)
