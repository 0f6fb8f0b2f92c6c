"""Join the floors: from a module's tree to its summaries, and from these to its findings.

Summaries must be known before the modules that import them are checked, so they are worked out when mypy is about to
store the module's interface. Modules in an import cycle are worked out together, as soon as the first of them is due.
Everything here can be recomputed from the trees; nothing is shared between processes but what mypy stores.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from mypy.nodes import MypyFile, SymbolNode, TypeInfo
from mypy.options import Options
from mypy.plugin import Plugin
from mypy.types import ProperType

from noblock.catalogue import Catalogue
from noblock.census import Count
from noblock.collect.annotations import At, note_unseen, standing_for
from noblock.collect.bases import Bases
from noblock.collect.bodies import BodyCollector
from noblock.collect.candidates import Candidates
from noblock.collect.definitions import Definition, definitions_of, instance_of
from noblock.collect.estimate import Estimate
from noblock.collect.glance import Glance, glance
from noblock.collect.imports import Imports
from noblock.collect.marks import declared_mark, mark_mistakes
from noblock.collect.members import Members
from noblock.collect.operations import unknown
from noblock.collect.outside import DeclaredTypes, module_level
from noblock.collect.parameters import Seen
from noblock.collect.presumed import Presumed
from noblock.collect.results import Results, check
from noblock.collect.scope import Scope
from noblock.collect.shadow import Shadow, Types
from noblock.collect.surroundings import Surroundings
from noblock.collect.tellers import tellers
from noblock.collect.telling import Telling
from noblock.collect.unseen import Unseen
from noblock.collect.views import is_seen_otherwise
from noblock.config import Config, is_allowed
from noblock.counting import counts
from noblock.daemon import depend, install, is_daemon
from noblock.dispatch import Dispatch
from noblock.facts import Facts
from noblock.flow import is_any_class
from noblock.judge import findings
from noblock.model import Body, Mark, label
from noblock.project import Project
from noblock.reach import ignored_effects
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
        self._plugin = plugin
        self._is_daemon = is_daemon(options)
        unseen = Unseen(project, self._resolver)
        self._presumed = Presumed(project, unseen, keeps=not self._is_daemon)
        self._bases = Bases(project, unseen.find_class, keeps=not self._is_daemon)
        self._declared = {name: declared_mark(mark) for name, mark in config.marks.items()}
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
        solver = Solver(self._project.summary, dispatch.implementations, self._allows)
        group = self._work_out(tree, solver, dispatch)
        owners = {name: module for module, facts in group.items() for name in facts.bodies}
        for asked, users in solver.users.items():
            modules = dispatch.modules if is_any_class(asked) else {self._project.module_of(asked)}
            for module in {owners[user] for user in users}:
                group[module].modules |= modules
        for module, facts in group.items():
            facts.classes |= dispatch.classes
            if module == tree.fullname or not self._project.is_done(facts.tree):
                self._facts[module] = facts
                summaries = {name: solver.relevant(solver.summary(name)) for name in facts.bodies}
                producing = {*self._resolver.producers(facts.tree.names, module)}
                presumed = self._presumed.texts(module)
                producing |= {name.rpartition(".")[2] for name in presumed if self._gives_special(name)}
                self._project.store(facts.tree, summaries, producing, presumed)

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
        solver = Solver(self._project.summary, dispatch.implementations, self._allows)
        if facts.waiting:
            with self._bases.shown():
                self._catch_up(facts, checker, solver)
        if self._is_daemon:
            install(tree, self._project.find_class("builtins.function"))
        bodies = facts.bodies.values()
        report.add(
            list(findings(bodies, solver, report.is_enabled, transitive=self._config.transitive)),
            list(_used_ignores(bodies, solver)),
            list(mark_mistakes(tree, self._declared)) if "noblock" in self._project.modules else [],
        )
        self.failures.extend(facts.shadow.failures)
        modules = {module for module in facts.modules | dispatch.modules if module in self._project}
        if self._is_daemon:
            options = self._options.clone_for_module(tree.fullname)
            summaries = {f"{module}.{SYMBOL}" for module in modules if module != tree.fullname}
            asked = summaries | facts.classes | dispatch.classes
            depend(tree, facts.shadow.types, options, asked, self._project.modules)
        else:
            del self._facts[tree.fullname]
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

    def _work_out(self, tree: MypyFile, solver: Solver, dispatch: Dispatch) -> dict[str, Facts]:
        """Solve a module and all that must be worked out with it; return the facts, by module."""
        due = self._project.due_with(tree.fullname)
        trees = [tree] if self._project.is_done(tree) else [self._project.modules[module] for module in due]
        group = {found.fullname: self._begin(found) for found in trees}
        functions = [
            (definition, glance(definition.function, definition.decorators))
            for found in trees
            for definition in group[found.fullname].definitions
        ]
        self._presumed.start(found.fullname for found in trees)
        self._note_imports(trees, functions)
        with self._bases.shown():
            self._work_out_together(functions, group, solver, dispatch)
        return group

    def _work_out_together(
        self, functions: list[Seen], group: dict[str, Facts], solver: Solver, dispatch: Dispatch
    ) -> None:
        """Solve some modules, whose facts are begun."""
        trees = [facts.tree for facts in group.values()]
        self._note_telling(functions, group)
        for facts in group.values():
            self._project.forget_marks(facts.tree.fullname)
            for definition in facts.definitions:
                mark = facts.collector.mark(definition)
                if mark is not None:
                    self._project.note_mark(definition.name, mark)
        for facts in group.values():
            for body in facts.module_bodies():
                facts.add(body)
        known = [body for facts in group.values() for body in facts.bodies.values()]
        for module in [again for tree in trees for again in self._cycle(tree.fullname)]:
            if module not in group:
                group[module] = self._facts[module]
                known.extend(group[module].bodies.values())
        shadows = {module: facts.shadow for module, facts in group.items()}
        Results(self._presumed, shadows, self._estimate, self._marks_of).work_out(trees, functions)
        if self._is_daemon:  # look into all functions: the types in each tell the daemon when to come back
            known.extend(self._bodies(functions, group))
        dispatch.add(body.name for body in known)
        speaking = solver.add(known)
        if self._is_daemon:
            return
        members = Members(self._resolver, self._project.__contains__)
        names = self._project.names()
        candidates = Candidates(
            functions, members, self._resolver, names, self._is_checked, self._estimate,
            self._presumed,
        )  # fmt: skip
        chosen = candidates.first()
        while chosen or speaking:
            for definition, seen in chosen:
                if candidates.can_wait(definition):
                    group[definition.module].waiting.append((definition, seen))
            now = [seen for seen in chosen if not candidates.can_wait(seen[0])]
            speaking = sorted({*speaking, *self._look_into(now, group, solver, dispatch)})
            said = {name: solver.relevant(solver.summary(name)) for name in speaking}
            chosen = candidates.following(said)
            speaking = []
        for module, modules in candidates.modules.items():
            group[module].modules |= modules

    def _note_telling(self, functions: list[Seen], group: dict[str, Facts]) -> None:
        """Find out which functions tell whether a loop runs."""
        for module in group:
            self._project.forget_telling(module)
        tellers(
            functions,
            self._project.names().telling,
            lambda definition, seen: self._declarations(definition, seen, lambda _: None),
            lambda definition: group[definition.module].collector.telling,
            self._project.note_telling,
        )

    def _note_imports(self, trees: list[MypyFile], functions: list[Seen]) -> None:
        """Presume what stands behind imports of libraries that mypy cannot see."""
        standing: dict[str, At] = {}
        for tree in trees:
            imports = Imports(tree, self._resolver.catalogue, self._project.modules)
            standing[tree.fullname] = standing_for(tree, imports, self._presumed)
            if imports.are_unseen:
                note_unseen(
                    tree, [seen for seen in functions if seen[0].module == tree.fullname], imports, self._presumed
                )
        self._bases.note(trees, standing)

    def _catch_up(self, facts: Facts, checker: Types | None, solver: Solver) -> None:
        """Look into the functions of a module that were left until mypy has checked them."""
        found: list[Body] = []
        theirs = facts.collector.using(checker) if checker is not None else None
        for definition, seen in facts.waiting:
            collector = theirs
            if checker is None or collector is None or unknown(seen.operations, checker):
                check(facts.shadow, self._presumed, definition, seen)
                collector = facts.collector
            found.extend(facts.add(body) for body in collector.of(definition))
        facts.waiting = []
        solver.add(found)
        facts.modules.update(self._project.module_of(asked) for asked in solver.users)

    def _look_into(self, chosen: list[Seen], group: dict[str, Facts], solver: Solver, dispatch: Dispatch) -> list[str]:
        """Collect and solve some functions; return the names of all that have something new to say."""
        bodies = self._bodies(chosen, group)
        dispatch.add(body.name for body in bodies)
        return solver.add(bodies)

    def _bodies(self, chosen: list[Seen], group: dict[str, Facts]) -> list[Body]:
        """Collect some functions."""
        bodies: list[Body] = []
        for definition, seen in chosen:
            facts = group[definition.module]
            check(facts.shadow, self._presumed, definition, seen)
            facts.modules |= self._presumed.modules(seen.references)
            bodies.extend(facts.add(body) for body in facts.collector.of(definition))
        return bodies

    def _allows(self, name: str, category: str) -> bool:
        """Tell whether the configuration accepts calls of a function."""
        if not self._config.allow:
            return False
        key = (name, category)
        if key not in self._accepted:
            self._accepted[key] = is_allowed(self._config, label(name), category)
        return self._accepted[key]

    def _begin(self, tree: MypyFile) -> Facts:
        options = self._options.clone_for_module(tree.fullname)
        shadow = Shadow(tree, self._project.modules, options, self._plugin)
        members = Members(self._resolver, self._project.__contains__)
        imports = Imports(tree, self._resolver.catalogue, self._project.modules)
        scope = Scope(module_level(tree), f"{tree.fullname}.<module>")
        telling = Telling(members, self._project.names().telling, self._project.telling, self._project.module_of)
        around = Surroundings(tree, shadow, self._resolver, members, imports, scope, self._project.mark, telling)
        collector = BodyCollector(around, DeclaredTypes(self._builtin, self._presumed.type_of), self._declared)
        return Facts(tree, list(definitions_of(tree)), shadow, collector, members.modules)

    def _estimate(self, definition: Definition, seen: Glance) -> Estimate:
        """Return what the declarations in a function tell."""
        return self._declarations(definition, seen, self._presumed.type_of)

    def _declarations(
        self, definition: Definition, seen: Glance, presumed: Callable[[SymbolNode | None], ProperType | None]
    ) -> Estimate:
        return Estimate(seen, definition.info, instance_of(definition), self._builtin, presumed)

    def _marks_of(self, name: str) -> tuple[Mark, ...]:
        return self._resolver.function(name)[1]

    def _gives_special(self, name: str) -> bool:
        return self._resolver.gives_special(self._presumed.type_called(name))

    def _builtin(self, name: str) -> TypeInfo:
        return self._project.find_class(f"builtins.{name}")

    def _is_checked(self, definition: Definition) -> bool:
        """Tell whether mypy checks the body of a function, and as it is looked at here."""
        if is_seen_otherwise(definition.function):
            return False
        if not definition.function.is_dynamic():
            return True
        return self._options.clone_for_module(definition.module).check_untyped_defs

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


def _used_ignores(bodies: Iterable[Body], solver: Solver) -> Iterator[tuple[int, str]]:
    """Yield the ignores in synchronous functions that cut off an effect."""
    for body in bodies:
        if body.is_context:
            continue
        for call in body.calls:
            if call.ignored:
                for category in sorted({effect.category for effect in ignored_effects(call, solver.reach(call))}):
                    yield call.span.line, category
