"""Know the modules of the project: which they are, what they import, and the summaries of their functions.

A module's summary comes from the work of this process or, for a module that mypy took from its cache, from the symbol
table that mypy loaded. Either way it says the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from mypy.nodes import Import, ImportFrom, MypyFile, TypeInfo

from noblock.builders import Builders
from noblock.declarations import Mark
from noblock.dependencies import imported
from noblock.effects import NOTHING, Summary
from noblock.index import Names
from noblock.model import Building
from noblock.noted import Noted
from noblock.summary import NOTHING_KNOWN, SYMBOL, ModuleSummary, attach, attached, exported


def is_project_file(path: str) -> bool:
    """Tell whether a file is neither a stub nor installed."""
    return not path.endswith(".pyi") and not is_installed(path)


def is_installed(path: str) -> bool:
    """Tell whether a file belongs to a distribution."""
    return "site-packages" in path or "dist-packages" in path


class Project:
    """The modules that have bodies to look at.

    Args:
        modules: mypy's modules by name, which grow while it works.

    ``builders`` knows how functions make objects, ``telling`` which of them tell whether a loop runs, each with what it
    gives wherever one does, and ``fluent`` which methods give the object that they are called on.
    """

    def __init__(self, modules: dict[str, MypyFile]) -> None:
        self.modules = modules
        self._summaries: dict[str, tuple[MypyFile, ModuleSummary]] = {}
        self._called: dict[str, dict[str, list[str]]] = defaultdict(dict)
        self._done: dict[str, MypyFile] = {}
        self._marks: dict[str, Mark] = {}
        self._marked_in: dict[str, list[str]] = defaultdict(list)
        self._bases: dict[str, dict[str, tuple[str, ...]]] = {}
        self._testing: dict[str, bool] = {}
        self._stubs: dict[str, tuple[MypyFile, bool]] = {}
        self._names = Names()
        self._named: set[str] = set()
        self.builders = Builders(lambda module: self.module_summary(module).building, self.module_of)
        self.telling = Noted(lambda module: self.module_summary(module).telling, self.module_of, self._names.telling)
        self.fluent = Noted(lambda module: self.module_summary(module).fluent, self.module_of, self._names.fluent)

    def __contains__(self, module: str) -> bool:
        """Tell whether a module is neither installed nor a stub, unless that one has marks."""
        tree = self.modules.get(module)
        return (
            tree is not None
            and module != "noblock"
            and not is_installed(tree.path)
            and (not tree.is_stub or self._has_marks(tree))
        )

    def is_done(self, tree: MypyFile) -> bool:
        """Tell whether this process has worked out a module's summary already."""
        return self._done.get(tree.fullname) is tree

    def is_due(self, module: str) -> bool:
        """Tell whether a module has been analysed semantically, but its summary was not worked out yet."""
        tree = self.modules.get(module)
        if tree is None or tree.is_cache_skeleton or not tree.names:
            return False
        return module in self and not self.is_done(tree)

    def store(
        self,
        tree: MypyFile,
        functions: dict[str, Summary],
        producing: Iterable[str] = (),
        presumed: Mapping[str, str] = MappingProxyType({}),
        steps: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        building: Mapping[str, Building] = MappingProxyType({}),
    ) -> None:
        """Keep the summaries of a module's functions, and hand what others need of them to mypy."""
        self._done[tree.fullname] = tree
        telling, bases = self.telling.end(tree.fullname), self._bases.get(tree.fullname, {})
        imports, made = tuple(sorted(self._imported(tree))), tuple(sorted(producing))
        self.builders.end(tree.fullname)
        further = telling, bases, dict(steps), dict(building), self.fluent.end(tree.fullname)
        is_testing = self._testing.pop(tree.fullname, False)
        known = ModuleSummary(exported(functions), imports, made, dict(presumed), *further, is_testing)
        self._names.add(known)
        self._keep(tree, replace(known, functions=functions))
        attach(tree, known, self.find_class("builtins.str"))

    def summary(self, name: str) -> Summary:
        """Return the summary of a function by its full name."""
        return self.module_summary(self.module_of(name)).functions.get(name, NOTHING)

    def presumed(self, name: str) -> str:
        """Return what a function or variable of this full name is presumed to be, as text; empty if nothing is."""
        return self.module_summary(self.module_of(name)).presumed.get(name, "")

    @property
    def names_presumed(self) -> dict[str, set[str]]:
        """The full names of the functions and variables that something is presumed of, by short name."""
        return self._names.presumed

    def called(self, short: str) -> Mapping[str, list[str]]:
        """Return the full names of the functions of a short name that have something to say, by module."""
        return self._called.get(short, {})

    def note_mark(self, name: str, mark: Mark) -> None:
        """Keep a mark until the summary of its function is worked out."""
        self._marks[name] = mark
        self._marked_in[self.module_of(name)].append(name)
        if mark != Mark(is_context=True):  # that is all that callers need to know then
            self._names.marked.add(name)

    def forget_marks(self, module: str) -> None:
        """Forget the marks of a module that is worked out again."""
        for name in self._marked_in[module]:
            self._names.marked.discard(name)
            self._marks.pop(name, None)
        self._marked_in[module] = []

    def mark(self, name: str) -> Mark | None:
        """Return how the author of a function marked it; what is stored may be of an earlier version."""
        return self._marks.get(name) if self.module_of(name) in self._marked_in else self.summary(name).mark

    def note_testing(self, modules: Mapping[str, bool]) -> None:
        """Keep which modules are made for tests until their summaries are worked out."""
        self._testing.update(modules)

    def is_testing(self, module: str) -> bool:
        """Tell whether a module of the project is made for tests."""
        known = self._testing.get(module)
        return known if known is not None else module in self and self.module_summary(module).is_testing

    def note_bases(self, module: str, bases: dict[str, tuple[str, ...]]) -> None:
        """Keep what bases the classes of a module have in libraries that mypy cannot see, in place of what was known.

        Args:
            module: Its name.
            bases: The public names of such bases, by the full names of the classes.
        """
        for name in self._bases.pop(module, ()):
            self._names.bases.pop(name, None)
        if bases:
            self._bases[module] = bases
            self._names.bases.update(bases)

    def names(self) -> Names:
        """Return the names of all functions known so far that have something to say."""
        for module in self.modules.keys() - self._named if len(self._named) < len(self.modules) else ():
            self._named.add(module)
            if module in self and self.modules[module].is_cache_skeleton:
                self._names.add(self.module_summary(module))
        return self._names

    def due_with(self, module: str) -> list[str]:
        """Return a module and all that it imports, directly or not, whose summaries are not worked out yet."""
        seen: set[str] = set()
        waiting = [module]
        while waiting:
            name = waiting.pop()
            if name not in seen and self.is_due(name):
                seen.add(name)
                waiting.extend(self._imported(self.modules[name]))
        return sorted(seen)

    def closure(self, module: str) -> set[str]:
        """Return a module and all modules of the project that it imports, directly or not."""
        seen: set[str] = set()
        waiting = {module}
        while waiting:
            name = waiting.pop()
            if name in self:
                seen.add(name)
                waiting.update(other for other in self.imports(name) if other not in seen)
        return seen

    def imports(self, module: str) -> tuple[str, ...]:
        """Return the modules of the project that a module imports itself."""
        tree = self.modules[module]
        if not self.is_done(tree) and self.is_due(module):
            return tuple(self._imported(tree))
        return self.module_summary(module).imports

    def module_of(self, name: str) -> str:
        """Return the name of the module that a function or class of this full name belongs to."""
        module = name.partition(".<")[0]
        while module and module not in self.modules:
            module = module.rpartition(".")[0]
        return module

    def find_class(self, name: str) -> TypeInfo:
        """Return a class by its full name.

        Raises:
            KeyError: There is no such class.
        """
        module = self.module_of(name)
        names = self.modules[module].names
        found: TypeInfo | None = None
        for part in name.removeprefix(f"{module}.").split("."):
            node = names[part].node
            found = node if isinstance(node, TypeInfo) else None
            if found is None:
                break
            names = found.names
        if found is None:
            raise KeyError(name)
        return found

    def _has_marks(self, stub: MypyFile) -> bool:
        """Tell whether a stub has marks: one from the cache, if it has summaries."""
        known = self._stubs.get(stub.fullname)
        if known is None or known[0] is not stub:
            imported = {node.id for node in stub.imports if isinstance(node, ImportFrom)}
            imported.update(name for node in stub.imports if isinstance(node, Import) for name, _ in node.ids)
            known = (stub, "noblock" in imported or SYMBOL in stub.names)
            self._stubs[stub.fullname] = known
        return known[1]

    def module_summary(self, module: str) -> ModuleSummary:
        """Return what is known of a module so far."""
        tree = self.modules.get(module)
        known = self._summaries.get(module)
        if known is not None and known[0] is tree:
            return known[1]
        if tree is None or self.is_due(module):
            return NOTHING_KNOWN
        return self._keep(tree, attached(tree))[1]

    def _imported(self, tree: MypyFile) -> Iterator[str]:
        """Yield the modules of the project that a module imports itself."""
        return (name for name in imported(tree) if name in self and name != tree.fullname)

    def _keep(self, tree: MypyFile, summary: ModuleSummary) -> tuple[MypyFile, ModuleSummary]:
        """Keep what is known of a module, in place of what was known before."""
        module = tree.fullname
        if module in self._summaries:
            for name in self._summaries[module][1].functions:
                self._called[name.rpartition(".")[2]].pop(module, None)
        for name in summary.functions:
            self._called[name.rpartition(".")[2]].setdefault(module, []).append(name)
        self._summaries[module] = (tree, summary)
        return self._summaries[module]
