"""Make the digest of the marker stubs in a wheel, so that no run has to read them all to know their version."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class DigestHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own documentation leaves it out
    """Adds the digest to a wheel, but not to an editable install, whose stubs may change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the digest and have it packed beside the stubs."""
        if version == "editable":
            return
        root = Path(self.root)
        seen = hashlib.sha256()
        for folder in (root / "stubs", root / "src"):
            for path in sorted(folder.rglob("*.py*")):
                if path.suffix in (".py", ".pyi"):
                    seen.update(path.relative_to(root).as_posix().encode())
                    seen.update(path.read_bytes())
        made = Path(self.directory) / "DIGEST"
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(seen.hexdigest())
        build_data["force_include"][str(made)] = "noblock/stubs/DIGEST"
