"""A defect of the program, and damage in its data, end in one line: no page of code and values."""

from __future__ import annotations

import re
import sqlite3
import sys
from pathlib import Path

import pytest

from tests.e2e.program import start
from tests.terminal import Terminal

BROKEN = """
import sys
from reader.tui.main import MainScreen

def broken(self):
    secret = "a value of the program"
    raise ValueError(secret)

MainScreen.action_star = broken
from reader.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    folder.mkdir()
    for name in ("one", "two"):
        (folder / f"{name}.md").write_text(f"# Article {name}\n\n" + f"The words of {name}.\n\n" * 60)
    return folder


def test_a_defect_ends_in_one_line(tmp_path: Path, library: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with Terminal([sys.executable, "-c", BROKEN, str(library)], (100, 30), home=home) as terminal:
        terminal.wait("Article one")
        terminal.settle()
        terminal.press("s")
        assert terminal.exit_status() == 1
        left = terminal.text()
    assert "this is a defect of reader" in left and "ValueError: a value of the program" in left
    assert "Traceback" not in left and "locals" not in left and "secret" not in left


@pytest.mark.parametrize("table", ["place", "history", "mark", "setting", "article"])
def test_a_damaged_table_of_the_user_data_is_no_end(tmp_path: Path, library: Path, table: str) -> None:
    home = tmp_path / "home"
    with start(home, library) as terminal:
        terminal.wait("Article one")
        terminal.settle()
        terminal.press("enter").wait("The words of")
        terminal.press("m").wait("Bookmarked")
        terminal.press("space", "q")
        terminal.settle()
        terminal.press("q")
        assert terminal.exit_status() == 0
    (state,) = home.rglob("state.db")
    with sqlite3.connect(state) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", [table]).fetchone()
        (size,) = db.execute("PRAGMA page_size").fetchone()
    db.close()
    with state.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    for _ in range(2):  # the first may end with the line that the next repairs it
        with start(home, library) as terminal:
            text = terminal.wait(re.compile("of 2|will be repaired"))
            terminal.settle()
            assert "Traceback" not in terminal.text()
            if "will be repaired" in text:
                assert terminal.exit_status() == 1
                continue
            terminal.press("g", "G", "enter")
            terminal.wait("The words of")
            terminal.settle()
            terminal.press("m")
            terminal.settle()
            terminal.press("q")
            terminal.settle()
            terminal.press("q")
            assert terminal.exit_status() == 0
            assert "Traceback" not in terminal.text()
            return
    raise AssertionError("it was not repaired")
