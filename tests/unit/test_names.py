"""A name exists if sources say so, and is missing only if they cannot mean anything else."""

from pathlib import Path

import pytest

from noblock.names import Elsewhere, Missing, Names, is_evident

from .folders import folder

SOURCES = {
    "app/__init__.py": "from .db import Repo as Store\nfrom app.deep import far\nimport lib.client as client\n",
    "app/db.py": """\
import sys
from abc import ABC
from typing import Generic, TypeVar
from app.base import Base
from unknown import Outside
T = TypeVar("T")

class Repo(Base[T], Generic[T]):
    def load(self): ...
    async def later(self): ...
    class Inner:
        def deep(self): ...

class Far(Outside):
    def own(self): ...

class Round(Around): ...
class Around(Round): ...

class Plain(ABC):
    def __init__(self):
        self.attribute = print
    if sys.version_info > (3, 12):
        def new(self): ...

def outer():
    def inner(): ...

try:
    import fast
except ImportError:
    def slow(): ...
else:
    first, *rest = 1, 2

for index in range(3):
    with open(__file__) as file:
        pass
match index:
    case 1:
        def matched(): ...
""",
    "app/base.py": "class Base:\n    def connect(self): ...\n",
    "app/deep.py": "from app.deeper import far\n",
    "app/deeper.py": "def far(): ...\n",
    "app/star.py": "from app.db import *\n",
    "app/lazy.py": "def __getattr__(name): ...\n",
    "app/broken.py": "def (\n",
    "app/latin.py": "",
    "lib/__init__.py": "from lib.client import get\nfrom lib.client import gone\n",
    "lib/client.py": "from lib.core import get\n",
    "lib/core.py": "def get(): ...\n",
    "spread/part.py": "def f(): ...\n",
    "_fast.so": "",
}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Names:
    root = folder(tmp_path_factory.mktemp("sources"), SOURCES)
    (root / "app/latin.py").write_bytes(b"# \xff\ndef load(): ...\n")

    def find(module: str) -> Path | None:
        path = root.joinpath(*module.split("."))
        found = (path / "__init__.py", path.with_name(f"{path.name}.py"), path.with_name(f"{path.name}.so"), path)
        return next((one for one in found if one.exists()), None)

    def siblings(package: str) -> set[str]:
        return {path.name.partition(".")[0] for path in root.joinpath(*package.split(".")).iterdir()}

    return Names(find, siblings)


@pytest.mark.parametrize(
    "name",
    [
        "app", "app.db", "app.db.Repo", "app.db.Repo.load", "app.db.Repo.later", "app.db.Repo.Inner.deep", "app.db.T",
        "app.db.Plain.new", "app.db.Plain.attribute", "app.db.Plain.__eq__", "app.db.outer.inner", "app.db.slow",
        "app.db.first", "app.db.rest", "app.db.index", "app.db.file", "app.db.matched", "spread.part.f",
    ],
)  # fmt: skip
def test_what_sources_define_exists(names: Names, name: str) -> None:
    assert names.answer(name) is None


@pytest.mark.parametrize(
    "name",
    [
        "app.star.anything", "app.lazy.anything", "app.broken.anything", "_fast.anything", "app.db.Far.anything",
        "app.db.Round.anything", "app.db.T.anything",
    ],
)  # fmt: skip
def test_what_sources_cannot_tell_exists(names: Names, name: str) -> None:
    assert names.answer(name) is None


@pytest.mark.parametrize(
    ("name", "owner", "missing", "known"),
    [
        ("ap.db", "", "ap", "app"),
        ("app.bd.Repo", "app", "bd", "db"),
        ("app.db.Rpo", "app.db", "Rpo", "Repo"),
        ("app.db.Rpo.load", "app.db", "Rpo", "Repo"),
        ("app.db.Repo.laod", "app.db.Repo", "laod", "load"),
        ("app.db.Repo.conect", "app.db.Repo", "conect", "connect"),
        ("app.Store.laod", "app.db.Repo", "laod", "load"),
        ("app.db.outer.iner", "app.db.outer", "iner", "inner"),
        ("app.db.Repo.Inner.depe", "app.db.Repo.Inner", "depe", "deep"),
        ("spread.prat", "spread", "prat", "part"),
        ("app.latin.lodd", "app.latin", "lodd", "load"),
    ],
)
def test_what_they_do_not_define_is_missing(names: Names, name: str, owner: str, missing: str, known: str) -> None:
    answer = names.answer(name)
    assert isinstance(answer, Missing)
    assert (answer.owner, answer.name) == (owner, missing)
    assert known in answer.known


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("app.Store.load", "app.db.Repo.load"),
        ("app.Store.connect", "app.base.Base.connect"),
        ("app.db.Repo.connect", "app.base.Base.connect"),
        ("app.far", "app.deeper.far"),
        ("app.client.get", "lib.client.get"),
        ("lib.get", "lib.core.get"),
        ("app.db.Far.own.x", None),
    ],
)
def test_what_they_import_or_inherit_is_elsewhere(names: Names, name: str, meant: str | None) -> None:
    answer = names.answer(name)
    assert answer == (Elsewhere(meant) if meant else answer)


@pytest.mark.parametrize(
    ("text", "parts", "evident"),
    [
        ("def f(): ...", ["f"], True),
        ("async def f(): ...", ["f"], True),
        ("class A:\n    def f(self): ...", ["A", "f"], True),
        ("class A(\n    B,\n):\n    def f(self): ...", ["A", "f"], True),
        ("class A:\n    def f(self): ...", ["f"], False),
        ("class A: ...\ndef g(): ...\nclass B:\n    def f(self): ...", ["A", "f"], False),
        ("def ff(): ...", ["f"], False),
        ("class A:\n    class B:\n        def f(self): ...", ["A", "B", "f"], False),
    ],
)
def test_most_names_are_seen_at_a_glance(text: str, parts: list[str], evident: bool) -> None:
    assert is_evident(text, parts) is evident
