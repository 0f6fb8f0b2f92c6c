"""Find the methods that run others of their own object, for which subclasses may have something else.

A template method, such as a ``run`` that calls ``self.load()`` or reads a property, is written where nothing is known
of the classes below, or of those that a mixin is for, which alone have a ``load``. Who writes one of these knows both.
So what a method runs of its own object is kept by name, and whoever overrides that follows the names through the bases
of the class. What calls the class of its object runs the constructor of that, and ``super().run()`` what the next class
has that is above the one it is written in.

The tree alone tells, without types: who calls ``self.load()`` there and then, and neither awaits what that gives nor
accepts that it blocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from mypy.nodes import (
    AssignmentStmt,
    AwaitExpr,
    CallExpr,
    ConditionalExpr,
    Expression,
    IfStmt,
    ListExpr,
    MatchStmt,
    MemberExpr,
    NameExpr,
    Node,
    OpExpr,
    RefExpr,
    ReturnStmt,
    SuperExpr,
    SymbolNode,
    TupleExpr,
    TypeInfo,
    Var,
    WhileStmt,
)

from noblock.collect.definitions import Definition, instance_of
from noblock.collect.glance import Glance
from noblock.collect.members import function_of, is_async, is_property
from noblock.collect.parameters import Seen
from noblock.collect.special import is_class_of
from noblock.collect.tree import at_once, descendants
from noblock.project import Project

_MADE = "__init__"  # what calling a class runs
_PERHAPS = "?"  # stands behind the names of steps that depend on what the method is handed
_ABOVE = "^"  # stands before the names of what ``super()`` finds
# What decides which of the parts of a node run.
_TESTS: Mapping[type[Node], Callable[[Any], Sequence[Expression]]] = {
    IfStmt: lambda node: node.expr,
    WhileStmt: lambda node: [node.expr],
    ConditionalExpr: lambda node: [node.cond],
    OpExpr: lambda node: [node.left] if node.op in ("and", "or") else [],
    MatchStmt: lambda node: [node.subject],
}


def steps_of(functions: Iterable[Seen], project: Project) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the names of the methods that others run of their own object, by module and full name of these.

    Args:
        functions: All of some modules that are worked out together.
        project: Knows the others.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for definition, seen in functions:
        own = instance_of(definition) if definition.info is not None else None
        if definition.info is None or own is None or _is_moved(definition, project):
            continue
        candidates: list[Expression] = [*seen.references, *seen.calls]
        if any(_step(node, own, definition.info, project) for node in candidates):
            steps = _steps(definition, own, definition.info, seen, project)
            if steps:
                found[definition.module][definition.name] = tuple(sorted(steps))
    return found


def named(steps: Iterable[str]) -> list[str]:
    """Return the names of all methods among some steps."""
    return [step.removesuffix(_PERHAPS) for step in steps]


def certain(steps: Iterable[str]) -> list[str]:
    """Return the names of the methods among some steps that are run whatever the caller hands over."""
    return [step for step in steps if not step.endswith(_PERHAPS)]


def short_name(step: str) -> str:
    """Return the name of the method that a step runs."""
    return step.removeprefix(_ABOVE)


def in_order(info: TypeInfo, name: str) -> tuple[str, SymbolNode | None]:
    """Return the full name of the member that instances of a class have under a name, and its node."""
    owner = info.get_containing_type_info(name)
    return (f"{owner.fullname}.{name}", owner.names[name].node) if owner is not None else ("", None)


def above(info: TypeInfo, base: TypeInfo, step: str) -> TypeInfo | None:
    """Return the class whose method a step runs that looks behind one of the bases of a class, None for other steps."""
    name = short_name(step)
    classes = info.mro[info.mro.index(base) + 1 :] if name != step and base in info.mro else ()
    return next((one for one in classes if name in one.names), None)


def _is_open(info: TypeInfo, step: str, project: Project, *, is_read: bool) -> bool:
    """Tell whether a step runs a method of a class there and then, and subclasses can have another."""
    if step == _MADE:
        return True
    short = short_name(step)
    owner = above(info, info, step)
    name, node = in_order(info if owner is None else owner, short)
    is_private = short.startswith("__") and not short.endswith("__")
    if not name:  # perhaps a class that this one is mixed into has it
        return step == short and not is_read and not is_private
    if owner is not None and owner.fullname == "builtins.object":  # or one that comes before it in a class below
        return not is_read
    if function_of(node) is None or is_property(node) != is_read or (owner is None and is_async(node)):
        return False
    mark = project.mark(name)
    return not is_private and not (mark is not None and mark.decides) and project.module_of(name) in project


def _steps(definition: Definition, own: SymbolNode, info: TypeInfo, seen: Glance, project: Project) -> set[str]:
    """Return the names of the methods that a method runs of its own object, there and then.

    What it also hands over is left out: whoever both calls ``self.load()`` and moves ``self.load`` knows when to.
    """
    ignored = project.modules[definition.module].ignored_lines
    handed = seen.parameters - {own}
    found: dict[str, bool] = {}
    moved: set[str] = set()
    others: set[Node] = set()
    is_open = False
    stack: list[tuple[Node | None, bool]] = [(definition.function.body, False)]
    while stack:
        node, depends = stack.pop()
        if node is None:  # behind what may have returned, depending on what is handed over
            is_open = True
            continue
        if isinstance(node, AwaitExpr) and not _is_above(node.expr):
            others.add(node.expr)
        elif isinstance(node, AssignmentStmt):
            others.update(part for target in node.lvalues for part in _targets(target))
        elif isinstance(node, CallExpr):
            moved.update(_name_of(argument, own) for argument in node.args if not _step(argument, own, info, project))
        if isinstance(node, (CallExpr, MemberExpr)) and node not in others:
            accepts = any(code.startswith("blocking") for code in ignored.get(node.line, ()))
            name = "" if accepts else _step(node, own, info, project)
            if name:
                found[name] = found.get(name, False) or not (depends or is_open)
        if type(node) in _TESTS:
            stack.extend(reversed([*_below(node, handed, depends=depends)]))
        else:
            stack.extend([(child, depends) for child in reversed(at_once(node))])
    return {name if found[name] else f"{name}{_PERHAPS}" for name in found.keys() - moved}


def _below(node: Node, handed: set[SymbolNode], *, depends: bool) -> Iterator[tuple[Node | None, bool]]:
    """Yield what may run when a node does, each with whether a parameter decides; None where it does about the rest.

    Args:
        node: One that runs some of its parts only.
        handed: The parameters.
        depends: Whether one decides about the node itself.
    """
    tests = _TESTS[type(node)](node)
    decides = any(isinstance(one, NameExpr) and one.node in handed for test in tests for one in descendants(test))
    for child in at_once(node):
        yield child, depends or (decides and child not in tests)
    if decides and any(isinstance(one, ReturnStmt) for one in descendants(node)):
        yield None, depends


def _step(node: Expression, own: SymbolNode, info: TypeInfo, project: Project) -> str:
    """Return the name of the method of an object that an expression runs, empty if it runs none."""
    name = ""
    if isinstance(node, MemberExpr):
        name = _name_of(node, own)
    elif isinstance(node, CallExpr):
        is_made = _is_class_of(node.callee, own)
        name = _MADE if is_made else _name_of(node.callee, own) or _name_above(node, own, info)
    return name if name and _is_open(info, name, project, is_read=isinstance(node, MemberExpr)) else ""


def _name_of(node: Expression, own: SymbolNode) -> str:
    if isinstance(node, SuperExpr):
        return f"{_ABOVE}{node.name}"
    is_own = isinstance(node, MemberExpr) and isinstance(node.expr, NameExpr) and node.expr.node is own
    return node.name if is_own and isinstance(node, MemberExpr) else ""


def _name_above(node: CallExpr, own: SymbolNode, info: TypeInfo) -> str:
    """Return the step that ``Base.run(self)`` is, if that runs what ``super()`` would find; empty for other calls."""
    callee, first = node.callee, node.args[0] if node.args else None
    if not (isinstance(callee, MemberExpr) and isinstance(first, NameExpr) and first.node is own):
        return ""
    base = callee.expr.node if isinstance(callee.expr, RefExpr) else None
    step = f"{_ABOVE}{callee.name}"
    owner = above(info, info, step)
    is_next = isinstance(base, TypeInfo) and owner is not None and base.get_containing_type_info(callee.name) is owner
    return step if is_next else ""


def _targets(target: Expression) -> Sequence[Expression]:
    """Return what one target of an assignment sets, which may be several in a tuple."""
    return target.items if isinstance(target, (ListExpr, TupleExpr)) else [target]


def _is_above(node: Expression) -> bool:
    return isinstance(node, CallExpr) and isinstance(node.callee, SuperExpr)


def _is_class_of(node: Expression, own: SymbolNode) -> bool:
    """Tell whether an expression is the class of a method's own object, or that is one: ``cls`` or ``type(self)``."""
    if isinstance(node, NameExpr):
        return node.node is own and isinstance(own, Var) and own.is_cls
    if not is_class_of(node):
        return False
    of = node.args[0] if isinstance(node, CallExpr) else node.expr if isinstance(node, MemberExpr) else None
    return isinstance(of, NameExpr) and of.node is own


def _is_moved(definition: Definition, project: Project) -> bool:
    """Tell whether a call of a method runs its body elsewhere or later, or does what its author says."""
    function = definition.function
    if is_async(function):
        return False
    mark = project.mark(definition.name)
    decorators = definition.decorator.decorators if definition.decorator is not None else ()
    return bool(decorators) or function.is_generator or (mark is not None and mark.decides)
