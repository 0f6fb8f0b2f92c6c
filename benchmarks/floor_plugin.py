"""The plugin in the three forms that ``floor.py`` compares it with.

``NOBLOCK_FLOOR`` is the path of the file with the names of the functions that matter: those that have something to say
to their callers, and those in which something is found.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from mypy.options import Options
from mypy.plugin import Plugin, ReportConfigContext

import noblock.analysis
import noblock.groups
import noblock.plugin
from noblock.body import Body
from noblock.collect.definitions import Definition, definitions_of
from noblock.collect.parameters import Seen
from noblock.collect.scan import glance
from noblock.collect.shadow import Shadow
from noblock.effects import Finding
from noblock.fullnames import BODY
from noblock.project import Project, is_project_file
from noblock.solver import Solver

PATH = Path(os.environ.get("NOBLOCK_FLOOR", ""))


class Glancing(Plugin):
    """Does nothing but to glance at every function once."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._done: set[str] = set()

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        """Glance at the functions of a module that mypy is about to store."""
        if not ctx.is_check and ctx.id not in self._done and is_project_file(ctx.path):
            self._done.add(ctx.id)
            for definition in definitions_of(self._modules[ctx.id]):
                glance(definition.function, definition.decorators)
        return None


class Chosen:
    """Stands in for the choice of functions, and knows it beforehand.

    It is made like ``Candidates``.
    """

    def __init__(self, functions: Iterable[Seen], *parts: Any) -> None:
        self._is_checked = parts[3]
        names = set(json.loads(PATH.read_text()))
        self._functions = [seen for seen in functions if seen[0].name in names]
        self.modules: dict[str, set[str]] = {}

    def can_wait(self, definition: Definition, _: object) -> bool:
        """Tell whether mypy may check a function first."""
        return definition.function.is_coroutine and bool(self._is_checked(definition))

    def first(self) -> list[Seen]:
        """Return the functions that matter."""
        return self._functions

    def following(self, _: object) -> list[Seen]:
        """Return no more."""
        return []


def glancing(_: str) -> type[Plugin]:
    """Return a plugin that glances."""
    return Glancing


def chosen(_: str) -> type[Plugin]:
    """Return the plugin with a choice that costs nothing; it writes down what mypy's inference takes of it."""
    infer, seconds = Shadow._check, 0.0

    def timed(self: Shadow, *given: Any) -> None:
        nonlocal seconds
        start = time.process_time()
        infer(self, *given)
        seconds += time.process_time() - start
        PATH.with_suffix(".seconds").write_text(str(seconds))

    Shadow._check = timed  # type: ignore[method-assign]
    noblock.groups.Candidates = Chosen  # type: ignore[misc, assignment]
    return noblock.plugin.NoBlock


def noting(_: str) -> type[Plugin]:
    """Return the plugin as it is, and write down which functions matter."""
    names: set[str] = set()
    store, findings = Project.store, noblock.analysis.findings

    def noting_store(self: Project, tree: Any, functions: dict[str, Any], *rest: Any) -> None:
        names.update(
            name
            for name, one in functions.items()
            if one.concerns_callers(name) or one.uses_arguments or one.is_abstract
        )
        store(self, tree, functions, *rest)

    def noting_findings(
        bodies: Iterable[Body], solver: Solver, is_enabled: Callable[[str], bool], *rest: Any, **more: Any
    ) -> Iterator[Finding]:
        reached = ((body, solver.reach(call)) for body in bodies for call in body.calls)
        names.update(body.name for body, reach in reached if reach.effects or reach.on_loop)
        PATH.write_text(json.dumps(sorted({name.partition(".<locals>")[0].removesuffix(BODY) for name in names})))
        return findings(bodies, solver, is_enabled, *rest, **more)

    Project.store = noting_store  # type: ignore[method-assign]
    noblock.analysis.findings = noting_findings
    return noblock.plugin.NoBlock
