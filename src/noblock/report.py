"""Hand findings to mypy as errors, under error codes of our own."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from mypy.errorcodes import ErrorCode
from mypy.errors import Errors
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.scope import Scope

from noblock.messages import CODE_TITLES
from noblock.model import CATEGORIES, OFF_BY_DEFAULT, Finding

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


def find_errors(options: Options) -> Errors | None:
    """Return the build's errors.

    mypy hands them to the hooks of expressions only, and a module may have none of these. They hold the build's
    options, and so can be found from there.
    """
    for holder in gc.get_referrers(options):
        if isinstance(holder, Errors) and holder.options is options:
            return holder
        errors = getattr(holder, "errors", None)  # the build manager, a compiled class that plugins never see
        if isinstance(errors, Errors):
            return errors
    return None


class Report:
    """Reports the findings of one module.

    Args:
        errors: The build's errors.
        tree: The module.
        options: The options of this module.
    """

    def __init__(self, errors: Errors, tree: MypyFile, options: Options) -> None:
        self._errors = errors
        self._tree = tree
        self._options = options

    def is_enabled(self, category: str) -> bool:
        """Tell whether a category is switched on in the module."""
        code = CODES[category]
        if code in self._options.disabled_error_codes:
            return False
        if code in self._options.enabled_error_codes:
            return True
        return PARENT not in self._options.disabled_error_codes and code.default_enabled

    def add(self, findings: Iterable[Finding]) -> None:
        """Report findings, each as an error with its notes."""
        with self._current_file():
            for finding in findings:
                span = finding.span
                error = self._errors.report(
                    span.line, span.column, finding.message, CODES[finding.category],
                    end_line=span.end_line, end_column=span.end_column,
                )  # fmt: skip
                for note in finding.notes:
                    self._errors.report(
                        span.line, span.column, note, CODES[finding.category], severity="note",
                        end_line=span.end_line, end_column=span.end_column, parent_error=error,
                    )  # fmt: skip

    def add_plain(self, line: int, message: str) -> None:
        """Report a problem that has no category."""
        with self._current_file():
            self._errors.report(line, 0, message, PARENT)

    def use_ignores(self, used: Iterable[tuple[int, str]]) -> None:
        """Count ``# type: ignore`` comments as used, by line and category."""
        for line, category in used:
            self._errors.used_ignored_lines[self._tree.path][line].append(CODES[category].code)

    @contextmanager
    def _current_file(self) -> Iterator[None]:
        errors = self._errors
        before = (errors.file, errors.target_module, errors.options, errors.scope)
        scope = Scope()
        errors.set_file(self._tree.path, self._tree.fullname, self._options, scope=scope)
        try:
            with scope.module_scope(self._tree.fullname):
                yield
        finally:
            errors.set_file(before[0], before[1], before[2], scope=before[3])
