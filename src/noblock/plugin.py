"""The hook table: what mypy calls, and which part of noblock answers.

A run in which nothing has changed asks for nothing but the digest of what our answers depend on, so everything else is
imported when the first module has to be looked at. Whatever goes wrong in noblock is reported as one error, and never
keeps mypy from finishing.
"""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mypy.nodes import MypyFile
from mypy.options import Options
from mypy.plugin import FunctionSigContext, Plugin, ReportConfigContext
from mypy.types import FunctionLike

import noblock.codes  # mypy has to know the codes before it reads its options
from noblock import messages
from noblock.config import Config, ConfigError, read_config
from noblock.digest import digest, own_folder

if TYPE_CHECKING:
    from noblock.session import Session

OLDEST_MYPY = (2, 4)


class NoBlock(Plugin):
    """Reports blocking calls that are reachable from asynchronous code."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._config = _checked_config(options)
        self._folders = [own_folder(), *map(Path, self._config.stubs)]
        self._digest = digest(self._folders, repr(self._config))
        self._open_session: Session | None = None
        self._failures: dict[str, BaseException] = {}
        self._counted: set[str] | None = None
        if self._config.report_unknown and not options.fine_grained_incremental:
            self._counted = set()
            options.fast_exit = False  # mypy would leave without calling back
            atexit.register(self._report_unknown)

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        """Answer with what our results depend on; before a module is stored, add its summaries to it."""
        if ctx.is_check:
            self._note_module(ctx.id, ctx.path)
        else:
            try:
                self._session.summarise(ctx.id)
            except Exception as error:
                self._failures[ctx.id] = error
        return self._digest

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        """Note the modules of this build; there are no more dependencies."""
        self._note_module(file.fullname, file.path)
        return []

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        """Report the findings of a checked module, and return the modules that they depend on."""
        modules: set[str] = set()
        failure = self._failures.pop(file.fullname, None)
        try:
            modules = self._session.judge(file)
        except Exception as error:
            failure = failure or error
        if failure is not None:
            _report_failure(self.options, file, failure)
        return modules

    def get_function_signature_hook(self, fullname: str) -> Callable[[FunctionSigContext], FunctionLike] | None:
        """Judge a module again where the daemon asks for it."""
        if self._open_session is not None:
            self._open_session.meet_checker()
        return self._judge_again if fullname.endswith("noblock@judge") else None

    def _judge_again(self, ctx: FunctionSigContext) -> FunctionLike:
        try:
            self._session.judge_again()
        except Exception as error:
            message = messages.internal_error(_place(error), error, noblock.__version__)
            ctx.api.fail(message, ctx.context, code=noblock.codes.PARENT)
        return ctx.default_signature

    def _note_module(self, module: str, path: str) -> None:
        if self._counted is not None and module != "noblock":
            from noblock.project import is_project_file

            if is_project_file(path):
                self._counted.add(module)

    def _report_unknown(self) -> None:
        """Say how many calls nothing is known of, in the process that knows all modules of the build."""
        if self._counted:
            total = self._session.count_unknown(self._counted)
            for line in messages.unknown_calls(total.calls, total.causes, total.ranked(), total.missing):
                print(line, file=sys.stderr)

    @property
    def _session(self) -> Session:
        if self._open_session is None:
            from noblock.session import Session

            assert self._modules is not None
            self._open_session = Session(self.options, self._config, self._folders, self._modules)
        return self._open_session


def plugin(version: str) -> type[Plugin]:
    """Return the plugin class; mypy's entry point.

    Raises:
        SystemExit: This mypy is too old.
    """
    numbers = tuple(int(part) for part in version.split("+", maxsplit=1)[0].split(".")[:2] if part.isdigit())
    if numbers < OLDEST_MYPY:
        sys.exit(messages.mypy_too_old(version, ".".join(map(str, OLDEST_MYPY))))
    return NoBlock


def _checked_config(options: Options) -> Config:
    try:
        config = read_config(options.config_file)
        if config.stubs:
            from noblock.catalogue import check_folder

            for folder in config.stubs:
                check_folder(Path(folder))
    except ConfigError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    return replace(config, report_unknown=True) if os.environ.get("NOBLOCK_REPORT_UNKNOWN") == "1" else config


def _report_failure(options: Options, file: MypyFile, error: BaseException) -> None:
    message = messages.internal_error(_place(error), error, noblock.__version__)
    try:
        from noblock.report import find_errors, report_failure

        errors = find_errors(options)
        assert errors is not None
        report_failure(errors, file.path, file.fullname, options.clone_for_module(file.fullname), message)
    except Exception:
        print(f"{file.path}:1: error: {message}", file=sys.stderr)


def _place(error: BaseException) -> str:
    """Return where in noblock an exception came from."""
    place = "noblock"
    trace = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("noblock"):
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
