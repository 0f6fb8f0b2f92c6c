"""What a call may wait for: the last part of each error code, roughly the longest wait first."""

from __future__ import annotations

CATEGORIES = (
    "sleep", "http", "network", "database", "subprocess", "wait", "input",
    "loop", "cpu", "file", "path", "lock", "cached", "command", "test",
)  # fmt: skip
CACHED = "cached"  # what happens once, because its result is kept, whatever it waits for
COMMAND = "command"  # what a command of a command line program does, whatever it waits for
TEST = "test"  # what a test does, whatever it waits for
OCCASIONS = frozenset({COMMAND, TEST})
OFF_BY_DEFAULT = frozenset({"path", "lock", CACHED}) | OCCASIONS
