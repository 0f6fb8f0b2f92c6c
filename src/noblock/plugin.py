"""The hook table: what mypy calls, and which part of noblock answers.

A run in which nothing has changed asks for nothing but the digest of what our answers depend on, so everything else is
imported when the first module has to be looked at. Whatever goes wrong in noblock is reported as one error, and never
keeps mypy from finishing; what is wrong in the user's configuration stops mypy at its first question.
"""

from __future__ import annotations

import atexit
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from mypy.errors import CompileError, Errors
from mypy.nodes import Context, MypyFile
from mypy.options import Options
from mypy.plugin import FunctionSigContext, Plugin, ReportConfigContext
from mypy.types import FunctionLike

import noblock.codes  # mypy has to know the codes before it reads its options
from noblock import messages
from noblock.config import ConfigError
from noblock.start import Start, check_names, start

if TYPE_CHECKING:
    from noblock.session import Session

OLDEST_MYPY = (2, 4)


class Refusing(Plugin):
    """Stops mypy if there is something that it must not go on with.

    mypy shows a traceback for a plugin that raises when it is made, and one that exits takes the daemon with it. What
    the two hooks here raise is printed, once, with the exit status of a mistake; one of them is the first to be called
    in every mode, and neither is called by parallel workers before the coordinator has got through them.
    """

    refusal = ""

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        self._refuse()
        return None

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        self._refuse()
        return []

    def _refuse(self) -> None:
        if self.refusal:
            raise CompileError(self.refusal.splitlines())


class NoBlock(Refusing):
    """Reports blocking calls that are reachable from asynchronous code."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self._begun: Start | None = None
        self._open_session: Session | None = None
        self._are_names_checked = False
        self._failure: Exception | None = None  # one after which nothing more is judged
        self._failures: dict[str, Exception] = {}
        self._said: dict[str, str] = {}
        self._errors: Errors | None = None  # looked for once: that takes a walk over all objects
        self._counted: set[str] | None = None
        try:
            self._begun = start(options)
        except ConfigError as error:
            self.refusal = str(error)
        except Exception as error:
            self._failure = error
        _announce(self._digest)
        if self._begun is not None and self._begun.config.report_unknown and not options.fine_grained_incremental:
            self._counted = set()
            options.fast_exit = False  # mypy would leave without calling back
            atexit.register(self._report_unknown)

    def report_config_data(self, ctx: ReportConfigContext) -> object:
        """Answer with what our results depend on; before a module is stored, add its summaries to it."""
        if ctx.is_check:
            self._refuse()
            self._note_module(ctx.id, ctx.path)
        elif self._failure is None:
            try:
                self._session.summarise(ctx.id)
            except Exception as error:
                self._failures[ctx.id] = error
        return self._digest

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        """Note the modules of this build; there are no more dependencies."""
        self._note_module(file.fullname, file.path)
        return super().get_additional_deps(file)

    def get_additional_indirect_deps(self, file: MypyFile) -> set[str]:
        """Report the findings of a checked module, and return the modules that they depend on."""
        modules: set[str] = set()
        failures = [failure for failure in (self._failures.pop(file.fullname, self._failure),) if failure is not None]
        if self._failure is None:
            try:
                modules = self._session.judge(file)
                failures.extend(self._session.failures())
            except Exception as error:
                failures = failures or [error]
        for failure in failures:
            self._report_failure(file, failure)
        return modules

    def get_function_signature_hook(self, fullname: str) -> Callable[[FunctionSigContext], FunctionLike] | None:
        """Judge a module again where the daemon asks for it."""
        if self._open_session is not None and self._failure is None:
            try:
                self._open_session.meet_checker()
            except Exception as error:
                self._failure = error
        return self._judge_again if fullname.endswith("noblock@judge") else None

    def _judge_again(self, ctx: FunctionSigContext) -> FunctionLike:
        try:
            self._session.judge_again()
            failures = self._session.failures()
        except Exception as error:
            failures = [error]
        for text in sorted({_description(failure) for failure in failures}):
            ctx.api.fail(text, Context(1, 0), code=noblock.codes.PARENT)
        return ctx.default_signature

    def _note_module(self, module: str, path: str) -> None:
        if self._counted is not None and module != "noblock":
            from noblock.project import is_project_file

            if is_project_file(path):
                self._counted.add(module)

    def _report_unknown(self) -> None:
        """Say how many calls nothing is known of, in the process that knows all modules of the build."""
        if not self._counted or self._modules is None or self._failure is not None:
            return
        try:
            total = self._session.count_unknown(self._counted)
            lines = list(messages.unknown_calls(total.calls, total.causes, total.ranked(), total.missing))
        except Exception as error:
            lines = [_description(error)]
        for line in lines:
            print(line, file=sys.stderr)

    def _refuse(self) -> None:
        """Check the names that the user wrote, when mypy has begun to look for modules."""
        if self._begun is not None and not self._are_names_checked:
            self._are_names_checked = True
            try:
                check_names(self._begun, self.options)
            except ConfigError as error:
                self.refusal = str(error)
            except Exception as error:
                self._failure = error
        super()._refuse()

    @property
    def _digest(self) -> str:
        return self._begun.digest if self._begun is not None else self.refusal or repr(self._failure)

    @property
    def _session(self) -> Session:
        if self._open_session is None:
            from noblock.session import Session

            assert self._begun is not None
            assert self._modules is not None
            self._open_session = Session(self.options, self._begun.config, self._begun.folders, self._modules)
        return self._open_session

    def _report_failure(self, file: MypyFile, error: Exception) -> None:
        """Report that noblock itself failed, once however many modules meet the same failure."""
        message = _description(error)
        if self._said.get(message, file.fullname) != file.fullname:
            return
        try:
            from noblock.report import find_errors, report_failure

            self._errors = errors = self._errors or find_errors(self.options)
            assert errors is not None
            options = self.options.clone_for_module(file.fullname)
            if report_failure(errors, file.path, file.fullname, options, message):
                self._said[message] = file.fullname
        except Exception:
            print(f"{file.path}:1: error: {message}", file=sys.stderr)


def plugin(version: str) -> type[Plugin]:
    """Return the plugin class; mypy's entry point."""
    numbers = tuple(int(part) for part in version.split("+", maxsplit=1)[0].split(".")[:2] if part.isdigit())
    if numbers >= OLDEST_MYPY:
        return NoBlock
    refusal = messages.mypy_too_old(version, ".".join(map(str, OLDEST_MYPY)))
    return type("TooOld", (Refusing,), {"refusal": refusal})


def _announce(digest: str) -> None:
    """Have mypy's daemon start anew when what our results depend on has changed.

    It compares the versions of its plugins' modules, each time after it has made the plugins.
    """
    globals()["__version__"] = digest


def _description(error: BaseException) -> str:
    return messages.internal_error(_place(error), error, noblock.__version__)


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
