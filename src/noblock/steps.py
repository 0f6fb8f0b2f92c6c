"""Find the methods that run others of their own object which subclasses are meant to have.

A template method, such as a ``run`` that calls an abstract or an empty ``self.load()``, is written where nothing is
known of the classes below. Who writes one of these knows both. So what a method runs of its own object is kept by name,
as far as it leads to such a method, and whoever overrides that follows the names through the bases of the class. What
calls the class of its object runs the constructor of that.

The tree alone tells, without types: who calls ``self.load()`` there and then, and neither awaits what that gives nor
accepts that it blocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from mypy.nodes import AwaitExpr, CallExpr, Expression, MemberExpr, NameExpr, Node, SymbolNode, TypeInfo, Var

from noblock.collect.abstract import is_abstract, is_hook
from noblock.collect.definitions import Definition, instance_of
from noblock.collect.glance import Glance
from noblock.collect.members import function_of, is_async, is_property
from noblock.collect.parameters import Seen
from noblock.collect.special import UNARY, is_class_of
from noblock.collect.tree import at_once, descendants
from noblock.project import Project

_MADE = "__init__"  # what calling a class runs
_PERHAPS = "?"  # stands behind the names of steps in methods that ask what they are handed


def steps_of(functions: Sequence[Seen], project: Project) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return the names of the methods that others run of their own object, by module and full name of these.

    Args:
        functions: All of some modules that are worked out together.
        project: Knows the others.
    """
    leading = _Leading(functions, project)
    calls = {
        definition.name: (definition.module, definition.info, called)
        for definition, seen in functions
        if definition.info is not None and (leading.is_open(definition.info) or _may_make(definition, seen))
        if (called := _called(definition, seen, project)) and not _is_moved(definition, project)
    }
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    before = -1
    while before < len(leading.names):
        before = len(leading.names)
        for name, (module, info, called) in calls.items():
            steps = tuple(sorted(step for step in called if leading.has(info, step.removesuffix(_PERHAPS))))
            if steps:
                found[module][name] = steps
                leading.names.add(name)
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


class _Leading:
    """The methods that are abstract or empty, or lead to one that is.

    Args:
        functions: Those of which the trees are at hand.
        project: Knows the others.

    ``names`` are the full names of those at hand that are known so far.
    """

    def __init__(self, functions: Sequence[Seen], project: Project) -> None:
        self._project = project
        self._modules = {definition.module for definition, _ in functions}
        methods = [definition for definition, _ in functions if definition.info is not None]
        self.names = {one.name for one in methods if is_abstract(one.function) or is_hook(one.function)}
        self._classes = {name.rpartition(".")[0] for name in self.names}
        self._known: dict[TypeInfo, bool] = {}

    def is_open(self, info: TypeInfo) -> bool:
        """Tell whether a class has such methods, or a base that has, so far as anybody runs these."""
        return any(self._has_own(base) for base in info.mro)

    def has(self, info: TypeInfo, step: str) -> bool:
        """Tell whether a call of a method of a class may run an abstract one, there and then."""
        if step == _MADE:
            return True
        name, node = in_order(info, step)
        if function_of(node) is None or is_async(node) or is_property(node):
            return False
        mark = self._project.mark(name)
        if mark is not None and mark.decides:
            return False
        module = self._project.module_of(name)
        if module in self._modules:
            return name in self.names
        known = self._project.module_summary(module)
        return name in known.steps or (name in known.functions and known.functions[name].is_abstract)

    def _has_own(self, base: TypeInfo) -> bool:
        if base not in self._known:
            self._known[base] = base.fullname in self._classes or base.fullname in self._in_module(base.module_name)
        return self._known[base]

    def _in_module(self, module: str) -> set[str]:
        """Return the classes of another module that have abstract methods."""
        if module in self._modules or module not in self._project:
            return set()
        known = self._project.module_summary(module).functions
        return {name.rpartition(".")[0] for name, summary in known.items() if summary.is_abstract}


def _called(definition: Definition, seen: Glance, project: Project) -> set[str]:
    """Return the names of the methods that a method calls of its own object, there and then."""
    own = instance_of(definition)
    ignored = project.modules[definition.module].ignored_lines
    found: set[str] = set()
    awaited: set[Node] = set()
    stack: list[Node] = [definition.function.body]
    while stack:
        node = stack.pop()
        if isinstance(node, AwaitExpr):
            awaited.add(node.expr)
        elif isinstance(node, CallExpr) and own is not None and node not in awaited:
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


def _may_make(definition: Definition, seen: Glance) -> bool:
    """Tell whether a method may make another object of its own class, as far as names tell."""
    return definition.function.is_class or _MADE in seen.implied


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
