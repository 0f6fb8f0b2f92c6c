"""Find the marker stubs in a folder, and refuse what could be taken for one and is none.

The path of a stub below its folder is the module that it marks. Links are followed, so a folder that links to one
around it has no end; it is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from noblock import messages
from noblock.config import ConfigError
from noblock.stubs import Stub, StubError, read_stub


def stub_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the module name and the path of every marker stub below a folder, sorted by module."""
    found = [(_module_of(path, folder), path) for path in files(folder, []) if path.suffix == ".pyi"]
    yield from sorted(found)


def files(folder: Path, loops: list[Path]) -> Iterator[Path]:
    """Yield the paths of all files below a folder.

    Args:
        folder: The folder.
        loops: Takes links to folders around them, which are not followed.
    """
    for name, folders, names in os.walk(folder, followlinks=True):
        place = Path(name)
        for inner in sorted(folders):
            if (place / inner).is_symlink() and _is_around(place / inner, place, folder):
                loops.append(place / inner)
                folders.remove(inner)
        folders.sort()
        yield from (place / one for one in sorted(names))


def _is_around(link: Path, place: Path, folder: Path) -> bool:
    """Tell whether a link leads to a folder around the place that it is in, on any way from the whole folder there."""
    meant = link.resolve()
    way = [place, *(parent for parent in place.parents if parent.is_relative_to(folder))]
    return any(step.resolve().is_relative_to(meant) for step in way)


def read_folder(folder: Path) -> dict[Path, tuple[str, Stub]]:
    """Read all marker stubs in a folder; return the module and the content of each.

    Raises:
        ConfigError: With one line for each file that cannot be read or holds something outside the grammar.
    """
    problems: list[StubError] = []
    found: dict[Path, tuple[str, Stub]] = {}
    paths: dict[str, Path] = {}
    loops: list[Path] = []
    for path in files(folder, loops):
        module = _module_of(path, folder)
        problem = _path_problem(path.relative_to(folder), module, paths)
        if problem:
            problems.append(StubError(path, 1, problem))
        elif path.suffix == ".pyi":
            paths[module] = path
            try:
                found[path] = (module, read_stub(path, module))
            except StubError as error:
                problems.append(error)
    problems.extend(StubError(path, 1, messages.link_around(str(path.resolve()))) for path in loops)
    if not paths and not problems:
        problems.append(StubError(folder, 1, messages.no_stubs()))
    if problems:
        raise ConfigError("\n".join(map(str, problems)))
    return found


def _path_problem(path: Path, module: str, paths: Mapping[str, Path]) -> str:
    """Return what is wrong with a file being where it is, or nothing."""
    if path.suffix == ".py" and path.stem != "__init__":  # a distribution may need that one to pack the folder
        return messages.no_stub(path.with_suffix(".pyi").name)
    if path.suffix != ".pyi":
        return ""
    if not all(part.isidentifier() for part in path.with_suffix("").parts):
        return messages.no_module_name(module)
    return messages.same_module(module, str(paths[module])) if module in paths else ""


def _module_of(path: Path, folder: Path) -> str:
    parts = path.relative_to(folder).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
