"""Ctrl+Z in the job control of a real shell, and programs that get the terminal for a while."""

import re
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from reader.sanitise import PICTURE_CELL
from reader.tui.picture import HALF
from tests.e2e.test_pictures import KITTY
from tests.terminal import Terminal
from tests.tui.test_picture import png

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="job control is tried with bash")
READER = f"{shlex.quote(sys.executable)} -m reader"


def shell(home: Path, library: Path, **options: Any) -> Terminal:
    """A shell in which the program reads an article."""
    library.mkdir()
    home.mkdir()
    text = "# Stones\n\nThe first words.\n\n" + "A wall stands in the sea, and nobody asks who paid for it.\n\n" * 40
    (library / "stones.md").write_text(text)
    return Terminal(["bash", "--norc", "--noprofile", "-i"], (80, 24), home=home, **options)


def test_after_ctrl_z_and_fg_the_article_is_there_and_keys_work(tmp_path: Path) -> None:
    with shell(tmp_path / "home", tmp_path / "library") as terminal:
        terminal.type(f"{READER} {shlex.quote(str(tmp_path / 'library'))}\r").wait("1 of 1")
        terminal.press("enter").wait("The first words.")
        terminal.settle()
        for _ in range(2):
            terminal.press("ctrl+z").wait("Stopped")
            terminal.type("fg\r").gone("Stopped")
            terminal.wait("The first words.")
        terminal.press("G").wait("Finished")


@pytest.mark.parametrize("env", [{}, KITTY], ids=["half cells", "kitty"])
def test_pictures_are_there_again_after_ctrl_z_and_fg_in_the_page_and_over_it(
    tmp_path: Path, env: dict[str, str]
) -> None:
    sign = PICTURE_CELL if env else HALF
    with shell(tmp_path / "home", tmp_path / "library", env=env) as terminal:
        (tmp_path / "library" / "wall.png").write_bytes(png(400, 200))
        (tmp_path / "library" / "stones.md").write_text("# Stones\n\n![The wall](wall.png)\n\nThe last words.\n")
        terminal.type(f"{READER} {shlex.quote(str(tmp_path / 'library'))}\r").wait("1 of 1")
        terminal.press("enter").wait("The last words.")
        terminal.wait_for("the picture", lambda text: text.count(sign) == 50 * 12)
        terminal.press("ctrl+z").wait("Stopped")
        terminal.type("fg\r").gone("Stopped")
        terminal.wait_for("the picture again", lambda text: text.count(sign) == 50 * 12)
        terminal.press("tab", "enter").gone("The last words.")
        terminal.wait_for("the picture over the page", lambda text: text.count(sign) > 50 * 12)
        cells = terminal.settle().count(sign)
        for _ in range(2):
            terminal.press("ctrl+z").wait("Stopped")
            terminal.type("fg\r").gone("Stopped")
            terminal.wait_for("the picture over the page again", lambda text: text.count(sign) == cells)
        terminal.press("escape").wait("The last words.")
        terminal.wait_for("the picture in the page", lambda text: text.count(sign) == 50 * 12)
        sent, taken = (re.findall(rb"\x1b_Ga=%s,[^;\x1b]*\bi=(\d+)" % what, terminal.raw) for what in (b"T", b"d"))
        assert len(set(sent)) == len(sent) and set(taken) <= set(sent)
        if env:
            assert f"{int(sent[-1]):06x}" == terminal.cell(*terminal.find(sign)).fg and sent[-1] not in taken


def test_a_dialog_is_there_again_after_ctrl_z_and_fg(tmp_path: Path) -> None:
    with shell(tmp_path / "home", tmp_path / "library") as terminal:
        terminal.type(f"{READER} {shlex.quote(str(tmp_path / 'library'))}\r").wait("1 of 1")
        terminal.press("O").wait("Sort and group")
        terminal.press("ctrl+z").wait("Stopped")
        terminal.type("fg\r").gone("Stopped")
        terminal.wait("Sort and group")
        terminal.press("escape").gone("Sort and group")


@pytest.mark.parametrize("interrupted", [False, True])
def test_an_editor_gets_the_terminal_and_gives_it_back(tmp_path: Path, interrupted: bool) -> None:
    """Ctrl+C in it is for the editor."""
    editor = tmp_path / "edit"
    editor.write_text(
        "#!/bin/bash\ntrap 'echo Not this way' INT\nprintf 'An editor of sorts\\n'\n"
        'until read line; do :; done\nprintf "%s\\n" "$line" >> "$1"\n'
    )
    editor.chmod(0o755)
    with shell(tmp_path / "home", tmp_path / "library") as terminal:
        terminal.type(f"EDITOR={editor} {READER} {shlex.quote(str(tmp_path / 'library'))}\r").wait("1 of 1")
        terminal.press("enter").wait("The first words.")
        terminal.settle()
        terminal.press("e").wait("An editor of sorts")
        if interrupted:
            terminal.press("ctrl+c").wait("Not this way")
        terminal.type("Added at the end.\r").wait("The first words.")
        terminal.press("G").wait("Added at the end.")
