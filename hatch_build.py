"""Do once, when noblock is installed, what each run of mypy would have to do otherwise.

A wheel gets the digest of its marker stubs, so that no run has to read them all to know their version. An editable
install gets its bytecode, as pip makes it for wheels: where ``PYTHONDONTWRITEBYTECODE`` is set, as in many containers,
every process of mypy would compile the plugin again, which takes it some 0.2 s.
"""

from __future__ import annotations

import compileall
import hashlib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own documentation leaves it out
    """Adds the digest to a wheel, but not to an editable install, whose stubs may change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the digest and have it packed beside the stubs, or the bytecode beside the sources."""
        root = Path(self.root)
        if version == "editable":
            compileall.compile_dir(root / "src", quiet=2)  # 2: not even errors, a folder may be read-only
            return
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
