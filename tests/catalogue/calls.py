"""Write functions that call what the stubs mark as blocking, or what they say to await instead."""

from __future__ import annotations

from collections.abc import Iterable

from noblock.declarations import Mark

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


def imported(module: str) -> str:
    """Return the line that imports a module under a name of its own.

    What the packages it is in call like the module itself is not meant: ``mistralai.client`` has another ``models_``.
    """
    return f"import {module} as {_short(module)}"


def function(name: str, entry: Entry, world: World) -> str:
    """Return a function of two lines, the second of which does what an entry says is blocking."""
    mark = next(mark for mark in entry.marks if mark.category)
    parameters = [f"{need.parameter}: {_class(need.type_name)}" for need in mark.requires if need.type_name]
    owner, _, member = entry.name.rpartition(".")
    arguments = ", ".join(_arguments(mark))
    if not owner:
        action = f"{_short(entry.module)}.{entry.name}({arguments})"
    elif member in ("__init__", "__new__"):
        action = f"{_short(entry.module)}.{owner}({arguments})"
    else:
        parameters.insert(0, f"owner: {_short(entry.module)}.{owner}")
        is_read = is_property(world.find(entry.module, entry.name))
        action = _SPECIAL.get(member) or (f"owner.{member}" if is_read else f"owner.{member}({arguments})")
    return f"async def {name}({', '.join(parameters)}) -> None:\n    {action}\n"


def awaiting(name: str, module: str, used: str) -> str:
    """Return a function of two lines, the second of which awaits a function or a method of a class."""
    owner, _, member = used.rpartition(".")
    if not owner:
        return f"async def {name}() -> None:\n    await {_short(module)}.{used}()\n"
    return f"async def {name}(owner: {_short(module)}.{owner}) -> None:\n    await owner.{member}()\n"


def _arguments(mark: Mark) -> Iterable[str]:
    """Yield what this overload asks for: a value, an object of some class, or anything."""
    for need in mark.requires:
        value = repr(need.literals[0]) if need.literals else need.parameter if need.type_name else "object()"
        yield f"{need.parameter}={value}"


def _class(dotted: str) -> str:
    module, _, name = dotted.rpartition(".")
    return f"{_short(module)}.{name}" if module else name


def _short(module: str) -> str:
    return module.replace(".", "__")
