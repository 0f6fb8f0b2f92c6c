"""Tell what is known of names once something was assigned to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    Expression,
    GeneratorExpr,
    IndexExpr,
    ListComprehension,
    ListExpr,
    MemberExpr,
    NameExpr,
    Node,
    RefExpr,
    SetComprehension,
    StarExpr,
    TupleExpr,
)

from noblock.collect.known import DONE, EACH, GIVEN, Known, gain, identify, rebind, traits
from noblock.collect.saying import counted, gives_finished, is_waiting, submitted, wrapped, wrapped_each
from noblock.collect.spelling import spelled

_KEEPING = ("builtins.list", "builtins.set", "builtins.tuple", "builtins.sorted", "builtins.reversed", "builtins.iter")


def assigned(node: AssignmentStmt, known: Known, inside: Mapping[Node, Known]) -> Known:
    """Return what is known after an assignment.

    Args:
        node: The assignment.
        known: What is known before.
        inside: What is known where a comprehension makes its elements.
    """
    value = node.rvalue
    facts = list(of_value(value, known, inside))
    after = known
    for target in node.lvalues:
        after = unset(target, after)
    first = ""
    for target in node.lvalues:
        name = spelled(target)
        if isinstance(target, (TupleExpr, ListExpr)):
            after = _unpacked(target, value, known, after, inside)
        elif name:
            after = gain(after, ((kind, name, *rest) for kind, *rest in facts))
            after = gain(after, [(EACH, f"{name}.done", DONE)] if is_waiting(value) else ())
            for other in (first, _unchanged(value, node)):
                after = identify(after, name, other) if other else after
            first = name
    return after


def _unpacked(
    target: TupleExpr | ListExpr, value: Expression, known: Known, after: Known, inside: Mapping[Node, Known]
) -> Known:
    values = value.items if isinstance(value, (TupleExpr, ListExpr)) and len(value.items) == len(target.items) else ()
    for one, single in zip(target.items, values):
        if spelled(one):
            after = gain(after, ((kind, spelled(one), *rest) for kind, *rest in of_value(single, known, inside)))
    if is_waiting(value) and spelled(target.items[0]):
        after = gain(after, [(EACH, spelled(target.items[0]), DONE)])
    return after


def _unchanged(value: Expression, node: AssignmentStmt) -> str:
    """Return the name of the thing that is assigned, if it still has that name then."""
    name = spelled(value) or wrapped(value) or wrapped_each(value)
    targets = [spelled(target) for target in node.lvalues]
    return "" if any(target and f"{name}.".startswith(f"{target}.") for target in targets) else name


def unset(target: Expression, known: Known) -> Known:
    """Return what is known once nobody knows what was assigned to a target."""
    if isinstance(target, (TupleExpr, ListExpr)):
        for item in target.items:
            known = unset(item, known)
        return known
    if isinstance(target, StarExpr):
        return unset(target.expr, known)
    name = spelled(target.base if isinstance(target, IndexExpr) else target)
    return rebind(known, name) if name else known


def going_round(target: Expression, sequence: Expression, known: Known, inside: Mapping[Node, Known]) -> Known:
    """Return what is known each time a loop goes round.

    Args:
        target: What the elements are assigned to.
        sequence: What has the elements.
        known: What is known before.
        inside: What is known where a comprehension makes its elements.
    """
    after = unset(target, known)
    if spelled(target):
        after = gain(after, ((kind, spelled(target), *rest) for kind, *rest in _of_elements(sequence, known, inside)))
    return gain(after, counted(sequence))


def of_value(node: Expression, known: Known, inside: Mapping[Node, Known]) -> Iterator[tuple[str, ...]]:
    """Yield what is known of an expression, as of a name but without it."""
    if gives_finished(node):
        yield EACH, DONE
    elif submitted(node):
        yield GIVEN, submitted(node)
    match node:
        case NameExpr() | MemberExpr():
            yield from traits(known, spelled(node))
        case ListComprehension() | SetComprehension():
            yield from of_value(node.generator, known, inside)
        case GeneratorExpr():
            yield from ((EACH, *found) for found in of_value(node.left_expr, inside.get(node, known), inside))
        case CallExpr(callee=MemberExpr(name="pop", expr=sequence)) | IndexExpr(base=sequence):
            yield from _of_elements(sequence, known, inside)
        case CallExpr(callee=RefExpr(fullname="builtins.next"), args=[sequence, *_]):
            yield from _of_elements(sequence, known, inside)
        case CallExpr(callee=RefExpr(fullname=name), args=[sequence, *_]) if name in _KEEPING:
            yield from ((EACH, *found) for found in _of_elements(sequence, known, inside))


def _of_elements(node: Expression, known: Known, inside: Mapping[Node, Known]) -> Iterator[tuple[str, ...]]:
    yield from (tuple(rest) for kind, *rest in of_value(node, known, inside) if kind == EACH)
