"""Stand in for libraries that mypy cannot see.

For a library that is not installed, or ships no types, mypy has only ``Any``. What its marker stubs say, the names of
its functions, classes and members and the return types, is enough to make the modules that an import names, so that
mypy's second checker can follow ``psycopg2.connect().cursor().execute(...)`` like any other code: through attributes,
``with``, containers and the results of other functions. Whatever a stub does not mention stays ``Any``.
"""

from __future__ import annotations

from collections.abc import Iterable

from mypy.nodes import (
    ARG_STAR,
    ARG_STAR2,
    MDEF,
    Block,
    ClassDef,
    Decorator,
    FuncDef,
    SymbolNode,
    SymbolTable,
    SymbolTableNode,
    TypeInfo,
    Var,
)
from mypy.typeops import function_type
from mypy.types import AnyType, CallableType, Instance, ProperType, Type, TypeOfAny, TypeType, get_proper_type

from noblock.catalogue import Catalogue
from noblock.collect.imports import is_seen
from noblock.declarations import VARIABLE, Mark
from noblock.project import Project
from noblock.resolve import Resolver

ANY = AnyType(TypeOfAny.from_unimported_type)


class Unseen:
    """The modules and classes of libraries that only their marker stubs tell of.

    Args:
        project: mypy's modules.
        resolver: Is told of the marks, under the names that the classes and functions have here.

    ``left_open`` are the functions of other libraries of whose results mypy sees nothing, either.
    """

    def __init__(self, project: Project, resolver: Resolver) -> None:
        self._project = project
        self._resolver = resolver
        self._catalogue: Catalogue = resolver.catalogue
        self.left_open = resolver.left_open
        self._classes: dict[str, TypeInfo] = {}
        self._modules: dict[str, Instance | None] = {}

    def at(self, path: str) -> ProperType | None:
        """Return the type of what an import path names: a module, a class or a function; None if no stub knows it."""
        module = self._module(path)
        if module is not None:
            return module
        outer, _, name = path.rpartition(".")
        inside = self._module(outer) if outer else None
        symbol = inside.type.names.get(name) if inside is not None else None
        kind = symbol.node.type if symbol is not None and isinstance(symbol.node, Var) else None
        return kind if isinstance(kind, (Instance, TypeType, CallableType)) else None

    def in_place_of(self, path: str, *, is_own: bool = False) -> ProperType | None:
        """Return the type of what an import path names in a module that mypy sees, under a name that it does not.

        That is so after ``try: import pysqlite3 as sqlite3``, ``except ImportError: import sqlite3``. With ``is_own``
        it may be a module of the project, too.
        """
        whole = self._seen_module(path, is_own=is_own)
        if whole is not None:
            return whole
        outer, _, name = path.rpartition(".")
        inside = self._seen_module(outer, is_own=is_own)
        symbol = inside.type.names.get(name) if inside is not None else None
        return get_proper_type(symbol.type) if symbol is not None and symbol.type is not None else None

    def _seen_module(self, path: str, *, is_own: bool) -> Instance | None:
        tree = self._project.modules.get(path)
        if tree is None or (path in self._project and not is_own):
            return None
        info = self._new_class(path.rpartition(".")[2], path, path)
        for name, symbol in tree.names.items():
            kind = symbol.node.var.type if isinstance(symbol.node, Decorator) else symbol.type
            if isinstance(symbol.node, TypeInfo):
                kind = TypeType(Instance(symbol.node, [ANY for _ in symbol.node.type_vars]))
            elif isinstance(symbol.node, FuncDef) and path in self._project:
                kind = function_type(symbol.node, Instance(self._project.find_class("builtins.function"), []))
            if kind is not None:
                _put(info, name, kind)
        return Instance(info, [])

    def result_left_open(self, fullname: str) -> ProperType | None:
        """Return what a function gives of a library that mypy sees, where only the stub says it."""
        public = self.left_open.result(fullname)
        found = self._class(public) if public else None
        return Instance(found, [ANY for _ in found.type_vars]) if found is not None else None

    def find_class(self, name: str) -> TypeInfo | None:
        """Return a class by its public name."""
        if name not in self._classes and not is_seen(name, self._project.modules) and self._catalogue.has_class(name):
            self._make_class(name)
        return self._classes.get(name)

    def _module(self, path: str) -> Instance | None:
        if path not in self._modules:
            self._modules[path] = None
            below = self._catalogue.below(path)
            if below and not is_seen(path, self._project.modules):
                info = self._new_class(path.rpartition(".")[2], path, path)
                self._modules[path] = Instance(info, [])
                self._fill_module(info, path, below)
        return self._modules[path]

    def _fill_module(self, info: TypeInfo, path: str, below: Iterable[str]) -> None:
        stub = self._catalogue.stub(path)
        for name, marks in stub.functions.items():
            if marks[0].accessor == VARIABLE:
                _put(info, name, self._callable(marks).ret_type)
                continue
            self._resolver.add_unseen_function(f"{path}.{name}", marks)
            function = FuncDef(name, [], Block([]), self._callable(marks))
            function._fullname = f"{path}.{name}"
            _put(info, name, self._callable(marks).copy_modified(definition=function))
        for name, public in stub.given.items():
            kind = self.at(public)
            if kind is not None:
                _put(info, name, kind)
        for name in stub.classes:
            made = self.find_class(f"{path}.{name}")
            if made is not None and "." not in name:
                _put(info, name, TypeType(Instance(made, [])))
        for name in sorted({module.removeprefix(f"{path}.").partition(".")[0] for module in below if module != path}):
            inner = self._module(f"{path}.{name}")
            if inner is not None and name not in info.names:
                _put(info, name, inner)
        self._resolver.producers.take(info.names, path)

    def _make_class(self, name: str) -> None:
        module = name
        while module and module not in self._catalogue.modules:
            module = module.rpartition(".")[0]
        stub = self._catalogue.stub(module).classes[name.removeprefix(f"{module}.")]
        info = self._new_class(name.rpartition(".")[2], name, module)
        self._classes[name] = info
        bases = [found for base in stub.bases if (found := self._class(base)) is not None]
        if bases:
            info.bases = [Instance(base, [ANY for _ in base.type_vars]) for base in bases]
            own = [base for found in bases for base in found.mro[:-1]]
            info.mro = [info, *dict.fromkeys(own), self._object()]
        self._resolver.add_unseen_class(name, stub)
        for member, marks in stub.members.items():
            self._add_member(info, member, marks)
        if not self._enters(info, name):
            self._add_member(info, "__enter__", (Mark(returns=name),))
        self._resolver.producers.take(info.names, name)

    def _enters(self, info: TypeInfo, name: str) -> bool:
        """Tell whether it is known what entering an object of a class gives, which is the object itself otherwise."""
        seen = (base for base in info.mro if base.fullname not in self._classes)
        return bool(self._catalogue.member(name, "__enter__")[1]) or any("__enter__" in base.names for base in seen)

    def _add_member(self, info: TypeInfo, name: str, marks: tuple[Mark, ...]) -> None:
        function = FuncDef(name, [], Block([]), self._callable(marks))
        function._fullname = f"{info.fullname}.{name}"
        function.info = info
        node: SymbolNode = function
        if marks[0].accessor == VARIABLE:
            _put(info, name, self._callable(marks).ret_type)
            return
        if any(mark.accessor == "property" for mark in marks):
            function.is_property = True
            variable = Var(name, function.type)
            variable.info = info
            variable.is_property = variable.is_ready = variable.is_initialized_in_class = True
            variable._fullname = function.fullname
            node = Decorator(function, [], variable)
        info.names[name] = SymbolTableNode(MDEF, node)

    def _callable(self, marks: Iterable[Mark]) -> CallableType:
        """Return the type of a function that takes anything."""
        result: Type = ANY
        for mark in marks:
            if mark.returns and mark.returns not in mark.parameters:
                found = self._class(mark.returns)
                result = Instance(found, [ANY for _ in found.type_vars]) if found is not None else ANY
                break
        function = Instance(self._project.find_class("builtins.function"), [])
        return CallableType([ANY, ANY], [ARG_STAR, ARG_STAR2], [None, None], result, function)

    def _class(self, name: str) -> TypeInfo | None:
        """Return a class by its public name, of a library that mypy sees or of one that it does not."""
        found = self.find_class(name)
        if found is not None:
            return found
        try:
            return self._project.find_class(self._resolver.class_name(name))
        except KeyError:
            return None

    def _new_class(self, name: str, fullname: str, module: str) -> TypeInfo:
        definition = ClassDef(name, Block([]))
        definition.fullname = fullname
        info = TypeInfo(SymbolTable(), definition, module)
        definition.info = info
        info.bases = [Instance(self._object(), [])]
        info.mro = [info, self._object()]
        info.fallback_to_any = True
        return info

    def _object(self) -> TypeInfo:
        return self._project.find_class("builtins.object")


def _put(info: TypeInfo, name: str, kind: Type) -> None:
    variable = Var(name, kind)
    variable.info = info
    variable.is_ready = variable.is_initialized_in_class = True
    variable._fullname = f"{info.fullname}.{name}"
    info.names[name] = SymbolTableNode(MDEF, variable)
