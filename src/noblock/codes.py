"""Register the error codes, which mypy has to know before it reads its options."""

from __future__ import annotations

from mypy.errorcodes import ErrorCode

from noblock.categories import CATEGORIES, OFF_BY_DEFAULT
from noblock.messages import CODE_TITLES

PARENT = ErrorCode("blocking", CODE_TITLES[""], "Async")
CODES = {
    category: ErrorCode(
        f"blocking-{category}",
        CODE_TITLES[category],
        "Async",
        default_enabled=category not in OFF_BY_DEFAULT,
        sub_code_of=PARENT,
    )
    for category in CATEGORIES
}
