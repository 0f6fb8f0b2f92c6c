"""A failure of ours is one error that names the place and asks for a report; mypy says all else that it has to say."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest
from mypy import api
from mypy.checker import DeferredNode

from noblock.collect.shadow import Shadow
from noblock.plugin import NoBlock, Refusing, plugin

from .files import write

CONFIG = "[mypy]\nplugins = noblock.plugin\n"
PROGRAM = {
    "shop/__init__.py": "",
    "shop/prices.py": """\
import time
from typing import Protocol

class Prices(Protocol):
    def price_of(self, item: str) -> int: ...

class Slow:
    def price_of(self, item: str) -> int:
        time.sleep(1)
        return "one"

def price_of(item, prices: Prices):
    return prices.price_of(item)
""",
    "shop/api.py": """\
from shop.prices import Slow, price_of

async def show(item: str) -> int:
    reveal_type(Slow().price_of(item))
    return price_of(item, Slow()) + Slow().price_of(2)

async def untyped(item):
    return Slow().price_of(item)
""",
}
FAILURE = re.compile(
    r"shop/\w+\.py(:1)?: error: noblock [\d.]+ failed in noblock[\w.]*:\d+: (?P<problem>.*)\. "
    r"Blocking calls in this module were not all judged; please report this  \[blocking\]"
)
PLACES = [
    "session.Session.__init__",
    "session.Session.summarise",
    "session.Session.judge",
    "session.find_errors",
    "analysis.Analysis.summarise",
    "analysis.Analysis.judge",
    "analysis.findings",
    "catalogue.Catalogue.__init__",
    "catalogue.Catalogue.stub",
    "catalogue.read_stub",
    "groundwork.definitions_of",
    "resolve.Resolver.__init__",
    "resolve.Resolver.refresh",
    "collect.candidates.Candidates.first",
    "collect.candidates.Candidates.following",
    "collect.bodies.BodyCollector.__init__",
    "collect.bodies.BodyCollector.of",
    "collect.calls.CallCollector.__init__",
    "collect.shadow.Shadow.__init__",
    "collect.shadow.Shadow.check",
    "collect.shadow.Shadow.lookup_type_or_none",
    "dispatch.Dispatch.implementations",
    "project.Project.store",
    "project.Project.names",
    "project.attach",
    "report.Report.__init__",
    "report.Report.add",
    "report.target",
    "solver.Solver.add",
    "solver.Solver.reach",
    "solver.Solver.relevant",
]


def fail(*arguments: object, **named: object) -> NoReturn:
    """Stand in for any function of ours."""
    raise RuntimeError("injected")


Check = Callable[..., list[str]]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_cache: Path) -> Path:
    """The program in the current folder."""
    write(tmp_path, {**PROGRAM, "mypy.ini": CONFIG})
    shutil.copytree(library_cache, tmp_path / "cache")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def check(project: Path) -> Check:
    """Return a function that checks the program in this process, and returns what mypy prints."""

    def run(*flags: str) -> list[str]:
        output, problems, status = api.run(["--cache-dir=cache", *flags, "-p", "shop"])
        assert (problems, status) == ("", 1), problems
        return output.splitlines()

    return run


@pytest.fixture(scope="module")
def mypys_own(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What mypy says about the program without us."""
    folder = tmp_path_factory.mktemp("plain")
    write(folder, PROGRAM)
    return _mypys(_run(folder, "mypy", "-p", "shop", status=1))


def _run(folder: Path, module: str, *arguments: str, status: int = 0) -> list[str]:
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == status, ran.stdout + ran.stderr
    return (ran.stdout + ran.stderr).splitlines()


def _mypys(lines: list[str]) -> list[str]:
    """Leave out what is ours, and the count."""
    return [line for line in lines if not re.search(r"\[blocking.*\]$|: note: (\S+ → |move it|await )|^Found ", line)]


def _failures(lines: list[str]) -> list[str]:
    """Return what is said to have gone wrong in us."""
    found = [FAILURE.fullmatch(line) for line in lines if "noblock" in line]
    return [match["problem"] if match else "not in these words" for match in found]


def test_without_a_fault_there_is_no_failure(check: Check, mypys_own: list[str]) -> None:
    lines = check()
    assert _failures(lines) == []
    assert [line.partition(": error")[0] for line in lines if "[blocking-sleep]" in line] == [
        "shop/api.py:4", "shop/api.py:5", "shop/api.py:5", "shop/api.py:8",
    ]  # fmt: skip
    assert _mypys(lines) == mypys_own


@pytest.mark.parametrize("place", PLACES)
def test_mypy_finishes(place: str, check: Check, mypys_own: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"noblock.{place}", fail)
    lines = check()
    assert _mypys(lines) == mypys_own
    assert _failures(lines) == ["RuntimeError: injected"]


def test_mypy_finishes_when_a_hook_fails(check: Check, monkeypatch: pytest.MonkeyPatch, mypys_own: list[str]) -> None:
    monkeypatch.setattr("noblock.session.Session.meet_checker", fail)
    lines = check()
    assert _mypys(lines) == mypys_own
    assert _failures(lines) == ["RuntimeError: injected"]


@pytest.mark.parametrize("place", ["digest", "own_folder", "read_config", "stub_folders", "get_search_dirs"])
def test_mypy_finishes_when_the_start_fails(
    place: str, check: Check, monkeypatch: pytest.MonkeyPatch, mypys_own: list[str]
) -> None:
    monkeypatch.setattr(f"noblock.start.{place}", fail)
    lines = check()
    assert _mypys(lines) == mypys_own
    assert _failures(lines) == ["RuntimeError: injected"]


@pytest.mark.parametrize("error", [AssertionError, KeyError, MemoryError, OSError, RecursionError, UnicodeError])
def test_it_does_not_matter_what_is_raised(
    error: type[Exception], check: Check, monkeypatch: pytest.MonkeyPatch, mypys_own: list[str]
) -> None:
    def fail_so(*arguments: object) -> NoReturn:
        raise error("injected")

    monkeypatch.setattr("noblock.solver.Solver.add", fail_so)
    lines = check()
    assert _mypys(lines) == mypys_own
    assert _failures(lines) == [f"{error.__name__}: {error('injected')}"]


def test_a_failure_within_mypy_leaves_out_one_function_only(
    check: Check, monkeypatch: pytest.MonkeyPatch, mypys_own: list[str]
) -> None:
    _fail_in_untyped_functions(monkeypatch)
    lines = check()
    assert _mypys(lines) == mypys_own
    assert {line.partition(": error")[0] for line in lines if "[blocking-sleep]" in line} == {
        "shop/api.py:4", "shop/api.py:5",
    }  # fmt: skip


def test_a_failure_within_mypy_is_reported(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    _fail_in_untyped_functions(monkeypatch)
    assert _failures(check()) == ["RuntimeError: injected"]


def _fail_in_untyped_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    infer = Shadow._check

    def fail_sometimes(self: Shadow, todo: DeferredNode) -> None:
        if todo.node.name == "untyped":
            fail()
        infer(self, todo)

    monkeypatch.setattr(Shadow, "_check", fail_sometimes)


def test_a_broken_stub_of_ours_is_one_error(
    check: Check, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mypys_own: list[str]
) -> None:
    write(tmp_path, {"stubs/time.pyi": "import noblock\nsleep = 1\n"})
    monkeypatch.setattr("noblock.start.own_folder", lambda: tmp_path / "stubs")
    lines = check()
    assert _mypys(lines) == mypys_own
    assert _failures(lines) == [
        f"StubError: {tmp_path / 'stubs/time.pyi'}:2: error: "
        "expected an import, a class, a marked function or a variable with a type"
    ]


@pytest.mark.parametrize(
    "flag", ["--cache-dir=/dev/null", "--no-local-partial-types", "--no-sqlite-cache", "--no-fixed-format-cache"]
)
def test_mypy_finishes_in_every_mode(
    flag: str, check: Check, monkeypatch: pytest.MonkeyPatch, mypys_own: list[str]
) -> None:
    monkeypatch.setattr("noblock.solver.Solver.add", fail)
    lines = check(flag)
    assert _mypys(lines) == mypys_own
    assert _failures(lines) == ["RuntimeError: injected"]


def test_a_failure_is_said_again_while_nothing_changes(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noblock.solver.Solver.add", fail)
    cold = check()
    assert check() == cold


def test_a_failure_that_cannot_be_reported_is_printed(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, mypys_own: list[str]
) -> None:
    monkeypatch.setattr("noblock.solver.Solver.add", fail)
    monkeypatch.setattr("noblock.report.report_failure", fail)
    output, _, status = api.run(["--cache-dir=cache", "-p", "shop"])
    assert (_mypys(output.splitlines()), status) == (mypys_own, 1)
    assert "error: noblock" in capsys.readouterr().err


def test_a_failure_of_the_count_is_printed(project: Path) -> None:
    write(project, {"faulty.py": FAULTY.format("session.Session.count_unknown")})
    write(project, {"mypy.ini": "[mypy]\nplugins = faulty.py\n[noblock]\nreport_unknown = true\n"})
    lines = _run(project, "mypy", "--cache-dir=cache", "-p", "shop", status=1)
    assert [line for line in lines if "please report this" in line] == [lines[-1]]
    assert "Traceback" not in "".join(lines)


FAULTY = """\
import noblock.analysis, noblock.daemon, noblock.plugin, noblock.session, noblock.solver

def fail(*arguments, **named):
    raise RuntimeError("injected")

noblock.{} = fail
plugin = noblock.plugin.plugin
"""


def test_mypy_finishes_in_parallel(project: Path, mypys_own: list[str]) -> None:
    write(project, {"faulty.py": FAULTY.format("solver.Solver.add"), "mypy.ini": "[mypy]\nplugins = faulty.py\n"})
    lines = _run(project, "mypy", "-n2", "--cache-dir=cache", "-p", "shop", status=1)
    assert sorted(_mypys(lines)) == sorted(mypys_own)
    assert _failures(lines) in (["RuntimeError: injected"], 2 * ["RuntimeError: injected"])  # once for each worker


@pytest.mark.parametrize("place", ["session.Session.judge_again", "session.Session.judge", "analysis.depend"])
def test_the_daemon_goes_on(place: str, project: Path, mypys_own: list[str]) -> None:
    write(project, {"faulty.py": FAULTY.format(place), "mypy.ini": "[mypy]\nplugins = faulty.py\n"})
    _run(project, "mypy.dmypy", "start", "--", "--cache-dir=/dev/null")
    try:
        first = _run(project, "mypy.dmypy", "check", "shop", status=1)
        write(project, {"shop/prices.py": PROGRAM["shop/prices.py"].replace("sleep(1)", "time()")})
        second = _run(project, "mypy.dmypy", "check", "shop", status=1)
    finally:
        _run(project, "mypy.dmypy", "kill")
    assert _mypys(first) == _mypys(second) == mypys_own
    assert {"RuntimeError: injected"} == {*_failures(first), *_failures(second)}


@pytest.mark.parametrize("version", ["2.4", "2.4.0", "2.4.1+dev.0a1b2c3", "2.10.0", "10.0", "3"])
def test_a_mypy_that_is_new_enough_gets_the_plugin(version: str) -> None:
    assert plugin(version) is NoBlock


@pytest.mark.parametrize("version", ["0.991", "1.19.1", "2.3.9", "2.3.0+dev.0a1b2c3"])
def test_a_mypy_that_is_too_old_is_told_so(version: str) -> None:
    told = plugin(version)
    assert issubclass(told, Refusing)
    assert told.refusal == f"noblock: error: needs mypy 2.4 or newer, found {version}: pip install --upgrade mypy"


def test_a_mypy_that_is_too_old_stops_with_the_status_of_a_mistake(project: Path) -> None:
    write(project, {"old.py": "import noblock.plugin\ndef plugin(version): return noblock.plugin.plugin('2.3.9')\n"})
    write(project, {"mypy.ini": "[mypy]\nplugins = old.py\n"})
    assert _run(project, "mypy", "-p", "shop", status=2) == [
        "Found 1 error in 1 file (errors prevented further checking)",
        "noblock: error: needs mypy 2.4 or newer, found 2.3.9: pip install --upgrade mypy",
    ]
