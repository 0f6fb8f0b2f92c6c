"""Stubs are found by the names of what they mark, and the later folder wins."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import indent

import pytest

from noblock.catalogue import Catalogue
from noblock.config import ConfigError
from noblock.declarations import Mark
from noblock.digest import own_folder
from noblock.folders import read_folder
from noblock.stubs import StubError

from . import folders


def folder(path: Path, stubs: Mapping[str, str]) -> Path:
    """Return a folder with some stubs that import what they need."""
    return folders.folder(path, {name: folders.with_imports(text) for name, text in stubs.items()})


def marked(name: str, mark: str = 'blocking("http")') -> str:
    """Return the source of a marked function."""
    return f"@{mark}\ndef {name}(self): ...\n"


def in_class(*members: str, head: str = "class Client:") -> str:
    """Return the source of a class."""
    return f"{head}\n" + indent("".join([*members, "...\n"]), "    ")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    """Ours, and a user's that comes after it."""
    ours = {
        "lib/__init__.pyi": marked("get") + marked("post"),
        "lib/client.pyi": in_class(marked("send"), marked("close")),
        "other.pyi": marked("f"),
    }
    theirs = {
        "lib/__init__.pyi": marked("get", "nonblocking") + marked("put"),
        "lib/client.pyi": in_class(marked("close", "nonblocking")),
        "theirs.pyi": marked("g"),
    }
    return Catalogue([folder(tmp_path / "ours", ours), folder(tmp_path / "theirs", theirs)])


def categories(marks: tuple[Mark, ...]) -> list[str]:
    """Return the categories of some marks."""
    return [mark.category for mark in marks]


def test_all_modules_of_all_folders_are_known(catalogue: Catalogue) -> None:
    assert set(catalogue.modules) == {"lib", "lib.client", "other", "theirs"}


def test_functions_are_known_by_public_name(catalogue: Catalogue) -> None:
    assert categories(catalogue.function("other.f")) == ["http"]
    assert categories(catalogue.function("theirs.g")) == ["http"]
    assert catalogue.function("other.g") == catalogue.function("nowhere.f") == catalogue.function("f") == ()


def test_the_later_folder_wins(catalogue: Catalogue) -> None:
    assert categories(catalogue.function("lib.get")) == [""]
    assert categories(catalogue.member("lib.client.Client", "close")[1]) == [""]


def test_what_the_later_folder_leaves_out_stays(catalogue: Catalogue) -> None:
    assert categories(catalogue.function("lib.post")) == ["http"]
    assert categories(catalogue.function("lib.put")) == ["http"]
    assert categories(catalogue.member("lib.client.Client", "send")[1]) == ["http"]


def test_a_mark_on_a_later_class_holds_for_all_its_methods(tmp_path: Path) -> None:
    ours = folder(tmp_path / "ours", {"lib.pyi": in_class(head='@blocking("http")\nclass Client:')})
    theirs = folder(tmp_path / "theirs", {"lib.pyi": in_class(head="@nonblocking\nclass Client:")})
    assert categories(Catalogue([ours, theirs]).member("lib.Client", "anything")[1]) == [""]
    assert categories(Catalogue([theirs, ours]).member("lib.Client", "anything")[1]) == ["http"]


def test_a_mark_on_a_later_class_overrules_marks_on_methods(tmp_path: Path) -> None:
    ours = folder(tmp_path / "ours", {"lib.pyi": in_class(marked("send"))})
    theirs = folder(tmp_path / "theirs", {"lib.pyi": in_class(head="@nonblocking\nclass Client:")})
    assert categories(Catalogue([ours, theirs]).member("lib.Client", "send")[1]) == [""]


def test_a_mark_on_a_class_leaves_out_private_methods(tmp_path: Path) -> None:
    known = Catalogue([folder(tmp_path, {"lib.pyi": in_class(head='@blocking("http")\nclass Client:')})])
    assert known.member("lib.Client", "_connect") == ("", ())
    assert known.member("lib.Client", "__init__") == ("", ())


def test_members_are_found_through_bases(tmp_path: Path) -> None:
    base = {"base.pyi": in_class(marked("send"), head="class Base:")}
    derived = {
        "lib.pyi": "from base import Base\nfrom noblock import blocking, nonblocking\n"
        + in_class(marked("send", "nonblocking"), head="class Own(Base):")
        + in_class(head="class Client(Base):")
    }
    known = Catalogue([folder(tmp_path, {**base, **derived})])
    assert known.member("lib.Client", "send")[0] == "base.Base"
    assert known.member("lib.Own", "send")[0] == "lib.Own"
    assert known.member("lib.Client", "recv") == ("", ())


def test_a_base_without_a_stub_is_unknown(tmp_path: Path) -> None:
    known = Catalogue([folder(tmp_path, {"lib.pyi": in_class(head="class Client(object):")})])
    assert known.member("lib.Client", "send") == ("", ())


def test_bases_that_go_round_are_searched_once(tmp_path: Path) -> None:
    circle = in_class(head="class A(B):") + in_class(head="class B(A):")
    assert Catalogue([folder(tmp_path, {"lib.pyi": circle})]).member("lib.A", "send") == ("", ())


def test_classes_are_known_by_public_name(tmp_path: Path) -> None:
    nested = in_class(in_class(marked("acquire"), head="class Inner:"), head="class Outer:")
    known = Catalogue([folder(tmp_path, {"lib/__init__.pyi": nested, "lib/deep.pyi": in_class()})])
    assert known.has_class("lib.Outer")
    assert known.has_class("lib.deep.Client")
    assert categories(known.member("lib.Outer.Inner", "acquire")[1]) == ["http"]
    assert not known.has_class("lib.Inner")
    assert not known.has_class("Outer")
    assert not known.has_class("nowhere.Outer")


def test_a_stub_is_read_when_it_is_asked_for(tmp_path: Path) -> None:
    known = Catalogue([folder(tmp_path, {"good.pyi": marked("f"), "bad.pyi": "x = 1"})])
    assert categories(known.function("good.f")) == ["http"]
    with pytest.raises(
        StubError, match=r"bad\.pyi:1: error: expected an import, a class, a marked function or a variable with a type"
    ):
        known.function("bad.f")


def test_a_folder_is_checked_as_a_whole(tmp_path: Path) -> None:
    stubs = {"a.pyi": "x = 1", "b.pyi": marked("f"), "c/__init__.pyi": "\ndef f(): ..."}
    with pytest.raises(ConfigError) as caught:
        read_folder(folder(tmp_path, stubs))
    assert str(caught.value).splitlines() == [
        f"{tmp_path / 'a.pyi'}:1: error: expected an import, a class, a marked function or a variable with a type",
        f'{tmp_path / "c/__init__.pyi"}:2: error: expected a mark or a return type on "f"',
    ]


def test_a_folder_without_mistakes_passes(tmp_path: Path) -> None:
    read_folder(folder(tmp_path, {"a.pyi": marked("f"), "notes.txt": "x = 1"}))


def test_our_own_stubs_can_all_be_read() -> None:
    read_folder(own_folder())
