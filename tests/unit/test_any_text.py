"""Readers answer with a value or with an error of their own, whatever stands in the file."""

import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from noblock.categories import CATEGORIES
from noblock.config import ConfigError, read_config
from noblock.marks import MARKS
from noblock.names import Elsewhere, Missing, Names
from noblock.stubs import StubError, read_stub

from .folders import IMPORTS

in_one_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])

PIECES = [
    *MARKS, "@", "def f", "class A", "(", ")", ":", "...", "\n", "\n    ", '"http"', "job", "*", ",", "=", ".", "[",
    "]", "->", "overload", "Literal", "import", "from", "noblock", "property", "self", "1", "-", '"', "é", "\\", "\0",
]  # fmt: skip
SHAPES = ["{0}.b", "{0}({1})", "{0}(use={1})", "{0}[{1}]", "Literal[{0}]", "-{0}", "{0}, *{1}", "{0} | {1}", "[{0}]"]
EXPRESSIONS = st.recursive(
    st.sampled_from([*MARKS, 'blocking("http")', "property", "overload", "x", '"job"', "1", "...", "None", "int"]),
    lambda inner: st.builds(str.format, st.sampled_from(SHAPES), inner, inner),
    max_leaves=4,
)
DEFINITIONS = [
    "@{0}\n@{1}\ndef f(job: {2}): ...\n",
    "@overload\n@{0}\ndef f(self, *, job: {1} = {2}) -> {0}: ...\n",
    "@{0}\nclass A({1}):\n    @{2}\n    def f(self): ...\n",
    "class A:\n    class B({0}): {1}\n",
    "x: {0} = {1}\n",
]
STATEMENTS = st.builds(str.format, st.sampled_from(DEFINITIONS), EXPRESSIONS, EXPRESSIONS, EXPRESSIONS)
NEARLY_STUBS = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.lists(STATEMENTS).map(
    lambda lines: "".join([IMPORTS, *lines])
)


@given((st.text() | NEARLY_STUBS).map(str.encode) | st.binary())
@in_one_folder
def test_any_stub_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lib.pyi"
    path.write_bytes(content)
    with suppress(StubError):
        read_stub(path, "lib")


@pytest.fixture
def usual_recursion_limit() -> Iterator[None]:
    """Undo that mypy, where it has run before in this process, lets recursion go deeper."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize(
    "text",
    [
        "(" * 500,
        "-" * 20_000,
        "a" + ".b" * 20_000,
        "class A(a" + ".b" * 1500 + "): ...",
    ],
)
def test_a_stub_that_is_nested_too_deep_is_refused(tmp_path: Path, text: str, usual_recursion_limit: None) -> None:
    path = tmp_path / "lib.pyi"
    path.write_text(text)
    with pytest.raises(StubError, match=r"lib\.pyi:1: error: "):
        read_stub(path, "lib")


def test_a_stub_of_ten_megabytes_is_refused_where_it_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "lib.pyi"
    path.write_text("# x\n" * 2_500_000 + "x = 1")
    with pytest.raises(StubError, match=r"lib\.pyi:2500001: error: "):
        read_stub(path, "lib")


KEYS = st.sampled_from(["allow", "stubs", "transitive", "marks", "alow"])
KNOWN_WORDS = ["", "app.*", "a b", "blocking:", "nonblocking", "true", ".", "/", "\\n", *CATEGORIES]
PLAIN_TEXTS = st.text(st.characters(exclude_categories=["C"], exclude_characters='"\\'))
WORDS = st.sampled_from(KNOWN_WORDS) | PLAIN_TEXTS
LEAVES = WORDS.map('"{}"'.format) | st.sampled_from(["true", "0", "-1.5", "1979-05-27", "inf", "[]", "{}"])
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.builds("{{ name = {}, categories = {} }}".format, inner, inner)
        | st.builds('{{ "{}" = {} }}'.format, WORDS, inner)
    ),
    max_leaves=6,
)
OPTIONS = st.builds("{} = {}".format, KEYS, VALUES)
SECTIONS = st.lists(OPTIONS, max_size=3, unique_by=lambda option: option.partition(" ")[0]).map("\n".join)
TOML_FILES = SECTIONS.map("[tool.noblock]\n{}\n".format) | VALUES.map("[tool]\nnoblock = {}\n".format)
LINES = ["[noblock]", "[mypy]", "[DEFAULT]", "allow", "allow = a.b", "marks =", "  a = b", "stubs = %(x)s", "="]
INI_FILES = st.lists(st.sampled_from(LINES) | WORDS, max_size=8).map("\n".join)


@given(st.binary() | (TOML_FILES | st.text()).map(str.encode))
@in_one_folder
def test_any_toml_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    _read_or_refuse(tmp_path / "pyproject.toml", content)


@given(st.binary() | (INI_FILES | INI_FILES.map("[noblock]\n{}".format) | st.text()).map(str.encode))
@in_one_folder
def test_any_ini_is_read_or_refused(tmp_path: Path, content: bytes) -> None:
    _read_or_refuse(tmp_path / "mypy.ini", content)


def _read_or_refuse(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with suppress(ConfigError):
        read_config(str(path))


STATEMENTS_OF_SOURCES = [
    "import a.b as c\n",
    "from . import d\n",
    "from .a import *\n",
    "from a import b as c\n",
    "class A(B[int], c.D): ...\n",
    "class A(A): ...\n",
    "class B(A):\n    def f(self): self.x = 1\n",
    "class C(f()):\n    class D: ...\n",
    "def f(): ...\n",
    "def __getattr__(name): ...\n",
    "if 1:\n    x, *y = 1\nelse:\n    def g(): ...\n",
    "(\n",
    "\0",
]
SOURCES = st.lists(st.sampled_from(STATEMENTS_OF_SOURCES)).map("".join)
DOTTED = st.lists(st.sampled_from([*"abcdABCDfgxy"]), min_size=1, max_size=4).map(".".join)


@given(SOURCES | st.text(), SOURCES, DOTTED)
@in_one_folder
def test_any_name_is_looked_up_in_any_source(tmp_path: Path, one: str, other: str, name: str) -> None:
    files = {"a": tmp_path / "a.py", "b": tmp_path / "b.py", "a.b": tmp_path / "b.py"}
    for path, text in ((files["a"], one), (files["b"], other)):
        path.write_bytes(text.encode(errors="surrogatepass"))
    answer = Names(files.get, lambda package: {"a", "b"}).answer(name)
    assert answer is None or isinstance(answer, (Missing, Elsewhere))
