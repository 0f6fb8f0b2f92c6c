"""Know which classes have special methods that are marked or have an effect, and what gives instances of them.

What the language runs by itself, such as the ``__next__`` of a file, has no name in the code that one could look for.
But an instance has to come from somewhere, and that has a name and a type.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mypy.nodes import Decorator, FuncDef, MypyFile, OverloadedFuncDef, SymbolTable, TypeAlias, TypeInfo, Var
from mypy.types import (
    CallableType,
    Instance,
    Overloaded,
    TupleType,
    Type,
    TypeType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

DEEPEST_TYPE = 5


class Producers:
    """The classes with such special methods, and what gives instances of them.

    Args:
        modules: mypy's modules by name, which grow while it works.

    ``short_names`` are those of functions and attributes in marked modules that give such an instance.
    """

    def __init__(self, modules: Mapping[str, MypyFile]) -> None:
        self._modules = modules
        self.short_names: set[str] = set()
        self._special: set[str] = set()
        self._special_known = 0
        self._special_classes: dict[TypeInfo, bool] = {}

    def take(self, names: SymbolTable, prefix: str) -> None:
        """Take in what gives such an instance in a marked module or class.

        Args:
            names: Its symbols.
            prefix: Its full name.
        """
        self.short_names.update(self.names(names, prefix))

    def gives(self, kind: Type | None, depth: int = 0) -> bool:
        """Tell whether a type involves a class whose special methods are marked."""
        if depth > DEEPEST_TYPE:  # only a recursive alias is that deep
            return False
        found = get_proper_type(kind) if kind is not None else None
        inner: Sequence[Type] = ()
        if isinstance(found, Instance):
            if self._is_special(found.type):
                return True
            inner = found.args
        elif isinstance(found, (UnionType, TupleType, Overloaded)):
            inner = found.items
        elif isinstance(found, CallableType):
            inner = (found.ret_type,)
        elif isinstance(found, TypeType):
            inner = (found.item,)
        elif isinstance(found, TypeVarType):
            inner = (found.upper_bound,)
        return bool(inner) and any(self.gives(item, depth + 1) for item in inner)

    def _is_special(self, info: TypeInfo) -> bool:
        """Tell whether a class, or one above it, has special methods that are marked."""
        if len(self._special) > self._special_known:
            self._special_known = len(self._special)
            self._special_classes.clear()
        answer = self._special_classes.get(info)
        if answer is None:
            answer = self._special_classes[info] = any(base.fullname in self._special for base in info.mro)
        return answer

    def note(self, names: Iterable[str]) -> bool:
        """Take in classes of the project whose special methods have an effect; tell whether any is new."""
        known = len(self._special)
        self._special.update(names)
        return len(self._special) > known

    def names_in(self, module: str) -> Iterator[str]:
        """Yield the short names of what in a module gives an instance of a class with marked special methods."""
        tree = self._modules.get(module)
        return self.names(tree.names, module) if tree is not None else iter(())

    def names(self, names: SymbolTable, prefix: str) -> Iterator[str]:
        """Yield the short names of what gives an instance of a class with marked special methods.

        Args:
            names: The symbols of a module or a class.
            prefix: Its full name.
        """
        for name, symbol in names.items():
            node = symbol.node
            if node is None or node.fullname != f"{prefix}.{name}":
                continue
            if isinstance(node, TypeInfo):
                yield from self.names(node.names, node.fullname)
                if self._is_special(node):
                    yield name
            elif isinstance(node, Decorator):
                if self.gives(node.var.type):
                    yield name
            elif isinstance(node, TypeAlias):
                if self.gives(node.target):
                    yield name
            elif isinstance(node, (FuncDef, OverloadedFuncDef, Var)) and self.gives(node.type):
                yield name
