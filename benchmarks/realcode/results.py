"""What is known of each project, kept from run to run until the plugin, mypy or the project changes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from statistics import median

from mypy.version import __version__ as mypy_version

import noblock
from benchmarks.realcode import findings
from benchmarks.realcode.findings import Finding
from benchmarks.realcode.projects import Project
from benchmarks.realcode.run import Pair, check
from benchmarks.realcode.tree import Tree, fetch

_ROOT = Path(noblock.__file__).parents[2]


@dataclass(frozen=True)
class Result:
    """What one project showed.

    Args:
        state: What it was measured with.
        lines: How many lines the project has.
        coroutines: How many ``async def``.
        findings: How many reports.
        others: How many messages mypy itself had.
        is_same: Whether mypy had the same ones with the plugin on, and everything was said again in a warm run.
        cpu: Processor time of mypy alone, in seconds.
        cpu_ratio: With the plugin to without.
        memory_ratio: The same for the largest memory.
        warm_more: How much more processor time a run takes in which nothing has changed, in seconds.
    """

    state: str
    lines: int
    coroutines: int
    findings: int
    others: int
    is_same: bool
    cpu: float
    cpu_ratio: float
    memory_ratio: float
    warm_more: float


class Results:
    """Results and findings of all projects.

    Args:
        folder: Where they are kept, next to the trees that they come from.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources = _sources_digest()

    def get(self, project: Project) -> Result | None:
        """Return what is known of a project, unless something has changed since."""
        path = self._home(project) / "result.json"
        if not path.exists():
            return None
        known = json.loads(path.read_text(encoding="utf-8"))
        return Result(**known) if known["state"] == self._state(project) else None

    def findings(self, project: Project) -> list[Finding]:
        """Return the findings of a project that is known."""
        return findings.load(self._home(project) / "findings.jsonl")

    def measure(self, project: Project, pairs: int) -> Result:
        """Fetch a project if need be, check it and keep what comes out.

        Args:
            project: Which one.
            pairs: How often mypy runs with and without the plugin; another one goes first each time.

        Raises:
            RuntimeError: mypy failed.
            subprocess.CalledProcessError: The project or its dependencies could not be fetched.
        """
        home = self._home(project)
        tree = fetch(project, home)
        runs: list[tuple[Pair, Pair]] = []
        for number in range(pairs):
            halves = {
                plugin: check(project, tree, home, plugin=plugin) for plugin in (number % 2 == 0, number % 2 == 1)
            }
            runs.append((halves[False], halves[True]))
        without, with_it = runs[0]
        found = findings.read_messages(project, tree.folder, with_it.cold.blocking)
        findings.save(found, home / "findings.jsonl")
        result = Result(
            self._state(project),
            *_size(tree),
            len(found),
            len(without.cold.others),
            without.cold.others == with_it.cold.others == with_it.warm.others
            and with_it.cold.blocking == with_it.warm.blocking,
            median(off.cold.cpu for off, _ in runs),
            median(on.cold.cpu / off.cold.cpu for off, on in runs),
            median(on.cold.memory / off.cold.memory for off, on in runs),
            median(on.warm.cpu - off.warm.cpu for off, on in runs),
        )
        (home / "result.json").write_text(json.dumps(asdict(result)), encoding="utf-8")
        return result

    def _home(self, project: Project) -> Path:
        return self._folder / project.tree.replace(" ", "-")

    def _state(self, project: Project) -> str:
        return sha256(f"{self._sources} {mypy_version} {project} {[*Result.__annotations__]}".encode()).hexdigest()


def _sources_digest() -> str:
    digest = sha256()
    for path in sorted([*(_ROOT / "src").rglob("*.py"), *(_ROOT / "stubs").rglob("*.pyi")]):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _size(tree: Tree) -> tuple[int, int]:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in tree.package.rglob("*.py")]
    return sum(text.count("\n") for text in texts), sum(text.count("async def ") for text in texts)
