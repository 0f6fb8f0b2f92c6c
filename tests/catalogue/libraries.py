"""The third-party libraries that have stubs, as the dependency groups in ``pyproject.toml`` list them.

A line of a group names the distribution, and a comment behind it the packages to import where they are called
otherwise: one line is all that a new library takes. Distributions that hold only types may stand there, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec

from .entries import ROOT, is_standard, stubs

PREFIX = "catalogue-"
_GROUP = re.compile(rf"^{PREFIX}(?P<name>[\w-]+) = \[\n(?P<lines>.*?)^\]$", re.DOTALL | re.MULTILINE)
_LINE = re.compile(r'^    "(?P<distribution>[\w.-]+)[^"]*",(?:  # (?P<packages>[\w., ]+))?$')


@dataclass(frozen=True, slots=True)
class Library:
    """One line of a dependency group."""

    distribution: str
    group: str
    packages: tuple[str, ...]

    @property
    def modules(self) -> list[str]:
        """The modules of this library that have stubs."""
        return [module for module in stubs() if library_of(module) == self]

    @property
    def is_installed(self) -> bool:
        """Whether its packages can be found."""
        return all(_exists(package) for package in self.packages)


@cache
def libraries() -> tuple[Library, ...]:
    """Return all libraries of all groups.

    Raises:
        ValueError: A line of a group is not written as expected.
    """
    found = []
    for group in _GROUP.finditer((ROOT / "pyproject.toml").read_text(encoding="utf-8")):
        for text in group["lines"].splitlines():
            line = _LINE.match(text)
            if line is None:
                raise ValueError(f"pyproject.toml: not a line of {PREFIX}{group['name']}: {text!r}")
            if line["distribution"].startswith("types-"):
                continue
            packages = (line["packages"] or re.sub(r"[-.]", "_", line["distribution"])).split(", ")
            found.append(Library(line["distribution"], group["name"], tuple(packages)))
    return tuple(found)


@cache
def library_of(module: str) -> Library | None:
    """Return the library that a module belongs to, by the longest package that it is in; None if there is none."""
    if is_standard(module):
        return None
    homes = [
        (len(package), library) for library in libraries() for package in library.packages if _is_in(module, package)
    ]
    return max(homes, key=lambda home: home[0])[1] if homes else None


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def _exists(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ModuleNotFoundError:
        return False
