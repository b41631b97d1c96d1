"""Keys in any order: see `any_keys`."""

from pathlib import Path

import pytest

from tests.tui.any_keys import press_any


@pytest.mark.parametrize("seed", [0, 1])
async def test_any_keys(tmp_path: Path, seed: int) -> None:
    await press_any(tmp_path, seed, 80)
