"""Know what a call hands over for which parameter, and what is certain of it, whatever it is.

A type says that something is there, or of which class it is; where it does not, a test around the call may.
"""

from __future__ import annotations

from typing import TypeGuard

from mypy.nodes import ARG_POS, ARG_STAR, ARG_STAR2, ArgKind, CallExpr, Expression, FuncDef, NameExpr, RefExpr, Var

from noblock.collect.certainty import certainty
from noblock.collect.members import classes
from noblock.collect.surroundings import Surroundings
from noblock.collect.tested import Tested
from noblock.model import Handed
from noblock.needs import NOT_NONE, TRUE

_STARS = {ARG_STAR: "*", ARG_STAR2: "**"}


class Handover:
    """What the calls in one function hand over.

    Args:
        around: The module.
        tested: Knows what tests say of what stands behind them.
    """

    def __init__(self, around: Surroundings, tested: Tested) -> None:
        self._around = around
        self._tested = tested

    def of(self, call: CallExpr, first: int = 0) -> Handed:
        """Return what a call hands over, as ``Call`` has it, ``first`` ones left out."""
        return tuple(
            (
                _STARS.get(kind) or name or position - first,
                argument.name if _is_parameter(argument) else "",
                self._certain(argument, kind) or self._tested_as(argument, kind),
            )
            for position, (argument, kind, name) in enumerate(zip(call.args, call.arg_kinds, call.arg_names))
            if position >= first
        )

    def on_its_own(self, call: CallExpr, first: int = 0) -> Handed:
        """Return the same for what comes to it somewhere else, where nobody knows the parameters of this function."""
        return tuple((key, "", known) for key, _, known in self.of(call, first))

    def by_name(self, call: CallExpr) -> Handed | None:
        """Return what a call of a class hands over, by the names of the parameters; None if that is not known.

        Of what a function is handed, the positions tell enough.
        """
        info = next(iter(classes(self._around.type(call.callee))), None)
        if info is None:
            return self.on_its_own(call)
        symbol = info.get("__init__")
        names = symbol.node.arg_names[1:] if symbol is not None and isinstance(symbol.node, FuncDef) else []
        found = []
        for key, _, known in self.of(call):
            if isinstance(key, int) and key >= len(names):
                return None
            name = names[key] if isinstance(key, int) else key
            found.append((name or "*", "", known))
        return tuple(found)

    def _certain(self, argument: Expression, kind: ArgKind = ARG_POS) -> str:
        if isinstance(argument, RefExpr) and self._around.resolver.held(argument.fullname):
            return NOT_NONE  # a stub knows better of which class it is
        return certainty(argument, kind, self._around.type(argument), self._around.named)

    def _tested_as(self, argument: Expression, kind: ArgKind) -> str:
        return "" if kind in _STARS else self._tested.known(argument, self._is_there)

    def _is_there(self, node: Expression) -> bool:
        return self._certain(node).startswith((TRUE, NOT_NONE))


def _is_parameter(node: Expression) -> TypeGuard[NameExpr]:
    return isinstance(node, NameExpr) and isinstance(node.node, Var) and node.node.is_argument
