"""What an operator can set, in ``settings.json``."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    database: str = "reading-list.db"
    copies: Path = Path("copies")
    admin: str = "admin:"


@lru_cache
def settings() -> Settings:
    """Return the settings, read once: blocks the first time only, which noblock accepts by default."""
    path = Path("settings.json")
    if not path.exists():
        return Settings()
    values = json.loads(path.read_text())
    return Settings(values["database"], Path(values["copies"]), values["admin"])
