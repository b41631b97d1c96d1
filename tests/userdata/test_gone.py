"""The folder of user data goes away under the running program: it says so, and keeps what it said it kept."""

import shutil
from pathlib import Path

import pytest

from tests.e2e.program import records, start


@pytest.mark.parametrize("how", ["moved", "deleted"])
def test_a_bookmark_after_the_folder_went_is_kept_with_those_before(tmp_path: Path, how: str) -> None:
    text = tmp_path / "wall.md"
    text.write_text("# The wall\n\nA wall in the sea is never finished.\n\nIt is a subscription.\n")
    home = tmp_path / "home"
    with start(home, text) as terminal:
        terminal.wait("never finished")
        terminal.press("m").wait("Bookmarked")
        folder = home / "data" / "reader"
        if how == "moved":
            folder.rename(home / "elsewhere")
        else:
            shutil.rmtree(folder)
        terminal.press("s").wait("all of it is written again")
        terminal.press("q")
        assert terminal.exit_status() == 0
    assert [row["quote"] for row in records(home, "bookmarks")] == ["A wall in the sea is never finished."]
    assert [row["starred"] for row in records(home, "list", "--library", text.parent)] == [True]
