"""Over code of any shape, the plugin neither fails nor changes what mypy says."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from .programs import programs

FLAGS = {"as usual": [], "strict": ["--strict", "--warn-unreachable"], "checking all": ["--check-untyped-defs"]}
OURS = re.compile(
    r"\[blocking.*\]$|^Found |^Success"
    r"|: note: (\S+ → |move |await |called here|it runs on the loop|get all its items|the block awaits)"
)


@pytest.fixture(scope="module")
def shapes(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder with programs."""
    folder = tmp_path_factory.mktemp("shapes")
    first = request.config.getoption("--shape-seed")
    for seed, text in islice(programs(first), request.config.getoption("--shape-programs")):
        (folder / f"program_{seed}.py").write_text(text)
    for place in map(Path, request.config.getoption("--shape-path")):
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            shutil.copy(path, folder / f"copy_{path.stem}.py")
    (folder / "plugin.ini").write_text("[mypy]\nplugins = noblock.plugin\n")
    return folder


def _said(folder: Path, config: str, flags: list[str]) -> list[str]:
    """Run mypy, from scratch; a program that it fails on itself is taken away."""
    while True:
        command = [sys.executable, "-m", "mypy", f"--config-file={config}", f"--cache-dir=cache{len(config)}", *flags]
        paths = sorted(path.name for path in folder.glob("*.py"))
        ran = subprocess.run(
            [*command, "--show-traceback", *paths], cwd=folder, capture_output=True, text=True, check=False, timeout=900
        )
        failed = re.search(r"^(\w+\.py):(?:\d+:)? error: INTERNAL ERROR", ran.stdout + ran.stderr, re.MULTILINE)
        if failed is None or config:
            break
        (folder / failed[1]).unlink()
    assert ran.stderr == ""
    assert ran.returncode in (0, 1), ran.stdout
    return ran.stdout.splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("kind", FLAGS)
def test_mypy_says_the_same(shapes: Path, kind: str) -> None:
    plain = _said(shapes, "", FLAGS[kind])
    with_plugin = _said(shapes, "plugin.ini", FLAGS[kind])
    assert not [line for line in with_plugin if "please report this" in line]
    assert [line for line in with_plugin if not OURS.search(line)] == [line for line in plain if not OURS.search(line)]
    assert [line for line in with_plugin if "[blocking" in line]


def test_programs_have_all_shapes() -> None:
    found = {type(node) for _, text in islice(programs(0), 24) for node in ast.walk(ast.parse(text))}
    bases = [ast.stmt, ast.expr, ast.pattern, ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.excepthandler]
    bases += [ast.type_param] if sys.version_info >= (3, 12) else []
    old = {"Num", "Str", "Bytes", "NameConstant", "Ellipsis"}
    assert {kind.__name__ for base in bases for kind in _kinds(base)} - {kind.__name__ for kind in found} <= old


def _kinds(base: type) -> list[type]:
    """Return the classes derived from one that have none derived from themselves."""
    derived = base.__subclasses__()
    return [kind for one in derived for kind in _kinds(one)] if derived else [base]
