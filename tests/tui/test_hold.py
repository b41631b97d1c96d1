"""Keys that come right behind one that a thread has to answer are for what it brings."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.tui import keys
from tests.tui.desk import Desk, articles

pytestmark = pytest.mark.asyncio
WALL = "The harbour wall"


class Slow:
    """Stands before a call until it is let go."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self._real = real
        self.go_on, self.done = threading.Event(), threading.Event()

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        self.go_on.wait(5)
        try:
            return self._real(*arguments, **options)
        finally:
            self.done.set()


def opens_slowly(desk: Desk) -> Slow:
    """From now on an article is opened only when the test says so."""
    desk.desk.reads_ahead = False
    desk.desk._ahead = None
    slow = Slow(desk.session.open)
    desk.session.open = slow  # type: ignore[method-assign]
    return slow


@pytest.mark.parametrize("ahead", [True, False])
async def test_leaving_right_behind_enter_leaves_the_article(tmp_path: Path, ahead: bool) -> None:
    async with Desk(tmp_path, articles()) as desk:
        desk.desk.reads_ahead = ahead
        await desk.put_cursor(WALL)
        await desk.hurry("enter", "q")
        assert not desk.left and desk.title is None
        assert desk.desk.opened.article.title == WALL


async def test_a_bookmark_right_behind_enter_is_in_the_article(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.put_cursor(WALL)
        await desk.hurry("enter", "space", "space", "m")
        assert desk.title == WALL
        assert [mark.selector.quote[:11] for mark in desk.session.userdata.marks()] == [f"Passage {desk.passage()}"]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_keys_wait_for_an_article_that_comes_slowly(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Desk(tmp_path, articles(), size=size) as desk:
        slow = opens_slowly(desk)
        desk.send("j")
        for key in ("enter", "tab", "m", "j"):
            desk.send(key)
        await desk.says("Getting it … Esc stops")
        assert desk.title is None and desk.desk.list.cursor == 1
        slow.go_on.set()
        await desk.rest()
        assert desk.title == "The railway" and desk.page.selected is not None
        assert len(desk.session.userdata.marks()) == 1


@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
async def test_waiting_can_be_stopped(tmp_path: Path, key: str) -> None:
    async with Desk(tmp_path, articles()) as desk:
        slow = opens_slowly(desk)
        for one in ("enter", "q", "q"):
            desk.send(one)
        await desk.says("Getting it")
        desk.send(key)
        await desk.says("Stopped" if key == "escape" else "Ctrl+C again quits")
        desk.send("j")
        await desk.until(lambda: desk.desk.list.cursor == 1)
        slow.go_on.set()
        await desk.until(slow.done.is_set)
        await desk.rest()
        assert not desk.left and desk.title is None and desk.desk.list.cursor == 1


async def test_keys_do_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What came too late for the article is forgotten, what comes then acts on the list."""
    monkeypatch.setattr(keys, "HELD", 0.15)
    async with Desk(tmp_path, articles()) as desk:
        slow = opens_slowly(desk)
        for key in ("enter", "q", "a"):
            desk.send(key)
        await desk.says("keys act here until it comes")
        desk.send("j")
        await desk.until(lambda: desk.desk.list.cursor == 1)
        assert not desk.left
        slow.go_on.set()
        await desk.until(lambda: desk.title is not None)
        await desk.rest()
        assert not desk.stored("wall.md").archived and not desk.stored("railway.md").archived


async def test_what_cannot_be_opened_lets_the_keys_go(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        desk.desk.reads_ahead = False
        await desk.put_cursor(WALL)
        desk.path("wall.md").unlink()
        await desk.hurry("enter", "j")
        assert desk.title is None and desk.current.title != WALL


async def test_keys_behind_a_link_are_for_where_it_leads(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.hurry("tab", "enter", "m")
        assert desk.title == "The railway"
        assert [row.title for row in desk.session.mark_rows(None)] == ["The railway"]


async def test_keys_behind_a_dialog_are_for_the_dialog(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("m", "space", "space", "m", "h", "g")
        await desk.hurry("B", "x")
        assert desk.has_dialog and len(desk.session.userdata.marks()) == 1
        await desk.press("escape")
        await desk.hurry("B", "enter", "m")
        assert desk.title == WALL and desk.session.userdata.marks() == []


async def test_keys_behind_the_filter_are_for_the_article_it_opens(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.hurry("/", *"pots", "enter", "m")
        assert desk.title == "Two pots of tea"
        assert len(desk.session.userdata.marks()) == 1


async def test_continue_goes_to_the_place_that_is_kept(tmp_path: Path) -> None:
    """A jump is no place: what the row says is where Enter leads, in this session as after a start."""
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("space", "space")
        kept = desk.passage()
        desk.desk.save_place()
        await desk.press("G", "q", "g")
        assert "Continue: The harbour wall" in desk.text()
        await desk.press("enter")
        assert desk.title == WALL and desk.passage() == kept
    async with Desk(tmp_path) as desk:
        await desk.press("g", "enter")
        assert desk.passage() == kept


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_list_and_back_is_where_one_was(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Desk(tmp_path, articles(), size=size) as desk:
        await desk.read(WALL)
        await desk.press(")", ")", ")")
        before = desk.drawn(desk.page)
        await desk.press("h", "l")
        assert desk.title == WALL and desk.drawn(desk.page)[3:] == before[3:]


async def test_keys_behind_a_search_are_for_the_hit_it_opens(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        slow = Slow(desk.session.search)
        desk.session.search = slow  # type: ignore[method-assign]
        for key in ("S", *"kerning", "enter", "m"):
            desk.send(key)
        await desk.until(lambda: desk.desk.keys.held is not None and desk.desk.keys.waiting)
        slow.go_on.set()
        await desk.until(lambda: desk.title == "A field guide to terminal fonts")
        await desk.rest()
        assert [mark.selector.quote for mark in desk.session.userdata.marks()] == ["Kerning"]


async def test_the_masthead_is_no_passage_even_with_a_hit_or_the_link_in_it(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("/")
        await desk.type("harbour wall")
        await desk.press("enter", "g", "m")
        assert [mark.selector.quote for mark in desk.session.userdata.marks()] == ["Section 1"]
