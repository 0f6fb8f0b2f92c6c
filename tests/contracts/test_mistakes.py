"""Every mistake in the configuration or in one's own stubs stops the run, and the text says what is wrong, and where.

Each row of the table is a folder with one mistake in it, and what mypy then prints. Long, because it holds them all.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from mistakes.configuration import IN_INI, IN_TOML, KNOWN
from mistakes.stubs import A_STATEMENT, IN_A_STUB
from mypy import api

from .files import write

HEAD = '[tool.mypy]\nplugins = ["noblock.plugin"]\n'
NOTHING = "matches nothing"
NO_SETINGS = f'error: [noblock] "{{}}": "app.setings" {NOTHING}: no "setings" in "app"; did you mean "app.settings"?'
CONFIG_LINE = "{}:4: error: [noblock] "
SEARCHED = 'expected a folder of its own, but mypy searches "{}" for modules: see mypy_path'
STOPPED = "Found 1 error in 1 file (errors prevented further checking)"
PROJECT = {
    "app.py": """\
import json
from base import Base, help_out as helper

def f() -> None: ...
def settings() -> None: ...

class Repo(Base):
    def load(self) -> None:
        self.run = f
""",
    "base.py": "def help_out() -> None: ...\nclass Base:\n    def connect(self) -> None: ...\n",
    "driver/__init__.py": "class Driver:\n    def move(self): ...\n",
    "driver/fast/__init__.py": "",
    "marks/driver/__init__.pyi": "from noblock import blocking\n@blocking('wait')\nclass Driver: ...\n",
}
RIGHT = """\
stubs = ["marks"]
allow = [
    "app.f", "app.Repo.load", "base.Base.connect", "app.Repo.*", "app.R*", "*.f", "driver.*", "driver.fast.*",
    "logging.info", "logging.*", "logging.config.dictConfig", "json.JSONDecoder.decode", "os.path.join", "_thread.*",
    "redis.Redis.get", "boto3.*", "requests.get", "requests.Session.get", "sqlite3.Cursor.execute:database",
]
marks = { "app.f" = "blocking:file" }
"""

Files = Mapping[str, str | bytes]


def toml(options: str) -> Files:
    """Return a configuration; the folder ``marks`` is there, and holds no mistake."""
    return {"pyproject.toml": f"{HEAD}[tool.noblock]\n{options}\n"}


def ini(options: str) -> Files:
    """Return a configuration in an INI file."""
    return {"mypy.ini": f"[mypy]\nplugins = noblock.plugin\n[noblock]\n{options}\n"}


def stub(text: str | bytes, path: str = "marks/lib.pyi") -> Files:
    """Return a configuration with a stub of one's own, which has its imports at the end."""
    if isinstance(text, str) and "import" not in text:
        text = f"{text}\nfrom noblock import blocking, calls, nonblocking, offload, on_init, on_loop\n"
    return {**toml('stubs = ["marks"]'), path: text}


def source(decorators: str, definition: str = "def f(key: int) -> None: ...") -> Files:
    """Return a program with a mark on its third line."""
    names = "blocking, calls, nonblocking, offload, on_init, on_loop"
    return {"app.py": f"import noblock\nfrom noblock import {names}\n{decorators}\n{definition}\n"}


# Of the mistakes that a stub can hold: those in what is written, in marks and in names.
OF_EVERY_KIND = (
    "a syntax error further down",
    "no text",
    "a variable",
    "a condition",
    "an async function",
    "a mark twice",
    "a mark that is not imported",
    "a default",
    "a variable in a class",
    "a body",
    "no mark",
    "a property outside a class",
    "a misspelt mark",
    "a misspelt mark in an import",
    "blocking without a category",
    "nonblocking with an argument",
    "offload without parameters",
    "blocking with a number",
    "a misspelt category",
    "a misspelt parameter",
    "marks that contradict each other",
    "a function twice",
    "a class twice",
)
NAMES: Mapping[str, tuple[Files, str]] = {
    "an allowed name that does not exist": (
        toml('allow = [\n    "json.*",\n    "app.setings",\n]'),
        f"pyproject.toml:6: {NO_SETINGS.format('allow')}",
    ),
    "an allowed method that does not exist": (
        toml('allow = ["app.Repo.laod"]'),
        f'pyproject.toml:4: error: [noblock] "allow": "app.Repo.laod" {NOTHING}: '
        'no "laod" in "app.Repo"; did you mean "app.Repo.load"?',
    ),
    "an allowed method that is inherited": (
        toml('allow = ["app.Repo.connect"]'),
        f'pyproject.toml:4: error: [noblock] "allow": "app.Repo.connect" {NOTHING}: '
        'it stands for "base.Base.connect"; use that name',
    ),
    "an allowed name that is imported": (
        toml('allow = ["app.helper"]'),
        f'pyproject.toml:4: error: [noblock] "allow": "app.helper" {NOTHING}: '
        'it stands for "base.help_out"; use that name',
    ),
    "an allowed pattern that nothing matches": (
        toml('allow = ["ap.*"]'),
        f'pyproject.toml:4: error: [noblock] "allow": "ap.*" {NOTHING}: no module "ap"; did you mean "app"?',
    ),
    "an allowed pattern of a name": (
        toml('allow = ["app.Rpo*.load"]'),
        f'pyproject.toml:4: error: [noblock] "allow": "app.Rpo*.load" {NOTHING}: '
        'no "Rpo" in "app"; did you mean "app.Repo"?',
    ),
    "an allowed pattern in a package": (
        toml('allow = ["driver.fats.*"]'),
        f'pyproject.toml:4: error: [noblock] "allow": "driver.fats.*" {NOTHING}: '
        'no "fats" in "driver"; did you mean "driver.fast"?',
    ),
    "an allowed function that a library does not have": (
        toml('allow = ["logging.inof"]'),
        f'pyproject.toml:4: error: [noblock] "allow": "logging.inof" {NOTHING}: '
        'no "inof" in "logging"; did you mean "logging.info"?',
    ),
    "an allowed name in INI": (
        ini("allow =\n    app.f,\n    app.setings"),
        f"mypy.ini:6: {NO_SETINGS.format('allow')}",
    ),
    "a configured decorator that does not exist": (
        toml('marks = { "app.setings" = "blocking" }'),
        f"pyproject.toml:4: {NO_SETINGS.format('marks')}",
    ),
    "a configured decorator that a library defines elsewhere": (
        toml('marks = { "json.JSONDecoder" = "blocking" }'),
        f'pyproject.toml:4: error: [noblock] "marks": "json.JSONDecoder" {NOTHING}: '
        'it stands for "json.decoder.JSONDecoder"; use that name',
    ),
    "a function that the library does not have": (
        stub("@nonblocking\ndef lods(): ...", "marks/json.pyi"),
        'marks/json.pyi:2: error: no "lods" in "json"; did you mean "loads"?',
    ),
    "a class that the library does not have": (
        stub("class JSONDecode:\n    @nonblocking\n    def decode(self): ...", "marks/json.pyi"),
        'marks/json.pyi:1: error: no "JSONDecode" in "json"; did you mean "JSONDecoder"?',
    ),
    "a method that the library does not have": (
        stub("class JSONDecoder:\n    @nonblocking\n    def decod(self): ...", "marks/json.pyi"),
        'marks/json.pyi:3: error: no "decod" in "json.decoder.JSONDecoder"; did you mean "decode"?',
    ),
    "a method that an untyped library does not have": (
        stub("class Driver:\n    @nonblocking\n    def mvoe(self): ...", "marks/driver/__init__.pyi"),
        'marks/driver/__init__.pyi:3: error: no "mvoe" in "driver.Driver"; did you mean "move"?',
    ),
    "a module that does not exist": (
        stub("@nonblocking\ndef loads(): ...", "marks/jsn.pyi"),
        'marks/jsn.pyi:1: error: no module "jsn"; did you mean "json"?',
    ),
    "a package that does not exist": (
        stub("@nonblocking\ndef loads(): ...", "marks/jsn/__init__.pyi"),
        'marks/jsn/__init__.pyi:1: error: no module "jsn"; did you mean "json"?',
    ),
    "a module that does not exist in its package": (
        stub("@nonblocking\ndef loads(): ...", "marks/json/decodr.pyi"),
        'marks/json/decodr.pyi:1: error: no "decodr" in "json"; did you mean "decoder"?',
    ),
}
FOLDERS: Mapping[str, tuple[Files, str]] = {
    "a module that cannot have this name": (
        stub("@nonblocking\ndef f(): ...", "marks/my-lib.pyi"),
        'marks/my-lib.pyi:1: error: expected the path of a module, found "my-lib"',
    ),
    "a module that is no stub": (
        stub("", "marks/lib.py"),
        'marks/lib.py:1: error: expected only marker stubs; should this be "lib.pyi"?',
    ),
    "two stubs of one module": (
        {**stub(""), "marks/lib/__init__.pyi": ""},
        'marks/lib/__init__.pyi:1: error: the marks of "lib" are in marks/lib.pyi too',
    ),
    "a stub that is a folder": (
        stub("", "marks/lib.pyi/deep.pyi"),
        'marks/lib.pyi/deep.pyi:1: error: expected the path of a module, found "lib.pyi.deep"',
    ),
    "ten megabytes with a mistake": (
        stub("# x\n" * 2_500_000 + "x = 1"),
        f"marks/lib.pyi:2500001: error: {A_STATEMENT}",
    ),
    "a folder without stubs": (
        {**toml('stubs = ["empty"]'), "empty/notes.md": ""},
        "empty:1: error: expected marker stubs (.pyi) in this folder",
    ),
    "a folder that mypy searches too": (
        {**stub(""), "pyproject.toml": f'{HEAD}mypy_path = "marks"\n[tool.noblock]\nstubs = ["marks"]\n'},
        f'pyproject.toml:5: error: [noblock] "stubs": {SEARCHED.format("marks")}',
    ),
    "the folder of the project": (
        toml('stubs = ["."]'),
        f'pyproject.toml:4: error: [noblock] "stubs": {SEARCHED.format(".")}',
    ),
    "a section in another file": (
        {"mypy.ini": "[mypy]\nplugins = noblock.plugin\n", "setup.cfg": "[noblock]\nallow = app.f\n"},
        "mypy.ini:1: error: [noblock] mypy reads this file: expected the section here, found it in setup.cfg",
    ),
    "a section that is no table": (
        {"pyproject.toml": f"[tool]\nnoblock = 3\n{HEAD}"},
        "pyproject.toml:2: error: [noblock] expected a table of options, found 3",
    ),
}
ROWS: Mapping[str, tuple[Files, str]] = {
    **{
        f"{row} in TOML": (toml(it), f"{CONFIG_LINE.format('pyproject.toml')}{said}")
        for row, (it, said) in IN_TOML.items()
    },
    **{f"{row} in INI": (ini(it), f"{CONFIG_LINE.format('mypy.ini')}{said}") for row, (it, said) in IN_INI.items()},
    **{
        f"{row} in a stub": (stub(it), f"marks/lib.pyi:{line}: error: {said}")
        for row in OF_EVERY_KIND
        for it, line, said in [IN_A_STUB[row]]
    },
    **NAMES,
    **FOLDERS,
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_cache: Path) -> Path:
    """A project without mistakes, in the current folder."""
    monkeypatch.chdir(tmp_path)
    _write(tmp_path, {**PROJECT, **toml("")})
    shutil.copytree(library_cache, tmp_path / "cache")
    return tmp_path


def _write(folder: Path, files: Files) -> None:
    write(folder, files)
    if "mypy.ini" in files:
        (folder / "pyproject.toml").unlink()


def _mistakes() -> list[str]:
    """Run mypy in this process; return what it prints before it stops."""
    output, problems, status = api.run(["--cache-dir=cache", "app.py"])
    assert (output.endswith("(errors prevented further checking)\n"), status) == (True, 2)
    return problems.splitlines()


@pytest.mark.parametrize(("files", "said"), ROWS.values(), ids=ROWS)
def test_a_mistake_stops_the_run(files: Files, said: str, project: Path) -> None:
    _write(project, files)
    assert _mistakes() == [said]


def test_the_project_of_the_table_has_no_mistake(project: Path) -> None:
    _write(project, toml(RIGHT))
    assert api.run(["--cache-dir=cache", "app.py"]) == ("Success: no issues found in 1 source file\n", "", 0)


def test_mistakes_in_all_stubs_are_said_at_once(project: Path) -> None:
    _write(project, {**stub("x = 1"), "marks/deep/er.pyi": "\ny = 1"})
    assert _mistakes() == [
        f"marks/lib.pyi:1: error: {A_STATEMENT}",
        f"marks/deep/er.pyi:2: error: {A_STATEMENT}",
    ]


def test_a_stub_that_is_a_link_to_itself_stops_the_run(project: Path) -> None:
    _write(project, toml('stubs = ["marks"]'))
    (project / "marks" / "lib.pyi").symlink_to("lib.pyi")
    (said,) = _mistakes()
    assert said.startswith("marks/lib.pyi:1: error: cannot be read: ")


def test_a_folder_that_links_to_itself_stops_the_run(project: Path) -> None:
    _write(project, toml('stubs = ["marks"]'))
    (project / "marks" / "loop").symlink_to(".")
    assert _mistakes() == [
        "marks/loop:1: error: expected a folder without links to a folder around them, "
        f"found a link to {project / 'marks'}"
    ]


def test_a_link_to_a_folder_elsewhere_is_followed(project: Path) -> None:
    _write(project, {**toml('stubs = ["marks"]'), "elsewhere/lib.pyi": "x = 1"})
    (project / "marks" / "deep").symlink_to(project / "elsewhere")
    assert _mistakes() == [f"marks/deep/lib.pyi:1: error: {A_STATEMENT}"]


def test_a_mistake_in_another_configuration_file_names_that_file(project: Path) -> None:
    (project / "other.ini").write_text("[mypy]\nplugins = noblock.plugin\n[noblock]\ntransitiv = no\n")
    _, problems, status = api.run(["--config-file=other.ini", "app.py"])
    assert status == 2
    assert problems == 'other.ini:4: error: [noblock] unknown option "transitiv"; did you mean "transitive"?\n'


MODES = {
    "cold": ["--no-incremental"],
    "warm": [],
    "without a cache": ["--cache-dir=/dev/null"],
    "parallel": ["-n2"],
    "in the order of files": ["--no-local-partial-types"],
    "with a plain cache": ["--no-sqlite-cache", "--no-fixed-format-cache"],
}
MODAL = {"at the start": ROWS["no list of folders in TOML"], "of a name": NAMES["an allowed name that does not exist"]}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("kind", MODAL)
def test_a_mistake_is_said_once_in_every_mode(kind: str, mode: str, project: Path) -> None:
    command = ["--cache-dir=cache", *MODES[mode], "app.py"]
    assert _command(project, "mypy", *command)[0] == 0
    files, said = MODAL[kind]
    for _ in range(2):
        _write(project, files)
        assert _command(project, "mypy", *command) == (2, [STOPPED, said])
    _write(project, toml(""))
    assert _command(project, "mypy", *command)[0] == 0


def test_nothing_is_counted_after_a_mistake(project: Path) -> None:
    _write(project, toml('allow = ["app.setings"]\nreport_unknown = true'))
    assert _command(project, "mypy", "app.py") == (2, [STOPPED, f"pyproject.toml:4: {NO_SETINGS.format('allow')}"])


@pytest.mark.parametrize("kind", MODAL)
def test_the_daemon_says_a_mistake_and_goes_on(kind: str, project: Path) -> None:
    files, said = MODAL[kind]
    right, wrong = (0, ["Success: no issues found in 1 source file"]), (2, [said])
    try:
        assert _daemon(project) == right
        _write(project, files)
        assert _daemon(project) == wrong
        assert _daemon(project) == wrong
        assert _command(project, "mypy.dmypy", "status")[0] == 0
        _write(project, toml(""))
        assert _daemon(project) == right
    finally:
        _command(project, "mypy.dmypy", "kill")


def _daemon(folder: Path) -> tuple[int, list[str]]:
    status, lines = _command(folder, "mypy.dmypy", "run", "--", "app.py")
    return status, [line for line in lines if not re.match("Daemon st|Restarting: ", line)]


def _command(folder: Path, module: str, *arguments: str) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    return ran.returncode, (ran.stdout + ran.stderr).splitlines()


TWO_MARKS = '@blocking("http")\n@{}'
IN_SOURCE: Mapping[str, tuple[Files, str]] = {
    "a misspelt category": (
        source('@blocking("htpp")'),
        f'3: error: unknown category "htpp"; did you mean "http"? {KNOWN}',
    ),
    "a mark without its category": (source("@blocking"), '3: error: "blocking": expected a category, and maybe use='),
    "a mark with a category too many": (
        source('@nonblocking("http")'),
        '3: error: "nonblocking": expected no arguments',
    ),
    "a mark without its parameters": (source("@offload()"), '3: error: "offload": expected names of parameters'),
    "a misspelt parameter": (
        source('@calls("kye")'),
        '3: error: "calls" names the parameter "kye", which is not in the signature; did you mean "key"?',
    ),
    "a mark under another name": (
        source("@noblock.nonblocking()"),
        '3: error: "nonblocking": expected no arguments',
    ),
    "contradictory marks": (
        source(TWO_MARKS.format("nonblocking")),
        '4: error: "f" is marked both as blocking and as nonblocking',
    ),
    "a mark twice": (source(TWO_MARKS.format('blocking("file")')), '4: error: "f" is marked with "blocking" twice'),
    "a mistake on a class": (
        source('@blocking("htpp")', "class A: ..."),
        f'3: error: unknown category "htpp"; did you mean "http"? {KNOWN}',
    ),
    "a mark of functions on a class": (
        source('@offload("job")', "class A: ..."),
        '3: error: "offload": expected a function, not a class',
    ),
    "a mistake on a method": (
        source("class A:", "    @calls()\n    def f(self) -> None: ..."),
        '4: error: "calls": expected names of parameters',
    ),
    "a mistake on a nested function": (
        source('def outer() -> None:\n    @blocking("htpp")', "    def f() -> None: ..."),
        f'4: error: unknown category "htpp"; did you mean "http"? {KNOWN}',
    ),
    "a mistake in a function without annotations": (
        source("def outer():\n    @blocking", "    def f(): ..."),
        '4: error: "blocking": expected a category, and maybe use=',
    ),
    "a replacement that is no text": (
        source('X = "x"\n@blocking("http", use=X)'),
        '4: error: "blocking": expected texts',
    ),
    "a category that is no text": (source('X = "http"\n@blocking(X)'), '4: error: "blocking": expected texts'),
    "a replacement that is no name": (
        source('@blocking("http", use="await get()")'),
        '3: error: "blocking": expected a dotted name as use=, found "await get()"',
    ),
    "a mistake on the function behind overloads": (
        source(
            "from typing import overload\n@overload\ndef f(x: int) -> int: ...\n@overload\ndef f(x: str) -> str: ...\n"
            "@blocking",
            "def f(x: object) -> object: return x",
        ),
        '8: error: "blocking": expected a category, and maybe use=',
    ),
    "a mark that decorates nothing": (
        source('slow = blocking("http")'),
        '3: error: "blocking": expected to be the decorator of a function or a class',
    ),
    "a mark that contradicts a configured one": (
        {
            **toml('marks = { "app.sync_only" = "blocking" }'),
            "app.py": "import noblock\nfrom typing import TypeVar\nT = TypeVar('T')\n"
            "def sync_only(it: T) -> T: return it\n@sync_only\n@noblock.nonblocking\ndef f() -> None: ...\n",
        },
        '6: error: "f" is marked both as blocking and as nonblocking',
    ),
}


@pytest.mark.parametrize(("files", "said"), IN_SOURCE.values(), ids=IN_SOURCE)
def test_a_mistake_in_source_is_an_error_there(files: Files, said: str, project: Path) -> None:
    _write(project, files)
    output, problems, status = api.run(["--cache-dir=cache", "app.py"])
    assert [line for line in output.splitlines() if line.endswith("[blocking]")] == [f"app.py:{said}  [blocking]"]
    assert (problems, status) == ("", 1)
