"""Know which classes have special methods that have an effect, and whether a function can meet instances of them.

The language runs these methods without a name that one could look for. But an instance has to come from somewhere: from
a parameter or a variable of such a type, or from a function, an attribute or a class whose name is mentioned. So a
function that mentions none of them needs no types, however many loops and operators it has.
"""

from __future__ import annotations

from collections.abc import Iterable

from mypy.nodes import Var

from noblock.collect.glance import Glance
from noblock.collect.presumed import Presumed
from noblock.collect.vocabulary import Vocabulary
from noblock.index import Names
from noblock.resolve import Resolver


class Carriers:
    """The classes with such methods, and the names of what gives instances of them.

    Args:
        modules: The names of the modules that are worked on together.
        resolver: The marks of libraries.
        names: What is known of other modules.
        presumed: What is known of functions and variables without annotations.

    ``special`` are the names of special methods of the project that have an effect.
    """

    def __init__(self, modules: Iterable[str], resolver: Resolver, names: Names, presumed: Presumed) -> None:
        self._modules = sorted(set(modules))
        self._resolver = resolver
        self._presumed = presumed
        self.special = set(names.special_methods)
        self._producing = Vocabulary(resolver.producers.short_names, names.producing)
        resolver.producers.note(names.special)
        self._is_current = False  # what gives such instances in these modules is looked for when somebody asks

    def add(self, methods: Iterable[str]) -> None:
        """Take in special methods of the project that turned out to have an effect, by full name."""
        known = [name.rpartition(".") for name in methods]
        self.special.update(short for _, _, short in known)
        if self._resolver.producers.note({owner for owner, _, _ in known}):
            self._is_current = False

    def may_occur(self, seen: Glance) -> bool:
        """Tell whether something that a function mentions can give an instance of such a class."""
        self._refresh()
        if self._producing.meets(seen.names) or seen.casts:
            return True
        variables = (*seen.parameters, *seen.bindings)
        if any(
            isinstance(variable, Var)
            and self._resolver.producers.gives(self._presumed.type_of(variable) or variable.type)
            for variable in variables
        ):
            return True
        return any(
            self._resolver.producers.gives(self._presumed.type_of(node.node) or getattr(node.node, "type", None))
            for node in seen.references
            if node.node
        )

    def may_give(self, name: str) -> bool:
        """Tell whether an attribute of some name may hold an instance of such a class, as far as declarations tell."""
        self._refresh()
        return name in self._producing or self._presumed.knows(name)

    def _refresh(self) -> None:
        if not self._is_current:
            self._is_current = True
            for module in self._modules:
                self._producing.add(*self._resolver.producers.names_in(module))
