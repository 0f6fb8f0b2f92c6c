"""What the README and the other documents show is what happens."""

from pathlib import Path

import pytest

from .readme import DOCUMENTS, README, ROOT, blocks, refreshed, sections

SECTIONS = sections(README.read_text(encoding="utf-8"))
SHOWN = {
    f"{document.name} {title}": section
    for document in DOCUMENTS
    for title, section in sections(document.read_text(encoding="utf-8")).items()
    if blocks(section, "console")
}


@pytest.mark.parametrize("section", SHOWN.values(), ids=SHOWN)
def test_commands_print_what_is_shown(section: str) -> None:
    assert refreshed(section) == section


def test_examples_are_shown() -> None:
    assert any("cd examples && mypy" in block for block in blocks(SECTIONS["Try it"], "console"))


def test_commands_for_a_fresh_machine_are_what_the_ci_script_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    _, test_command = (block.strip() for block in blocks(SECTIONS["Try it"], "sh"))
    assert test_command in [line.strip() for line in script]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_linked_files_exist(document: Path) -> None:
    links = [link for link in _links(document.read_text(encoding="utf-8")) if not link.startswith(("http", "#"))]
    assert [link for link in links if not (document.parent / link.partition("#")[0]).exists()] == []


def _links(text: str) -> list[str]:
    return [part.partition(")")[0] for part in text.split("](")[1:]]
