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
        allow = ["app.settings.load", { name = "logging.*", categories = ["file", "lock"] }, { name = "app.*" },
            "a:cpu"]
        stubs = ["marks"]
        transitive = false
        marks = { "app.sync_only" = "blocking", "app.fast" = "nonblocking" }
    """
    assert toml(tmp_path, section) == Config(
        allow=(
            Allowed("app.settings.load"),
            Allowed("logging.*", ("file", "lock")),
            Allowed("app.*"),
            Allowed("a", ("cpu",)),
        ),
        stubs=(str(tmp_path / "marks"),),
        transitive=False,
        marks={"app.sync_only": "blocking", "app.fast": "nonblocking"},
    )


def test_every_option_can_stand_in_ini(tmp_path: Path) -> None:
    path = tmp_path / "setup.cfg"
    text = (
        "[noblock]\nallow =\n    app.settings.load,\n    logging.*: file\nstubs = marks\ntransitive = no\n"
        "marks =\n    app.sync_only = blocking\n    app.fast = nonblocking\n"
    )
    assert _read(path, text) == Config(
        allow=(Allowed("app.settings.load"), Allowed("logging.*", ("file",))),
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
    "a misspelt folder": ('stubs = ["mraks"]', '"stubs": no folder "mraks"; did you mean "marks"?'),
    "a file for a folder": ('stubs = ["file"]', '"stubs": no folder "file"'),
    "a number for a switch": ("transitive = 1", '"transitive": expected true or false, found 1'),
    "a word for a switch": ('transitive = "maybe"', "\"transitive\": expected true or false, found 'maybe'"),
    "no table of marks": ("marks = 3", f"{A_TABLE} 3"),
    "a number for a mark": ('marks = { "app.f" = 3 }', f"{A_TABLE} {{'app.f': 3}}"),
    "a misspelt mark": ('marks = { "app.f" = "blokcing" }', 'unknown mark "blokcing"; did you mean "blocking"?'),
    "a mark that needs parameters": ('marks = { "app.f" = "offload" }', 'unknown mark "offload"'),
    "a misspelt category of a mark": (
        'marks = { "app.f" = "blocking:htpp" }',
        f'unknown category "htpp"; did you mean "http"? {KNOWN}',
    ),
    "a category of a mark that has none": (
        'marks = { "app.f" = "on_loop:http" }',
        '"on_loop": expected no category, found "http"',
    ),
    "a decorator that is no name": (
        'marks = { "app f" = "blocking" }',
        '"marks": expected a dotted name such as "app.sync_only", found "app f"',
    ),
    "a decorator with a wildcard": (
        'marks = { "app.*" = "blocking" }',
        '"marks": expected a dotted name such as "app.sync_only", found "app.*"',
    ),
    "no categories": ('allow = [{ name = "a", categories = [] }]', f"{AN_ENTRY} {{'name': 'a', 'categories': []}}"),
    "a misspelt category after a colon": (
        'allow = ["a.b:flie"]',
        f'unknown category "flie"; did you mean "file"? {KNOWN}',
    ),
    "a number in a name": ('allow = ["app.3d"]', f'{A_NAME} "app.3d"'),
}


@pytest.mark.parametrize(("section", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_an_error(tmp_path: Path, section: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        toml(tmp_path, section)
    assert str(caught.value) == f"{tmp_path / 'pyproject.toml'}:2: error: [noblock] {said}"


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
    assert str(caught.value) == f"{tmp_path / 'mypy.ini'}:4: error: [noblock] {said}"


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


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[tool]\nnoblock = 3", 2),
        ("tool.noblock = 3", 1),
        ("[tool.mypy]\nstrict = true\n[[tool.noblock]]\n", 3),
    ],
)
def test_a_section_must_be_a_table(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ConfigError, match=rf"pyproject\.toml:{line}: error: \[noblock\] expected a table of options"):
        _read(tmp_path / "pyproject.toml", text)


LINES = {
    "an option further down": ('[tool.noblock]\ntransitive = true\n\nalow = ["a.b"]', 4),
    "an entry of a list": ('[tool.noblock]\nallow = [\n    "a.b",\n    "a b",\n]', 4),
    "an entry of a table": ('[tool.noblock]\n[tool.noblock.marks]\n"a.b" = "blocking"\n"c.d" = "blokcing"', 4),
    "an option in quotes": ('[tool.noblock]\ntransitive = true\n"alow" = 1', 3),
    "an option with dots": ("[tool]\nx = 1\nnoblock.alow = 1", 3),
    "a section within another": ("[tool]\nx = 1\nnoblock = { transitive = true, alow = 1 }", 3),
    "an array of tables": ('[[tool.noblock.allow]]\nname = "a.b"\n[[tool.noblock.allow]]\nname = "c d"', 4),
    "an option that others have too": ("[tool.mypy]\nalow = 1\n[tool.noblock]\nalow = 1", 4),
    "an option that others have later": ("[tool.noblock]\nalow = 1\n[tool.mypy]\nalow = 1", 2),
}


@pytest.mark.parametrize(("text", "line"), LINES.values(), ids=LINES)
def test_a_mistake_has_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ConfigError, match=rf"pyproject\.toml:{line}: error: "):
        _read(tmp_path / "pyproject.toml", text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[noblock]\n\nalow = a.b", 3),
        ("[mypy]\nalow = 1\n[noblock]\nALOW: a.b", 4),
        ("[noblock]\nallow =\n    a.b,\n    a b", 4),
        ("[noblock]\nmarks =\n    a.b = blocking\n    c.d = blokcing\n[mypy]\nx = c.d", 4),
    ],
)
def test_a_mistake_in_ini_has_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ConfigError, match=rf"mypy\.ini:{line}: error: "):
        _read(tmp_path / "mypy.ini", text)


def test_a_mistake_is_one_line_whatever_it_quotes(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        toml(tmp_path, f'allow = ["a\\nb"]\nstubs = 1{"0" * 1000}')
    first, second = str(caught.value).splitlines()
    assert first.endswith(r'found "a\nb"')
    assert second.endswith("000...")


@pytest.mark.parametrize(("taken", "other"), [("mypy.ini", "pyproject.toml"), ("pyproject.toml", "setup.cfg")])
def test_a_section_in_another_file_than_mypys_is_a_mistake(tmp_path: Path, taken: str, other: str) -> None:
    section = "[tool.noblock]\ntransitive = false" if other == "pyproject.toml" else "[noblock]\ntransitive = no"
    (tmp_path / other).write_text(section)
    with pytest.raises(ConfigError, match=rf"{taken}:1: .* expected the section here, found it in .*{other}"):
        _read(tmp_path / taken, "")
    assert _read(tmp_path / taken.replace(".", "-strict."), "") == Config()


def test_what_all_sections_of_an_ini_file_have_is_no_option(tmp_path: Path) -> None:
    assert _read(tmp_path / "mypy.ini", "[DEFAULT]\nx = 1\n[noblock]\ntransitive = no") == Config(transitive=False)


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
