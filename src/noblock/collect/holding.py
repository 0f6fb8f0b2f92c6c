"""Tell which argument of a constructor an attribute of the new object holds.

A constructor that is made from fields says so by itself, also where its module came from mypy's cache. One that
somebody has written has to be read, so only those of the same module count.
"""

from __future__ import annotations

from mypy.nodes import AssignmentStmt, CallExpr, Expression, FuncDef, MemberExpr, NameExpr, RefExpr, TypeInfo, Var
from mypy.types import get_proper_type

from noblock.collect.kinds import holds_functions, is_function
from noblock.collect.tree import descendants


def held(call: CallExpr, attribute: str, module: str) -> Expression | None:
    """Return what a call of a class hands over for an attribute, None if nobody can tell.

    Args:
        call: The call.
        attribute: The name of the attribute.
        module: The module that it stands in.
    """
    info = call.callee.node if isinstance(call.callee, RefExpr) else None
    if not isinstance(info, TypeInfo):
        return None
    maker: object = made_constructor(info)
    parameter = attribute
    if maker is None and info.module_name == module and "__init__" in info.names:
        maker = info.names["__init__"].node
        parameter = _parameter(maker, attribute) if isinstance(maker, FuncDef) else ""
    if not isinstance(maker, FuncDef) or parameter not in maker.arg_names[1:]:
        return None
    position = maker.arg_names.index(parameter) - 1
    for number, (argument, kind, name) in enumerate(zip(call.args, call.arg_kinds, call.arg_names)):
        if kind.is_star():
            return None
        if name == parameter or (name is None and number == position):
            return argument
    return None


def made_constructor(info: TypeInfo) -> FuncDef | None:
    """Return the constructor that mypy has made from the fields of a class, if it has."""
    symbol = info.names.get("__new__" if info.is_named_tuple else "__init__")
    made = symbol.node if symbol is not None and symbol.plugin_generated else None
    return made if isinstance(made, FuncDef) else None


def callable_fields(info: TypeInfo) -> list[str]:
    """Return the names of a class's own fields that are declared to hold functions, if its constructor takes them.

    A field may hold one, or a list or a table of them.
    """
    maker = made_constructor(info)
    if maker is None:
        return []
    return [
        name
        for name, symbol in info.names.items()
        if name in maker.arg_names
        and isinstance(symbol.node, Var)
        and symbol.node.type is not None
        and (is_function(kind := get_proper_type(symbol.node.type)) or holds_functions(kind))
    ]


def _parameter(maker: FuncDef, attribute: str) -> str:
    """Return the name of the parameter that a constructor keeps in an attribute."""
    for node in descendants(maker.body):
        if isinstance(node, AssignmentStmt) and isinstance(node.rvalue, NameExpr):
            names = [target.name for target in node.lvalues if isinstance(target, MemberExpr)]
            if attribute in names:
                return node.rvalue.name
    return ""
