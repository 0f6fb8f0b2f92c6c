"""What users install: the wheel, with the marker stubs in it, in an environment of its own."""

import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from .readme import ROOT

pytestmark = pytest.mark.slow

PROGRAM = """\
import time

async def handler():
    time.sleep(1)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_stub_and_nothing_from_tests(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    stubs = {f"noblock/stubs/{path.relative_to(ROOT / 'stubs').as_posix()}" for path in ROOT.glob("stubs/**/*.pyi")}
    assert {name for name in packed if name.startswith("noblock/stubs/") and name.endswith(".pyi")} == stubs
    assert {name.partition("/")[0] for name in packed} == {"noblock", f"{wheel.name.rsplit('-', 3)[0]}.dist-info"}
    assert "noblock/py.typed" in packed


def test_the_wheel_reports_in_a_fresh_environment(wheel: Path, tmp_path: Path) -> None:
    python = _environment(tmp_path / "venv", f"noblock[mypy] @ {wheel.as_uri()}")
    assert "[blocking-sleep]" in _checked(python, tmp_path)
    folder = _run(python, "-c", "from noblock.digest import own_folder; print(own_folder())").strip()
    assert Path(folder).is_relative_to(tmp_path / "venv")


def test_an_editable_install_reads_the_stubs_of_the_checkout(tmp_path: Path) -> None:
    python = _environment(tmp_path / "venv", "-e", f"{ROOT}[mypy]")
    assert "[blocking-sleep]" in _checked(python, tmp_path)
    folder = _run(python, "-c", "from noblock.digest import own_folder; print(own_folder())").strip()
    assert Path(folder) == ROOT / "stubs"


def test_an_editable_install_is_compiled_once(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    left_out = shutil.ignore_patterns(".*", "__pycache__", "tests", "benchmarks")
    shutil.copytree(ROOT, checkout, ignore=left_out)
    python = _environment(tmp_path / "venv", "-e", f"{checkout}[mypy]")
    ask = "import sys; from importlib.util import cache_from_source as c; print(*map(c, sys.argv[1:]), sep='\\n')"
    compiled = _run(python, "-c", ask, *checkout.glob("src/noblock/**/*.py")).splitlines()
    assert len(compiled) > 100
    assert all(Path(path).is_file() for path in compiled)


def _environment(folder: Path, *wanted: str) -> Path:
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    _run(python, "-m", "pip", "install", "--quiet", *wanted)
    return python


def _checked(python: Path, folder: Path) -> str:
    (folder / "handler.py").write_text(PROGRAM)
    (folder / "mypy.ini").write_text("[mypy]\nplugins = noblock.plugin\n")
    return _run(python, "-m", "mypy", "handler.py", folder=folder, status=1)


def _run(*command: object, folder: Path | None = None, status: int = 0) -> str:
    words = [str(word) for word in command]
    ran = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == status, f"{words}\n{ran.stdout}\n{ran.stderr}"
    return ran.stdout
