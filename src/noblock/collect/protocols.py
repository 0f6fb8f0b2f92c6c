"""Tell whether what the language runs by itself in a body may have an effect.

``for``, ``with``, an operator, a condition, or the reading of an attribute runs a special method without its name being
written. So the declared type of the operand is asked whether its class has one that has an effect. Where the type is
not certain, that counts only if an instance of such a class can occur in the function at all.
"""

from __future__ import annotations

from collections.abc import Sequence

from mypy.nodes import CallExpr, Expression, GeneratorExpr, MemberExpr, NameExpr, SuperExpr, SymbolTableNode, Var
from mypy.types import get_proper_type

from noblock.collect.carriers import Carriers
from noblock.collect.estimate import Estimate
from noblock.collect.glance import Glance
from noblock.collect.members import classes, instances, is_method, iterators, receivers
from noblock.collect.speaking import Speaking
from noblock.collect.special import is_class_of
from noblock.collect.vocabulary import Vocabulary
from noblock.fullnames import CONSTRUCTORS

_OWN_ATTRIBUTES = ("__getattribute__", "__setattr__", "__delattr__")  # which are run for all attributes
ATTRIBUTES = ("__getattr__", "__get__", "__set__", "__delete__", *_OWN_ATTRIBUTES)  # which may stand behind any
_ITERATION = ("__iter__", "__next__", "__getitem__")
_ENTRY = ("__enter__", "__exit__")
_LAZY = ("range", "enumerate", "zip", "reversed", "sorted", "list", "tuple", "set", "dict", "frozenset", "iter")


class Protocols:
    """The special methods that the language runs on what bodies loop over, enter, operate on, call and look up.

    Args:
        speaking: Knows what has an effect.
        carriers: The classes whose special methods have an effect.
        invoking: The short names of what may call or consume what it is handed.
    """

    def __init__(self, speaking: Speaking, carriers: Carriers, invoking: Vocabulary) -> None:
        self._speaking = speaking
        self._effectful = speaking.effectful
        self._carriers = carriers
        self._invoking = invoking

    def may_run(self, seen: Glance, estimate: Estimate) -> bool:
        """Tell whether something that the language runs in a function may have an effect."""
        return (
            any(self._runs(node, _ITERATION, estimate) for node in seen.iterated)
            or any(self._runs(node, _ENTRY, estimate) for node in (*seen.entered, *seen.decorating))
            or any(self._runs(node, special, estimate) for special, node in seen.operated)
            or self._calls_instances(seen, estimate)
            or self._implies(seen, estimate)
        )

    def _runs(self, node: Expression, special: Sequence[str], estimate: Estimate) -> bool:
        """Tell whether one of these special methods may have an effect on what an expression gives."""
        if not self._effectful.meets(special) or isinstance(node, GeneratorExpr):  # what is in that one is seen anyway
            return False
        if isinstance(node, CallExpr) and isinstance(node.callee, NameExpr) and node.callee.name in _LAZY:
            return any(self._runs(argument, special, estimate) for argument in node.args)
        kind = estimate.of(node)
        if kind is None and estimate.may_be(self._carriers.may_occur):
            return True
        kind = kind or estimate.with_invented(node)
        return any(
            self._speaking.has(info, special)
            or ("__iter__" in special and any(self._speaking.has(one, (name,)) for one, name in iterators(info)))
            for info in receivers(kind)
        )

    def _calls_instances(self, seen: Glance, estimate: Estimate) -> bool:
        """Tell whether an instance is called, or handed to what may call or consume it, that has an effect then."""
        special = [name for name in ("__call__", *_ITERATION, *_ENTRY) if name in self._effectful]
        for call in seen.calls:
            callee = call.callee
            if "__call__" in special and self._calls_object(callee, estimate):
                return True
            if "__init__" in seen.implied and self._makes_same(callee, estimate):
                return True
            if not isinstance(callee, (NameExpr, MemberExpr)):
                continue
            if callee.name in self._invoking and any(self._runs(node, special, estimate) for node in call.args):
                return True
        return False

    def _makes_same(self, callee: Expression, estimate: Estimate) -> bool:
        """Tell whether the class of an object is called that has a constructor with an effect, as in ``type(x)()``."""
        if not is_class_of(callee):
            return False
        return any(self._speaking.has(info, CONSTRUCTORS) for info in classes(estimate.of(callee)))

    def _calls_object(self, callee: Expression, estimate: Estimate) -> bool:
        """Tell whether what is called may be an object that has an effect then; nearly always it is a function."""
        target = callee.node if isinstance(callee, (NameExpr, MemberExpr)) else None
        if target is not None and not isinstance(target, Var):
            return False
        if isinstance(callee, MemberExpr) and target is None and not self._carriers.may_give(callee.name):
            # Only a type argument of the receiver can make it one.
            is_open = estimate.may_be(self._carriers.may_occur)
            return is_open and any(self._speaking.has(info, ("__call__",)) for info in instances(estimate.of(callee)))
        if target is None and _is_method(callee, estimate):
            return False
        return self._runs(callee, ("__call__",), estimate)

    def _implies(self, seen: Glance, estimate: Estimate) -> bool:
        """Tell whether something is run that has an effect, and that only types can relate to what is written."""
        if self._effectful.meets(seen.spoken):
            return True
        if not self._carriers.special.isdisjoint(seen.implied) and estimate.may_be(self._carriers.may_occur):
            return True
        if self._carriers.special.isdisjoint(ATTRIBUTES):
            return False
        return any(
            isinstance(node, MemberExpr) and node.node is None and self._looks_up(node, estimate)
            for node in seen.references
        )

    def _looks_up(self, node: MemberExpr, estimate: Estimate) -> bool:
        """Tell whether reading or setting an attribute may run a special method that has an effect."""
        receiver = estimate.of(node.expr)
        if receiver is None:
            return estimate.may_be(self._carriers.may_occur)
        for info in (*instances(receiver), *classes(receiver)):
            symbol = info.get(node.name)
            if self._speaking.has(info, _OWN_ATTRIBUTES if symbol is not None else ("__getattr__", *_OWN_ATTRIBUTES)):
                return True
            kind = symbol.node.type if symbol is not None and isinstance(symbol.node, Var) else None
            if kind is not None and any(
                self._speaking.has(held, ATTRIBUTES) for held in instances(get_proper_type(kind))
            ):
                return True
        return False


def _is_method(callee: Expression, estimate: Estimate) -> bool:
    """Tell whether what is called is a method, and no object that an attribute holds, of all that has the attribute."""
    found: Sequence[SymbolTableNode | None] = ()
    if isinstance(callee, MemberExpr):
        receiver = estimate.of(callee.expr)
        found = [info.get(callee.name) for info in (*instances(receiver), *classes(receiver))]
    elif isinstance(callee, SuperExpr) and callee.info:
        found = [base.names[callee.name] for base in callee.info.mro[1:] if callee.name in base.names][:1]
    return bool(found) and all(symbol is not None and is_method(symbol.node) for symbol in found)
