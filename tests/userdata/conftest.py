from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.userdata import UserData


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "data" / "state.db"


@pytest.fixture
def userdata(state: Path) -> Iterator[UserData]:
    opened = UserData.open(state)
    yield opened
    opened.close()
