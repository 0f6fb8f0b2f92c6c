"""Read annotations that name classes of libraries that mypy cannot see, and that it has made ``Any`` of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

from mypy.nodes import (
    AssignmentStmt,
    CallExpr,
    CastExpr,
    FuncDef,
    IndexExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    RefExpr,
    StrExpr,
    TupleExpr,
    TypeAlias,
    Var,
)
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    NoneType,
    ProperType,
    TupleType,
    Type,
    TypeOfAny,
    TypeType,
    UnboundType,
    UnionType,
    get_proper_type,
)

from noblock.collect.imports import Imports, is_imported_inside
from noblock.collect.outside import module_level
from noblock.collect.parameters import Seen
from noblock.collect.plain import ANY, is_telling, parts, plain, united
from noblock.collect.presumed import Presumed
from noblock.collect.spelling import spelled
from noblock.collect.stored import RESULT

At = Callable[[str], ProperType | None]
_ANNOTATED = ("typing.Annotated", "typing_extensions.Annotated")


def standing_for(tree: MypyFile, imports: Imports, presumed: Presumed) -> At:
    """Return a function that tells what a dotted name stands for in a module, if that is in such a library."""

    def at(name: str) -> ProperType | None:
        found = _imported(name, imports, presumed)
        symbol = tree.names.get(name)
        if found is None and symbol is not None and isinstance(symbol.node, TypeAlias):
            meant = presumed.alias(symbol.node.fullname)
            return TypeType(meant) if isinstance(meant, Instance) else None
        return found or (presumed.type_of(symbol.node) if symbol is not None else None)

    return at


def note_imported(tree: MypyFile, imports: Imports, presumed: Presumed) -> None:
    """Presume what stands behind imports of such libraries in a module, and behind aliases of what they import."""
    for name, symbol in tree.names.items():
        is_own = symbol.node is not None and symbol.node.fullname == f"{tree.fullname}.{name}"
        if is_own and isinstance(symbol.node, Var) and symbol.node.is_suppressed_import:
            presumed.add_import(symbol.node, imports.source(name))
    for statement in tree.defs:
        match statement:
            case AssignmentStmt(lvalues=[NameExpr(name=name)], rvalue=IndexExpr() as written):
                alias = tree.names[name].node if name in tree.names else None
                is_unseen = isinstance(alias, TypeAlias) and has_unseen(alias.target)
                found = _imported(_annotated(written), imports, presumed) if is_unseen else None
                if isinstance(found, TypeType):
                    presumed.add_alias(f"{tree.fullname}.{name}", get_proper_type(found.item))


def _imported(name: str, imports: Imports, presumed: Presumed) -> ProperType | None:
    """Return what a dotted name stands for by the imports of its module."""
    first, _, rest = name.partition(".")
    path = imports.source(first)
    return presumed.at(f"{path}.{rest}" if rest else path) if path else None


def _annotated(written: IndexExpr) -> str:
    """Return the name that ``Annotated[...]`` is written for, empty if an expression is something else."""
    items = written.index.items if isinstance(written.index, TupleExpr) else []
    is_annotated = isinstance(written.base, RefExpr) and written.base.fullname in _ANNOTATED
    return spelled(items[0]) if items and is_annotated else ""


def names_aliases(tree: MypyFile, presumed: Presumed) -> bool:
    """Tell whether a module has a name for an alias of a class in such a library."""
    aliases = (symbol.node for symbol in tree.names.values() if isinstance(symbol.node, TypeAlias))
    return any(presumed.alias(alias.fullname) is not None for alias in aliases)


def note_annotated(tree: MypyFile, functions: list[Seen], imports: Imports, presumed: Presumed) -> None:
    """Presume what annotations in a module say that name such libraries."""
    at = standing_for(tree, imports, presumed)
    for definition, seen in functions:
        function = definition.function
        for node in seen.references:
            if isinstance(node.node, Var) and node.node.is_suppressed_import and is_imported_inside(node.node):
                presumed.add_import(node.node, imports.source(node.node.name))
        for name, cast, kind in casts(seen.calls, at):
            presumed.add_cast(name, cast, kind)
        for inner in seen.inner:
            for position, kind in parameters(inner, at):
                presumed.add_inner_parameter(function, inner, position, kind)
        for position, kind in parameters(function, at):
            presumed.add_parameter(function, position, kind)
        returned = result(function, at)
        if returned is not None and not (definition.decorator is not None and definition.decorator.decorators):
            kept = presumed.inside.result(function, returned) if function.is_coroutine else returned
            presumed.add(definition.name, RESULT, kept)
    inside = (declaration for _, seen in functions for declaration in seen.declared)
    for variable, kind in variables(chain(module_level(tree), inside), at):
        presumed.add_declared(variable, kind)


def parameters(function: FuncDef, at: At) -> Iterator[tuple[int, ProperType]]:
    """Yield the parameters that are annotated with such classes: their positions and types.

    Args:
        function: The function.
        at: What a dotted name stands for in the module, if that is in such a library.
    """
    written, known = function.unanalyzed_type, function.type
    if not isinstance(written, CallableType) or not isinstance(known, CallableType):
        return
    for position, (annotation, kind) in enumerate(zip(written.arg_types, known.arg_types)):
        if has_unseen(kind):
            found = named(annotation, kind, at)
            if is_telling(found):
                yield position, found


def result(function: FuncDef, at: At) -> ProperType | None:
    """Return what a function is annotated to return, if that is such a class."""
    written, known = function.unanalyzed_type, function.type
    if not isinstance(written, CallableType) or not isinstance(known, CallableType):
        return None
    kind = get_proper_type(known.ret_type)
    if function.is_coroutine and isinstance(kind, Instance) and kind.type.fullname == "typing.Coroutine":
        kind = get_proper_type(kind.args[2])
    if not has_unseen(kind):
        return None
    found = named(written.ret_type, kind, at)
    return found if is_telling(found) else None


def variables(declarations: Iterable[Node], at: At) -> Iterator[tuple[Var, ProperType]]:
    """Yield the variables and attributes that some statements declare with such classes."""
    for statement in declarations:
        if isinstance(statement, AssignmentStmt) and statement.unanalyzed_type and has_unseen(statement.type):
            found = named(statement.unanalyzed_type, statement.type, at)
            target = getattr(statement.lvalues[0], "node", None)  # a name or an attribute; nothing else is declared
            if isinstance(target, Var) and is_telling(found):
                yield target, found


def casts(calls: Iterable[CallExpr], at: At) -> Iterator[tuple[str, CastExpr, ProperType]]:
    """Yield the casts to such classes, each with the name of the function that it is written with."""
    for call in calls:
        cast = call.analyzed
        if isinstance(cast, CastExpr) and has_unseen(cast.type) and isinstance(call.callee, (NameExpr, MemberExpr)):
            written = call.args[0]
            found = at(written.value if isinstance(written, StrExpr) else spelled(written))
            if isinstance(found, TypeType):
                yield call.callee.name, cast, get_proper_type(found.item)


def has_unseen(kind: Type | None) -> bool:
    """Tell whether a declared type is, or may be, something that could not be imported."""
    return kind is not None and any(
        isinstance(part, AnyType) and part.type_of_any == TypeOfAny.from_unimported_type for part in parts(kind)
    )


def named(annotation: Type, kind: Type | None, at: At) -> ProperType:
    """Return what an annotation names, as far as it names such classes.

    Args:
        annotation: As it is written.
        kind: What mypy has made of it.
        at: What a dotted name stands for in the module, if that is in such a library.
    """
    known = get_proper_type(kind) if kind is not None else None
    match annotation:
        case UnboundType(name="None"):
            return NoneType()
        case UnboundType() if annotation.args and annotation.name.rpartition(".")[2] in ("Optional", "Union"):
            return united(named(item, None, at) for item in annotation.args)
        case UnboundType() if annotation.args and annotation.name.rpartition(".")[2] == "Annotated":
            return named(annotation.args[0], known, at)
        case UnboundType() if annotation.args:
            return _with_arguments(annotation.args, known, at)
        case UnboundType():
            found = at(annotation.name)
            return get_proper_type(found.item) if isinstance(found, TypeType) else ANY
        case UnionType():
            return united(named(item, None, at) for item in annotation.items)
        case _:
            return ANY


def _with_arguments(written: Sequence[Type], known: ProperType | None, at: At) -> ProperType:
    """Return a class, a tuple or a function with those of its arguments filled in that name such classes."""
    match known:
        case Instance() if len(known.args) == len(written):
            return Instance(known.type, [_filled(*both, at) for both in zip(written, known.args)])
        case TupleType() if len(known.items) == len(written):
            items: list[Type] = [_filled(*both, at) for both in zip(written, known.items)]
            return TupleType(items, Instance(known.partial_fallback.type, [ANY]))
        case TypeType() if isinstance(found := named(written[0], known.item, at), Instance):
            return TypeType(found)
        case CallableType():  # written as the parameters, and the result behind them
            return plain(known.copy_modified(ret_type=_filled(written[-1], known.ret_type, at)))
        case _:
            return ANY


def _filled(annotation: Type, kind: Type, at: At) -> ProperType:
    """Return what an annotation names, or what mypy has made of it."""
    return named(annotation, kind, at) if has_unseen(kind) else plain(kind)
