"""The table that the README's claims rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.table import Table

from benchmarks.realcode.judged import VERDICTS, Comparison
from benchmarks.realcode.projects import Project
from benchmarks.realcode.results import Result

_COLUMNS = (
    "project", "lines", "async def", "reports", *VERDICTS, "new", "changed", "vanished", "mypy's own", "CPU, s",
    "CPU ratio", "memory ratio", "warm, ms",
)  # fmt: skip


def build(rows: Iterable[tuple[Project, Result, Comparison]]) -> Table:
    """Return a line for each project, and one for all of them."""
    table = Table()
    for title in _COLUMNS:
        table.add_column(title, justify="left" if title == "project" else "right", no_wrap=True)
    sums: Counter[str] = Counter()
    for project, result, comparison in rows:
        same = "same" if result.is_same else "DIFFERENT"
        counts = {
            "lines": result.lines,
            "async def": result.coroutines,
            "reports": result.findings,
            **{verdict: comparison.verdicts[verdict] for verdict in VERDICTS},
            "new": len(comparison.new),
            "changed": len(comparison.changed),
            "vanished": len(comparison.vanished),
        }
        sums.update(counts)
        table.add_row(
            project.tree, *map(_number, counts.values()), f"{result.others:,} {same}", f"{result.cpu:.1f}",
            f"{result.cpu_ratio:.3f}", f"{result.memory_ratio:.3f}",
            f"{result.warm_more * 1000:+.0f}",
        )  # fmt: skip
    table.add_section()
    table.add_row("all", *(_number(sums[column]) for column in _COLUMNS[1:10]))
    return table


def _number(count: int) -> str:
    return f"{count:,}"
