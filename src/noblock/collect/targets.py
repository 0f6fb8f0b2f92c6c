"""Name what a function, a class member, a class, a type or an import path stands for.

A marked function by its mark, one of the project by its name; of anything else nothing is known.
"""

from __future__ import annotations

from mypy.nodes import CallExpr, Expression, Node, SymbolNode, TypeInfo
from mypy.types import ProperType

from noblock.collect.imports import Known
from noblock.collect.kinds import is_generated, is_named_tuple
from noblock.collect.members import Member, classes, definitions, function_of, instances
from noblock.collect.mixins import is_view, runs_at_once, view_of
from noblock.collect.overloads import chosen
from noblock.collect.scope import Scope
from noblock.collect.surroundings import Surroundings
from noblock.declarations import Mark
from noblock.fullnames import CONSTRUCTORS, POST_INIT
from noblock.model import Function, Lazy, Marked, Value

_FIRST = (("self",), ("cls",))


class Targets:
    """Knows what the symbols and types in one outermost function stand for.

    Args:
        around: Its module.
        scope: The names inside it.
    """

    def __init__(self, around: Surroundings, scope: Scope) -> None:
        self._around = around
        self._scope = scope
        self._imported: Known = {}

    def member(self, member: Member | None, call: CallExpr | None, *, is_bound: bool) -> tuple[Value, ...]:
        """Return the callables that a class member stands for."""
        if member is None:
            return ()
        if member.marks:
            mark = chosen(member.marks, call, self._around.types, self._around.resolver)
            if mark is None:
                return ()
            is_given = is_bound or mark.accessor == "classmethod"
            return (Marked(member.name, mark, 1 if is_given and mark.parameters[:1] in _FIRST else 0),)
        function = function_of(member.node)
        if function is None:
            return ()
        skips = 0 if function.is_static or not (is_bound or function.is_class) else 1
        return self.function(member.node, call, skips, member.receiver)

    def constructor(self, info: TypeInfo, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what runs when an instance of a class is made."""
        found: list[Value] = []
        made_by = info.metaclass_type
        if made_by is not None:
            found.extend(one for one in self.calls_of(made_by.type, call) if isinstance(one, Function))
        for name in CONSTRUCTORS:
            member = self._around.members.find(info, name)
            if member is None or member.owner.fullname == "builtins.object":
                continue
            if member.owner.fullname == "builtins.tuple" and is_named_tuple(info):
                continue
            if name in POST_INIT and not is_generated(info):
                continue
            for value in self.member(member, call, is_bound=True):
                if isinstance(value, Marked):
                    value = Marked(value.name.removesuffix(f".{name}"), value.mark, 1)
                elif isinstance(value, Function):
                    value = Function(value.name, 1, value.receiver)
                found.append(value)
        return tuple(found)

    def function(
        self, node: SymbolNode | None, call: CallExpr | None, skips: int = 0, receiver: str = ""
    ) -> tuple[Value, ...]:
        """Return a function: by its marks if it has any, else by name."""
        if node is None:
            return ()
        function = function_of(node)
        known = self._scope.names.get(function) if function is not None else None
        if known is not None:
            return (Function(known, skips, receiver),)
        fullname = node.fullname
        label, marks = self._around.resolver.function(fullname)
        if marks:
            return self.marked(label, marks, call, skips)
        module = function.info.module_name if function is not None and function.info else fullname.rpartition(".")[0]
        is_mixed_in = receiver not in ("", "builtins.dict", "builtins.list") and runs_at_once(fullname)
        is_run = is_mixed_in or self._around.members.is_project(module)
        return (Function(fullname, skips, receiver),) if is_run else ()

    def view(self, node: Expression) -> tuple[Value, ...]:
        """Return what looping over a view runs, where that is made on the spot from an object of a class."""
        method = view_of(node)
        found: list[Value] = []
        for info in instances(self._around.type(method.expr)) if method is not None else ():
            member = self._around.members.find(info, method.name) if method is not None else None
            if member is not None and member.receiver and member.node is not None and is_view(member.node.fullname):
                found.append(Lazy(Function(member.node.fullname, 1, member.receiver), (), "iterate"))
        return tuple(found)

    def marked(self, label: str, marks: tuple[Mark, ...], call: CallExpr | None, skips: int = 0) -> tuple[Value, ...]:
        """Return a marked function, if one of its overloads applies at a call."""
        mark = chosen(marks, call, self._around.types, self._around.resolver)
        return (Marked(label, mark, skips),) if mark is not None else ()

    def inner(self, node: Node) -> tuple[Value, ...]:
        """Return a function, a lambda or a generator expression that is made inside, or in the module's own code."""
        name = self._scope.names.get(node) or self._around.module_scope.names.get(node)
        return (Function(name),) if name else ()

    def by_path(self, node: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what an import path names, where mypy has no types for it."""
        if not self._around.imports.are_unseen:
            return ()
        found = self._around.imports.path(node, self._scope, self._imported)
        if found is None or not found.marks:
            return ()
        return self.marked(found.name, found.marks, call, found.skips)

    def by_type(self, node: Expression, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what an expression may be, as far as its type tells."""
        kind = self._around.type(node)
        found: list[Value] = []
        for definition, is_bound in definitions(kind):
            function = function_of(definition)
            is_method = function is not None and bool(function.info) and not function.is_static
            found.extend(self._definition(definition, call, 1 if is_bound and is_method else 0))
        return (*found, *self.instance_calls(kind, call))

    def instance_calls(self, kind: ProperType | None, call: CallExpr | None) -> tuple[Value, ...]:
        """Return what calling a value of this type runs, if it is an instance of a class or a class."""
        found: list[Value] = []
        for info in classes(kind):
            found.extend(self.constructor(info, call))
        for info in instances(kind):
            found.extend(self.calls_of(info, call))
        return tuple(found)

    def calls_of(self, info: TypeInfo, call: CallExpr | None = None, *, special: str = "__call__") -> tuple[Value, ...]:
        """Return what calling an instance of a class runs, or another special method of it."""
        member = self._around.members.find(info, special)
        return self.member(member, call, is_bound=True) if member is not None else ()

    def _definition(self, node: SymbolNode, call: CallExpr | None, skips: int) -> tuple[Value, ...]:
        """Return a function known by definition only; a method's marks are those of its class."""
        function = function_of(node)
        if function is not None and function.info:
            member = self._around.members.find(function.info, function.name)
            if member is not None and member.marks:
                return self.member(member, call, is_bound=skips > 0)
        return self.function(node, call, skips)
