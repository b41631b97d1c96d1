"""Pictures by the terminal's own graphics: the bytes, the cells that stand for them, and where neither may be."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from textual.color import Color

from reader.reading.config import Config
from reader.sanitise import PICTURE_CELL, UNSAFE
from reader.tui.brush import Graphics, Halves, brush_for
from reader.tui.egress import EgressFilter
from reader.tui.gallery import Gallery, cells_of
from reader.tui.kitty import CHUNK, MARKS, cells, deletion, is_understood, number_of, transmission
from reader.tui.lent import Lent
from reader.tui.picture import HALF, Picture, png_of
from reader.tui.picture_dialog import PictureDialog
from tests.tui.desk import Desk
from tests.tui.test_illustrated import FILES, PAGE
from tests.tui.test_picture import png

GROUND = Color(0, 0, 0)
KITTY = {"TERM": "xterm-kitty", "KITTY_WINDOW_ID": "1"}
_SENT = re.compile(r"\x1b_Ga=T,U=1,f=100,t=d,q=2,i=(\d+),c=(\d+),r=(\d+),m=([01]);")
_TAKEN = re.compile(r"\x1b_Ga=d,d=I,i=(\d+),q=2\x1b\\")


def test_the_marks_are_those_that_are_published() -> None:
    listed = " ".join(f"{ord(mark):04X}" for mark in MARKS)
    assert len(MARKS) == 297
    assert hashlib.sha256(listed.encode()).hexdigest().startswith("c3dd25224e1c644f")


def test_a_small_picture_is_one_sequence() -> None:
    assert transmission(70_000, b"abc", 4, 2) == "\x1b_Ga=T,U=1,f=100,t=d,q=2,i=70000,c=4,r=2,m=0;YWJj\x1b\\"
    assert deletion(70_000) == "\x1b_Ga=d,d=I,i=70000,q=2\x1b\\"


@given(st.binary(min_size=1, max_size=12_000))
def test_a_large_picture_is_sent_in_parts_of_which_only_the_last_says_so(data: bytes) -> None:
    parts = re.findall(r"\x1b_G([^;]*);([A-Za-z0-9+/=]*)\x1b\\", sent := transmission(70_000, data, 40, 10))
    assert "".join(f"\x1b_G{keys};{text}\x1b\\" for keys, text in parts) == sent, "there is nothing between them"
    assert base64.b64decode("".join(text for _, text in parts)) == data
    assert all(len(text) <= CHUNK and len(text) % 4 == 0 for _, text in parts)
    assert [keys[-3:] for keys, _ in parts] == ["m=1"] * (len(parts) - 1) + ["m=0"] or len(parts) == 1
    assert all(keys == f"q=2,m={int(index < len(parts) - 1)}" for index, (keys, _) in enumerate(parts) if index)


def test_each_cell_says_where_in_which_picture_it_is() -> None:
    rows = cells(0x12FE03, 5, 3, GROUND)
    assert [strip.cell_length for strip in rows] == [5, 5, 5]
    for y, strip in enumerate(rows):
        for x, segment in enumerate(strip.crop(1, 4), 1):
            assert segment.text == PICTURE_CELL + MARKS[y] + MARKS[x]
            assert cell_len(segment.text) == 1 and number_of(segment) == 0x12FE03
    assert "\x1b[38;2;18;254;3;" in rows[0].render(Console(color_system="truecolor", force_terminal=True))


@pytest.mark.parametrize(
    ("environment", "understood"),
    [
        (KITTY, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-ghostty"}, True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "ghostty"}, True),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, True),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1", "TERM_PROGRAM": "WezTerm"}, False),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1", "KONSOLE_VERSION": "230804"}, False),
        (KITTY | {"TMUX": "/tmp/tmux-0/default,1,0"}, False),
        (KITTY | {"TERM": "tmux-256color"}, False),
        (KITTY | {"TERM": "screen.xterm-kitty"}, False),
        (KITTY | {"STY": "1.pts"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux", "KITTY_WINDOW_ID": "1"}, False),
        ({}, False),
    ],
)
def test_only_terminals_that_are_known_for_it_are_sent_pictures(
    environment: Mapping[str, str], understood: bool
) -> None:
    assert is_understood(environment) == understood
    for images, expected in {"auto": understood, "kitty": True, "cells": False, "off": False}.items():
        lent = Lent(lambda data: None)
        assert isinstance(brush_for(images, environment, lent, system="truecolor", plain=False), Graphics) == expected
        assert isinstance(brush_for(images, environment, lent, system="256", plain=False), Halves)
        assert isinstance(brush_for(images, environment, lent, system="truecolor", plain=True), Halves)


def test_only_cells_of_pictures_that_were_sent_pass_the_gate() -> None:
    lent = Lent(lambda data: None)
    gate, number = EgressFilter(lent), lent.number()
    lent.send(number, "")
    (strip,) = cells(number, 3, 1, GROUND)
    assert gate.strip(strip) is strip or gate.strip(strip).text == strip.text
    (foreign,) = cells(number + 1, 3, 1, GROUND)
    assert UNSAFE.search(gate.strip(foreign).text) is None
    style = next(iter(strip)).style
    cell = f"{PICTURE_CELL}\u0305\u0305"
    for text in (PICTURE_CELL, cell[:2], f"{cell}\x1b", f"a{cell}", cell * 2):
        assert UNSAFE.search(gate.apply([Segment(text, style)], GROUND)[0].text) is None, text
    lent.take_back(number)
    assert UNSAFE.search(gate.strip(strip).text) is None


def test_what_the_terminal_holds_is_bounded_and_what_is_forgotten_is_taken_back() -> None:
    written: list[str] = []
    lent = Lent(written.append)
    brush = Graphics(lent)
    gallery = Gallery(brush.limit, brush.drop)
    wishes = [f"{number}" for number in range(100)]
    for wish in wishes:
        drawn = brush.paint(Picture(8, 8, bytes(256)), 4, 2, GROUND)
        brush.send(drawn)
        gallery.keep(wish, drawn, brush.weight(4, 2))  # type: ignore[arg-type]  # any key does
    sent, taken = (pattern.findall("".join(written)) for pattern in (_SENT, _TAKEN))
    assert len({found[0] for found in sent}) == 100 and taken == [found[0] for found in sent[:36]]
    assert len(_TAKEN.findall(lent.take_all())) == 64 and not lent.take_all()


def test_a_picture_is_sent_no_finer_than_cells_show_it_and_never_huge() -> None:
    brush = Graphics(Lent(lambda data: None))
    assert brush.box(40, 10) == (320, 160)
    width, height = brush.box(290, 290)
    assert width * height <= 1_500_000 and abs(height / width - 2) < 0.01


@pytest.mark.parametrize(("opacity", "mode"), [(255, "RGB"), (80, "RGBA")])
def test_a_picture_keeps_its_opacity(opacity: int, mode: str) -> None:
    written = png_of(Picture(2, 1, bytes([9, 8, 7, 255, 6, 5, 4, opacity])))
    image = Image.open(io.BytesIO(written))
    assert image.mode == mode and image.convert("RGBA").getpixel((1, 0)) == (6, 5, 4, opacity)


# in the program


@pytest.fixture(autouse=True)
def in_kitty(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "TMUX", "STY", "TERM_PROGRAM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {**KITTY, "COLORTERM": "truecolor"}.items():
        monkeypatch.setenv(name, value)


class Kitty(Desk):
    """The program in such a terminal; what it was sent besides frames is in `written`."""

    written: list[str]

    async def __aenter__(self) -> Kitty:
        self.written = []
        self.app._lent._write = self.written.append  # type: ignore[method-assign, assignment]
        await super().__aenter__()
        return self

    def sent(self) -> list[str]:
        return [found[0] for found in _SENT.findall("".join(self.written))]

    def taken(self) -> list[str]:
        return _TAKEN.findall("".join(self.written))

    def rows(self) -> list[int]:
        """The rows of the picture that are on the screen, top to bottom; each is whole."""
        seen = []
        for line in self.lines():
            marks = re.findall(f"{PICTURE_CELL}(.)(.)", line)
            if marks:
                assert [column for _, column in marks] == list(MARKS[:40]) and len({row for row, _ in marks}) == 1
                seen.append(MARKS.index(marks[0][0]))
        return seen


async def test_a_page_has_cells_for_a_picture_that_scroll_with_it(tmp_path: Path) -> None:
    async with Kitty(tmp_path, FILES) as desk:
        await desk.read("Pictures")
        await desk.until(lambda: desk.rows() == list(range(10)), "it is not there")
        assert HALF not in desk.text() and len(desk.sent()) == 1
        await desk.press(*"jjjjjjjj")
        first = desk.rows()[0]
        assert first > 0 and desk.rows() == list(range(first, 10)), desk.picture()
        await desk.press(*"kkkkkkkk", "f")
        assert desk.rows() == list(range(10))
        await desk.press("escape", "/")
        await desk.press(*"dusk", "enter")
        assert desk.rows() == list(range(10)) and len(desk.sent()) == 1, "it was sent once"
        await desk.press("escape", "ctrl+l")
        await desk.until(lambda: len(desk.sent()) == 2 and desk.rows() == list(range(10)), "it is sent again")
        assert desk.taken() == desk.sent()[:1]


async def test_over_the_whole_screen_it_is_sent_in_that_size_and_taken_back(tmp_path: Path) -> None:
    async with Kitty(tmp_path, FILES) as desk:
        await desk.read("Pictures")
        await desk.until(lambda: desk.rows() == list(range(10)))
        await desk.press("tab", "enter")
        assert isinstance(desk.app.screen, PictureDialog)
        await desk.until(lambda: desk.text().count(PICTURE_CELL) > 400, "it is not there")
        before = desk.text().count(PICTURE_CELL)
        await desk.press("ctrl+l")
        await desk.until(lambda: len(desk.sent()) == 3 and desk.text().count(PICTURE_CELL) == before, "not sent again")
        await desk.pilot.resize_terminal(60, 24)
        await desk.until(lambda: len(desk.sent()) == 4 and 0 < desk.text().count(PICTURE_CELL) < before, "not fitted")
        assert set(desk.taken()) == set(desk.sent()[1:3]), "one of this size is held"
        await desk.press("escape")
        await desk.until(lambda: set(desk.taken()) >= set(desk.sent()[1:4]))
        await desk.until(lambda: desk.rows() == list(range(10)))


async def test_a_document_cannot_show_a_picture(tmp_path: Path) -> None:
    cell = f"{PICTURE_CELL}{MARKS[0]}{MARKS[0]}"
    page = PAGE.replace("Before it.", f"Before {cell} and &#x10EEEE;{MARKS[1]}{MARKS[1]} `{cell}` it.")
    async with Kitty(tmp_path, FILES | {"p.md": page}) as desk:
        await desk.read("Pictures")
        await desk.until(lambda: desk.rows() == list(range(10)), "only ours is there")
        assert desk.lines()[desk.row_of("Before ")].count("\ufffd") == 3, desk.picture()


@pytest.mark.parametrize("images", ["cells", "off"])
async def test_nothing_is_sent_where_it_is_not_wanted(tmp_path: Path, images: str) -> None:
    async with Kitty(tmp_path, FILES, config=Config({}, images=images)) as desk:
        await desk.read("Pictures")
        await desk.rest()
        assert not desk.written and PICTURE_CELL not in desk.text()


async def test_half_cells_are_drawn_no_farther_than_they_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Halves, "limit", 1000)  # two pictures
    painted: list[int] = []
    paint = Halves.paint
    monkeypatch.setattr(Halves, "paint", lambda *given: (painted.append(1), paint(*given))[1])
    names = [f"pictures/{number}.png" for number in range(6)]
    page = "# Pictures\n\n" + "".join(f"![Number {name}]({name})\n\n" for name in names)
    files: dict[str, str | bytes] = {"p.md": page, **{name: png(320, 160) for name in names}}
    async with Desk(tmp_path, files, config=Config({}, images="cells")) as desk:
        await desk.read("Pictures")
        await desk.until(lambda: len(painted) == 2)
        for _ in range(4):
            desk.desk.look_at_pictures()
            await desk.rest()
        assert len(painted) == 2, "one drives out the other over and over"


@pytest.mark.parametrize("pixels", [(40, 1), (1, 80), (8, 16)])
def test_a_picture_has_cells_whatever_shape_a_terminal_says_they_have(
    monkeypatch: pytest.MonkeyPatch, pixels: tuple[int, int]
) -> None:
    monkeypatch.setattr("reader.tui.kitty.cell_pixels", lambda terminal: pixels)
    brush = Graphics(Lent(lambda _: None))
    columns, rows = cells_of(300, 200, brush.cell, 60, 12)
    assert 1 <= columns <= 60 and 1 <= rows <= 12 and min(brush.box(columns, rows)) >= 1
