"""The marks cost production code nothing: they do nothing, import nothing and change no type."""

import subprocess
import sys
from pathlib import Path

from mypy import api

import noblock


def test_importing_the_marks_imports_nothing() -> None:
    program = "import sys; before = set(sys.modules); import noblock; print(*sorted(set(sys.modules) - before))"
    # -I and -S: no site-packages, so what is loaded is loaded by noblock
    source = f"import sys; sys.path.insert(0, {str(Path(noblock.__file__).parents[1])!r}); {program}"
    ran = subprocess.run([sys.executable, "-I", "-S", "-c", source], capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()) - {"__future__"} == {"noblock"}


def test_a_marked_function_is_the_function_itself() -> None:
    def function() -> None: ...

    marks = [
        noblock.blocking("http"), noblock.blocking("http", use="httpx.AsyncClient.get"), noblock.nonblocking,
        noblock.offload("job"), noblock.calls("job"), noblock.calls("job", category="cached"),
        noblock.on_loop, noblock.on_loop("job"), noblock.on_init,
    ]  # fmt: skip
    assert all(mark(function) is function for mark in marks)


def test_a_marked_class_is_the_class_itself() -> None:
    class Client: ...

    assert noblock.blocking("http")(Client) is Client
    assert noblock.nonblocking(Client) is Client


PROGRAM = """\
from noblock import blocking, calls, nonblocking, offload, on_init, on_loop
from collections.abc import Callable

@blocking("http", use="httpx.AsyncClient.get")
def get(url: str, *, retries: int = 3) -> bytes: return b""

@nonblocking
def load(name: str) -> int: return 0

@offload("job")
def submit(job: Callable[[int], str], /) -> None: ...

@calls("key", category="cached")
def order(*items: str, key: Callable[[str], int]) -> list[str]: return []

@on_loop
def received(data: bytes) -> None: ...

@on_loop("handler")
def listen(handler: Callable[[], None]) -> None: ...

@blocking("http")
class Client:
    @on_loop
    def closed(self) -> None: ...
    @on_init
    def made(self, given: object) -> None: ...
    @property
    @blocking("file")
    def size(self) -> int: return 0

reveal_type(get)
reveal_type(load)
reveal_type(submit)
reveal_type(order)
reveal_type(received)
reveal_type(listen)
reveal_type(Client)
reveal_type(Client().closed)
reveal_type(Client().made)
reveal_type(Client().size)
"""


def test_a_marked_function_keeps_its_signature(tmp_path: Path) -> None:
    marked = _revealed(tmp_path, PROGRAM)
    lines = PROGRAM.splitlines()
    unmarked = [
        line for line in lines if not line.lstrip().startswith(("@blocking", "@nonblocking", "@off", "@calls", "@on"))
    ]
    assert marked == _revealed(tmp_path, "\n".join(unmarked))
    assert len(marked) == sum(line.startswith("reveal_type") for line in lines)


def _revealed(folder: Path, program: str) -> list[str]:
    (folder / "marked.py").write_text(program)
    options = ["--strict", "--config-file=", f"--cache-dir={folder / 'cache'}"]
    output, problems, status = api.run([*options, str(folder / "marked.py")])
    assert (problems, status) == ("", 0), output
    return [line.partition("note: ")[2] for line in output.splitlines() if "note: " in line]
