"""Annotations of functions are evidence, but seldom the only one: without them the cases are reported all the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from environments.stripping import stripped

CASES = Path(__file__).parents[1] / "cases"
FINDING = re.compile(r"(case_\w+)\.py:(\d+): error: .*\[(blocking[\w-]*)\]")


@dataclass(frozen=True)
class Case:
    """A case of one file: its title, its source, and the lines and codes of what has to be reported."""

    name: str
    title: str
    source: str
    expected: frozenset[tuple[int, str]]


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("test_*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            plain = not case.keys() - {"case", "main"}
            if plain and case["case"].startswith(("reports_", "lets_")):
                yield Case(
                    f"case_{path.stem}_{case['case']}", case["case"], case["main"], frozenset(_expected(case["main"]))
                )


def _expected(source: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(source.splitlines(), 1):
        for comment in re.split(r" *# ", line):
            code = re.search(r"[.\[](blocking[\w-]*)[.\]]$", comment)
            if code is not None and comment.startswith(("E: ", "ER: ")):
                yield number, code[1]


# What an annotation says there, and nothing else does.
ONLY_EVIDENCE = {
    "lets_code_after_a_function_that_never_returns_be": "that it never returns",
    "reports_what_a_generic_factory_makes": "that what is made is of the class that was handed over",
    "reports_a_property_that_gives_what_a_protocol_asks_to_call": "a property without one proves no class to fit",
    "reports_the_iterator_that_iter_makes": "what a loop iterates over is read from the declaration of __iter__",
}
NO_PARAMETERS = {"lets_code_after_a_function_that_never_returns_be"}


def test_results_without_annotations(tmp_path: Path) -> None:
    found = _findings(tmp_path, {case: stripped(case.source, parameters=False) for case in cases()})
    wrong = {case: found[case] ^ case.expected for case in found if found[case] != case.expected}
    assert {case.title for case in wrong} == ONLY_EVIDENCE.keys(), wrong


def test_nothing_but_the_types_of_parameters_is_lost_without_annotations(tmp_path: Path) -> None:
    found = _findings(tmp_path, {case: stripped(case.source) for case in cases()})
    kept = [case for case in found if stripped(case.source) == stripped(case.source, parameters=False)]
    wrong = {case: found[case] ^ case.expected for case in kept if found[case] != case.expected}
    assert {case.title for case in wrong} == NO_PARAMETERS, wrong
    assert len(kept) > 100


def _findings(folder: Path, sources: dict[Case, str]) -> dict[Case, set[tuple[int, str]]]:
    for case, source in sources.items():
        (folder / f"{case.name}.py").write_text(source, encoding="utf-8")
    (folder / "mypy.ini").write_text("[mypy]\nplugins = noblock.plugin\n")
    command = [sys.executable, "-m", "mypy", f"--cache-dir={os.devnull}", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found: dict[str, set[tuple[int, str]]] = {case.name: set() for case in sources}
    for match in FINDING.finditer(done.stdout):
        found[match[1]].add((int(match[2]), match[3]))
    return {case: found[case.name] for case in sources}
