"""Tell which functions of libraries give something that runs what they are handed.

    close = stack.callback(save)
    close()

What runs only by the way, as the key of ``max`` and the ``__exit__`` of what a stack enters, is not in what comes back.
"""

from __future__ import annotations

from mypy.nodes import Decorator, FuncDef
from mypy.typeops import get_all_type_vars
from mypy.types import CallableType, Overloaded, ProperType, get_proper_type

from noblock.collect.kinds import may_be_called
from noblock.declarations import Mark
from noblock.model import Marked


def gives_wrapper(kind: ProperType | None, function: Marked) -> bool:
    """Tell whether what a marked function returns runs what its mark says that is called.

    It does where the mark has a category for what counts later, and where it is declared to be made of that.

    Args:
        kind: The type of the function.
        function: The function.
    """
    mark = function.mark
    if mark.calls_as or not mark.calls:
        return bool(mark.calls)
    overloads = kind.items if isinstance(kind, Overloaded) else [kind]
    declared = [_declared(one) if isinstance(one, CallableType) else None for one in overloads]
    return all(one is not None and any(_is_made_of(one, name, mark) for name in mark.calls) for one in declared)


def _declared(kind: CallableType) -> CallableType | None:
    """Return the type of a function as it is declared, not as it is called."""
    definition = kind.definition
    declared = definition.type if isinstance(definition, (FuncDef, Decorator)) else None
    found = get_proper_type(declared) if declared is not None else None
    return found if isinstance(found, CallableType) else None


def _is_made_of(kind: CallableType, name: str, mark: Mark) -> bool:
    """Tell whether a result is a parameter itself, or something to call that is made of one."""
    argument = kind.argument_by_name(name)
    if argument is None and name in mark.parameters:  # a parameter may have no name there
        argument = kind.argument_by_position(mark.parameters.index(name))
    if argument is None:
        return False
    handed, result = get_proper_type(argument.typ), get_proper_type(kind.ret_type)
    variables = get_all_type_vars(handed)
    if result in variables:  # not what a container holds, or a function gives, but that itself
        return result == handed
    return may_be_called(result) and not set(variables).isdisjoint(get_all_type_vars(result))
