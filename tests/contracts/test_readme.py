"""What the README shows is what happens."""

from pathlib import Path

import pytest

from .readme import README, ROOT, blocks, refreshed, sections

SECTIONS = sections(README.read_text(encoding="utf-8"))
SHOWN = [title for title, section in SECTIONS.items() if blocks(section, "console")]


@pytest.mark.parametrize("title", SHOWN)
def test_commands_print_what_is_shown(title: str) -> None:
    assert refreshed(SECTIONS[title]) == SECTIONS[title]


def test_examples_are_shown() -> None:
    assert any("cd examples && mypy" in block for block in blocks(SECTIONS["Try it"], "console"))


def test_commands_for_a_fresh_machine_are_what_the_ci_script_runs() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    _, test_command = (block.strip() for block in blocks(SECTIONS["Try it"], "sh"))
    assert test_command in [line.strip() for line in script]


def test_linked_files_exist() -> None:
    links = [link for link in _links(README.read_text(encoding="utf-8")) if not link.startswith(("http", "#"))]
    assert [link for link in links if not (Path(ROOT) / link).exists()] == []


def _links(text: str) -> list[str]:
    return [part.partition(")")[0] for part in text.split("](")[1:]]
