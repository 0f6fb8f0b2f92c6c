"""Check real projects, and compare what is found with what people said about it.

    python -m benchmarks.realcode [NAME...]

What was measured with the same plugin, mypy and project is not measured again, so an interrupted run goes on where it
was.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from benchmarks.realcode import judged, table
from benchmarks.realcode.judged import Comparison
from benchmarks.realcode.projects import PROJECTS, Project
from benchmarks.realcode.results import Results


def cache_folder() -> Path:
    """Return where this system keeps what can be fetched again."""
    usual = Path("~/Library/Caches" if sys.platform == "darwin" else "~/.cache").expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME", usual)) / "noblock-realcode"


@click.command(help=__doc__)
@click.argument("names", nargs=-1, type=click.Choice([project.name for project in PROJECTS]))
@click.option("--folder", type=click.Path(path_type=Path), default=cache_folder, help="Where to work.")
@click.option("--pairs", default=1, show_default=True, help="Runs with and without the plugin, to compare their cost.")
@click.option("--again", is_flag=True, help="Measure also what is known.")
@click.option("--changes", is_flag=True, help="List what is new, changed or vanished, as JSON lines.")
def main(names: tuple[str, ...], folder: Path, pairs: int, *, again: bool, changes: bool) -> None:
    """Measure the projects and print the table."""
    console = Console(stderr=changes, width=None if sys.stdout.isatty() else 190)
    chosen = [project for project in PROJECTS if not names or project.name in names]
    results = Results(folder.resolve())
    failed = _measure(chosen, results, console, pairs, again=again)
    lines = judged.read()
    rows = []
    for project in chosen:
        result = results.get(project)
        if result is not None:
            about = [line for line in lines if line.project == project.tree]
            rows.append((project, result, judged.compare(results.findings(project), about)))
    console.print(table.build(rows))
    if changes:
        for _, _, comparison in rows:
            _print_changes(comparison)
    if failed:
        raise SystemExit(1)


def _measure(chosen: list[Project], results: Results, console: Console, pairs: int, *, again: bool) -> bool:
    failed = False
    columns = (TextColumn("{task.description:32}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("", total=len(chosen))
        for project in chosen:
            progress.update(task, description=project.tree)
            if again or results.get(project) is None:
                try:
                    results.measure(project, pairs)
                except (RuntimeError, subprocess.CalledProcessError) as error:
                    failed = True
                    progress.console.print(f"{project.tree}: {error}", style="red", markup=False)
            progress.advance(task)
    return failed


def _print_changes(comparison: Comparison) -> None:
    for finding in comparison.new:
        print(json.dumps({"change": "new"} | asdict(finding), ensure_ascii=False))
    for finding, before in comparison.changed:
        print(json.dumps({"change": "changed", "before": before.chain} | asdict(finding), ensure_ascii=False))
    for judgement in comparison.vanished:
        print(json.dumps({"change": "vanished"} | asdict(judgement), ensure_ascii=False))


if __name__ == "__main__":
    main()
