"""Whatever a marker stub may not say is an error that names the file, the line and what was expected."""

from pathlib import Path

import pytest
from mistakes.stubs import IN_A_STUB

from noblock.stubs import StubError, read_stub

from .folders import with_imports


@pytest.mark.parametrize(("text", "line", "said"), IN_A_STUB.values(), ids=IN_A_STUB)
def test_a_mistake_is_an_error(tmp_path: Path, text: str | bytes, line: int, said: str) -> None:
    path = tmp_path / "lib.pyi"
    path.write_bytes(text if isinstance(text, bytes) else with_imports(text).encode())
    with pytest.raises(StubError) as caught:
        read_stub(path, "lib")
    assert str(caught.value) == f"{path}:{line}: error: {said}"


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StubError, match=r"nowhere\.pyi:1: error: cannot be read: .*No such file or directory"):
        read_stub(tmp_path / "nowhere.pyi", "nowhere")


def test_a_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StubError, match=":1: error: cannot be read: "):
        read_stub(tmp_path, "lib")


def test_a_link_to_itself_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "lib.pyi"
    path.symlink_to(path)
    with pytest.raises(StubError, match=":1: error: cannot be read: "):
        read_stub(path, "lib")
