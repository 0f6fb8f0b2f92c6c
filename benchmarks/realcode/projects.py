"""The projects: other people's, pinned, from the package index or from a commit of their repository."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Project:
    """One version of somebody's project, and what it takes to check it.

    Args:
        name: Its name on the package index, or ours for one that is not there.
        version: What is installed from the index, or a commit.
        package: What mypy is to check, inside ``folder``.
        repository: Where the commit is; empty for a project from the index.
        folder: The part of the repository that mypy runs in.
        requires: Its dependencies; for a project from the index, those that its metadata does not name.
        until: Dependencies are those of this day.
        python: The version that the dependencies are installed for and the code is checked as.
        options: More options for mypy.
    """

    name: str
    version: str
    package: str
    until: str
    repository: str = ""
    folder: str = "."
    requires: tuple[str, ...] = ()
    python: str = "3.11"
    options: tuple[str, ...] = ()

    @property
    def tree(self) -> str:
        """Name and version, as the judged table calls them."""
        return f"{self.name} {self.version[:12]}"


def _index(name: str, version: str, package: str, *requires: str, until: str = "2026-08-22") -> Project:
    return Project(name, version, package, until, requires=requires)


PROJECTS = (
    _index("starlette", "0.47.3", "starlette", "itsdangerous", "jinja2", "python-multipart", "pyyaml", "httpx"),
    _index("aiohttp", "3.12.15", "aiohttp", "aiodns", "Brotli", until="2025-09-01"),
    _index("channels", "4.3.2", "channels", "daphne", "django-stubs"),
    _index("openai", "1.35.0", "openai", until="2024-07-01"),
    _index("aiogram", "3.22.0", "aiogram", "redis", "aiohttp-socks", "Babel"),
    _index("discord.py", "2.6.3", "discord"),
    _index("fastmcp", "2.12.3", "fastmcp", until="2025-10-01"),
    _index("litestar", "2.25.0", "litestar", "litestar[full]", until="2026-11-01"),
    _index("langchain-core", "0.3.76", "langchain_core", "types-PyYAML", until="2025-10-01"),
    _index("fschat", "0.2.31", "fastchat", "openai<1", "tiktoken", "uvicorn", until="2023-11-01"),
    _index("distributed", "2025.9.0", "distributed", "types-PyYAML", "types-psutil"),
    _index("prefect", "3.4.20", "prefect", "types-PyYAML", "types-cachetools", until="2025-10-01"),
    _index("open-webui", "0.6.18", "open_webui", "types-requests", "types-aiofiles", until="2025-08-01"),
    _index("homeassistant", "2024.3.3", "homeassistant", "types-requests", "types-PyYAML", until="2024-04-01"),
)
