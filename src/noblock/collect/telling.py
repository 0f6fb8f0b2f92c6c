"""Know which functions tell whether an event loop runs.

A function of the project that gives something true, or something false, wherever a loop runs tells its callers so. That
is known of it before any body is looked into, from its module's summary or from ``tellers``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from mypy.nodes import TypeInfo
from mypy.types import ProperType

from noblock.collect.members import Members, classes, instances, is_property

GETTING = "get_running_loop"  # raises RuntimeError where no loop runs
ASKING = frozenset({GETTING, "is_running"})


class Telling:
    """Looks up what functions of the project tell.

    Args:
        members: Looks up attributes.
        names: The short names of all functions that tell.
        truth: Gives what the function of a full name gives wherever a loop runs, None if that is not certain.
        module_of: The module that a function of a full name belongs to.
    """

    def __init__(
        self,
        members: Members,
        names: Collection[str],
        truth: Callable[[str], bool | None],
        module_of: Callable[[str], str],
    ) -> None:
        self._members = members
        self._names = names
        self._truth = truth
        self._module_of = module_of

    def __contains__(self, name: str) -> bool:
        """Tell whether what has a short name may tell whether a loop runs."""
        return name in ASKING or name in self._names

    def of(self, name: str) -> bool | None:
        """Return what a function of a full name gives wherever a loop runs."""
        found = self._truth(name)
        if found is not None:
            self._members.modules.add(self._module_of(name))
        return found

    def of_member(self, receiver: ProperType | None, name: str, *, is_read: bool) -> bool | None:
        """Return what a method of some type gives wherever a loop runs, or, if it is only read, a property."""
        owners = [*instances(receiver), *classes(receiver)]
        found = {self._of_member(info, name, is_read=is_read) for info in owners}
        return found.pop() if len(found) == 1 else None

    def _of_member(self, info: TypeInfo, name: str, *, is_read: bool) -> bool | None:
        member = self._members.find(info, name)
        if member is None or member.node is None or is_property(member.node) is not is_read:
            return None
        return self.of(f"{member.owner.fullname}.{name}")
