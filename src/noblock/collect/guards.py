"""Find what runs only if a caller hands something over, or only if not.

``if proxy:`` asks for a parameter: a caller who leaves it out, if its default is false, or hands over something false
never gets inside, and a caller who hands one over never gets into the ``else``. Only what cannot be anything else
counts: a constant default, and a test of a parameter that has not been assigned to before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mypy.nodes import ARG_STAR2, CallExpr, Expression, FuncItem, NameExpr, Node, Var

from noblock.body import Call
from noblock.collect.asked_before import AskedBefore
from noblock.collect.copies import Copies
from noblock.collect.named import Named
from noblock.collect.regions import Position, regions
from noblock.collect.requirements import Requirements
from noblock.collect.settings import Setting
from noblock.collect.several import Several
from noblock.collect.untouched import Defaults, Parameters, constant_defaults, written
from noblock.model import Handed
from noblock.needs import noted, strictest

Region = tuple[Position, Position, str]


def guarded(
    function: FuncItem,
    nodes: Sequence[Node],
    calls: tuple[Call, ...],
    settings: Mapping[str | Var, Setting],
    truth: Callable[[Expression], bool | None],
    asked: Sequence[Region],
    named: Named,
) -> tuple[Call, ...]:
    """Return the calls of a function, with what they need of its parameters to be reached and those that they pass on.

    Args:
        function: The function.
        nodes: All nodes in it, outer ones first.
        calls: What it calls itself, without what nested functions do.
        settings: The attributes of its object that hold what the constructor was handed, and the parameters of
            functions around it.
        truth: Tells whether an expression is certain to be true, or false, where the function matters.
        asked: The places that are reached only if what is handed over is asynchronous, or if it is not.
        named: The constants of the module.
    """
    defaults = constant_defaults(function)
    others: Defaults = {one.parameter: one.default for one in settings.values()}
    constant: Mapping[str, str] = {}
    found = [*asked]
    several = Several(function, nodes)
    if defaults or settings or several.names:
        parameters = Parameters(function.body, nodes, defaults, others, truth)
        copies, before = Copies(function, nodes), AskedBefore(function, nodes)
        found.extend(_places(nodes, Requirements(parameters, copies, settings, several, named, before)))
        constant = {**parameters.constant, **dict.fromkeys(several.names, "")}
    constant = {**constant, **dict.fromkeys(_others(function, nodes), "")}
    subjects = {name: name for name in _unchanged(function, nodes)} if any(call.subject for call in calls) else {}
    subjects.update((f".{name}", setting.name) for name, setting in settings.items() if isinstance(name, str))
    return tuple(
        replace(
            call,
            needs=_need(call, found),
            handed=_passed_on(call, constant),
            subject=subjects.get(call.subject, ""),
        )
        if found or call.handed or call.subject
        else call
        for call in calls
    )


def _unchanged(function: FuncItem, nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the parameters that hold what was handed over for them all the time."""
    changed = {name.node for name in written(nodes)}
    for argument in function.arguments:
        if not (argument.kind.is_star() or argument.variable in changed):
            yield argument.variable.name


def _places(nodes: Iterable[Node], requirements: Requirements) -> Iterator[Region]:
    """Yield the places that are reached only with some of a function's parameters, or without, each with the need."""
    for first, last, needs in regions(nodes, requirements.if_true, requirements.if_false):
        for need in needs:
            requirements.note(need, (first, last))
            yield first, last, need


def _passed_on(call: Call, constant: Mapping[str, str]) -> Handed | None:
    """Return what a call hands over, with the names of those parameters only of which needs can be passed on."""
    if call.handed is None:
        return None
    named = [(key, f"{key}{name}" if key in ("*", "**") else name, known) for key, name, known in call.handed]
    return tuple((key, noted(name, constant[name]) if name in constant else "", known) for key, name, known in named)


def _others(function: FuncItem, nodes: Sequence[Node]) -> Iterator[str]:
    """Yield the parameter with two stars that a function has, as needs have it, if all that it does is hand it on."""
    for argument in function.arguments:
        if argument.kind == ARG_STAR2:
            used = sum(isinstance(node, NameExpr) and node.node is argument.variable for node in nodes)
            handed_on = sum(_hands_on(node, argument.variable) for node in nodes if isinstance(node, CallExpr))
            if used == handed_on:
                yield f"**{argument.variable.name}"


def _hands_on(call: CallExpr, variable: Node) -> int:
    spread = (argument for argument, kind in zip(call.args, call.arg_kinds) if kind == ARG_STAR2)
    return sum(isinstance(argument, NameExpr) and argument.node is variable for argument in spread)


def _need(call: Call, regions: Iterable[Region]) -> str:
    return strictest((call.needs, need_at((call.span.line, call.span.column), regions)))


def need_at(place: Position, regions: Iterable[Region]) -> str:
    """Return what has to be handed over for a place to be reached."""
    return strictest(need for first, last, need in regions if first <= place <= last)
