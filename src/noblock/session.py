"""Hold what lives as long as mypy's process, and find the parts of mypy that plugins are not handed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mypy.checker import TypeChecker
from mypy.checker_state import checker_state
from mypy.config_parser import parse_mypy_comments
from mypy.errors import Errors
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugins.default import DefaultPlugin
from mypy.util import get_mypy_comments

from noblock.analysis import Analysis
from noblock.catalogue import Catalogue
from noblock.census import Census, Total
from noblock.config import Config
from noblock.daemon import is_daemon
from noblock.project import Project
from noblock.report import Report, find_errors


class Session:
    """One process's view of one build.

    Args:
        options: mypy's options.
        config: Our own.
        folders: The folders of marker stubs, the most important last.
        modules: mypy's modules, which grow while it works.
    """

    def __init__(self, options: Options, config: Config, folders: list[Path], modules: dict[str, MypyFile]) -> None:
        self._options = options
        self._modules = modules
        self._errors: Errors | None = None
        self._last: object = None
        self._checkers: dict[str, TypeChecker] = {}
        self._is_daemon = is_daemon(options)
        self._census = Census(options.cache_dir) if config.report_unknown else None
        self._project = Project(modules)
        self._analysis = Analysis(self._project, options, config, Catalogue(folders), DefaultPlugin(options))

    def summarise(self, module: str) -> None:
        """Store the summaries of a module that mypy is about to store."""
        tree = self._modules.get(module)
        if tree is not None and not tree.is_cache_skeleton:
            self._analysis.summarise(tree)

    def judge(self, tree: MypyFile) -> set[str]:
        """Report the findings of a checked module; return the names of the modules that they depend on."""
        return self._judge(tree, again=self._is_daemon)

    def meet_checker(self) -> None:
        """Take from the checker at work what plugins are not handed otherwise."""
        checker = checker_state.type_checker
        if checker is not self._last and isinstance(checker, TypeChecker):
            self._last = checker
            self._errors = checker.errors
            self._checkers[checker.tree.fullname] = checker

    def judge_again(self) -> None:
        """Report the findings of the module that the daemon's checker is at."""
        checker = checker_state.type_checker
        if isinstance(checker, TypeChecker):
            self._errors = checker.errors
            self._judge(checker.tree, again=True)

    def failures(self) -> list[Exception]:
        """Return what mypy has tripped over for us since the last time: single functions that were not looked into."""
        found = list(self._analysis.failures)
        self._analysis.failures.clear()
        return found

    def _judge(self, tree: MypyFile, *, again: bool) -> set[str]:
        checker = self._checkers.pop(tree.fullname, None)
        if self._census is not None:
            self._census.add(tree.fullname, self._analysis.counts(tree))
        if tree.fullname not in self._project:
            return set()
        if self._errors is None:
            self._errors = find_errors(self._options)
        assert self._errors is not None
        if checker is not None and checker.tree is not tree:
            checker = None
        report = Report(self._errors, tree, checker.options if checker is not None else self._options_of(tree))
        return self._analysis.judge(tree, report, checker, again=again)

    def count_unknown(self, modules: Iterable[str]) -> Total:
        """Return how many calls nothing is known of, in some modules."""
        assert self._census is not None
        return self._census.total(modules)

    def _options_of(self, tree: MypyFile) -> Options:
        """Return the options of a module, with what its own ``# mypy:`` comments say."""
        options = self._options.clone_for_module(tree.fullname)
        if tree.is_stub or not tree.path.endswith(".py"):
            return options
        try:
            comments = get_mypy_comments(Path(tree.path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return options
        changes, _ = parse_mypy_comments(comments, options) if comments else ({}, [])
        return options.apply_changes(changes) if changes else options
