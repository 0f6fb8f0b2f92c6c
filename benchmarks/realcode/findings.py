"""What the plugin found, named by function and chain rather than by line, so that edits elsewhere do not matter."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.realcode.projects import Project

ARROW = " → "
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_CAUSE = re.compile(r'(?:it calls )?"([^"]+)"(?: blocks the event loop)?$')
_NAME = re.compile(r'"([^"]+)"')

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Finding:
    """One report.

    Args:
        project: Name and version.
        function: The full name of the function that it stands in; that of the module outside any.
        chain: From what is called there down to what blocks, joined by arrows.
        code: The error code.
        file: The file, from the folder that mypy ran in.
        line: The line.
        message: What the plugin said.
    """

    project: str
    function: str
    chain: str
    code: str
    file: str
    line: int
    message: str

    @property
    def key(self) -> Key:
        """What the judged table calls it."""
        return self.project, self.function, self.chain

    @property
    def is_direct(self) -> bool:
        """Whether what blocks is called on the event loop itself."""
        return ARROW not in self.chain


def read_messages(project: Project, folder: Path, messages: Iterable[dict[str, Any]]) -> list[Finding]:
    """Turn mypy's messages into findings.

    Args:
        project: The project that was checked.
        folder: The folder that mypy ran in.
        messages: The plugin's errors, as mypy's JSON output has them.
    """
    functions = cache(lambda file: _functions(folder / file))
    found = []
    for message in messages:
        file, line = str(message["file"]), int(message["line"])
        module = re.sub(r"(/__init__)?\.py$", "", file).replace("/", ".")
        inside = [name for name, first, last in functions(file) if first <= line <= last]
        function = ".".join([module, *inside[-1:]])
        chain = _chain(str(message["message"]), message.get("hint") or "")
        found.append(Finding(project.tree, function, chain, message["code"], file, line, message["message"]))
    return sorted(found, key=lambda finding: (finding.file, finding.line, finding.chain))


def save(findings: Iterable[Finding], path: Path) -> None:
    """Write findings as JSON lines."""
    lines = [json.dumps(asdict(finding), ensure_ascii=False) + "\n" for finding in findings]
    path.write_text("".join(lines), encoding="utf-8")


def load(path: Path) -> list[Finding]:
    """Read what ``save`` has written."""
    return [Finding(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def _chain(message: str, hint: str) -> str:
    """Return the chain of a report: a note of its own, except where it is a single name."""
    first = hint.partition("\n")[0]
    if ARROW in first:
        return first
    cause = _CAUSE.search(message) or _NAME.search(message)
    return cause[1] if cause else message


def _functions(path: Path) -> list[tuple[str, int, int]]:
    """Return the name and the first and last line of every function in a file, outer ones first."""
    found: list[tuple[str, int, int]] = []

    def visit(node: ast.AST, name: str) -> None:
        for child in ast.iter_child_nodes(node):
            inner = name
            if isinstance(child, (ast.ClassDef, *_FUNCTIONS)):
                inner = f"{name}.{child.name}" if name else child.name
                if isinstance(child, _FUNCTIONS):
                    found.append((inner, child.lineno, child.end_lineno or child.lineno))
            visit(child, inner)

    visit(ast.parse(path.read_text(encoding="utf-8")), "")
    return found
