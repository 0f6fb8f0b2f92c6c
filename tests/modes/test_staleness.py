"""What an edit makes mypy look at again, by its own log: dependents only if what they must know has changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from modes.runs import Batch, Daemon, Mode
from modes.workspace import Outcome, Prepared, Workspace

LAYERS = {
    "app/__init__.py": "",
    "app/low.py": "import time\n\ndef low() -> None:\n    print(1)\n",
    "app/middle.py": "from app.low import low\n\ndef middle() -> None:\n    low()\n",
    "app/top.py": "from app.middle import middle\n\ndef top() -> None:\n    middle()\n",
    "app/api.py": "from app.top import top\n\nasync def handler() -> None:\n    top()\n",
    "app/other.py": "from app.low import low\n\nvalue = 1\n",
}
HARMLESS = LAYERS | {"app/low.py": "import time\n\n\n\ndef low() -> None:\n    value = 1\n    print(value)\n"}
BLOCKING = LAYERS | {"app/low.py": "import time\n\ndef low() -> None:\n    time.sleep(1)\n"}
BLOCKING_ELSEWHERE = LAYERS | {"app/low.py": "import time\n\n\n\ndef low() -> None:\n    print(2)\n    time.sleep(2)\n"}
VERDICT = 'app/api.py:4:5: error: "top" blocks the event loop: it calls "time.sleep"  [blocking-sleep]'
# What stands in a branch that mypy skips is no import, and so may depend on the module in turn.
SKIPPED = {
    "app/__init__.py": "",
    "app/base.py": (
        "import time\nfrom abc import ABC, abstractmethod\nfrom typing import TYPE_CHECKING\n\n"
        "if TYPE_CHECKING:\n    value = 1\nelse:\n    from app.late import value\n\n"
        "class Base(ABC):\n    @abstractmethod\n    def run(self) -> None: ...\n\n"
        "class Now(Base):\n    def run(self) -> None:\n        time.sleep(1)\n\n"
        "async def handler(base: Base) -> None:\n    base.run()\n"
    ),
    "app/late.py": (
        "import time\nfrom app.base import Base\n\nvalue = 2\n\n"
        "class Late(Base):\n    def run(self) -> None:\n        time.sleep(1)\n"
    ),
}
# A library that is not installed, imported by one module and used by another one.
HANDED_ON = {
    "app/__init__.py": "",
    "app/libraries.py": "try:\n    import MySQLdb  # type: ignore\nexcept ImportError:\n    MySQLdb = None\n",
    "app/rows.py": "from app.libraries import MySQLdb\n\ndef rows():\n    MySQLdb.connect()\n",
    "app/api.py": "from app.rows import rows\n\nasync def handler() -> None:\n    rows()\n",
}
# A client whose methods no stub names, kept in one module and used in another.
KEPT = {
    "app/__init__.py": "",
    "app/clients.py": 'import boto3  # type: ignore\n\ns3 = boto3.client("s3")\n',
    "app/rows.py": 'from app.clients import s3\n\ndef rows() -> None:\n    s3.put_object(Bucket="a")\n',
    "app/api.py": "from app.rows import rows\n\nasync def handler() -> None:\n    rows()\n",
}
# A function that tells whether a loop runs, asked through a property of another module.
TELLING = {
    "app/__init__.py": "",
    "app/loops.py": (
        "import asyncio\n\ndef is_async() -> bool:\n    try:\n        asyncio.get_running_loop()\n"
        "        return True\n    except RuntimeError:\n        return False\n"
    ),
    "app/client.py": (
        "from app.loops import is_async\n\nclass Client:\n    @property\n    def asynchronous(self) -> bool:\n"
        "        return is_async()\n"
    ),
    "app/top.py": (
        "import time\nfrom app.client import Client\n\ndef top() -> None:\n"
        "    if Client().asynchronous:\n        return\n    time.sleep(1)\n"
    ),
    "app/api.py": "from app.top import top\n\nasync def handler() -> None:\n    top()\n",
}
MUTE = TELLING | {"app/loops.py": "import asyncio\n\ndef is_async() -> bool:\n    return bool(asyncio.all_tasks())\n"}
# A method of a base class that runs an abstract one, which a class two modules away has.
TEMPLATE = {
    "app/__init__.py": "",
    "app/base.py": (
        "import asyncio\nfrom abc import ABC, abstractmethod\n\nclass Base(ABC):\n    async def run(self) -> None:\n"
        "        await asyncio.to_thread(self.load)\n\n    @abstractmethod\n    def load(self) -> None: ...\n"
    ),
    "app/middle.py": "from app.base import Base\n\nclass Middle(Base):\n    value = 1\n",
    "app/disk.py": (
        "import time\nfrom app.middle import Middle\n\nclass Disk(Middle):\n    def load(self) -> None:\n"
        "        time.sleep(1)\n"
    ),
}
DIRECT = {"app/base.py": TEMPLATE["app/base.py"].replace("await asyncio.to_thread(self.load)", "self.load()")}
THROUGH = DIRECT | {"app/middle.py": TEMPLATE["app/middle.py"] + "\n    async def run(self) -> None: ...\n"}
QUICK = DIRECT | {"app/disk.py": TEMPLATE["app/disk.py"].replace("sleep(1)", "time()")}
# A client whose class has another method, sooner or later, in place of one that an inherited one calls.
CLIENT = {
    "app/__init__.py": "",
    "app/base.py": (
        "import time\n\nclass Client:\n    def fetch(self) -> None:\n        self.send()\n\n"
        "    def send(self) -> None:\n        time.sleep(1)\n"
    ),
    "app/middle.py": "from app.base import Client\n\nclass Middle(Client): ...\n",
    "app/fake.py": "from app.middle import Middle\n\nclass Fake(Middle): ...\n",
    "app/api.py": "from app.fake import Fake\n\nasync def handler(fake: Fake) -> None:\n    fake.fetch()\n",
}
_SEND = "\n\n    def send(self) -> None: ...\n"
SILENT_BETWEEN = {"app/middle.py": CLIENT["app/middle.py"].replace(" ...\n", _SEND)}
SILENT = {"app/fake.py": CLIENT["app/fake.py"].replace(" ...\n", _SEND)}
# A service that calls an abstract store, of which only the modules above know an implementation.
PORTS = {
    "app/__init__.py": "",
    "app/ports.py": (
        "from abc import ABC, abstractmethod\n\nclass Store(ABC):\n    @abstractmethod\n"
        "    def lookup(self) -> None: ...\n"
    ),
    "app/service.py": "from app.ports import Store\n\ndef count(store: Store) -> None:\n    store.lookup()\n",
    "app/layer.py": (
        "from app.ports import Store\nfrom app.service import count\n\ndef layer(store: Store) -> None:\n"
        "    count(store)\n"
    ),
    "app/disk.py": (
        "import time\nfrom app.ports import Store\n\nclass Disk(Store):\n    def lookup(self) -> None:\n"
        "        time.sleep(1)\n"
    ),
    "app/wiring.py": "from app.disk import Disk\n\nstore = Disk()\n",
    "app/api.py": (
        "from app.layer import layer\nfrom app.ports import Store\nfrom app import wiring\n\n"
        "async def handler(store: Store) -> None:\n    layer(store)\n"
    ),
}
NOTHING_STORED = {"app/disk.py": PORTS["app/disk.py"].replace("sleep(1)", "time()")}
NOTHING_ASKED = {"app/service.py": PORTS["app/service.py"].replace("store.lookup()", "print(store)")}
NOTHING_WIRED = {"app/wiring.py": "store = None\n"}
# A function that is marked, in the module that calls it on the loop.
MARKED = {
    "app/__init__.py": "",
    "app/api.py": (
        "from noblock import blocking\n\n@blocking('http')\ndef low() -> None:\n    print(1)\n\n"
        "async def handler() -> None:\n    low()\n"
    ),
}
UNMARKED = MARKED | {"app/api.py": MARKED["app/api.py"].replace("@blocking('http')\n", "")}
EVERYONE = {"low", "middle", "top", "api", "other"}


@pytest.fixture
def workspace(tmp_path: Path, prepared: Prepared) -> Workspace:
    return Workspace(tmp_path, prepared)


@pytest.fixture(params=["warm", "parallel", "daemon"])
def mode(request: pytest.FixtureRequest, workspace: Workspace) -> Iterator[Mode]:
    modes: dict[str, Mode] = {
        "warm": Batch("warm", workspace),
        "parallel": Batch("parallel", workspace, "-n2"),
        "daemon": Daemon("daemon", workspace, workspace.folder / "caches" / "daemon"),
    }
    yield modes[request.param]
    modes[request.param].close()


@pytest.fixture(params=[(), ("-n2",)], ids=["warm", "parallel"])
def logged(request: pytest.FixtureRequest, workspace: Workspace) -> Batch:
    return Batch("logged", workspace, "-v", *request.param)


def test_a_helper_that_starts_to_block_is_reported_three_modules_away(workspace: Workspace, mode: Mode) -> None:
    assert VERDICT not in _after(LAYERS, workspace, mode).lines
    assert VERDICT in _after(BLOCKING, workspace, mode).lines
    assert VERDICT in _after(BLOCKING_ELSEWHERE, workspace, mode).lines
    assert VERDICT not in _after(HARMLESS, workspace, mode).lines


def test_a_helper_that_tells_whether_a_loop_runs_is_believed_in_every_mode(workspace: Workspace, mode: Mode) -> None:
    assert VERDICT not in _after(TELLING, workspace, mode).lines
    assert VERDICT in _after(MUTE, workspace, mode).lines
    assert VERDICT not in _after(TELLING, workspace, mode).lines


def test_an_edit_that_changes_no_effect_makes_no_other_module_stale(workspace: Workspace, logged: Batch) -> None:
    _after(LAYERS, workspace, logged)
    assert _looked_at(_after(HARMLESS, workspace, logged)) == {"low"}


def test_an_edit_inside_a_blocking_helper_makes_no_other_module_stale(workspace: Workspace, logged: Batch) -> None:
    _after(BLOCKING, workspace, logged)
    assert _looked_at(_after(BLOCKING_ELSEWHERE, workspace, logged)) == {"low"}


@pytest.mark.parametrize("files", [BLOCKING, SKIPPED], ids=["layers", "skipped import"])
def test_a_run_without_changes_looks_at_nothing(workspace: Workspace, logged: Batch, files: dict[str, str]) -> None:
    assert _looked_at(_after(files, workspace, logged))
    assert _looked_at(_after(files, workspace, logged)) == set()


def test_a_missing_library_is_known_through_another_module(workspace: Workspace, mode: Mode) -> None:
    verdict = 'app/api.py:4:5: error: "rows" blocks the event loop: it calls "MySQLdb.connect"  [blocking-database]'
    assert verdict in _after(HANDED_ON, workspace, mode).lines
    edited = HANDED_ON | {"app/rows.py": HANDED_ON["app/rows.py"] + "\nvalue = 1\n"}
    assert verdict in _after(edited, workspace, mode).lines
    assert verdict in _after(edited | {"app/api.py": HANDED_ON["app/api.py"] + "\nvalue = 1\n"}, workspace, mode).lines


def test_a_client_without_names_is_known_through_another_module(workspace: Workspace, mode: Mode) -> None:
    verdict = 'app/api.py:4:5: error: "rows" blocks the event loop: it calls "botocore.client.BaseClient.put_object"'
    for edited in ("", "app/api.py", "app/rows.py", "app/clients.py"):
        files = {path: text + "\nvalue = 1\n" * (path == edited) for path, text in KEPT.items()}
        assert [line for line in _after(files, workspace, mode).lines if line.startswith(verdict)]


def test_an_override_that_a_base_class_starts_to_run_is_reported(workspace: Workspace, mode: Mode) -> None:
    verdict = 'app/disk.py:5:5: error: "Disk.load" blocks the event loop, where "Base.run" calls it'
    for edit, is_told in (({}, False), (DIRECT, True), (THROUGH, False), (DIRECT, True), (QUICK, False), ({}, False)):
        lines = _after(TEMPLATE | edit, workspace, mode).lines
        assert any(line.startswith(verdict) for line in lines) == is_told


def test_a_method_in_place_of_one_that_is_called_comes_and_goes(workspace: Workspace, mode: Mode) -> None:
    verdict = 'app/api.py:4:5: error: "fake.fetch" blocks the event loop: it calls "time.sleep"  [blocking-sleep]'
    for edit in ({}, SILENT_BETWEEN, {}, SILENT, {}, SILENT | SILENT_BETWEEN, {}):
        assert (verdict in _after(CLIENT | edit, workspace, mode).lines) == (not edit)


def test_what_stands_behind_an_abstract_method_out_of_sight_comes_and_goes(workspace: Workspace, mode: Mode) -> None:
    verdict = 'app/api.py:6:5: error: "layer" blocks the event loop: it calls "time.sleep"  [blocking-sleep]'
    for edit in ({}, NOTHING_STORED, {}, NOTHING_ASKED, {}, NOTHING_WIRED, {}, NOTHING_WIRED | NOTHING_ASKED, {}):
        assert (verdict in _after(PORTS | edit, workspace, mode).lines) == (not edit)


def test_a_mark_that_is_taken_away_is_forgotten(workspace: Workspace, mode: Mode) -> None:
    for files, is_told in ((MARKED, True), (UNMARKED, False), (MARKED, True)):
        lines = _after(files, workspace, mode).lines
        assert any('"low" blocks the event loop' in line for line in lines) == is_told


@pytest.mark.parametrize(("before", "after"), [(LAYERS, BLOCKING), (BLOCKING, LAYERS)], ids=["starts", "stops"])
def test_only_a_changed_effect_makes_dependents_stale(
    workspace: Workspace, logged: Batch, before: dict[str, str], after: dict[str, str]
) -> None:
    _after(before, workspace, logged)
    assert _looked_at(_after(after, workspace, logged)) == EVERYONE


def _after(files: dict[str, str], workspace: Workspace, mode: Mode) -> Outcome:
    workspace.write(files)
    return mode.check()


def _looked_at(outcome: Outcome) -> set[str]:
    """Return the modules of the project that mypy read again; two workers may write into one line."""
    return {name for line in outcome.lines for name in re.findall(r"Parsing app/(\w+)\.py", line)}
