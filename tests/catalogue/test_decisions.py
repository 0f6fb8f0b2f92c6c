"""Every module of the standard library was decided on: it has a marker stub, or it was read and found free.

``standard_free.txt`` lists those that were found free, each below its reason.
"""

import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import mypy

from .entries import is_standard, stubs

TYPESHED = Path(mypy.__file__).parent / "typeshed" / "stdlib"


def _free() -> Iterator[tuple[str, str]]:
    """Yield each listed name with its reason."""
    reason = ""
    for line in Path(__file__).with_name("standard_free.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            reason = f"{reason} {line.removeprefix('#').strip()}".strip()
        elif line:
            yield from ((name, reason) for name in line.split())
        else:
            reason = ""


FREE = list(_free())
MARKED = {module for module in stubs() if is_standard(module)}


def _in_typeshed() -> Iterator[str]:
    for path in TYPESHED.rglob("*.pyi"):
        parts = path.relative_to(TYPESHED).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {*_in_typeshed(), *sys.stdlib_module_names}


def test_every_module_is_decided() -> None:
    decided = {module for module in MODULES if any(fnmatchcase(module, name) for name, _ in FREE)}
    assert sorted(MODULES - MARKED - decided) == []


def test_there_are_many_modules() -> None:
    assert len(MODULES) > 700
    assert {"os", "os.path", "encodings.utf_8", "winreg"} <= MODULES


def test_every_decision_has_a_reason() -> None:
    assert [name for name, reason in FREE if not reason] == []


def test_every_decision_is_about_a_module() -> None:
    programs = {"idlelib", "turtledemo"}  # only in interpreters that were built with them
    known = {name for name, _ in FREE if any(fnmatchcase(module, name) for module in MODULES)}
    assert sorted({name for name, _ in FREE} - known - programs) == []


def test_what_has_a_stub_is_not_listed_as_free() -> None:
    assert sorted(MARKED & {name for name, _ in FREE}) == []
