"""No change of a stub, of the configuration or of noblock itself goes unnoticed."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

import noblock
from noblock.digest import DIGEST_FILE, digest, folder_digest, own_folder

from .folders import folder

STUBS = {"lib/__init__.pyi": "# one\n", "other.pyi": "# two\n"}


def test_the_same_stubs_give_the_same_digest(tmp_path: Path) -> None:
    assert folder_digest(folder(tmp_path / "a", STUBS)) == folder_digest(folder(tmp_path / "b", STUBS))


@pytest.mark.parametrize(
    "edit",
    [
        {"other.pyi": "# three\n"},
        {"new.pyi": ""},
        {"lib/new.pyi": ""},
        {"deep/er/new.pyi": ""},
        {"new.pyi": "# two\n", "other.pyi": None},
        {"other.pyi": None},
    ],
)
def test_a_changed_stub_changes_the_digest(tmp_path: Path, edit: Mapping[str, str | None]) -> None:
    before = folder_digest(folder(tmp_path, STUBS))
    folder(tmp_path, {name: text for name, text in edit.items() if text is not None})
    for name in [name for name, text in edit.items() if text is None]:
        (tmp_path / name).unlink()
    assert folder_digest(tmp_path) != before


def test_a_moved_border_between_files_changes_the_digest(tmp_path: Path) -> None:
    one = folder(tmp_path / "one", {"a.pyi": "# x\n", "b.pyi": "# y\n"})
    two = folder(tmp_path / "two", {"a.pyi": "# x\nb.pyi# y\n"})
    assert folder_digest(one) != folder_digest(two)


def test_what_is_no_stub_does_not_change_the_digest(tmp_path: Path) -> None:
    before = folder_digest(folder(tmp_path, STUBS))
    (tmp_path / "notes.md").write_text("new")
    (tmp_path / "other.pyi").touch()
    assert folder_digest(tmp_path) == before


def test_a_digest_that_came_with_our_own_stubs_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder(tmp_path, {**STUBS, DIGEST_FILE: "made with the wheel"})
    assert folder_digest(tmp_path) != "made with the wheel"
    monkeypatch.setattr("noblock.digest.own_folder", lambda: tmp_path)
    assert folder_digest(tmp_path) == "made with the wheel"


def test_the_digest_covers_the_configuration_the_order_of_folders_and_the_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = folder(tmp_path / "one", STUBS), folder(tmp_path / "two", {"a.pyi": ""})
    before = digest([one, two], "configuration")
    assert digest([one, two], "configuration") == before
    others = [digest([one, two], "another"), digest([two, one], "configuration"), digest([one], "configuration")]
    monkeypatch.setattr("noblock.digest.__version__", f"{noblock.__version__}.1")
    assert len({before, *others, digest([one, two], "configuration")}) == 5


def test_our_own_stubs_are_found() -> None:
    assert (own_folder() / "time.pyi").is_file()


@pytest.mark.parametrize("installed", [True, False])
def test_our_own_stubs_are_in_the_package_or_next_to_src(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    package = tmp_path / "src" / "noblock"
    expected = package / "stubs" if installed else tmp_path / "stubs"
    package.mkdir(parents=True)
    (tmp_path / "stubs").mkdir()
    if installed:
        (package / "stubs").mkdir()
    monkeypatch.setattr("noblock.digest.__file__", str(package / "digest.py"))
    assert own_folder() == expected


def test_a_change_in_a_checkout_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("noblock.digest.own_folder", lambda: tmp_path)
    before = folder_digest(folder(tmp_path, STUBS))
    assert folder_digest(tmp_path) == before
    folder(tmp_path, {"other.pyi": "# longer\n"})
    longer = folder_digest(tmp_path)
    os.utime(tmp_path / "other.pyi", ns=(1, 1))
    assert len({before, longer, folder_digest(tmp_path)}) == 3
