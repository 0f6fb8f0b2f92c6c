"""Work out modules that need each other.

What the functions of a module do depends on all that it imports, and in an import cycle on those that import it too.
Those of them that are not worked out yet make a group. First what trees alone tell is noted, then types are presumed,
and then the bodies that something may get into are looked into, until no more turn out to have something to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mypy.nodes import MypyFile
from mypy.options import Options

from noblock.body import Body
from noblock.collect.bases import Bases
from noblock.collect.candidates import Candidates
from noblock.collect.checking import check
from noblock.collect.definitions import Definition
from noblock.collect.glance import Glance
from noblock.collect.members import Members
from noblock.collect.mixins import MIXED_IN, MODULE
from noblock.collect.parameters import Seen
from noblock.collect.presumed import Presumed
from noblock.collect.results import Results
from noblock.collect.scan import glance
from noblock.collect.views import is_seen_otherwise
from noblock.daemon import is_daemon
from noblock.declarations import Mark
from noblock.dispatch import Dispatch
from noblock.facts import Facts, asked_mutually
from noblock.groundwork import Groundwork
from noblock.project import Project
from noblock.resolve import Resolver
from noblock.solver import Solver
from noblock.steps import steps_of


class Groups:
    """Works out groups of modules.

    Args:
        project: All modules.
        options: mypy's options.
        resolver: The marks of libraries.
        presumed: What is known of functions and variables without annotations.
        bases: What bases classes have in libraries that mypy cannot see.
        groundwork: Begins with modules.
    """

    def __init__(
        self,
        project: Project,
        options: Options,
        resolver: Resolver,
        presumed: Presumed,
        bases: Bases,
        groundwork: Groundwork,
    ) -> None:
        self._project = project
        self._options = options
        self._resolver = resolver
        self._presumed = presumed
        self._bases = bases
        self._groundwork = groundwork
        self._is_daemon = is_daemon(options)

    def work_out(
        self, tree: MypyFile, solver: Solver, dispatch: Dispatch, done: Mapping[str, Facts]
    ) -> dict[str, Facts]:
        """Solve a module and all that must be worked out with it; return the facts, by module.

        Args:
            tree: The module.
            solver: Takes in the functions.
            dispatch: Takes in their names.
            done: What was found out about modules before, as far as it is kept.
        """
        due = self._project.due_with(tree.fullname)
        trees = [tree] if self._project.is_done(tree) else [self._project.modules[module] for module in due]
        group = {found.fullname: self._groundwork.begin(found) for found in trees}
        functions = [
            (definition, glance(definition.function, definition.decorators))
            for found in trees
            for definition in group[found.fullname].definitions
        ]
        self._presumed.start(found.fullname for found in trees)
        self._groundwork.note_imports(trees, functions)
        with self._bases.shown():
            self._work_out_together(functions, group, solver, dispatch, done)
        return group

    def _work_out_together(
        self,
        functions: list[Seen],
        group: dict[str, Facts],
        solver: Solver,
        dispatch: Dispatch,
        done: Mapping[str, Facts],
    ) -> None:
        """Solve some modules, whose facts are begun."""
        trees = [facts.tree for facts in group.values()]
        self._groundwork.note(functions, group)
        for module, steps in steps_of(functions, self._project).items():
            group[module].steps = steps
        for facts in group.values():
            for body in (*facts.module_bodies(), *self._inherited(facts, group)):
                facts.add(body)
        known = [body for facts in group.values() for body in facts.bodies.values()]
        for tree in trees if self._is_daemon else ():
            for module in asked_mutually(tree.fullname, done, self._project.modules):
                if module not in group:
                    group[module] = done[module]
                    known.extend(group[module].bodies.values())
        shadows = {module: facts.shadow for module, facts in group.items()}
        Results(self._presumed, shadows, self._groundwork.estimate, self._marks_of).work_out(trees, functions)
        if self._is_daemon:  # look into all functions: the types in each tell the daemon when to come back
            known.extend(self._bodies(functions, group))
        dispatch.add(body.name for body in known)
        speaking = solver.add(known)
        if not self._is_daemon:
            self._follow(functions, group, solver, dispatch, speaking)

    def _follow(
        self,
        functions: list[Seen],
        group: dict[str, Facts],
        solver: Solver,
        dispatch: Dispatch,
        speaking: list[str],
    ) -> None:
        """Look into the functions that something may get into, and into those that their callers are then.

        ``speaking`` are the names of those that are known to have something to say.
        """
        members = Members(self._resolver, self._project.__contains__)
        names = self._project.names()
        candidates = Candidates(
            functions, members, self._resolver, names, self._is_checked, self._groundwork.estimate, self._presumed
        )

        changed: dict[str, bool] = {}  # whether something else stands for a function after its decorators

        def can_wait(definition: Definition, seen: Glance) -> bool:
            if not candidates.can_wait(definition, seen):
                return False
            if definition.name not in changed:
                changed[definition.name] = group[definition.module].collector.stand_in(definition) is not None
            return not changed[definition.name]

        chosen = candidates.first()
        waiting: list[Seen] = []
        returning: set[str] = set()  # functions whose results may turn out to have an effect with the functions behind
        while True:
            now = [seen for seen in (*chosen, *waiting) if not can_wait(*seen)]
            waiting = [seen for seen in (*chosen, *waiting) if can_wait(*seen)]
            if not now and not speaking:
                break
            speaking = sorted({*speaking, *returning, *self._look_into(now, group, solver, dispatch)})
            said = {name: solver.relevant(name) for name in speaking}
            returning = {name for name in said if solver.summary(name).returns and not said[name].returns_effects}
            chosen = candidates.following(said)
            speaking = []
        for definition, seen in waiting:
            group[definition.module].waiting.append((definition, seen))
        for module, modules in candidates.modules.items():
            group[module].modules |= modules

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

    def _inherited(self, facts: Facts, group: Mapping[str, Facts]) -> Iterator[Body]:
        return facts.inherited(lambda module: self._steps(module, group), self._project.__contains__)

    def _steps(self, module: str, group: Mapping[str, Facts]) -> Mapping[str, tuple[str, ...]]:
        if module == MODULE:
            return MIXED_IN
        return group[module].steps if module in group else self._project.module_summary(module).steps

    def _marks_of(self, name: str) -> tuple[Mark, ...]:
        return self._resolver.function(name)[1]

    def _is_checked(self, definition: Definition) -> bool:
        """Tell whether mypy checks the body of a function, and as it is looked at here."""
        if is_seen_otherwise(definition.function):
            return False
        if not definition.function.is_dynamic():
            return True
        return self._options.clone_for_module(definition.module).check_untyped_defs
