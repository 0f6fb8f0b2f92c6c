"""What marks may say, wherever they are written: in a marker stub, in source code or in the configuration.

A reader of any of these takes a mark apart into texts; here they are checked, and made into a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from noblock import messages
from noblock.categories import CATEGORIES
from noblock.declarations import Mark

MARKS = ("blocking", "nonblocking", "offload", "calls", "on_loop", "on_init")
# What a class may be marked as: the others name parameters, or one function that the event loop calls.
MARKS_OF_CLASSES = ("blocking", "nonblocking")
_DOTTED = re.compile(r"\w+(\.\w+)*")


def mark_problem(
    name: str, is_called: bool, words: list[str], named: dict[str, str], parameters: tuple[str, ...]
) -> str:
    """Return what is wrong with the arguments of a mark, or nothing.

    Args:
        name: The mark.
        is_called: Whether it has arguments at all, were it only ``()``.
        words: Its arguments.
        named: Its arguments with names.
        parameters: The parameters of the marked function, starred ones with their stars; none if they are not known.
    """
    if name in ("nonblocking", "on_init"):
        return messages.misused_mark(name, "no arguments") if is_called else ""
    if name == "blocking":
        return _blocking_problem(words, named)
    if name == "on_loop" and not is_called:
        return ""
    allowed = {"category"} if name == "calls" else set()
    if not words or set(named) - allowed:
        return messages.misused_mark(name, "names of parameters")
    if "category" in named and named["category"] not in CATEGORIES:
        return messages.unknown_category(named["category"], CATEGORIES)
    plain = [parameter.lstrip("*") for parameter in parameters]
    for position, word in enumerate(words):
        if word in words[:position]:
            return messages.misused_mark(name, f'every parameter once, found "{word}" twice')
        if parameters and word not in plain:
            return messages.unknown_parameter(name, word, plain)
    return ""


def _blocking_problem(words: list[str], named: dict[str, str]) -> str:
    if len(words) != 1 or set(named) - {"use"}:
        return messages.misused_mark("blocking", "a category, and maybe use=")
    if words[0] not in CATEGORIES:
        return messages.unknown_category(words[0], CATEGORIES)
    if "use" in named and not _DOTTED.fullmatch(named["use"]):
        return messages.misused_mark("blocking", f'a dotted name as use=, found "{named["use"]}"')
    return ""


def made_mark(name: str, words: list[str], named: dict[str, str]) -> Mark:
    """Return the mark that a decorator with checked arguments makes."""
    names = tuple(words)
    if name == "blocking":
        return Mark(category=words[0], use=named.get("use", ""), decides=True)
    if name == "nonblocking":
        return Mark(decides=True)
    if name == "offload":
        return Mark(offloads=names)
    if name == "calls":
        return Mark(calls=names, calls_as=named.get("category", ""))
    if name == "on_init":
        return Mark(is_initial=True)
    return Mark(loops=names, is_context=not names)


def merged_marks(one: Mark, two: Mark) -> Mark | None:
    """Return what two marks of one function say together, or None if they contradict each other."""
    if one.decides and two.decides and bool(one.category) != bool(two.category):
        return None
    return Mark(
        category=one.category or two.category,
        use=one.use or two.use,
        decides=one.decides or two.decides,
        offloads=one.offloads + two.offloads,
        calls=one.calls + two.calls,
        calls_as=one.calls_as or two.calls_as,
        loops=one.loops + two.loops,
        is_context=one.is_context or two.is_context,
        is_initial=one.is_initial or two.is_initial,
    )


def needed_keywords(marks: Iterable[Mark]) -> frozenset[str]:
    """Return the keywords of which one must be handed over for a function to have an effect; none if that is not so."""
    needed = [
        next((need.parameter for need in mark.requires if need.parameter in mark.keywords), "")
        for mark in marks
        if mark.category or mark.loops
    ]
    return frozenset(needed) if all(needed) else frozenset()
