"""Pictures of the library: Enter shows one over the whole screen; one that cannot be drawn is a line of text."""

import io
import os
import warnings
import zlib
from pathlib import Path

import pytest
from PIL import Image
from textual.color import Color

from reader.errors import ReaderError, StorageError
from reader.reading import picture as reading
from reader.tui.picture import KEPT, Picture, decode, fitted, strips
from reader.tui.picture_dialog import PictureDialog
from tests.tui.desk import Desk

RED, BLUE = (255, 0, 0), (0, 0, 255)
TEXT = "# Pictures\n\nBefore it.\n\n![The wall at dusk](wall.png)\n"


def png(width: int, height: int, *, opacity: int = 255) -> bytes:
    """The upper half red, the lower one blue."""
    image = Image.new("RGBA", (width, height), (*RED, opacity))
    image.paste((*BLUE, opacity), (0, height // 2, width, height))
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def bomb(side: int = 60_000) -> bytes:
    """A few bytes that say they are a very large picture."""
    data = bytearray(png(8, 8))
    data[16:24] = side.to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        os.urandom(2000),
        png(64, 64)[:90],
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"<svg/>",
        bomb(),
        bomb(10_000),
    ],
    ids=["empty", "head", "random", "cut", "postscript", "svg", "bomb", "large"],
)
def test_what_is_no_picture_is_an_error_of_one_line(data: bytes) -> None:
    with pytest.raises(ReaderError) as error, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        decode(data)
    assert "\n" not in str(error.value)
    assert not warned, "it would be written over the screen"


def test_a_large_picture_is_kept_small_and_in_its_shape() -> None:
    picture = decode(png(4000, 1000))
    assert (picture.width, picture.height) == (KEPT, KEPT // 4)


@pytest.mark.parametrize(
    ("size", "room", "cells"),
    [((100, 100), (80, 22), (44, 22)), ((400, 100), (80, 22), (80, 10)), ((1, 500), (80, 22), (1, 22))],
)
def test_a_picture_fits_and_keeps_its_shape(
    size: tuple[int, int], room: tuple[int, int], cells: tuple[int, int]
) -> None:
    assert fitted(Picture(*size, b""), *room) == cells


def test_half_a_cell_is_a_pixel_and_what_is_transparent_shows_the_ground() -> None:
    row = strips(decode(png(4, 4)), 3, 1, Color(9, 9, 9))
    assert [strip.text for strip in row] == ["▀▀▀"]
    style = next(iter(row[0])).style
    assert style is not None and style.color is not None and style.bgcolor is not None
    assert (style.color.triplet, style.bgcolor.triplet) == (RED, BLUE)
    clear = next(iter(strips(decode(png(4, 4, opacity=0)), 3, 1, Color(9, 9, 9), ascii_only=True)[0]))
    assert clear.text == " " and clear.style is not None and clear.style.bgcolor is not None
    assert clear.style.bgcolor.triplet == (9, 9, 9)


async def test_enter_shows_a_picture_and_esc_returns_to_the_very_place(tmp_path: Path) -> None:
    async with Desk(tmp_path, {"p.md": TEXT, "wall.png": png(200, 100)}) as desk:
        await desk.read("Pictures")
        await desk.press("tab")
        await desk.sees("▀▀▀")  # in the page
        before = desk.lines()
        await desk.press("enter")
        assert isinstance(desk.app.screen, PictureDialog), desk.picture()
        lines = desk.lines()
        assert lines[0].strip() == "The wall at dusk" and lines[-1].strip() == "Esc closes"
        assert not desk.app.screen.show_vertical_scrollbar
        desk.desk.failed(StorageError("The place is not saved: the disk is full"))
        await desk.says("The place is not saved: the disk is full")
        desk.desk.status.hush()  # it is told there too
        assert sum("▀" * 20 in line for line in lines) > 10
        await desk.press("escape")
        assert desk.lines() == before
        await desk.press("enter", "q")
        assert desk.lines() == before


async def test_a_picture_that_cannot_be_shown_is_told_in_the_status_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png(9, 9))
    async with Desk(tmp_path, {"p.md": TEXT, "wall.png": b"GIF89a nonsense"}) as desk:
        await desk.read("Pictures")
        await desk.press("tab", "enter")
        await desk.says("damaged")
        wall = desk.path("wall.png")
        monkeypatch.setattr(reading, "MAX_BYTES", 4)
        await desk.press("enter")
        await desk.says("larger than")
        wall.unlink()
        wall.symlink_to(secret)
        await desk.press("enter")
        assert not isinstance(desk.app.screen, PictureDialog), "a link leads out of the library"
        wall.unlink()
        os.mkfifo(wall)
        await desk.press("enter")
        assert not isinstance(desk.app.screen, PictureDialog), "a pipe would never end"
        monkeypatch.setattr("reader.tui.showing.can_draw", lambda: False)
        wall.unlink()
        wall.write_bytes(png(9, 9))
        await desk.press("enter")
        await desk.says("extra “images”")
