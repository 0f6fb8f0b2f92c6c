"""Know what the objects keep that a call hands over: the function that gets them may call it.

    def run(step: Step) -> None:
        step.job()

    run(Step(load))

Inside the function nobody can tell one object of a class from another. So only an object counts that can be but one of
its parameters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mypy.nodes import CallExpr, MemberExpr, TypeInfo
from mypy.types import AnyType, CallableType, ProperType, TypeVarType, UnionType, get_proper_type

from noblock.collect.members import instances
from noblock.collect.origin import Origin
from noblock.collect.surroundings import Surroundings
from noblock.model import Argument, Object


class Carried:
    """Adds objects to the arguments of calls.

    Args:
        around: The module.
        origin: Knows how objects were made.
    """

    def __init__(self, around: Surroundings, origin: Origin) -> None:
        self._around = around
        self._origin = origin

    def of(self, call: CallExpr, arguments: tuple[Argument, ...]) -> tuple[Argument, ...]:
        """Return the arguments of a call, with the objects of the project among them of which is known how made."""
        found = dict(self._objects(call))
        if not found:
            return arguments
        kept = [
            replace(one, values=(*one.values, found.pop(one.key))) if one.key in found else one for one in arguments
        ]
        return (*kept, *(Argument(key, (one,)) for key, one in found.items()))

    def _objects(self, call: CallExpr) -> Iterator[tuple[int | str, Object]]:
        for position, (node, kind, name) in enumerate(zip(call.args, call.arg_kinds, call.arg_names)):
            if kind.is_star():
                return
            infos = list(instances(self._around.type(node)))
            if len(infos) == 1 and self._keeps(infos[0]) and self._is_only_one(infos[0], call):
                made = self._origin.made(node)
                if made is not None:
                    yield name or position, Object(made)

    def _keeps(self, info: TypeInfo) -> bool:
        """Tell whether a class is one of the project whose objects may keep what they are handed."""
        return any(self._around.members.is_project(base.module_name) for base in info.mro)

    def _is_only_one(self, info: TypeInfo, call: CallExpr) -> bool:
        """Tell whether an object of a class can be but one of the parameters of what is called, and not its own."""
        called = self._around.type(call.callee)
        if not isinstance(called, CallableType) or called.is_type_obj():
            return False
        receiver = self._around.type(call.callee.expr) if isinstance(call.callee, MemberExpr) else None
        kinds = [get_proper_type(kind) for kind in called.arg_types]
        is_own = any(_are_related(info, other) for other in instances(receiver))
        return not is_own and sum(_may_be(info, kind) for kind in kinds) == 1


def _may_be(info: TypeInfo, kind: ProperType) -> bool:
    if isinstance(kind, UnionType):
        return any(_may_be(info, get_proper_type(item)) for item in kind.items)
    is_open = isinstance(kind, (AnyType, TypeVarType))
    return is_open or any(other.is_protocol or _are_related(info, other) for other in instances(kind))


def _are_related(one: TypeInfo, other: TypeInfo) -> bool:
    return one.has_base(other.fullname) or other.has_base(one.fullname)
