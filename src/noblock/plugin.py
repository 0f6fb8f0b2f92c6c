"""The hook table: what mypy calls, and which part of noblock answers.

A run in which nothing has changed asks for nothing but the digest of what our answers depend on, so everything else is
imported when the first module has to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mypy.checker_state import checker_state
from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import FunctionSigContext, Plugin, ReportConfigContext
from mypy.types import FunctionLike

import noblock.codes  # noqa: F401  # mypy has to know the codes before it reads its options
from noblock.config import Config
from noblock.digest import digest, own_folder

if TYPE_CHECKING:
    from noblock.session import Session


class NoBlock(Plugin):
    """Reports blocking calls that are reachable from asynchronous code."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._config = Config()
        self._folders = [own_folder()]
        self._digest = digest(self._folders)
        self._open_session: Session | None = None

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        """Answer with what our results depend on; before a module is stored, add its summaries to it."""
        if not ctx.is_check:
            self._session.summarise(ctx.id)
        return self._digest

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        """Report the findings of a checked module, and return the modules that they depend on."""
        return self._session.judge(file)

    def get_function_signature_hook(self, fullname: str) -> Callable[[FunctionSigContext], FunctionLike] | None:
        """Judge a module again where the daemon asks for it."""
        if self._open_session is not None:
            self._open_session.meet(checker_state.type_checker)
        return self._judge_again if fullname.endswith("noblock@judge") else None

    def _judge_again(self, ctx: FunctionSigContext) -> FunctionLike:
        self._session.judge_again(checker_state.type_checker)
        return ctx.default_signature

    @property
    def _session(self) -> Session:
        if self._open_session is None:
            from noblock.session import Session

            assert self._modules is not None
            self._open_session = Session(self.options, self._config, self._folders, self._modules)
        return self._open_session


def plugin(version: str) -> type[Plugin]:
    """Return the plugin class; mypy's entry point."""
    return NoBlock
