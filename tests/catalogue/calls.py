"""Write functions that call what the stubs mark as blocking, or what they say to await instead."""

from __future__ import annotations

from collections.abc import Iterable

from noblock.model import Mark

from .entries import Entry
from .worlds import World, is_property

_SPECIAL = {
    "__call__": "owner()",
    "__contains__": "0 in owner",
    "__delitem__": "del owner[0]",
    "__enter__": "with owner: pass",
    "__getitem__": "owner[0]",
    "__iter__": "for _ in owner: pass",
    "__len__": "len(owner)",
    "__next__": "next(owner)",
    "__setitem__": "owner[0] = 0",
}


def function(name: str, entry: Entry, world: World) -> str:
    """Return a function of two lines, the second of which does what an entry says is blocking."""
    mark = next(mark for mark in entry.marks if mark.category)
    parameters = [f"{need.parameter}: {need.type_name}" for need in mark.requires if need.type_name]
    owner, _, member = entry.name.rpartition(".")
    arguments = ", ".join(_arguments(mark))
    if not owner:
        action = f"{entry.module}.{entry.name}({arguments})"
    elif member in ("__init__", "__new__"):
        action = f"{entry.module}.{owner}({arguments})"
    else:
        parameters.insert(0, f"owner: {entry.module}.{owner}")
        is_read = is_property(world.find(entry.module, entry.name))
        action = _SPECIAL.get(member) or (f"owner.{member}" if is_read else f"owner.{member}({arguments})")
    return f"async def {name}({', '.join(parameters)}) -> None:\n    {action}\n"


def awaiting(name: str, module: str, used: str) -> str:
    """Return a function of two lines, the second of which awaits a function or a method of a class."""
    owner, _, member = used.rpartition(".")
    if not owner:
        return f"async def {name}() -> None:\n    await {module}.{used}()\n"
    return f"async def {name}(owner: {module}.{owner}) -> None:\n    await owner.{member}()\n"


def _arguments(mark: Mark) -> Iterable[str]:
    """Yield what this overload asks for: a value, an object of some class, or anything."""
    for need in mark.requires:
        value = repr(need.literals[0]) if need.literals else need.parameter if need.type_name else "object()"
        yield f"{need.parameter}={value}"
