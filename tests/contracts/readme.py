"""Run what the README and the other documents show.

Every section of a document, and what stands before the first one, is a folder of its own, with a copy of ``examples/``
in it. A code block that opens with a comment naming a file is that file. A ``console`` block holds
commands, each after a ``$``, and what they print. Blocks of other kinds are not run.

To write into the documents what the commands print now::

    python tests/contracts/readme.py
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
DOCUMENTS = (README, *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_FILE = re.compile(r"# (?P<path>[\w./-]+\.\w+)\n")
_COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def sections(text: str) -> dict[str, str]:
    """Return the sections of a document by title; the part before the first one has none."""
    titles = ["", *re.findall(r"^###? (.*)$", text, re.MULTILINE)]
    return dict(zip(titles, re.split(r"^(?=###? )", text, flags=re.MULTILINE), strict=True))


def blocks(section: str, kind: str) -> list[str]:
    """Return the code blocks of one kind."""
    return [found["text"] for found in _BLOCK.finditer(section) if found["kind"] == kind]


def refreshed(section: str) -> str:
    """Return a section with what its commands print now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ignored = shutil.ignore_patterns(".*", "__pycache__")
        shutil.copytree(ROOT / "examples", folder / "examples", ignore=ignored)
        for path, text in _files(section):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")

        def rerun_all(block: re.Match[str]) -> str:
            if block["kind"] != "console":
                return block[0]
            commands = _COMMAND.sub(
                lambda found: f"$ {found['command']}\n{_output(found['command'], folder)}", block["text"]
            )
            return f"```console\n{commands}```"

        return _BLOCK.sub(rerun_all, section)


def _files(section: str) -> Iterator[tuple[str, str]]:
    for found in _BLOCK.finditer(section):
        name = _FILE.match(found["text"])
        if name is not None:
            yield name["path"], found["text"]


def _output(command: str, folder: Path) -> str:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {"PATH": path, "PYTHONUTF8": "1", "HOME": str(folder)}
    ran = subprocess.run(
        command, shell=True, cwd=folder, env=environment, text=True, encoding="utf-8",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    return ran.stdout


if __name__ == "__main__":
    for document in DOCUMENTS:
        parts = sections(document.read_text(encoding="utf-8")).values()
        document.write_text("".join(refreshed(part) for part in parts), encoding="utf-8")
