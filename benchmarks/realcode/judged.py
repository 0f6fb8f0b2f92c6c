"""The table of what people who read the code said about each finding, and how new findings compare with it."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from benchmarks.realcode.findings import ARROW, Finding, Key

TABLE = Path(__file__).with_name("judged.csv")
VERDICTS = ("act", "harmless", "false")


@dataclass(frozen=True)
class Judgement:
    """One line of the table.

    Args:
        project: Name and version.
        function: The full name of the function that the finding stands in.
        chain: From what is called there down to what blocks.
        verdict: ``act``: somebody who knew would change this; ``harmless``: it blocks, and nobody would mind here;
            ``false``: it does not block, or not on the event loop.
        reason: Why.
        group: What was read once for several findings: the end of their chains; empty if the finding was read itself.
    """

    project: str
    function: str
    chain: str
    verdict: str
    reason: str
    group: str = ""

    @property
    def key(self) -> Key:
        """What findings call it."""
        return self.project, self.function, self.chain


@dataclass(frozen=True)
class Comparison:
    """Findings next to the table: how many of each verdict, and what is not in both."""

    verdicts: Counter[str]
    new: list[Finding]
    changed: list[tuple[Finding, Judgement]]
    vanished: list[Judgement]


def read(path: Path = TABLE) -> list[Judgement]:
    """Read the table.

    Raises:
        ValueError: A line has a verdict that does not exist, or judges what another line has judged.
    """
    with path.open(encoding="utf-8", newline="") as file:
        judgements = [Judgement(**line) for line in csv.DictReader(file)]
    seen: set[Key] = set()
    for judgement in judgements:
        if judgement.verdict not in VERDICTS:
            raise ValueError(f"{judgement.key}: the verdict is one of {', '.join(VERDICTS)}")
        if judgement.key in seen:
            raise ValueError(f"{judgement.key}: judged twice")
        seen.add(judgement.key)
    return judgements


def write(judgements: Iterable[Judgement], path: Path = TABLE) -> None:
    """Write the table, sorted, so that a change is a small difference."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Judgement))
        writer.writerows(astuple(judgement) for judgement in sorted(judgements, key=lambda line: line.key))


def compare(findings: Iterable[Finding], judgements: Iterable[Judgement]) -> Comparison:
    """Say which findings were judged, and how.

    A finding that was not judged counts as changed if a judgement of the same function has vanished, and both name the
    same thing at one end of the chain.

    Args:
        findings: All findings of one project.
        judgements: The lines of the table on it.
    """
    found = list(findings)
    known = {judgement.key: judgement for judgement in judgements}
    present = {finding.key for finding in found}
    vanished = {key: judgement for key, judgement in known.items() if key not in present}
    verdicts = Counter(known[finding.key].verdict for finding in found if finding.key in known)
    new: list[Finding] = []
    changed: list[tuple[Finding, Judgement]] = []
    for finding in {finding.key: finding for finding in found if finding.key not in known}.values():
        before = next((one for one in vanished.values() if _is_same_place(finding, one)), None)
        if before is None:
            new.append(finding)
        else:
            changed.append((finding, vanished.pop(before.key)))
    return Comparison(verdicts, new, changed, list(vanished.values()))


def _is_same_place(finding: Finding, judgement: Judgement) -> bool:
    ours, theirs = finding.chain.split(ARROW), judgement.chain.split(ARROW)
    return finding.function == judgement.function and (ours[0] == theirs[0] or ours[-1] == theirs[-1])
