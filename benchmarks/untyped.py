"""Check on whole projects that the second checker is exact and harmless, and what is found without annotations.

    python benchmarks/untyped.py [PROJECT...] [--folder FOLDER]

For each project it fetches the package and what it needs from the index into an environment of its own, once, and runs
mypy on a copy of the package. It prints

* how the callees that the second checker finds in annotated functions, before mypy has checked them, compare with
  those of mypy's own check;
* the difference between the findings with and without the choice of which functions to look into: there is none;
* the difference between mypy's other output with and without the plugin: there is none;
* what is found in a copy without annotations of functions, and why the rest is not: a finding that is back when only
  the parameters have their annotations again was lost to one of these.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from environments.stripping import stripped  # noqa: E402  # it belongs to the tests

# The name in the index, pinned, and the package that is checked. The last two have hardly any annotations.
PROJECTS = {
    "litestar": ("litestar==2.25.0", "litestar"),
    "aiohttp": ("aiohttp==3.14.5", "aiohttp"),
    "langchain-core": ("langchain-core==1.7.0", "langchain_core"),
    "prefect": ("prefect==3.8.0", "prefect"),
    "discord.py": ("discord.py==2.7.1", "discord"),
    "distributed": ("distributed==2026.8.0", "distributed"),
    "jupyterhub": ("jupyterhub==6.1.1", "jupyterhub"),
}
CONFIG = "[mypy]\nplugins = {plugin}\nignore_missing_imports = True\nshow_column_numbers = True\n"
PLUGIN = HERE / "untyped_plugin.py"
LINE = re.compile(
    r"(?P<file>[^:]+):(?P<line>\d+):\d+: (?P<severity>error|note): (?P<text>.*?)(?:  \[(?P<code>[\w-]+)\])?$"
)


@dataclass(frozen=True)
class Output:
    """What one run said: ours by file, line and code, and all the rest, sorted."""

    findings: dict[tuple[str, int, str], str]
    others: list[str]


class Bench:
    """One project: its environment and copies of its package."""

    def __init__(self, folder: Path, requirement: str, package: str) -> None:
        self._folder = folder
        self._package = package
        self._python = folder / "venv" / "bin" / "python"
        if not (folder / "ready").exists():
            shutil.rmtree(folder, ignore_errors=True)
            venv.EnvBuilder(with_pip=True).create(folder / "venv")
            command = [self._python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
            (folder / "ready").touch()
        self._source = next((folder / "venv").glob(f"lib/*/site-packages/{package}"))

    def copy(self, name: str, *, strip: bool = False, parameters: bool = True) -> Path:
        """Return a copy of the package, with or without the annotations of its functions."""
        tree = self._folder / name
        shutil.rmtree(tree, ignore_errors=True)
        shutil.copytree(self._source, tree / self._package, ignore=shutil.ignore_patterns("__pycache__"))
        for path in tree.rglob("*.py") if strip else ():
            path.write_text(stripped(path.read_text(encoding="utf-8"), parameters=parameters), encoding="utf-8")
        return tree

    def run(self, tree: Path, plugin: str, variant: str = "") -> Output:
        """Run mypy on a copy."""
        config = self._folder / "mypy.ini"
        cache = self._folder / "cache"  # without one, mypy never asks before it checks bodies
        shutil.rmtree(cache, ignore_errors=True)
        config.write_text(CONFIG.format(plugin=plugin))
        command = [
            sys.executable, "-m", "mypy", f"--config-file={config}", f"--cache-dir={cache}",
            f"--python-executable={self._python}", "-p", self._package,
        ]  # fmt: skip
        environment = os.environ | {"UNTYPED_VARIANT": variant, "UNTYPED_OUT": str(self._folder / "compared")}
        done = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)
        if done.returncode not in (0, 1):
            raise SystemExit(done.stdout + done.stderr)
        return _output(done.stdout)

    def compared(self) -> tuple[Counter[str], list[list[object]]]:
        """Return what the comparing run has written: counts, and the differences."""
        counts: Counter[str] = Counter()
        different = []
        for line in (self._folder / "compared").read_text(encoding="utf-8").splitlines():
            more, found = json.loads(line)
            counts.update(more)
            different.extend(found)
        return counts, different

    def forget(self) -> None:
        """Remove what an earlier comparing run has written."""
        (self._folder / "compared").unlink(missing_ok=True)


def main() -> None:
    """Print the figures of each project."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", nargs="*", choices=[[], *PROJECTS], metavar="PROJECT")
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    parser.add_argument("--folder", type=Path, default=cache / "noblock-untyped")
    arguments = parser.parse_args()
    for name in arguments.project or PROJECTS:
        bench = Bench(arguments.folder.resolve() / name, *PROJECTS[name])
        print(f"\n{PROJECTS[name][0]}", flush=True)
        _print_figures(bench)


def _print_figures(bench: Bench) -> None:
    tree = bench.copy("tree")
    bench.forget()
    found = bench.run(tree, str(PLUGIN), "compare")
    counts, different = bench.compared()
    print("  callees in annotated functions:", ", ".join(f"{number} {what}" for what, number in counts.items()))
    for path, line, early, late in different[:10]:
        print(f"    {path}:{line}: {early} | {late}")
    everything = bench.run(tree, str(PLUGIN), "everything")
    print(f"  findings: {len(found.findings)}; not the same with every function looked into:", flush=True)
    _print_difference(found.findings, everything.findings)
    without = bench.run(tree, "")
    print(f"  mypy's other lines: {len(without.others)}; {len(set(without.others) ^ set(found.others))} differ")
    bare = bench.run(bench.copy("bare", strip=True), str(PLUGIN))
    no_results = bench.run(bench.copy("no_results", strip=True, parameters=False), str(PLUGIN))
    places = {(path, line) for path, line, _ in found.findings}
    _print_lost("no annotations", places, bare)
    lost = _print_lost("no annotations of results", places, no_results)
    for path, line in sorted(lost)[:10]:
        print(
            f"    {path}:{line}: " + "; ".join(text for key, text in found.findings.items() if key[:2] == (path, line))
        )


def _print_difference(one: dict[tuple[str, int, str], str], two: dict[tuple[str, int, str], str]) -> None:
    different = {key for key, _ in one.items() ^ two.items()}
    for key in sorted(different)[:10]:
        print(f"    {key[0]}:{key[1]}: {one.get(key)} | {two.get(key)}")
    print(f"    {len(different)} differ")


def _print_lost(what: str, places: set[tuple[str, int]], output: Output) -> set[tuple[str, int]]:
    kept = {(path, line) for path, line, _ in output.findings}
    print(f"  {what}: {len(places & kept)} of {len(places)} places found, {len(kept - places)} more", flush=True)
    return places - kept


def _output(text: str) -> Output:
    findings: dict[tuple[str, int, str], str] = {}
    others = []
    for line in text.splitlines():
        match = LINE.match(line)
        code = match["code"] if match else None
        if match and code and code.startswith("blocking"):
            findings[match["file"], int(match["line"]), code] = match["text"]
        elif match and match["severity"] == "error":
            others.append(line)
    return Output(findings, sorted(others))


if __name__ == "__main__":
    main()
