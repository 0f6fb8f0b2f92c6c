"""What a call may wait for: the last part of each error code."""

from __future__ import annotations

CATEGORIES = (
    "sleep", "http", "network", "database", "file", "subprocess", "wait",
    "input", "loop", "cpu", "path", "lock", "cached",
)  # fmt: skip
OFF_BY_DEFAULT = frozenset({"path", "lock", "cached"})
