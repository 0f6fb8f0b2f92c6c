"""What a configuration may say, and what each mistake in it is answered with.

Long, because it holds the table of them all.
"""

from pathlib import Path
from textwrap import dedent

import pytest

from noblock.categories import CATEGORIES
from noblock.config import Allowed, Config, ConfigError, is_allowed, read_config

KNOWN = f"(known: {', '.join(CATEGORIES)})"


AN_ENTRY = '"allow": expected a name, or { name = "...", categories = ["..."] }, found'
A_NAME = '"allow": expected a dotted name such as "app.settings.load" or "logging.*", found'
A_TABLE = '"marks": expected a table such as { "app.sync_only" = "blocking" }, found'


def toml(folder: Path, section: str) -> Config:
    """Return the options of a section in a TOML file; beside it lie the folder ``marks`` and the file ``file``."""
    return _read(folder / "pyproject.toml", f"[tool.noblock]\n{section}\n")


def ini(folder: Path, section: str) -> Config:
    """Return the options of a section in an INI file."""
    return _read(folder / "mypy.ini", f"[mypy]\nstrict = true\n[noblock]\n{section}\n")


def _read(path: Path, text: str) -> Config:
    (path.parent / "marks").mkdir(exist_ok=True)
    (path.parent / "file").touch()
    path.write_text(dedent(text), encoding="utf-8")
    return read_config(str(path))


def test_without_a_file_the_defaults_hold() -> None:
    assert read_config(None) == Config(allow=(), stubs=(), transitive=True, marks={})


@pytest.mark.parametrize("text", ["", "[tool]", "[tool.mypy]\nstrict = true", "[tool.noblock]"])
def test_without_a_section_in_toml_the_defaults_hold(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path / "pyproject.toml", text) == Config()


@pytest.mark.parametrize("text", ["", "[mypy]\nstrict = true", "[mypy]\n[noblock]"])
@pytest.mark.parametrize("name", ["mypy.ini", ".mypy.ini", "setup.cfg"])
def test_without_a_section_in_ini_the_defaults_hold(tmp_path: Path, name: str, text: str) -> None:
    assert _read(tmp_path / name, text) == Config()


@pytest.mark.parametrize("name", ["pyproject.toml", "mypy.ini"])
@pytest.mark.parametrize("content", [b"[tool", b"= 1", b"\xff"])
def test_what_mypy_complains_about_is_left_to_mypy(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert read_config(str(path)) == Config()
    assert read_config(str(tmp_path / f"missing-{name}")) == Config()


def test_every_option_can_stand_in_toml(tmp_path: Path) -> None:
    section = """
        allow = ["app.settings.load", { name = "logging.*", categories = ["file", "lock"] }, { name = "app.*" }]
        stubs = ["marks"]
        transitive = false
        marks = { "app.sync_only" = "blocking", "app.fast" = "nonblocking" }
    """
    assert toml(tmp_path, section) == Config(
        allow=(Allowed("app.settings.load"), Allowed("logging.*", ("file", "lock")), Allowed("app.*")),
        stubs=(str(tmp_path / "marks"),),
        transitive=False,
        marks={"app.sync_only": "blocking", "app.fast": "nonblocking"},
    )


def test_every_option_can_stand_in_ini(tmp_path: Path) -> None:
    path = tmp_path / "setup.cfg"
    text = (
        "[noblock]\nallow =\n    app.settings.load,\n    logging.*\nstubs = marks\ntransitive = no\n"
        "marks =\n    app.sync_only = blocking\n    app.fast = nonblocking\n"
    )
    assert _read(path, text) == Config(
        allow=(Allowed("app.settings.load"), Allowed("logging.*")),
        stubs=(str(tmp_path / "marks"),),
        transitive=False,
        marks={"app.sync_only": "blocking", "app.fast": "nonblocking"},
    )


@pytest.mark.parametrize("value", ["app.a, app.b", "app.a,app.b,", "\n  app.a\n  app.b", "app.a,\n  app.b"])
def test_lists_in_ini_have_commas_or_lines(tmp_path: Path, value: str) -> None:
    assert ini(tmp_path, f"allow = {value}").allow == (Allowed("app.a"), Allowed("app.b"))


@pytest.mark.parametrize(("on", "off"), [("True", "False"), ("yes", "no"), ("on", "off"), ("1", "0")])
def test_switches_in_ini_are_those_of_ini_files(tmp_path: Path, on: str, off: str) -> None:
    assert ini(tmp_path, f"transitive = {on}").transitive is True
    assert ini(tmp_path, f"transitive = {off}").transitive is False


def test_folders_are_relative_to_the_file(tmp_path: Path) -> None:
    assert toml(tmp_path, 'stubs = ["marks"]').stubs == (str(tmp_path / "marks"),)
    assert toml(tmp_path, f'stubs = ["{tmp_path.as_posix()}/marks"]').stubs == (str(tmp_path / "marks"),)


MISTAKES = {
    "an unknown option": ('alow = ["a.b"]', 'unknown option "alow"; did you mean "allow"?'),
    "an option far from any": ("verbose = true", 'unknown option "verbose"'),
    "no list of names": ("allow = 3", '"allow": expected a list of names, found 3'),
    "a table of names": ('allow = { name = "a.b" }', "\"allow\": expected a list of names, found {'name': 'a.b'}"),
    "a number for a name": ("allow = [3]", f"{AN_ENTRY} 3"),
    "a table without a name": ("allow = [{ }]", f"{AN_ENTRY} {{}}"),
    "a misspelt key in a table": ('allow = [{ nam = "a.b" }]', f"{AN_ENTRY} {{'nam': 'a.b'}}"),
    "a further key in a table": ('allow = [{ name = "a", x = 1 }]', f"{AN_ENTRY} {{'name': 'a', 'x': 1}}"),
    "a number for categories": (
        'allow = [{ name = "a", categories = 3 }]',
        f"{AN_ENTRY} {{'name': 'a', 'categories': 3}}",
    ),
    "a misspelt category": (
        'allow = [{ name = "a.b", categories = ["flie"] }]',
        f'unknown category "flie"; did you mean "file"? {KNOWN}',
    ),
    "a name with a hyphen": ('allow = ["my-app.load"]', f'{A_NAME} "my-app.load"'),
    "a name with an empty part": ('allow = ["app..load"]', f'{A_NAME} "app..load"'),
    "no name": ('allow = [""]', f'{A_NAME} ""'),
    "a regular expression": ('allow = ["app.(load|save)"]', f'{A_NAME} "app.(load|save)"'),
    "no list of folders": ("stubs = true", '"stubs": expected a list of folders, found True'),
    "numbers for folders": ("stubs = [1]", '"stubs": expected a list of folders, found [1]'),
    "a missing folder": ('stubs = ["nowhere"]', '"stubs": no folder "nowhere"'),
    "a file for a folder": ('stubs = ["file"]', '"stubs": no folder "file"'),
    "a number for a switch": ("transitive = 1", '"transitive": expected true or false, found 1'),
    "a word for a switch": ('transitive = "maybe"', "\"transitive\": expected true or false, found 'maybe'"),
    "no table of marks": ("marks = 3", f"{A_TABLE} 3"),
    "a number for a mark": ('marks = { "app.f" = 3 }', f"{A_TABLE} {{'app.f': 3}}"),
    "a misspelt mark": ('marks = { "app.f" = "blokcing" }', 'unknown mark "blokcing"; did you mean "blocking"?'),
    "a mark that needs parameters": ('marks = { "app.f" = "offload" }', 'unknown mark "offload"'),
}


@pytest.mark.parametrize(("section", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_an_error(tmp_path: Path, section: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        toml(tmp_path, section)
    assert str(caught.value) == f"{tmp_path / 'pyproject.toml'}: error: [noblock] {said}"


INI_MISTAKES = {
    "an unknown option": ("Stub = marks", 'unknown option "stub"; did you mean "stubs"?'),
    "a word for a switch": ("transitive = maybe", "\"transitive\": expected true or false, found 'maybe'"),
    "a missing folder": ("stubs = marks, nowhere", '"stubs": no folder "nowhere"'),
    "a name with a hyphen": ("allow = my-app.load", f'{A_NAME} "my-app.load"'),
    "a misspelt mark": ("marks = app.f = onloop", 'unknown mark "onloop"; did you mean "on_loop"?'),
    "a name without a mark": ("marks = app.f", 'unknown mark ""'),
}


@pytest.mark.parametrize(("section", "said"), INI_MISTAKES.values(), ids=INI_MISTAKES)
def test_a_mistake_in_ini_is_an_error(tmp_path: Path, section: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        ini(tmp_path, section)
    assert str(caught.value) == f"{tmp_path / 'mypy.ini'}: error: [noblock] {said}"


def test_every_mistake_has_a_line_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        toml(tmp_path, 'alow = []\nallow = ["a b", "c d"]\nstubs = ["x", "y"]\ntransitive = 1')
    assert [line.partition("[noblock] ")[2][:15] for line in str(caught.value).splitlines()] == [
        "unknown option ",
        '"allow": expect',
        '"allow": expect',
        '"stubs": no fol',
        '"stubs": no fol',
        '"transitive": e',
    ]


OVERLOOKED = {
    "a misspelt category of a mark": 'marks = { "app.f" = "blocking:htpp" }',
    "a category of a mark that has none": 'marks = { "app.f" = "on_loop:http" }',
    "a decorator that is no name": 'marks = { "app f" = "blocking" }',
}


@pytest.mark.xfail(reason="read without a word")
@pytest.mark.parametrize("section", OVERLOOKED.values(), ids=OVERLOOKED)
def test_nothing_is_overlooked(tmp_path: Path, section: str) -> None:
    with pytest.raises(ConfigError):
        toml(tmp_path, section)


@pytest.mark.xfail(reason='called the unknown option ""')
def test_a_section_must_be_a_table(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="expected a table"):
        _read(tmp_path / "pyproject.toml", "[tool]\nnoblock = 3")


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("app.load", {"app.load"}),
        ("app.*", {"app.load", "app.db.load", "app.db.Repo.load"}),
        ("*.load", {"app.load", "app.db.load", "app.db.Repo.load"}),
        ("app.*.load", {"app.db.load", "app.db.Repo.load"}),
        ("app.db.Repo.l?ad", {"app.db.Repo.load"}),
        ("*", {"app", "app.load", "app.db.load", "app.db.Repo.load", "apples.load2"}),
        ("App.load", set()),
    ],
)
def test_patterns_match_whole_names(pattern: str, names: set[str]) -> None:
    known = {"app", "app.load", "app.db.load", "app.db.Repo.load", "apples.load2"}
    config = Config(allow=(Allowed(pattern),))
    assert {name for name in known if is_allowed(config, name, "file")} == names


def test_an_entry_may_allow_some_categories_only() -> None:
    config = Config(allow=(Allowed("app.load", ("file", "path")), Allowed("app.save", ("lock",))))
    assert is_allowed(config, "app.load", "path")
    assert not is_allowed(config, "app.load", "lock")


def test_nothing_is_allowed_by_default() -> None:
    assert not is_allowed(Config(), "app.load", "file")
