"""Read the marks that stand in source code, as decorators of functions and classes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mypy.nodes import CallExpr, Expression, RefExpr, StrExpr

from noblock.marks import MARKS, made_mark, mark_problem, merged_marks
from noblock.model import Mark


def source_mark(
    decorators: Iterable[Expression], parameters: tuple[str, ...], declared: Mapping[str, Mark]
) -> tuple[Mark | None, list[tuple[Expression, str]]]:
    """Return what some decorators mark a function as, and what is wrong with them.

    Args:
        decorators: The decorators of a function or a class.
        parameters: The names of the function's parameters.
        declared: Marks by the full names of other decorators, as configured.
    """
    merged: Mark | None = None
    problems: list[tuple[Expression, str]] = []
    for node in decorators:
        call = node if isinstance(node, CallExpr) else None
        named = call.callee if call is not None else node
        fullname = named.fullname if isinstance(named, RefExpr) else ""
        mark = declared.get(fullname)
        if mark is None and fullname.startswith("noblock.") and fullname.removeprefix("noblock.") in MARKS:
            mark, problem = _read(fullname.removeprefix("noblock."), call, parameters)
            if problem:
                problems.append((node, problem))
        if mark is not None:
            merged = merged_marks(merged or Mark(parameters=parameters), mark)
    if merged is not None:
        merged = Mark(
            merged.category, merged.use, merged.decides, parameters, merged.offloads, merged.calls,
            merged.calls_as, merged.loops, merged.is_context,
        )  # fmt: skip
    return merged, problems


def is_mark(node: Expression) -> bool:
    """Tell whether a decorator is one of our marks."""
    named = node.callee if isinstance(node, CallExpr) else node
    return isinstance(named, RefExpr) and named.fullname.startswith("noblock.")


def declared_mark(text: str) -> Mark:
    """Return the mark that a configured decorator stands for: its name, for ``blocking`` maybe with a category."""
    name, _, category = text.partition(":")
    return made_mark(name, [category or "wait"] if name == "blocking" else [], {})


def _read(name: str, call: CallExpr | None, parameters: tuple[str, ...]) -> tuple[Mark | None, str]:
    words = []
    named = {}
    if call is not None:
        for argument, key in zip(call.args, call.arg_names):
            text = argument.value if isinstance(argument, StrExpr) else ""
            if key is None:
                words.append(text)
            else:
                named[key] = text
    problem = mark_problem(name, call is not None, words, named, parameters)
    return (None, problem) if problem else (made_mark(name, words, named), "")
