"""Know what functions without annotations are for a look into their bodies.

What is presumed of their parameters holds there only, and so does what stands for the class of a method's object.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mypy.nodes import FuncDef, TypeInfo
from mypy.typeops import callable_type
from mypy.types import CallableType, Instance, Type, TypeVarType

from noblock.collect.own import with_own
from noblock.collect.plain import ANY
from noblock.collect.showing import show
from noblock.collect.views import hide_values, is_seen_otherwise, is_without_result, undecided, view

INNER = "inner "  # before the number of a function inside another one, what is presumed of it, and the other's name
GIVEN = "given "  # before the positions of the parameters of which something is presumed, and their function
GIVING = "giving "  # before the full name of a method that gives an object of the class of its own


class Inside:
    """The functions of which something is presumed inside of them.

    Args:
        find_class: Finds a class by its full name.

    ``giving`` holds the methods that give an object of the class of their own, each with what stands for that class.
    """

    def __init__(self, find_class: Callable[[str], TypeInfo]) -> None:
        self._find_class = find_class
        self._parameters: dict[FuncDef, dict[int, Type]] = {}
        self._inner: dict[FuncDef, dict[FuncDef, None]] = {}
        self.giving: dict[FuncDef, TypeVarType] = {}

    def add_parameter(self, function: FuncDef, index: int, kind: Type) -> None:
        """Presume something of a parameter."""
        self._parameters.setdefault(function, {})[index] = kind

    def add_inner(self, function: FuncDef, inner: FuncDef) -> None:
        """Take in a function inside another one of whose parameters something is presumed."""
        self._parameters.setdefault(function, {})
        self._inner.setdefault(function, {})[inner] = None

    def names(self, function: FuncDef) -> Iterator[str]:
        """Yield names for what is presumed inside a function."""
        if function in self._parameters:
            yield f"{GIVEN}{sorted(self._parameters[function])} {function.fullname}"
        for number, inner in enumerate(self._inner.get(function, ())):
            yield f"{INNER}{number} {sorted(self._parameters[inner])} {function.fullname}"
        if function in self.giving:
            yield f"{GIVING}{function.fullname}"

    def show(self, function: FuncDef) -> Iterator[Callable[[], None]]:
        """Show a function as it is seen from inside; yield what takes that away again."""
        is_different = is_seen_otherwise(function)
        if is_different or function in self._parameters or is_without_result(function):
            inside = self._signature(function)
            yield show(function, view(function, inside) if is_different else inside)
        if is_different:
            yield hide_values(function)
        for inner in self._inner.get(function, ()):
            yield show(inner, self.signature(inner).copy_modified(arg_types=self._arguments(inner)))
            for index, kind in self._parameters[inner].items():
                yield show(inner.arguments[index].variable, kind)

    def signature(self, function: FuncDef) -> CallableType:
        """Return the type that mypy takes a function to have."""
        if isinstance(function.type, CallableType):
            return function.type
        return callable_type(function, Instance(self._find_class("builtins.function"), []))

    def result(self, function: FuncDef, kind: Type) -> Type:
        """Return what a call gives of a function whose ``return`` or ``yield`` statements give something of a type."""
        if function.is_generator:
            name = "typing.AsyncGenerator" if function.is_async_generator else "typing.Generator"
            info = self._find_class(name)
            return Instance(info, [kind, ANY, ANY][: len(info.type_vars)])
        if function.is_coroutine:
            return Instance(self._find_class("typing.Coroutine"), [ANY, ANY, kind])
        return kind

    def _signature(self, function: FuncDef) -> CallableType:
        """Return a function's type for a look into its body.

        Where it does not say what it returns, that may be anything.
        """
        signature = self.signature(function)
        result = signature.ret_type
        if is_without_result(function):
            anything = Instance(self._find_class("builtins.object"), [])
            result = self.result(function, undecided(anything) if function.is_coroutine else anything)
        inside = signature.copy_modified(arg_types=self._arguments(function), ret_type=result, implicit=False)
        return with_own(inside, self.giving[function]) if function in self.giving else inside

    def _arguments(self, function: FuncDef) -> list[Type]:
        """Return the types of a function's parameters, with what is presumed of them."""
        presumed = self._parameters.get(function, {})
        return [presumed.get(index, kind) for index, kind in enumerate(self.signature(function).arg_types)]
