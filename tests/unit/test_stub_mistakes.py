"""Whatever a marker stub may not say is an error that names the file, the line and what was expected.

Long, because it holds the table of them all.
"""

import sys
from pathlib import Path

import pytest

from noblock.categories import CATEGORIES
from noblock.stubs import StubError, read_stub

A_STATEMENT = "expected an import, a class or a marked function"
A_MEMBER = "expected a marked method or a class"
KNOWN = f"(known: {', '.join(CATEGORIES)})"


def refused(folder: Path, text: str | bytes) -> str:
    """Return what is said about a stub that is refused, without the path in front of it."""
    path = folder / "lib.pyi"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(StubError) as caught:
        read_stub(path, "lib")
    place, _, problem = str(caught.value).partition(": error: ")
    return f"{place.removeprefix(str(path))}: {problem}"


MISTAKES = {
    "a syntax error": (")", ":1: cannot be read: unmatched ')'"),
    "a syntax error further down": ("class A: ...\n\n)", ":3: cannot be read: unmatched ')'"),
    "no text": (b"\xff", ":1: cannot be read: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"),
    "a variable": ("x = 1", f":1: {A_STATEMENT}"),
    "an annotation": ("\nx: int", f":2: {A_STATEMENT}"),
    "a condition": ("import sys\nif sys.platform == 'linux': ...", f":2: {A_STATEMENT}"),
    "pass": ("pass", f":1: {A_STATEMENT}"),
    "a call": ("print(1)", f":1: {A_STATEMENT}"),
    "dots at the top": ("...", f":1: {A_STATEMENT}"),
    "an async function": ("@nonblocking\nasync def f(): ...", f":2: {A_STATEMENT}"),
    "a variable in a class": ("class A:\n    x = 1", f":2: {A_MEMBER}"),
    "a condition in a class": ("class A:\n    if 1: ...", f":2: {A_MEMBER}"),
    "an import in a class": ("class A:\n    import x", f":2: {A_MEMBER}"),
    "pass in a class": ("class A: pass", f":1: {A_MEMBER}"),
    "an async method": ("class A:\n    async def f(self): ...", f":2: {A_MEMBER}"),
    "a body": ("@nonblocking\ndef f():\n    return 1", ':3: expected a body of "..."'),
    "pass as a body": ("@nonblocking\ndef f(): pass", ':2: expected a body of "..."'),
    "a number as a body": ("@nonblocking\ndef f(): 1", ':2: expected a body of "..."'),
    "no mark": ("def f(): ...", ':1: expected a mark or a return type on "f"'),
    "no mark on a method": ("class A:\n    def f(self): ...", ':2: expected a mark or a return type on "f"'),
    "no mark on a property": (
        "class A:\n    @property\n    def f(self): ...",
        ':3: expected a mark or a return type on "f"',
    ),
    "no mark on an overload": ("@overload\ndef f(): ...", ':2: expected a mark or a return type on "f"'),
    "a property outside a class": ("@property\n@nonblocking\ndef f(): ...", ":3: expected a function, not a method"),
    "a static method outside a class": (
        "@staticmethod\n@nonblocking\ndef f(): ...",
        ":3: expected a function, not a method",
    ),
    "a return type that is no name": ("def f() -> list[int]: ...", ":1: expected a dotted name"),
    "a base that is no name": ("class A(list[int]): ...", ":1: expected a dotted name"),
    "a decorator that is no name": ("@marks[0]\ndef f(): ...", ":1: expected a dotted name"),
    "a misspelt mark": ('@blokcing("http")\ndef f(): ...', ':1: unknown mark "blokcing"; did you mean "blocking"?'),
    "a mark of somebody else": ("@frozen\ndef f(): ...", ':1: unknown mark "frozen"'),
    "a misspelt mark in an import": (
        "from noblock import blokcing",
        ':1: unknown mark "blokcing"; did you mean "blocking"?',
    ),
    "all marks in an import": ("from noblock import *", ':1: unknown mark "*"'),
    "a mark that is imported from elsewhere": (
        "from gevent import blocking\n@blocking('http')\ndef f(): ...",
        ':2: unknown mark "gevent.blocking"; did you mean "blocking"?',
    ),
    "a misspelt mark on a class": ("@onloop\nclass A: ...", ':1: unknown mark "onloop"; did you mean "on_loop"?'),
    "blocking without a category": ("@blocking\ndef f(): ...", ':1: "blocking": expected a category, and maybe use='),
    "blocking with two categories": (
        '@blocking("http", "file")\ndef f(): ...',
        ':1: "blocking": expected a category, and maybe use=',
    ),
    "blocking with another keyword": (
        '@blocking("http", instead="x")\ndef f(): ...',
        ':1: "blocking": expected a category, and maybe use=',
    ),
    "blocking with a number": ("@blocking(1)\ndef f(): ...", ':1: "blocking": expected texts'),
    "blocking with a name": ('@blocking("http", use=get)\ndef f(): ...', ':1: "blocking": expected texts'),
    "blocking with unpacked words": ("@blocking(*words)\ndef f(): ...", ':1: "blocking": expected texts'),
    "blocking with unpacked keywords": ('@blocking("http", **w)\ndef f(): ...', ':1: "blocking": expected texts'),
    "a misspelt category": (
        '@blocking("htpp")\ndef f(): ...',
        f':1: unknown category "htpp"; did you mean "http"? {KNOWN}',
    ),
    "a category of somebody else": ('@blocking("gpu!")\ndef f(): ...', f':1: unknown category "gpu!" {KNOWN}'),
    "a misspelt category on a class": (
        'class A: ...\n@blocking("slep")\nclass B: ...',
        f':2: unknown category "slep"; did you mean "sleep"? {KNOWN}',
    ),
    "nonblocking with an argument": (
        '@nonblocking("http")\ndef f(): ...',
        ':1: "nonblocking": expected no arguments',
    ),
    "nonblocking that is called": ("@nonblocking()\ndef f(): ...", ':1: "nonblocking": expected no arguments'),
    "offload without parameters": ("@offload\ndef f(job): ...", ':1: "offload": expected names of parameters'),
    "offload that is called with nothing": (
        "@offload()\ndef f(job): ...",
        ':1: "offload": expected names of parameters',
    ),
    "offload with a keyword": (
        '@offload("job", category="http")\ndef f(job): ...',
        ':1: "offload": expected names of parameters',
    ),
    "calls without parameters": (
        '@calls(category="http")\ndef f(job): ...',
        ':1: "calls": expected names of parameters',
    ),
    "calls with a misspelt category": (
        '@calls("job", category="cachd")\ndef f(job): ...',
        f':1: unknown category "cachd"; did you mean "cached"? {KNOWN}',
    ),
    "on_loop that is called with nothing": ("@on_loop()\ndef f(): ...", ':1: "on_loop": expected names of parameters'),
    "a misspelt parameter": (
        '@offload("jbo")\ndef f(job): ...',
        ':1: "offload" names the parameter "jbo", which is not in the signature; did you mean "job"?',
    ),
    "a parameter that a method does not have": (
        'class A:\n    @on_loop("handler")\n    def f(self): ...',
        ':2: "on_loop" names the parameter "handler", which is not in the signature',
    ),
    "marks that contradict each other": (
        '@blocking("http")\n@nonblocking\ndef f(): ...',
        ':3: "f" is marked both as blocking and as nonblocking',
    ),
    "marks that contradict each other on a class": (
        '@nonblocking\n@blocking("http")\nclass A: ...',
        ':3: "A" is marked both as blocking and as nonblocking',
    ),
    "a function twice": (
        "@nonblocking\ndef f(): ...\n@nonblocking\ndef f(): ...",
        ':4: "f" is already defined on line 2; only overloads may repeat a name',
    ),
    "a method twice": (
        "class A:\n    @nonblocking\n    def f(self): ...\n    @nonblocking\n    def f(self): ...",
        ':5: "f" is already defined on line 3; only overloads may repeat a name',
    ),
    "a class twice": (
        "class A: ...\nclass A: ...",
        ':2: "A" is already defined on line 1; only overloads may repeat a name',
    ),
    "a class and a function": (
        "class A: ...\n@nonblocking\ndef A(): ...",
        ':3: "A" is already defined on line 1; only overloads may repeat a name',
    ),
    "a literal that is none": (
        "@overload\n@nonblocking\ndef f(a: Literal[x]): ...",
        ":3: expected a literal",
    ),
    "a required type that is no name": (
        "@overload\n@nonblocking\ndef f(a: int | str): ...",
        ":3: expected a dotted name",
    ),
}


@pytest.mark.parametrize(("text", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_an_error(tmp_path: Path, text: str | bytes, said: str) -> None:
    assert refused(tmp_path, text) == said


OVERLOOKED = {
    "a parameter's type where nothing is decided": "@nonblocking\ndef f(a: int): ...",
    "a parameter's default": "@nonblocking\ndef f(a=1): ...",
    "a keyword of a class": "class A(metaclass=M): ...",
    "a call as a base": "class A(make(B)): ...",
    "a call as a return type": "def f() -> make(B): ...",
    "a class in a class twice": "class A:\n    class B: ...\n    class B: ...",
    "a method and a class in a class": "class A:\n    @nonblocking\n    def B(self): ...\n    class B: ...",
    "an overload of something else": "@nonblocking\ndef f(): ...\n@overload\n@nonblocking\ndef f(a): ...",
    "a mark twice": "@blocking('http')\n@blocking('file')\ndef f(): ...",
    "a property that is called": "class A:\n    @property(1)\n    @nonblocking\n    def f(self): ...",
    "a literal that cannot be one": "@overload\n@nonblocking\ndef f(a: Literal[[1]]): ...",
}
if sys.version_info >= (3, 12):
    OVERLOOKED["a type parameter"] = "@nonblocking\ndef f[T](): ..."


@pytest.mark.xfail(reason="read without a word")
@pytest.mark.parametrize("text", OVERLOOKED.values(), ids=OVERLOOKED)
def test_nothing_is_overlooked(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text).startswith(":")


@pytest.mark.xfail(reason="the line is that of the first statement in the body")
def test_a_body_that_goes_on_is_refused_where_it_does(tmp_path: Path) -> None:
    assert refused(tmp_path, "@nonblocking\ndef f():\n    ...\n    x()") == ':4: expected a body of "..."'


@pytest.mark.xfail(reason="ast.literal_eval raises TypeError, which leaves the reader", raises=TypeError)
def test_a_literal_that_cannot_be_evaluated_is_an_error(tmp_path: Path) -> None:
    assert refused(tmp_path, "@overload\n@nonblocking\ndef f(a: Literal[{[]: 1}]): ...") == ":3: expected a literal"


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StubError, match=r"nowhere\.pyi:1: error: cannot be read: .*No such file or directory"):
        read_stub(tmp_path / "nowhere.pyi", "nowhere")


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StubError, match=":1: error: cannot be read: "):
        read_stub(tmp_path, "lib")


def test_a_link_to_itself_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "lib.pyi"
    path.symlink_to(path)
    with pytest.raises(StubError, match=":1: error: cannot be read: "):
        read_stub(path, "lib")
