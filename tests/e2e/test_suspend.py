"""Ctrl+Z in the job control of a real shell, and programs that get the terminal for a while."""

import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="job control is tried with bash")
READER = f"{shlex.quote(sys.executable)} -m reader"


def shell(home: Path, library: Path) -> Terminal:
    """A shell in which the program reads an article."""
    library.mkdir()
    home.mkdir()
    text = "# Stones\n\nThe first words.\n\n" + "A wall stands in the sea, and nobody asks who paid for it.\n\n" * 40
    (library / "stones.md").write_text(text)
    return Terminal(["bash", "--norc", "--noprofile", "-i"], (80, 24), home=home)


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


def test_an_editor_gets_the_terminal_and_gives_it_back(tmp_path: Path) -> None:
    editor = tmp_path / "edit"
    editor.write_text("#!/bin/sh\nprintf 'An editor of sorts\\n'\nread line\nprintf '%s\\n' \"$line\" >> \"$1\"\n")
    editor.chmod(0o755)
    with shell(tmp_path / "home", tmp_path / "library") as terminal:
        terminal.type(f"EDITOR={editor} {READER} {shlex.quote(str(tmp_path / 'library'))}\r").wait("1 of 1")
        terminal.press("enter").wait("The first words.")
        terminal.settle()
        terminal.press("e").wait("An editor of sorts")
        terminal.type("Added at the end.\r").wait("The first words.")
        terminal.press("G").wait("Added at the end.")


def test_ctrl_c_in_an_editor_is_for_the_editor(tmp_path: Path) -> None:
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
        terminal.press("ctrl+c").wait("Not this way")
        terminal.type("Added at the end.\r").wait("The first words.")
        terminal.press("G").wait("Added at the end.")
