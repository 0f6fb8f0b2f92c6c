"""Every word that a user reads.

Building texts in one place keeps their voice the same, and lets one test compare them with the documentation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

LONGEST_QUOTE = 120

CODE_TITLES = {
    "": "Blocking call reachable from code on the event loop",
    "sleep": "Sleep that stops the event loop",
    "http": "Synchronous HTTP request on the event loop",
    "network": "Synchronous network traffic on the event loop",
    "database": "Synchronous database or cache access on the event loop",
    "file": "Reading, writing or listing files on the event loop",
    "subprocess": "Starting a process, or waiting for one, on the event loop",
    "wait": "Waiting for another thread or process on the event loop",
    "input": "Waiting for a person on the event loop",
    "loop": "Running an event loop from inside one",
    "cpu": "Work that is slow by design on the event loop",
    "path": "File metadata lookup on the event loop",
    "lock": "Taking a thread lock on the event loop",
    "cached": "Blocking call behind a cache on the event loop",
    "command": "Blocking call in a command of a command line program",
    "test": "Blocking call in a test",
}

_FORMS = {
    "call": '"{name}" blocks the event loop',
    "read": 'Reading "{name}" blocks the event loop',
    "write": 'Setting "{name}" blocks the event loop',
    "iterate": 'Iterating over "{name}" blocks the event loop',
    "enter": 'Entering "{name}" blocks the event loop',
    "leave": 'Leaving "{name}" blocks the event loop',
    "operate": '"{name}" blocks the event loop',
    "await": '"{name}" blocks the event loop',
    "define": '"{name}" blocks the event loop',
}


def blocks(form: str, name: str, cause: str) -> str:
    """Say that something blocks, and what it calls in the end if that is something else."""
    text = _FORMS[form].format(name=name)
    return f'{text}: it calls "{cause}"' if cause and cause != name else text


def lands_on_loop(name: str, callback: str, cause: str) -> str:
    """Say that a callback handed over blocks when the event loop calls it."""
    return f'"{callback}" blocks the event loop that "{name}" runs it on' + (
        f': it calls "{cause}"' if cause != callback else ""
    )


def override_blocks(name: str, base: str, cause: str) -> str:
    """Say that an override breaks the promise of the method that it overrides."""
    return f'"{name}" blocks, and overrides "{base}", which does not: it calls "{cause}"'


def override_lands_on_loop(name: str, caller: str, cause: str) -> str:
    """Say that a method blocks which a method of a base class calls on the event loop."""
    return f'"{name}" blocks the event loop, where "{caller}" calls it: it calls "{cause}"'


def chain(names: Iterable[str]) -> str:
    """Write the way from the called function to the one that blocks."""
    return " → ".join(names)


def advice(form: str, name: str, use: str, instead_of: str, moves_as: str) -> str:
    """Say what to write instead."""
    if instead_of:
        return f'called here; pass the function to "{instead_of}" instead'
    moved = _moved(form, name, moves_as)
    return f'await "{use}", or {moved}' if use else moved


def _moved(form: str, name: str, moves_as: str) -> str:
    if moves_as == "handed":
        return "it runs on the loop what it is handed: hand over something that does not block"
    if moves_as == "wrapped":
        return "its decorator does so before there is anything to await: make the wrapper an async def"
    if moves_as == "inside":
        return f'move it off the loop in "{name}": await asyncio.to_thread(...)'
    if moves_as == "iterator":
        return f"move it off the loop: await asyncio.to_thread(lambda: list({name}(...)))"
    if moves_as == "expression":
        return "move it off the loop: await asyncio.to_thread(lambda: ...)"
    if form == "call":
        return f"move it off the loop: await asyncio.to_thread({name}, ...)"
    if form == "read":
        return f"move it off the loop: await asyncio.to_thread(lambda: {name})"
    if form == "write" and "." in name:
        receiver, _, attribute = name.rpartition(".")
        return f'move it off the loop: await asyncio.to_thread(setattr, {receiver}, "{attribute}", ...)'
    if form == "iterate":
        if moves_as == "awaiting":
            return "get all its items off the event loop first: await asyncio.to_thread(list, ...)"
        return "move the whole loop off the event loop: await asyncio.to_thread(...)"
    if form in ("enter", "leave"):
        if moves_as == "awaiting":
            return "the block awaits, so move what enters and leaves it: await asyncio.to_thread(...)"
        return "move the whole block off the event loop: await asyncio.to_thread(...)"
    return "move it off the loop: await asyncio.to_thread(...)"


def internal_error(place: str, error: BaseException, version: str) -> str:
    """Say that noblock itself failed, and ask for a report."""
    return (
        f"noblock {version} failed in {place}: {type(error).__name__}: {error}. "
        "Blocking calls in this module were not all judged; please report this"
    )


def mypy_too_old(found: str, needed: str) -> str:
    """Say that this mypy cannot run the plugin."""
    return f"noblock: error: needs mypy {needed} or newer, found {found}: pip install --upgrade mypy"


def nearest(word: str, known: Iterable[str], head: str = "") -> str:
    """Return a hint at the known word nearest to ``word``, or nothing; ``head`` stands before it."""
    import difflib  # only for people who made a mistake: every run imports this module

    found = difflib.get_close_matches(word[:LONGEST_QUOTE], list(known), n=1)
    return f'; did you mean "{head}{found[0]}"?' if found else ""


UNKNOWN_CAUSES = {
    "library": "of a library without types",
    "parameter": "of a parameter without annotation",
    "result": "of a result without annotation",
    "attribute": "of an attribute of unknown type",
    "variable": "of a variable of unknown type",
    "declared": "of what is declared to be anything",
}


def unknown_calls(
    calls: int, causes: Mapping[str, int], names: Iterable[tuple[str, str, int]], missing: int
) -> Iterator[str]:
    """Say how many calls nothing is known of, and what would settle most; one line each.

    Args:
        calls: All calls that code on the event loop reaches.
        causes: How many are unknown for each cause.
        names: The cause, the name and the number of those names that most of them go back to.
        missing: Modules of which the counts are lost.
    """
    unknown = sum(causes.values())
    share = f" ({100 * unknown / calls:.1f} %)" if calls else ""
    yield f"noblock: code on the event loop reaches {calls} calls; of {unknown}{share} nobody can tell what they call:"
    for cause, number in sorted(causes.items(), key=lambda item: (-item[1], item[0])):
        yield f"{number:8} {UNKNOWN_CAUSES[cause]}"
    found = list(names)
    if found:
        yield "Types or annotations for these would settle most:"
    for cause, name, number in found:
        yield f"{number:8} {name} ({cause})"
    if missing:
        yield f"Not counted: {missing} modules, which another run has left out; remove the cache to count them."


def unknown_key(key: str, known: Iterable[str]) -> str:
    """Say that an option does not exist."""
    return f'unknown option "{key}"{nearest(key, known)}'


def mistake(path: object, line: int, problem: str) -> str:
    """Say where a mistake is, on one line whatever text it quotes."""
    shown = "".join(one if one.isprintable() else repr(one)[1:-1] for one in problem)
    return f"{path}:{line}: error: {shown}"


def wrong_type(key: str, expected: str, found: object) -> str:
    """Say that an option has a value of the wrong type."""
    return f'"{key}": expected {expected}, found {_shown(found)}'


def no_table(found: object) -> str:
    """Say that our section is something else."""
    return f"expected a table of options, found {_shown(found)}"


def misplaced(other: str) -> str:
    """Say that our section is in a file that mypy does not read."""
    return f"mypy reads this file: expected the section here, found it in {other}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}..."


def invalid_pattern(key: str, pattern: str) -> str:
    """Say that an entry is no name and no pattern."""
    return f'"{key}": expected a dotted name such as "app.settings.load" or "logging.*", found "{pattern}"'


def invalid_name(key: str, name: str) -> str:
    """Say that an entry is no name."""
    return f'"{key}": expected a dotted name such as "app.sync_only", found "{name}"'


def missing_folder(key: str, folder: str, known: Iterable[str]) -> str:
    """Say that a folder of stubs does not exist."""
    return f'"{key}": no folder "{folder}"{nearest(folder, known)}'


def unknown_category(category: str, known: Iterable[str]) -> str:
    """Say that a category does not exist."""
    known = list(known)
    return f'unknown category "{category}"{nearest(category, known)} (known: {", ".join(known)})'


def outside_grammar(expected: str) -> str:
    """Say that a marker stub holds something that none may hold."""
    return f"expected {expected}"


def unknown_mark(name: str, known: Iterable[str]) -> str:
    """Say that a decorator in a stub is no mark."""
    return f'unknown mark "{name}"{nearest(name, known)}'


def misused_mark(name: str, expected: str) -> str:
    """Say that a mark has the wrong arguments."""
    return f'"{name}": expected {expected}'


def unknown_parameter(mark: str, name: str, known: Iterable[str]) -> str:
    """Say that a mark names a parameter that the function does not have."""
    return f'"{mark}" names the parameter "{name}", which is not in the signature{nearest(name, known)}'


def contradictory_marks(name: str) -> str:
    """Say that one function is marked as blocking and as not blocking."""
    return f'"{name}" is marked both as blocking and as nonblocking'


def duplicate_name(name: str, line: int) -> str:
    """Say that a stub defines something twice."""
    return f'"{name}" is already defined on line {line}; only overloads may repeat a name'


def repeated_mark(mark: str, name: str) -> str:
    """Say that one function carries one mark twice."""
    return f'"{name}" is marked with "{mark}" twice'


def not_imported(name: str, module: str) -> str:
    """Say that a stub uses a name that it does not import."""
    return f'"{name}" is not imported: from {module} import {name}'


def unknown_class(name: str, known: Iterable[str]) -> str:
    """Say that a stub names a class that it neither defines nor imports."""
    return f'unknown class "{name}"{nearest(name, known)}'


def link_around(folder: str) -> str:
    """Say that a link leads to a folder around it."""
    return f"expected a folder without links to a folder around them, found a link to {folder}"


def no_stubs() -> str:
    """Say that a folder holds no marker stub."""
    return "expected marker stubs (.pyi) in this folder"


def no_stub(name: str) -> str:
    """Say that a file among the marker stubs is a module."""
    return f'expected only marker stubs; should this be "{name}"?'


def no_module_name(name: str) -> str:
    """Say that the path of a marker stub is no module."""
    return f'expected the path of a module, found "{name}"'


def same_module(module: str, path: str) -> str:
    """Say that two files of one folder mark the same module."""
    return f'the marks of "{module}" are in {path} too'


def lacking(owner: str, name: str, known: Iterable[str], *, full: bool) -> str:
    """Say that a module or class does not have a name, or that there is no such module.

    Args:
        owner: The module or class; nothing if a module is missing.
        name: What it does not have.
        known: What it has instead.
        full: Whether the hint gives the full name.
    """
    hint = nearest(name, known, f"{owner}." if owner and full else "")
    return f'no "{name}" in "{owner}"{hint}' if owner else f'no module "{name}"{hint}'


def matches_nothing(key: str, entry: str, reason: str) -> str:
    """Say that an entry of the configuration names nothing."""
    return f'"{key}": "{entry}" matches nothing: {reason}'


def stands_for(key: str, entry: str, name: str) -> str:
    """Say that an entry of the configuration names something by another name than its own."""
    return f'"{key}": "{entry}" matches nothing: it stands for "{name}"; use that name'


def searched_too(key: str, folder: str) -> str:
    """Say that mypy would take our stubs for those of the libraries."""
    return f'"{key}": expected a folder of its own, but mypy searches "{folder}" for modules: see mypy_path'


def unreadable(reason: str) -> str:
    """Say that a file cannot be read."""
    return f"cannot be read: {reason}"
