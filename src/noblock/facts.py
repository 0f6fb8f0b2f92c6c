"""Keep what was found out about modules while mypy works on them, and which of them had a say in which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from mypy.nodes import MypyFile

from noblock.body import Body
from noblock.collect.bodies import BodyCollector
from noblock.collect.definitions import Definition, classes_in
from noblock.collect.parameters import Seen
from noblock.collect.shadow import Shadow
from noblock.overrides import Steps, inherited_bodies


@dataclass
class Facts:
    """What was found out about one module while mypy works on it.

    ``modules`` and ``classes`` are those that had a say in it; ``waiting`` are asynchronous functions that are looked
    into when mypy has checked them; ``steps`` are those of its methods.
    """

    tree: MypyFile
    definitions: list[Definition]
    shadow: Shadow
    collector: BodyCollector
    modules: set[str]
    bodies: dict[str, Body] = field(default_factory=dict)
    waiting: list[Seen] = field(default_factory=list)
    classes: set[str] = field(default_factory=set)
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, body: Body) -> Body:
        """Take in a body, together with what other definitions of its name do; return all of it."""
        self.bodies[body.name] = _united(self.bodies.get(body.name), body)
        return self.bodies[body.name]

    def module_bodies(self) -> Iterator[Body]:
        """Yield what can be said without looking into functions."""
        for definition in self.definitions:
            yield from self.collector.outline(definition)
        yield from self.collector.outside()

    def inherited(self, steps: Callable[[str], Steps], is_project: Callable[[str], bool]) -> Iterator[Body]:
        """Yield what the classes of the module make of the methods that they inherit.

        Args:
            steps: The methods that others run of their own object, by the name of the module of these.
            is_project: Whether the module of a name is part of the project.
        """
        classes = list(classes_in(self.tree))
        self.modules.update(base.module_name for defined in classes for base in defined.info.mro)
        yield from inherited_bodies(classes, steps, is_project)


def asked_mutually(module: str, known: Mapping[str, Facts], modules: Mapping[str, MypyFile]) -> Iterator[str]:
    """Yield the modules whose summaries depend on those of a module that they are asked for by.

    Args:
        module: Its name.
        known: What was found out about modules, by name.
        modules: mypy's modules by name: what is known of other trees does not count.
    """
    for name in sorted(_asked(module, known) - {module}):
        facts = known.get(name)
        if facts is not None and facts.tree is modules.get(name) and module in _asked(name, known):
            yield name


def _asked(module: str, known: Mapping[str, Facts]) -> set[str]:
    """Return the modules whose summaries had a say in those of a module, directly or not."""
    seen = {module}
    waiting = [module]
    while waiting:
        facts = known.get(waiting.pop())
        new = facts.modules - seen if facts is not None else set()
        seen |= new
        waiting.extend(new)
    return seen


def _united(known: Body | None, body: Body) -> Body:
    """Return what two definitions of one name, under ``if`` and ``else``, do together."""
    if known is None:
        return body
    return replace(
        body,
        calls=known.calls + body.calls,
        parameters=body.parameters or known.parameters,
        returns=known.returns + body.returns,
        is_context=body.is_context or known.is_context,
        is_lazy=body.is_lazy or known.is_lazy,
        is_abstract=body.is_abstract and known.is_abstract,
        mark=body.mark or known.mark,
        overrides=body.overrides or known.overrides,
        makes=known.makes + body.makes,
        hands_on=known.hands_on + body.hands_on,
    )
