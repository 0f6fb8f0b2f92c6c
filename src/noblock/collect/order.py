"""Put things in the order of what they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def in_order(wanted: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield groups of names, what a name wants first; names that want each other are one group, sorted.

    Tarjan's algorithm, without recursion. The groups do not depend on the order in which names are given.

    Args:
        wanted: The names that each name wants, all of them keys.
    """
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    for start in sorted(wanted):
        if start in index:
            continue
        stack: list[tuple[str, Iterator[str]]] = [(start, iter(wanted[start]))]
        index[start] = lowest[start] = len(index)
        path.append(start)
        on_path.add(start)
        while stack:
            name, rest = stack[-1]
            below = next(rest, None)
            if below is None:
                stack.pop()
                if stack:
                    outer = stack[-1][0]
                    lowest[outer] = min(lowest[outer], lowest[name])
                if lowest[name] == index[name]:
                    group = path[path.index(name) :]
                    del path[-len(group) :]
                    on_path.difference_update(group)
                    yield sorted(group)
            elif below not in index:
                index[below] = lowest[below] = len(index)
                path.append(below)
                on_path.add(below)
                stack.append((below, iter(wanted[below])))
            elif below in on_path:
                lowest[name] = min(lowest[name], index[below])
