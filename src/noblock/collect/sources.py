"""Find what tells of functions and variables without annotations.

Of a function its ``return`` and ``yield`` statements, of an attribute what methods of its own class assign to it or add
to the container that it holds, of a module's variable what the module and its functions do, and of a parameter the
calls of its function. They come in the order in which they need each other, by the names that they mention.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mypy.nodes import (
    ClassDef,
    Expression,
    FuncDef,
    LambdaExpr,
    MemberExpr,
    MypyFile,
    NameExpr,
    Node,
    ReturnStmt,
    SymbolNode,
    Var,
    YieldExpr,
)
from mypy.types import AnyType, CallableType, NoneType, ProperType, get_proper_type

from noblock.collect.annotations import has_unseen
from noblock.collect.contested import attribute, contested, outside
from noblock.collect.definitions import Definition, classes_in
from noblock.collect.order import in_order
from noblock.collect.parameters import Handed, Seen, handed, handed_inside
from noblock.collect.plain import ANY, parts, plain
from noblock.collect.tree import children, descendants
from noblock.collect.views import is_without_result

Open = Callable[[Var], bool]  # tells whether more may be known of a variable than mypy infers


@dataclass
class Source:
    """What one function or variable, or the parameters of a function, are worked out from.

    Attributes:
        name: Its full name.
        seen: The function, if it is one.
        parameters: What is handed to the parameters of the function, if it is about these.
        inner: The function inside that one that they are of, if they are not its own.
        values: What is assigned to the variable, each with the function where that stands.
        items: What is added to a container that it holds.
        variable: The variable, if a module or a class defines it.
        mentions: The short names that it may depend on.
    """

    name: str
    module: str
    seen: Seen | None = None
    values: list[tuple[Expression, Seen | None]] = field(default_factory=list)
    items: list[tuple[Expression, Seen]] = field(default_factory=list)
    variable: Var | None = None
    mentions: set[str] = field(default_factory=set)
    parameters: dict[int, Handed] | None = None
    inner: FuncDef | None = None

    def inherited(self) -> ProperType:
        """Return what the bases of a class say of an attribute that it puts something unknown in place of."""
        if self.variable is None or not self.variable.info:
            return ANY
        name = self.variable.name
        symbol = next((base.names[name] for base in self.variable.info.mro[1:] if name in base.names), None)
        return plain(symbol.type) if symbol is not None and symbol.type is not None else ANY


def sources_of(trees: Iterable[MypyFile], functions: Sequence[Seen]) -> Iterator[list[Source]]:
    """Yield the sources in some modules, those together that may need each other."""
    sources: dict[str, Source] = {}
    trees = list(trees)
    others = contested(trees, functions)

    def is_open(variable: Var) -> bool:
        return variable in others or _is_open(variable)

    bases = {base for tree in trees for defined in classes_in(tree) for base in defined.info.mro[1:]}
    for seen in functions:
        gives_more = is_without_result(seen[0].function) or _is_of_unseen(seen[0]) or is_hidden(seen[0])
        if gives_more and seen[1].returned and ".<" not in seen[0].name:
            source = Source(seen[0].name, seen[0].module, seen, mentions=seen[1].mentioned())
            sources.setdefault(source.name, source)
        _note_stores(seen, sources, is_open)
    for tree in trees:
        _note_variables(tree, sources, is_open)
    for seen, positions in handed(functions, bases):
        source = Source(f"({seen[0].name}", seen[0].module, seen, parameters=positions)
        for place in positions.values():
            for _, caller in place.values:
                source.mentions |= caller[1].mentioned()
        sources[source.name] = source
    for seen in functions:
        for number, (inner, positions) in enumerate(handed_inside(seen)):
            source = Source(f"({seen[0].name}.<{number}>.{inner.name}", seen[0].module, seen, parameters=positions)
            source.inner, source.mentions = inner, seen[1].mentioned()
            sources[source.name] = source
    short: dict[str, list[str]] = {}
    for name in sources:
        short.setdefault(name.rpartition(".")[2], []).append(name)
    wanted = {
        name: sorted(other for mention in source.mentions & short.keys() for other in short[mention])
        for name, source in sources.items()
    }
    for name, source in sources.items():  # what a function gives, or keeps in an attribute, may be what it is handed
        givers = [name, *(seen[0].name for _, seen in (*source.values, *source.items) if seen is not None)]
        givers += [source.seen[0].name] if source.seen is not None and source.inner is not None else []
        wanted[name].extend(f"({giver}" for giver in dict.fromkeys(givers) if f"({giver}" in sources)
    for group in in_order(wanted):
        yield [sources[name] for name in group]


def own_results(function: FuncDef) -> tuple[list[Expression], list[Expression]]:
    """Return what a function returns and what it yields, without what functions inside it do."""
    returned: list[Expression] = []
    yielded: list[Expression] = []
    stack: list[Node] = [function.body]
    while stack:
        node = stack.pop()
        if isinstance(node, (FuncDef, LambdaExpr, ClassDef)):
            continue
        if isinstance(node, ReturnStmt) and node.expr is not None:
            returned.append(node.expr)
        elif isinstance(node, YieldExpr) and node.expr is not None:
            yielded.append(node.expr)
        if function.is_generator or not isinstance(node, Expression):  # only an expression can yield
            stack.extend(reversed(children(node)))
    return returned, yielded


def is_hidden(definition: Definition) -> bool:
    """Tell whether a function says what it returns, and a decorator without annotations makes ``Any`` of it."""
    made = definition.decorator.var.type if definition.decorator is not None else None
    return isinstance(get_proper_type(made), AnyType) and not is_without_result(definition.function)


def _is_of_unseen(definition: Definition) -> bool:
    """Tell whether a decorated function gives instances of a class that mypy cannot see."""
    kind = definition.function.type
    return bool(definition.decorators) and isinstance(kind, CallableType) and has_unseen(kind.ret_type)


def _note_stores(seen: Seen, sources: dict[str, Source], is_open: Open) -> None:
    """Note what a function assigns to attributes and to variables of its module, and adds to what they hold."""
    for target, value in seen[1].stored:
        source = _attribute(seen, target, sources, is_open)
        if source is not None:
            source.values.append((value, seen))
    for node, bindings in seen[1].bindings.items():
        bound = [one.value for one in bindings if one is not None and one.how == "value" and one.position is None]
        source = _variable(seen, node, sources, is_open) if bound else None
        if source is not None:
            source.values.extend((value, seen) for value in bound)
    for container, value in seen[1].added:
        if isinstance(container, MemberExpr):
            source = _attribute(seen, container, sources, is_open)
        else:
            source = _variable(seen, container.node, sources, is_open)
        if source is not None:
            source.items.append((value, seen))


def _attribute(seen: Seen, target: MemberExpr, sources: dict[str, Source], is_open: Open) -> Source | None:
    """Return the source of an attribute of a method's own instance, None if more cannot be known of it."""
    info, variable = seen[0].info, attribute(seen, target)
    if info is None or not isinstance(variable, Var) or not is_open(variable):
        return None
    return _source(f"{info.fullname}.{target.name}", seen, sources)


def _variable(seen: Seen, node: SymbolNode | None, sources: dict[str, Source], is_open: Open) -> Source | None:
    """Return the source of a variable of a function's own module, None if more cannot be known of it."""
    if not isinstance(node, Var) or node.fullname != f"{seen[0].module}.{node.name}" or not is_open(node):
        return None
    return _source(node.fullname, seen, sources)


def _source(name: str, seen: Seen, sources: dict[str, Source]) -> Source:
    source = sources.setdefault(name, Source(name, seen[0].module))
    source.mentions |= seen[1].mentioned()
    return source


def _note_variables(tree: MypyFile, sources: dict[str, Source], is_open: Open) -> None:
    """Note the variables that a module and its classes define and do not annotate."""
    for node, value in outside(tree):
        if isinstance(node, Var) and is_open(node):
            source = sources.setdefault(node.fullname, Source(node.fullname, tree.fullname))
            source.variable = node
            source.values.append((value, None))
            source.mentions |= {below.name for below in descendants(value) if isinstance(below, (NameExpr, MemberExpr))}


def _is_open(variable: Var) -> bool:
    """Tell whether more may be known of a variable than mypy infers."""
    if "." not in variable.fullname or variable.is_suppressed_import:
        return False
    kind = get_proper_type(variable.type) if variable.type is not None else None
    if kind is None or isinstance(kind, NoneType):
        return variable.is_inferred or kind is None
    return any(isinstance(part, AnyType) for part in parts(kind)) and variable.is_inferred
