"""Read and check the configuration: our section of the file that mypy itself took.

``[tool.noblock]`` in a ``pyproject.toml``, ``[noblock]`` in any other file. Whatever is wrong in it is one error each,
with the file, the key, what was expected and the nearest right word; the run then stops, because a misspelt allowlist
must never look like a clean result.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Config:
    """The options.

    Attributes:
        allow: Names and patterns of functions whose calls are accepted.
        stubs: Folders of marker stubs, the most important last.
        transitive: Whether calls are followed; if not, only calls in the asynchronous code itself are reported.
    """

    allow: tuple[str, ...] = ()
    stubs: tuple[str, ...] = ()
    transitive: bool = True
