"""Find modules where mypy finds them.

mypy's search follows its own rules, the sources on its command line and its options, and it hands plugins nothing of
it. The object that runs the build holds the options that plugins do get, and so can be found from there.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mypy.modulefinder import FindModuleCache
from mypy.options import Options

UNKNOWN = Path(os.devnull)  # stands for a module that exists, somewhere, and cannot be looked into
FARTHEST = 10_000  # folders that are looked into for a module that mypy cannot find
_NOT_SOURCES = ("node_modules", "site-packages", "__pycache__")


class Finder:
    """Finds modules.

    Args:
        options: mypy's options.
        stubs: Folders of marker stubs: the modules that they mark may exist without being installed here.
        own: Folders of marker stubs in which every name has to exist elsewhere.
    """

    def __init__(self, options: Options, stubs: list[Path], own: list[Path]) -> None:
        # The build manager: a compiled class, of which only these two attributes are used.
        manager: Any = next((one for one in gc.get_referrers(options) if hasattr(one, "find_module_cache")), None)
        self._cache: FindModuleCache = manager.find_module_cache
        self._sources: dict[str, str | None] = manager.source_set.source_modules
        self._config_folder = Path(options.config_file or "").absolute().parent
        self._stubs = stubs
        self._own = {folder.absolute() for folder in own}
        self._found: dict[str, Path | None] = {}

    def find(self, module: str) -> Path | None:
        """Return the path of a module, None if there is none."""
        if module not in self._found:
            self._found[module] = self._find(module)
        return self._found[module]

    def siblings(self, package: str) -> set[str]:
        """Return the names of the modules in a package, and of those at the top for an empty name."""
        head = f"{package}." if package else ""
        found = {name.removeprefix(head).partition(".")[0] for name in self._sources if name.startswith(head)}
        path = self.find(package) if package else None
        folders = [path if path.is_dir() else path.parent] if path is not None else map(Path, self._folders())
        for folder in folders:
            if folder.is_dir():
                found.update(entry.name.partition(".")[0] for entry in folder.iterdir() if _is_module(entry))
        return {name for name in found if name.isidentifier()}

    def is_project(self, path: Path) -> bool:
        """Tell whether a file is part of the project, with bodies to look at."""
        return path.suffix == ".py" and not {"site-packages", "dist-packages"} & set(path.parts)

    def _find(self, module: str) -> Path | None:
        source = self._sources.get(module)
        if source:
            return Path(source)
        found = self._cache.find_module(module)
        if isinstance(found, str):
            return Path(found)
        relative = Path(*module.split("."))
        for place in self._cache.search_paths.package_path:  # untyped libraries are where Python finds them
            path = _installed(Path(place, relative))
            if path is not None:
                return path
        if any(_installed(folder / relative) is not None for folder in self._stubs):
            return UNKNOWN
        return UNKNOWN if "." not in module and self._is_below(module) else None

    def _is_below(self, module: str) -> bool:
        """Tell whether mypy might find a module below the configuration, when it is run on other files."""
        for looked_at, (place, folders, files) in enumerate(os.walk(self._config_folder)):
            folders[:] = [name for name in folders if not name.startswith(".") and name not in _NOT_SOURCES]
            folders[:] = [name for name in folders if Path(place, name) not in self._own]
            if looked_at > FARTHEST or module in folders or f"{module}.py" in files:
                return True
        return False

    def _folders(self) -> Iterator[str]:
        paths = self._cache.search_paths
        yield from (*paths.python_path, *paths.mypy_path, *paths.package_path, *paths.typeshed_path)


def _installed(path: Path) -> Path | None:
    """Return the file that holds a module, or the folder of a package without one."""
    sources = [folder / f"{name}{suffix}" for folder, name in ((path, "__init__"), (path.parent, path.name))
               for suffix in (".py", ".pyi")]  # fmt: skip
    for source in sources:
        if source.is_file():
            return source
    compiled = path.parent.is_dir() and any(_is_compiled(entry) for entry in path.parent.glob(f"{path.name}.*"))
    return UNKNOWN if compiled else path if path.is_dir() else None


def _is_compiled(entry: Path) -> bool:
    return entry.suffix in (".so", ".pyd")


def _is_module(entry: Path) -> bool:
    return entry.suffix in (".py", ".pyi") or _is_compiled(entry) or entry.is_dir()
