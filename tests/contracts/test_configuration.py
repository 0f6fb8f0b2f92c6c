"""What an option does to the findings of one small application, from every file that mypy reads.

Each row is a set of options and the lines of the application that are still reported.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from mypy import api

from .files import write

APP = {
    "app/__init__.py": "",
    "app/settings.py": """\
import time

def load() -> str:
    with open("settings") as file:
        return file.read()

def save() -> None:
    time.sleep(1)
""",
    "app/db.py": """\
import sqlite3

class Repo:
    def __init__(self, at: sqlite3.Connection) -> None:
        self.at = at

    def load(self) -> None:
        self.at.execute("")

class Opened:
    def __init__(self) -> None:
        sqlite3.connect("")

class Users(Repo): ...

class Cached(Repo):
    def load(self) -> None:
        self.at.execute("")
""",
    "app/locks.py": """\
from collections.abc import Callable
from typing import TypeVar
Any = TypeVar("Any")

def sync_only(function: Any) -> Any:
    return function

def callback(function: Any) -> Any:
    return function

def retried(times: int) -> Callable[[Any], Any]:
    return lambda function: function
""",
    "app/fast.pyi": "import noblock\n@noblock.blocking('cpu')\ndef crunch() -> None: ...\ndef skim() -> None: ...\n",
    "app/api.py": """\
import time
from http.client import HTTPConnection

from app.db import Cached, Opened, Repo, Users
from app.fast import crunch, skim
from app.locks import callback, retried, sync_only
from app.settings import load, save

class Client(HTTPConnection): ...

@sync_only
def locked() -> None: ...

@retried(3)
def again() -> None: ...

@callback
def called_back() -> None:
    time.sleep(1)  # callback

async def handler(repo: Repo, users: Users, cached: Cached, client: Client) -> None:
    load()  # load
    save()  # save
    repo.load()  # repo
    users.load()  # users
    cached.load()  # cached
    Opened()  # opened
    client.getresponse()  # client
    locked()  # locked
    again()  # again
    crunch()  # crunch
    skim()  # skim
    time.sleep(1)  # sleep
""",
}
USUAL = {"load", "save", "repo", "users", "cached", "opened", "client", "crunch", "sleep"}
ROWS: Mapping[str, tuple[str, set[str]]] = {
    "nothing": ("", USUAL),
    "a function": ('allow = ["app.settings.load"]', USUAL - {"load"}),
    "a module": ('allow = ["app.settings.*"]', USUAL - {"load", "save"}),
    "a category in a module": (
        'allow = [{ name = "app.settings.*", categories = ["file"] }]',
        USUAL - {"load"},
    ),
    "a category after a colon": ('allow = ["app.settings.*:sleep"]', USUAL - {"save"}),
    "a method, through subclasses that inherit it": ('allow = ["app.db.Repo.load"]', USUAL - {"repo", "users"}),
    "a class, for its constructor": ('allow = ["app.db.Opened"]', USUAL - {"opened"}),
    "the methods of a class": ('allow = ["app.db.Cached.*"]', USUAL - {"cached"}),
    "a constructor": ('allow = ["app.db.Opened.__init__"]', USUAL - {"opened"}),
    "a name in all modules": ('allow = ["*.load"]', USUAL - {"load", "repo", "users", "cached"}),
    "a function of a library, wherever it is called": ('allow = ["time.sleep"]', USUAL - {"save", "sleep"}),
    "a category of a library": ('allow = ["sqlite3.*:database"]', USUAL - {"repo", "users", "cached", "opened"}),
    "another category of a library": ('allow = ["sqlite3.*:file"]', USUAL),
    "a method of a library, through a subclass": (
        'allow = ["http.client.HTTPConnection.getresponse"]',
        USUAL - {"client"},
    ),
    "only direct calls": ("transitive = false", {"client", "crunch", "sleep"}),
    "a decorator of one's own": ('marks = { "app.locks.sync_only" = "blocking:lock" }', USUAL),
    "a decorator in a category that is on": (
        'marks = { "app.locks.sync_only" = "blocking:wait" }',
        USUAL | {"locked"},
    ),
    "a decorator with arguments": ('marks = { "app.locks.retried" = "blocking" }', USUAL | {"again"}),
    "a decorator for what the loop calls": ('marks = { "app.locks.callback" = "on_loop" }', USUAL | {"callback"}),
    "stubs of one's own": ('stubs = ["marks"]', USUAL - {"client"} | {"skim"}),
}
MARKS = {
    "marks/http/client.pyi": "from noblock import nonblocking\n@nonblocking\nclass HTTPConnection: ...\n",
    "marks/app/fast.pyi": "from noblock import blocking\n@blocking('cpu')\ndef skim(): ...\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_cache: Path) -> Path:
    """The application, in the current folder."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {**APP, **MARKS})
    shutil.copytree(library_cache, tmp_path / "cache")
    return tmp_path


def _reported(*flags: str) -> set[str]:
    """Run mypy in this process; return the comments of the lines that it reports."""
    output, problems, _ = api.run(["--cache-dir=cache", *flags, "-p", "app"])
    assert problems == ""
    lines = [line.split(":", 2) for line in output.splitlines() if ": error: " in line]
    assert {path for path, _, _ in lines} <= {"app/api.py"}, output
    source = APP["app/api.py"].splitlines()
    return {source[int(number) - 1].rpartition("# ")[2] for _, number, _ in lines}


@pytest.mark.parametrize(("options", "reported"), ROWS.values(), ids=ROWS)
def test_an_option_has_its_effect(options: str, reported: set[str], project: Path) -> None:
    write(project, {"pyproject.toml": f'[tool.mypy]\nplugins = ["noblock.plugin"]\n[tool.noblock]\n{options}\n'})
    assert _reported() == reported


def test_a_stub_that_marks_a_function_is_believed_before_one_that_only_names_it(project: Path) -> None:
    """Whichever module is the first of the two that mypy meets."""
    files = {
        "pyproject.toml": '[tool.mypy]\nplugins = ["noblock.plugin"]\n[tool.noblock]\nstubs = ["marks"]\n',
        "app/inner.pyi": APP["app/fast.pyi"],
        "app/fast.pyi": "from app.inner import crunch as crunch, skim as skim\n",
    }
    for module in ("about", "later"):
        files[f"app/{module}.py"] = "from app.inner import skim as skim\n"
        files[f"marks/app/{module}.pyi"] = "def skim() -> str: ...\n"
    write(project, files)
    assert _reported() == USUAL - {"client"} | {"skim"}


@pytest.mark.parametrize("name", ["mypy.ini", ".mypy.ini", "setup.cfg", "ci/strict.ini"])
def test_the_file_that_mypy_takes_is_read(name: str, project: Path) -> None:
    text = "[mypy]\nplugins = noblock.plugin\n[noblock]\nallow =\n    app.settings.*: file,\n    *.Cached.load\n"
    write(project, {name: text})
    flags = [f"--config-file={name}"] if "/" in name else []
    assert _reported(*flags) == USUAL - {"load", "cached"}
