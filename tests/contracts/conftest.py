"""What several contracts need."""

from pathlib import Path

import pytest
from mypy import api


@pytest.fixture(scope="session")
def library_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What mypy stores of the standard library with our plugin: to be copied."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "prelude.py").write_text("import json, time\nfrom typing import Protocol\n")
    (folder / "mypy.ini").write_text("[mypy]\nplugins = noblock.plugin\n")
    options = [f"--config-file={folder / 'mypy.ini'}", f"--cache-dir={folder / 'cache'}"]
    output, problems, status = api.run([*options, str(folder / "prelude.py")])
    assert status == 0, output + problems
    return folder / "cache"
