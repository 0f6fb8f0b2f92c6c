"""Do what ``experiments.txt`` says, and tell a tracer of system calls where each experiment begins and ends.

Every experiment is done twice, in a new folder each time, so that what happens only once, such as an import, is over
before the one that counts. The beginning and the end are questions about files with certain names, which a tracer sees.
What is seen from inside is kept for those who have no tracer: what the interpreter lets audit hooks hear, how often the
kernel counted the thread to read and write, and that the action took as long as what it had to wait for.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import warnings
import wave
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from functools import cache
from pathlib import Path

BEGIN, END = "/experiment/begin/", "/experiment/end/"
TABLE = Path(__file__).with_name("experiments.txt")
DELAY = 0.005
SLEEP = 0.01
_LINE = re.compile(r"^(?P<name>\S+): (?P<action>(?!given ).*?)? ?(?:given (?P<given>.*))?$")


@dataclass(frozen=True, slots=True)
class Experiment:
    """What is run to see a callable wait, and what is run before."""

    name: str
    action: str
    given: str


@cache
def _table() -> dict[str, Experiment]:
    """Return the lines of the table; ``each`` is part of the name."""
    text = TABLE.read_text(encoding="utf-8").replace("\neach: ", "\neach.")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [line_parts for line in lines if (line_parts := _LINE.match(line))]
    assert len(found) == len(lines)
    return {parts["name"]: Experiment(parts["name"], parts["action"] or "", parts["given"] or "") for parts in found}


def listed() -> list[str]:
    """Return the names in the table, those of whole classes and of ``each`` included."""
    return list(_table())


def experiment(name: str) -> Experiment | None:
    """Return what is done for a callable."""
    table = _table()
    owner, _, member = name.rpartition(".")
    shared = table.get(f"{owner}.*")
    own = table.get(name) or (table.get(f"each.{member}") if shared is not None else None)
    if own is None:
        return None
    return Experiment(name, own.action, "\n".join(part for part in (shared.given if shared else "", own.given) if part))


class Later:
    """Calls a function from another thread, some time after the action has begun."""

    def __init__(self) -> None:
        self.begins = threading.Event()
        self.is_due = False
        self.happened = False

    def __call__(self, function: Callable[[], object], first: Callable[[], object] = bool) -> None:
        self.is_due, ready = True, threading.Event()

        def run() -> None:
            first()
            ready.set()
            self.begins.wait()
            time.sleep(DELAY)
            self.happened = True
            function()

        threading.Thread(target=run, daemon=True).start()
        ready.wait()

    def child(self) -> subprocess.Popen[bytes]:
        """Start a process that ends some time after the action has begun."""
        its_input, ours = os.pipe()
        child = subprocess.Popen(["cat"], stdin=its_input)
        os.close(its_input)
        self(lambda: os.close(ours))
        return child


class Witness:
    """Sees from inside what the main thread does while it watches, as far as the interpreter and the kernel tell."""

    def __init__(self) -> None:
        self._events: set[str] = set()
        self._watches = False
        self._before = self._counted()
        sys.addaudithook(self._hear)

    def begin(self) -> None:
        """Forget what was, and watch."""
        self._events.clear()
        self._before = self._counted()
        self._watches = True

    def end(self) -> list[str]:
        """Return the events that were heard, and "read" and "write" where the kernel counted that."""
        self._watches = False
        calls = {name: count - self._before[name] for name, count in self._counted().items()}
        # To look at the counters is to read, once.
        return sorted(self._events | {name for name, count in calls.items() if count > (name == "read")})

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        is_wrapping = event == "open" and isinstance(arguments[0], int)
        if self._watches and not is_wrapping and threading.current_thread() is threading.main_thread():
            self._events.add(event)

    @staticmethod
    def _counted() -> dict[str, int]:
        """Return how often this thread read and wrote; nothing where the kernel does not count."""
        try:
            descriptor = os.open("/proc/thread-self/io", os.O_RDONLY)
        except OSError:
            return {}
        text = os.read(descriptor, 1000).decode()
        os.close(descriptor)
        return {name: int(count) for name, count in zip(("read", "write"), re.findall(r"sysc[rw]: (\d+)", text))}


def run(one: Experiment, witness: Witness) -> list[str]:
    """Do an experiment; return what was seen of it without a tracer, "waited" where the time it took shows it.

    Raises:
        Exception: Whatever goes wrong in it.
    """
    folder = Path(tempfile.mkdtemp(prefix="experiment"))
    later = Later()
    names = {**_modules(f"{one.name}\n{one.action}\n{one.given}"), **_files(folder), "later": later}
    path, arguments = list(sys.path), list(sys.argv)
    try:
        exec(one.given, names)
        compiled = compile(one.action, "action", "exec")
        os.access(BEGIN + one.name, os.F_OK)
        witness.begin()
        later.begins.set()
        started = time.monotonic()
        exec(compiled, names)
        elapsed, was_late = time.monotonic() - started, later.happened
        seen = witness.end()
        os.access(END + one.name, os.F_OK)
    finally:
        sys.path[:], sys.argv[:] = path, arguments
        shutil.rmtree(folder, ignore_errors=True)
    has_slept = one.name in ("time.sleep", "sched.scheduler.run") and elapsed >= SLEEP
    return [*seen, "waited"] if (later.is_due and was_late) or has_slept else seen


def _modules(text: str) -> dict[str, object]:
    """Return the modules that a text names, by the first part of their names."""
    found: dict[str, object] = {"io": importlib.import_module("io"), "sys": sys, "os": os}
    for dotted in set(re.findall(r"[A-Za-z_][\w.]*", text)):
        for length in range(1, dotted.count(".") + 1):
            with contextlib.suppress(ImportError):
                name = ".".join(dotted.split(".")[:length])
                importlib.import_module(name)
                found[name.partition(".")[0]] = sys.modules[name.partition(".")[0]]
    return found


def _files(folder: Path) -> dict[str, object]:
    """Make the files that experiments are about, and return all that they may name."""
    mail = EmailMessage()
    mail["Subject"] = "any"
    mail.set_content("any\n")
    (folder / "sub").mkdir()
    (folder / "sub" / "below.py").write_text("def any(*args): return args\n")
    for name in ("lines.txt", "other.txt"):
        (folder / name).write_text("any line\n" * 3)
    (folder / "markup.xml").write_text("<any/>")
    with wave.open(str(folder / "sound.wav"), "w") as sound:
        sound.setparams((1, 1, 8000, 1, "NONE", ""))
        sound.writeframes(b"any")
    return {
        "folder": str(folder), "sub": str(folder / "sub"), "code": str(folder / "sub" / "below.py"),
        "file": str(folder / "lines.txt"), "other": str(folder / "other.txt"), "new": str(folder / "new"),
        "markup": str(folder / "markup.xml"), "sound": str(folder / "sound.wav"), "mail": mail,
        "data": os.urandom(300_000), "text": "any line\n" * 40_000, "true": shutil.which("true"),
        "zone": next((str(path) for path in Path("/usr/share/zoneinfo").glob("UTC")), ""),
        "logs": "[loggers]\nkeys=root\n[handlers]\nkeys=\n[formatters]\nkeys=\n[logger_root]\nhandlers=\n",
    }  # fmt: skip


def main(results: Path, names: list[str]) -> None:
    """Do the experiments about some callables, and write for each what was seen, or what went wrong."""
    warnings.simplefilter("ignore")
    multiprocessing.set_start_method("fork")
    witness = Witness()
    seen, failed = {}, {}
    for name in names:
        one = experiment(name)
        try:
            assert one is not None
            run(one, witness)
            seen[name] = run(one, witness)
        except BaseException as error:  # noqa: BLE001
            failed[name] = repr(error)
    results.write_text(json.dumps({"seen": seen, "failed": failed}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()))
