"""Hand findings to mypy as errors, under error codes of our own."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from mypy.errorcodes import UNUSED_IGNORE
from mypy.errors import Errors
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.scope import Scope
from mypy.util import is_typeshed_file

from noblock.codes import CODES, PARENT
from noblock.daemon import target
from noblock.effects import Finding


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


def report_failure(errors: Errors, path: str, module: str, options: Options, message: str) -> bool:
    """Report that noblock itself failed, if mypy shows errors of the module at all; tell whether it does."""
    if path in errors.ignored_files or is_typeshed_file(options.abs_custom_typeshed_dir, path):
        return False
    errors.set_file(path, module, options)
    errors.report(1, 0, message, PARENT)
    return True


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

    def add(
        self, findings: Iterable[Finding], used: Iterable[tuple[int, str]], problems: Iterable[tuple[int, str]]
    ) -> None:
        """Report what was found.

        Args:
            findings: Each becomes an error with its notes.
            used: The line and the code of each ``# type: ignore`` that cut off an effect, to count it as used.
            problems: Lines and texts of what is wrong with marks in the source.
        """
        with target(self._tree) as scope, self._current_file(scope):
            for line, code in used:
                self._errors.used_ignored_lines[self._tree.path][line].append(code)
            for finding in findings:
                self._add(finding)
            for line, problem in problems:
                self._errors.report(line, 0, problem, PARENT)
            self._refresh_unused_ignores()

    def _add(self, finding: Finding) -> None:
        span = finding.span
        code = CODES[finding.category]
        error = self._errors.report(
            span.line, span.column, finding.message, code, end_line=span.end_line, end_column=span.end_column
        )
        error.local_ctx = finding.context
        for text in finding.notes:
            note = self._errors.report(
                span.line, span.column, text, code, severity="note",
                end_line=span.end_line, end_column=span.end_column, parent_error=error,
            )  # fmt: skip
            note.local_ctx = finding.context

    def _refresh_unused_ignores(self) -> None:
        """Take back notes on unused ignores that we use: the daemon makes these notes before it asks plugins."""
        infos = self._errors.error_info_map.get(self._tree.path, [])
        kept = [info for info in infos if info.code is not UNUSED_IGNORE]
        if len(kept) != len(infos):
            infos[:] = kept
            self._errors.generate_unused_ignore_errors(self._tree.path)

    @contextmanager
    def _current_file(self, scope: Scope) -> Iterator[None]:
        errors = self._errors
        before = (errors.file, errors.target_module, errors.options, errors.scope)
        errors.set_file(self._tree.path, self._tree.fullname, self._options, scope=scope)
        try:
            yield
        finally:
            errors.set_file(before[0], before[1], before[2], scope=before[3])
