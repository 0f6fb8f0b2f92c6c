"""Join the floors: from a module's tree to its summaries, and from these to its findings.

Summaries must be known before the modules that import them are checked, so they are worked out when mypy is about to
store the module's interface. Modules in an import cycle are worked out together, as soon as the first of them is due.
Everything here can be recomputed from the trees; nothing is shared between processes but what mypy stores.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import Plugin

from noblock.catalogue import Catalogue
from noblock.collect.bodies import BodyCollector
from noblock.collect.definitions import definitions_of
from noblock.collect.members import Members
from noblock.collect.shadow import Shadow
from noblock.config import Config
from noblock.daemon import depend, install, is_daemon
from noblock.dispatch import Dispatch
from noblock.judge import findings
from noblock.model import NOTHING, Body, Summary
from noblock.project import Project
from noblock.report import Report
from noblock.resolve import Resolver
from noblock.solver import Solver, ignored_categories


@dataclass
class Facts:
    """What was found out about one module while mypy works on it.

    ``modules`` and ``classes`` are those that had a say in it.
    """

    tree: MypyFile
    bodies: dict[str, Body]
    shadow: Shadow
    modules: set[str]
    classes: set[str] = field(default_factory=set)
    problems: list[tuple[int, str]] = field(default_factory=list)


class Analysis:
    """All that is known in one process.

    Args:
        project: The modules.
        options: mypy's options.
        config: Our own.
        catalogue: All marker stubs.
        plugin: mypy's other plugins.
    """

    def __init__(
        self, project: Project, options: Options, config: Config, catalogue: Catalogue, plugin: Plugin
    ) -> None:
        self._project = project
        self._options = options
        self._config = config
        self._resolver = Resolver(catalogue, project.modules)
        self._plugin = plugin
        self._is_daemon = is_daemon(options)
        self._facts: dict[str, Facts] = {}
        self._missing: set[str] = set()

    def summarise(self, tree: MypyFile, *, again: bool = False) -> None:
        """Work out the summaries of a module, and of those that it forms an import cycle with, and store them.

        Args:
            tree: The module.
            again: Whether to do so although it was done before, because something that it depends on has changed. In
                that case only the summaries of this module are stored; the others are due when the daemon asks.
        """
        if (self._project.is_done(tree) and not again) or tree.fullname not in self._project:
            return
        self._resolver.refresh()
        group = {tree.fullname: self._collect(tree)}
        group.update((module, self._facts[module]) for module in self._cycle(tree.fullname))
        while True:
            self._missing = set()
            bodies = {name: body for facts in group.values() for name, body in facts.bodies.items()}
            dispatch = Dispatch(self._project, tree.fullname, bodies)
            solver = Solver(bodies, self._known, dispatch.implementations)
            solved = solver.solve()
            self._missing.update(module for module in dispatch.modules if self._project.is_due(module))
            missing = self._missing - group.keys()
            if not missing:
                break
            group.update((module, self._collect(self._project.modules[module])) for module in sorted(missing))
        owners = {name: module for module, facts in group.items() for name in facts.bodies}
        for asked, users in solver.users.items():
            for user in users:
                group[owners[user]].modules.add(self._project.module_of(asked))
        for module, facts in group.items():
            facts.modules |= dispatch.modules
            facts.classes |= dispatch.classes
            if module == tree.fullname or not self._project.is_done(facts.tree):
                self._facts[module] = facts
                self._project.store(facts.tree, {name: solved[name] for name in facts.bodies})

    def judge(self, tree: MypyFile, report: Report, *, again: bool = False) -> set[str]:
        """Report the findings of a module; return the names of the modules that they depend on."""
        self.summarise(tree, again=again)
        facts = self._facts.get(tree.fullname)
        if facts is None or facts.tree is not tree:
            return set()
        dispatch = Dispatch(self._project, tree.fullname, {})
        solver = Solver({}, self._project.summary, dispatch.implementations)
        bodies = facts.bodies.values()
        report.add(
            list(findings(bodies, solver, report.is_enabled, transitive=self._config.transitive)),
            list(_used_ignores(bodies, solver)),
            facts.problems,
        )
        modules = {module for module in facts.modules | dispatch.modules if module in self._project}
        if self._is_daemon:
            install(tree, self._project.find_class("builtins.function"))
            options = self._options.clone_for_module(tree.fullname)
            depend(tree, facts.shadow.types, options, modules, facts.classes | dispatch.classes)
        else:
            del self._facts[tree.fullname]
        return modules

    def _collect(self, tree: MypyFile) -> Facts:
        options = self._options.clone_for_module(tree.fullname)
        shadow = Shadow(tree, self._project.modules, options, self._plugin)
        members = Members(self._resolver, self._project.__contains__)
        definitions = list(definitions_of(tree))
        for definition in definitions:
            shadow.check(definition.node, definition.info)
        collector = BodyCollector(tree, shadow, self._resolver, members, self._project.mark, {})
        bodies: dict[str, Body] = {}
        for definition in definitions:
            for body in collector.of(definition):
                bodies[body.name] = _united(bodies.get(body.name), body)
        for body in collector.module_values():
            bodies[body.name] = _united(bodies.get(body.name), body)
        problems = [(node.line, problem) for node, problem in collector.problems]
        return Facts(tree, bodies, shadow, members.modules, problems=problems)

    def _cycle(self, module: str) -> Iterator[str]:
        """Yield the modules whose summaries depend on those of a module that they are asked for by."""
        if not self._is_daemon:
            return
        for name in sorted(self._asked(module) - {module}):
            facts = self._facts.get(name)
            if facts is not None and facts.tree is self._project.modules.get(name) and module in self._asked(name):
                yield name

    def _asked(self, module: str) -> set[str]:
        """Return the modules whose summaries had a say in those of a module, directly or not."""
        seen = {module}
        waiting = [module]
        while waiting:
            facts = self._facts.get(waiting.pop())
            new = facts.modules - seen if facts is not None else set()
            seen |= new
            waiting.extend(new)
        return seen

    def _known(self, name: str) -> Summary:
        """Return a summary for the solver, and remember the modules that must be worked out together with its own."""
        module = self._project.module_of(name)
        if self._project.is_due(module):
            self._missing.add(module)
            return NOTHING
        return self._project.summary(name)


def _united(known: Body | None, body: Body) -> Body:
    """Return what two definitions of one name, under ``if`` and ``else``, do together."""
    if known is None:
        return body
    return replace(
        body,
        calls=known.calls + body.calls,
        parameters=body.parameters or known.parameters,
        returns=known.returns + body.returns,
        is_context=body.is_context or known.is_context,
        is_lazy=body.is_lazy or known.is_lazy,
        is_abstract=body.is_abstract and known.is_abstract,
        mark=body.mark or known.mark,
        overrides=body.overrides or known.overrides,
    )


def _used_ignores(bodies: Iterable[Body], solver: Solver) -> Iterator[tuple[int, str]]:
    """Yield the ignores in synchronous functions that cut off an effect."""
    for body in bodies:
        if body.is_context:
            continue
        for call in body.calls:
            if call.ignored:
                for category in ignored_categories(call, solver.reach(call)):
                    yield call.span.line, category
