"""What happens when control is given to a value.

The effects that arise at once, those that arise on the event loop, and the parameters whose values decide. Of several
explanations for a category the shortest is kept; ties are broken by name, so that the order of work never shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from noblock.asked import asks, settled
from noblock.body import Call
from noblock.effects import Effect
from noblock.fullnames import BODY, SETTER
from noblock.model import Function, Lazy, Parameter, Result, Value
from noblock.needs import both, followed, open_for
from noblock.settling import is_of_same

LONGEST_CHAIN = 12  # names; what a message shows of a longer one is its beginning and its end
DEEPEST_CHAIN = 5000  # calls; functions that only explain each other, once their reason is gone, end here


class Reach:
    """What happens when control is given to a value: effects, parameters called, and what lands on the event loop."""

    def __init__(self) -> None:
        self.effects: dict[tuple[str, str, str], Effect] = {}
        self.on_loop: dict[str, Effect] = {}
        self.calls: set[Parameter] = set()
        self.loops: set[Parameter] = set()

    def add(self, effect: Effect) -> None:
        """Take in an effect, if it explains its category better than what is known."""
        if effect.depth > DEEPEST_CHAIN:
            return
        known = self.effects.get(effect.key)
        if known is None or effect.rank() < known.rank():
            self.effects[effect.key] = effect

    def add_on_loop(self, effect: Effect) -> None:
        """Take in an effect of something that the event loop will run."""
        if effect.is_pending:
            return
        known = self.on_loop.get(effect.category)
        if known is None or effect.rank() < known.rank():
            self.on_loop[effect.category] = effect

    def merge(self, other: Reach, through: str = "", category: str = "") -> None:
        """Take over what ``other`` found, through a call of the function ``through``, counted as ``category``."""
        for effect in other.effects.values():
            if not (category and effect.is_pending):  # whoever fills that in would not know the category
                self.add(prefixed(through, effect, category) if through else effect)
        for effect in other.on_loop.values():
            self.add_on_loop(effect)
        self.calls |= other.calls
        self.loops |= other.loops

    def keep(self, name: str, passes: tuple[str, ...] | None) -> None:
        """Leave open only parameters for which a caller of the function of a name can still say what they are.

        These are its own, those of the functions around it, and those of the methods of what it passes on.
        """
        if passes is not None:
            self.calls = {parameter for parameter in self.calls if _is_open(parameter, name, passes)}
            self.loops = {parameter for parameter in self.loops if _is_open(parameter, name, passes)}


def _is_open(parameter: Parameter, name: str, passes: tuple[str, ...]) -> bool:
    owner = parameter.owner.removesuffix(BODY)
    outer = owner.partition(".<")[0].removesuffix(SETTER).rpartition(".")[0]
    return name == owner or name.startswith(f"{owner}.") or outer in passes


def counted(reach: Reach, category: str) -> Reach:
    """Return what was reached, all effects counted in one category, if there is one."""
    if not category:
        return reach
    found = Reach()
    for effect in reach.effects.values():
        if not effect.is_pending:
            found.add(replace(effect, category=category, subject=""))
    found.calls = {replace(parameter, counts_as=category) for parameter in reach.calls}
    found.on_loop, found.loops = reach.on_loop, reach.loops
    return found


def needing(reach: Reach, needs: str) -> Reach:
    """Return what was reached, where all of that only happens if something is handed over, as in ``noblock.needs``."""
    if not needs:
        return reach
    found = Reach()
    for effect in reach.effects.values():
        found.add(replace(effect, needs=both(needs, effect.needs)))
    found.calls = {replace(parameter, needs=both(needs, parameter.needs)) for parameter in reach.calls}
    found.on_loop, found.loops = reach.on_loop, reach.loops
    return found


def of_object(reach: Reach, settle: Callable[[str], str | None]) -> Reach:
    """Return what was reached for an object, of which more is known now.

    Args:
        reach: What was reached.
        settle: Returns what is left of a need; None if it is certainly not met.
    """
    found = Reach()
    for effect in reach.effects.values():
        needs = settle(effect.needs)
        if needs is not None:
            found.add(replace(effect, needs=needs))
    for parameter in reach.calls:
        needs = settle(parameter.needs)
        if needs is not None:
            found.calls.add(replace(parameter, needs=needs))
    found.on_loop, found.loops = reach.on_loop, reach.loops
    return found


def through(reach: Reach, name: str) -> Reach:
    """Return what was reached through a function; chains that begin with its name stay as they are.

    What it puts on the event loop is not run through it.
    """
    found = Reach()
    found.on_loop, found.calls, found.loops = reach.on_loop, reach.calls, reach.loops
    for effect in reach.effects.values():
        found.add(effect if effect.chain[:1] == (name,) else prefixed(name, effect))
    return found


def is_own(value: Value) -> bool:
    """Tell whether a value is a method of the object that the calling method has itself, or what that gives."""
    match value:
        case Function():
            return is_of_same(value)
        case Result() | Lazy():
            return is_own(value.value)
        case _:
            return False


def of_kind(reach: Reach, is_async: Callable[[], bool | None]) -> Reach:
    """Return what was reached, without what is done only for another kind of functions than is handed over.

    Args:
        reach: What was reached.
        is_async: Tells whether something asynchronous is handed over, None if that is not known.
    """
    kind = is_async() if any(asks(effect.needs) for effect in reach.effects.values()) else None
    if kind is None:
        return reach
    found = Reach()
    for effect in reach.effects.values():
        needs = settled(effect.needs, is_async=kind)
        if needs is not None:
            found.add(replace(effect, needs=needs))
    found.on_loop, found.calls, found.loops = reach.on_loop, reach.calls, reach.loops
    return found


def left_open(reach: Reach, function: Function) -> Reach:
    """Return what a call of a method reaches, left open if it is called on the own object, whose class decides.

    A name that begins with two underscores belongs to the class that it is written in.
    """
    short = function.name.rpartition(".")[2]
    if not function.is_own or (short.startswith("__") and not short.endswith("__")):
        return reach
    found = Reach()
    for effect in reach.effects.values():
        found.add(replace(effect, needs=followed(effect.needs, open_for(function.name))))
    found.on_loop, found.calls, found.loops = reach.on_loop, reach.calls, reach.loops
    return found


def ignored_effects(call: Call, reach: Reach) -> list[Effect]:
    """Return the effects that a ``# type: ignore[...]`` at the call cuts off.

    In which category an abstract method blocks nobody knows, so that any code will do.
    """
    if not call.ignored:
        return []
    return [
        effect
        for effect in reach.effects.values()
        if effect.is_pending or "blocking" in call.ignored or f"blocking-{effect.category}" in call.ignored
    ]


def prefixed(name: str, effect: Effect, category: str = "", needs: str | None = None) -> Effect:
    """Return the effect of a function that calls the one that an effect is of.

    Args:
        name: The one that an effect is of.
        effect: Its effect.
        category: What it counts as, if not as what it is.
        needs: What the caller has to be handed for it, if not the same.
    """
    chain = led_to(name, effect.chain)
    needs = effect.needs if needs is None else needs
    subject = "" if category else effect.subject  # whoever knows its class would not know the category
    return Effect(category or effect.category, chain, effect.depth + 1, effect.use, needs, subject)


def led_to(name: str, chain: tuple[str, ...]) -> tuple[str, ...]:
    """Return a chain that begins with a function which calls the first one in another chain."""
    again = chain.index(name) if name in chain else -1  # a decorator stands between it and its body
    chain = (name, *chain[again + 1 :])
    return (*chain[: LONGEST_CHAIN - 4], "…", *chain[-3:]) if len(chain) > LONGEST_CHAIN else chain


def any_class(name: str) -> str:
    """Return a name that stands for all methods of this name."""
    return f"*.{name.rpartition('.')[2]}"


def is_any_class(name: str) -> bool:
    """Tell whether a name stands for all methods of one name, as ``users`` has it where an abstract one is called."""
    return name.startswith("*.")
