"""What somebody declared of a function, as a frozen value.

A mark stands in a marker stub, in source code or in the configuration, and says the same wherever it stands: whether a
call blocks, what becomes of what is handed over, and what comes back.
"""

from __future__ import annotations

from dataclasses import dataclass

# The accessor of a mark that only says what a variable or an attribute holds.
VARIABLE = "variable"


@dataclass(frozen=True, slots=True)
class Requirement:
    """What an overload of a marked function asks of one parameter: to be handed over, and to fit.

    ``literals`` and ``type_name`` are both empty where any value will do.
    """

    parameter: str
    literals: tuple[object, ...] = ()
    type_name: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What is declared about one function, or about one overload of it.

    Attributes:
        category: What its calls wait for; empty when they do not block.
        use: The dotted name of what to await instead.
        decides: Whether blocking or not blocking was stated, rather than only facts about parameters.
        parameters: The names of its positional parameters, as far as the mark needs them.
        offloads, calls, loops: Parameters whose callables run elsewhere, here and now, or on the event loop.
        calls_as: The category in which the effects of ``calls`` count, if not their own.
        is_context: Its body, and the bodies of its overrides, run on the event loop.
        requires: What this overload asks of the arguments.
        returns: The public name of the class that it returns, for libraries without types, or the name of the parameter
            whose result it stands for.
        accessor: ``property``, ``classmethod`` or ``staticmethod`` if it is one, ``variable`` for what is no function.
        is_initial: It runs, and so do its overrides, when an object is made; of a decorator: what it decorates does.
    """

    category: str = ""
    use: str = ""
    decides: bool = False
    parameters: tuple[str, ...] = ()
    offloads: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    calls_as: str = ""
    loops: tuple[str, ...] = ()
    is_context: bool = False
    requires: tuple[Requirement, ...] = ()
    returns: str = ""
    accessor: str = ""
    is_initial: bool = False

    @property
    def hands_over(self) -> bool:
        """Whether something is declared about what callers hand over."""
        return bool(self.calls or self.loops or self.offloads)

    @property
    def keywords(self) -> tuple[str, ...]:
        """The parameters that can be handed over by name alone."""
        return self.parameters[self.parameters.index("*") + 1 :] if "*" in self.parameters else ()
