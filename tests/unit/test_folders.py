"""A folder of marker stubs holds marker stubs, each at the path of a module."""

from pathlib import Path

import pytest

from noblock.config import ConfigError
from noblock.distributions import stub_folders
from noblock.folders import read_folder, stub_files

from .folders import folder

RIGHT = {"a/__init__.pyi": "", "a/b.pyi": "", "c.pyi": "", "notes.md": "", "__init__.py": ""}


def refused(path: Path) -> list[str]:
    """Return what is said about a folder, without its path."""
    with pytest.raises(ConfigError) as caught:
        read_folder(path)
    return [line.removeprefix(f"{path}/") for line in str(caught.value).splitlines()]


def test_all_stubs_are_read(tmp_path: Path) -> None:
    read = read_folder(folder(tmp_path, RIGHT))
    assert {str(path.relative_to(tmp_path)): module for path, (module, _) in read.items()} == {
        "a/__init__.pyi": "a", "a/b.pyi": "a.b", "c.pyi": "c",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("c.py", 'c.py:1: error: expected only marker stubs; should this be "c.pyi"?'),
        ("my-lib.pyi", 'my-lib.pyi:1: error: expected the path of a module, found "my-lib"'),
        ("lib-stubs/__init__.pyi", 'lib-stubs/__init__.pyi:1: error: expected the path of a module, found "lib-stubs"'),
        ("a.pyi", 'a/__init__.pyi:1: error: the marks of "a" are in {}/a.pyi too'),
    ],
)
def test_what_is_no_module_is_refused(tmp_path: Path, name: str, said: str) -> None:
    assert refused(folder(tmp_path, {**RIGHT, name: ""})) == [said.format(tmp_path)]


def test_a_folder_without_stubs_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path) == [f"{tmp_path}:1: error: expected marker stubs (.pyi) in this folder"]


def test_links_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    other = folder(tmp_path / "other", {"d.pyi": ""})
    stubs = folder(tmp_path / "stubs", RIGHT)
    (stubs / "deep").symlink_to(other)
    assert ("deep.d", stubs / "deep/d.pyi") in list(stub_files(stubs))
    (other / "back").symlink_to(stubs / "a")
    (stubs / "a" / "up").symlink_to(stubs)
    said = "1: error: expected a folder without links to a folder around them"
    assert [line.partition(",")[0] for line in refused(stubs)] == [f"a/up:{said}", f"deep/back/up:{said}"]


def test_links_to_each_other_are_refused(tmp_path: Path) -> None:
    one, other = folder(tmp_path / "stubs/one", {"a.pyi": ""}), folder(tmp_path / "stubs/other", {"b.pyi": ""})
    (one / "link").symlink_to(other)
    (other / "link").symlink_to(one)
    assert [line.partition(":")[0] for line in refused(tmp_path / "stubs")] == ["one/link/link", "other/link/link"]


def distribution(site: Path, name: str, entries: str, files: dict[str, str]) -> None:
    """Install a distribution."""
    folder(site, {f"{name}-1.0.dist-info/entry_points.txt": entries, **files})


def test_distributions_name_their_folders(tmp_path: Path) -> None:
    site, other = tmp_path / "site-packages", tmp_path / "src"
    distribution(site, "b", "[noblock.stubs]\nmarks = b.marks\n", {"b/marks/b.pyi": ""})
    distribution(site, "a", "[console_scripts]\nx = y:z\n\n[noblock.stubs]\n# ours\nm = a.m\n", {"a/m/a.pyi": ""})
    distribution(site, "c", "[noblock.stubs]\nmarks = edited.marks\n[other]\nx = nowhere", {})
    distribution(site, "d", "[console_scripts]\nnoblock.stubs = y:z\n", {})
    folder(other, {"edited/marks/lib.pyi": ""})
    assert stub_folders([str(tmp_path / "nowhere"), str(site), str(site), str(other)]) == [
        site / "a/m", site / "b/marks", other / "edited/marks",
    ]  # fmt: skip


def test_a_distribution_that_names_no_folder_is_refused(tmp_path: Path) -> None:
    distribution(tmp_path, "a", "[noblock.stubs]\nm = a.marks\n", {})
    with pytest.raises(ConfigError, match=r'entry_points\.txt:2: error: "noblock\.stubs": no folder "a\.marks"'):
        stub_folders([str(tmp_path)])
