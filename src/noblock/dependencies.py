"""Tell which modules a module imports, as mypy follows it.

An import statement does not say whether what it names is a module or something in one. Both are named here; whoever
asks knows which modules there are.
"""

from __future__ import annotations

from collections.abc import Iterator

from mypy.nodes import Import, ImportAll, ImportFrom, MypyFile
from mypy.util import correct_relative_import


def imported(tree: MypyFile) -> set[str]:
    """Return the full names of all that may be a module among what a module imports."""
    found: set[str] = set()
    for node in tree.imports:
        if node.is_unreachable:  # mypy does not follow it either
            continue
        if isinstance(node, Import):  # all packages around it are imported too, and mypy has them checked first
            found.update(prefix for name, _ in node.ids for prefix in _prefixes(name))
        elif isinstance(node, (ImportFrom, ImportAll)):
            source, _ = correct_relative_import(tree.fullname, node.relative, node.id, tree.is_package_init_file())
            found.add(source)
            if isinstance(node, ImportFrom):
                found.update(f"{source}.{name}" for name, _ in node.names)
    return found


def _prefixes(name: str) -> Iterator[str]:
    while name:
        yield name
        name = name.rpartition(".")[0]
