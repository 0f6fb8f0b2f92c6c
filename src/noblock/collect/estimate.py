"""Tell the type of an expression from declarations alone, or admit not to know it.

This decides only whether a body is worth mypy's own inference, so it must never be wrong, but may give up at any
time. It reads what semantic analysis and the module's top level have settled: annotations, return types, the types of
attributes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from mypy.nodes import (
    AwaitExpr,
    CallExpr,
    CastExpr,
    ConditionalExpr,
    Decorator,
    Expression,
    FuncDef,
    IndexExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    OpExpr,
    OverloadedFuncDef,
    RefExpr,
    StrExpr,
    SymbolNode,
    TypeInfo,
    Var,
)
from mypy.types import AnyType, Instance, ProperType, TypedDictType, TypeOfAny, TypeType, get_proper_type

from noblock.collect.constants import LITERALS
from noblock.collect.declared import Declared, bare, is_invented, is_settled, keeps_its_class, made, subscript, union
from noblock.collect.glance import Binding, Glance
from noblock.collect.special import COMPARISONS, OPERATORS, is_class_of

DEEPEST = 8
MOST_BINDINGS = 4
# What is run on an operand that comes to nothing else than an item of it or an answer about it.
_INSIDE = {("__getitem__",), *((special,) for special in COMPARISONS.values())}


class Estimate:
    """Knows the declared types in one outermost function.

    Args:
        seen: The function at a glance.
        info: Its class, if it is a method.
        first: The variable of its first parameter, if that is the instance or the class.
        builtin: Finds a class of ``builtins`` by name.
        presumed: What is known of a function or a variable without annotations.
    """

    def __init__(
        self,
        seen: Glance,
        info: TypeInfo | None,
        first: SymbolNode | None,
        builtin: Callable[[str], TypeInfo],
        presumed: Callable[[SymbolNode | None], ProperType | None],
    ) -> None:
        self._seen = seen
        self._presumed = presumed
        self._declared = Declared(presumed)
        self._info = info
        self._first = first
        self._builtin = builtin
        self._answers: dict[Callable[[Glance], bool], bool] = {}
        self._takes_invented = False
        self._certain: dict[Expression, ProperType] | None = None

    def may_be(self, answer: Callable[[Glance], bool]) -> bool:
        """Return what a question about the whole function was answered, which is asked once."""
        if answer not in self._answers:
            self._answers[answer] = answer(self._seen)
        return self._answers[answer]

    def ask_again(self) -> None:
        """Ask all questions about the whole function anew, because there is more to know; its types stay the same."""
        self._answers.clear()

    def keep_types(self) -> None:
        """Remember the types of expressions from now on, because nothing more will be presumed."""
        self._certain = {}

    @cached_property
    def taken_from(self) -> dict[Expression, str]:
        """The expressions of which only attributes are taken, each with the name of that."""
        return {node.expr: node.name for node in self._seen.references if isinstance(node, MemberExpr)}

    @cached_property
    def looked_into(self) -> set[Expression]:
        """The expressions of which only attributes or items are taken, or that are compared: none of them is called."""
        inside = {node for special, node in self._seen.operated if special in _INSIDE}
        return inside.union(self.taken_from, self._seen.iterated, self._seen.entered)

    def of(self, node: Expression, depth: int = 0) -> ProperType | None:
        """Return the type of an expression; None if it is not certain."""
        known = self._certain.get(node) if self._certain else None
        if known is not None or depth > DEEPEST:
            return known
        literal = LITERALS.get(type(node))
        if literal is not None:
            return bare(self._builtin(literal))
        found = self._of(node, depth + 1)
        if self._takes_invented:
            return found
        if found is None or is_invented(found) or not is_settled(found):
            return None
        if self._certain is not None:
            self._certain[node] = found
        return found

    def with_invented(self, node: Expression) -> ProperType | None:
        """Return the type of an expression, also if that stands for a library that mypy cannot see."""
        self._takes_invented = True
        try:
            return self.of(node)
        finally:
            self._takes_invented = False

    def result_of(self, function: Expression) -> ProperType | None:
        """Return the type of what a call of a function or class gives; None if it is not certain."""
        return self.of(CallExpr(function, [], [], []))

    def _of(self, node: Expression, depth: int) -> ProperType | None:
        match node:
            case NameExpr():
                return self._name(node, depth)
            case MemberExpr():
                return self._member(node, depth)
            case CallExpr(analyzed=CastExpr() as cast):
                kind = get_proper_type(cast.type)
                is_unseen = isinstance(kind, AnyType) and kind.type_of_any == TypeOfAny.from_unimported_type
                return None if is_unseen else kind
            case CallExpr():
                return self._returned(node, depth)
            case ConditionalExpr():
                return union([self.of(node.if_expr, depth), self.of(node.else_expr, depth)])
            case OpExpr() if node.op in ("or", "and"):
                return union([self.of(node.left, depth), self.of(node.right, depth)])
            case OpExpr() if node.op in OPERATORS:
                name = OPERATORS[node.op]
                left, right = self.of(node.left, depth), self.of(node.right, depth)
                if left is None or right is None:
                    return None
                answers = [self._declared.call_of(left, f"__{name}__"), self._declared.call_of(right, f"__r{name}__")]
                return union([answer for answer in answers if answer is not None])
            case AwaitExpr():
                awaited = self.of(node.expr, depth)
                if isinstance(awaited, Instance) and awaited.type.fullname == "typing.Coroutine":
                    return get_proper_type(awaited.args[2])
                return None
            case IndexExpr():
                base = self.of(node.base, depth)
                if isinstance(base, TypedDictType) and isinstance(node.index, StrExpr):
                    item = base.items.get(node.index.value)
                    return get_proper_type(item) if item is not None else None
                return subscript(base)
            case _:
                return None

    def _name(self, node: NameExpr, depth: int) -> ProperType | None:
        variable = node.node
        if isinstance(variable, TypeInfo):
            return TypeType(bare(variable))
        if not isinstance(variable, Var) or node.name in self._seen.narrowed:
            return None
        bound = self._seen.bindings.get(variable)
        is_local = "." not in variable.fullname
        declared = self._presumed(variable) if bound is not None and is_local else None
        if declared is not None:
            return declared
        if bound is None:
            if variable is self._first and self._info is not None:
                own = bare(self._info)
                return TypeType(own) if variable.is_cls else own
            return self._variable(variable)
        plain = [one for one in bound if one is None or one.how != "augmented"]
        found = [self._bound(one, depth) for one in plain] if len(plain) <= MOST_BINDINGS else []
        if len(plain) != len(bound) and not all(keeps_its_class(kind) for kind in found):
            return None
        elsewhere = self._variable(variable) if len(plain) <= MOST_BINDINGS else None
        return union([*([] if is_local else [elsewhere]), *self._as_declared(variable, found)])

    def _as_declared(self, variable: Var, found: list[ProperType | None]) -> list[ProperType | None]:
        """Return what a variable may be: of what is ``Any`` mypy believes the annotation, and so of a parameter."""
        stated = get_proper_type(variable.type) if variable.type is not None and not variable.is_inferred else None
        if stated is None:
            return found
        handed = [stated] if variable in self._seen.parameters else []
        return handed + [stated if isinstance(kind, AnyType) else kind for kind in found]

    def _bound(self, binding: Binding | None, depth: int) -> ProperType | None:
        """Return the type that one binding gives a local variable."""
        if binding is None:
            return None
        kind = self.of(binding.value, depth)
        if binding.how == "element":
            kind = self._declared.element(kind)
        elif binding.how == "entered":
            kind = self._declared.call_of(kind, "__enter__")
        return kind if binding.position is None else self._declared.item_at(kind, binding.position)

    def _member(self, node: MemberExpr, depth: int) -> ProperType | None:
        if isinstance(node.expr, NameExpr) and isinstance(node.expr.node, MypyFile):
            target = node.node
            if isinstance(target, TypeInfo):
                return TypeType(bare(target))
            return self._variable(target) if isinstance(target, Var) else None
        if node.name in self._seen.assigned or node.name in self._seen.narrowed:
            return None
        receiver = self.of(node.expr, depth)
        return _class_of(receiver) if is_class_of(node) else self._declared.attribute(receiver, node.name)

    def _variable(self, variable: Var) -> ProperType | None:
        presumed = self._presumed(variable)
        if presumed is not None or variable.type is not None:
            return presumed or get_proper_type(variable.type)
        return AnyType(TypeOfAny.unannotated) if variable in self._seen.parameters else None

    def _returned(self, node: CallExpr, depth: int) -> ProperType | None:
        callee = node.callee
        target = callee.node if isinstance(callee, (NameExpr, MemberExpr)) else None
        if is_class_of(node):
            return _class_of(self.of(node.args[0], depth))
        if isinstance(target, TypeInfo):
            return made(target)
        if target is self._first and target is not None:
            kind = self.of(callee, depth)
            return made(kind.item.type) if isinstance(kind, TypeType) and isinstance(kind.item, Instance) else None
        if isinstance(callee, NameExpr) and callee.fullname == "builtins.sorted" and node.args:
            item = self._declared.element(self.of(node.args[0], depth))
            return Instance(self._builtin("list"), [item]) if item is not None else None
        owner = callee.expr if isinstance(callee, MemberExpr) else None
        is_of_class = isinstance(owner, RefExpr) and isinstance(owner.node, TypeInfo)
        if isinstance(callee, MemberExpr) and (target is None or is_of_class):
            receiver = self.of(callee.expr, depth)
            return receiver if isinstance(receiver, AnyType) else self._declared.call_of(receiver, callee.name)
        if isinstance(target, (FuncDef, Decorator, OverloadedFuncDef)):
            return self._declared.result(target, None)
        return None


def _class_of(kind: ProperType | None) -> ProperType | None:
    return TypeType(kind) if isinstance(kind, Instance) else None
