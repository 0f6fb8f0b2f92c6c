"""Fetch a project and install what it imports, once.

The project itself is not installed: what stands in an environment is a library to mypy, and its bodies are not read.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.realcode.projects import Project

_READY = "ready"


@dataclass(frozen=True)
class Tree:
    """A project's source, and the interpreter of the environment that has its dependencies."""

    folder: Path
    package: Path
    python: Path


def fetch(project: Project, folder: Path) -> Tree:
    """Return a project's tree, after fetching what is missing.

    Raises:
        subprocess.CalledProcessError: A download or an installation failed; what it said is on standard error.
    """
    source, environment = folder / "source", folder / "environment"
    tree = Tree(source / project.folder, source / project.folder / project.package, environment / "bin" / "python")
    mark = folder / _READY
    if not mark.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _uv("venv", "--quiet", "--clear", "--python", project.python, environment)
        install = ("pip", "install", "--quiet", "--python", tree.python, "--exclude-newer", project.until)
        if project.repository:
            _checkout(project, source)
            _uv(*install, *project.requires)
        else:
            itself = f"{project.name}=={project.version}"
            _uv(*install, "--no-deps", "--target", source, itself)
            _uv(*install, itself, *project.requires)
            _uv("pip", "uninstall", "--quiet", "--python", tree.python, project.name)
        mark.touch()
    return tree


def _checkout(project: Project, source: Path) -> None:
    source.mkdir(exist_ok=True)
    for command in (
        ("init", "--quiet"),
        ("fetch", "--quiet", "--depth=1", project.repository, project.version),
        ("checkout", "--quiet", "FETCH_HEAD"),
    ):
        subprocess.run(["git", "-C", source, *command], check=True)


def _uv(*arguments: str | os.PathLike[str]) -> None:
    uv = Path(sys.executable).with_name("uv")
    subprocess.run([uv, *arguments], check=True)
