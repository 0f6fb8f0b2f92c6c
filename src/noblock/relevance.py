"""Tell which ways to make objects matter: those that hand something to a constructor of which a need asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from noblock.effects import Summary
from noblock.model import Building, Default
from noblock.needs import alternatives, parts
from noblock.origins import DEEPEST_MAKER
from noblock.project import Project
from noblock.switches import constructor_of


def asked_building(
    project: Project, module: str, summaries: Mapping[str, Mapping[str, Summary]]
) -> dict[str, Building]:
    """Return those functions of a module that make objects of which a need asks what they were handed.

    Args:
        project: What is known of other modules.
        module: Its name.
        summaries: The functions of the modules that are worked on together, by module.
    """
    asked: dict[str, frozenset[str]] = {}  # constructors, by their modules

    def is_asked(made: Building, depth: int) -> bool:
        for constructor in (one.constructor for one in made.made):
            owner = project.module_of(constructor)
            if owner not in asked:
                known = summaries[owner] if owner in summaries else project.module_summary(owner).functions
                asked[owner] = frozenset(_asked(known.values()))
            further = project.builders.of(constructor) if depth < DEEPEST_MAKER else None
            if constructor in asked[owner] or (further is not None and is_asked(further, depth + 1)):
                return True
        return False

    return {name: made for name, made in project.builders.within(module).items() if is_asked(made, 0)}


def _asked(summaries: Iterable[Summary]) -> Iterator[str]:
    """Yield the constructors whose parameters something needs."""
    for summary in summaries:
        needs = [effect.needs for effect in summary.effects]
        needs.extend(parameter.needs for parameter in summary.calls)
        needs.extend(one.needs for one in summary.returns if isinstance(one, Default))
        for need in filter(None, needs):
            yield from (constructor_of(one) for one in alternatives(parts(need)[0]))
