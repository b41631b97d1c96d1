"""Pictures by the terminal's own graphics: what a terminal is sent that says it is kitty, and what no other is."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

import pytest
from PIL import Image

from reader.sanitise import PICTURE_CELL
from reader.tui.kitty import MARKS
from tests.e2e.program import start
from tests.e2e.test_bytes import offences
from tests.terminal import Terminal
from tests.tui.test_picture import png

KITTY = {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}
_SENT = re.compile(
    rb"\x1b_Ga=T,U=1,f=100,t=d,q=2,i=(\d+),c=(\d+),r=(\d+),m=[01];[^\x1b]*\x1b\\(?:\x1b_Gq=2,m=[01];[^\x1b]*\x1b\\)*"
)
_CELL = re.compile(b"%b(?:%b){2}" % (PICTURE_CELL.encode(), b"|".join(mark.encode() for mark in MARKS)))
_TAKEN = re.compile(rb"\x1b_Ga=d,d=I,i=(\d+),q=2\x1b\\")
_FRAME = re.compile(rb"\x1b\[\?2026h.*?\x1b\[\?2026l", re.DOTALL)


def library(folder: Path) -> Path:
    """An article with a picture of noise, which takes more than one sequence."""
    folder.mkdir()
    image, written = Image.effect_noise((400, 200), 90).convert("RGB"), io.BytesIO()
    image.save(written, "PNG")
    (folder / "wall.png").write_bytes(written.getvalue())
    (folder / "small.png").write_bytes(png(64, 64))
    text = "The harbour wall stands in the sea, and nobody asks who paid for it.\n\n" * 40
    (folder / "p.md").write_text(f"# Pictures\n\n![The wall](wall.png)\n\n{text}![Small](small.png)\n")
    return folder


def cells(terminal: Terminal) -> int:
    return terminal.text().count(PICTURE_CELL)


def picture(sent: re.Match[bytes]) -> Image.Image:
    data = b"".join(re.findall(rb";([A-Za-z0-9+/=]*)\x1b", sent[0]))
    return Image.open(io.BytesIO(base64.b64decode(data)))


def test_a_terminal_like_kitty_is_sent_each_picture_once_and_forgets_it_at_the_end(tmp_path: Path) -> None:
    with start(tmp_path / "home", library(tmp_path / "library"), env=KITTY) as terminal:
        terminal.wait("1 of 1")
        terminal.press("enter")
        terminal.wait_for("the picture", lambda _: cells(terminal) == 50 * 12)
        terminal.press("j", "j", "j", "j").settle()
        terminal.press("k", "k", "k", "k").settle()
        (sent,) = _SENT.finditer(terminal.raw)
        number, *size = map(int, sent.groups())
        assert size == [50, 12] and picture(sent).size == (384, 192)
        x, y = terminal.find(PICTURE_CELL)
        assert terminal.cell(x, y).fg == f"{number:06x}"
        terminal.press("ctrl+l")
        terminal.wait_for("it is sent again", lambda _: len(_SENT.findall(terminal.raw)) == 2)
        terminal.press("G")
        terminal.wait_for("the other picture", lambda _: cells(terminal) == 8 * 4)
        terminal.press("Q")
        assert terminal.exit_status() == 0
        raw = terminal.raw
    sent = list(_SENT.finditer(raw))
    assert len(sent) == 3 and picture(sent[2]).size == (64, 64)
    taken = list(_TAKEN.finditer(raw))
    assert sorted(found[1] for found in taken) == sorted(found[1] for found in sent)
    assert max(found.start() for found in taken) < raw.rindex(b"\x1b[?1049l"), "before the terminal is left"
    assert not any(b"\x1b_" in frame for frame in _FRAME.findall(raw))
    rest = _CELL.sub(b"", _TAKEN.sub(b"", _SENT.sub(b"", raw)))
    assert not offences(rest) and offences(raw)


def test_a_terminal_that_was_lent_is_sent_the_picture_again(tmp_path: Path) -> None:
    editor = tmp_path / "edit"
    editor.write_text("#!/bin/sh\nprintf 'An editor of sorts\\n'\nread line\n")
    editor.chmod(0o755)
    env = {**KITTY, "EDITOR": str(editor)}
    with start(tmp_path / "home", library(tmp_path / "library"), env=env) as terminal:
        terminal.wait("1 of 1")
        terminal.press("enter")
        terminal.wait_for("the picture", lambda _: cells(terminal) == 50 * 12)
        terminal.press("e").wait("An editor of sorts")
        assert len(_TAKEN.findall(terminal.raw)) == 1
        terminal.type("\r")
        terminal.wait_for("it is sent again", lambda _: len(_SENT.findall(terminal.raw)) == 2)
        terminal.wait_for("the picture", lambda _: cells(terminal) == 50 * 12)
        assert terminal.cell(*terminal.find(PICTURE_CELL)).fg == f"{int(_SENT.findall(terminal.raw)[1][0]):06x}"


@pytest.mark.parametrize(
    "env",
    [{}, {**KITTY, "TMUX": "/tmp/tmux-0/default,1,0"}, {**KITTY, "TERM": "tmux-256color"}, {"TERM_PROGRAM": "WezTerm"}],
    ids=["xterm", "tmux", "in tmux", "wezterm"],
)
def test_another_terminal_is_sent_nothing(tmp_path: Path, env: dict[str, str]) -> None:
    with start(tmp_path / "home", library(tmp_path / "library"), env=env) as terminal:
        terminal.wait("1 of 1")
        terminal.press("enter").wait("▀" * 50)
        terminal.press("tab", "enter").wait("Esc closes")
        terminal.settle()
        terminal.press("esc", "Q")
        assert terminal.exit_status() == 0
        assert b"\x1b_" not in terminal.raw and PICTURE_CELL.encode() not in terminal.raw
