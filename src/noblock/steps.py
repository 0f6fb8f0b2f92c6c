"""Find the methods that run others of their own object which only subclasses have.

A template method, such as a ``run`` that calls an abstract ``self.load()``, is written where nothing is known of the
classes below. Who writes one of these knows both. So what a method runs of its own object is kept by name, as far as it
leads to an abstract method, and whoever overrides that follows the names through the bases of the class.

The tree alone tells, without types: who calls ``self.load()`` there and then, and neither awaits what that gives nor
accepts that it blocks. Where the module that does so imports the subclass, directly or not, it is reported there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mypy.nodes import AwaitExpr, CallExpr, MemberExpr, NameExpr, Node, SymbolNode, TypeInfo

from noblock.collect.abstract import is_abstract
from noblock.collect.definitions import Definition, instance_of
from noblock.collect.members import function_of, is_async, is_property
from noblock.collect.parameters import Seen
from noblock.collect.tree import at_once
from noblock.project import Project


def steps_of(functions: Sequence[Seen], project: Project) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the names of the methods that others run of their own object, by module and full name of these.

    Args:
        functions: All of some modules that are worked out together.
        project: Knows the others.
    """
    leading = _Leading(functions, project)
    calls = {
        definition.name: (definition.module, definition.info, called)
        for definition, _ in functions
        if definition.info is not None and leading.is_open(definition.info)
        if (called := _called(definition, project)) and not _is_moved(definition, project)
    }
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    before = -1
    while before < len(leading.names):
        before = len(leading.names)
        for name, (module, info, called) in calls.items():
            steps = tuple(sorted(step for step in called if leading.has(info, step)))
            if steps:
                found[module][name] = steps
                leading.names.add(name)
    return found


class Overrides:
    """Knows which methods the bases of their classes run on the event loop.

    Args:
        project: All modules.
        module: The module of the methods.

    ``modules`` collects the names of all that had a say.
    """

    def __init__(self, project: Project, module: str) -> None:
        self._project = project
        self._module = module
        self._ways: dict[str, dict[str, tuple[str, ...]]] = {}
        self.modules: set[str] = set()

    def way(self, name: str) -> tuple[str, ...]:
        """Return the methods through which a method is run on the loop, the first one there, if only it knows of that.

        Args:
            name: Its full name.
        """
        owner, _, short = name.rpartition(".")
        if owner not in self._ways:
            try:
                self._ways[owner] = self._ways_in(self._project.find_class(owner))
            except KeyError:
                self._ways[owner] = {}
        way = self._ways[owner].get(short, ())
        seen = self._project.closure(self._project.module_of(way[-1])) if way else set()
        self.modules |= seen
        return () if self._module in seen else way

    def _ways_in(self, info: TypeInfo) -> dict[str, tuple[str, ...]]:
        """Return the shortest ways to the methods of a class, by short name."""
        self.modules.update(base.module_name for base in info.mro)
        found: dict[str, tuple[str, ...]] = {}
        steps = dict(self._steps(info))
        ways: list[tuple[str, ...]] = [(name,) for name in sorted(steps) if self._is_on_loop(info, name)]
        while ways:
            longer: list[tuple[str, ...]] = []
            for way in ways:
                for step in steps.get(way[-1], ()):
                    name, node = in_order(info, step)
                    if step not in found and name and not is_async(node):
                        found[step] = way
                        longer.append((*way, name))
            ways = longer
        return found

    def _steps(self, info: TypeInfo) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the methods with steps that instances of a class have."""
        for base in info.mro if len(info.mro) > 2 else ():  # itself and object
            known = self._project.module_summary(base.module_name).steps
            for short in base.names if known else ():
                name = f"{base.fullname}.{short}"
                if name in known and in_order(info, short)[0] == name:
                    yield name, known[name]

    def _is_on_loop(self, info: TypeInfo, name: str) -> bool:
        mark = self._project.mark(name)
        return is_async(in_order(info, name.rpartition(".")[2])[1]) or (mark is not None and mark.is_context)


def in_order(info: TypeInfo, name: str) -> tuple[str, SymbolNode | None]:
    """Return the full name of the member that instances of a class have under a name, and its node."""
    owner = info.get_containing_type_info(name)
    return (f"{owner.fullname}.{name}", owner.names[name].node) if owner is not None else ("", None)


class _Leading:
    """The methods that are abstract, or lead to one that is.

    Args:
        functions: Those of which the trees are at hand.
        project: Knows the others.

    ``names`` are the full names of those at hand that are known so far.
    """

    def __init__(self, functions: Sequence[Seen], project: Project) -> None:
        self._project = project
        self._modules = {definition.module for definition, _ in functions}
        self.names = {definition.name for definition, _ in functions if is_abstract(definition.function)}
        self._classes = {name.rpartition(".")[0] for name in self.names}
        self._known: dict[TypeInfo, bool] = {}

    def is_open(self, info: TypeInfo) -> bool:
        """Tell whether a class has abstract methods, or a base that has, so far as anybody runs these."""
        return any(self._has_own(base) for base in info.mro)

    def has(self, info: TypeInfo, step: str) -> bool:
        """Tell whether a call of a method of a class may run an abstract one, there and then."""
        name, node = in_order(info, step)
        if function_of(node) is None or is_async(node) or is_property(node):
            return False
        mark = self._project.mark(name)
        if mark is not None and mark.decides:
            return False
        module = self._project.module_of(name)
        if module in self._modules:
            return name in self.names
        known = self._project.module_summary(module)
        return name in known.steps or (name in known.functions and known.functions[name].is_abstract)

    def _has_own(self, base: TypeInfo) -> bool:
        if base not in self._known:
            self._known[base] = base.fullname in self._classes or base.fullname in self._in_module(base.module_name)
        return self._known[base]

    def _in_module(self, module: str) -> set[str]:
        """Return the classes of another module that have abstract methods."""
        if module in self._modules or module not in self._project:
            return set()
        known = self._project.module_summary(module).functions
        return {name.rpartition(".")[0] for name, summary in known.items() if summary.is_abstract}


def _called(definition: Definition, project: Project) -> set[str]:
    """Return the names of the methods that a method calls of its own object, there and then."""
    own = instance_of(definition)
    ignored = project.modules[definition.module].ignored_lines
    found: set[str] = set()
    awaited: set[Node] = set()
    stack: list[Node] = [definition.function.body]
    while stack:
        node = stack.pop()
        match node:
            case AwaitExpr():
                awaited.add(node.expr)
            case CallExpr(callee=MemberExpr(expr=NameExpr(node=receiver), name=name)):
                accepts = any(code.startswith("blocking") for code in ignored.get(node.line, ()))
                if receiver is own and own is not None and node not in awaited and not accepts:
                    found.add(name)
        stack.extend(at_once(node))
    return found


def _is_moved(definition: Definition, project: Project) -> bool:
    """Tell whether a call of a method runs its body elsewhere or later, or does what its author says."""
    function = definition.function
    if is_async(function):
        return False
    mark = project.mark(definition.name)
    return bool(definition.decorators) or function.is_generator or (mark is not None and mark.decides)
