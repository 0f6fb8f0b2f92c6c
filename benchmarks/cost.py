"""Measure what the plugin costs on a project of 50,000 lines, or on your own.

    python benchmarks/cost.py [SOURCE] [--runs N] [--folder FOLDER] [--python PYTHON] [--edit FILE]

Without SOURCE, it fetches litestar and installs its dependencies into an environment of their own, once. Then it runs
mypy with and without the plugin, in pairs that take turns in going first, and prints the medians: for a cold run, for
one in which nothing has changed, and for two after an edit of one file. What else the machine does meets both halves of
a pair alike, so the ratios and differences are what to read. Needs noblock and mypy where it runs, and nothing else.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tarfile
import time
import venv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PROJECT = "litestar==2.25.0"
CONFIG = "[mypy]\nplugins = {}\nignore_missing_imports = True\n"
MYPY = Path(sys.executable).with_name("mypy")  # unlike "python -m mypy", it leaves the current folder out of the path
PLUGINS = {"without": "", "with": "noblock.plugin"}
FIRST_TIME = 1_700_000_000  # of edited files: mypy looks at whole seconds before it looks at contents
SIMPLE = (ast.Return, ast.Expr, ast.Assign)
SKIPPED = shutil.ignore_patterns(".*", "__pycache__", "node_modules")


@dataclass(frozen=True)
class Cost:
    """What one run took: processor and wall clock time in seconds, the largest memory in MiB, and what it found."""

    cpu: float
    wall: float
    memory: float
    reports: int


Pair = dict[str, Cost]


class Bench:
    """A copy of a source tree, and a cache for each half of a pair.

    Args:
        folder: Where the copy, the caches and mypy's output go.
        source: The tree; what mypy checks is its last part.
        python: The interpreter of the environment with its dependencies.
        plugins: mypy's setting ``plugins`` in each half of a pair, or in each of more parts than two.
    """

    def __init__(self, folder: Path, source: Path, python: Path, plugins: Mapping[str, str] = PLUGINS) -> None:
        self.tree = folder / "tree" / source.name
        self._folder = folder
        self._python = python
        self._plugins = plugins
        self._pairs = 0
        shutil.rmtree(folder / "tree", ignore_errors=True)
        shutil.copytree(source, self.tree, ignore=SKIPPED)
        for half, plugin in plugins.items():
            (folder / f"{half}.ini").write_text(CONFIG.format(plugin))

    def forget(self) -> None:
        """Remove the caches, so that the next runs are cold."""
        for half in self._plugins:
            shutil.rmtree(self._folder / f"cache-{half}", ignore_errors=True)

    def pair(self) -> Pair:
        """Run mypy with and without the plugin; another half goes first each time."""
        self._pairs += 1
        halves = list(self._plugins) if self._pairs % 2 else list(reversed(self._plugins))
        return {half: self._run(half) for half in halves}

    def _run(self, half: str) -> Cost:
        command = [
            MYPY, "--config-file", self._folder / f"{half}.ini", "--python-executable",
            self._python, "--cache-dir", self._folder / f"cache-{half}", self.tree.name,
        ]  # fmt: skip
        output = self._folder / f"output-{half}.txt"
        with output.open("wb") as file:
            start = time.perf_counter()
            process = subprocess.Popen(command, cwd=self.tree.parent, stdout=file, stderr=file)
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise SystemExit(f"mypy failed with exit status {process.returncode}, see {output}")
        memory = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
        reports = output.read_text(encoding="utf-8", errors="replace").count("  [blocking")
        return Cost(used.ru_utime + used.ru_stime, wall, memory, reports)


def litestar(folder: Path) -> tuple[Path, Path]:
    """Return litestar's package and the interpreter that has its dependencies; fetch what is missing."""
    unpacked = folder / PROJECT.replace("==", "-")
    if not unpacked.is_dir():
        print(f"fetching {PROJECT} ...", flush=True)
        wanted = ["--quiet", "--no-deps", "--no-binary", ":all:", "--dest", str(folder)]
        subprocess.run([sys.executable, "-m", "pip", "download", *wanted, PROJECT], check=True)
        with tarfile.open(folder / f"{unpacked.name}.tar.gz") as archive:
            archive.extractall(folder, filter="data")
    environment = folder / "environment"
    python = environment / "bin" / "python"
    if not python.exists():
        print(f"installing what {PROJECT} needs ...", flush=True)
        venv.create(environment, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", PROJECT], check=True)
    return unpacked / "litestar", python


def edits(file: Path, change: Callable[[str, int], str]) -> Iterator[None]:
    """Change a file again and again, each time from what it was at first."""
    text = file.read_text(encoding="utf-8")
    for number in range(sys.maxsize):
        file.write_text(change(text, number), encoding="utf-8")
        os.utime(file, (FIRST_TIME + number, FIRST_TIME + number))
        yield


def commented(text: str, number: int) -> str:
    """Return a text with a comment at its end."""
    return f"{text}\n# edit {number}\n"


def with_other_body(text: str, number: int) -> str:
    """Return a text in which one function does something more."""
    last = max(_last_statements(text), key=lambda statement: statement.lineno)
    lines = text.splitlines(keepends=True)
    lines.insert(last.lineno - 1, f"{' ' * last.col_offset}print({number})\n")
    return "".join(lines)


def _last_statements(text: str) -> list[ast.stmt]:
    """Return the last statements of functions that have several."""
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    return [node.body[-1] for node in nodes if isinstance(node.body[-1], SIMPLE) and node.body[1:]]


def largest(tree: Path) -> Path:
    """Return the largest file whose functions can be edited."""
    files = sorted(tree.rglob("*.py"), key=lambda path: path.stat().st_size, reverse=True)
    return next(path for path in files if _last_statements(path.read_text(encoding="utf-8")))


def show(title: str, pairs: list[Pair]) -> None:
    """Print the medians of some pairs."""

    def both(take: Callable[[Cost], float]) -> tuple[float, float]:
        without, with_it = (median(take(pair[half]) for pair in pairs) for half in PLUGINS)
        return without, with_it

    cpu, wall, memory = both(lambda cost: cost.cpu), both(lambda cost: cost.wall), both(lambda cost: cost.memory)
    ratio = median(pair["with"].cpu / pair["without"].cpu for pair in pairs)
    more_cpu = median(pair["with"].cpu - pair["without"].cpu for pair in pairs) * 1000
    more_wall = median(pair["with"].wall - pair["without"].wall for pair in pairs) * 1000
    more_memory = median(pair["with"].memory / pair["without"].memory for pair in pairs)
    print(
        f"{title:20}|{cpu[0]:8.3f} {cpu[1]:8.3f} {ratio:7.3f} {more_cpu:+8.0f} ms"
        f" |{wall[0]:8.3f} {wall[1]:8.3f} {more_wall:+8.0f} ms |{memory[0]:6.0f} {memory[1]:6.0f} {more_memory:7.3f}",
        flush=True,
    )


def measure(bench: Bench, edited: Path, runs: int) -> None:
    """Print the table."""
    cold = []
    print(f"{'':20}|{'CPU, seconds':^38} |{'wall clock, seconds':^29} |{'memory, MiB':^21}")
    print(f"{'median of pairs':20}|{'without':>8} {'with':>8}   ratio        more |{'without':>8} {'with':>8}", end="")
    print(f"{'more':>12} |{'without':>6} {'with':>5}   ratio")
    for _ in range(runs):
        bench.forget()
        cold.append(bench.pair())
    show("cold", cold)
    bench.pair()  # the first warm run reads what the system has not read before
    show("nothing changed", [bench.pair() for _ in range(runs)])
    for title, change in (("a comment added", commented), ("a body changed", with_other_body)):
        versions = edits(edited, change)
        pairs = [bench.pair() for _, _ in zip(range(runs + 1), versions, strict=False)]
        show(title, pairs[1:])  # the first also takes back the edit before
    print(f"edited: {edited.relative_to(bench.tree.parent)}; reports of noblock: {cold[-1]['with'].reports}")


def cache_folder() -> Path:
    """Return where this system keeps what can be fetched again."""
    usual = Path("~/Library/Caches" if sys.platform == "darwin" else "~/.cache").expanduser()
    return Path(os.environ.get("XDG_CACHE_HOME", usual)) / "noblock-benchmark"


def main() -> None:
    """Read the command line, prepare and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path, nargs="?", help=f"a package or a folder of modules; else {PROJECT}")
    parser.add_argument("--runs", type=int, default=5, help="how many pairs of each kind")
    parser.add_argument("--folder", type=Path, default=cache_folder(), help="where to work")
    parser.add_argument("--python", type=Path, help="the interpreter that has what SOURCE imports")
    parser.add_argument("--edit", type=Path, help="the file to edit, inside SOURCE; else the largest")
    options = parser.parse_args()
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if options.source is None:
        source, python = litestar(folder)
    else:
        source, python = options.source.resolve(), options.python or Path(sys.executable)
    bench = Bench(folder, source, python)
    measure(bench, bench.tree / options.edit if options.edit else largest(bench.tree), options.runs)


if __name__ == "__main__":
    main()
