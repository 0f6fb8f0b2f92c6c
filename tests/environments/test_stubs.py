"""The same source gives the same findings whether a library has types, has none, or is not installed at all.

The programs in ``programs`` each use one library, in the ways that code without annotations does: through attributes,
results, ``with`` and properties. A comment says what has to be reported on a line.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).parent / "programs"
STUBS = (
    "boto3-stubs", "botocore-stubs", "mypy-boto3-s3", "types-s3transfer", "types-docker", "types-httplib2",
    "types-ldap3", "types-mysqlclient", "types-openpyxl", "types-paramiko", "types-pexpect", "types-psutil",
    "types-psycopg2", "types-pycurl", "types-PyMySQL", "types-pyserial", "types-PyYAML", "types-requests",
    "types-requests-oauthlib",
)  # fmt: skip
FINDING = re.compile(r"(use_\w+\.py):(\d+): error: .*\[blocking-(\w+)\]")
EXPECTED = {
    (path.name, line, category)
    for path in PROGRAMS.glob("*.py")
    for line, text in enumerate(path.read_text().splitlines(), 1)
    if (match := re.search(r"# blocks: ([\w ,]+)$", text))
    for category in match[1].split(", ")
}


def test_there_is_a_program_for_many_libraries() -> None:
    assert len({name for name, _, _ in EXPECTED}) == len(list(PROGRAMS.glob("*.py"))) >= 12


def test_libraries_that_are_not_installed(tmp_path: Path) -> None:
    assert _findings(tmp_path, "--no-site-packages") == EXPECTED


@pytest.mark.slow
def test_libraries_that_ship_no_types(tmp_path: Path) -> None:
    builder = venv.EnvBuilder()
    builder.create(tmp_path / "venv")
    packages = next((tmp_path / "venv").glob("lib/*/site-packages"))
    for path in PROGRAMS.glob("*.py"):
        for module in re.findall(r"^\s*(?:import|from) ([\w.]+)", path.read_text(), re.MULTILINE):
            folder = packages.joinpath(*module.split("."))
            folder.mkdir(parents=True, exist_ok=True)
            for above in (folder, *folder.parents):
                if above != packages and packages in above.parents:
                    (above / "__init__.py").touch()
    shutil.rmtree(packages / "contextlib", ignore_errors=True)
    found = _findings(tmp_path, f"--python-executable={tmp_path / 'venv' / 'bin' / 'python'}")
    assert found == EXPECTED


@pytest.mark.slow
def test_libraries_with_stubs_of_their_own(tmp_path: Path) -> None:
    folder = tmp_path / "stubs"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", f"--target={folder}", *STUBS]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
    for package in folder.glob("*-stubs"):  # mypy looks for these names in site-packages only
        package.rename(folder / package.name.removesuffix("-stubs"))
    assert _findings(tmp_path, "--no-site-packages", path=str(folder)) == EXPECTED


def _findings(folder: Path, *options: str, path: str = "") -> set[tuple[str, int, str]]:
    config = folder / "mypy.ini"
    config.write_text("[mypy]\nplugins = noblock.plugin\nignore_missing_imports = True\n")
    command = [sys.executable, "-m", "mypy", f"--config-file={config}", f"--cache-dir={os.devnull}", *options]
    names = sorted(program.name for program in PROGRAMS.glob("*.py"))
    done = subprocess.run(
        [*command, *names],
        cwd=PROGRAMS,
        env=os.environ | {"MYPYPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done
    return {(match[1], int(match[2]), match[3]) for match in FINDING.finditer(done.stdout)}
