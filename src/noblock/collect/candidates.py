"""Choose the bodies that are worth asking mypy about.

An effect can enter a body only through something that it mentions: a function or class, an attribute, or what
``with``, ``for`` or an operator runs on a class that defines it. So most bodies need no types at all. Where a
mentioned name fits, the declared type of the receiver usually tells that it is another one's; where that is not
certain the body is chosen. Within a group of modules, what turns out to have an effect makes candidates of those that
mention it, to a fixpoint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from mypy.nodes import (
    CallExpr,
    Expression,
    GeneratorExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    RefExpr,
    SuperExpr,
    SymbolNode,
    TypeAlias,
    TypeInfo,
    Var,
)
from mypy.types import Instance, get_proper_type

from noblock.collect.carriers import Carriers
from noblock.collect.definitions import Definition
from noblock.collect.estimate import Estimate
from noblock.collect.glance import Glance
from noblock.collect.members import Members, classes, instances, iterators
from noblock.collect.parameters import Seen
from noblock.collect.polymorphic import Polymorphic
from noblock.collect.presumed import Presumed
from noblock.collect.speaking import Speaking
from noblock.collect.vocabulary import Vocabulary
from noblock.effects import Summary
from noblock.model import BODY, CONSTRUCTORS
from noblock.project import Names
from noblock.resolve import Resolver

_ITERATION = ("__iter__", "__next__")
_ENTRY = ("__enter__", "__exit__")
_ATTRIBUTES = ("__getattr__", "__get__", "__set__", "__delete__")
_MADE = (*CONSTRUCTORS, "__call__")  # what may run when an instance is made, or when whoever made it calls it
_LAZY = ("range", "enumerate", "zip", "reversed", "sorted", "list", "tuple", "set", "dict", "frozenset", "iter")
_SPECIAL = "<special>"  # stands for whatever the language runs without a name


class Candidates:
    """Chooses among the functions of some modules that are worked on together.

    Args:
        functions: The functions.
        members: Looks up attributes.
        resolver: The marks of libraries.
        names: The names of project functions outside these modules that have something to say.
        is_checked: Whether mypy itself checks the body of a function.
        estimate: Knows the declared types in a function.
        presumed: What is known of functions and variables without annotations.

    ``modules`` collects, by module, the names of those whose classes had a say in bodies that mypy does not check.
    """

    def __init__(  # what lets something in is spread over all that is known
        self,
        functions: Sequence[Seen],
        members: Members,
        resolver: Resolver,
        names: Names,
        is_checked: Callable[[Definition], bool],
        estimate: Callable[[Definition, Glance], Estimate],
        presumed: Presumed,
    ) -> None:
        self._members = members
        self._is_checked = is_checked
        self._estimate = estimate
        self._presumed = presumed
        self._resolver = resolver
        self._names = names
        self._speaking = Speaking(members, resolver, names, presumed)
        self._open: set[str] = set()
        self._open_classes = {name.rpartition(".")[2] for name in names.bases}
        self._members_known = Vocabulary(resolver.members, names.effectful)
        self._effectful = Vocabulary(resolver.functions, resolver.members, names.effectful)
        self._polymorphic = Polymorphic(functions, members, resolver, names)
        self._waiting = dict(enumerate(functions))
        self._mentioning: dict[str, list[int]] = defaultdict(list)
        for number, (_, seen) in self._waiting.items():
            for mentioned in seen.names:
                self._mentioning[mentioned].append(number)
            if seen.iterated or seen.entered or seen.operated or seen.calls:
                self._mentioning[_SPECIAL].append(number)
        self._making = self._makers()
        self._carriers = Carriers((definition.module for definition, _ in functions), resolver, names, presumed)
        self.modules: dict[str, set[str]] = defaultdict(set)
        self._note_stored_callables()

    def can_wait(self, definition: Definition) -> bool:
        """Tell whether callers need to know nothing of an asynchronous function, so that mypy may check it first."""
        return (
            definition.function.is_coroutine
            and definition.name not in self._open
            and self._is_checked(definition)
            and definition.name not in self._names.marked
        )

    def first(self) -> list[Seen]:
        """Return the functions that something from outside may get into, that call a parameter, or are marked."""
        return self._take(list(self._waiting))

    def following(self, summaries: Mapping[str, Summary]) -> list[Seen]:
        """Return the functions that may be affected now that some turned out to have something to say."""
        mentioned: set[str] = set()
        making: set[int] = set()
        speaking: set[str] = set()
        special: list[str] = []
        for name, summary in summaries.items():
            if summary.uses_arguments:
                outer, _, short = name.removesuffix(BODY).rpartition(".")
                called = {short, outer.rpartition(".")[2]} if short in CONSTRUCTORS else {short}
                mentioned |= called
                making.update(self._making.get(outer, ()) if short in CONSTRUCTORS else ())
                self._polymorphic.add(f"{outer}.{short}", called)
            if summary.is_abstract:
                speaking.add(name)
            if not summary.concerns_callers(name):
                continue
            speaking.add(name.removesuffix(BODY))
            plain = name.removesuffix(BODY).removesuffix(".setter").removesuffix(".deleter")
            outer, _, short = plain.rpartition(".")
            mentioned.add(short)
            if short in CONSTRUCTORS:
                making.update(self._making.get(outer, ()))
                self._effectful.add(outer.rpartition(".")[2])
            elif short.startswith("__"):
                special.append(plain)
            self._effectful.add(short)
            self._members_known.add(short)
        self._speaking.add(speaking)
        self._carriers.add(special)
        if not mentioned.isdisjoint(_ATTRIBUTES):  # which may stand behind any attribute
            return self._take(list(self._waiting))
        if any(name.startswith("__") and name not in CONSTRUCTORS for name in mentioned):
            mentioned.add(_SPECIAL)
        return self._take([*making, *(number for name in mentioned for number in self._mentioning.get(name, ()))])

    def _makers(self) -> dict[str, set[int]]:
        """Return the functions that mention something which makes instances of a class, or of one below it."""
        found: dict[str, set[int]] = defaultdict(set)
        known: dict[SymbolNode, list[str]] = {}
        for number, (_, seen) in self._waiting.items():
            for node in seen.references:
                if node.node is None:
                    continue
                if node.node not in known:
                    known[node.node] = [base.fullname for info in self._made_by(node.node) for base in info.mro[:-1]]
                for name in known[node.node]:
                    found[name].add(number)
        return found

    def _made_by(self, node: SymbolNode) -> Iterable[TypeInfo]:
        """Return the classes that a name may stand for."""
        if isinstance(node, TypeInfo):
            return (node,)
        if isinstance(node, TypeAlias):
            return instances(get_proper_type(node.target))
        kind = self._presumed.type_of(node) if isinstance(node, Var) else None
        if kind is None and isinstance(node, Var) and node.type is not None:
            kind = get_proper_type(node.type)
        return classes(kind)

    def _take(self, numbers: list[int]) -> list[Seen]:
        fitting = [
            number for number in sorted(set(numbers)) if number in self._waiting and self._fits(*self._waiting[number])
        ]
        taken = [self._waiting.pop(number) for number in fitting]
        self._open.update(
            definition.name
            for definition, seen in taken
            if self._presumed.fitting(seen.mentioned(), definition.function)
            or not self._open_classes.isdisjoint(seen.mentioned())
        )
        return taken

    def _note_stored_callables(self) -> None:
        """Attributes that are given a function or a class may be called under their own name."""
        for _, seen in self._waiting.values():
            for target, value in seen.stored:
                if self._is_callable(value, seen):
                    self._effectful.add(target.name)
                    self._members_known.add(target.name)

    def _is_callable(self, value: Expression, seen: Glance) -> bool:
        """Tell whether what is stored in an attribute may have an effect when it is called."""
        if isinstance(value, (NameExpr, MemberExpr)):
            target = value.node
            if isinstance(target, TypeInfo):
                return self._speaking.has(target, _MADE)
            if isinstance(target, Var):
                return self._speaking.is_behind(target)
            return value.name in self._effectful or (target is not None and target.name in self._effectful)
        callee = value.callee if isinstance(value, CallExpr) else None
        is_partial = isinstance(callee, (NameExpr, MemberExpr)) and callee.name == "partial"
        return (is_partial or isinstance(value, LambdaExpr)) and self._effectful.meets(seen.names)

    def _fits(self, definition: Definition, seen: Glance) -> bool:
        if definition.name in self._names.marked:
            return True
        estimate = self._estimate(definition, seen)
        if self._polymorphic.uses_parameters(seen, estimate):
            self._open.add(definition.name)
            return True
        return (
            any(self._inherits(node) for node in seen.supers)
            or any(self._is_effectful(node, estimate) for node in self._telling(seen))
            or any(self._runs(node, _ITERATION, estimate) for node in seen.iterated)
            or any(self._runs(node, _ENTRY, estimate) for node in seen.entered)
            or self._operates(seen, estimate)
            or self._calls_instances(seen, estimate)
            or self._implies(seen, estimate)
            or (not self._is_checked(definition) and self._has_open_receivers(definition.module, seen, estimate))
        )

    def _telling(self, seen: Glance) -> Iterable[NameExpr | MemberExpr]:
        """Return what a function mentions, but for functions like ``print`` that need a keyword it does not hand over.

        Nearly everything prints, and hardly anything prints into a file of its own.
        """
        harmless: set[str] = set()
        for name, needed in self._resolver.needing.items():
            if name.rpartition(".")[2] in seen.names:
                calls = [
                    call for call in seen.calls if isinstance(call.callee, RefExpr) and call.callee.fullname == name
                ]
                if all(needed.isdisjoint(call.arg_names) for call in calls):
                    harmless.add(name)
        return [node for node in seen.references if node.fullname not in harmless] if harmless else seen.references

    def _has_open_receivers(self, module: str, seen: Glance, estimate: Estimate) -> bool:
        """Tell whether only inference can say on which modules a body depends, which mypy itself will not infer."""
        for call in seen.calls:
            if isinstance(call.callee, MemberExpr) and call.callee.node is None:
                receiver = estimate.of(call.callee.expr)
                if receiver is None:
                    return True
                known = (*instances(receiver), *classes(receiver))
                self.modules[module].update(base.module_name for info in known for base in info.mro)
        return False

    def _is_effectful(self, node: NameExpr | MemberExpr, estimate: Estimate) -> bool:
        target = node.node
        if isinstance(target, TypeAlias):
            aliased = get_proper_type(target.target)
            target = aliased.type if isinstance(aliased, Instance) else target
        if isinstance(target, TypeInfo):
            return self._speaking.has(target, _MADE)
        if isinstance(target, Var) and not isinstance(node, MemberExpr):
            return self._speaking.is_behind(target)
        if node.name not in self._effectful and (target is None or target.name not in self._effectful):
            if target is None and isinstance(node, MemberExpr) and estimate.may_be(self._meets_presumed):
                receiver = instances(estimate.with_invented(node.expr))
                return any(self._speaking.has(info, (node.name,)) for info in receiver)
            return isinstance(target, Var) and self._speaking.is_behind(target)
        if target is not None:
            return self._speaking.is_behind(target) if isinstance(target, Var) else self._speaking.is_of(target)
        if not isinstance(node, MemberExpr):
            return True
        return node.name in self._members_known and self._has_member(node, estimate)

    def _meets_presumed(self, seen: Glance) -> bool:
        """Tell whether a function may meet an object of a library that mypy cannot see.

        Some of their classes have methods that no stub names.
        """
        is_handed = any(self._presumed.type_of(variable) is not None for variable in seen.parameters)
        return is_handed or bool(self._presumed.fitting(seen.mentioned()))

    def _has_member(self, node: MemberExpr, estimate: Estimate) -> bool:
        if isinstance(node.expr, RefExpr) and isinstance(node.expr.node, TypeInfo):
            return self._speaking.has(node.expr.node, (node.name,))
        receiver = estimate.of(node.expr)
        if receiver is None:
            return True
        return any(self._speaking.has(info, (node.name,)) for info in (*instances(receiver), *classes(receiver)))

    def _inherits(self, node: SuperExpr) -> bool:
        """Tell whether what ``super()`` finds has an effect."""
        if node.name not in self._effectful:
            return False
        return not node.info or self._speaking.is_in(self._members.find(node.info, node.name, after=node.info))

    def _runs(self, node: Expression, special: Sequence[str], estimate: Estimate) -> bool:
        """Tell whether looping over an expression, or entering it, may have an effect."""
        if not self._effectful.meets(special) or isinstance(node, GeneratorExpr):  # what is in that one is seen anyway
            return False
        if isinstance(node, CallExpr) and isinstance(node.callee, NameExpr) and node.callee.name in _LAZY:
            return any(self._runs(argument, special, estimate) for argument in node.args)
        kind = estimate.of(node)
        if kind is None:
            return estimate.may_be(self._carriers.may_occur)
        if special is _ITERATION:
            return any(self._speaking.has(one, (name,)) for info in instances(kind) for one, name in iterators(info))
        return any(self._speaking.has(info, special) for info in instances(kind))

    def _operates(self, seen: Glance, estimate: Estimate) -> bool:
        return any(self._runs(node, special, estimate) for special, node in seen.operated)

    def _implies(self, seen: Glance, estimate: Estimate) -> bool:
        """Tell whether something is run that has an effect, and that only types can relate to what is written."""
        if self._members_known.meets(seen.spoken):
            return True
        if not self._carriers.special.isdisjoint(seen.implied) and estimate.may_be(self._carriers.may_occur):
            return True
        if self._carriers.special.isdisjoint(_ATTRIBUTES):
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
        for info in instances(receiver):
            symbol = info.get(node.name)
            if symbol is None and self._speaking.has(info, ("__getattr__",)):
                return True
            kind = symbol.node.type if symbol is not None and isinstance(symbol.node, Var) else None
            if kind is not None and any(
                self._speaking.has(held, _ATTRIBUTES) for held in instances(get_proper_type(kind))
            ):
                return True
        return False

    def _calls_instances(self, seen: Glance, estimate: Estimate) -> bool:
        invoking = self._polymorphic.invoking
        special = [name for name in ("__call__", *_ITERATION, *_ENTRY) if name in self._effectful]
        for call in seen.calls:
            callee = call.callee
            if not isinstance(callee, (NameExpr, MemberExpr)):
                continue
            if isinstance(callee.node, Var) and "__call__" in special and self._runs(callee, ("__call__",), estimate):
                return True
            if callee.name in invoking and any(self._runs(node, special, estimate) for node in call.args):
                return True
        return False
