"""Change a random project in one place, in the ways in which people change theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from modes.constructs import BLOCKING_FORMS, IGNORES, KINDS, MARKS, MEMBERS
from modes.growth import TOP_KINDS, add_definition, add_reexport, bases, fill, form_of, new_member, new_statement
from modes.programs import Definition, Project, Statement, shift

Edit = Callable[[Random, Project], Project]


@dataclass(frozen=True)
class Place:
    """Where a definition stands."""

    module: str
    index: int
    member: int | None = None


def edited(random: Random, project: Project) -> tuple[str, Project]:
    """Return the name of an edit and the project after it, which differs."""
    while True:
        edit = random.choice(EDITS)
        changed = edit(random, project)
        if changed != project:
            return edit.__name__, changed


def start_blocking(random: Random, project: Project) -> Project:
    """Let a body block."""
    place, definition = _choose(random, project, has_body=True)
    blocking = Statement(random.choice(BLOCKING_FORMS).text)
    return _put(project, place, replace(definition, body=(blocking, *definition.body)))


def stop_blocking(random: Random, project: Project) -> Project:
    """Take all direct blocking calls out of a body."""
    direct = {form.text for form in BLOCKING_FORMS}
    place, definition = _choose(random, project, has_body=True)
    body = tuple(statement for statement in definition.body if statement.form not in direct)
    return _put(project, place, replace(definition, body=body))


def add_statement(random: Random, project: Project) -> Project:
    place, definition = _choose(random, project, has_body=True)
    made = new_statement(random, project, project.module(place.module), KINDS[definition.kind].inside)
    return _put(project, place, replace(definition, body=(*definition.body, made)))


def remove_statement(random: Random, project: Project) -> Project:
    place, definition = _choose(random, project, has_body=True)
    return _put(project, place, replace(definition, body=definition.body[1:]))


def retarget_call(random: Random, project: Project) -> Project:
    """Let a statement name something else that fits."""
    place, definition = _choose(random, project, has_body=True)
    for index, statement in enumerate(definition.body):
        form = form_of(statement)
        refs = fill(random, project, project.module(place.module), form.roles) if form is not None else None
        if refs and refs != statement.refs:
            return _put(project, place, _with_statement(definition, index, replace(statement, refs=refs)))
    return project


def retarget_head(random: Random, project: Project) -> Project:
    """Let a factory return another class, an alias stand for another function, and so on."""
    place, definition = _choose(random, project)
    refs = fill(random, project, project.module(place.module), KINDS[definition.kind].needs)
    return _put(project, place, replace(definition, refs=refs)) if refs else project


def toggle_annotations(random: Random, project: Project) -> Project:
    place, definition = _choose(random, project, has_body=True)
    return _put(project, place, replace(definition, is_annotated=not definition.is_annotated))


def toggle_mark(random: Random, project: Project) -> Project:
    place, definition = _choose(random, project, has_body=True)
    if KINDS[definition.kind].head.startswith("from "):  # no decorator may stand before an import
        return project
    mark = "" if definition.mark else random.choice(MARKS)
    return _put(project, place, replace(definition, mark=mark))


def toggle_ignore(random: Random, project: Project) -> Project:
    place, definition = _choose(random, project, has_body=True)
    if not definition.body:
        return project
    index = random.randrange(len(definition.body))
    statement = definition.body[index]
    ignore = "" if statement.ignore else random.choice(IGNORES)
    return _put(project, place, _with_statement(definition, index, replace(statement, ignore=ignore)))


def add_function(random: Random, project: Project) -> Project:
    return add_definition(random, project, random.choice(project.modules).name, random.choice(TOP_KINDS))


def remove_function(random: Random, project: Project) -> Project:
    place, _ = _choose(random, project)
    return _put(project, place, None)


def rename_function(random: Random, project: Project) -> Project:
    """Rename a definition, but not its uses."""
    place, definition = _choose(random, project)
    return _put(project, place, replace(definition, name=f"{definition.name}_new"))


def add_override(random: Random, project: Project) -> Project:
    place, definition = _choose(random, project)
    if definition.kind != "class":
        return project
    missing = sorted(MEMBERS.keys() - {member.kind for member in definition.members})
    made = new_member(random, project, project.module(place.module), random.choice(missing)) if missing else None
    return _put(project, place, replace(definition, members=(*definition.members, made))) if made else project


def change_base(random: Random, project: Project) -> Project:
    place, definition = _choose(random, project)
    if definition.kind != "class":
        return project
    return _put(project, place, replace(definition, refs=bases(random, project, project.module(place.module))))


def add_import(random: Random, project: Project) -> Project:
    module = random.choice(project.modules)
    others = sorted({other.name for other in project.modules} - {module.name, *module.imports})
    if not others:
        return project
    return project.with_module(replace(module, imports=(*module.imports, random.choice(others))))


def remove_import(random: Random, project: Project) -> Project:
    """Remove an import, but not the uses of what it imported."""
    module = random.choice(project.modules)
    return project.with_module(replace(module, imports=module.imports[1:]))


def toggle_import_style(random: Random, project: Project) -> Project:
    module = random.choice(project.modules)
    return project.with_module(replace(module, by_name=not module.by_name))


def reexport(random: Random, project: Project) -> Project:
    return add_reexport(random, project, random.choice(project.modules).name)


def shift_lines(random: Random, project: Project) -> Project:
    return project.with_module(shift(random.choice(project.modules)))


EDITS: tuple[Edit, ...] = (
    start_blocking, start_blocking, stop_blocking, stop_blocking, add_statement, add_statement, remove_statement,
    retarget_call, retarget_call, retarget_head, retarget_head, toggle_annotations, toggle_mark, toggle_ignore,
    add_function, remove_function, rename_function, add_override, change_base, add_import, remove_import,
    toggle_import_style, reexport, shift_lines,
)  # fmt: skip


def _places(project: Project) -> Iterator[tuple[Place, Definition]]:
    for module in project.modules:
        for index, definition in enumerate(module.definitions):
            yield Place(module.name, index), definition
            for number, member in enumerate(definition.members):
                yield Place(module.name, index, number), member


def _choose(random: Random, project: Project, *, has_body: bool = False) -> tuple[Place, Definition]:
    found = [item for item in _places(project) if not has_body or KINDS[item[1].kind].inside]
    return random.choice(found)


def _put(project: Project, place: Place, definition: Definition | None) -> Project:
    """Replace the definition at a place, or remove it."""
    module = project.module(place.module)
    if place.member is None:
        return project.with_module(replace(module, definitions=_spliced(module.definitions, place.index, definition)))
    owner = module.definitions[place.index]
    members = _spliced(owner.members, place.member, definition)
    changed = replace(owner, members=members)
    return project.with_module(replace(module, definitions=_spliced(module.definitions, place.index, changed)))


def _spliced(items: tuple[Definition, ...], index: int, item: Definition | None) -> tuple[Definition, ...]:
    return (*items[:index], *((item,) if item is not None else ()), *items[index + 1 :])


def _with_statement(definition: Definition, index: int, statement: Statement) -> Definition:
    return replace(definition, body=(*definition.body[:index], statement, *definition.body[index + 1 :]))
