"""Pictures in the page: drawn where they stand, lazily, and in the way of nothing that a page does otherwise."""

from __future__ import annotations

import io
import math
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from textual.pilot import Pilot

from reader.article import Fingerprint
from reader.document import Document, Kind, Link
from reader.document.picture_scan import addresses
from reader.reading import Launch
from reader.reading.config import Config
from reader.tui import illustrating
from reader.tui.gallery import Gallery, Measured, cells_of
from reader.tui.picture import HALF, size_of
from reader.tui.picture_dialog import PictureDialog
from tests.tui.desk import FILLING, Desk
from tests.tui.test_picture import bomb, png
from tests.tui.test_snapshot import Compare, keys

WORDS = "![The wall at dusk](pictures/wall.png)"
PAGE = f"# Pictures\n\nBefore it.\n\n{WORDS}\n\nAfter it. {FILLING}\n\n" + f"{FILLING}\n\n" * 20
FILES: dict[str, str | bytes] = {"p.md": PAGE, "pictures/wall.png": png(320, 160)}


def drawn(desk: Desk) -> list[int]:
    """How many cells of a picture stand on each row of the screen that has some."""
    return [line.count(HALF) for line in desk.lines() if HALF in line]


@given(st.integers(1, 9000), st.integers(1, 9000), st.integers(4, 200), st.integers(3, 90))
def test_a_picture_fits_its_room_and_is_never_larger_than_it_is(
    width: int, height: int, columns: int, rows: int
) -> None:
    wide, high = cells_of(width, height, (8, 16), columns, rows)
    assert 1 <= wide <= columns and 1 <= high <= rows
    assert wide <= max(1, round(width / 8)) and high <= max(1, round(height / 16))
    if wide > 4 and high > 4:
        assert 0.7 < (wide * 8 / (high * 16)) / (width / height) < 1.4


def test_how_a_camera_was_held_is_known_before_the_picture_is_decoded() -> None:
    image, written = Image.new("RGB", (60, 20)), io.BytesIO()
    exif = image.getexif()
    exif[0x0112] = 6
    image.save(written, "JPEG", exif=exif)
    assert size_of(written.getvalue()) == (20, 60)
    assert size_of(png(60, 20)[:60]) == (60, 20), "the head is enough"


def test_addresses_are_found_without_a_parser() -> None:
    text = '![a](b.png "t") ![](<c d.png>) <img alt="x" src="e&amp;f.png"> <IMG SRC=\'g.png\'> [no](h.png) ![[i.png]]'
    assert addresses(text, 9) == ["b.png", "c d.png", "e&f.png", "g.png"]
    assert addresses(text, 2) == ["b.png", "c d.png"]


def test_a_picture_that_cannot_be_drawn_while_a_thread_learns_of_others() -> None:
    article, picture = Path("/library/p.md"), Measured(Path("/library/a.png"), 20, 20, Fingerprint(1, 1, 1))
    gallery = Gallery(100, lambda _: None)

    class Interrupting(Measured):
        """In the midst of a comparison a thread has its turn."""

        __hash__ = Measured.__hash__

        def __eq__(self, other: object) -> bool:
            gallery.learn(article, {f"{len(gallery._known)}.png": "no such file"})
            return tuple.__eq__(self, other)

    gallery.learn(article, {"a.png": picture, "b.png": "no such file"})
    assert gallery.spoil(Interrupting(*picture), "damaged")
    assert gallery.fit(article, Link("", "a.png", "", "image", 0, 0), 40) == "damaged"


async def test_a_picture_is_drawn_where_it_stands_above_its_words(tmp_path: Path) -> None:
    async with Desk(tmp_path, FILES) as desk:
        await desk.read("Pictures")
        await desk.until(lambda: drawn(desk), "it was not drawn")
        assert drawn(desk) == [40] * 10, desk.picture()
        at = desk.row_of(HALF)
        lines = desk.lines()
        assert lines[at + 10].strip() == "The wall at dusk" and lines[at + 12].strip().startswith("After it.")
        await desk.press("tab")
        assert "wall.png" in desk.status
        assert all(line.strip().startswith("▌") for line in desk.lines()[at : at + 10]), desk.picture()
        await desk.press("enter")
        assert isinstance(desk.app.screen, PictureDialog), desk.picture()
        await desk.press("escape")
        assert drawn(desk) == [40] * 10


async def test_rows_are_kept_before_the_first_paint_and_the_picture_comes_into_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Desk(tmp_path, FILES) as desk:
        monkeypatch.setattr(illustrating.Illustrating, "look_at_pictures", lambda self: None)
        await desk.read("Pictures")
        assert not drawn(desk)
        before = desk.row_of("After it.")
        monkeypatch.undo()
        desk.desk._looking = False
        desk.page.refresh()
        await desk.until(lambda: drawn(desk))
        assert desk.row_of("After it.") == before


async def test_it_scrolls_line_by_line_and_the_words_at_the_top_stay_in_another_size(tmp_path: Path) -> None:
    async with Desk(tmp_path, FILES) as desk:
        await desk.read("Pictures")
        await desk.until(lambda: drawn(desk))
        before = desk.lines()
        await desk.press(*"jjjjjjjj")
        assert desk.lines()[: len(before) - 9] == before[8:-1], desk.picture()
        rows = len(drawn(desk))
        await desk.pilot.resize_terminal(90, 24)
        await desk.until(lambda: len(drawn(desk)) == rows, "the top row is another")
        await desk.press("=", "ctrl+l")
        await desk.until(lambda: len(drawn(desk)) == rows, "it is drawn again")
        await desk.press(*"kkkkkkkk")
        await desk.until(lambda: drawn(desk) == [40] * 10)


async def test_a_picture_stays_when_the_text_is_read_again_and_another_takes_its_place(tmp_path: Path) -> None:
    async with Desk(tmp_path, FILES) as desk:
        await desk.read("Pictures")
        await desk.until(lambda: drawn(desk))
        desk.path("p.md").write_text(PAGE.replace("Before it.", "Above it."))
        desk.desk.look_at_file()
        await desk.sees("Above it.")
        await desk.until(lambda: drawn(desk) == [40] * 10, "it is gone")
        desk.path("pictures/wall.png").write_bytes(png(160, 160))
        await desk.press("r")
        await desk.until(lambda: drawn(desk) == [20] * 10, "it is the old one")


async def test_a_picture_far_below_is_measured_before_it_comes_on_the_screen(tmp_path: Path) -> None:
    far = f"# Pictures\n\n{f'{FILLING}{chr(10) * 2}' * 200}{WORDS}\n\n{f'{FILLING}{chr(10) * 2}' * 20}"
    async with Desk(tmp_path, FILES | {"p.md": far}) as desk:
        await desk.read("Pictures")
        await desk.press("tab")
        await desk.until(lambda: drawn(desk) == [40] * 10, "it is not whole on the screen")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (png(64, 64)[:20], "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (bomb(), "too large"),
        (bomb(9000), "too large: 9,000 ×"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "damaged"),
        (b"Only text.\n" * 50, "damaged"),
        (b"", "damaged"),
        (png(64, 64)[:90], "damaged"),
        (None, "no such file"),
    ],
    ids=["cut", "head", "bomb", "large", "svg", "text", "empty", "cut late", "missing"],
)
async def test_what_cannot_be_drawn_is_a_line_that_says_so(tmp_path: Path, data: bytes | None, says: str) -> None:
    files = FILES | {"pictures/wall.png": data} if data is not None else {"p.md": PAGE}
    async with Desk(tmp_path, files) as desk:
        await desk.read("Pictures")
        await desk.until(lambda: says in desk.lines()[desk.row_of("The wall at dusk")], "it is not said")
        assert not drawn(desk)
        assert desk.row_of("After it.") - desk.row_of("The wall at dusk") <= 3


async def test_nothing_but_files_of_the_library_is_looked_at(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png(320, 160))
    text = "# Pictures\n\n![](link.png)\n\n![](pipe.png)\n\n![](../secret.png)\n\n![](https://example.org/a.png)\n"
    async with Desk(tmp_path, {"p.md": text}, wait=False) as desk:
        desk.path("link.png").symlink_to(secret)
        os.mkfifo(desk.path("pipe.png"))
        await desk.read("Pictures")
        await desk.rest()
        assert not drawn(desk)
        lines = [line.strip() for line in desk.lines() if "▣" in line]
        assert len(lines) == 4 and "symbolic link" in lines[0] and "not a regular file" in lines[1], desk.picture()
        assert lines[3].replace("\xa0", " ") == "▣ a.png · example.org"


@pytest.mark.parametrize("images", ["off", "auto"])
async def test_without_colours_or_wish_it_is_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, images: str
) -> None:
    if images == "auto":
        monkeypatch.setenv("NO_COLOR", "1")
    async with Desk(tmp_path, FILES, config=Config({}, images=images)) as desk:
        await desk.read("Pictures")
        await desk.rest()
        assert not drawn(desk)
        assert "▣ The wall at dusk · wall.png" in desk.text().replace("\xa0", " ")
        await desk.press("tab", "enter")
        assert isinstance(desk.app.screen, PictureDialog) == (images == "off")


async def test_marks_hits_hints_and_themes_do_with_a_picture_in_view(tmp_path: Path) -> None:
    async with Desk(tmp_path, FILES) as desk:
        await desk.read("Pictures")
        await desk.until(lambda: drawn(desk))
        await desk.press("/")
        await desk.press(*"dusk", "enter")
        assert drawn(desk) == [40] * 10 and "1 of 1" in desk.status, desk.picture()
        await desk.press("escape", "tab", "m")
        assert drawn(desk) == [40] * 10
        await desk.press("escape", "f")
        row = desk.row_of("The wall at dusk")
        assert desk.lines()[row].split()[0] != "The", "a letter stands before the words"
        await desk.press("escape")
        desk.app.theme = "paper"
        await desk.until(lambda: drawn(desk) == [40] * 10, "it is not drawn in the other theme")


async def test_a_document_of_standard_input_has_no_pictures(tmp_path: Path) -> None:
    async with Desk(tmp_path, FILES, launch=Launch(text=PAGE)) as desk:
        await desk.rest()
        assert not drawn(desk) and "▣" in desk.text()


def landscape() -> bytes:
    """A sun over hills in squares of eight pixels, so that each is a half cell whatever scales it."""
    image = Image.new("RGB", (320, 160))
    for y in range(20):
        for x in range(40):
            sun = (x - 28) ** 2 + (y - 7) ** 2 < 14
            hill = y > 12 + 4 * math.sin(x / 7)
            color = (255, 226, 160) if sun else (44 + 2 * y, 52, 84 - 2 * y) if hill else (70 + 6 * y, 90 + 4 * y, 150)
            image.paste(color, (8 * x, 8 * y, 8 * x + 8, 8 * y + 8))
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


ILLUSTRATED = f"""---
title: A walk to the harbour
---

Before it.

{WORDS}

After it. {FILLING}

> In a quote:
>
> ![The same again](pictures/wall.png)

![From elsewhere](https://example.org/lander.png)

![Not there](none.png)
"""


@pytest.fixture
def pictured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    for name in ("COLORFGBG", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLORTERM", "truecolor")
    made = Desk(tmp_path, {"walk.md": ILLUSTRATED, "pictures/wall.png": landscape()})
    yield made
    made.app.background.close()
    made.session.close()


def all_drawn(desk: Desk, *pressed: str, theme: str = "night") -> Callable[[Pilot[int]], Any]:
    """Keys, and a wait for both pictures."""

    async def run(pilot: Pilot[int]) -> None:
        await keys(desk, *pressed, until="In a quote", theme=theme)(pilot)
        await desk.until(lambda: len(drawn(desk)) == 20)

    return run


def test_a_page_with_a_picture_in_the_dark(pictured: Desk, snap_compare: Compare) -> None:
    """The picture stands at the left of the text, its words in italics below; what is not drawn stands on a ground
    of its own and says where it leads, or why not; the bar of the quote goes down beside its picture."""
    done = all_drawn(pictured, "enter")
    assert snap_compare(pictured.app, terminal_size=(80, 50), run_before=done)


def test_a_page_with_a_picture_in_the_light(pictured: Desk, snap_compare: Compare) -> None:
    """As in the dark, with the picture selected: a sign beside each of its rows."""
    done = all_drawn(pictured, "enter", "tab", theme="paper")
    assert snap_compare(pictured.app, terminal_size=(120, 40), run_before=done)


async def test_long_code_is_not_looked_through_for_pictures_and_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "![a](sky.png) and [b](c.md)\n" * 9_000
    async with Desk(tmp_path, {"Code.md": f"# Code\n\n```\n{code}```\n\n[A link](d.md) at the end.\n"}) as desk:
        await desk.read("Code")
        await desk.until(lambda: desk.page.document is not None and desk.page.document.complete)
        looked: list[Kind] = []
        source = Document.source

        def counted(document: Document, index: int) -> str:
            looked.append(document.unit(index).kind)
            return source(document, index)

        monkeypatch.setattr(Document, "source", counted)
        desk.desk._looking = False
        desk.desk.look_at_links()
        assert looked and Kind.CODE not in looked
