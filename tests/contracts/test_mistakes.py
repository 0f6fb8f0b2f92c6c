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
from mypy import api

from noblock.categories import CATEGORIES

HEAD = '[tool.mypy]\nplugins = ["noblock.plugin"]\n'
KNOWN = f"(known: {', '.join(CATEGORIES)})"
AN_ENTRY = '"allow": expected a name, or { name = "...", categories = ["..."] }, found'
A_NAME = '"allow": expected a dotted name such as "app.settings.load" or "logging.*", found'
A_TABLE = '"marks": expected a table such as { "app.sync_only" = "blocking" }, found'
A_STATEMENT = "expected an import, a class or a marked function"
A_MEMBER = "expected a marked method or a class"

Files = Mapping[str, str | bytes]


def toml(options: str) -> Files:
    """Return a configuration; the folder ``marks`` is there, and holds no mistake."""
    return {"pyproject.toml": f"{HEAD}[tool.noblock]\n{options}\n"}


def ini(options: str) -> Files:
    """Return a configuration in an INI file."""
    return {"mypy.ini": f"[mypy]\nplugins = noblock.plugin\n[noblock]\n{options}\n"}


def stub(text: str | bytes) -> Files:
    """Return a configuration with a stub of one's own."""
    return {**toml('stubs = ["marks"]'), "marks/lib.pyi": text}


IN_TOML: Mapping[str, tuple[str, str]] = {
    "an unknown option": ('alow = ["a.b"]', 'unknown option "alow"; did you mean "allow"?'),
    "an option far from any": ("verbose = true", 'unknown option "verbose"'),
    "a number for a list": ("allow = 3", '"allow": expected a list of names, found 3'),
    "a number for a name": ("allow = [3]", f"{AN_ENTRY} 3"),
    "a table without a name": ("allow = [{ }]", f"{AN_ENTRY} {{}}"),
    "a misspelt key in a table": ('allow = [{ nam = "a.b" }]', f"{AN_ENTRY} {{'nam': 'a.b'}}"),
    "a misspelt category in a table": (
        'allow = [{ name = "a.b", categories = ["flie"] }]',
        f'unknown category "flie"; did you mean "file"? {KNOWN}',
    ),
    "a name with a hyphen": ('allow = ["my-app.load"]', f'{A_NAME} "my-app.load"'),
    "a name with an empty part": ('allow = ["app..load"]', f'{A_NAME} "app..load"'),
    "an empty name": ('allow = [""]', f'{A_NAME} ""'),
    "a regular expression": ('allow = ["app.(a|b)"]', f'{A_NAME} "app.(a|b)"'),
    "a truth for folders": ("stubs = true", '"stubs": expected a list of folders, found True'),
    "numbers for folders": ("stubs = [1]", '"stubs": expected a list of folders, found [1]'),
    "a missing folder": ('stubs = ["mark"]', '"stubs": no folder "mark"'),
    "a file for a folder": ('stubs = ["app.py"]', '"stubs": no folder "app.py"'),
    "a number for a switch": ("transitive = 1", '"transitive": expected true or false, found 1'),
    "a word for a switch": ('transitive = "maybe"', "\"transitive\": expected true or false, found 'maybe'"),
    "a number for marks": ("marks = 3", f"{A_TABLE} 3"),
    "a number for a mark": ('marks = { "app.f" = 3 }', f"{A_TABLE} {{'app.f': 3}}"),
    "a misspelt mark": ('marks = { "app.f" = "blokcing" }', 'unknown mark "blokcing"; did you mean "blocking"?'),
    "a mark that needs parameters": ('marks = { "app.f" = "offload" }', 'unknown mark "offload"'),
}
IN_INI: Mapping[str, tuple[str, str]] = {
    "an unknown option": ("stub = marks", 'unknown option "stub"; did you mean "stubs"?'),
    "a word for a switch": ("transitive = maybe", "\"transitive\": expected true or false, found 'maybe'"),
    "a missing folder": ("stubs = marks, mark", '"stubs": no folder "mark"'),
    "a name with a space": ("allow = a.b c.d", f'{A_NAME} "a.b c.d"'),
    "a misspelt mark": ("marks = app.f = onloop", 'unknown mark "onloop"; did you mean "on_loop"?'),
    "a name without a mark": ("marks = app.f", 'unknown mark ""'),
}
IN_A_STUB: Mapping[str, tuple[str | bytes, str]] = {
    "a syntax error": ("\n)", ":2: error: cannot be read: unmatched ')'"),
    "undecodable bytes": (
        b"# \xff",
        ":1: error: cannot be read: 'utf-8' codec can't decode byte 0xff in position 2: invalid start byte",
    ),
    "ten megabytes with a mistake": ("# x\n" * 2_500_000 + "x = 1", f":2500001: error: {A_STATEMENT}"),
    "a variable": ("x = 1", f":1: error: {A_STATEMENT}"),
    "a condition": ("import sys\nif sys.platform: ...", f":2: error: {A_STATEMENT}"),
    "an async function": ("async def f(): ...", f":1: error: {A_STATEMENT}"),
    "a variable in a class": ("class A:\n    x: int", f":2: error: {A_MEMBER}"),
    "a body": ("@nonblocking\ndef f(): return 1", ':2: error: expected a body of "..."'),
    "no mark": ("def f(): ...", ':1: error: expected a mark or a return type on "f"'),
    "a property outside a class": (
        "@property\n@nonblocking\ndef f(): ...",
        ":3: error: expected a function, not a method",
    ),
    "a misspelt mark": (
        "@nonblokcing\ndef f(): ...",
        ':1: error: unknown mark "nonblokcing"; did you mean "nonblocking"?',
    ),
    "a misspelt mark in an import": (
        "from noblock import call",
        ':1: error: unknown mark "call"; did you mean "calls"?',
    ),
    "a mark without its category": (
        "@blocking\ndef f(): ...",
        ':1: error: "blocking": expected a category, and maybe use=',
    ),
    "a mark with a category too many": (
        '@nonblocking("http")\ndef f(): ...',
        ':1: error: "nonblocking": expected no arguments',
    ),
    "a mark without its parameters": (
        "@offload\ndef f(job): ...",
        ':1: error: "offload": expected names of parameters',
    ),
    "a mark with a number": ("@calls(1)\ndef f(job): ...", ':1: error: "calls": expected texts'),
    "a misspelt category": (
        '@blocking("netwrok")\ndef f(): ...',
        f':1: error: unknown category "netwrok"; did you mean "network"? {KNOWN}',
    ),
    "a misspelt parameter": (
        '@calls("kye")\ndef f(key): ...',
        ':1: error: "calls" names the parameter "kye", which is not in the signature; did you mean "key"?',
    ),
    "contradictory marks": (
        '@blocking("http")\n@nonblocking\ndef f(): ...',
        ':3: error: "f" is marked both as blocking and as nonblocking',
    ),
    "a function twice": (
        "@nonblocking\ndef f(): ...\n@nonblocking\ndef f(): ...",
        ':4: error: "f" is already defined on line 2; only overloads may repeat a name',
    ),
    "a class twice": (
        "class A: ...\nclass A: ...",
        ':2: error: "A" is already defined on line 1; only overloads may repeat a name',
    ),
}
ROWS: Mapping[str, tuple[Files, str]] = {
    **{f"{row} in TOML": (toml(it), f"pyproject.toml: error: [noblock] {said}") for row, (it, said) in IN_TOML.items()},
    **{f"{row} in INI": (ini(it), f"mypy.ini: error: [noblock] {said}") for row, (it, said) in IN_INI.items()},
    **{f"{row} in a stub": (stub(it), f"marks/lib.pyi{said}") for row, (it, said) in IN_A_STUB.items()},
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_cache: Path) -> Path:
    """A project without mistakes, in the current folder."""
    monkeypatch.chdir(tmp_path)
    _write(tmp_path, {"app.py": "import json\ndef f() -> None: ...\n", "marks/other.pyi": "", **toml("")})
    shutil.copytree(library_cache, tmp_path / "cache")
    return tmp_path


def _write(folder: Path, files: Files) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    if "mypy.ini" in files:
        (folder / "pyproject.toml").unlink()


def _mistakes(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Run mypy in this process; return what it prints before it stops."""
    output, problems, status = api.run(["--cache-dir=cache", "app.py"])
    assert (output, status) == ("", 2)
    return (capsys.readouterr().err + problems).splitlines()


@pytest.mark.parametrize(("files", "said"), ROWS.values(), ids=ROWS)
def test_a_mistake_stops_the_run(files: Files, said: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(project, files)
    assert _mistakes(capsys) == [said]


def test_mistakes_in_all_stubs_are_said_at_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(project, {**stub("x = 1"), "marks/deep/er.pyi": "\ny = 1"})
    assert _mistakes(capsys) == [
        f"marks/deep/er.pyi:2: error: {A_STATEMENT}",
        f"marks/lib.pyi:1: error: {A_STATEMENT}",
    ]


def test_a_stub_that_is_a_link_to_itself_stops_the_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(project, toml('stubs = ["marks"]'))
    (project / "marks" / "lib.pyi").symlink_to("lib.pyi")
    (said,) = _mistakes(capsys)
    assert said.startswith("marks/lib.pyi:1: error: cannot be read: ")


def test_a_stub_that_is_a_folder_stops_the_run(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(project, {**toml('stubs = ["marks"]'), "marks/lib.pyi/deep.pyi": ""})
    (said,) = _mistakes(capsys)
    assert said.startswith("marks/lib.pyi:1: error: cannot be read: ")


def test_a_folder_that_links_to_itself_comes_to_an_end(project: Path) -> None:
    _write(project, toml('stubs = ["marks"]'))
    (project / "marks" / "loop").symlink_to(".")
    assert api.run(["--cache-dir=cache", "app.py"]) == ("Success: no issues found in 1 source file\n", "", 0)


def test_a_mistake_in_another_configuration_file_names_that_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "other.ini").write_text("[mypy]\nplugins = noblock.plugin\n[noblock]\ntransitiv = no\n")
    assert api.run(["--config-file=other.ini", "app.py"])[2] == 2
    assert capsys.readouterr().err == (
        'other.ini: error: [noblock] unknown option "transitiv"; did you mean "transitive"?\n'
    )


def test_the_command_itself_prints_the_mistake_and_no_traceback(project: Path) -> None:
    _write(project, toml("stubs = 3"))
    assert _command(project, "mypy", "app.py") == (
        2,
        ['pyproject.toml: error: [noblock] "stubs": expected a list of folders, found 3'],
    )


def _command(folder: Path, module: str, *arguments: str) -> tuple[int, list[str]]:
    command = [sys.executable, "-m", module, *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)
    return ran.returncode, (ran.stdout + ran.stderr).splitlines()


@pytest.mark.xfail(reason="the coordinator and each worker print it")
def test_a_mistake_is_said_once_in_parallel(project: Path) -> None:
    _write(project, toml("stubs = 3"))
    assert len(_command(project, "mypy", "-n2", "app.py")[1]) == 1


@pytest.mark.xfail(reason="sys.exit ends the daemon, and its client says that no data was received")
def test_the_daemon_says_the_mistake_and_goes_on(project: Path) -> None:
    _write(project, toml("stubs = 3"))
    try:
        assert _command(project, "mypy.dmypy", "run", "--", "app.py") == (
            2,
            ["Daemon started", 'pyproject.toml: error: [noblock] "stubs": expected a list of folders, found 3'],
        )
        assert _command(project, "mypy.dmypy", "status")[0] == 0
    finally:
        _command(project, "mypy.dmypy", "kill")


UNSAID: Mapping[str, tuple[Files, str]] = {
    "the line of an option": (toml('alow = ["a.b"]'), r'pyproject\.toml:4: error: .*unknown option "alow"'),
    "a section that is no table": (
        {"pyproject.toml": f"[tool]\nnoblock = 3\n{HEAD}"},
        r"pyproject\.toml.* error: .*expected a table",
    ),
    "a misspelt category of a configured mark": (toml('marks = { "app.f" = "blocking:htpp" }'), 'did you mean "http"'),
    "a configured decorator that is no name": (toml('marks = { "app f" = "blocking" }'), '"app f"'),
    "a configured decorator that does not exist": (toml('marks = { "app.g" = "blocking" }'), '"app.g".*"app.f"'),
    "an allowed name that does not exist": (toml('allow = ["app.g"]'), '"app.g".*"app.f"'),
    "an allowed pattern that nothing matches": (toml('allow = ["ap.*"]'), r'"ap\.\*"'),
    "a folder of stubs that mypy searches too": (
        {**stub(""), "pyproject.toml": f'{HEAD}mypy_path = "marks"\n[tool.noblock]\nstubs = ["marks"]\n'},
        "mypy_path",
    ),
    "a function that the library does not have": (
        {**toml('stubs = ["marks"]'), "marks/json.pyi": "@nonblocking\ndef lods(): ..."},
        r'marks/json\.pyi:2: error: .*"loads"',
    ),
    "a class that the library does not have": (
        {**toml('stubs = ["marks"]'), "marks/json.pyi": "class JSONDecode: ..."},
        r'marks/json\.pyi:1: error: .*"JSONDecoder"',
    ),
    "a method that the library does not have": (
        {
            **toml('stubs = ["marks"]'),
            "marks/json.pyi": "class JSONDecoder:\n    @nonblocking\n    def decod(self): ...",
        },
        r'marks/json\.pyi:3: error: .*"decode"',
    ),
    "a module that does not exist": (
        {**toml('stubs = ["marks"]'), "marks/jsn.pyi": "@nonblocking\ndef loads(): ..."},
        r'marks/jsn\.pyi:1: error: .*"json"',
    ),
    "a module that cannot have this name": (
        {**toml('stubs = ["marks"]'), "marks/my-lib.pyi": "@nonblocking\ndef f(): ..."},
        r"marks/my-lib\.pyi:1: error: ",
    ),
    "a mark twice": (stub('@blocking("http")\n@blocking("file")\ndef f(): ...'), r"marks/lib\.pyi:\d: error: "),
}


@pytest.mark.xfail(reason="not said, or without the line")
@pytest.mark.parametrize(("files", "said"), UNSAID.values(), ids=UNSAID)
def test_what_is_not_said_yet(files: Files, said: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(project, files)
    output, problems, status = api.run(["--cache-dir=cache", "app.py"])
    lines = (output + problems + capsys.readouterr().err).splitlines()
    assert [line for line in lines if re.search(said, line)]
    assert status


IN_SOURCE = {
    "a misspelt category": ('@blocking("htpp")', f'unknown category "htpp"; did you mean "http"? {KNOWN}'),
    "a mark without its category": ("@blocking", '"blocking": expected a category, and maybe use='),
    "a mark with a category too many": ('@nonblocking("http")', '"nonblocking": expected no arguments'),
    "a mark without its parameters": ("@offload()", '"offload": expected names of parameters'),
    "a misspelt parameter": (
        '@calls("kye")',
        '"calls" names the parameter "kye", which is not in the signature; did you mean "key"?',
    ),
}


def source(decorators: str, definition: str = "def f(key: int) -> None: ...") -> Files:
    """Return a program with a mark."""
    names = "blocking, calls, nonblocking, offload, on_loop"
    return {"app.py": f"import noblock\nfrom noblock import {names}\n{decorators}\n{definition}\n"}


@pytest.mark.parametrize(("mark", "said"), IN_SOURCE.values(), ids=IN_SOURCE)
@pytest.mark.parametrize("head", ["@", "@noblock."])
def test_a_mistake_in_source_is_an_error_there(mark: str, said: str, head: str, project: Path) -> None:
    _write(project, source(mark.replace("@", head)))
    output, _, status = api.run(["--cache-dir=cache", "app.py"])
    assert [line for line in output.splitlines() if line.endswith("[blocking]")] == [
        f"app.py:3: error: {said}  [blocking]"
    ]
    assert status == 1


UNSAID_IN_SOURCE = {
    "contradictory marks": source('@blocking("http")\n@nonblocking'),
    "a mark twice": source('@blocking("http")\n@blocking("file")'),
    "a mistake on a class": source('@blocking("htpp")', "class A: ..."),
    "a mistake on a nested function": source('def outer() -> None:\n    @blocking("htpp")', "    def f() -> None: ..."),
    "a replacement that is no text": source('X = "x"\n@blocking("http", use=X)'),
}


@pytest.mark.xfail(reason="not said")
@pytest.mark.parametrize("files", UNSAID_IN_SOURCE.values(), ids=UNSAID_IN_SOURCE)
def test_what_is_not_said_in_source_yet(files: Files, project: Path) -> None:
    _write(project, files)
    output, _, _ = api.run(["--cache-dir=cache", "app.py"])
    assert "[blocking]" in output


@pytest.mark.xfail(reason='a category that is no text is called the unknown category ""')
def test_a_category_in_source_must_be_a_text(project: Path) -> None:
    _write(project, source('X = "http"\n@blocking(X)'))
    output, _, _ = api.run(["--cache-dir=cache", "app.py"])
    assert 'app.py:4: error: "blocking": expected texts' in output
