"""What a call may wait for: the last part of each error code, roughly the longest wait first."""

from __future__ import annotations

CATEGORIES = (
    "sleep", "http", "network", "database", "subprocess", "wait", "input",
    "loop", "cpu", "file", "path", "lock", "cached",
)  # fmt: skip
OFF_BY_DEFAULT = frozenset({"path", "lock", "cached"})
