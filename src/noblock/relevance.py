"""Tell which ways to make objects matter, and what classes say of theirs: those of which a need asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from noblock.effects import Summary
from noblock.model import Building, Default
from noblock.needs import alternatives, parts, read
from noblock.origins import DEEPEST_MAKER
from noblock.project import Project
from noblock.switches import bare, constructor_of


def asked_building(
    project: Project, module: str, summaries: Mapping[str, Mapping[str, Summary]]
) -> dict[str, Building]:
    """Return those functions of a module that make objects of which a need asks what they were handed.

    Args:
        project: What is known of other modules.
        module: Its name.
        summaries: The functions of the modules that are worked on together, by module.
    """
    asked: dict[str, dict[str, set[str]]] = {}  # the parameters of constructors and attributes of classes, by modules

    def of(name: str) -> set[str]:
        owner = project.module_of(name)
        if owner not in asked:
            known = summaries[owner] if owner in summaries else project.module_summary(owner).functions
            asked[owner] = _asked(known.values())
        return asked[owner].get(name, set())

    def is_asked(made: Building, depth: int) -> bool:
        for constructor in (one.constructor for one in made.made):
            further = project.builders.of(constructor) if depth < DEEPEST_MAKER else None
            if of(constructor) or (further is not None and is_asked(further, depth + 1)):
                return True
        return False

    found = {name: made for name, made in project.builders.within(module).items() if is_asked(made, 0)}
    classes = project.builders.classes(module)
    for name, bases in classes.bases() if classes is not None else ():
        attributes = set[str]().union(*map(of, (name, *bases)))
        said = classes.of(name) if attributes and classes is not None else None
        if said is not None:
            found[name] = _only(said, attributes)
    return found


def _only(said: Building, attributes: set[str]) -> Building:
    """Return what a class says of some attributes."""
    own = said.made[0]
    return replace(said, made=(replace(own, handed=tuple(one for one in own.handed or () if one[0] in attributes)),))


def _asked(summaries: Iterable[Summary]) -> dict[str, set[str]]:
    """Return the constructors and classes of whose parameters and attributes something is needed, with the names."""
    found: dict[str, set[str]] = {}
    for summary in summaries:
        needs = [effect.needs for effect in summary.effects]
        needs.extend(parameter.needs for parameter in summary.calls)
        needs.extend(one.needs for one in summary.returns if isinstance(one, Default))
        for need in filter(None, needs):
            for one in alternatives(parts(need)[0]):
                if constructor_of(one):
                    found.setdefault(constructor_of(one), set()).add(read(bare(one))[0])
    return found
