"""Work out what a run starts from: the configuration, the marker stubs besides ours, and the digest of them all.

Every run pays for this, even one in which nothing has changed, so what only few projects need is imported for them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mypy.modulefinder import get_search_dirs, mypy_path
from mypy.options import Options

from noblock import messages
from noblock.config import Config, Mistake, read_config, refuse
from noblock.digest import digest, own_folder
from noblock.distributions import stub_folders

if TYPE_CHECKING:
    from noblock.stubs import Stub


@dataclass(frozen=True)
class Start:
    """What a run starts from.

    Attributes:
        config: The options.
        folders: The folders of marker stubs, the most important last.
        installed: How many of these came with distributions or with noblock itself.
        stubs: The modules and the contents of the user's own stubs.
        digest: A text that changes whenever any of this does.
    """

    config: Config
    folders: list[Path]
    installed: int
    stubs: dict[Path, tuple[str, Stub]]
    digest: str


def start(options: Options) -> Start:
    """Read all that a run starts from.

    Raises:
        ConfigError: Something in it is wrong.
    """
    config = read_config(options.config_file)
    if os.environ.get("NOBLOCK_REPORT_UNKNOWN") == "1":
        config = replace(config, report_unknown=True)
    search, site_packages = get_search_dirs(options.python_executable)
    installed = [own_folder(), *stub_folders([*search, *site_packages])]
    own = [Path(folder) for folder in config.stubs]
    _refuse_searched(options, own)
    stubs: dict[Path, tuple[str, Stub]] = {}
    if len(installed) > 1 or own:
        from noblock.folders import read_folder

        for folder in installed[1:]:
            read_folder(folder)
        for folder in own:
            stubs.update(read_folder(folder))
    folders = [*installed, *own]
    return Start(config, folders, len(installed), stubs, digest(folders, repr(config)))


def check_names(begun: Start, options: Options) -> None:
    """Check the names in the configuration and in the user's own stubs.

    Args:
        begun: What the run starts from.
        options: mypy's options, when it has started to look for modules.

    Raises:
        ConfigError: Some do not exist.
    """
    if not (begun.stubs or begun.config.allow or begun.config.marks):
        return
    from noblock.existence import check_configuration, check_stubs
    from noblock.finder import Finder
    from noblock.names import Names

    finder = Finder(options, begun.folders[: begun.installed], begun.folders[begun.installed :])
    names = Names(finder.find, finder.siblings)
    check_configuration(options.config_file or "", begun.config, names, finder.is_project)
    check_stubs(begun.stubs, names)


def _refuse_searched(options: Options, folders: list[Path]) -> None:
    """Refuse folders in which mypy looks for modules: it would take marker stubs for the libraries' own."""
    if not folders:
        return
    searched = {os.path.realpath(place) for place in (str(Path.cwd()), *options.mypy_path, *mypy_path())}
    found = [str(folder) for folder in folders if os.path.realpath(folder) in searched]
    refuse(options.config_file or "", [Mistake(messages.searched_too("stubs", one), "stubs") for one in found])
