"""What was on the screen before the text became another is not acted on, and errors end no program."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from reader.document import Batch, Parser
from reader.errors import StorageError, UnreadableError
from reader.reading import Opened
from tests.tui.desk import FILLING, Desk, articles

pytestmark = pytest.mark.asyncio
WALL = "The harbour wall"


async def shrink(desk: Desk) -> None:
    """Another program writes a shorter text, and the program takes it over."""
    desk.path("wall.md").write_text("# The harbour wall\n\nOnly this.\n")
    desk.desk.look_at_file()
    await desk.sees("Only this.")
    await desk.rest()


async def test_a_link_of_the_text_before_is_not_gone_to(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("F", "G")
        desk.path("wall.md").write_text("# The harbour wall\n\nOnly this.\n")
        desk.desk.look_at_file()
        await desk.until(lambda: len(desk.page.document or "") < 5)
        await desk.press("enter")
        await desk.says("The file has changed meanwhile")


@pytest.mark.parametrize("key", ["M", "f", "v"])
async def test_hint_letters_of_the_text_before_are_taken_away(tmp_path: Path, key: str) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press(*("space",) * (0 if key == "f" else 3), key)
        assert desk.desk._hints
        await shrink(desk)
        assert desk.desk._hints is None
        await desk.press("j")
        assert not desk.left


async def test_a_selection_in_the_text_before_is_taken_away(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("G", "v", "a")
        assert desk.desk.chosen is not None
        await shrink(desk)
        assert desk.desk.chosen is None
        await desk.press("j", "enter")
        assert desk.session.userdata.marks() == []


async def test_finding_goes_on_in_the_new_text(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("/")
        await desk.type("this")
        await desk.press("backspace", "backspace", "enter", "N")
        assert desk.desk.hit is not None
        await shrink(desk)
        await desk.press("n")
        await desk.says("1 of")


async def test_a_second_m_knows_of_the_first(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.hurry("m", "m")
        assert desk.session.userdata.marks() == []
        await desk.hurry("m", "m", "m")
        assert len(desk.session.userdata.marks()) == 1


async def test_an_article_that_cannot_be_opened_leaves_the_other_being_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    step = Parser.step

    def held(parser: Parser, size: int = 65536) -> Batch:
        if parser._position > 100_000:
            assert go_on.wait(30)
        return step(parser, 8192)

    monkeypatch.setattr(Parser, "step", held)
    files = {**articles(), "long.md": "# Long\n\n[bad](tea.md)\n\n" + f"{FILLING}\n\n" * 2000}
    async with Desk(tmp_path, files) as desk:
        await desk.put_cursor("Long")
        desk.send("enter")
        await desk.until(lambda: desk.desk.is_reading and desk.page.document.whole)
        real = desk.session.open

        def broken(path: Path) -> Opened:
            if path.name == "tea.md":
                raise UnreadableError("the disk is on fire")
            return real(path)

        desk.session.open = broken  # type: ignore[method-assign]
        for key in ("tab", "enter"):
            desk.send(key)
        await desk.says("the disk is on fire")
        go_on.set()
        await desk.until(lambda: desk.page.document is not None and desk.page.document.complete)
        assert desk.title == "Long" and desk.desk.wanted == desk.path("long.md")


async def test_an_error_of_a_database_at_a_key_is_told(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:

        def broken(path: Path) -> None:
            raise StorageError("Another program holds the index")

        desk.session.library.by_path = broken  # type: ignore[method-assign,assignment]
        await desk.press("s")
        await desk.says("Another program holds the index")
        await desk.press("j")
        assert not desk.left


async def test_an_error_of_a_database_at_the_start_is_told(tmp_path: Path) -> None:
    desk = Desk(tmp_path, articles())

    def broken() -> None:
        raise StorageError("state.db is damaged")

    desk.session.to_continue = broken  # type: ignore[method-assign]
    async with desk:
        await desk.sees(WALL)
        await desk.press("j", "enter")
        assert desk.title is not None


async def test_a_file_of_another_kind_is_named(tmp_path: Path) -> None:
    files = {"a.md": "# Short\n\n[picture](far/pic.pdf)\n", "far/pic.pdf": b"%PDF"}
    async with Desk(tmp_path, files) as desk:
        await desk.read("Short")
        await desk.press("tab", "enter")
        await desk.says("pic.pdf: this kind of file is not opened here")


async def test_a_text_of_the_same_length_is_searched_anew(tmp_path: Path) -> None:
    async with Desk(
        tmp_path, {"a.md": "# Short\n\nA stone in the sea.\n", "b.md": "# Other\n\nAsea stone in the .\n"}
    ) as desk:
        await desk.read("Short")
        await desk.press("/")
        await desk.type("sea")
        await desk.press("enter")
        assert desk.desk.hit == (1, 15, 18)
        desk.path("a.md").write_text("# Short\n\nThe sea is a stone.\n")
        desk.desk.look_at_file()
        await desk.sees("The sea is")
        await desk.press("n")
        assert desk.desk.hit == (1, 4, 7)


async def test_hits_beyond_the_first_many_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tui.hunt.PIECE", 300)
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("/")
        await desk.type("Passage")
        await desk.press("enter", "N")
        assert "Passage 8.4" in desk.text()
        await desk.press("n", "n")
        assert "Passage 1.2" in desk.text() and "≈" not in desk.status
