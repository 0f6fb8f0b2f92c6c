"""Prove that what the stubs say is true of what mypy knows.

A name has to exist for at least one target; what else is said of it, for every target that has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mypy.nodes import ArgKind, FuncDef, SymbolNode, TypeInfo

from noblock.declarations import Mark

from .entries import Entry, made_up
from .one_sided import UNKNOWN_TO_MYPY, is_below
from .returned import returned
from .worlds import World, constructors, functions, gives_awaitables, is_property, nearest


def problems(entry: Entry, worlds: Sequence[World]) -> Iterator[str]:
    """Yield what is wrong with an entry."""
    known = [(world, node) for world in worlds if (node := world.find(entry.module, entry.name)) is not None]
    if not known:
        siblings = {name for world in worlds for name in world.siblings(entry.module, entry.name)}
        yield f'there is no "{entry.public}"{nearest(entry.name, siblings)}'
        return
    for world, node in known:
        if entry.is_class:
            yield from _class_problems(entry, node, world)
        else:
            yield from _function_problems(entry, node, world)
            yield from _return_problems(entry, world)
    for use in {mark.use for mark in entry.marks if mark.use}:
        yield from _use_problems(use, worlds)


def modules_of(entries: Iterable[Entry]) -> set[str]:
    """Return the modules to load for some entries, for what they say to use, too."""
    found = set()
    for entry in entries:
        found.add(entry.module)
        for dotted in (*(name for mark in entry.marks for name in (mark.use, mark.returns) if name), *entry.bases):
            parts = dotted.split(".")
            found.update(".".join(parts[:length]) for length in range(1, len(parts)))
    return found


def _class_problems(entry: Entry, node: SymbolNode, world: World) -> Iterator[str]:
    if not isinstance(node, TypeInfo):
        yield f"is not a class, but a {type(node).__name__}"
        return
    for base in entry.bases:
        found = world.find_dotted(base)
        if isinstance(found, TypeInfo) and not node.has_base(found.fullname):
            yield f'does not derive from "{base}"'
    if entry.category:
        methods = {name for base in node.mro for name in base.names if not name.startswith("_")}
        for name in sorted(methods - entry.members):
            if (given := gives_awaitables(world.find(entry.module, f"{entry.name}.{name}"), surely=True)) and all(
                given
            ):
                yield f'is marked as blocking, and "{name}" gives something to await'


def _function_problems(entry: Entry, node: SymbolNode, world: World) -> Iterator[str]:
    if entry.category and (given := gives_awaitables(node, surely=True)) and all(given):
        yield "is marked as blocking, and gives something to await"
    found = constructors(node) if isinstance(node, TypeInfo) else functions(node)
    if entry.name.endswith((".__init__", ".__new__")):
        owner = world.find(entry.module, entry.name.rpartition(".")[0])
        found = constructors(owner) if isinstance(owner, TypeInfo) else found
    for mark in entry.marks:
        if found and not is_property(node):
            yield from _parameter_problems(mark, found)


def _return_problems(entry: Entry, world: World) -> Iterator[str]:
    """Compare the classes that an entry says are returned with mypy's, where mypy knows them."""
    said = {mark.returns for mark in entry.marks if mark.returns and mark.returns not in mark.parameters}
    given = returned(world, entry.module, entry.name) if said else frozenset()
    for name in sorted(said - made_up()):
        info = world.find_dotted(name)
        if not isinstance(info, TypeInfo):
            if not is_below(name, UNKNOWN_TO_MYPY):
                yield f'says to return "{name}", which is no class'
        elif given and not all(info in one.mro for one in given):
            yield f'says to return "{name}", and returns "{", ".join(sorted(one.fullname for one in given))}"'


def _parameter_problems(mark: Mark, found: Sequence[FuncDef]) -> Iterator[str]:
    """Look for each named parameter, at its place, in one of the definitions."""
    listed = [name for name in mark.parameters if name not in ("self", "cls")]
    positional = listed[: listed.index("*")] if "*" in listed else listed
    for place, name in enumerate(positional):
        if not any(_has_positional(one, place, name.lstrip("*")) for one in found):
            yield f'has no parameter "{name}" at place {place + 1}'
    known = [argument.variable.name for one in found for argument in one.arguments]
    for name in listed[len(positional) + 1 :]:
        if not any(_has_named(one, name.lstrip("*")) for one in found):
            yield f'has no parameter "{name}"{nearest(name, known)}'


def _has_positional(function: FuncDef, place: int, name: str) -> bool:
    arguments = [argument for argument in function.arguments if argument.kind.is_positional(star=True)]
    if arguments and (arguments[0].variable.is_self or arguments[0].variable.is_cls):
        arguments = arguments[1:]
    for at, argument in enumerate(arguments):
        if argument.kind is ArgKind.ARG_STAR:
            return True
        if at == place:
            return argument.pos_only or argument.variable.name == name
    return False


def _has_named(function: FuncDef, name: str) -> bool:
    return any(argument.variable.name == name or argument.kind is ArgKind.ARG_STAR2 for argument in function.arguments)


def _use_problems(use: str, worlds: Sequence[World]) -> Iterator[str]:
    if not any(world.has_module(use.partition(".")[0]) for world in worlds):
        yield f'says to use "{use}", which is not installed'
        return
    found = [node for world in worlds if (node := world.find_dotted(use)) is not None]
    if not found:
        yield f'says to use "{use}", which does not exist'
    elif not any(any(gives_awaitables(node, surely=False)) for node in found):
        yield f'says to use "{use}", which gives nothing to await'
