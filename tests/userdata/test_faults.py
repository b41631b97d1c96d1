"""The promises under faults, at small counts; `python -m tests.faults` runs them at full ones."""

from pathlib import Path

import pytest

from tests import anchors, faults
from tests.shared import needs_shared

SMALL = {
    "kills": 6, "writers": 25, "disappearances": 6, "migrations": 6, "damages": 40, "full-disk": 8, "read-only": 2,
    "power-losses": 60,
}  # fmt: skip


@pytest.mark.parametrize("name", list(SMALL))
def test_promise(name: str, tmp_path: Path) -> None:
    fault, _ = faults.FAULTS[name]
    try:
        assert fault(tmp_path, SMALL[name]) == []
    except PermissionError as error:
        pytest.skip(str(error))


@needs_shared
def test_marks_survive_edits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    anchors.edits(tmp_path, 5)
    assert "wrong without a mark" in capsys.readouterr().out
