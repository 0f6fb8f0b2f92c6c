"""Begin with a group of modules: note what their trees alone tell, before anybody asks for types.

That is what stands behind imports of libraries that mypy cannot see, how functions are marked, which of them tell
whether a loop runs, and what is kept for one. All else rests on it, and nothing of it rests on what else is found out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mypy.nodes import MypyFile, SymbolNode, TypeInfo
from mypy.options import Options
from mypy.plugin import Plugin
from mypy.types import ProperType

from noblock.collect.anew import Anew
from noblock.collect.annotations import At, names_aliases, note_annotated, note_imported, standing_for
from noblock.collect.bases import Bases
from noblock.collect.bodies import BodyCollector
from noblock.collect.building import buildings
from noblock.collect.chaining import giving_own
from noblock.collect.definitions import Definition, definitions_of, instance_of
from noblock.collect.estimate import Estimate
from noblock.collect.fluent import Fluent
from noblock.collect.glance import Glance
from noblock.collect.imports import Imports
from noblock.collect.kept import Kept
from noblock.collect.lookup import Lookup
from noblock.collect.members import Members
from noblock.collect.named import Named
from noblock.collect.occasions import taken_over, testing
from noblock.collect.outside import DeclaredTypes, module_level
from noblock.collect.parameters import Seen
from noblock.collect.presumed import Presumed
from noblock.collect.scope import Scope
from noblock.collect.shadow import Shadow
from noblock.collect.standing import Standing
from noblock.collect.stars import Stars
from noblock.collect.surroundings import Surroundings
from noblock.collect.tellers import tellers
from noblock.collect.telling import Telling
from noblock.declarations import Mark
from noblock.facts import Facts
from noblock.project import Project
from noblock.resolve import Resolver


class Groundwork:
    """Begins the facts of modules.

    Args:
        project: All modules.
        options: mypy's options.
        resolver: The marks of libraries.
        plugin: mypy's other plugins.
        presumed: What is known of functions and variables without annotations.
        bases: What bases classes have in libraries that mypy cannot see.
        declared: The marks that are declared in the configuration, by the names of decorators.
    """

    def __init__(
        self,
        project: Project,
        options: Options,
        resolver: Resolver,
        plugin: Plugin,
        presumed: Presumed,
        bases: Bases,
        declared: Mapping[str, Mark],
    ) -> None:
        self._project = project
        self._options = options
        self._resolver = resolver
        self._plugin = plugin
        self._presumed = presumed
        self._bases = bases
        self._declared = declared

    def begin(self, tree: MypyFile) -> Facts:
        """Return the facts of a module of which nothing is known yet."""
        options = self._options.clone_for_module(tree.fullname)
        shadow = Shadow(tree, self._project.modules, options, self._plugin)
        members = Members(self._resolver, self._project.__contains__)
        imports = Imports(tree, self._resolver.catalogue, self._project.modules)
        scope = Scope(module_level(tree), f"{tree.fullname}.<module>")
        telling = Telling(members, self._project.names().telling, self._project.telling.of, self._project.module_of)
        fluent = Fluent(members, self._project.names().fluent, self._project.fluent.of)
        lookup = Lookup(tree, Stars(tree, self._project.modules))
        known = telling, Kept(), Named(tree), lookup, fluent, Anew(tree), self._project.is_testing
        around = Surroundings(tree, shadow, self._resolver, members, imports, scope, self._project.mark, *known)
        collector = BodyCollector(around, DeclaredTypes(self._builtin, self._presumed.type_of), self._declared)
        return Facts(tree, list(definitions_of(tree)), shadow, collector, members.modules)

    def note_imports(self, trees: list[MypyFile], functions: list[Seen]) -> None:
        """Presume what stands behind imports of libraries that mypy cannot see.

        Args:
            trees: The modules of a group.
            functions: Their functions.
        """
        standing: dict[str, At] = {}
        imported = [(tree, Imports(tree, self._resolver.catalogue, self._project.modules)) for tree in trees]
        for tree, imports in imported:
            standing[tree.fullname] = standing_for(tree, imports, self._presumed)
            if imports.are_unseen:
                note_imported(tree, imports, self._presumed)
        for tree, imports in imported:
            if imports.are_unseen or names_aliases(tree, self._presumed):
                note_annotated(
                    tree, [seen for seen in functions if seen[0].module == tree.fullname], imports, self._presumed
                )
        self._bases.note(trees, standing)

    def note(self, functions: list[Seen], group: dict[str, Facts]) -> None:
        """Take in what the authors of the functions of a group said, what functions tell, and what is kept.

        Args:
            functions: The functions of the group.
            group: The facts of its modules, by their names.
        """
        self._note_testing(group)
        self._note_telling(functions, group)
        self._note_marks(group)
        for module, facts in group.items():
            own = [seen for seen in functions if seen[0].module == module]
            stars = Stars(facts.tree, self._project.modules)
            for _, seen in own:
                seen.mention(stars.among(seen.references))
            facts.collector.kept.note(own)
            self._project.fluent.begin(module, dict.fromkeys(giving_own(own), True))
            made = buildings(facts.definitions, Named(facts.tree), self._project.__contains__)
            self._project.builders.begin(module, made)
            self._project.builders.note_classes(module, Standing(facts.tree, self._project.__contains__))

    def estimate(self, definition: Definition, seen: Glance) -> Estimate:
        """Return what the declarations in a function tell."""
        return self._declarations(definition, seen, self._presumed.type_of)

    def _note_testing(self, group: dict[str, Facts]) -> None:
        """Find out which modules are made for tests."""
        self._project.note_testing(dict.fromkeys(group, False))
        trees = [facts.tree for facts in group.values()]
        self._project.note_testing(dict.fromkeys(testing(trees, self._project.is_testing), True))
        for facts in group.values():
            facts.modules.update(taken_over(facts.tree))

    def _note_marks(self, group: dict[str, Facts]) -> None:
        """Take in how the authors of the functions marked them."""
        for module in group:
            self._project.forget_marks(module)
        for definition, collector in ((one, facts.collector) for facts in group.values() for one in facts.definitions):
            mark = collector.mark(definition)
            if mark is not None:
                self._project.note_mark(definition.name, mark)

    def _note_telling(self, functions: list[Seen], group: dict[str, Facts]) -> None:
        """Find out which functions tell whether a loop runs."""
        for module in group:
            self._project.telling.begin(module)
        tellers(
            functions,
            self._project.names().telling,
            lambda definition, seen: self._declarations(definition, seen, lambda _: None),
            lambda definition: group[definition.module].collector.telling,
            self._project.telling.note,
        )

    def _declarations(
        self, definition: Definition, seen: Glance, presumed: Callable[[SymbolNode | None], ProperType | None]
    ) -> Estimate:
        return Estimate(seen, definition.info, instance_of(definition), self._builtin, presumed)

    def _builtin(self, name: str) -> TypeInfo:
        return self._project.find_class(f"builtins.{name}")
