"""Index by name which functions of the project have something to say.

Most bodies mention no name of such a function, and need not be looked into. So the names that others may know them by
are gathered from the summaries of all modules, and nothing here knows types.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from noblock.fullnames import BODY, CONSTRUCTORS
from noblock.summary import ModuleSummary


def called_by(name: str) -> set[str]:
    """Return the short names that a function is called by: its own, and that of its class if that runs it."""
    outer, _, short = name.removesuffix(".setter").removesuffix(".deleter").rpartition(".")
    return {short, outer.rpartition(".")[2]} if short in CONSTRUCTORS else {short}


@dataclass
class Names:
    """The names of functions that have something to say.

    Attributes:
        functions: Full names.
        effectful: Short names of those with an effect of their own, and of their classes where these run them.
        invoking: Short names of those that call a parameter or give a callable, and of their classes where these run
            them.
        invoking_names: Full names of the same.
        leaving_open: Short names of those that leave something open which callers may know: what another function was
            handed, such as the constructor, or what stands in place of an abstract method.
        producing: Short names of what gives instances of classes whose special methods have an effect.
        special: Full names of those classes of the project.
        special_methods: Short names of special methods that have an effect of their own.
        marked: Full names of functions with a mark that says more than that they run on the event loop.
        presumed: Full names of functions and variables without annotations whose types are presumed, by short name.
        telling: Short names of functions that tell whether a loop runs.
        bases: Classes with bases in libraries that mypy cannot see, by full name, each with the public names of these.
        fluent: Short names of methods that give the object that they are called on.
    """

    functions: set[str] = field(default_factory=set)
    effectful: set[str] = field(default_factory=set)
    invoking: set[str] = field(default_factory=set)
    invoking_names: set[str] = field(default_factory=set)
    leaving_open: set[str] = field(default_factory=set)
    producing: set[str] = field(default_factory=set)
    special: set[str] = field(default_factory=set)
    special_methods: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    presumed: dict[str, set[str]] = field(default_factory=dict)
    telling: set[str] = field(default_factory=set)
    bases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fluent: set[str] = field(default_factory=set)

    def add(self, module: ModuleSummary) -> None:
        """Take in one module."""
        self.producing.update(module.producing)
        self.telling.update(name.rpartition(".")[2] for name in module.telling)
        self.bases.update(module.bases)
        self.fluent.update(name.rpartition(".")[2] for name in module.fluent)
        for name in module.presumed:
            self.presumed.setdefault(name.rpartition(".")[2], set()).add(name)
        for name, summary in module.functions.items():
            short = name.removesuffix(".setter").removesuffix(".deleter").rpartition(".")[2]
            for invoking in (*summary.keepers(name), *((name,) if summary.uses_arguments else ())):
                self.invoking.update(called_by(invoking))
                self.invoking_names.add(invoking)
            if summary.leaves_open(name):
                self.leaving_open.add(short)
            concerns_callers = summary.concerns_callers(name)
            if concerns_callers or summary.is_abstract:
                self.functions.add(name)
            if concerns_callers or summary.is_pending(name):
                self.effectful.add(short)
            if concerns_callers:
                if short.startswith("__"):
                    self.special_methods.add(short)
                if short.startswith("__") and short not in CONSTRUCTORS:
                    self.special.add(name.removesuffix(BODY).rpartition(".")[0])
