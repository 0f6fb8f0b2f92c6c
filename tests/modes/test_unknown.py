"""The table of what nothing is known of is the same whichever way mypy runs, and absent unless asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FILES = {
    "app/__init__.py": "",
    "app/low.py": (
        "import absent\n\n"
        "class Part:\n    def __init__(self, inner):\n        self.inner = inner\n\n"
        "def low(item):\n    item.go()\n    absent.make().run()\n    Part(1).inner.go()\n\n"
        "def never(item):\n    item.go()\n"
    ),
    "app/top.py": "from app.low import low\n\ndef top(): low(1)\n",
    "app/api.py": (
        "import json\nfrom app.top import top\n\n"
        "async def handler(request):\n    top()\n    json.loads(request)['a'].go()\n    print(len('a'))\n"
    ),
}
TABLE = """\
noblock: code on the event loop reaches 11 calls; of 5 (45.5 %) nobody can tell what they call:
       2 of a library without types
       1 of an attribute of unknown type
       1 of what is declared to be anything
       1 of a parameter without annotation
Types or annotations for these would settle most:
       2 absent (library)
       1 app.low.Part.inner (attribute)
       1 json.loads (declared)
       1 app.low.low(item) (parameter)
"""


def test_the_table_is_the_same_in_every_mode(tmp_path: Path) -> None:
    _write(tmp_path, FILES)
    assert _table(tmp_path, "--cache-dir=none") == TABLE  # cold
    assert _table(tmp_path, "--cache-dir=none") == TABLE  # nothing has changed
    _write(tmp_path, {"app/top.py": "from app.low import low\n\n\ndef top(): return low(1)\n"})
    assert _table(tmp_path, "--cache-dir=none") == TABLE  # one module has
    assert _table(tmp_path, "--cache-dir=two", "-n2") == TABLE
    assert _table(tmp_path, "--cache-dir=two", "-n2") == TABLE
    assert _table(tmp_path, f"--cache-dir={os.devnull}") == TABLE


def test_only_modules_of_this_run_are_counted(tmp_path: Path) -> None:
    _write(tmp_path, FILES)
    _table(tmp_path, "--cache-dir=none")
    assert "reaches 0 calls; of 0 nobody" in _table(tmp_path, "--cache-dir=none", what="app.low")


def test_lost_counts_are_named(tmp_path: Path) -> None:
    _write(tmp_path, FILES)
    _table(tmp_path, "--cache-dir=none")
    for path in tmp_path.glob("none/*/noblock-unknown/app.low.json"):
        path.unlink()
    assert "Not counted: 1 modules" in _table(tmp_path, "--cache-dir=none")


@pytest.mark.parametrize("value", ["", "0"])
def test_there_is_no_table_unless_asked_for(tmp_path: Path, value: str) -> None:
    _write(tmp_path, FILES)
    assert _table(tmp_path, "--cache-dir=none", asked=value) == ""


def test_the_configuration_can_ask_for_it(tmp_path: Path) -> None:
    _write(tmp_path, FILES)
    config = tmp_path / "mypy.ini"
    config.write_text(config.read_text() + "[noblock]\nreport_unknown = true\n")
    assert _table(tmp_path, "--cache-dir=none", asked="") == TABLE


def _write(folder: Path, files: dict[str, str]) -> None:
    (folder / "mypy.ini").write_text("[mypy]\nplugins = noblock.plugin\nignore_missing_imports = True\n")
    for name, source in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(source)


def _table(folder: Path, *options: str, what: str = "app", asked: str = "1") -> str:
    environment = os.environ | {"NOBLOCK_REPORT_UNKNOWN": asked}
    command = [sys.executable, "-m", "mypy", "-p" if what == "app" else "-m", what, *options]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done
    return done.stderr
