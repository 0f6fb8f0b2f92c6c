"""Tell which functions do something with the callables and iterators that their callers hand to them.

Whether that blocks is decided at each call, so such a function is looked into although nothing in it blocks by itself.
It calls or consumes a parameter, hands one to a function that does so, keeps one in an attribute that is called, or is
a decorator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from mypy.nodes import (
    CallExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    FuncDef,
    IndexExpr,
    LambdaExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    OverloadedFuncDef,
    SuperExpr,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import AnyType, CallableType, Instance, NoneType, Type, TypeType, UnionType, get_proper_type

from noblock.collect.estimate import Estimate
from noblock.collect.glance import Glance
from noblock.collect.holding import callable_fields
from noblock.collect.kinds import is_function, is_plain_iterator
from noblock.collect.members import Member, Members, instances
from noblock.collect.parameters import Seen
from noblock.collect.vocabulary import Vocabulary
from noblock.declarations import Mark
from noblock.fullnames import CONSTRUCTORS
from noblock.index import Names
from noblock.producers import DEEPEST_TYPE
from noblock.resolve import Resolver

_CONTAINERS = ("builtins.tuple", "builtins.dict", "builtins.list", "builtins.set")
_OPEN = ("builtins.object", "typing.Generator", "contextlib.AbstractContextManager", "functools.partial")


class Polymorphic:
    """Looks for uses of parameters.

    Args:
        functions: The functions that are worked on together.
        members: Looks up attributes.
        resolver: The marks of libraries.
        names: The functions of other modules that have something to say.

    ``invoking`` are the short names of what may call or consume what it is handed.
    """

    def __init__(self, functions: Iterable[Seen], members: Members, resolver: Resolver, names: Names) -> None:
        self._members = members
        self._resolver = resolver
        self._names = names
        self.invoking = Vocabulary(resolver.invoking, names.invoking, more=("partial",))
        self._added: set[str] = set()
        self._kept = _kept_parameters(functions, resolver.invoking)

    def add(self, name: str, called: Iterable[str]) -> None:
        """Take in a function that uses what it is handed, by full name, with the names that it is called by."""
        self._added.add(name)
        self.invoking.add(*called)

    def uses_parameters(self, seen: Glance, estimate: Estimate) -> bool:
        """Tell whether a parameter is called, consumed, kept for the loop, or handed to something that does so."""
        if seen.keeps:
            return True
        for call in seen.calls:
            if _may_be_open(call.callee, seen):
                return True
            if any(_is_open_parameter(argument, seen) for argument in call.args) and self._invokes(call.callee):
                return True
        if (self._kept and self._uses_kept(seen, estimate)) or self._calls_field(seen, estimate):
            return True
        names = [node.node for node in seen.returned if isinstance(node, NameExpr)]
        if any(name in seen.parameters and _is_handed_back(name) for name in names):
            return True
        if _gives_function(seen) and any(_is_function(variable) for variable in seen.parameters):
            return True  # a decorator: what it returns takes the place of the function, whether it calls that or not
        return any(_may_be_open(node, seen) for node in (*seen.iterated, *seen.entered))

    def _uses_kept(self, seen: Glance, estimate: Estimate) -> bool:
        """Tell whether a parameter is kept in an attribute that is called, or such an attribute is called."""
        if any(target.name in self._kept and _may_be_open(value, seen) for target, value in seen.stored):
            return True
        return any(self._is_kept(node, estimate) for node in attributes_used(seen.calls, self.invoking))

    def _calls_field(self, seen: Glance, estimate: Estimate) -> bool:
        """Tell whether an attribute is called that is known to hold what a constructor was handed."""
        for node in (call.callee for call in seen.calls if isinstance(call.callee, MemberExpr)):
            for info in instances(estimate.of(node.expr)) if node.name in self.invoking else ():
                member = self._members.find(info, node.name)
                if member is not None and isinstance(member.node, Var):
                    name = f"{member.owner.fullname}.{node.name}"
                    if name in self._added or name in self._names.invoking_names:
                        return True
        return False

    def _is_kept(self, node: MemberExpr, estimate: Estimate) -> bool:
        owners = self._kept.get(node.name)
        if not owners:
            return False
        receiver = estimate.of(node.expr)
        return receiver is None or any(info.has_base(owner) for info in instances(receiver) for owner in owners)

    def _invokes(self, callee: Expression) -> bool:
        """Tell whether a function may call what it is given."""
        if not isinstance(callee, (NameExpr, MemberExpr, SuperExpr)):
            return False
        target = callee.node if not isinstance(callee, SuperExpr) else None
        if isinstance(target, TypeInfo) and target.name not in self.invoking:
            return any(self._member_invokes(self._members.find(target, name)) for name in CONSTRUCTORS)
        if isinstance(target, Var) and "__call__" in self.invoking:  # an object, perhaps of a class that has one
            return True
        if callee.name not in self.invoking:
            return False
        if isinstance(callee, SuperExpr) and callee.info:
            return self._member_invokes(self._members.find(callee.info, callee.name, after=callee.info))
        return self._node_invokes(target)

    def _member_invokes(self, member: Member | None) -> bool:
        if member is None:
            return False
        return any(map(_hands_over, member.marks)) if member.marks else self._node_invokes(member.node)

    def _node_invokes(self, node: SymbolNode | None) -> bool:
        if not isinstance(node, (FuncDef, Decorator, OverloadedFuncDef)):
            return True
        if node.fullname in self._added or node.fullname in self._names.invoking_names:
            return True
        return any(map(_hands_over, self._resolver.function(node.fullname)[1]))


def attributes_used(calls: Iterable[CallExpr], invoking: Container[str] | Vocabulary) -> Iterator[MemberExpr]:
    """Yield the attributes that are called, or handed to a function of some name."""
    for call in calls:
        if isinstance(call.callee, MemberExpr):
            yield call.callee
        if isinstance(call.callee, (NameExpr, MemberExpr)) and call.callee.name in invoking:
            yield from (argument for argument in call.args if isinstance(argument, MemberExpr))


def _kept_parameters(functions: Iterable[Seen], invoking: Container[str]) -> dict[str, set[str]]:
    """Return the names of attributes that are given a parameter, and used, each with the classes that have it.

    Of what is declared to be a function, handing it to anything is a use.
    """
    kept: dict[str, set[str]] = defaultdict(set)
    declared: set[str] = set()
    for info in {definition.info for definition, _ in functions if definition.info is not None}:
        for name in callable_fields(info):
            kept[name].add(info.fullname)
    for definition, seen in functions:
        for target, value in seen.stored:
            if _may_be_open(value, seen):
                kept[target.name].add(definition.info.fullname if definition.info is not None else "")
                declared |= {target.name} if _is_declared_function(value) else set()
    calls = [call for _, seen in (functions if kept else ()) for call in seen.calls]
    used = {node.name for node in attributes_used(calls, invoking)}
    if declared:
        handed = {node.name for call in calls for node in call.args if isinstance(node, MemberExpr)}
        used |= handed & declared
    return {name: owners for name, owners in kept.items() if name in used}


def _hands_over(mark: Mark) -> bool:
    return bool(mark.calls or mark.loops or mark.offloads)


def _may_be_open(node: Expression, seen: Glance) -> bool:
    """Tell whether an expression is such a parameter, or what is taken in place of one: ``callback or default``.

    It may also hold some: ``callbacks[name]``, ``callbacks.values()``.
    """
    match node:
        case OpExpr(op="or" | "and"):
            return _may_be_open(node.left, seen) or _may_be_open(node.right, seen)
        case ConditionalExpr():
            return _may_be_open(node.if_expr, seen) or _may_be_open(node.else_expr, seen)
        case IndexExpr():
            return _is_open_parameter(node.base, seen)
        case CallExpr(callee=MemberExpr(name="values" | "items" | "get", expr=NameExpr() as table)):
            return _is_open_parameter(table, seen)
        case _:
            return _is_open_parameter(node, seen)


def _is_open_parameter(node: Expression, seen: Glance) -> bool:
    """Tell whether an expression is a parameter for which callers may hand over something to call or to consume."""
    if not isinstance(node, NameExpr) or node.node not in seen.parameters or not isinstance(node.node, Var):
        return False
    if node.node.is_self or node.node.is_cls:
        return False
    return _is_open(node.node.type)


def _gives_function(seen: Glance) -> bool:
    """Tell whether a function may give one that it has inside."""
    return bool(seen.inner) or any(isinstance(node, LambdaExpr) for node in seen.returned)


def _is_function(variable: SymbolNode) -> bool:
    """Tell whether a parameter is declared to be a function, or not declared at all."""
    if not isinstance(variable, Var) or variable.is_self or variable.is_cls:
        return False
    return variable.type is None or isinstance(get_proper_type(variable.type), (CallableType, AnyType))


def _is_declared_function(node: Expression) -> bool:
    """Tell whether an expression is a variable that is declared to hold a function."""
    variable = node.node if isinstance(node, NameExpr) else None
    kind = variable.type if isinstance(variable, Var) else None
    return kind is not None and is_function(get_proper_type(kind))


def _is_handed_back(variable: SymbolNode | None) -> bool:
    """Tell whether what a function gives may be called or looped over if it is this variable."""
    kind = get_proper_type(variable.type) if isinstance(variable, Var) and variable.type is not None else None
    return isinstance(kind, CallableType) or is_plain_iterator(kind)


def _is_open(declared: Type | None, depth: int = 0) -> bool:
    if depth > DEEPEST_TYPE:  # only a recursive alias is that deep
        return False
    kind = get_proper_type(declared) if declared is not None else None
    match kind:
        case Instance():
            if kind.type.fullname in _CONTAINERS:  # also what ``*args`` and ``**kwargs`` are
                return any(_is_open(item, depth + 1) for item in kind.args)
            return kind.type.is_protocol or kind.type.fullname in _OPEN
        case UnionType():
            return any(_is_open(item, depth + 1) for item in kind.items)
        case NoneType() | TypeType():
            return False
        case _:
            return True
