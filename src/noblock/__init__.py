"""The marks: decorators that state how a function behaves towards the event loop.

They do nothing and import nothing, so code in production may carry them without mypy. The noblock mypy plugin reads
them in source code, and with the same meaning in marker stubs. A marked function keeps its signature.
"""

from __future__ import annotations

TYPE_CHECKING = False  # the same as typing's, without paying for the import
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar, overload

    Marked = TypeVar("Marked")
    MarkedFunction = TypeVar("MarkedFunction", bound=Callable[..., Any])
else:

    def overload(function):
        """Stand in for ``typing.overload``."""
        return function


__version__ = "0.1.0"
__all__ = ["blocking", "calls", "nonblocking", "offload", "on_init", "on_loop"]


def blocking(category: str, *, use: str | None = None) -> Callable[[Marked], Marked]:
    """Mark a function, property or class whose calls block the calling thread.

    Args:
        category: What is waited for, such as ``"http"``: the last part of the error code.
        use: The dotted name of what to await instead.
    """
    return _unchanged


def nonblocking(marked: Marked) -> Marked:
    """Mark a function, property or class that is fine to call on the event loop, whatever its body says."""
    return marked


def offload(*parameters: str) -> Callable[[Marked], Marked]:
    """Mark a function that runs the callables handed to ``parameters`` in another thread or process."""
    return _unchanged


def calls(*parameters: str, category: str | None = None) -> Callable[[Marked], Marked]:
    """Mark a function that calls, or iterates over, what is handed to ``parameters`` before it returns.

    Args:
        parameters: Names of parameters of the marked function.
        category: Count the effects of these callables in this category instead of their own.
    """
    return _unchanged


@overload
def on_loop(marked: MarkedFunction, /) -> MarkedFunction: ...
@overload
def on_loop(*parameters: str) -> Callable[[Marked], Marked]: ...
def on_loop(*parameters: Any) -> Any:
    """Mark what runs on the event loop.

    Bare, on a function: its body runs there, and so do the bodies of its overrides; a decorator marked so promises the
    same for the functions that it decorates. With names of parameters: the callables handed to them run there.
    """
    if len(parameters) == 1 and callable(parameters[0]):
        return parameters[0]
    return _unchanged


def on_init(marked: MarkedFunction) -> MarkedFunction:
    """Mark a method that runs when an object of its class is made, and so do its overrides.

    A decorator marked so promises the same for the methods that it decorates.
    """
    return marked


def _unchanged(marked: Marked) -> Marked:
    return marked
