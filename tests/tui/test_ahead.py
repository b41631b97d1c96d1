"""What is made ready before it is asked for: it never shows what is not so any more."""

import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.geometry import Region
from textual.strip import Strip

from reader.document import Layout, render
from reader.document.node import Content
from reader.document.parser import Batch, Parser
from reader.errors import UnreadableError
from reader.reading import Opened
from reader.tui import opening
from reader.tui.sheet import Sheet
from tests.tui.desk import Desk, articles
from tests.tui.test_list import LONG


async def test_enter_finds_the_article_of_the_cursor_read(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("j")
        await desk.until(lambda: desk.desk._ahead is not None)

        def broken(path: Path) -> Opened:
            raise UnreadableError("it is read already")

        desk.session.open = broken  # type: ignore[method-assign]
        await desk.press("enter")
        assert desk.title == "The railway"
        await desk.sees("Passage 1.1")


async def test_what_was_laid_out_ahead_is_what_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signs of links and folds belong to it; and its end is not laid out to show its beginning."""
    drawn, draw = list[str](), render.draw

    def noted(content: Content, *args: Any, **options: Any) -> Layout:
        drawn.append(content.text)
        return draw(content, *args, **options)

    monkeypatch.setattr(render, "draw", noted)
    text = "# One\n\nThe first with [a link](https://example.org).\n\n> [!note]- Fold\n> within\n\n"
    async with Desk(tmp_path, {"long.md": text + "More of it.\n\n" * 60 + "The last.\n"}) as desk:
        await desk.until(lambda: desk.desk._ahead is not None)
        assert any("a link" in text for text in drawn) and "within" not in drawn
        monkeypatch.setattr(desk.page, "_draw_ahead", lambda: None)
        drawn.clear()
        await desk.press("enter")
        await desk.sees("a link")
        assert not drawn


async def test_a_file_that_changed_meanwhile_is_read_again(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.until(lambda: desk.desk._ahead is not None)
        desk.path("wall.md").write_text("# The harbour wall\n\nWritten this minute.\n")
        await desk.press("enter")
        await desk.sees("Written this minute.")


async def test_a_file_that_is_gone_meanwhile_says_so(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.until(lambda: desk.desk._ahead is not None)
        desk.path("wall.md").unlink()
        await desk.press("enter")
        await desk.says("Can't read")
        assert desk.title is None


async def test_what_is_written_about_an_article_is_known_when_it_is_opened(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.until(lambda: desk.desk._ahead is not None)
        await desk.press("s", "enter")
        assert desk.desk.opened.article.starred


async def test_rows_drawn_before_are_drawn_anew_when_they_say_something_else(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        await desk.press("space", "space", "b", "b", "j")
        before = desk.lines()[2]
        await desk.press("s")
        assert desk.desk.signs.star in desk.lines()[2] and desk.desk.signs.star not in before
        desk.app.theme = "paper"
        await desk.rest()
        ground = desk.desk.styles_of.palette.ground.rich_color
        strips = desk.app.screen._compositor.render_strips()
        assert {segment.style.bgcolor for segment in strips[5] if segment.style} == {ground}


async def test_text_that_comes_with_a_later_slice_is_shown(tmp_path: Path) -> None:
    """The head of the file ends with the title: the one line below it is longer than a head is."""
    text = "# One line\n\nFirstword " + "and so on it went " * 8000 + "\n"
    async with Desk(tmp_path, {"line.md": text}) as desk:
        await desk.press("enter")
        await desk.sees("Firstword")


async def test_what_was_drawn_ahead_of_a_provisional_end_is_drawn_anew(tmp_path: Path) -> None:
    async with Desk(tmp_path, {"long.md": "# Long\n\n" + "A line of the text.\n\n" * 40}) as desk:
        await desk.press("enter", "space")
        page = desk.page
        await desk.until(lambda: any(row > page._rows[-1] for row in page._strips))
        drawn = max(row.unit for row in page._strips)
        page._final = drawn  # as if the last unit that is drawn had been the open one
        page.grown()
        assert max(row.unit for row in page._strips) < drawn and drawn not in page._laid


async def test_what_is_read_ahead_is_as_dense_as_it_will_be_shown(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        desk.page.set_compact(True)
        await desk.press("j")
        await desk.until(lambda: desk.desk._ahead is not None)
        assert desk.desk._ahead is not None
        assert desk.desk._ahead.document.compact


@pytest.mark.parametrize("dear", [False, True])
async def test_batches_are_small_where_it_takes_long_to_take_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dear: bool
) -> None:
    sizes, step, spent = list[int](), Parser.step, iter(range(1_000_000))

    def thread_time() -> float:
        on_loop = threading.current_thread() is threading.main_thread()
        return float(next(spent)) if dear and on_loop else 0.0

    def counted(parser: Parser, size: int = 65_536) -> Batch:
        sizes.append(size)
        return step(parser, size)

    monkeypatch.setattr(opening, "time", SimpleNamespace(thread_time=thread_time, sleep=time.sleep))
    monkeypatch.setattr(Parser, "step", counted)
    async with Desk(tmp_path, {"Long.md": "# Long\n\n" + "Some words.\n\n" * 20_000}) as desk:
        await desk.read("Long")
        await desk.until(lambda: desk.page.document is not None and desk.page.document.complete)
    assert sizes[-1] == opening.LEAST if dear else max(sizes[1:]) > opening.PIECE


async def test_what_is_to_be_done_behind_a_paint_waits_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    paint = Sheet.render_lines

    def painted(sheet: Sheet, crop: Region) -> list[Strip]:
        done.append("painted")
        return paint(sheet, crop)

    def ready() -> None:
        done.append("made ready")

    async with Desk(tmp_path, {"Long.md": "# Long\n\n" + "Some words.\n\n" * 500}) as desk:
        await desk.read("Long")
        await desk.rest()
        monkeypatch.setattr(Sheet, "render_lines", painted)
        for _ in range(3):
            desk.page.after_paint(ready)
        await desk.rest()
        assert not done, "Textual calls it when it has nothing to paint"
        desk.page.refresh()
        await desk.until(lambda: "made ready" in done)
        await desk.rest()
        assert done == ["painted", "made ready"]
