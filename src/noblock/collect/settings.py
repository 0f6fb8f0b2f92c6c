"""Know which attributes of objects hold what their constructor was handed, and never anything else.

    class Client:
        def __init__(self, proxy=None):
            self.proxy = proxy

``if self.proxy:`` in a method of this class asks for the parameter, as ``if proxy:`` does in the constructor. So it is
as long as nothing in the module sets an attribute of this name a second time, on whatever object. What methods of other
classes set of their own objects does not count, unless one of the two classes is below the other. A constant that the
class has, and nobody sets, is one that the class of the object decides about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    ConditionalExpr,
    DelStmt,
    Expression,
    ForStmt,
    FuncDef,
    IfStmt,
    MatchStmt,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    OperatorAssignmentStmt,
    OpExpr,
    TempNode,
    TypeInfo,
    Var,
    WithStmt,
)

from noblock.collect.constants import is_false, is_none, literal
from noblock.collect.holding import made_constructor
from noblock.collect.tree import descendants
from noblock.collect.untouched import constant_defaults, written
from noblock.switches import kept

_SETTING = frozenset({AssignmentStmt, OperatorAssignmentStmt, ForStmt, DelStmt, WithStmt, CallExpr, MemberExpr})


@dataclass(frozen=True, slots=True)
class Setting:
    """The parameter of a constructor that an attribute holds, under its name in needs, and its constant default."""

    name: str
    parameter: Var
    default: Expression | None

    def at(self, node: Expression) -> NameExpr:
        """Return a name of the parameter that stands where the attribute does, or another name of it."""
        name = NameExpr(self.name)
        name.node = self.parameter
        name.set_line(node)
        return name


class Settings:
    """The settings of one module's classes.

    Args:
        tree: The module.
    """

    def __init__(self, tree: MypyFile) -> None:
        self._tree = tree
        self._known: dict[TypeInfo, tuple[Mapping[str, Setting], int]] = {}  # and how often each is set
        self._constants: dict[TypeInfo, Mapping[str, Setting]] = {}

    def of(self, function: Node, nodes: Iterable[Node], used: Iterable[str]) -> Mapping[str, Setting]:
        """Return the settings that a method asks for, by the names of the attributes.

        Args:
            function: The method.
            nodes: All nodes in it.
            used: The attributes of whose values it calls methods.
        """
        info = function.info if isinstance(function, FuncDef) else None
        if not info or not isinstance(function, FuncDef):
            return {}
        if info not in self._constants:
            self._constants[info] = dict(_constants(info))
        asked = {*_tested(nodes), *used}
        found = {
            name: setting
            for name, setting in self._constants[info].items()
            if name in asked and not self.is_set(name, info)
        }
        return found if function.name == "__init__" else {**found, **self._held(info, asked)}

    def is_set(self, name: str, info: TypeInfo) -> bool:
        """Tell whether an attribute may be set in the module for objects that are of a class, and of none below."""
        return any(owner is None or owner in info.mro for owner in (*self._set[name], *self._set["*"]))

    def _held(self, info: TypeInfo, asked: Container[str]) -> Mapping[str, Setting]:
        """Return those attributes of a class that its constructor sets."""
        if info not in self._known:
            maker = _constructor(info)
            is_made = maker is not None and made_constructor(maker.info) is maker
            found = dict((_fields if is_made else _assigned)(maker)) if maker is not None else {}
            self._known[info] = {name: setting for name, setting in found.items() if _is_plain(info, name)}, not is_made
        settings, times = self._known[info]
        return {
            name: setting
            for name, setting in settings.items()
            if name in asked and self._times(name, info) == times and not self._set["*"]
        }

    def _times(self, name: str, info: TypeInfo) -> int:
        """Return how often an attribute is set in the module that may be one of a class."""
        return sum(owner is None or _are_related(owner, info) for owner in self._set[name])

    @cached_property
    def _set(self) -> Mapping[str, Sequence[TypeInfo | None]]:
        """Where attributes are set in the module, by name; ``*`` where somebody computes that.

        Each time there is the class, if a method does so of its own object.
        """
        found: dict[str, list[TypeInfo | None]] = defaultdict(list)
        own: dict[Node | None, TypeInfo] = {}
        for top in self._tree.defs:
            for node in descendants(top):
                if isinstance(node, FuncDef) and node.info and node.arguments:
                    own[node.arguments[0].variable] = node.info
                elif type(node) in _SETTING:
                    for name, holder in _targets(node):
                        found[name].append(own.get(holder))
        return found


def _are_related(one: TypeInfo, other: TypeInfo) -> bool:
    return one in other.mro or other in one.mro


def _constructor(info: TypeInfo) -> FuncDef | None:
    """Return the constructor of a class, if that stands in the same module."""
    symbol = info.get("__init__")
    maker = symbol.node if symbol is not None else None
    return maker if isinstance(maker, FuncDef) and maker.info.module_name == info.module_name else None


def _constants(info: TypeInfo) -> Iterator[tuple[str, Setting]]:
    """Yield the attributes to which a class assigns constants, or a base of it in the module, under their owners.

    One that is ``None`` is there to be set by whoever has an object.
    """
    seen: set[str] = set()
    for base in info.mro if info.defn.info else ():
        for node in base.defn.defs.body if base.module_name == info.module_name else ():
            match node:
                case AssignmentStmt(lvalues=[NameExpr(node=Var() as variable, name=name)], rvalue=value):
                    is_first = next((one for one in info.mro if name in one.names), None) is base
                    is_constant = literal(value) or (is_false(value) and not is_none(value))
                    if is_first and name not in seen and is_constant:
                        seen.add(name)
                        yield name, Setting(kept(base.fullname, name), variable, None)


def _is_plain(info: TypeInfo, name: str) -> bool:
    symbol = info.get(name)
    return symbol is not None and isinstance(symbol.node, Var)


def _assigned(maker: FuncDef) -> Iterator[tuple[str, Setting]]:
    """Yield the attributes that a constructor gives its parameters."""
    defaults = constant_defaults(maker)
    changed = {name.node for name in written(descendants(maker.body))}
    for node in maker.body.body:
        match node:
            case AssignmentStmt(lvalues=[MemberExpr(expr=NameExpr(node=Var(is_self=True)), name=name)]):
                value = node.rvalue.node if isinstance(node.rvalue, NameExpr) else None
                if isinstance(value, Var) and value in defaults and value not in changed:
                    yield name, Setting(kept(maker.fullname, value.name), value, defaults[value])


def _fields(maker: FuncDef) -> Iterator[tuple[str, Setting]]:
    """Yield the fields of a class that has its constructor made of them."""
    defaults: dict[Var, Expression | None] = {}
    for base in reversed(maker.info.mro[:-1]):
        for node in base.defn.defs.body if base.module_name == maker.info.module_name else ():
            match node:
                case AssignmentStmt(lvalues=[NameExpr(node=Var() as field)]) if node.unanalyzed_type is not None:
                    default = None if isinstance(node.rvalue, TempNode) else node.rvalue
                    if default is None or is_false(default) or literal(default):
                        defaults[field] = default
    for field, default in defaults.items():
        if field.name in maker.arg_names:
            yield field.name, Setting(kept(maker.fullname, field.name), field, default)


def _tested(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the names of attributes that tests speak of, or what is assigned to a variable that one may ask for."""
    for node in nodes:
        tests: Sequence[Expression] = ()
        match node:
            case IfStmt():
                tests = node.expr
            case ConditionalExpr():
                tests = (node.cond,)
            case OpExpr(op="and" | "or"):
                tests = (node.left,)
            case MatchStmt():
                tests = (node.subject,)
            case AssignmentStmt(lvalues=[NameExpr()]):
                tests = (node.rvalue,)
        for test in tests:
            yield from (below.name for below in descendants(test) if isinstance(below, MemberExpr))


def _targets(node: Node) -> Iterator[tuple[str, Node | None]]:
    """Yield the names of the attributes that a statement sets, ``*`` where one is computed.

    With each comes the variable that holds the object, if one does.
    """
    targets: list[Expression] = []
    match node:
        case AssignmentStmt():
            targets = list(node.lvalues)
        case OperatorAssignmentStmt():
            targets = [node.lvalue]
        case ForStmt():
            targets = [node.index]
        case DelStmt():
            targets = [node.expr]
        case WithStmt():
            targets = [target for target in node.target if target is not None]
        case CallExpr(callee=NameExpr(name="setattr")) | MemberExpr(name="__dict__"):
            yield "*", None
    for target in targets:
        if not isinstance(target, NameExpr):
            for below in (target,) if isinstance(target, MemberExpr) else descendants(target):
                if isinstance(below, MemberExpr):
                    yield below.name, below.expr.node if isinstance(below.expr, NameExpr) else None
