"""Let a part of an object call the object back without keeping it alive.

What evaluates one kind of expression needs the one who evaluates them all, who is made of such parts. If each kept the
other alive, only the garbage collector could clear them away, and with them all types and values of a function.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar
from weakref import WeakMethod

_P = ParamSpec("_P")
_T = TypeVar("_T")


def weakly(method: Callable[_P, _T]) -> Callable[_P, _T]:
    """Return a function that calls a bound method as long as its object is there.

    Raises:
        ReferenceError: When it is called later than that.
    """
    reference = WeakMethod(method)

    def call(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        bound = reference()
        if bound is None:
            raise ReferenceError
        return bound(*args, **kwargs)

    return call
