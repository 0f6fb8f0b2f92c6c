"""Know which methods the bases of a class run, and what that comes to for its objects.

A method that is inherited runs what the class has in place of other methods of its base. So calls of it, on objects of
that class, do what a body does that stands for it here: it runs these methods. And where the base runs such a method on
the event loop, without knowing of the class, that is reported at the method.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from mypy.nodes import ClassDef, SymbolNode, TypeInfo

from noblock.body import Body, Call
from noblock.collect.members import function_of, is_async, is_property
from noblock.collect.mixins import MIXED_IN, MODULE
from noblock.collect.spans import span_of
from noblock.fullnames import BEHIND, SUPER
from noblock.model import Function, Lazy
from noblock.project import Project
from noblock.steps import above, certain, in_order, named, short_name

Steps = Mapping[str, tuple[str, ...]]


def inherited_bodies(
    classes: Iterable[ClassDef], steps: Callable[[str], Steps], is_project: Callable[[str], bool]
) -> Iterator[Body]:
    """Yield bodies that stand for methods which classes inherit: they run what the classes have in place of others.

    Args:
        classes: The definitions of the classes.
        steps: The methods that others run of their own object, by the name of the module of these.
        is_project: Whether the module of a name is part of the project.
    """
    for defined in classes:
        bases = defined.info.mro[:-1]
        known = {base: steps(base.module_name) for base in bases}
        if not all(base.module_name == MODULE or is_project(base.module_name) for base in bases):
            known = {base: called for base, called in known.items() if called is not MIXED_IN}  # which may be done in C
        if any(known.values()):
            yield from _Inheriting(defined, known).bodies()


class _Inheriting:
    """What one class makes of methods that it inherits, and of those of its own that run what is above them.

    Args:
        defined: Its definition.
        steps: The methods that others run of their own object, by the class of these.
    """

    def __init__(self, defined: ClassDef, steps: Mapping[TypeInfo, Steps]) -> None:
        self._defined = defined
        self._info = defined.info
        self._steps = steps
        self._found: dict[str, list[Body]] = {}

    def bodies(self) -> Iterator[Body]:
        """Yield the bodies that stand for such methods."""
        methods = [
            (base, short)
            for base, called in self._steps.items()
            for short in (base.names if called else ())
            if f"{base.fullname}.{short}" in called and self._info.get_containing_type_info(short) is base
        ]
        before = -1
        while before < len(self._found):
            before = len(self._found)
            for base, short in methods:
                if short not in self._found and not is_async(base.names[short].node):
                    bodies = self._bodies(f"{self._info.fullname}.{short}", base, base, short)
                    if bodies:
                        self._found[short] = bodies
        for bodies in self._found.values():
            yield from bodies

    def _bodies(self, name: str, first: TypeInfo, base: TypeInfo, short: str) -> list[Body]:
        """Return what stands for a method, with what stands for those that it runs through ``super()`` behind it.

        Args:
            name: The name that it is to have; there is nothing where no method is run that the class has changed.
            first: The class whose method is called: it knows what itself and its bases have.
            base: The class whose method is run there.
            short: The name of that.
        """
        targets: list[Function] = []
        behind: list[Body] = []
        unknown_to = base if first is self._info else first
        for step in certain(self._steps.get(base, {}).get(f"{base.fullname}.{short}", ())):
            higher = above(self._info, base, step)
            if higher is not None:
                run = short_name(step)
                inner = f"{self._info.fullname}.{short}{BEHIND}{higher.fullname}.{run}>"
                bodies = [] if is_async(higher.names[run].node) else self._bodies(inner, first, higher, run)
                if bodies:
                    targets.append(Function(inner, 1))
                elif higher not in unknown_to.mro and _is_plain(higher.names[run].node):
                    targets.append(Function(f"{higher.fullname}.{run}", 1, SUPER))
                behind.extend(bodies)
                continue
            owner = self._info.get_containing_type_info(step)
            if step in self._found and base is not self._info:
                targets.append(Function(in_order(self._info, step)[0], 1, self._info.fullname, is_own=True))
            elif owner is not None and owner not in unknown_to.mro and _runs(owner, base, step):
                targets.append(Function(in_order(self._info, step)[0], 1, is_own=True))
        calls = tuple(_call(target, self._defined) for target in targets)
        return [Body(name, calls), *behind] if calls else []


def _is_plain(node: SymbolNode | None) -> bool:
    """Tell whether calling a member of a class runs a function there and then."""
    return function_of(node) is not None and not is_property(node) and not is_async(node)


def _call(target: Function, place: ClassDef) -> Call:
    """Return a call of a method, or what loops over the object itself."""
    if target.name.endswith(".__iter__"):
        return Call((Lazy(target, (), "iterate"),), (), span_of(place), form="iterate", use="iterate")
    return Call((target,), (), span_of(place))


def _runs(owner: TypeInfo, base: TypeInfo, short: str) -> bool:
    """Tell whether a member of a class runs a function there and then where a base uses its own as it does."""
    node = owner.names[short].node
    is_alike = is_property(node) == is_property(in_order(base, short)[1])
    return is_alike and function_of(node) is not None and not is_async(node)


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

    def way(self, name: str, category: str) -> tuple[str, ...]:
        """Return the methods through which a method is run on the loop, the first one there, if only it knows of that.

        Args:
            name: Its full name.
            category: How it blocks. What the method in its place blocks itself so is reported where it is called.
        """
        owner, _, short = name.rpartition(".")
        if owner not in self._ways:
            try:
                self._ways[owner] = self._ways_in(self._project.find_class(owner))
            except KeyError:
                self._ways[owner] = {}
        way = self._ways[owner].get(short, ())
        if not way or in_order(self._project.find_class(owner), short)[0] != name or self._has(way[0], name):
            return ()
        if not in_order(self._project.find_class(way[-1].rpartition(".")[0]), short)[0]:
            return way  # who runs it there knows nothing of it
        seen = self._project.closure(self._project.module_of(way[-1]))
        self.modules |= seen
        return () if self._is_reported_there(owner, short, category, visible=self._module in seen) else way

    def _has(self, caller: str, name: str) -> bool:
        """Tell whether objects of the class that a method is written in have another one, so that its calls tell."""
        owner = self._project.find_class(caller.rpartition(".")[0])
        return in_order(owner, name.rpartition(".")[2])[0] == name

    def _is_reported_there(self, owner: str, short: str, category: str, *, visible: bool) -> bool:
        """Tell whether who runs a method knows what can be meant: nothing above has it, or it is abstract there."""
        bases = [base for base in self._project.find_class(owner).mro[1:] if short in base.names]
        known = [self._project.summary(f"{base.fullname}.{short}") for base in bases]
        if any(effect.category == category for summary in known for effect in summary.effects):
            return True
        return visible and (not bases or any(summary.is_abstract for summary in known))

    def _ways_in(self, info: TypeInfo) -> dict[str, tuple[str, ...]]:
        """Return the shortest ways to the methods of a class, by short name."""
        self.modules.update(base.module_name for base in info.mro)
        found: dict[str, tuple[str, ...]] = {}
        if len(info.mro) <= 2:  # itself and object
            return found
        steps = {name: (base, called) for base in info.mro for name, called in self._steps(base)}
        ways: list[tuple[str, ...]] = [(name,) for name in sorted(steps) if self._is_on_loop(info, name)]
        behind: set[str] = set()
        while ways:
            longer: list[tuple[str, ...]] = []
            for way in ways:
                base, called = steps.get(way[-1], (info, ()))
                for step in named(called):
                    higher = above(info, base, step)
                    name, node = in_order(info if higher is None else higher, short_name(step))
                    if higher is not None and name not in behind:
                        behind.add(name)
                        longer.append((name,) if is_async(node) else (*way, name))
                    elif higher is None and step not in found and name and not is_async(node):
                        found[step] = way
                        longer.append((*way, name))
            ways = longer
        return found

    def _steps(self, base: TypeInfo) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the methods of a class with steps."""
        known = self._project.module_summary(base.module_name).steps
        names = (f"{base.fullname}.{short}" for short in (base.names if known else ()))
        return ((name, known[name]) for name in names if name in known)

    def _is_on_loop(self, info: TypeInfo, name: str) -> bool:
        """Tell whether calling a method on objects of a class runs this one on the event loop."""
        own, node = in_order(info, name.rpartition(".")[2])
        mark = self._project.mark(name)
        return own == name and (is_async(node) or (mark is not None and mark.is_context))
