"""A floor imports only the floors below it: the contracts in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

from .readme import ROOT


def test_contracts_are_kept(tmp_path: Path) -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    command = [lint, "--cache-dir", tmp_path, "--config", ROOT / "pyproject.toml"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
