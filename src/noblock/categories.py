"""What a call may wait for: the last part of each error code, roughly the longest wait first."""

from __future__ import annotations

CATEGORIES = (
    "sleep", "http", "network", "database", "subprocess", "wait", "input",
    "loop", "cpu", "file", "path", "lock", "cached", "command",
)  # fmt: skip
OFF_BY_DEFAULT = frozenset({"path", "lock", "cached", "command"})
COMMAND = "command"  # what a command of a command line program does, whatever it waits for
