"""Bookmarks: make, remove, choose another, list, jump, delete, undo, notes; two programs on one store; selecting."""

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from reader.errors import StorageError
from reader.reading import Mark, MarkKind, Session, Status
from tests.tui.desk import Desk, articles

WALL = "The harbour wall"


def marked(desk: Desk) -> list[str]:
    """The first eleven letters of every mark that is kept, in order."""
    return sorted(mark.selector.quote[:11] for mark in desk.session.userdata.marks())


def gutter(desk: Desk) -> list[str]:
    """The words beside the signs in the margin."""
    return [line.split("◆", 1)[1].strip()[:11] for line in desk.drawn(desk.page) if "◆" in line]


async def test_a_mark_on_its_way_to_the_disk_is_told_and_undone_though_escape_was_pressed(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        go_on, real = threading.Event(), desk.session.mark

        def slow(*arguments: Any) -> Mark:
            go_on.wait(5)
            return real(*arguments)

        desk.session.mark = slow  # type: ignore[method-assign]
        desk.send("m")
        desk.send("j")
        await desk.says("Esc stops")
        desk.send("escape")
        await desk.says("Stopped")
        go_on.set()
        await desk.says("Bookmarked")
        await desk.sees("◆")
        await desk.press("U")
        await desk.misses("◆")
        assert not desk.session.mark_rows()


async def test_a_mark_that_cannot_be_deleted_is_told_in_the_list_of_marks(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("m", "B")

        def refuses(_: object) -> None:
            raise StorageError("The mark is not deleted: the disk is full")

        desk.session.remove_marks = refuses  # type: ignore[method-assign]
        await desk.press("x")
        assert desk.has_dialog
        await desk.says("The mark is not deleted: the disk is full")


@pytest.mark.parametrize(("keys", "what"), [(["m"], "bookmark"), (["v", "a", "enter"], "highlight")])
async def test_where_nothing_can_be_kept_it_is_said_of_the_mark_and_why(
    tmp_path: Path, keys: list[str], what: str
) -> None:
    async with Desk(tmp_path, articles(), state="/proc/nowhere/state.db") as desk:
        await desk.read(WALL)
        desk.desk.status.hush()
        await desk.press(*keys)
        await desk.says(f"The {what} is not saved: ")
        assert "state.db cannot be made" in desk.status and "◆" not in desk.text()


async def test_m_bookmarks_the_reading_passage_and_again_removes_it(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("2.2")
        await desk.press("m")
        await desk.says("Bookmarked “Passage 2.2")
        assert "M another · U undo" in desk.status
        assert marked(desk) == ["Passage 2.2"] and gutter(desk) == ["Passage 2.2"]
        await desk.press("m")
        await desk.says("Bookmark removed · U undo")
        assert marked(desk) == [] and gutter(desk) == []
        await desk.press("U")
        assert marked(desk) == ["Passage 2.2"] and gutter(desk) == ["Passage 2.2"]
        await desk.press("ctrl+r")
        assert marked(desk) == [] and gutter(desk) == []
        await desk.press("U", "h")
        assert "◆" in next(line for line in desk.lines() if WALL in line), "the list shows that it has marks"


async def test_the_mark_is_on_the_disk_before_the_screen_says_so(tmp_path: Path) -> None:
    """The message comes after the commit: when the write fails, or as long as it lasts, nothing is said."""
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        go_on = threading.Event()
        real = desk.session.mark

        def slow(*arguments: object, **options: object) -> object:
            made = real(*arguments, **options)  # type: ignore[arg-type]
            go_on.wait(5)
            return made

        desk.session.mark = slow  # type: ignore[method-assign,assignment]
        desk.send("m")
        await desk.until(lambda: desk.session.userdata.marks())
        assert "Bookmarked" not in desk.text()
        go_on.set()
        await desk.says("Bookmarked")


async def test_a_bookmark_that_cannot_be_kept_is_not_shown(tmp_path: Path) -> None:
    from reader.errors import StorageError

    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)

        def full(*arguments: object, **options: object) -> None:
            raise StorageError("The disk is full: nothing was kept")

        desk.session.mark = full  # type: ignore[method-assign,assignment]
        await desk.press("m")
        await desk.says("The disk is full")
        assert gutter(desk) == [] and desk.title == WALL


async def test_the_reading_passage_is_that_of_the_link_then_the_hit_then_the_first_that_begins(
    tmp_path: Path,
) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("m")
        assert marked(desk) == ["Section 1"], "the masthead is no passage"
        await desk.press("U")
        while "Section 1" in desk.text().split("Passage 1.1")[0]:
            await desk.press("j")
        await desk.press("m")
        assert marked(desk)[0].startswith("Passage 1.1")
        await desk.press("U")
        await desk.press("tab", "tab", "tab", "tab", "tab", "m")
        assert marked(desk) == ["Passage 1.2"]
        await desk.press("escape", "slash")
        await desk.type("Passage 1.3")
        await desk.press("enter", "m")
        assert marked(desk) == ["Passage 1.2", "Passage 1.3"]
        await desk.press("escape")
        await desk.scroll_to("2.1")
        await desk.press("j", "m")
        assert marked(desk)[-1] == "Passage 2.2", "2.1 begins above the screen"


async def test_a_passage_that_fills_the_screen_is_the_reading_passage(tmp_path: Path) -> None:
    files = {"long.md": "# Long\n\n" + "Sentence after sentence stands here. " * 300 + "\n"}
    async with Desk(tmp_path, files) as desk:
        await desk.read("Long")
        await desk.press("space", "space", "m")
        await desk.says("Bookmarked “Sentence")
        await desk.press("m")
        await desk.says("Bookmark removed")


async def test_capital_m_marks_another_by_its_letter(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("2.1")
        await desk.press("M")
        await desk.says("Type the letter of the passage")
        letters = {line.split()[0]: line for line in desk.drawn(desk.page) if "Passage 2." in line}
        chosen = next(letter for letter, line in letters.items() if "Passage 2.3" in line)
        assert chosen in desk.desk._hints
        await desk.press(chosen)
        await desk.says("Bookmarked “Passage 2.3")
        assert gutter(desk) == ["Passage 2.3"]
        await desk.press("M", "escape")
        assert marked(desk) == ["Passage 2.3"]


async def test_the_list_of_all_marks_filters_jumps_deletes_and_undoes(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("B")
        await desk.sees("No bookmarks yet")
        await desk.press("q")
        await desk.read(WALL)
        for passage in ("2.2", "5.3"):
            await desk.scroll_to(passage)
            await desk.press("m")
        await desk.press("J")
        await desk.until(lambda: desk.title == "The railway")
        await desk.scroll_to("3.1")
        await desk.press("m", "B")
        dialog = desk.text()
        for part in ("Passage 2.2", "Passage 5.3", "Passage 3.1", WALL, "The railway", "Section 5", " 20"):
            assert part in dialog, part
        await desk.press("slash")
        await desk.type("harbour 5.3")
        assert "Passage 5.3" in desk.text() and "Passage 2.2" not in desk.text()
        await desk.press("enter")
        await desk.until(lambda: desk.title == WALL)
        await desk.rest()
        assert "Passage 5.3" in desk.text() and gutter(desk)[0] == "Passage 5.3"
        await desk.press("H")
        assert desk.title == "The railway" and desk.top_words().startswith("Passage 3.1"), "the jump can be undone"
        await desk.press("B", "slash")
        await desk.type("2.2")
        await desk.press("escape", "x")
        await desk.until(lambda: marked(desk) == ["Passage 3.1", "Passage 5.3"])
        await desk.sees("U undoes")
        await desk.press("U")
        await desk.until(lambda: marked(desk) == ["Passage 2.2", "Passage 3.1", "Passage 5.3"])
        assert "Passage 2.2" in desk.text()
        assert desk.has_dialog
        await desk.press("escape", "escape")
        assert not desk.has_dialog and desk.title == "The railway"


async def test_the_marks_of_this_article(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read("The railway")
        await desk.press("m", "K")
        await desk.until(lambda: desk.title == WALL)
        await desk.scroll_to("6.1")
        await desk.press("m", "g")
        for key in ("'", ";"):
            await desk.press(key)
            assert "Passage 6.1" in desk.text() and desk.text().count("Section 6") == 1
            assert len(desk.dialog.rows.items) == 1
            await desk.press("escape")
        await desk.press("'", "enter")
        await desk.until(lambda: not desk.has_dialog)
        await desk.rest()
        assert gutter(desk) == ["Passage 6.1"]
        await desk.press("backspace")
        assert desk.drawn(desk.page)[0].strip() == WALL


async def test_notes_and_copies_of_marks(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("2.2")
        await desk.press("m", "B", "e")
        await desk.type("remember this")
        await desk.press("enter")
        await desk.sees("“remember this”")
        assert [mark.note for mark in desk.session.userdata.marks()] == ["remember this"]
        await desk.press("y")
        assert desk.app.clipboard.startswith("Passage 2.2 begins here.")
        await desk.press("e", "escape", "escape")
        assert [mark.note for mark in desk.session.userdata.marks()] == ["remember this"]


async def test_a_mark_whose_words_moved_or_are_gone_says_so(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        for passage in ("3.1", "6.3"):
            await desk.scroll_to(passage)
            await desk.press("m")
        await desk.press("h")
        path = desk.path("wall.md")
        text = path.read_text().replace("## Section 2\n", "## Section 2\n\nNew words above.\n")
        lines = [line for line in text.split("\n") if "Passage 6." not in line and "Section 6" not in line]
        path.write_text("\n".join(lines))
        await desk.press("r")
        await desk.read(WALL)
        await desk.press("B")
        statuses = {row.value.quote[:11]: row.value.status for row in desk.dialog.rows.items}
        assert statuses["Passage 3.1"] == Status.EXACT
        assert statuses["Passage 6.3"] == Status.ORPHANED
        assert "words not found" in desk.text()
        await desk.press("slash")
        await desk.type("3.1")
        await desk.press("enter")
        await desk.until(lambda: not desk.has_dialog)
        await desk.rest()
        assert gutter(desk) == ["Passage 3.1"]


async def test_a_mark_whose_words_changed_is_confirmed_and_that_undone(tmp_path: Path) -> None:
    text = "# The pier\n\nThe stones came by sea from the north, four ships in a week when the weather held.\n"
    async with Desk(tmp_path, {"pier.md": text}) as desk:
        path = desk.path("pier.md")
        desk.session.mark_quote(path, "The stones came by sea from the north, four ships in a week")
        path.write_text(text.replace("four ships", "five ships"))
        await desk.press("B")
        await desk.sees("probably here, c confirms")
        (before,) = [mark.selector for mark in desk.session.userdata.marks()]
        await desk.press("c")
        await desk.until(lambda: "probably" not in desk.text() and "five ships" in desk.text())
        (after,) = [mark.selector for mark in desk.session.userdata.marks()]
        assert "four ships" in before.quote and "five ships" in after.quote
        await desk.press("c")
        assert [mark.selector for mark in desk.session.userdata.marks()] == [after], "only what is in doubt"
        await desk.press("U")
        await desk.sees("probably here, c confirms")
        assert [mark.selector for mark in desk.session.userdata.marks()] == [before]


async def test_a_mark_of_a_deleted_file_is_kept_and_says_so(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("m", "h")
        desk.path("wall.md").unlink()
        await desk.press("r", "B")
        assert "the file is gone" in desk.text() and "Section 1" in desk.text()
        await desk.press("enter")
        await desk.says("is gone; its words are kept")
        assert not desk.left


async def test_two_programs_see_each_others_marks(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        made: list[str] = []

        def other() -> None:
            session = Session.of([desk.folder], tmp_path / "other.db", desk.state)
            try:
                session.scan()
                made.append(session.mark_quote(desk.path("wall.md"), "Passage 1.2 begins here").mark.id)
            finally:
                session.close()

        thread = threading.Thread(target=other)
        thread.start()
        await desk.until(lambda: gutter(desk) == ["Passage 1.2"], "the mark of the other program does not show")
        thread.join()
        await desk.press("B")
        assert "Passage 1.2" in desk.text()

        def removes() -> None:
            session = Session.of([desk.folder], tmp_path / "other.db", desk.state)
            try:
                session.remove_marks(made)
            finally:
                session.close()

        thread = threading.Thread(target=removes)
        thread.start()
        await desk.until(lambda: "Passage 1.2" not in desk.text(), "the open dialog shows a mark that is gone")
        thread.join()
        await desk.press("escape")
        await desk.until(lambda: gutter(desk) == [])


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_marks_are_there_again_after_a_restart(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Desk(tmp_path, articles(), size=size) as desk:
        await desk.read(WALL)
        await desk.scroll_to("2.2")
        await desk.press("m")
    async with Desk(tmp_path, size=size) as desk:
        await desk.press("B", "enter")
        await desk.until(lambda: desk.title == WALL)
        await desk.rest()
        assert gutter(desk) == ["Passage 2.2"]


# selecting


async def test_the_words_that_letters_are_chosen_by_stay_as_they_are(tmp_path: Path) -> None:
    text = "# Choose\n\n" + "Tab goes to it. Enter opens it. Nobody waits. " * 6 + "\n\n- Space pages. Esc closes.\n"
    async with Desk(tmp_path, {"choose.md": text}) as desk:
        await desk.read("Choose")
        await desk.press("v")
        shown = "\n".join(desk.drawn(desk.page))
        for words, count in (("Tab", 6), ("Enter", 6), ("Nobody", 6), ("Space", 1), ("Esc", 1)):
            assert shown.count(words) == count, desk.picture()
        assert "•" in shown


async def begin(desk: Desk, words: str) -> None:
    """Press `v` and the letter at a sentence."""
    await desk.press("v")
    for label, deed in desk.desk._hints.items():
        unit, start, end = deed.args
        if desk.page.document.content(unit)[start:end].startswith(words):  # type: ignore[union-attr]
            await desk.press(*label)
            return
    raise AssertionError(f"no letter at {words!r}\n{desk.picture()}")


def chosen(desk: Desk) -> str:
    """The words that are selected."""
    if desk.desk.chosen is None:
        return ""
    parts = desk.desk._spans(desk.desk.chosen)
    return "\n\n".join(desk.page.document.content(unit)[start:end] for unit, start, end in parts)  # type: ignore[union-attr]


async def test_a_selection_grows_shrinks_and_swaps_ends(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("2.1")
        await begin(desk, "Passage 2.2")
        first = "Passage 2.2 begins here."
        assert chosen(desk) == first
        await desk.press("j")
        assert chosen(desk).startswith(first) and chosen(desk).endswith("of scales.")
        await desk.press("w")
        assert chosen(desk).endswith("of scales. Nobody")
        await desk.press("l", "l")
        assert chosen(desk).endswith("Nobody h")
        await desk.press("h", "h", "b", "k")
        assert chosen(desk) == first
        await desk.press("o", "w")
        assert chosen(desk).endswith("2.2 begins here.") and not chosen(desk).startswith("Passage")
        await desk.press("escape")
        assert chosen(desk) == "" and desk.title == WALL and marked(desk) == []
        await desk.press("j")
        assert chosen(desk) == "", "the keys move the page again"


async def test_a_selection_is_highlighted_copied_noted(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("2.1")
        await begin(desk, "Passage 2.2")
        await desk.press("y")
        assert desk.app.clipboard.strip() == "Passage 2.2 begins here."
        assert marked(desk) == []
        await begin(desk, "Passage 2.2")
        await desk.press("enter")
        await desk.says("Highlighted “Passage 2.2 begins here.”")
        await begin(desk, "Passage 2.3")
        await desk.press("c")
        await desk.type("a note")
        await desk.press("enter")
        await desk.says("Highlighted “Passage 2.3")
        marks = sorted(desk.session.userdata.marks(), key=lambda mark: mark.selector.quote)
        assert [(mark.kind, mark.note) for mark in marks] == [
            (MarkKind.HIGHLIGHT, None),
            (MarkKind.HIGHLIGHT, "a note"),
        ]
        ground = desk.desk.styles_of.mark.bgcolor
        y = desk.row_of("Passage 2.2")
        painted = "".join(s.text for s in desk.page.render_line(y) if s.style and s.style.bgcolor == ground)
        assert painted.strip() == "Passage 2.2 begins here."
        await desk.press("U", "U")
        assert marked(desk) == []


async def test_marks_are_kept_as_words_with_their_surroundings(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("2.2")
        await desk.press("m")
        (mark,) = desk.session.userdata.marks()
        assert mark.selector.quote.startswith("Passage 2.2 begins here.")
        assert "Section 2" in json.dumps(mark.selector.headings)
        assert mark.selector.prefix and mark.selector.suffix


async def test_a_selection_goes_on_in_the_next_block(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("2.1")
        await begin(desk, "Passage 2.2")
        for _ in range(4):
            await desk.press("j")
        assert [
            (unit - desk.desk.chosen.anchor[0], start) for unit, start, _ in desk.desk._spans(desk.desk.chosen)
        ] == [
            (0, 0),
            (1, 0),
        ]
        copied: list[str] = []
        desk.app.copy_to_clipboard = copied.append  # type: ignore[method-assign]
        await desk.press("w", "y")
        assert copied[0].startswith("Passage 2.2 begins here. The council")
        assert "lamps were lit.\n\nPassage 2.3 begins here. The" in copied[0]
        await begin(desk, "Passage 2.2")
        await desk.press("j", "j", "j", "k", "k", "k", "k", "j", "j", "j", "enter")
        quotes = sorted(mark.quote[:11] for mark in desk.session.mark_rows(None))
        assert quotes == ["Passage 2.2", "Passage 2.3"]
        await desk.press("U")
        assert desk.session.mark_rows(None) == [], "they were made by one key, and one key takes them back"
