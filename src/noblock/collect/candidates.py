"""Choose the bodies that are worth asking mypy about.

An effect can enter a body only through something that it mentions (see ``mentions``), through what the language runs
by itself on that (see ``protocols``), or through what callers hand over (see ``polymorphic``). So most bodies need no
types at all. Within a group of modules, what turns out to have an effect makes candidates of those that mention it, to
a fixpoint.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from mypy.nodes import FuncDef, MemberExpr, SymbolNode, TypeAlias, TypeInfo, Var
from mypy.types import get_proper_type

from noblock.collect.carriers import Carriers
from noblock.collect.definitions import Definition
from noblock.collect.estimate import Estimate
from noblock.collect.glance import Glance
from noblock.collect.members import Members, classes, instances
from noblock.collect.mentions import MADE, Mentions
from noblock.collect.parameters import Seen
from noblock.collect.polymorphic import Polymorphic
from noblock.collect.presumed import Presumed
from noblock.collect.protocols import ATTRIBUTES, Protocols
from noblock.collect.speaking import Speaking
from noblock.collect.special import CONSUMING
from noblock.collect.vocabulary import Vocabulary
from noblock.effects import Summary
from noblock.fullnames import BODY, CONSTRUCTORS, POST_INIT
from noblock.index import Names, called_by
from noblock.resolve import Resolver


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
        self._is_checked = is_checked
        self._estimate = estimate
        self._presumed = presumed
        self._names = names
        self._open: set[str] = set()
        self._leaving_open = Vocabulary(names.leaving_open)
        self._open_classes = {name.rpartition(".")[2] for name in names.bases}
        self._speaking = Speaking(members, resolver, names, presumed)
        self._carriers = Carriers((definition.module for definition, _ in functions), resolver, names, presumed)
        self._polymorphic = Polymorphic(functions, members, resolver, names)
        self._mentions = Mentions(self._speaking, members, resolver, presumed)
        self._protocols = Protocols(self._speaking, self._carriers, self._polymorphic.invoking)
        self._waiting = dict(enumerate(functions))
        self._mentioning: dict[str, list[int]] = defaultdict(list)
        self._running: dict[str, list[int]] = defaultdict(list)  # by the names of special methods
        for number, (_, seen) in self._waiting.items():
            for mentioned in seen.names:
                self._mentioning[mentioned].append(number)
            for special in seen.special():
                self._running[special].append(number)
        self._estimates: dict[FuncDef, Estimate] = {}  # of those that wait, because they are asked about again
        self._making = self._makers()
        self.modules: dict[str, set[str]] = defaultdict(set)
        self._told: dict[str, tuple[bool, bool, bool, tuple[str, ...]]] = {}
        self._note_stored_callables()

    def can_wait(self, definition: Definition, seen: Glance) -> bool:
        """Tell whether callers need to know nothing of an asynchronous function, so that mypy may check it first.

        That is so as far as is known by now.
        """
        return (
            definition.function.is_coroutine
            and definition.name not in self._open
            and not self._leaving_open.meets(seen.names)
            and self._is_checked(definition)
            and definition.name not in self._names.marked
        )

    def first(self) -> list[Seen]:
        """Return the functions that something from outside may get into, that call a parameter, or are marked."""
        return self._take(self._waiting)

    def following(self, summaries: Mapping[str, Summary]) -> list[Seen]:
        """Return the functions that may be affected now that some turned out to have something to say."""
        mentioned: set[str] = set()
        making: set[int] = set()
        speaking: set[str] = set()
        invoking: set[str] = set()
        special: list[str] = []
        for name, summary in summaries.items():
            keepers = tuple(summary.keepers(name))
            news = summary.uses_arguments, summary.is_abstract, summary.concerns_callers(name), keepers
            if self._told.get(name) == news:
                continue
            self._told[name] = news
            for using in (*keepers, *((name.removesuffix(BODY),) if summary.uses_arguments else ())):
                outer, _, short = using.rpartition(".")
                called = called_by(using)
                invoking |= called
                making.update(self._making.get(outer, ()) if short in CONSTRUCTORS else ())
                self._polymorphic.add(using, called)
            if summary.leaves_open(name):
                self._leaving_open.add(name.removesuffix(BODY).rpartition(".")[2])
            if summary.is_abstract:
                speaking.add(name)
            if not (summary.concerns_callers(name) or summary.is_pending(name)):
                continue
            speaking.add(name.removesuffix(BODY))
            plain = name.removesuffix(BODY).removesuffix(".setter").removesuffix(".deleter")
            outer, _, short = plain.rpartition(".")
            mentioned |= {short, "__init__"} if short in POST_INIT else {short}
            if short in MADE:
                making.update(self._making.get(outer, ()))
            if short in CONSTRUCTORS:
                self._speaking.effectful.add(outer.rpartition(".")[2])
            elif short.startswith("__"):
                special.append(plain)
            self._speaking.add_name(short)
        self._speaking.add(speaking)
        self._carriers.add(special)
        naming = {number for name in mentioned | invoking for number in self._mentioning.get(name, ())}
        if "__call__" in invoking:
            naming.update(self._running["__call__"])
        return self._take(making | naming, self._runners(mentioned))

    def _runners(self, mentioned: set[str]) -> set[int]:
        """Return the functions in which the language may run one of the special methods among some names."""
        if not mentioned.isdisjoint(ATTRIBUTES):
            return set(self._waiting)
        found = {number for name in mentioned for number in self._running.get(name, ())}
        if not mentioned.isdisjoint(CONSUMING):
            invoking = self._polymorphic.invoking
            handing = (number for number in self._running["__call__"] if number in self._waiting)
            found.update(number for number in handing if invoking.meets(self._waiting[number][1].names))
        return found

    def _makers(self) -> dict[str, set[int]]:
        """Return the functions that mention something which makes instances of a class, or of one below it."""
        found: dict[str, set[int]] = defaultdict(set)
        known: dict[SymbolNode, list[str]] = {}
        for number, (_, seen) in self._waiting.items():
            for node in seen.references:
                if node.node is None:
                    continue
                if node.node not in known:
                    made = [*self._made_by(node.node)]
                    makers = [info.metaclass_type.type for info in made if info.metaclass_type is not None]
                    known[node.node] = [base.fullname for info in (*made, *makers) for base in info.mro[:-1]]
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

    def _take(self, naming: Iterable[int], running: Iterable[int] = ()) -> list[Seen]:
        """Take the fitting ones out of those that name something new, or in which the language may run that."""
        asked = {**dict.fromkeys(running, self._runs), **dict.fromkeys(naming, self._fits)}
        fitting = [
            number for number in sorted(asked) if number in self._waiting and asked[number](*self._waiting[number])
        ]
        taken = [self._waiting.pop(number) for number in fitting]
        for definition, _ in taken:
            self._estimates.pop(definition.function, None)
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
                if self._mentions.speaks_when_called(value, seen):
                    self._speaking.add_name(target.name)

    def _fits(self, definition: Definition, seen: Glance) -> bool:
        if definition.name in self._names.marked:
            return True
        estimate = self._known(definition, seen)
        if self._polymorphic.uses_parameters(seen, estimate):
            self._open.add(definition.name)
            return True
        return (
            self._mentions.may_speak(seen, estimate)
            or self._protocols.may_run(seen, estimate)
            or (not self._is_checked(definition) and self._has_open_receivers(definition.module, seen, estimate))
        )

    def _runs(self, definition: Definition, seen: Glance) -> bool:
        return self._protocols.may_run(seen, self._known(definition, seen))

    def _known(self, definition: Definition, seen: Glance) -> Estimate:
        estimate = self._estimates.get(definition.function)
        if estimate is None:
            estimate = self._estimates[definition.function] = self._estimate(definition, seen)
            estimate.keep_types()
        else:
            estimate.ask_again()
        return estimate

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
