"""What a marker stub may say, and what is made of it."""

from pathlib import Path
from textwrap import dedent

import pytest

from noblock.declarations import Mark, Requirement
from noblock.folders import stub_files
from noblock.marks import merged_marks
from noblock.stubs import Stub, StubClass, read_stub

from .folders import IMPORTS


def read(folder: Path, text: str) -> Stub:
    """Return what a stub of the module ``lib`` says."""
    path = folder / "lib.pyi"
    path.write_text(f"{IMPORTS}{dedent(text)}", encoding="utf-8")
    return read_stub(path, "lib")


def the_mark(folder: Path, text: str) -> Mark:
    """Return the one mark of the one function of a stub."""
    ((mark,),) = read(folder, text).functions.values()
    return mark


@pytest.mark.parametrize(
    "text",
    ["", '"""Marks."""\n', "# nothing yet\n", "from noblock import blocking\n", "import lib\n", "from lib import C"],
)
def test_a_stub_may_mark_nothing(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == Stub()


def test_a_stub_gives_on_what_it_imports_under_its_own_name(tmp_path: Path) -> None:
    found = read(tmp_path, "from lib import C as C, D as E\nimport lib.inner as inner\n")
    assert found == Stub(given={"C": "lib.C"})


@pytest.mark.parametrize(
    ("mark", "meaning"),
    [
        ('blocking("http")', Mark(category="http", decides=True)),
        ('blocking("http", use="httpx.get")', Mark(category="http", use="httpx.get", decides=True)),
        ("nonblocking", Mark(decides=True)),
        ('offload("job")', Mark(offloads=("job",))),
        ('calls("job")', Mark(calls=("job",))),
        ('calls("job", category="cached")', Mark(calls=("job",), calls_as="cached")),
        ("on_loop", Mark(is_context=True)),
        ('on_loop("job")', Mark(loops=("job",))),
        ("on_init", Mark(is_initial=True)),
    ],
)
def test_every_mark_is_understood(tmp_path: Path, mark: str, meaning: Mark) -> None:
    found = the_mark(tmp_path, f"@{mark}\ndef f(job): ...\n")
    assert found == Mark(
        meaning.category, meaning.use, meaning.decides, ("job",), meaning.offloads, meaning.calls, meaning.calls_as,
        meaning.loops, meaning.is_context, is_initial=meaning.is_initial,
    )  # fmt: skip


@pytest.mark.parametrize(
    "head", ["import noblock\n@noblock.nonblocking\n", "from noblock import nonblocking as fine\n@fine\n"]
)
def test_a_mark_may_be_imported_in_any_way(tmp_path: Path, head: str) -> None:
    assert the_mark(tmp_path, f"{head}def f(): ...\n").decides


def test_marks_of_one_function_add_up(tmp_path: Path) -> None:
    text = """\
        @blocking("http", use="lib.af")
        @offload("job")
        @calls("key")
        @on_loop("done")
        def f(job, key, done): ...
    """
    assert the_mark(tmp_path, text) == Mark(
        category="http", use="lib.af", decides=True, parameters=("job", "key", "done"),
        offloads=("job",), calls=("key",), loops=("done",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("signature", "parameters"),
    [
        ("", ()),
        ("self, url", ("self", "url")),
        ("url, /, data", ("url", "data")),
        ("first, *more", ("first", "*more")),
        ("first, *, key", ("first", "*", "key")),
        ("*args, key, **options", ("*args", "key", "**options")),
    ],
)
def test_the_names_of_parameters_are_kept(tmp_path: Path, signature: str, parameters: tuple[str, ...]) -> None:
    assert the_mark(tmp_path, f"@nonblocking\ndef f({signature}): ...\n").parameters == parameters


def test_a_mark_may_name_a_starred_parameter(tmp_path: Path) -> None:
    assert the_mark(tmp_path, '@calls("functions")\ndef f(*functions): ...\n').calls == ("functions",)


def test_a_body_may_hold_a_docstring(tmp_path: Path) -> None:
    assert the_mark(tmp_path, '@nonblocking\ndef f():\n    """Return at once."""\n    ...\n').decides


def test_a_return_type_may_stand_without_a_mark(tmp_path: Path) -> None:
    assert the_mark(tmp_path, "def client() -> Client: ...\nclass Client: ...\n").returns == "lib.Client"


@pytest.mark.parametrize(
    ("head", "written", "meant"),
    [
        ("class Client: ...\n", "Client", "lib.Client"),
        ("import other\n", "other.Client", "other.Client"),
        ("import other.deep\n", "other.deep.Client", "other.deep.Client"),
        ("import other.deep as od\n", "od.Client", "other.deep.Client"),
        ("from other import Client as C\n", "C", "other.Client"),
        ("from other import deep\n", "deep.Client", "other.deep.Client"),
        ("", "bytes", "bytes"),
    ],
)
def test_names_are_followed_to_where_they_come_from(tmp_path: Path, head: str, written: str, meant: str) -> None:
    assert the_mark(tmp_path, f"{head}def client() -> {written}: ...\n").returns == meant


def test_members_of_a_class_are_marked(tmp_path: Path) -> None:
    text = """\
        class Client:
            \"\"\"Talks to a server.\"\"\"
            @blocking("http")
            def get(self, url): ...
            @property
            @blocking("database")
            def size(self): ...
            @classmethod
            @nonblocking
            def make(cls): ...
            @staticmethod
            @nonblocking
            def version(): ...
    """
    members = read(tmp_path, text).classes["Client"].members
    assert {name: [mark.category for mark in marks] for name, marks in members.items()} == {
        "get": ["http"],
        "size": ["database"],
        "make": [""],
        "version": [""],
    }


def test_a_mark_on_a_class_holds_for_its_methods(tmp_path: Path) -> None:
    found = read(tmp_path, '@blocking("http", use="AsyncClient")\nclass Client: ...\n')
    assert found.classes == {"Client": StubClass((), {}, Mark(category="http", use="AsyncClient", decides=True))}


def test_the_bases_of_a_class_are_known_by_full_names(tmp_path: Path) -> None:
    text = """\
        from other import Base
        class Mixin: ...
        class Client(Base, Mixin): ...
    """
    assert read(tmp_path, text).classes["Client"].bases == ("other.Base", "lib.Mixin")


def test_a_class_in_a_class_has_a_dotted_name(tmp_path: Path) -> None:
    text = """\
        class Outer:
            class Inner:
                @blocking("lock")
                def acquire(self): ...
    """
    classes = read(tmp_path, text).classes
    assert classes.keys() == {"Outer", "Outer.Inner"}
    assert classes["Outer.Inner"].members["acquire"][0].category == "lock"


def test_overloads_keep_their_order_and_what_they_require(tmp_path: Path) -> None:
    text = """\
        from io import StringIO
        from typing import Literal, overload
        class Queue:
            @overload
            @nonblocking
            def get(self, block: Literal[False]): ...
            @overload
            @nonblocking
            def get(self, *, timeout: Literal[0, -1, "no", None]): ...
            @overload
            @nonblocking
            def get(self, block, into: StringIO, /): ...
            @overload
            @blocking("wait")
            def get(self): ...
    """
    assert [mark.requires for mark in read(tmp_path, text).classes["Queue"].members["get"]] == [
        (Requirement("block", (False,)),),
        (Requirement("timeout", (0, -1, "no", None)),),
        (Requirement("block"), Requirement("into", type_name="io.StringIO")),
        (),
    ]


def test_a_function_without_overloads_requires_nothing(tmp_path: Path) -> None:
    assert the_mark(tmp_path, "@nonblocking\ndef f(a, b): ...\n").requires == ()


def test_files_are_found_by_module(tmp_path: Path) -> None:
    for name in ("b.pyi", "a/__init__.pyi", "a/c.pyi", "a/notes.md", "a/d/e.pyi"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    assert list(stub_files(tmp_path)) == [
        ("a", tmp_path / "a/__init__.pyi"),
        ("a.c", tmp_path / "a/c.pyi"),
        ("a.d.e", tmp_path / "a/d/e.pyi"),
        ("b", tmp_path / "b.pyi"),
    ]


def test_marks_contradict_each_other_if_only_one_of_them_blocks() -> None:
    blocking, nonblocking, offload = Mark(category="http", decides=True), Mark(decides=True), Mark(offloads=("job",))
    assert merged_marks(blocking, nonblocking) is None
    assert merged_marks(nonblocking, blocking) is None
    assert merged_marks(nonblocking, offload) == Mark(decides=True, offloads=("job",))
    assert merged_marks(Mark(), blocking) == blocking
