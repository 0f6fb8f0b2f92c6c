"""Find out what an attribute of an object or a class may be.

Usually the receiver's type tells. Where more depends on how the instance was made, the call of its constructor tells:
of the functions that a method runs because its instance keeps them, and of a socket that never waits because it was
made for datagrams.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from mypy.nodes import (
    CallExpr,
    Expression,
    MemberExpr,
    NameExpr,
    SuperExpr,
    TypeInfo,
    Var,
)
from mypy.types import ProperType
from mypy.typevars import fill_typevars_with_any

from noblock.collect.belonging import given_by, is_of_object, name_of, of_base, of_changed, of_made, of_same
from noblock.collect.handed import Arguments
from noblock.collect.initial import initial, makes_own
from noblock.collect.kinds import carries, holds_callables, is_function, is_generated, is_plain_iterator
from noblock.collect.making import Making
from noblock.collect.members import Member, classes, instances, is_async, is_method, is_property
from noblock.collect.origin import Origin
from noblock.collect.patched import patched
from noblock.collect.scope import Scope
from noblock.collect.special import class_taken
from noblock.collect.surroundings import Surroundings
from noblock.collect.targets import Targets
from noblock.collect.unset import is_unset
from noblock.collect.weakly import weakly
from noblock.declarations import Mark
from noblock.fullnames import POST_INIT
from noblock.model import Argument, Function, Marked, Partial, Result, Value

_RESUMING = ("send", "__next__")


class Attributes:
    """Evaluates attributes.

    Args:
        around: The module.
        targets: Names what members, classes and types stand for.
        making: Finds the calls that made objects.
        arguments: Evaluates what these calls hand over.
        evaluate: Evaluates an expression, at a call of it if it is called.
        scope: The names inside the function.

    ``origin`` knows how objects were made.
    """

    def __init__(
        self,
        around: Surroundings,
        targets: Targets,
        making: Making,
        arguments: Arguments,
        evaluate: Callable[[Expression, CallExpr | None], tuple[Value, ...]],
        scope: Scope,
    ) -> None:
        self._around = around
        self._targets = targets
        self._making = making
        self._evaluate = evaluate
        self._scope = scope
        self.origin = Origin(around, targets, making, arguments, evaluate, weakly(self._found), scope)

    def of(self, node: MemberExpr, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what an attribute of an object or a class may be."""
        given = self._given(node)
        if given is not None:
            return self._evaluate(given, call)
        found = self._found(node, call) or self._resuming(node)
        if isinstance(node.node, TypeInfo) and not found:
            return self._targets.constructor(node.node, call)
        return (
            self.made_here(found, node.expr) or self._targets.by_type(node, call) or self._targets.by_path(node, call)
        )

    def _given(self, node: MemberExpr) -> Expression | None:
        """Return what is certain to stand in an attribute because the function has put it there."""
        instead, given = patched(node, self._scope), self._making.given(node)
        if instead is None and given is None:
            return None
        return instead if self._is_method(node) else given

    def _is_method(self, node: MemberExpr) -> bool:
        """Tell whether an attribute is a method in the class of the object."""
        members = [self._around.members.find(info, node.name) for info in instances(self._around.type(node.expr))]
        return bool(members) and all(one is not None and is_method(one.node) for one in members)

    def _found(self, node: MemberExpr, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what an attribute may be, as far as the class of the object tells, however that was made."""
        receiver = self._receiver(node.expr)
        is_call = carries(self._around.type(node))
        found: list[Value] = []
        for info in instances(receiver):
            member = self.member(node.expr, info, node.name)
            if member is not None:
                values = of_same(self._targets.member(member, call, is_bound=True), self._same(node.expr))
                values = of_changed(values) if self.origin.is_set_here(info) else values
                if is_property(member.node):
                    given = [Result(value, ()) for value in values] if is_call else []
                    found.extend((*given, *(self._targets.by_type(node, call) if given else ())))
                elif isinstance(member.node, Var) and (is_call or is_unset(member.node)):
                    found.extend(self._kept(member, node, call))
                else:
                    found.extend(values)
        for info in classes(receiver):
            member = self._around.members.find(info, node.name)
            if member is None and info.metaclass_type is not None:
                of_class = self._around.members.find(info.metaclass_type.type, node.name)
                found.extend(self._targets.member(of_class, call, is_bound=True))
            elif member is not None and isinstance(member.node, Var) and is_call:
                found.extend(self._kept(member, node, call))
            else:
                values = self._targets.member(member, call, is_bound=False)
                found.extend(of_base(values) if _is_handed_own(call) else of_same(values, node.expr))
            if member is not None and makes_own(member):
                found.extend(self._initial(info, node.expr, call))
        if isinstance(node.node, Var) and "." in node.node.fullname and not found:
            found.extend(self._targets.by_type(node, call) or (Result(Function(node.node.fullname), ()),))
        return tuple(found)

    def _resuming(self, node: MemberExpr) -> tuple[Value, ...]:
        """Return what goes on with a generator, as ``next`` does."""
        is_resumed = node.name in _RESUMING and is_plain_iterator(self._around.type(node.expr))
        given = self._evaluate(node.expr, None) if is_resumed else ()
        resume = self._targets.marked(*self._around.resolver.function("builtins.next"), None) if given else ()
        return tuple(Partial(one, (Argument(0, given),)) for one in resume)

    def _receiver(self, node: Expression) -> ProperType | None:
        """Return the type of an object, that of the class that stands in a table if it was made of one."""
        kind = self._around.type(node)
        made = self._making.of(node) if isinstance(node, (NameExpr, CallExpr)) and any(instances(kind)) else None
        info = self._around.lookup.made(made) if made is not None else None
        is_below = info is not None and any(base in info.mro for base in instances(kind))
        return fill_typevars_with_any(info) if info is not None and is_below else kind

    def _same(self, receiver: Expression) -> Expression:
        """Return what names the calling method's own class if an object is made of it on the spot, or else that."""
        *names, made = self._making.way(receiver)
        is_near = isinstance(made, CallExpr) and all(isinstance(one, NameExpr) for one in names)
        return class_taken(made.callee) if is_near and isinstance(made, CallExpr) else receiver

    def of_class(self, node: MemberExpr, info: TypeInfo, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what an attribute is for objects of a class, if it is a method."""
        return self._targets.member(self.member(node.expr, info, node.name), call, is_bound=True)

    def member(self, receiver: Expression, info: TypeInfo, name: str) -> Member | None:
        """Return the member that an object of a class has under a name, by how it was made if that says more."""
        for kind in self._made_kinds(receiver) if self._around.resolver.varies(info) else ():
            catalogue = self._around.resolver.catalogue
            owner, marks = catalogue.member(kind, name)
            if owner == kind:
                return Member(None, info, f"{catalogue.public(owner)}.{name}", _of_own_class(marks))
        return self._around.members.find(info, name)

    def _made_kinds(self, receiver: Expression) -> Iterator[str]:
        """Yield the class of a stub that stands for objects which are made, or held, the way that this one was."""
        held = self._making.held(receiver)
        if held:
            yield held
            return
        made = self._making.of(receiver)
        for value in self._evaluate(made.callee, made) if made is not None else ():
            if isinstance(value, Marked) and value.mark.returns:
                yield value.mark.returns

    def _kept(self, member: Member, node: MemberExpr, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what is kept in an attribute of a project's class, if types do not tell."""
        if member.node is None or not self._around.members.is_project(member.owner.module_name):
            return ()
        typed = self._targets.by_type(node, call)
        kind = self._around.type(node)
        # mypy takes the first function that it sees for the type of all that may be kept there.
        is_open = is_function(kind) or any(info.is_protocol for info in instances(kind))
        if typed and not is_open:
            return typed
        held = of_same((Function(f"{member.owner.fullname}.{node.name}"),), node.expr)
        return (*typed, *(Result(one, ()) for one in held))

    def _initial(self, info: TypeInfo, receiver: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what runs when a library makes an object of a class, of fields that only it knows."""
        run = initial(info)
        if run is None:
            return of_same(self._targets.constructor(info, call), receiver)
        runs = of_same((replace(run, receiver=info.fullname),), receiver)
        return tuple(Partial(one, (), handed=(("**", "", ""),)) for one in runs)

    def contents(self, node: MemberExpr) -> tuple[Value, ...]:
        """Return what is kept in an attribute that holds several functions."""
        if not holds_callables(self._around.type(node)):
            return ()
        receiver = self._around.type(node.expr)
        for info in (*instances(receiver), *classes(receiver)):
            member = self._around.members.find(info, node.name)
            is_kept = member is not None and isinstance(member.node, Var)
            if member is not None and is_kept and self._around.members.is_project(member.owner.module_name):
                return (Result(Function(f"{member.owner.fullname}.{node.name}"), ()),)
        return ()

    def made_here(self, found: tuple[Value, ...], receiver: Expression) -> tuple[Value, ...]:
        """Return methods together with how their instance was made, if that is seen."""
        if not any(map(is_of_object, found)):
            return found
        made = self.origin.made(receiver)
        if made is not None:
            return tuple(of_made(value, made) for value in found)
        possible, is_all = self.origin.possible(receiver)
        told: list[Value] = []
        for value in found:
            fitting = [of_made(value, one) for one, node in possible if self._is_of(value, given_by(node))]
            told.extend(fitting if fitting and is_all else (value, *fitting))
        return tuple(told)

    def _is_of(self, value: Value, given: Iterable[TypeInfo]) -> bool:
        """Tell whether a value is a method, or what an attribute holds, of objects of one of some classes."""
        owner, _, name = name_of(value).rpartition(".")
        for info in given:
            for base in info.mro:
                member = self._around.members.find(info, name) if owner == base.fullname else None
                if member is not None and member.owner is base:
                    return True
        return False

    def of_super(self, node: SuperExpr, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what a method is to the classes further up."""
        if node.info is None:
            return ()
        above = self._around.members.find(node.info, node.name, after=node.info)
        found = self._targets.member(above, call, is_bound=True)
        if node.name == "__init__" and above is not None and is_generated(above.owner):
            post = (self._around.members.find(node.info, name) for name in POST_INIT)
            found += tuple(value for member in post for value in self._targets.member(member, None, is_bound=True))
        return of_base(found)

    def is_async_for_some(self, callee: Expression) -> bool:
        """Tell whether a method is asynchronous for some of the classes that its receiver may be of, not for all."""
        if not isinstance(callee, MemberExpr):
            return False
        receivers = list(instances(self._around.type(callee.expr)))
        members = [self._around.members.find(info, callee.name) for info in receivers]
        made = [is_async(found.node) if found is not None and not found.marks else False for found in members]
        return any(made) and not all(made)


def _of_own_class(marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """Return the overloads for objects of the very class that these marks are of, of which no more is to be known."""
    return tuple(
        mark for mark in marks if not any(need.parameter == "self" and need.type_name for need in mark.requires)
    )


def _is_handed_own(call: CallExpr | None) -> bool:
    """Tell whether a call hands over first the object of the calling method, as ``Base.run(self)`` does."""
    first = call.args[0] if call is not None and call.args else None
    return isinstance(first, NameExpr) and isinstance(first.node, Var) and first.node.is_self
