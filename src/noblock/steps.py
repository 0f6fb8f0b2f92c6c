"""Find the methods that run others of their own object, for which subclasses may have something else.

A template method, such as a ``run`` that calls ``self.load()``, is written where nothing is known of the classes below.
Who writes one of these knows both. So what a method runs of its own object is kept by name, and whoever overrides that
follows the names through the bases of the class. What calls the class of its object runs the constructor of that.

The tree alone tells, without types: who calls ``self.load()`` there and then, and neither awaits what that gives nor
accepts that it blocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mypy.nodes import AwaitExpr, CallExpr, Expression, MemberExpr, NameExpr, Node, SymbolNode, TypeInfo, Var

from noblock.collect.definitions import Definition, instance_of
from noblock.collect.glance import Glance
from noblock.collect.members import function_of, is_async, is_property
from noblock.collect.parameters import Seen
from noblock.collect.special import UNARY, is_class_of
from noblock.collect.tree import at_once, descendants
from noblock.project import Project

_MADE = "__init__"  # what calling a class runs
_PERHAPS = "?"  # stands behind the names of steps in methods that ask what they are handed


def steps_of(functions: Iterable[Seen], project: Project) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the names of the methods that others run of their own object, by module and full name of these.

    Args:
        functions: All of some modules that are worked out together.
        project: Knows the others.
    """
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for definition, seen in functions:
        own = instance_of(definition) if definition.info is not None else None
        if definition.info is None or own is None or not any(_step(call.callee, own) for call in seen.calls):
            continue
        called = () if _is_moved(definition, project) else _called(definition, own, seen, project)
        steps = tuple(
            sorted(step for step in called if _is_open(definition.info, step.removesuffix(_PERHAPS), project))
        )
        if steps:
            found[definition.module][definition.name] = steps
    return found


def named(steps: Iterable[str]) -> list[str]:
    """Return the names of all methods among some steps."""
    return [step.removesuffix(_PERHAPS) for step in steps]


def certain(steps: Iterable[str]) -> list[str]:
    """Return the names of the methods among some steps that are run whatever the caller hands over."""
    return [step for step in steps if not step.endswith(_PERHAPS)]


def in_order(info: TypeInfo, name: str) -> tuple[str, SymbolNode | None]:
    """Return the full name of the member that instances of a class have under a name, and its node."""
    owner = info.get_containing_type_info(name)
    return (f"{owner.fullname}.{name}", owner.names[name].node) if owner is not None else ("", None)


def _is_open(info: TypeInfo, step: str, project: Project) -> bool:
    """Tell whether a method of a class is run there and then where it is called, and subclasses can have another."""
    if step == _MADE:
        return True
    name, node = in_order(info, step)
    if function_of(node) is None or is_async(node) or is_property(node):
        return False
    is_private = step.startswith("__") and not step.endswith("__")
    mark = project.mark(name)
    return not is_private and not (mark is not None and mark.decides) and project.module_of(name) in project


def _called(definition: Definition, own: SymbolNode, seen: Glance, project: Project) -> set[str]:
    """Return the names of the methods that a method calls of its own object, there and then."""
    ignored = project.modules[definition.module].ignored_lines
    found: set[str] = set()
    awaited: set[Node] = set()
    stack: list[Node] = [definition.function.body]
    while stack:
        node = stack.pop()
        if isinstance(node, AwaitExpr):
            awaited.add(node.expr)
        elif isinstance(node, CallExpr) and node not in awaited:
            accepts = any(code.startswith("blocking") for code in ignored.get(node.line, ()))
            name = _step(node.callee, own)
            if name and not accepts:
                found.add(name)
        stack.extend(at_once(node))
    return {f"{name}{_PERHAPS}" for name in found} if found and _asks(definition, seen) else found


def _step(callee: Expression, own: SymbolNode) -> str:
    """Return the name of the method of an object that a call runs, empty if it runs none."""
    if _is_class_of(callee, own):
        return _MADE
    is_own = isinstance(callee, MemberExpr) and isinstance(callee.expr, NameExpr) and callee.expr.node is own
    return callee.name if is_own and isinstance(callee, MemberExpr) else ""


def _asks(definition: Definition, seen: Glance) -> bool:
    """Tell whether a condition in a method depends on what it is handed, besides its object."""
    handed = seen.parameters - {instance_of(definition)}
    conditions = [node for special, node in seen.operated if special == UNARY["not"]]
    return any(isinstance(node, NameExpr) and node.node in handed for one in conditions for node in descendants(one))


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
