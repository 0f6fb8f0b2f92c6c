"""A change of what our answers depend on makes mypy check again, in the daemon too; any other change does not."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from .files import write

HEAD = '[tool.mypy]\nplugins = ["our.py"]\n'
# The version of noblock is what the environment says.
PLUGIN = """\
import os
import noblock.digest, noblock.plugin
noblock.digest.__version__ = os.environ["VERSION"]
plugin = noblock.plugin.plugin
"""
SECTION = '[tool.noblock]\nstubs = ["marks"]\nallow = ["app.pause"]\n'
STUB = "from noblock import blocking\n@blocking('network')\ndef send(): ...\n"
PROJECT = {
    "our.py": PLUGIN,
    "pyproject.toml": HEAD + SECTION,
    "marks/driver.pyi": STUB,
    "driver.py": "def send() -> None: ...\n",
    "app.py": "import driver, time\ndef pause() -> None:\n    time.sleep(1)\nasync def handler() -> None:\n"
    "    pause()\n    driver.send()\n",
}
Change = tuple[Mapping[str, str], set[int]]
NONBLOCKING = "from noblock import nonblocking\n@nonblocking\ndef {}(): ...\n"
CHANGES: Mapping[str, Change] = {
    "an option": ({"pyproject.toml": HEAD + SECTION.replace('"app.pause"', "")}, {5, 6}),
    "a category of an option": ({"pyproject.toml": HEAD + SECTION.replace("app.pause", "app.pause:file")}, {5, 6}),
    "a mark": ({"marks/driver.pyi": NONBLOCKING.format("send")}, set()),
    "one more stub": ({"marks/time.pyi": NONBLOCKING.format("sleep")}, {6}),
    "another folder of stubs": (
        {"pyproject.toml": HEAD + SECTION.replace("marks", "others"), "others/time.pyi": NONBLOCKING.format("sleep")},
        set(),
    ),
    "the version": ({}, {6}),
}
NO_CHANGES: Mapping[str, Mapping[str, str]] = {
    "nothing": {},
    "the times of files": {"pyproject.toml": HEAD + SECTION, "marks/driver.pyi": STUB},
    "a comment in the configuration": {"pyproject.toml": f"# ours\n{HEAD}\n{SECTION}# a comment\n"},
    "another tool's section": {"pyproject.toml": f"{HEAD}{SECTION}[tool.other]\nx = 1\n"},
    "what is no stub": {"marks/notes.md": "new"},
}


@pytest.fixture
def project(tmp_path: Path, library_cache: Path) -> Path:
    """The project, with what mypy knows of the standard library."""
    write(tmp_path, PROJECT)
    shutil.copytree(library_cache, tmp_path / "cache")
    return tmp_path


def _run(folder: Path, module: str, *arguments: str, files: Mapping[str, str], version: str = "") -> str:
    """Change some files, then run a command with the plugin in this version, or with the plugin as it is."""
    if not version:
        files = {name: text.replace("our.py", "noblock.plugin") for name, text in files.items()}
    write(folder, files)
    environment = {**os.environ, "VERSION": version, "PYTHONPATH": "site"}
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=100
    )  # fmt: skip
    return ran.stdout + ran.stderr


def _reported(output: str) -> set[int]:
    return {int(line) for line in re.findall(r"^app\.py:(\d+): error: .*\[blocking", output, re.MULTILINE)}


def _looked_at(output: str) -> set[str]:
    """Return the modules of the project that mypy read again, by its log."""
    return set(re.findall(r"Parsing (?:\S*/)?(app|driver)\.py", output))


@pytest.mark.parametrize("flags", [[], ["-n2"]], ids=["warm", "parallel"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_change_makes_mypy_check_again(change: str, flags: list[str], project: Path) -> None:
    files, reported = CHANGES[change]
    command = ("mypy", "--cache-dir=cache", "-v", *flags, "app.py")
    assert _reported(_run(project, *command, files={}, version="1")) == {6}
    output = _run(project, *command, files=files, version="2" if change == "the version" else "1")
    assert _looked_at(output) == {"app", "driver"}
    assert _reported(output) == reported


@pytest.mark.parametrize("change", NO_CHANGES)
def test_no_change_makes_mypy_check_nothing(change: str, project: Path) -> None:
    command = ("mypy", "--cache-dir=cache", "-v", "app.py")
    assert _reported(_run(project, *command, files={}, version="1")) == {6}
    output = _run(project, *command, files=NO_CHANGES[change], version="1")
    assert _looked_at(output) == set()
    assert _reported(output) == {6}


def test_the_daemon_starts_anew_after_a_change_and_only_then(project: Path) -> None:
    command = ("mypy.dmypy", "run", "--", "--cache-dir=cache", "app.py")
    try:
        assert _reported(_run(project, *command, files=PROJECT)) == {6}
        for files in NO_CHANGES.values():
            assert "estart" not in _run(project, *command, files=files)
        for files, reported in list(CHANGES.values())[:-1]:
            output = _run(project, *command, files={**PROJECT, **files})
            assert "Restarting: plugins changed" in output
            assert _reported(output) == reported
            (project / "marks" / "time.pyi").unlink(missing_ok=True)
    finally:
        _run(project, "mypy.dmypy", "kill", files={})


def test_marks_that_a_distribution_brings_come_and_go_with_it(project: Path) -> None:
    site = {
        "site/driver_marks/stubs/driver.pyi": NONBLOCKING.format("send"),
        "site/driver_marks-1.0.dist-info/entry_points.txt": "[noblock.stubs]\ndriver = driver_marks.stubs\n",
    }
    own = {"pyproject.toml": HEAD, "app.py": "import driver, noblock\n" + PROJECT["app.py"]}
    marked = {"driver.py": "from noblock import blocking\n@blocking('wait')\ndef send() -> None: ...\n"}
    command = ("mypy", "--cache-dir=cache", "-v", "app.py")
    assert _reported(_run(project, *command, files={**own, **marked})) == {6, 7}
    output = _run(project, *command, files=site)
    assert (_looked_at(output), _reported(output)) == ({"app", "driver"}, {6})
    output = _run(project, *command, files={})
    assert (_looked_at(output), _reported(output)) == (set(), {6})
    wrong = {"site/driver_marks/stubs/driver.pyi": "x = 1"}
    assert "driver_marks/stubs/driver.pyi:1: error: expected an import" in _run(project, *command, files=wrong)
    shutil.rmtree(project / "site")
    output = _run(project, *command, files={})
    assert (_looked_at(output), _reported(output)) == ({"app", "driver"}, {6, 7})
