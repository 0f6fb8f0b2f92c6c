"""Join the floors: from a module's tree to its summaries, and from these to its findings.

Summaries must be known before the modules that import them are checked, so they are worked out when mypy is about to
store the module's interface. Modules in an import cycle are worked out together, as soon as the first of them is due.
Everything here can be recomputed from the trees; nothing is shared between processes but what mypy stores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mypy.nodes import MypyFile, TypeInfo
from mypy.options import Options
from mypy.plugin import Plugin

from noblock.catalogue import Catalogue
from noblock.collect.bodies import BodyCollector
from noblock.collect.definitions import definitions_of
from noblock.collect.members import Members
from noblock.collect.shadow import Shadow
from noblock.config import Config
from noblock.daemon import depend, install, is_daemon
from noblock.judge import findings
from noblock.model import NOTHING, Body, Mark, Summary
from noblock.report import Report
from noblock.resolve import Resolver
from noblock.solver import Solver, ignored_categories
from noblock.summary import attach, attached


@dataclass
class Facts:
    """What was found out about one module while mypy works on it."""

    tree: MypyFile
    bodies: dict[str, Body]
    shadow: Shadow
    modules: set[str]
    problems: list[tuple[int, str]] = field(default_factory=list)


class Analysis:
    """All that is known in one process.

    Args:
        modules: mypy's modules, which grow while it works.
        options: mypy's options.
        config: Our own.
        catalogue: All marker stubs.
        plugin: mypy's other plugins.
    """

    def __init__(
        self, modules: dict[str, MypyFile], options: Options, config: Config, catalogue: Catalogue, plugin: Plugin
    ) -> None:
        self._modules = modules
        self._options = options
        self._config = config
        self._resolver = Resolver(catalogue, modules)
        self._plugin = plugin
        self._is_daemon = is_daemon(options)
        self._summaries: dict[str, tuple[MypyFile, dict[str, Summary]]] = {}
        self._facts: dict[str, Facts] = {}
        self._missing: set[str] = set()

    def summarise(self, tree: MypyFile, *, again: bool = False) -> None:
        """Work out the summaries of a module, and of those that it forms an import cycle with, and store them.

        Args:
            tree: The module.
            again: Whether to do so although it was done before, because something that it depends on has changed. In
                that case only the summaries of this module are stored; the others are due when the daemon asks.
        """
        if (self._is_done(tree) and not again) or not self.is_project(tree.fullname):
            return
        self._resolver.refresh()
        group = {tree.fullname: self._collect(tree)}
        for module in self._cycle(tree.fullname):
            group[module] = self._facts[module]
        while True:
            self._missing = set()
            owners = {name: module for module, facts in group.items() for name in facts.bodies}
            bodies = {name: body for facts in group.values() for name, body in facts.bodies.items()}
            solver = Solver(bodies, self._known)
            solved = solver.solve()
            missing = self._missing - group.keys()
            if not missing:
                break
            for module in sorted(missing):
                group[module] = self._collect(self._modules[module])
        for asked, users in solver.users.items():
            for user in users:
                group[owners[user]].modules.add(self._module_of(asked))
        for module, facts in group.items():
            if module == tree.fullname or not self._is_done(facts.tree):
                self._facts[module] = facts
                self._store(facts.tree, _exported({name: solved[name] for name in facts.bodies}))

    def judge(self, tree: MypyFile, report: Report, *, again: bool = False) -> set[str]:
        """Report the findings of a module; return the names of the modules that they depend on."""
        self.summarise(tree, again=again)
        facts = self._facts.get(tree.fullname)
        if facts is None or facts.tree is not tree:
            return set()
        modules = {module for module in facts.modules if self.is_project(module)}
        if self._is_daemon:
            install(tree, self._class("builtins", "function"))
            depend(tree, facts.shadow.types, self._options.clone_for_module(tree.fullname), modules)
        else:
            del self._facts[tree.fullname]
        solver = Solver({}, self._summary_of)
        bodies = facts.bodies.values()
        report.add(
            findings(bodies, solver, report.is_enabled, transitive=self._config.transitive),
            _used_ignores(bodies, solver),
            facts.problems,
        )
        return modules

    def is_project(self, module: str) -> bool:
        """Tell whether a module has bodies to look at, or functions marked in its source."""
        tree = self._modules.get(module)
        return tree is not None and not tree.is_stub and not _is_installed(tree.path)

    def _collect(self, tree: MypyFile) -> Facts:
        options = self._options.clone_for_module(tree.fullname)
        shadow = Shadow(tree, self._modules, options, self._plugin)
        members = Members(self._resolver, self.is_project)
        definitions = list(definitions_of(tree))
        for definition in definitions:
            shadow.check(definition.node, definition.info)
        collector = BodyCollector(tree, shadow, self._resolver, members, self._mark_of, {})
        bodies: dict[str, Body] = {}
        for definition in definitions:
            for body in collector.of(definition):
                bodies[body.name] = _united(bodies.get(body.name), body)
        for body in collector.module_values():
            bodies[body.name] = _united(bodies.get(body.name), body)
        problems = [(node.line, problem) for node, problem in collector.problems]
        return Facts(tree, bodies, shadow, members.modules, problems)

    def _cycle(self, module: str) -> Iterator[str]:
        """Yield the modules whose summaries depend on those of a module that they are asked for by."""
        if not self._is_daemon:
            return
        above = _reachable(module, lambda name: self._facts[name].modules if name in self._facts else set())
        for name in sorted(above - {module}):
            facts = self._facts.get(name)
            if facts is not None and facts.tree is self._modules.get(name) and module in _reachable(
                name, lambda inner: self._facts[inner].modules if inner in self._facts else set()
            ):
                yield name

    def _store(self, tree: MypyFile, summaries: dict[str, Summary]) -> None:
        self._summaries[tree.fullname] = (tree, summaries)
        attach(tree, summaries, self._class("builtins", "str"))

    def _class(self, module: str, name: str) -> TypeInfo:
        node = self._modules[module].names[name].node
        assert isinstance(node, TypeInfo)
        return node

    def _is_done(self, tree: MypyFile) -> bool:
        known = self._summaries.get(tree.fullname)
        return known is not None and known[0] is tree

    def _known(self, name: str) -> Summary:
        """Return a summary for the solver; remember whose modules were asked, and which must be worked out first."""
        module = self._module_of(name)
        tree = self._modules.get(module)
        if tree is not None and not self._is_done(tree) and not tree.is_cache_skeleton and self.is_project(module):
            self._missing.add(module)
            return NOTHING
        return self._summary_of(name)

    def _summary_of(self, name: str) -> Summary:
        module = self._module_of(name)
        tree = self._modules.get(module)
        if tree is None:
            return NOTHING
        known = self._summaries.get(module)
        if known is None or known[0] is not tree:
            known = (tree, attached(tree))
            self._summaries[module] = known
        return known[1].get(name, NOTHING)

    def _mark_of(self, name: str) -> Mark | None:
        return self._summary_of(name).mark

    def _module_of(self, name: str) -> str:
        module = name.partition(".<")[0]
        while module and module not in self._modules:
            module = module.rpartition(".")[0]
        return module


def _reachable(start: str, neighbours: Callable[[str], set[str]]) -> set[str]:
    seen = {start}
    waiting = [start]
    while waiting:
        for name in neighbours(waiting.pop()) - seen:
            seen.add(name)
            waiting.append(name)
    return seen


def _exported(summaries: dict[str, Summary]) -> dict[str, Summary]:
    """Leave out what says nothing to callers."""
    return {
        name: summary
        for name, summary in summaries.items()
        if summary.effects or summary.calls or summary.loops or summary.returns or summary.mark
    }


def _united(known: Body | None, body: Body) -> Body:
    """Return what two definitions of one name, under ``if`` and ``else``, do together."""
    if known is None:
        return body
    return Body(
        body.name, known.calls + body.calls, body.parameters or known.parameters, known.returns + body.returns,
        body.is_async, body.is_context or known.is_context, body.is_lazy or known.is_lazy, body.mark or known.mark,
        body.span, body.overrides or known.overrides,
    )  # fmt: skip


def _used_ignores(bodies: Iterable[Body], solver: Solver) -> Iterable[tuple[int, str]]:
    """Yield the ignores in synchronous functions that cut off an effect."""
    for body in bodies:
        if body.is_context:
            continue
        for call in body.calls:
            if call.ignored:
                for category in ignored_categories(call, solver.reach(call)):
                    yield call.span.line, category


def _is_installed(path: str) -> bool:
    return "site-packages" in path or "dist-packages" in path
