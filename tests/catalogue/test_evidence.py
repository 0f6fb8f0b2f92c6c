"""What the stubs say of files, sleep, sockets, processes and locks is seen to be so.

Each callable is run, once it has been run before, under a tracer of system calls, and has to enter one that waits for
the outside: for a disk, a network, a process. Sleeping and locks are seen without a tracer: the call returns only after
the time is over, or after another thread has let go. What is not run says why in ``not_tried.csv``.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
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
MARKED = {
    entry.public: entry for module in stubs() if is_standard(module) for entry in entries(module)
    if entry.category and not entry.is_class
}  # fmt: skip
with Path(__file__).with_name("not_tried.csv").open(encoding="utf-8", newline="") as file:
    NOT_TRIED = {row["names"]: row["reason"] for row in csv.DictReader(file)}


def test_what_is_not_tried_says_why() -> None:
    untried = [name for name, entry in MARKED.items() if entry.category in CALLS and experiment(name) is None]
    assert [name for name in untried if not any(fnmatchcase(name, pattern) for pattern in NOT_TRIED)] == []
    assert [pattern for pattern in NOT_TRIED if not any(fnmatchcase(name, pattern) for name in untried)] == []
    assert all(NOT_TRIED.values())


def test_what_is_tried_has_a_stub() -> None:
    owners = {name.rpartition(".")[0] for name in MARKED}
    names = [name for name in listed() if not name.startswith("each.")]
    assert [name for name in names if name not in MARKED and name.removesuffix(".*") not in owners] == []


@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace to see system calls with")
def test_what_is_tried_waits(standard_world: World, tmp_path: Path) -> None:
    tried = [
        name for name, entry in MARKED.items()
        if experiment(name) is not None and standard_world.find(entry.module, entry.name) is not None
    ]  # fmt: skip
    results, entered = _traced(tried, tmp_path)
    assert {name: result for name, result in results.items() if result.startswith("failed")} == {}
    waited = {name for name in tried if results[name] == "waited" or entered[name] & _waiting(name)}
    assert [name for name in tried if name not in waited] == []
    assert len(waited) > 500


def _waiting(name: str) -> frozenset[str]:
    """Return the system calls that show that a callable waits; what is off by default may enter any of them."""
    return CALLS.get(MARKED[name].category, ANY_CALL)


def _traced(names: list[str], folder: Path) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Return what the experiments saw themselves, and the system calls that each of them entered."""
    trace, results, wanted = folder / "trace", folder / "results", folder / "names"
    wanted.write_text(json.dumps(names))
    calls = sorted({"access", "faccessat", "faccessat2"}.union(*CALLS.values()))
    tracer = ["strace", "-f", "-o", trace, "-e", f"trace={','.join(f'?{call}' for call in calls)}"]
    program = [sys.executable, "-W", "ignore", experiments.__file__, results, wanted]
    ran = subprocess.run(
        [*tracer, *program], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
        errors="replace", timeout=300,
    )  # fmt: skip
    assert results.exists(), ran.stderr
    return json.loads(results.read_text()), _entered(trace)


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
