"""Work out what functions and variables without annotations are.

What a function gives is what its ``return`` and ``yield`` statements name; what an attribute holds is what methods of
its own class assign to it. Declarations alone often tell the types of these expressions, and mypy's second checker
tells the others. A result that nothing could come of, such as a text, is not looked for. One function may need the
result of another, so they are taken in the order of what they mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from mypy.nodes import (
    ConditionalExpr,
    Decorator,
    DictExpr,
    DictionaryComprehension,
    Expression,
    FuncDef,
    ListComprehension,
    ListExpr,
    MemberExpr,
    MypyFile,
    RefExpr,
    SetComprehension,
    SetExpr,
    TupleExpr,
)
from mypy.types import CallableType, Instance, NoneType, ProperType

from noblock.collect.behind import names_behind
from noblock.collect.checking import check
from noblock.collect.declared import is_invented
from noblock.collect.definitions import Definition
from noblock.collect.estimate import Estimate
from noblock.collect.glance import Glance
from noblock.collect.own import Own, own_again, own_in, own_of, with_own, without_own
from noblock.collect.parameters import Handed, Seen, dependency, provided
from noblock.collect.plain import ANY, filled, is_telling, parts, plain, united, without_name
from noblock.collect.presumed import IMPORTED, Presumed
from noblock.collect.shadow import Shadow
from noblock.collect.sources import Source, is_hidden, own_results, sources_of
from noblock.collect.stored import RESULT, WHOLE
from noblock.declarations import Mark

MOST_ROUNDS = 4  # of looks at functions that need each other


class Results:
    """Works out the functions and variables of modules that are worked on together.

    Args:
        presumed: Takes what is found.
        shadows: The second checker of each module.
        estimate: Knows the declared types in a function.
        marks: The marks of a library's function, by mypy's full name.
    """

    def __init__(
        self,
        presumed: Presumed,
        shadows: Mapping[str, Shadow],
        estimate: Callable[[Definition, Glance], Estimate],
        marks: Callable[[str], tuple[Mark, ...]],
    ) -> None:
        self._presumed = presumed
        self._shadows = shadows
        self._estimate = estimate
        self._marks = marks
        self._untold: set[str] = set()

    def work_out(self, trees: Iterable[MypyFile], functions: Sequence[Seen]) -> None:
        """Presume what can be known of some functions, and of the variables of their classes and modules."""
        for group in sources_of(trees, functions):
            self._work_out_together(group)

    def _work_out_together(self, group: list[Source]) -> None:
        """Work out what may need each other, again while that helps."""
        for _ in group[:MOST_ROUNDS]:
            before = len(group)
            group = [source for source in group if not self._work_out(source)]
            if len(group) == before:
                break

    def _work_out(self, source: Source) -> bool:
        """Presume what one source tells; return whether it told something."""
        if source.seen is not None and source.parameters is not None:
            return self._parameters(source.seen, source.parameters, source.inner)
        if source.seen is not None:
            return self._function(source, source.seen)
        kind = united([self._value(value, seen, source) for value, seen in source.values])
        if source.items:
            kind = filled(kind, united([self._value(value, seen, source) for value, seen in source.items]))
        if not is_telling(kind):
            kind = source.inherited()
        if is_telling(kind):
            self._presumed.add(source.name, WHOLE, kind)
        else:
            self._untold.add(source.name)
        return is_telling(kind)

    def _value(self, value: Expression, seen: Seen | None, source: Source) -> ProperType:
        if seen is None:
            with self._presumed.shown(self._presumed.fitting(source.mentions)):
                return plain(self._shadows[source.module].evaluate(value))
        return united(self._types(seen, [value], exact=bool(source.items)))

    def _parameters(self, seen: Seen, positions: Mapping[int, Handed], inner: FuncDef | None) -> bool:
        told = False
        for position, place in positions.items():
            kind = united(found for value, caller in place.values for found in self._handed(value, caller))
            if not seen[0].function.is_coroutine:  # who calls that is not always seen
                kind = without_name(kind)
            if is_telling(kind):
                if inner is not None:
                    self._presumed.add_inner_parameter(seen[0].function, inner, position, kind)
                else:
                    self._presumed.add_parameter(seen[0].function, position, kind)
                told = True
        return told

    def _handed(self, value: Expression, caller: Seen) -> list[ProperType]:
        if isinstance(value, RefExpr) and isinstance(value.node, MypyFile):
            return [self._presumed.module(value.node.fullname)]
        estimate = self._estimate(*caller)
        needed = dependency(value, self._marks, estimate.with_invented)
        if needed is None:
            return self._types(caller, [value]) or self._default(value, caller)
        result = estimate.result_of(needed)
        return [plain(provided(needed, result)) if result is not None else ANY]

    def _default(self, value: Expression, seen: Seen) -> list[ProperType]:
        """Return the type of what a function has as a default, which is no part of its body."""
        if not any(argument.initializer is value for argument in seen[0].function.arguments):
            return []
        with self._presumed.shown(self._presumed.fitting(seen[1].mentioned())):
            return [plain(self._shadows[seen[0].module].evaluate(value))]

    def _function(self, source: Source, seen: Seen) -> bool:
        function, decorator = seen[0].function, seen[0].decorator
        if decorator is not None and is_hidden(seen[0]):
            return self._decorated(source, seen[1], decorator, self._presumed.inside.signature(function))
        returned, yielded = own_results(function)
        kinds = self._given(seen, yielded if function.is_generator else returned)
        kind = united(kinds) if kinds else NoneType()
        if not is_telling(kind) or isinstance(kind, CallableType):  # values follow what functions return
            return False
        if decorator is None or not decorator.decorators:
            self._presumed.add(source.name, RESULT, self._presumed.inside.result(function, kind))
            return True
        signature = self._presumed.inside.signature(function)
        signature = signature.copy_modified(ret_type=self._presumed.inside.result(function, kind), implicit=False)
        return self._decorated(source, seen[1], decorator, signature)

    def _decorated(self, source: Source, glance: Glance, decorator: Decorator, signature: CallableType) -> bool:
        """Presume what the decorators of a function make of it."""
        own = own_in(signature.ret_type)
        shadow = self._shadows[source.module]
        with self._presumed.shown(self._presumed.fitting(glance.mentioned())):
            whole: ProperType = ANY
            if own is not None:
                whole = plain(own_again(shadow.decorated(decorator, with_own(signature, own)), own))
                signature = signature.copy_modified(ret_type=plain(without_own(signature.ret_type)))
            if not is_telling(whole):
                whole = plain(shadow.decorated(decorator, signature))
        if is_telling(whole):
            self._presumed.add(source.name, WHOLE, whole)
        return is_telling(whole)

    def _given(self, seen: Seen, nodes: Sequence[Expression]) -> list[ProperType]:
        """Return the types of what a function gives, with what stands for the class of its object if it gives that."""
        definition, glance = seen
        own = own_of(definition.function)
        giver = Own(definition, glance, self._presumed.type_of)
        if own is None or not giver.is_given(nodes):
            return self._types(seen, nodes)
        if giver.is_all(nodes):
            return [plain(own)]
        self._presumed.inside.giving[definition.function] = own
        shadow = self._shadows[definition.module]
        check(shadow, self._presumed, definition, glance)
        found = [shadow.with_own(node) for node in nodes]
        return [plain(kind) for kind in found if kind is not None]

    def _types(self, seen: Seen, nodes: Sequence[Expression], *, exact: bool = False) -> list[ProperType]:
        """Return the types of some expressions in a function, those that are never reached left out.

        Of a container only ``exact`` tells more than that nothing comes of it.
        """
        definition, glance = seen
        estimate = self._estimate(definition, glance)
        known = [self._declared(estimate, node) for node in nodes]
        if not exact and None not in known:
            return [plain(kind) for kind in known]
        shadow = self._shadows[definition.module]
        if not self._is_settled(seen, nodes):
            check(shadow, self._presumed, definition, glance)
        found = [shadow.lookup_type_or_none(node) for node in nodes]
        return [plain(kind) for kind in found if kind is not None]

    def _is_settled(self, seen: Seen, nodes: Sequence[Expression]) -> bool:
        """Tell whether what was presumed since the last look into a function leaves some expressions as they are."""
        definition, glance = seen
        before = self._shadows[definition.module].given(definition.node)
        if before is None:
            return False
        fitting = self._presumed.fitting(glance.mentioned(), definition.function)
        changed = {name for name, _ in before ^ self._presumed.texts_of(fitting)}
        if not changed:
            return True
        short = {name if name.startswith(IMPORTED) else name.rpartition(".")[2] for name in changed}
        names = names_behind(nodes, glance) if not any(name.startswith("__") for name in short) else None
        return names is not None and names.isdisjoint(short) and definition.function.name not in short

    def _declared(self, estimate: Estimate, node: Expression) -> ProperType | None:
        """Return the type of an expression as far as declarations tell.

        Of a container they tell only that nothing comes of it, and so of an attribute that was looked at before.
        """
        match node:
            case ListExpr() | SetExpr():
                items = [self._declared(estimate, item) for item in node.items]
            case DictExpr():
                items = [self._declared(estimate, item) for _, item in node.items]
            case TupleExpr():
                items = [self._declared(estimate, item) for item in node.items]
                return ANY if all(map(_is_data, items)) else None
            case ConditionalExpr() if estimate.of(node) is None:
                items = [self._declared(estimate, node.if_expr), self._declared(estimate, node.else_expr)]
                return ANY if all(map(_is_data, items)) else None
            case ListComprehension() | SetComprehension() | DictionaryComprehension():
                return None
            case _:
                kind = estimate.of(node)
                if kind is None and isinstance(node, MemberExpr):
                    return ANY if _attribute_name(estimate.of(node.expr), node.name) in self._untold else None
                return None if kind is not None and any(is_invented(part) for part in parts(kind)) else kind
        # Of elements of several kinds, mypy takes what they have in common: with data among them, nothing comes of any.
        is_data = any(_is_data(item) and not isinstance(item, NoneType) for item in items)
        return ANY if is_data or all(map(_is_data, items)) else None


def _is_data(kind: ProperType | None) -> bool:
    return kind is not None and not is_telling(plain(kind))


def _attribute_name(receiver: ProperType | None, name: str) -> str:
    """Return the full name of an attribute of an object, empty if it is not a variable of its class."""
    info = receiver.type if isinstance(receiver, Instance) else None
    owner = next((base for base in info.mro if name in base.names), None) if info is not None else None
    return f"{owner.fullname}.{name}" if owner is not None else ""
