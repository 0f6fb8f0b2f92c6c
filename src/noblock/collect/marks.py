"""Read the marks that stand in source code, as decorators of functions and classes.

Mistakes in them are looked for in one walk over the module, because a mark may stand where no call leads to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from mypy.nodes import CallExpr, ClassDef, Decorator, Expression, MypyFile, Node, OverloadedFuncDef, RefExpr, StrExpr

from noblock import messages
from noblock.collect.scope import parameters_of
from noblock.collect.tree import children
from noblock.declarations import Mark
from noblock.marks import MARKS, MARKS_OF_CLASSES, made_mark, mark_problem, merged_marks


def source_mark(
    decorators: Iterable[Expression], parameters: tuple[str, ...], declared: Mapping[str, Mark]
) -> Mark | None:
    """Return what some decorators mark a function as; those with a mistake in them do not count.

    Args:
        decorators: The decorators of a function or a class.
        parameters: The names of the function's parameters.
        declared: Marks by the full names of other decorators, as configured.
    """
    merged: Mark | None = None
    for node in decorators:
        mark = declared.get(_fullname(node))
        if mark is None and is_mark(node):
            mark, _ = _read(node, parameters)
        if mark is not None:
            merged = merged_marks(merged or Mark(), mark)
    return replace(merged, parameters=parameters) if merged is not None else None


def mark_mistakes(tree: MypyFile, declared: Mapping[str, Mark]) -> Iterator[tuple[int, str]]:
    """Yield the lines of all marks in a module that say nothing that can be understood, and what is wrong with them.

    Args:
        tree: The module.
        declared: Marks by the full names of other decorators, as configured.
    """
    stack: list[Node] = list(reversed(tree.defs))
    while stack:
        node = stack.pop()
        inner = children(node)
        match node:
            case Decorator():
                name, decorators = node.func.name, node.original_decorators
                yield from _mistakes(name, decorators, parameters_of(node.func), declared)
                inner = [*(one for one in decorators if not is_mark(one)), node.func]
            case OverloadedFuncDef():
                inner = [*inner, *([node.impl] if node.impl is not None else [])]
            case ClassDef():
                yield from _class_mistakes(node, declared)
                inner = [one for one in inner if not (one in node.decorators and is_mark(one))]
            case RefExpr() if is_mark(node):
                yield node.line, messages.misused_mark(_short(node), "to be the decorator of a function or a class")
                inner = []
        stack.extend(reversed(inner))


def is_mark(node: Node) -> bool:
    """Tell whether a decorator is one of our marks."""
    return isinstance(node, Expression) and _short(node) in MARKS


def declared_mark(text: str) -> Mark:
    """Return the mark that a configured decorator stands for: its name, for ``blocking`` maybe with a category."""
    name, _, category = text.partition(":")
    return made_mark(name, [category or "wait"] if name == "blocking" else [], {})


def _class_mistakes(node: ClassDef, declared: Mapping[str, Mark]) -> Iterator[tuple[int, str]]:
    for decorator in node.decorators:
        if is_mark(decorator) and _short(decorator) not in MARKS_OF_CLASSES:
            yield decorator.line, messages.misused_mark(_short(decorator), "a function, not a class")
            return
    yield from _mistakes(node.name, node.decorators, (), declared)


def _mistakes(
    name: str, decorators: Iterable[Expression], parameters: tuple[str, ...], declared: Mapping[str, Mark]
) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the marks of one function or class."""
    merged = Mark()
    seen: list[tuple[str, bool]] = []
    for node in decorators:
        mark = declared.get(_fullname(node))
        if mark is None:
            mark, problem = _read(node, parameters) if is_mark(node) else (None, "")
            kind = (_short(node), mark is not None and mark.is_context)
            if mark is not None and kind in seen:
                problem = messages.repeated_mark(kind[0], name)
            if problem:
                yield node.line, problem
            seen.append(kind)
        both = merged_marks(merged, mark) if mark is not None else merged
        if both is None:
            yield node.line, messages.contradictory_marks(name)
        merged = both or merged


def _read(node: Expression, parameters: tuple[str, ...]) -> tuple[Mark | None, str]:
    """Return the mark that a decorator makes, or what is wrong with it."""
    name = _short(node)
    words: list[str] = []
    named: dict[str, str] = {}
    if isinstance(node, CallExpr):
        for argument, key in zip(node.args, node.arg_names):
            if not isinstance(argument, StrExpr):
                return None, messages.misused_mark(name, "texts")
            if key is None:
                words.append(argument.value)
            else:
                named[key] = argument.value
    problem = mark_problem(name, isinstance(node, CallExpr), words, named, parameters)
    return (None, problem) if problem else (made_mark(name, words, named), "")


def _fullname(node: Expression) -> str:
    named = node.callee if isinstance(node, CallExpr) else node
    return named.fullname if isinstance(named, RefExpr) else ""


def _short(node: Expression) -> str:
    """Return the name of one of our marks, nothing for anything else."""
    name = _fullname(node)
    return name.removeprefix("noblock.") if name.startswith("noblock.") else ""
