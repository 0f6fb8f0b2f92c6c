"""Know which functions and class members have an effect, while more and more turn out to have one.

What a mark says stands from the beginning; functions of the project are taken in as they are solved. Every name in
every body leads here, and most of them again and again to the same few, so answers are kept until something is added.
"""

from __future__ import annotations

from collections.abc import Iterable

from mypy.nodes import SymbolNode, TypeInfo, Var
from mypy.types import CallableType, Instance, Overloaded, ProperType, TypeType, TypeVarType, UnionType, get_proper_type

from noblock.collect.members import Member, Members, classes
from noblock.collect.presumed import Presumed
from noblock.collect.vocabulary import Vocabulary
from noblock.fullnames import CONSTRUCTORS
from noblock.index import Names
from noblock.resolve import Resolver


class Speaking:
    """What has an effect among the functions, classes and variables that bodies mention.

    Args:
        members: Looks up attributes.
        resolver: The marks of libraries.
        names: The functions of other modules that have something to say.
        presumed: What is known of functions and variables without annotations.

    ``effectful`` are the short names of all that may have an effect, ``effectful_members`` those of class members.
    """

    def __init__(self, members: Members, resolver: Resolver, names: Names, presumed: Presumed) -> None:
        self._members = members
        self._resolver = resolver
        self._names = names
        self._presumed = presumed
        self.effectful = Vocabulary(resolver.functions, resolver.members, names.effectful)
        self.effectful_members = Vocabulary(resolver.members, names.effectful)
        self._added: set[str] = set()
        self._known: dict[SymbolNode, bool] = {}
        self._known_members: dict[tuple[TypeInfo, str], bool] = {}
        self._known_variables: dict[Var, bool] = {}

    def add(self, names: Iterable[str]) -> None:
        """Take in functions that turned out to have an effect, or to be abstract, by full name."""
        known = len(self._added)
        self._added.update(names)
        if len(self._added) > known:
            for answers in (self._known, self._known_members, self._known_variables):
                answers.clear()

    def add_name(self, short: str) -> None:
        """Take in the short name of a function or a class member that may have an effect."""
        self.effectful.add(short)
        self.effectful_members.add(short)

    def has(self, info: TypeInfo, names: Iterable[str]) -> bool:
        """Tell whether one of a class's members has an effect, or may hold something that has."""
        for name in names:
            key = (info, name)
            answer = self._known_members.get(key)
            if answer is None:
                self._known_members[key] = False  # of an attribute that holds an object of its own class
                member = self._members.find(info, name)
                answer = self.is_in(member) or self._is_inherited(info, name, member)
                if not answer and name == "__init__" and info.metaclass_type is not None:
                    answer = self.has(info.metaclass_type.type, ("__call__",))
                self._known_members[key] = answer
            if answer:
                return True
        return False

    def runs(self, info: TypeInfo, name: str) -> bool:
        """Tell whether a class member has an effect by itself, unlike an attribute that holds what may be called."""
        member = self._members.find(info, name)
        if member is None or member.marks:
            return member is not None
        return (member.node is not None and self.is_of(member.node)) or self._is_inherited(info, name, member)

    def _is_inherited(self, info: TypeInfo, name: str, member: Member | None) -> bool:
        """Tell whether a class, or a base of it, is known to make something of a method that it inherits."""
        if member is None or member.owner is info or name not in self.effectful_members:
            return False
        heirs = info.mro[: info.mro.index(member.owner)] if member.owner in info.mro else ()
        return any(self._says(f"{heir.fullname}.{name}") for heir in heirs)

    def is_in(self, member: Member | None) -> bool:
        """Tell whether a class member has an effect, or may hold something that has."""
        if member is None:
            return False
        if any(mark.category or mark.loops for mark in member.marks):
            return True
        if isinstance(member.node, Var):
            may_speak = self.is_of(member.node) or self.tells(self._type_of(member.node))
            return may_speak and member.node.name not in CONSTRUCTORS
        return member.node is not None and self.is_of(member.node)

    def is_of(self, node: SymbolNode) -> bool:
        """Tell whether a function has an effect."""
        answer = self._known.get(node)
        if answer is None:
            answer = self._known[node] = self._says(node.fullname)
        return answer

    def is_behind(self, variable: Var) -> bool:
        """Tell whether a variable is another name for something that has an effect."""
        answer = self._known_variables.get(variable)
        if answer is None:
            answer = self._known_variables[variable] = self._aliases(variable)
        return answer

    def _says(self, fullname: str) -> bool:
        for accessor in ("", ".setter", ".deleter"):
            if fullname + accessor in self._added or fullname + accessor in self._names.functions:
                return True
        _, marks = self._resolver.function(fullname)
        return any(mark.category or mark.loops for mark in marks)

    def tells(self, kind: ProperType | None) -> bool:
        """Tell whether the type of an attribute says that reading it, or calling what it holds, has an effect.

        What is not in the type is known by the name of the attribute, if it is known at all.
        """
        match kind:
            case None | TypeVarType():
                return True
            case Instance():
                is_open = kind.type.fullname == "builtins.object" or kind.type.fallback_to_any
                return is_open or self.has(kind.type, ("__call__", "__get__"))
            case CallableType():
                return kind.definition is not None and self.is_of(kind.definition)
            case UnionType() | Overloaded():
                return any(self.tells(get_proper_type(item)) for item in kind.items)
            case TypeType():
                return any(self.has(info, CONSTRUCTORS) for info in classes(kind))
            case _:
                return False

    def _type_of(self, variable: Var) -> ProperType | None:
        declared = get_proper_type(variable.type) if variable.type is not None else None
        return self._presumed.type_of(variable) or declared

    def _aliases(self, variable: Var) -> bool:
        if variable.is_suppressed_import:
            return self._presumed.type_of(variable) is not None
        if self.is_of(variable):
            return True
        kind = self._type_of(variable)
        if isinstance(kind, CallableType) and kind.definition is not None:
            return self.is_of(kind.definition)
        return any(self.has(info, CONSTRUCTORS) for info in classes(kind))
