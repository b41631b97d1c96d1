"""The open file changes, in the ways in which programs write: what is read stays where it is."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from reader.reading import Opened
from tests.tui.desk import Desk, articles

pytestmark = pytest.mark.asyncio
WALL = "The harbour wall"


async def taken_over(desk: Desk, words: str) -> None:
    """The program looks at the file and shows a text that has these words."""
    desk.desk.look_at_file()
    await desk.until(lambda: words in (desk.page.document.text if desk.page.document else ""))
    await desk.rest()


def edited(desk: Desk) -> str:
    """The text with much above Passage 4.2, and without that passage itself."""
    text = desk.path("wall.md").read_text()
    start, end = text.index("Passage 4.2"), text.index("Passage 4.3")
    text = text[:start] + text[end:]
    return text.replace("## Section 2\n", "## Section 2\n\n" + "New words above.\n\n" * 20)


@pytest.mark.parametrize("how", ["in place", "renamed over", "deleted and made again"])
async def test_what_is_below_a_passage_that_goes_stays_in_its_row(tmp_path: Path, how: str) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("4.2")
        before = [number for number, line in enumerate(desk.drawn(desk.page)) if "Passage 4.3" in line]
        path, text = desk.path("wall.md"), edited(desk)
        if how == "renamed over":
            path.with_suffix(".part").write_text(text)
            path.with_suffix(".part").rename(path)
        else:
            if how != "in place":
                path.unlink()
                desk.desk.look_at_file()
                await desk.says("is gone")
                assert "Passage 4.2" in desk.text(), "its text stays"
            path.write_text(text)
        await taken_over(desk, "New words above.")
        await desk.says("The file has changed")
        assert [number for number, line in enumerate(desk.drawn(desk.page)) if "Passage 4.3" in line] == before


async def test_a_file_that_is_emptied_and_written_in_pieces(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("6.2")
        path, text = desk.path("wall.md"), desk.path("wall.md").read_text()
        for size in (0, 300, 2000, len(text)):
            path.write_text(text[:size] + "\nAfter it.\n")
            desk.desk.look_at_file()
            await desk.until(
                lambda size=size: desk.page.document is not None and len(desk.page.document.text) == size + 11
            )
            await desk.rest()
        assert desk.top_words().startswith("Passage 6.2 ")


async def test_one_reads_on_while_the_file_is_read_again(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        desk.path("wall.md").write_text(desk.path("wall.md").read_text() + "\nAfter it.\n")
        desk.desk.reload(quiet=True)
        await desk.press("space", "space", "space")
        words = desk.top_words()
        await taken_over(desk, "After it.")
        assert desk.top_words() == words


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_file_that_is_read_again_does_not_keep_another_from_coming(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with Desk(tmp_path, articles(), size=size) as desk:
        await desk.read(WALL)
        go_on, asked = threading.Event(), threading.Event()
        real = desk.session.open

        def slow(path: Path) -> Opened:
            asked.set()
            go_on.wait(5)
            return real(path)

        desk.session.open = slow  # type: ignore[method-assign]
        desk.send("J")
        await desk.until(asked.is_set)
        desk.path("wall.md").write_text(desk.path("wall.md").read_text() + "\nAfter it.\n")
        desk.desk.look_at_file()
        await desk.until(lambda: desk.page.document is not None and "After it." in desk.page.document.text)
        go_on.set()
        await desk.until(lambda: desk.title == "The railway", "what J asked for did not come")


async def test_what_was_read_again_does_not_replace_what_came_meanwhile(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        go_on = threading.Event()
        real = desk.session.reopen

        def slow(opened: Opened) -> Opened:
            go_on.wait(5)
            return real(opened)

        desk.session.reopen = slow  # type: ignore[method-assign]
        desk.desk.reload(quiet=True)
        desk.send("J")
        await desk.until(lambda: desk.title == "The railway")
        go_on.set()
        await desk.rest()
        assert desk.title == "The railway" and "Ada Low" in desk.text()


async def test_a_heading_that_was_listed_before_the_change(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("t", "G")
        desk.path("wall.md").write_text(edited(desk))
        await taken_over(desk, "New words above.")
        await desk.press("enter")
        await desk.sees("Passage 8.1")
        assert "Section 8" in desk.drawn(desk.page)[0]


async def test_a_preview_is_read_on_at_the_place_that_was_kept(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(120, 40)) as desk:
        await desk.read(WALL)
        await desk.scroll_to("4.2")
        await desk.press("q")
    async with Desk(tmp_path, size=(120, 40)) as desk:
        await desk.sees("Passage 1.1")
        path = desk.path("wall.md")
        path.write_text(path.read_text().replace("## Section 2\n", "## Section 2\n\n" + "New words above.\n\n" * 20))
        await taken_over(desk, "New words above.")
        await desk.press("enter")
        await desk.rest()
        assert desk.top_words().startswith("Passage 4.2 ")
