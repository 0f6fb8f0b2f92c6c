"""Know which methods the bases of a class run, and what that comes to for its objects.

A method that is inherited runs what the class has in place of other methods of its base. So calls of it, on objects of
that class, do what a body does that stands for it here: it runs these methods. And where the base runs such a method on
the event loop, without knowing of the class, that is reported at the method.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from mypy.nodes import ClassDef, SymbolNode, TypeInfo

from noblock.collect.members import function_of, is_async, is_property
from noblock.collect.spans import span_of
from noblock.model import Body, Call, Function
from noblock.project import Project
from noblock.steps import certain, in_order, named

Steps = Mapping[str, tuple[str, ...]]


def inherited_bodies(classes: Iterable[ClassDef], steps: Callable[[str], Steps]) -> Iterator[Body]:
    """Yield bodies that stand for methods which classes inherit: they run what the classes have in place of others.

    Args:
        classes: The definitions of the classes.
        steps: The methods that others run of their own object, by the name of the module of these.
    """
    for defined in classes:
        info = defined.info
        found: dict[str, Body] = {}
        known = [(base, steps(base.module_name)) for base in info.mro[1:-1]]
        methods = [
            (base, short, called[f"{base.fullname}.{short}"])
            for base, called in known
            for short in (base.names if called else ())
            if f"{base.fullname}.{short}" in called and info.get_containing_type_info(short) is base
        ]
        before = -1
        while before < len(found):
            before = len(found)
            for base, short, called in methods:
                body = None if short in found else _inherited(defined, base, short, called, found)
                if body is not None:
                    found[short] = body
        yield from found.values()


def _inherited(
    defined: ClassDef, base: TypeInfo, short: str, called: Iterable[str], found: Mapping[str, Body]
) -> Body | None:
    """Return the body that stands for one inherited method, if the class changes anything about it."""
    info = defined.info
    targets: list[Function] = []
    for step in certain(called):
        name, node = in_order(info, step)
        owner = info.get_containing_type_info(step)
        if step in found:
            targets.append(Function(name, 1, info.fullname, is_own=True))
        elif owner is not None and owner not in base.mro and _runs(node):
            targets.append(Function(name, 1, is_own=True))
    if not targets or is_async(base.names[short].node):
        return None
    calls = tuple(Call((target,), (), span_of(defined)) for target in targets)
    return Body(f"{info.fullname}.{short}", calls)


def _runs(node: SymbolNode | None) -> bool:
    """Tell whether calling a member runs a function there and then."""
    return function_of(node) is not None and not is_async(node) and not is_property(node)


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
        seen = self._project.closure(self._project.module_of(way[-1]))
        self.modules |= seen
        return () if self._is_reported_there(owner, short, category, visible=self._module in seen) else way

    def _has(self, caller: str, name: str) -> bool:
        """Tell whether objects of the class that a method is written in have another one, so that its calls tell."""
        owner = self._project.find_class(caller.rpartition(".")[0])
        return in_order(owner, name.rpartition(".")[2])[0] == name

    def _is_reported_there(self, owner: str, short: str, category: str, *, visible: bool) -> bool:
        """Tell whether who runs a method knows what can be meant: nothing above has it, or it is abstract there."""
        above = [base for base in self._project.find_class(owner).mro[1:] if short in base.names]
        known = [self._project.summary(f"{base.fullname}.{short}") for base in above]
        if any(effect.category == category for summary in known for effect in summary.effects):
            return True
        return visible and (not above or any(summary.is_abstract for summary in known))

    def _ways_in(self, info: TypeInfo) -> dict[str, tuple[str, ...]]:
        """Return the shortest ways to the methods of a class, by short name."""
        self.modules.update(base.module_name for base in info.mro)
        found: dict[str, tuple[str, ...]] = {}
        steps = dict(self._steps(info))
        ways: list[tuple[str, ...]] = [(name,) for name in sorted(steps) if self._is_on_loop(info, name)]
        while ways:
            longer: list[tuple[str, ...]] = []
            for way in ways:
                for step in named(steps.get(way[-1], ())):
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
