"""Find the lines that mistakes in a configuration file stand on.

The readers of TOML and INI files that come with Python keep no lines. Looking for the words again, in a file that is
known to be valid, finds them wherever people write them; if not, the line of the option or of the section is near
enough. Only people who made a mistake pay for it.
"""

from __future__ import annotations

import re
from pathlib import Path

_TOML_SECTION = re.compile(r"\s*\[\[?\s*tool\s*\.\s*[\"']?noblock\b")
_INI_SECTION = re.compile(r"\[noblock\]")
_ANY_SECTION = re.compile(r"\s*\[\[?[^\[\],]+\]\]?\s*(#.*)?$")


def line_of(path: Path, key: str = "", text: str = "") -> int:
    """Return the line of an option of ours, or that of a text in its value.

    Args:
        path: The configuration file.
        key: The option; the section itself if there is none.
        text: A text in its value; the option itself if there is none.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines() or [""]
    except (OSError, UnicodeDecodeError):
        return 1
    section = _section(lines, is_toml=path.suffix.lower() == ".toml")
    written = re.compile(rf"""(^|[\s.\["'{{,]){re.escape(key)}["']?\s*[=:.\]]""", re.IGNORECASE)
    found = next((at for at in section if key and written.search(lines[at])), section[0])
    if text:
        found = next((at for at in section if at >= found and text in lines[at]), found)
    return found + 1


def _section(lines: list[str], *, is_toml: bool) -> list[int]:
    """Return the positions of our lines, or of all if we have no section of our own."""
    ours = _TOML_SECTION if is_toml else _INI_SECTION
    found: list[int] = []
    is_inside = False
    for at, line in enumerate(lines):
        if ours.match(line):
            is_inside = True
        elif _ANY_SECTION.match(line):
            is_inside = False
        if is_inside:
            found.append(at)
    return found or list(range(len(lines)))
