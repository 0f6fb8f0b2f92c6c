"""Join the floors: from a module's tree to its summaries, and from these to its findings.

Summaries must be known before the modules that import them are checked, so they are worked out when mypy is about to
store the module's interface, together with those of all that it imports and that are due too. Everything here can be
recomputed from the trees; nothing is shared between processes but what mypy stores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import Plugin

from noblock.body import Body
from noblock.catalogue import Catalogue
from noblock.census import Count
from noblock.collect.bases import Bases
from noblock.collect.checking import check
from noblock.collect.definitions import Definition
from noblock.collect.glance import Glance
from noblock.collect.imports import Imports
from noblock.collect.marks import declared_mark, mark_mistakes
from noblock.collect.operations import unknown
from noblock.collect.presumed import Presumed
from noblock.collect.rebound import rebound
from noblock.collect.shadow import Types
from noblock.collect.unseen import Unseen
from noblock.collect.unset import unset
from noblock.config import Config, is_allowed
from noblock.counting import counts
from noblock.daemon import depend, install, is_daemon
from noblock.dispatch import Dispatch
from noblock.facts import Facts
from noblock.fullnames import label
from noblock.groundwork import Groundwork
from noblock.groups import Groups
from noblock.judge import calls_of_kept, findings, run_by_bases
from noblock.overrides import Overrides
from noblock.project import Project
from noblock.reach import ignored_effects, is_any_class
from noblock.relevance import asked_building
from noblock.report import Report
from noblock.resolve import Resolver
from noblock.solver import Solver
from noblock.summary import SYMBOL


class Analysis:
    """All that is known in one process.

    Args:
        project: The modules.
        options: mypy's options.
        config: Our own.
        catalogue: All marker stubs.
        plugin: mypy's other plugins.

    Attributes:
        failures: What mypy has tripped over where it was asked about bodies of the modules judged so far.
    """

    def __init__(
        self, project: Project, options: Options, config: Config, catalogue: Catalogue, plugin: Plugin
    ) -> None:
        self._project = project
        self._options = options
        self._config = config
        self._resolver = Resolver(catalogue, project.modules)
        self._is_daemon = is_daemon(options)
        unseen = Unseen(project, self._resolver)
        self._presumed = Presumed(project, unseen, keeps=not self._is_daemon)
        self._bases = Bases(project, unseen.find_class, keeps=not self._is_daemon)
        self._declared = {name: declared_mark(mark) for name, mark in config.marks.items()}
        groundwork = Groundwork(project, options, self._resolver, plugin, self._presumed, self._bases, self._declared)
        self._groups = Groups(project, options, self._resolver, self._presumed, self._bases, groundwork)
        self._accepted: dict[tuple[str, str], bool] = {}
        self._facts: dict[str, Facts] = {}
        self.failures: list[Exception] = []

    def summarise(self, tree: MypyFile, *, again: bool = False) -> None:
        """Work out the summaries of a module, and of those that it forms an import cycle with, and store them.

        Args:
            tree: The module.
            again: Whether to do so although it was done before, because something that it depends on has changed. In
                that case only the summaries of this module are stored; the others are due when the daemon asks.
        """
        if (self._project.is_done(tree) and not again) or tree.fullname not in self._project:
            return
        due = self._project.due_with(tree.fullname)
        try:
            self._summarise(tree)
        except Exception:
            for module in due:  # whoever asks is told nothing, rather than to try it all again
                self._project.store(self._project.modules[module], {})
            raise

    def _summarise(self, tree: MypyFile) -> None:
        self._resolver.refresh()
        dispatch = Dispatch(self._project, tree.fullname)
        solver = self._solver(dispatch)
        group = self._groups.work_out(tree, solver, dispatch, self._facts)
        owners = {name: module for module, facts in group.items() for name in facts.bodies}
        for asked, users in solver.users.items():
            modules = dispatch.modules if is_any_class(asked) else {self._project.module_of(asked)}
            for module in {owners[user] for user in users}:
                group[module].modules |= modules
        summaries = {module: {name: solver.relevant(name) for name in facts.bodies} for module, facts in group.items()}
        building = {module: asked_building(self._project, module, summaries) for module in group}
        for module, facts in group.items():
            facts.classes |= dispatch.classes
            if module == tree.fullname or not self._project.is_done(facts.tree):
                self._facts[module] = facts
                producing = {*self._resolver.producers.names(facts.tree.names, module)}
                presumed = self._presumed.texts(module)
                producing |= {name.rpartition(".")[2] for name in presumed if self._gives_special(name)}
                self._project.store(facts.tree, summaries[module], producing, presumed, facts.steps, building[module])

    def judge(self, tree: MypyFile, report: Report, checker: Types | None = None, *, again: bool = False) -> set[str]:
        """Report the findings of a module; return the names of the modules that they depend on.

        Args:
            tree: The module.
            report: Takes the findings.
            checker: What mypy checked the module with, if known.
            again: Whether something has changed since the last time.
        """
        self.summarise(tree, again=again)
        facts = self._facts.get(tree.fullname)
        if facts is None or facts.tree is not tree:
            return set()
        dispatch = Dispatch(self._project, tree.fullname)
        solver = self._solver(dispatch)
        if facts.waiting:
            with self._bases.shown():
                self._catch_up(facts, checker, solver)
        if self._is_daemon:
            install(tree, self._project.find_class("builtins.function"))
        bodies = facts.bodies.values()
        overrides = Overrides(self._project, tree.fullname)
        taken = facts.collector.kept.taken()
        found = list(findings(bodies, solver, report.is_enabled, taken, transitive=self._config.transitive))
        found.extend(calls_of_kept(bodies, solver, report.is_enabled, taken))
        if self._config.transitive:
            found.extend(run_by_bases(bodies, solver, report.is_enabled, overrides.way))
        report.add(
            found,
            list(_used_ignores(bodies, solver)),
            list(mark_mistakes(tree, self._declared)) if "noblock" in self._project.modules else [],
        )
        self.failures.extend(facts.shadow.failures)
        modules = {module for module in facts.modules | dispatch.modules | overrides.modules if module in self._project}
        if self._is_daemon:
            options = self._options.clone_for_module(tree.fullname)
            summaries = {f"{module}.{SYMBOL}" for module in modules if module != tree.fullname}
            asked = summaries | facts.classes | dispatch.classes
            depend(tree, facts.shadow.types, options, asked, self._project.modules)
        else:
            self._facts.pop(tree.fullname).shadow.forget()
        return modules

    def counts(self, tree: MypyFile) -> dict[str, Count]:
        """Count the calls in a module of which nothing is known, by the full names of its functions."""
        self.summarise(tree)
        facts = self._facts.get(tree.fullname)
        if facts is None or facts.tree is not tree:
            return {}

        def look(definition: Definition, seen: Glance) -> None:
            check(facts.shadow, self._presumed, definition, seen)

        imports = Imports(tree, self._resolver.catalogue, self._project.modules)
        with self._bases.shown():
            return counts(facts.definitions, facts.shadow, look, facts.collector, imports)

    def _catch_up(self, facts: Facts, checker: Types | None, solver: Solver) -> None:
        """Look into the functions of a module that were left until mypy has checked them."""
        found: list[Body] = []
        theirs = facts.collector.using(checker) if checker is not None else None
        for definition, seen in facts.waiting:
            collector = theirs
            if checker is None or collector is None or _is_unsure(definition, seen, checker):
                check(facts.shadow, self._presumed, definition, seen)
                collector = facts.collector
            found.extend(facts.add(body) for body in collector.of(definition))
        facts.waiting = []
        solver.add(found)
        facts.modules.update(self._project.module_of(asked) for asked in solver.users)

    def _solver(self, dispatch: Dispatch) -> Solver:
        project = self._project
        return Solver(
            project.summary,
            dispatch.implementations,
            self._allows,
            dispatch.inherited,
            dispatch.is_async,
            dispatch.in_place,
            project.builders.of,
        )

    def _allows(self, name: str, category: str) -> bool:
        """Tell whether the configuration accepts calls of a function."""
        if not self._config.allow:
            return False
        key = (name, category)
        if key not in self._accepted:
            self._accepted[key] = is_allowed(self._config, label(name), category)
        return self._accepted[key]

    def _gives_special(self, name: str) -> bool:
        return self._resolver.producers.gives(self._presumed.type_called(name))


def _is_unsure(definition: Definition, seen: Glance, checker: Types) -> bool:
    """Tell whether more can be known of a function than what mypy says of it."""
    return bool(unknown(seen.operations, checker) or unset(seen.references, definition.info) or rebound(seen))


def _used_ignores(bodies: Iterable[Body], solver: Solver) -> Iterator[tuple[int, str]]:
    """Yield the lines and the codes of the ignores that keep an effect from the callers.

    Of those in functions on the event loop mypy itself sees which reports they ignore.
    """
    for body in bodies:
        for call in body.calls if body.is_async or not body.is_context else ():
            for effect in ignored_effects(call, solver.reach(call)) if call.ignored else ():
                if body.is_async and not effect.is_pending:
                    continue
                codes = call.ignored if effect.is_pending else (f"blocking-{effect.category}",)
                yield from ((call.span.line, code) for code in codes)
