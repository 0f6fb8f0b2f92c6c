"""Know which parameters of the functions around it a function asks for, where these hold what was handed over.

    def maker(block):
        def inner():
            if block: ...
        return inner

``maker(False)()`` never gets inside. A need names such a parameter together with its function, as one of a constructor,
and is settled where it is seen what that was handed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mypy.nodes import FuncItem, NameExpr, Node, Var

from noblock.collect.scope import Scope
from noblock.collect.settings import Setting
from noblock.collect.tree import descendants
from noblock.collect.untouched import constant_defaults, written
from noblock.switches import kept


def enclosing(nodes: Sequence[Node], name: str, scope: Scope) -> Mapping[str | Var, Setting]:
    """Return the parameters of functions around a function that it mentions, and that nobody assigns to.

    Args:
        nodes: All nodes in the function.
        name: Its full name.
        scope: The names inside the outermost function.
    """
    found: dict[str | Var, Setting] = {}
    outer = [(one, of) for one, of in scope.names.items() if isinstance(one, FuncItem) and name.startswith(f"{of}.<")]
    mentioned = {node.node for node in nodes if isinstance(node, NameExpr)} if outer else set()
    for function, of in outer:
        defaults = {one: default for one, default in constant_defaults(function).items() if one in mentioned}
        changed = {target.node for target in written(descendants(function.body))} if defaults else set()
        for variable, default in defaults.items():
            if isinstance(variable, Var) and variable not in changed:
                found[variable] = Setting(kept(of, variable.name), variable, default)
    return found
