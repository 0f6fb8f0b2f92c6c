"""The hook table: what mypy calls, and which part of noblock answers."""

from __future__ import annotations

from collections.abc import Callable

from mypy.checker import TypeChecker
from mypy.checker_state import checker_state
from mypy.errors import Errors
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import FunctionSigContext, Plugin, ReportConfigContext
from mypy.plugins.default import DefaultPlugin
from mypy.types import FunctionLike

from noblock.analysis import Analysis
from noblock.catalogue import Catalogue, digest, own_folder
from noblock.config import Config
from noblock.daemon import JUDGE, is_daemon
from noblock.project import Project
from noblock.report import Report, find_errors


class NoBlock(Plugin):
    """Reports blocking calls that are reachable from asynchronous code."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._config = Config()
        self._folders = [own_folder()]
        self._digest = digest(self._folders)
        self._analysis: Analysis | None = None
        self._errors: Errors | None = None

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        if not ctx.is_check:
            tree = self._modules.get(ctx.id) if self._modules is not None else None
            if tree is not None and not tree.is_cache_skeleton:
                self._get_analysis().summarise(tree)
        return self._digest

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        return self._judge(file, again=is_daemon(self.options))

    def get_function_signature_hook(self, fullname: str) -> Callable[[FunctionSigContext], FunctionLike] | None:
        return self._judge_again if fullname.endswith(JUDGE) else None

    def _judge_again(self, ctx: FunctionSigContext) -> FunctionLike:
        checker = checker_state.type_checker
        if isinstance(checker, TypeChecker):
            self._judge(checker.tree, again=True)
        return ctx.default_signature

    def _judge(self, file: MypyFile, *, again: bool) -> set[str]:
        analysis = self._get_analysis()
        if self._errors is None:
            self._errors = find_errors(self.options)
        assert self._errors is not None
        report = Report(self._errors, file, self.options.clone_for_module(file.fullname))
        return analysis.judge(file, report, again=again)

    def _get_analysis(self) -> Analysis:
        if self._analysis is None:
            assert self._modules is not None
            project = Project(self._modules)
            catalogue = Catalogue(self._folders)
            self._analysis = Analysis(project, self.options, self._config, catalogue, DefaultPlugin(self.options))
        return self._analysis


def plugin(version: str) -> type[Plugin]:
    """Return the plugin class; mypy's entry point."""
    return NoBlock
