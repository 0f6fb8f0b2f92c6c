"""Make random projects: modules that mostly call downwards, sometimes in a cycle, by every means that Python has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from modes.constructs import (
    BLOCKING_FORMS,
    CALLING_FORMS,
    CLASS,
    HARMLESS_FORMS,
    HOOKED,
    IGNORES,
    KINDS,
    MARKS,
    MEMBERS,
    PASSING_FORMS,
    TEMPLATE,
    Form,
)
from modes.programs import PACKAGE, Definition, Module, Project, Ref, Statement

TOP_KINDS = sorted(KINDS.keys() - MEMBERS.keys())
FIRST_KINDS = ("function", "class", "factory", "handler")


def grow(random: Random) -> Project:
    """Return a new project of three to six modules."""
    names = [f"{PACKAGE}.{letter}" for letter in "abcdef"[: random.randint(3, 6)]]
    modules = [
        Module(name, imports=_imports(random, names, index), by_name=random.random() < 0.6)
        for index, name in enumerate(names)
    ]
    if random.random() < 0.25:
        modules.append(Module(PACKAGE, imports=(random.choice(names),)))
    project = Project(tuple(modules))
    for name in names:
        for kind in (*FIRST_KINDS, *random.sample(TOP_KINDS, random.randint(2, 5))):
            project = add_definition(random, project, name, kind)
        project = add_reexport(random, project, random.choice(project.modules).name)
    return project


def add_definition(random: Random, project: Project, module: str, kind: str) -> Project:
    """Add a definition of some kind to a module, if there is what it needs."""
    owner = project.module(module)
    made = new_definition(random, project, owner, _free_name(owner, kind), kind)
    if made is None:
        return project
    return project.with_module(replace(owner, definitions=(*owner.definitions, made)))


def add_reexport(random: Random, project: Project, module: str) -> Project:
    """Let a module re-export a name of one that it imports."""
    owner = project.module(module)
    found = [
        Ref(imported, definition.name)
        for imported in owner.imports
        for definition in project.module(imported).definitions
    ]
    new = [ref for ref in found if ref not in owner.reexports]
    if not new:
        return project
    return project.with_module(replace(owner, reexports=(*owner.reexports, random.choice(new))))


def new_definition(random: Random, project: Project, module: Module, name: str, kind: str) -> Definition | None:
    """Return a random definition, None if the project lacks what it has to name."""
    refs = fill(random, project, module, KINDS[kind].needs)
    if refs is None:
        return None
    if kind == "class":
        return Definition(name, kind, refs=bases(random, project, module), members=_members(random, project, module))
    body = _body(random, project, module, KINDS[kind].inside)
    mark = random.choice(MARKS) if kind == "function" and random.random() < 0.1 else ""
    return Definition(name, kind, body, refs, is_annotated=random.random() < 0.6, mark=mark)


def new_statement(random: Random, project: Project, module: Module, inside: str) -> Statement:
    """Return a random statement that may stand in a kind of body."""
    weights = {"sync": (3, 1, 8, 0), "invoker": (1, 1, 2, 6), "mover": (1, 1, 1, 6)}.get(inside, (2, 1, 9, 0))
    (forms,) = random.choices((BLOCKING_FORMS, HARMLESS_FORMS, CALLING_FORMS, PASSING_FORMS), weights)
    form = random.choice([form for form in forms if inside in form.inside])
    refs = fill(random, project, module, form.roles)
    if refs is None:
        form, refs = random.choice(BLOCKING_FORMS), ()
    ignore = random.choice(IGNORES) if random.random() < 0.07 else ""
    return Statement(form.text, refs, ignore)


def fill(random: Random, project: Project, module: Module, roles: Sequence[str]) -> tuple[Ref, ...] | None:
    """Choose a visible name for each role, None if there is none for one of them."""
    chosen = []
    for role in roles:
        found = [ref for ref, kind in visible(project, module) if role in KINDS[kind].roles]
        if not found:
            return None
        chosen.append(random.choice(found))
    return tuple(chosen)


def visible(project: Project, module: Module) -> list[tuple[Ref, str]]:
    """Return the names that a module can use, and the kinds of what they stand for."""
    found = [(Ref(module.name, definition.name), definition.kind) for definition in module.definitions]
    for imported in module.imports:
        other = project.module(imported)
        found.extend((Ref(imported, definition.name), definition.kind) for definition in other.definitions)
        for ref in other.reexports:
            kinds = [item.kind for item in project.module(ref.module).definitions if item.name == ref.name]
            found.extend((Ref(imported, ref.name), kind) for kind in kinds if imported != PACKAGE or other.definitions)
    return found


def bases(random: Random, project: Project, module: Module) -> tuple[Ref, ...]:
    """Choose at most one base class, from a module further down, so that no class inherits from itself."""
    below = [
        ref for ref, kind in visible(project, module) if kind in (CLASS, TEMPLATE, HOOKED) and ref.module < module.name
    ]
    return (random.choice(below),) if below and random.random() < 0.6 else ()


def form_of(statement: Statement) -> Form | None:
    """Return the form of a statement, if it is one with names."""
    forms = (form for form in (*CALLING_FORMS, *PASSING_FORMS) if form.text == statement.form)
    return next((form for form in forms if len(form.roles) == len(statement.refs)), None)


def new_member(random: Random, project: Project, module: Module, kind: str) -> Definition | None:
    """Return a random method."""
    refs = fill(random, project, module, KINDS[kind].needs)
    if refs is None:
        return None
    body = _body(random, project, module, KINDS[kind].inside)
    return Definition(kind, kind, body, refs, is_annotated=random.random() < 0.7)


def _members(random: Random, project: Project, module: Module) -> tuple[Definition, ...]:
    kinds = random.sample(sorted(MEMBERS), random.randint(2, 5))
    found = (new_member(random, project, module, kind) for kind in kinds)
    return tuple(member for member in found if member is not None)


def _body(random: Random, project: Project, module: Module, inside: str) -> tuple[Statement, ...]:
    if not inside:
        return ()
    return tuple(new_statement(random, project, module, inside) for _ in range(random.randint(0, 3)))


def _imports(random: Random, names: list[str], index: int) -> tuple[str, ...]:
    below = random.sample(names[:index], min(index, random.randint(1, 3)))
    above = [random.choice(names[index + 1 :])] if index + 1 < len(names) and random.random() < 0.2 else []
    return tuple(sorted(below + above))


def _free_name(module: Module, kind: str) -> str:
    taken = {definition.name for definition in module.definitions}
    letter = module.name[-1]
    return next(name for number in range(1, 99) if (name := f"{kind}_{letter}{number}") not in taken)
