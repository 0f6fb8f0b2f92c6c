"""Know the needs that speak of whether what is handed over is asynchronous: a coroutine function or the like.

They are needs as ``noblock.needs`` has them, but name no parameter: of all that is handed over something has to be
asynchronous, or nothing. What a need says of a class may stand behind it.
"""

from __future__ import annotations

ASYNCHRONOUS, SYNCHRONOUS = "* is asynchronous", "* is synchronous"
AND = " and "


def asks(need: str) -> bool:
    """Tell whether a need speaks of whether what is handed over is asynchronous."""
    return need.startswith((ASYNCHRONOUS, SYNCHRONOUS))


def settled(need: str, *, is_async: bool) -> str | None:
    """Return what is still needed once it is known whether something asynchronous is handed over, None if in vain."""
    if not asks(need):
        return need
    met = ASYNCHRONOUS if is_async else SYNCHRONOUS
    return need.removeprefix(met).removeprefix(AND) if need.startswith(met) else None
