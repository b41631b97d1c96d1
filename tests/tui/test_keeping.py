"""Rows that are marked, and all the views: what is done to several articles at once."""

from pathlib import Path

import pytest

from reader.article import State
from reader.errors import StorageError
from reader.reading import Launch
from reader.tui import keeping, placing
from tests.tui.desk import FILLING, Desk, articles


async def test_what_is_done_to_marked_rows_is_done_to_all_and_undone_at_once(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.put_cursor("The harbour wall")
        await desk.press("v")
        assert desk.current.title == "The railway", "a held key marks many"
        await desk.says("1 marked · s star")
        await desk.press("v", "v", "k", "v")
        await desk.says("2 marked")
        assert ["■" in line for line in desk.lines()[1:6]] == [True, True, False, False, False]
        await desk.press("s")
        await desk.says("Starred: 2 articles · U undoes")
        assert "■" not in desk.text()
        names = ("wall.md", "railway.md", "tea.md")
        assert [desk.stored(name).starred for name in names] == [True, True, False]
        await desk.put_cursor("The railway")
        await desk.press("v", "v", "v", "s")  # one is starred, two are not
        await desk.until(lambda: all(desk.stored(name).starred for name in names))
        await desk.press("U")
        await desk.says("Undone: star 3 articles")
        assert [desk.stored(name).starred for name in names] == [True, True, False], "each as it was before"
        await desk.press("ctrl+r")
        assert all(desk.stored(name).starred for name in names)
        await desk.put_cursor("The harbour wall")
        await desk.press("v", "v", "a")
        await desk.says("Archived: 2 articles")
        assert desk.desk.list.total == 3
        await desk.press("U")
        assert desk.desk.list.total == 5


async def test_escape_takes_the_marks_of_rows_away_before_the_filter(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("/")
        await desk.type("the")
        await desk.press("escape", "v", "escape")
        assert "marked" not in desk.status and "■" not in desk.text() and "/ the" in desk.lines()[0]
        await desk.press("escape")
        assert "/ the" not in desk.lines()[0]


async def test_a_mark_on_a_row_says_nothing_of_the_article_that_is_read(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.put_cursor("The railway")
        await desk.press("v")
        await desk.read("Two pots of tea")
        await desk.press("R")
        await desk.until(lambda: desk.stored("tea.md").state is State.FINISHED)
        assert desk.stored("railway.md").state is State.UNREAD
        await desk.press("h")
        await desk.says("1 marked")


async def test_all_views_with_their_numbers_and_a_digit_or_enter_for_each(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.put_cursor("Two pots of tea")
        await desk.press("s", "0")
        told = {item.title: item.facts for item in desk.dialog.rows.items}
        assert told["Library"] == "5" and told["Starred"] == "1" and told["Archive"] == "0"
        await desk.press("4")
        assert not desk.has_dialog and desk.desk.listing.view == "starred" and desk.desk.list.total == 1
        await desk.press("0")
        assert desk.dialog.current.value == "starred"
        await desk.press("g", "enter")
        assert desk.desk.list.total == 5
        await desk.press("/")
        await desk.type("the")
        await desk.press("escape", "0")
        assert desk.dialog.rows.items[0].facts == "2", "of what the filter leaves"


def refuses(*_: object) -> None:
    raise StorageError("The disk is full: nothing was kept")


async def test_what_could_not_be_written_is_neither_done_nor_undone(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.put_cursor("The railway")
        await desk.press("s")
        await desk.says("Starred: The railway")
        say = desk.session.say
        desk.session.say = refuses  # type: ignore[method-assign]
        await desk.put_cursor("The harbour wall")
        await desk.press("v", "a")
        await desk.says("The disk is full")
        assert desk.desk.list.marked, "so that one can try again"
        await desk.press("U")
        await desk.says("The disk is full")
        desk.session.say = say  # type: ignore[method-assign]
        await desk.press("U")
        await desk.says("Undone: star The railway")
        await desk.until(lambda: not desk.stored("railway.md").starred)
        desk.session.say = refuses  # type: ignore[method-assign]
        await desk.press("ctrl+r")
        await desk.says("The disk is full")
        desk.session.say = say  # type: ignore[method-assign]
        await desk.press("ctrl+r")
        await desk.until(lambda: desk.stored("railway.md").starred)


async def test_what_is_said_of_many_is_said_of_all_or_none(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        userdata, written = desk.session.userdata, []
        starred = userdata.set_starred

        def set_starred(ids: list[str], value: bool) -> None:
            written.append(ids)
            if len(written) == 3:
                raise StorageError("The disk is full: nothing was kept")
            starred(ids, value)

        userdata.set_starred = set_starred  # type: ignore[method-assign,assignment]
        await desk.press("v", "v", "v", "v", "s")
        await desk.says("The disk is full")
        assert len(written) == 3 and not any(desk.stored(name).starred for name in ("wall.md", "railway.md", "tea.md"))
        before = userdata.counter
        await desk.press("s")
        await desk.says("Starred: 4 articles")
        assert userdata.counter == before + 1, "one write"


async def test_a_key_pressed_twice_at_once_acts_on_two_rows(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("O", "/")
        await desk.type("by title")
        await desk.press("enter", "g")
        await desk.hurry("a", "a")
        await desk.until(lambda: desk.desk.list.total == 3)
        await desk.press("U", "U")
        await desk.until(lambda: desk.desk.list.total == 5)


async def test_a_place_that_could_not_be_written_is_written_later(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read("The harbour wall")
        save = desk.session.save_place
        desk.session.save_place = refuses  # type: ignore[method-assign,assignment]
        await desk.press("space")
        desk.desk.save_place()
        await desk.says("The disk is full")
        desk.session.save_place = save  # type: ignore[method-assign]
        await desk.press("q")
        await desk.until(lambda: desk.stored("wall.md").state is State.READING)


async def test_nothing_is_kept_of_what_is_no_file(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), launch=Launch(text="# Standard input\n\nText\n")) as desk:
        await desk.until(lambda: desk.title is not None)
        for key in "saR":
            desk.desk.status.hush()
            await desk.press(key)
            await desk.says("This is no file")
        await desk.press("U")
        await desk.says("Nothing to undo")


async def test_rows_are_marked_from_one_to_another_all_and_none(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("v", "j", "j", "V")
        await desk.says("4 marked")
        assert ["■" in line for line in desk.lines()[1:6]] == [True, True, True, True, False]
        await desk.press("escape", "V")
        await desk.says("1 marked")
        await desk.press("k", "k", "V")
        await desk.says("3 marked")
        await desk.press("A")
        await desk.says("5 marked")
        await desk.press("A")
        assert "marked" not in desk.status
        await desk.press("A", "/")
        await desk.type("rail")
        await desk.press("escape")
        await desk.says("5 marked, 4 of them not in this list")
        await desk.press("A", "s")
        await desk.says("Starred: The railway")
        assert not desk.stored("wall.md").starred, "all of the list, and nothing that is out of sight"


async def test_no_more_rows_are_marked_at_once_than_can_be_kept_in_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST", 4)
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("A")
        await desk.says("More than 4 articles: filter or narrow")
        assert not desk.desk.list.marked
        await desk.press("v", "v", "G", "V")
        await desk.says("More than 4 articles: filter or narrow")
        assert len(desk.desk.list.marked) == 2
        await desk.press("k", "V")
        await desk.says("4 marked")


async def test_what_a_person_calls_unread_is_not_finished_by_the_next_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "REST", 0.01)
    async with Desk(tmp_path, articles()) as desk:
        await desk.read("The railway")
        while desk.desk.progress < 1:
            await desk.press("space")
        await desk.until(lambda: desk.stored("railway.md").state is State.FINISHED)
        await desk.press("R")
        await desk.says("The railway: unread")
        await desk.until(lambda: desk.stored("railway.md").progress == 0)
        await desk.press("k", "j")
        await desk.until(lambda: desk.stored("railway.md").state is State.READING)
        await desk.press("R", "R")
        await desk.says("The railway: unread")
    async with Desk(tmp_path) as desk:  # it is opened again at its end
        await desk.read("The railway")
        await desk.press("k", "j")
        await desk.until(lambda: desk.stored("railway.md").state is State.READING)


async def test_what_is_undone_goes_on_from_what_was_read_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "REST", 0.01)
    async with Desk(tmp_path, articles()) as desk:
        await desk.read("The railway")
        await desk.press("space")
        await desk.until(lambda: desk.stored("railway.md").state is State.READING)
        before = desk.desk.progress
        await desk.press("R", "R")
        await desk.says("The railway: unread")
        assert desk.desk.progress == 0
        await desk.press("U", "U")
        await desk.says("Undone: mark as read The railway")
        await desk.until(lambda: desk.stored("railway.md").state is State.READING)
        assert desk.desk.progress == pytest.approx(before, abs=0.001)


async def test_what_was_read_of_a_long_article_counts_when_it_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(placing, "REST", 0.01)
    long = "# The long river\n\n" + "".join(f"Passage {number} begins here. {FILLING}\n\n" for number in range(600))
    async with Desk(tmp_path, {"river.md": long}) as desk:
        await desk.read("The long river")
        await desk.until(lambda: bool(desk.desk.page.document and desk.desk.page.document.complete))
        while desk.desk.progress < 0.1:
            await desk.press("space")
        await desk.until(lambda: desk.stored("river.md").progress >= 0.1)
    async with Desk(tmp_path) as desk:
        await desk.read("The long river")
        await desk.press("j")
        await desk.rest()
        await desk.until(lambda: bool(desk.desk.page.document and desk.desk.page.document.complete))
        await desk.press("j")
        await desk.rest()
        assert desk.stored("river.md").progress >= 0.1
        assert desk.desk.progress >= 0.1
