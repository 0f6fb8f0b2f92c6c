"""Take a parameter of which nothing is known for what it is bound to.

    def read(path):
        path = Path(path)
        return path.read_text()

For mypy ``path`` stays ``Any`` here, as what is declared so stays so whatever is assigned to it. A variable that may be
``None`` as well becomes what is assigned to it, so the body is looked at as if the parameter were one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from mypy.nodes import FuncDef, SymbolNode, Var
from mypy.types import AnyType, CallableType, NoneType, Type, UnionType, get_proper_type

from noblock.collect.constants import is_none
from noblock.collect.glance import Glance
from noblock.collect.plain import ANY
from noblock.collect.showing import show

_ANYTHING = UnionType([ANY, NoneType()])


def rebound(seen: Glance) -> set[SymbolNode]:
    """Return those parameters in a function that are bound anew, and of which no annotation tells anything."""
    return {
        variable
        for variable in seen.parameters & seen.bindings.keys()
        if isinstance(variable, Var) and (variable.type is None or _is_any(variable.type))
        # What is set to None here is perhaps set to something else by a function inside.
        if not any(one is not None and is_none(one.value) for one in seen.bindings[variable])
    }


@contextmanager
def becoming(seen: Glance, function: FuncDef, signature: Callable[[FuncDef], CallableType]) -> Iterator[None]:
    """Let those parameters become what they are bound to.

    Args:
        seen: The function at a glance, with those inside it.
        function: The function.
        signature: Gives the type that mypy takes a function to have.
    """
    variables = rebound(seen)
    with ExitStack() as stack:
        for one in (function, *seen.inner) if variables else ():
            if any(argument.variable in variables for argument in one.arguments):
                kind = signature(one)
                shown = [
                    _ANYTHING if _is_any(given) and argument.variable in variables else given
                    for argument, given in zip(one.arguments, kind.arg_types)
                ]
                stack.callback(show(one, kind.copy_modified(arg_types=shown)))
        yield


def _is_any(kind: Type) -> bool:
    return isinstance(get_proper_type(kind), AnyType)
