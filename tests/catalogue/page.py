"""Write the page that shows all that the stubs mark as blocking, one line for each callable.

To write it again after a change of the stubs::

    python -m tests.catalogue.page
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

from .entries import ROOT, entries, stubs
from .libraries import library_of

PAGE = ROOT / "docs" / "catalogue.html"
STANDARD = "Python"


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """A callable that blocks; ``use`` is what to await instead."""

    library: str
    name: str
    category: str
    use: str

    @property
    def line(self) -> str:
        """What the page says of it."""
        return " | ".join(cell for cell in (self.library, self.name, self.category, self.use) if cell)

    @property
    def is_class(self) -> bool:
        """Whether all methods of a class are meant."""
        return self.name.endswith(".*")


def rows() -> list[Row]:
    """Return what the page shows, the standard library first."""
    return sorted(_rows(), key=lambda row: (row.library != STANDARD, row.library.lower(), row.name))


def page() -> str:
    """Return the whole page."""
    shown = rows()
    single = [row for row in shown if not row.is_class]
    standard = [row for row in single if row.library == STANDARD]
    template = Template(Path(__file__).with_name("page.html").read_text(encoding="utf-8"))
    return template.substitute(
        callables=f"{len(single):,}",
        standard=f"{len(standard):,}",
        others=f"{len(single) - len(standard):,}",
        libraries=len({row.library for row in shown} - {STANDARD}),
        lines="\n".join(escape(row.line) for row in shown),
    )


def _rows() -> Iterator[Row]:
    for module in stubs():
        library = library_of(module)
        for entry in entries(module):
            if entry.category:
                name = f"{entry.public}.*" if entry.is_class else entry.public.removesuffix(".__init__")
                yield Row(library.distribution if library else STANDARD, name, entry.category, entry.use)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
