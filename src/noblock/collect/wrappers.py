"""Know what a function gives behind a decorator that wraps it.

Most decorators have no annotations. What mypy knows of them, once it looks into their bodies, is that they give
``functools.wraps(function)(wrapper)``; what the wrapper gives is ``Any``, for that is what calling the function gives
inside the decorator. Then it is what that very function gives: itself, or to be awaited if the wrapper is asynchronous.
"""

from __future__ import annotations

from mypy.types import AnyType, CallableType, Instance, ProperType, Type, UnionType, get_proper_type

_WRAPPED = "functools._Wrapped"
_COROUTINE = "typing.Coroutine"


def wrapping(given: Type, function: Type) -> Type:
    """Return what a decorator gives: what it wraps, if nothing but that is known of it.

    Args:
        given: What mypy says of it. Of a decorator that chooses between wrappers, one of them fits.
        function: The type of what it was given.
    """
    wrapped = get_proper_type(function)
    results = _results(get_proper_type(given))
    if not results or not isinstance(wrapped, CallableType):
        return given
    if any(isinstance(result, AnyType) for result in results):
        return wrapped
    awaited = next((result for result in results if _is_of_any(result)), None)
    if not isinstance(awaited, Instance):
        return given
    if _is_coroutine(get_proper_type(wrapped.ret_type)):
        return wrapped
    return wrapped.copy_modified(ret_type=awaited.copy_modified(args=[*awaited.args[:2], wrapped.ret_type]))


def _results(given: ProperType) -> list[ProperType]:
    """Return what the wrappers give that a decorator may give, none if it may give anything else."""
    items = [get_proper_type(item) for item in given.items] if isinstance(given, UnionType) else [given]
    wrappers = [item for item in items if isinstance(item, Instance) and item.type.fullname == _WRAPPED]
    return [get_proper_type(item.args[-1]) for item in wrappers] if len(wrappers) == len(items) else []


def _is_coroutine(kind: ProperType) -> bool:
    return isinstance(kind, Instance) and kind.type.fullname == _COROUTINE


def _is_of_any(kind: ProperType) -> bool:
    return isinstance(kind, Instance) and _is_coroutine(kind) and isinstance(get_proper_type(kind.args[2]), AnyType)
