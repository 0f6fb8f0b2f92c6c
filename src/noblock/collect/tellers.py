"""Find the functions that tell whether an event loop runs.

    def running_loop() -> asyncio.AbstractEventLoop | None:
        try:
            return asyncio.get_running_loop()
        except RuntimeError:
            return None

One does if all that it returns wherever a loop runs is certain to be true, or certain to be false. What it returns
elsewhere says nothing: whoever asks it wants to know where no loop runs, and finds less of that at worst. No types are
inferred for this, so it is known before any body is looked into; and only functions that mention one that is known to
ask are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mypy import nodes
from mypy.nodes import Block, Expression, FuncDef, Node, RefExpr, ReturnStmt

from noblock.collect.branches import Branches
from noblock.collect.definitions import Definition
from noblock.collect.elsewhere import Elsewhere
from noblock.collect.estimate import Estimate
from noblock.collect.glance import Glance
from noblock.collect.parameters import Seen
from noblock.collect.scope import Scope
from noblock.collect.telling import ASKING, Telling
from noblock.collect.tree import children

_PLAIN = ("builtins.property", "builtins.staticmethod", "builtins.classmethod")  # decorators that change no result


def tellers(
    functions: Sequence[Seen],
    known: set[str],
    estimate: Callable[[Definition, Glance], Estimate],
    telling: Callable[[Definition], Telling],
    note: Callable[[str, bool], None],
) -> None:
    """Find all functions of some modules that tell whether a loop runs.

    Args:
        functions: The functions.
        known: The short names of those that are known to tell it so far.
        estimate: Knows the declared types in a function.
        telling: Knows, for a function, which others tell it, of these modules as soon as they are noted.
        note: Is told of every one, with what it gives wherever a loop runs.
    """
    found: set[str] = set()
    fresh = ASKING | known
    while fresh:
        asking = [seen for seen in functions if not seen[1].names.isdisjoint(fresh) and seen[0].name not in found]
        fresh = frozenset()
        for definition, seen in asking:
            truth = _told(definition, seen, estimate, telling)
            if truth is not None and [one.name for one, _ in functions].count(definition.name) == 1:
                note(definition.name, truth)
                found.add(definition.name)
                fresh |= {definition.function.name}


def _told(
    definition: Definition,
    seen: Glance,
    estimate: Callable[[Definition, Glance], Estimate],
    telling: Callable[[Definition], Telling],
) -> bool | None:
    """Return what a function gives wherever a loop runs, None if that is not certain."""
    function = definition.function
    is_plain = not function.is_coroutine and not function.is_generator and all(map(_is_plain, definition.decorators))
    if not is_plain or not seen.returned:
        return None
    branches = Branches([function.body])
    scope = Scope([function.body], definition.name)
    types = estimate(definition, seen).of
    elsewhere = Elsewhere(branches, types, lambda variable: scope.bindings.get(variable, []), telling(definition))
    elsewhere.is_asked = True
    returned = [node for node in _returns(function) if not elsewhere.covers(node)]
    truths = {elsewhere.truth(node.expr) if node.expr is not None else False for node in returned}
    if _goes_on(function.body, elsewhere):
        truths.add(False)
    return truths.pop() if returned and len(truths) == 1 else None


def _is_plain(decorator: Expression) -> bool:
    return isinstance(decorator, RefExpr) and decorator.fullname in _PLAIN


def _returns(function: FuncDef) -> list[ReturnStmt]:
    """Return the statements with which a function ends, without those of functions inside."""
    found: list[ReturnStmt] = []
    stack: list[Node] = [function.body]
    while stack:
        node = stack.pop()
        if isinstance(node, ReturnStmt):
            found.append(node)
        elif not isinstance(node, (FuncDef, nodes.Expression, nodes.ClassDef)):
            stack.extend(children(node))
    return found


def _goes_on(block: Block, elsewhere: Elsewhere) -> bool:
    """Tell whether what follows a block may be reached from it where a loop runs."""
    last = block.body[-1] if block.body else None
    if elsewhere.covers(block) or (last is not None and elsewhere.covers(last)):
        return False
    match last:
        case ReturnStmt() | nodes.RaiseStmt():
            return False
        case nodes.IfStmt(else_body=None):
            return 1 not in elsewhere.without_loop(last) or any(_goes_on(inner, elsewhere) for inner in last.body)
        case nodes.IfStmt(else_body=Block() as other):
            return any(_goes_on(inner, elsewhere) for inner in (*last.body, other))
        case nodes.TryStmt():
            return any(_goes_on(inner, elsewhere) for inner in (*last.handlers, last.else_body or last.body))
        case nodes.WithStmt():
            return _goes_on(last.body, elsewhere)
        case _:
            return True
