"""A chain of calls gives the same findings whether its library is installed, with its types, or not at all.

The programs in ``chains`` each use one library. A comment says what has to be reported on a line; what follows the
asynchronous twin of the library has none.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

CHAINS = Path(__file__).parent / "chains"
PROGRAMS = sorted(path.name for path in CHAINS.glob("*.py"))
FINDING = re.compile(r"(chain_\w+\.py):(\d+): error: .*\[blocking-(\w+)\]")


def _expected(name: str) -> set[tuple[str, int, str]]:
    return {
        (name, line, category)
        for line, text in enumerate((CHAINS / name).read_text().splitlines(), 1)
        if (match := re.search(r"# blocks: ([\w ,]+)$", text))
        for category in match[1].split(", ")
    }


def _is_installed(name: str) -> bool:
    modules = re.findall(r"^(?:import|from) ([\w.]+)", (CHAINS / name).read_text(), re.MULTILINE)
    try:
        return all(find_spec(module) is not None for module in modules)
    except ModuleNotFoundError:
        return False


def test_chains_of_libraries_that_are_not_installed(tmp_path: Path) -> None:
    expected = set().union(*map(_expected, PROGRAMS))
    assert len({name for name, _, _ in expected}) == len(PROGRAMS) >= 12
    assert _findings(tmp_path, PROGRAMS, "--no-site-packages") == expected


@pytest.mark.parametrize("name", [name for name in PROGRAMS if _is_installed(name)])
def test_chains_of_a_library_that_is_installed(name: str, tmp_path: Path) -> None:
    assert _findings(tmp_path, [name]) == _expected(name)


def _findings(folder: Path, names: list[str], *options: str) -> set[tuple[str, int, str]]:
    config = folder / "mypy.ini"
    config.write_text("[mypy]\nplugins = noblock.plugin\nignore_missing_imports = True\n")
    command = [sys.executable, "-m", "mypy", f"--config-file={config}", f"--cache-dir={os.devnull}", *options]
    done = subprocess.run([*command, *names], cwd=CHAINS, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done
    return {(match[1], int(match[2]), match[3]) for match in FINDING.finditer(done.stdout)}
