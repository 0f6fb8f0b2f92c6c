"""What a configuration may say, and on which line a mistake in it stands."""

from pathlib import Path
from textwrap import dedent

import pytest
from mistakes.configuration import IN_INI, IN_TOML

from noblock.config import Allowed, Config, ConfigError, is_allowed, read_config


def toml(folder: Path, section: str) -> Config:
    """Return the options of a section in a TOML file; beside it lie the folder ``marks`` and the file ``app.py``."""
    return _read(folder / "pyproject.toml", f"[tool.noblock]\n{section}\n")


def ini(folder: Path, section: str) -> Config:
    """Return the options of a section in an INI file."""
    return _read(folder / "mypy.ini", f"[mypy]\nstrict = true\n[noblock]\n{section}\n")


def _read(path: Path, text: str) -> Config:
    (path.parent / "marks").mkdir(exist_ok=True)
    (path.parent / "app.py").touch()
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


@pytest.mark.parametrize(("section", "said"), IN_TOML.values(), ids=IN_TOML)
def test_a_mistake_is_an_error(tmp_path: Path, section: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        toml(tmp_path, section)
    assert str(caught.value) == f"{tmp_path / 'pyproject.toml'}:2: error: [noblock] {said}"


@pytest.mark.parametrize(("section", "said"), IN_INI.values(), ids=IN_INI)
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
