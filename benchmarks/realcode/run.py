"""Run mypy on a tree with and without the plugin, cold and warm, and take from its output what it had to say."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.realcode.projects import Project
from benchmarks.realcode.tree import Tree

_CONFIG = "[mypy]\nignore_missing_imports = True\ncheck_untyped_defs = True\nplugins = {}\n"
_MYPY = Path(sys.executable).with_name("mypy")  # unlike "python -m mypy", it leaves the current folder out of the path


@dataclass(frozen=True)
class Run:
    """One run of mypy: its messages, the processor time in seconds and the largest memory in MiB."""

    messages: tuple[dict[str, Any], ...]
    cpu: float
    memory: float

    @property
    def blocking(self) -> list[dict[str, Any]]:
        """The plugin's messages."""
        return [message for message in self.messages if _is_ours(message)]

    @property
    def others(self) -> list[str]:
        """All other messages, in an order that does not depend on the run."""
        return sorted(json.dumps(message, sort_keys=True) for message in self.messages if not _is_ours(message))


@dataclass(frozen=True)
class Pair:
    """A run without a cache, and the one after it, in which nothing has changed."""

    cold: Run
    warm: Run


def check(project: Project, tree: Tree, folder: Path, *, plugin: bool) -> Pair:
    """Run mypy without a cache from before, and again with the one it left.

    Args:
        project: Says how the tree is to be checked.
        tree: Where the source and the dependencies are.
        folder: Where the configuration, the cache and the output go.
        plugin: Whether the plugin is on.

    Raises:
        RuntimeError: mypy did not get to its end.
    """
    cache = folder / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    pair = Pair(_run(project, tree, folder, plugin=plugin), _run(project, tree, folder, plugin=plugin))
    shutil.rmtree(cache)
    return pair


def _run(project: Project, tree: Tree, folder: Path, *, plugin: bool) -> Run:
    config, cache, output = folder / "mypy.ini", folder / "cache", folder / "output.txt"
    config.write_text(_CONFIG.format("noblock.plugin" if plugin else ""))
    command: list[str | Path] = [
        _MYPY, "--config-file", config, "--cache-dir", cache, "--output=json", "--python-executable", tree.python,
        "--python-version", project.python, *project.options, project.package,
    ]  # fmt: skip
    with output.open("wb") as file:
        process = subprocess.Popen(command, cwd=tree.folder, stdout=file, stderr=file)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    text = output.read_text(encoding="utf-8", errors="replace")
    if process.returncode not in (0, 1):
        raise RuntimeError(f"mypy failed with exit status {process.returncode}: {text[-500:]}")
    messages = tuple(json.loads(line) for line in text.splitlines() if line.startswith("{"))
    unit = 1024 if sys.platform == "linux" else 1024 * 1024
    return Run(messages, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def _is_ours(message: dict[str, Any]) -> bool:
    return str(message["code"]).startswith("blocking")
