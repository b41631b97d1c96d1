"""Every real document opens in one run of the real program, one after the other, without an exception."""

import contextlib
import time
from pathlib import Path

import pytest

from reader.library import Library, ListQuery
from reader.userdata import UserData
from tests.e2e.program import start
from tests.shared import SHARED, needs_shared

SUFFIXES = {".md", ".markdown", ".mdown", ".txt"}


def readable(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("[!.]*") if path.suffix.lower() in SUFFIXES and path.is_file()}


@needs_shared
@pytest.mark.parametrize("part", ["corpus", "articles"])
def test_every_document_opens(part: str, tmp_path: Path) -> None:
    """`J` from the first to the last; the list's number answers each, none says that something went wrong.

    The number and not the text, because some documents are the same text in another encoding: so the terminal is
    as wide as two panes are, and not larger, because all is drawn and read back for each.
    """
    folder = SHARED / part
    library = Library([folder], tmp_path / "index.db")
    library.scan()
    with start(tmp_path / "home", folder, size=(110, 24)) as terminal:
        terminal.wait(f"1 of {library.count(ListQuery())}", 30)
        terminal.settle()
        terminal.press("O", "/").type("by path").press("enter")
        terminal.wait("· path")
        terminal.press("g", "enter").settle()
        end = "This is the last article of the list"
        deadline = time.monotonic() + 150
        while end not in terminal.text() and time.monotonic() < deadline:
            before = terminal.text()
            terminal.press("J")
            after = terminal.wait_for("an answer to J", lambda text, before=before: text != before)
            terminal.settle(0.03)  # painted, and remembered as begun
            assert "annot" not in after.rstrip().rpartition("\n")[2], terminal.picture()
        terminal.wait(end)
        terminal.press("q").wait(" of ")
        terminal.press("q")
        assert terminal.exit_status() == 0
        assert b"Traceback" not in terminal.raw
    with contextlib.closing(UserData.open(tmp_path / "home" / "data" / "reader" / "state.db")) as userdata:
        opened = {record.path for record in userdata.records()}
    assert opened <= readable(folder) and len(opened) == library.count(ListQuery())
    for path in readable(folder) - opened:
        assert opened & {copy.path for copy in library.copies(path)}, f"{path} was not opened, and is no copy"
    library.close()
