"""What the stubs say of files, sleep, sockets, processes and locks is seen to be so.

Each callable is run, once it has been run before, under a tracer of system calls, and has to enter one that waits for
the outside: for a disk, a network, a process. Sleeping and locks are seen without a tracer: the call returns only after
the time is over, or after another thread has let go. What is not run says why in ``not_tried.csv``.

Where there is no tracer, the interpreter is asked instead for what it lets audit hooks hear, and the kernel for how
often the thread reads and writes. What neither of them counts says why in ``seen_by_tracer.csv``.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from . import experiments
from .entries import entries, is_standard, stubs
from .experiments import experiment, listed
from .worlds import World

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the system calls are those of Linux")

FILES = """
    openat open read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 getdents64 rename renameat
    renameat2 unlink unlinkat mkdir mkdirat rmdir link linkat symlink symlinkat mknod mknodat truncate ftruncate fsync
    fdatasync sync msync fallocate sendfile copy_file_range splice utimensat
"""
PROCESSES = "clone clone3 fork vfork execve wait4 waitid read write"
SOCKETS = "connect accept accept4 recvfrom recvmsg sendto sendmsg sendmmsg sendfile read write openat"
LOCKS = "flock fcntl link openat"
CALLS: Mapping[str, frozenset[str]] = {
    "file": frozenset(FILES.split()),
    "subprocess": frozenset(PROCESSES.split()),
    "network": frozenset(SOCKETS.split()),
    "lock": frozenset(LOCKS.split()),
    "sleep": frozenset(),
}
ANY_CALL = frozenset().union(*CALLS.values())
HEARD_FILES = """
    open os.link os.listdir os.mkdir os.remove os.rename os.rmdir os.scandir os.symlink os.truncate os.utime read write
"""
HEARD_PROCESSES = "os.fork os.forkpty os.posix_spawn os.system subprocess.Popen read write"
HEARD_SOCKETS = """
    socket.connect socket.getaddrinfo socket.gethostbyaddr socket.gethostbyname socket.getnameinfo socket.sendmsg
    socket.sendto open read write
"""
HEARD_LOCKS = "fcntl.flock fcntl.lockf os.link os.lockf open"
HEARD: Mapping[str, frozenset[str]] = {
    "file": frozenset(HEARD_FILES.split()),
    "subprocess": frozenset(HEARD_PROCESSES.split()),
    "network": frozenset(HEARD_SOCKETS.split()),
    "lock": frozenset(HEARD_LOCKS.split()),
    "sleep": frozenset(),
}
ANYTHING = frozenset().union(*HEARD.values())
MARKED = {
    entry.public: entry for module in stubs() if is_standard(module) for entry in entries(module)
    if entry.category and not entry.is_class
}  # fmt: skip


def _reasons(name: str) -> dict[str, str]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return {row["names"]: row["reason"] for row in csv.DictReader(file)}


NOT_TRIED, SEEN_BY_TRACER = _reasons("not_tried.csv"), _reasons("seen_by_tracer.csv")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of all experiments has shown.

    Attributes:
        tried: The callables.
        seen: For each of them, what was seen from inside.
        failed: What went wrong in an experiment.
        entered: The system calls that each of them entered; None where there is no tracer.
    """

    tried: list[str]
    seen: dict[str, list[str]]
    failed: dict[str, str]
    entered: dict[str, set[str]] | None


@pytest.fixture(scope="module")
def outcome(standard_world: World, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """Do all experiments, under the tracer if there is one."""
    tried = [
        name for name, entry in MARKED.items()
        if experiment(name) is not None and standard_world.find(entry.module, entry.name) is not None
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("experiments")
    trace, results, wanted = folder / "trace", folder / "results", folder / "names"
    wanted.write_text(json.dumps(tried))
    calls = sorted({"access", "faccessat", "faccessat2"}.union(*CALLS.values()))
    is_traced = shutil.which("strace") is not None
    tracer = ["strace", "-f", "-o", trace, "-e", f"trace={','.join(f'?{call}' for call in calls)}"]
    program = [sys.executable, "-W", "ignore", experiments.__file__, results, wanted]
    ran = subprocess.run(
        [*tracer, *program] if is_traced else program, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True,
        text=True, check=False, errors="replace", timeout=300,
    )  # fmt: skip
    assert results.exists(), ran.stderr
    found = json.loads(results.read_text())
    return Outcome(tried, found["seen"], found["failed"], _entered(trace) if is_traced else None)


def test_what_is_not_tried_says_why() -> None:
    untried = [name for name, entry in MARKED.items() if entry.category in CALLS and experiment(name) is None]
    assert _unexplained(untried, NOT_TRIED) == []


def test_what_is_tried_has_a_stub() -> None:
    owners = {name.rpartition(".")[0] for name in MARKED}
    names = [name for name in listed() if not name.startswith("each.")]
    assert [name for name in names if name not in MARKED and name.removesuffix(".*") not in owners] == []


def test_what_is_tried_works(outcome: Outcome) -> None:
    assert outcome.failed == {}


@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace to see system calls with")
def test_a_tracer_sees_what_is_tried_wait(outcome: Outcome) -> None:
    assert outcome.entered is not None
    waited = {
        name for name, seen in outcome.seen.items()
        if "waited" in seen or outcome.entered[name] & CALLS.get(MARKED[name].category, ANY_CALL)
    }  # fmt: skip
    assert [name for name in outcome.tried if name not in waited] == []
    assert len(waited) > 500


@pytest.mark.skipif(not Path("/proc/thread-self/io").exists(), reason="the kernel does not count what threads read")
def test_what_is_tried_is_seen_to_wait_without_a_tracer(outcome: Outcome) -> None:
    waited = {
        name for name, seen in outcome.seen.items()
        if "waited" in seen or not HEARD.get(MARKED[name].category, ANYTHING).isdisjoint(seen)
    }  # fmt: skip
    # On a machine with much to do, anything may wait: what is expected not to may do so all the same.
    assert _unexplained([name for name in outcome.tried if name not in waited], SEEN_BY_TRACER, outcome.tried) == []
    assert len(waited) > 500


def _unexplained(names: list[str], reasons: Mapping[str, str], known: list[str] | None = None) -> list[str]:
    """Return the names that no pattern gives a reason for, and the patterns that are about nothing or give none.

    What a pattern is about is one of the names, or of those that are ``known``.
    """
    return [
        *(name for name in names if not any(fnmatchcase(name, pattern) for pattern in reasons)),
        *(pattern for pattern in reasons if not any(fnmatchcase(name, pattern) for name in known or names)),
        *(pattern for pattern, reason in reasons.items() if not reason),
    ]


def _entered(trace: Path) -> dict[str, set[str]]:
    """Return the system calls of the main thread, by the experiment; the last run of each counts."""
    marks = re.compile(rf"({experiments.BEGIN}|{experiments.END})([\w.]+)")
    found: dict[str, set[str]] = {}
    main, current = "", ""
    for line in trace.read_text(errors="replace").splitlines():
        thread, _, call = line.partition(" ")
        main = main or thread
        if thread != main:
            continue
        if mark := marks.search(line):
            current = mark[2] if mark[1] == experiments.BEGIN else ""
            found[mark[2]] = set() if current else found[mark[2]]
        elif current and (name := re.match(r" *(?:<\.\.\. )?(\w+)", call)):
            found[current].add(name[1])
    return found
