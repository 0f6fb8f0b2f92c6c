"""Know what functions give that they make on the spot, and what constructors hand to that of a base.

    def quiet():                          class Quiet(Client):
        return Client(block=False)            def __init__(self):
                                                  super().__init__(block=False)

Both say what the constructor of ``Client`` is handed wherever they are called, in any module; so does a method of the
class that gives ``cls(block=False)``. It is read off the source, before any types are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    Expression,
    ExpressionStmt,
    FuncDef,
    MemberExpr,
    NameExpr,
    Node,
    RefExpr,
    ReturnStmt,
    SuperExpr,
    SymbolNode,
    TypeInfo,
    Var,
)

from noblock.collect.asked_before import AskedBefore
from noblock.collect.certainty import certainty
from noblock.collect.constants import literal
from noblock.collect.definitions import Definition
from noblock.collect.named import Named
from noblock.collect.scope import parameters_of
from noblock.collect.tree import at_once, descendants
from noblock.collect.untouched import constant_defaults, written
from noblock.model import Building, Function, Made
from noblock.needs import noted

_METHODS = ("builtins.classmethod", "builtins.staticmethod")


def buildings(
    definitions: Iterable[Definition], named: Named, is_project: Callable[[str], bool]
) -> Mapping[str, Building]:
    """Return what the functions and constructors of a module hand to the constructors that they call, by name.

    Args:
        definitions: The functions of the module.
        named: Its constants.
        is_project: Whether the module of a name is part of the project.
    """
    found: dict[str, Building | None] = {}
    for definition in definitions:
        function, made = definition.function, None
        is_plain = all(isinstance(node, RefExpr) and node.fullname in _METHODS for node in definition.decorators)
        if is_plain and not (function.is_coroutine or function.is_generator):
            made = _building(function, named, is_project)
        found[definition.name] = made if definition.name not in found else None
    return {name: building for name, building in found.items() if building is not None}


def _building(function: FuncDef, named: Named, is_project: Callable[[str], bool]) -> Building | None:
    made: list[Made] = []
    for call in _calls(function):
        is_of_base = isinstance(call.callee, SuperExpr)
        maker = _above(function.info) if is_of_base else _constructor(_class_called(call.callee, function))
        if maker is None or not is_project(maker.info.module_name):
            return None
        made.append(_made(function, call, maker, named))
    return Building(parameters_of(function), tuple(made)) if made else None


def _calls(function: FuncDef) -> list[CallExpr]:
    """Return the calls one of which makes what a function gives, or its own object; none if something else may."""
    body = function.body.body
    if function.name == "__init__" and function.info:
        calls = [node.expr for node in body if isinstance(node, ExpressionStmt) and isinstance(node.expr, CallExpr)]
        found = [one for one in calls if isinstance(one.callee, SuperExpr) and one.callee.name == "__init__"]
        return found if len(found) == 1 and _is_only(function) and not _sets_inherited(function.info) else []
    if not body or not isinstance(body[-1], ReturnStmt):
        return []
    given = [node.expr for node in _own(function) if isinstance(node, ReturnStmt)]
    named = {node.node for node in given if isinstance(node, NameExpr)} - _changed(function)
    before = AskedBefore(function, list(descendants(function.body))) if named else None
    made = [
        before.held(one) if before is not None and isinstance(one, NameExpr) and one.node in named else one
        for one in given
    ]
    calls = [one for one in made if isinstance(one, CallExpr)]
    return calls if len(calls) == len(made) else []


def _changed(function: FuncDef) -> set[Node | None]:
    """Return the variables of a function that hold objects of which it sets an attribute."""
    targets = (one for node in _own(function) if isinstance(node, AssignmentStmt) for one in node.lvalues)
    members = (one for target in targets for one in descendants(target) if isinstance(one, MemberExpr))
    return {one.expr.node for one in members if isinstance(one.expr, NameExpr)}


def _is_only(function: FuncDef) -> bool:
    """Tell whether a function mentions ``super()`` once."""
    return sum(isinstance(node, SuperExpr) for node in descendants(function.body)) == 1


def _own(function: FuncDef) -> Iterator[Node]:
    """Yield what runs when a function does."""
    waiting: list[Node] = [function.body]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(at_once(node))


def _class_called(callee: Expression, function: FuncDef) -> SymbolNode | None:
    """Return what a call in a function names; that of the first parameter of a class method is the class of that."""
    named = callee.node if isinstance(callee, RefExpr) else None
    return function.info if isinstance(named, Var) and named.is_cls else named


def _constructor(info: SymbolNode | None) -> FuncDef | None:
    """Return the constructor that a call of a class runs."""
    symbol = info.get("__init__") if isinstance(info, TypeInfo) else None
    return symbol.node if symbol is not None and isinstance(symbol.node, FuncDef) and symbol.node.info else None


def _above(info: TypeInfo) -> FuncDef | None:
    """Return the constructor that ``super()`` finds in a class."""
    owner = next((base for base in info.mro[1:] if "__init__" in base.names), None)
    maker = owner.names["__init__"].node if owner is not None else None
    return maker if isinstance(maker, FuncDef) else None


def _sets_inherited(info: TypeInfo) -> bool:
    """Tell whether a class sets an attribute of its objects that a base has, too."""
    for node in descendants(info.defn):
        for target in node.lvalues if isinstance(node, AssignmentStmt) else ():
            for one in descendants(target):
                if isinstance(one, MemberExpr) and any(one.name in base.names for base in info.mro[1:]):
                    return True
    return False


def _made(function: FuncDef, call: CallExpr, maker: FuncDef, named: Named) -> Made:
    """Return what a call of a constructor in a function hands over, with the parameters of that which it passes on."""
    changed = {name.node for name in written(descendants(function.body))}
    own = {node: default for node, default in constant_defaults(function).items() if node not in changed}
    names = maker.arg_names[1:]
    handed: list[tuple[int | str, str, str]] = []
    for position, (node, kind, name) in enumerate(zip(call.args, call.arg_kinds, call.arg_names)):
        passed = node.node if isinstance(node, NameExpr) else None
        key = name or (names[position] if position < len(names) and not kind.is_star() else None)
        known = "" if kind.is_star() else certainty(node, kind, None, named)
        handed_on = noted(passed.name, literal(own[passed])) if isinstance(passed, Var) and passed in own else ""
        handed.append((key or "*", handed_on, known))
    is_own = isinstance(call.callee, NameExpr) and isinstance(call.callee.node, Var)
    return Made(Function(maker.fullname, 1, is_own=is_own), (), constructor=maker.fullname, handed=tuple(handed))
