"""The list of articles: moves, filter, order, views, states, preview, rescanning, the mouse."""

import asyncio
import threading
from array import array
from pathlib import Path

import pytest

from reader.article import State
from reader.library import ScanProgress
from tests.tui.desk import Desk, article, articles

LONG = {f"{number:02}.md": f"# Article {number:02}\n\nText {number}.\n" for number in range(60)}
# key, row before, row after, in a list of 60 rows of which 22 are on the screen
MOVES = [
    ("j", 10, 11), ("down", 10, 11), ("k", 10, 9), ("up", 10, 9), ("k", 0, 0), ("j", 59, 59),
    ("space", 10, 32), ("pagedown", 10, 32), ("ctrl+f", 10, 32), ("b", 30, 8), ("pageup", 30, 8), ("ctrl+b", 30, 8),
    ("d", 10, 21), ("ctrl+d", 10, 21), ("u", 30, 19), ("ctrl+u", 30, 19), ("space", 50, 59), ("b", 5, 0),
    ("g", 30, 0), ("home", 30, 0), ("G", 30, 59), ("end", 30, 59),
]  # fmt: skip


async def test_the_list_moves_by_every_key_of_the_contract(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        rows = desk.desk.list
        for key, before, after in MOVES:
            rows.go(before)
            await desk.press(key)
            assert rows.cursor == after, key
            assert desk.current.title in desk.text(), "the cursor's row is on the screen"
        assert f"{rows.cursor + 1} of 60" in desk.lines()[0]


async def test_a_screen_of_24_rows_shows_22_articles_on_one_line_each(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        assert sum("Article " in line for line in desk.lines()) == 22


async def test_a_row_says_title_source_minutes_and_date(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        wall, railway = desk.lines()[1:3]
        assert [part for part in wall.split("  ") if part.strip()] == [
            "▌", " The harbour wall", " harbour.example", " 6 min", " 2021",
        ]  # fmt: skip
        assert "The railway" in railway and "Ada Low" in railway and "▌" not in railway


@pytest.mark.parametrize(("key", "back"), [("enter", "h"), ("l", "q")])
async def test_enter_and_l_read_and_h_and_q_return(tmp_path: Path, key: str, back: str) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("j", key)
        assert desk.title == "The railway"
        await desk.sees("Passage 1.1")
        await desk.press(back)
        assert desk.title is None and not desk.left
        assert desk.current.title == "The railway"
        assert "Passage" not in desk.text()


async def test_the_filter_types_moves_opens_keeps_and_clears(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("slash")
        await desk.type("q")
        await desk.until(lambda: desk.desk.list.count == 0)
        assert not desk.left, "letters only type"
        await desk.sees("Nothing matches")
        await desk.press("backspace")
        await desk.type("RAIL")
        await desk.until(lambda: [desk.current.title, desk.desk.list.count] == ["The railway", 1])
        await desk.press("escape")
        assert desk.desk.list.count == 1 and "/ RAIL" in desk.lines()[0], "Esc stops the typing and keeps the filter"
        assert "The railway" in desk.text() and "pots" not in desk.text()
        await desk.press("escape")
        await desk.until(lambda: desk.desk.list.count == 5)
        assert "RAIL" not in desk.text()
        await desk.press("escape")
        assert not desk.left

        await desk.press("slash")
        await desk.type("the")
        await desk.until(lambda: desk.desk.list.count == 2)
        await desk.press("down")
        assert desk.current.title == "The railway", "the arrows move while typing"
        await desk.press("up", "down", "enter")
        await desk.until(lambda: desk.title == "The railway")
        await desk.press("h")
        assert "/ the" in desk.lines()[0], "the filter is kept"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ada low", "The railway"),
        ("harbour.example", "The harbour wall"),
        ("iron", "The railway"),
        ("POTS", "Two pots of tea"),
    ],
)
async def test_the_filter_knows_title_author_site_and_tag(tmp_path: Path, words: str, found: str) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("slash")
        await desk.type(words)
        await desk.until(lambda: desk.desk.list.count == 1 and desk.current.title == found)


async def test_fast_typing_shows_what_was_typed_last(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        await desk.hurry("/", *"article 0", *["backspace"] * 9, *"article 31")
        await desk.until(lambda: desk.desk.list.count == 1)
        assert desk.current.title == "Article 31"
        await desk.hurry(*["backspace"] * 2, *"42", "enter")
        await desk.until(lambda: desk.title is not None)
        assert desk.title == "Article 42", "Enter opens what the typed words find, not what was shown before"


async def test_another_order_is_chosen_and_remembered(tmp_path: Path) -> None:
    def titles(desk: Desk) -> list[str]:
        rows = desk.desk.list
        return [rows.article_at(index).title for index in range(rows.lead, rows.count)]

    async with Desk(tmp_path, articles()) as desk:
        assert titles(desk)[0] == "The harbour wall"
        await desk.press("O", "slash")
        await desk.type("by title")
        await desk.press("enter")
        await desk.until(lambda: titles(desk) == sorted(titles(desk), key=str.casefold))
        await desk.sees("· title")
        assert desk.current.title == "The harbour wall", "the cursor stays on its article"
    async with Desk(tmp_path) as desk:
        assert titles(desk) == sorted(titles(desk), key=str.casefold)


async def test_views_star_archive_read_and_undo(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:

        async def view(key: str, *titles: str) -> None:
            await desk.press(key)
            rows = desk.desk.list
            found = [rows.article_at(index).title for index in range(rows.lead, rows.count)]
            assert sorted(found) == sorted(titles), key

        for key in "36":
            await view(key)
            await desk.sees("1 shows the whole library")
        await desk.press("1")
        await desk.put_cursor("The railway")
        await desk.press("s")
        await desk.says("Starred: The railway · U undoes")
        assert "★" in desk.lines()[1 + desk.desk.list.cursor]
        await view("4", "The railway")
        await desk.press("1")
        await desk.put_cursor("plain")
        await desk.press("a")
        await desk.says("Archived: plain")
        assert "plain" not in "\n".join(desk.lines()[:-1])
        await view("6", "plain")
        await desk.press("1")
        await desk.put_cursor("Two pots of tea")
        await desk.press("R")
        await desk.says("finished")
        await view("2", "The harbour wall", "The railway", "A field guide to terminal fonts")
        await view("5", "The harbour wall", "The railway", "A field guide to terminal fonts")
        await desk.press("U")
        await desk.until(lambda: desk.stored("tea.md").state is State.UNREAD)
        await desk.press("U", "U")
        await desk.until(lambda: not desk.stored("railway.md").starred and not desk.stored("notes/plain.txt").archived)
        await view("1", *(desk.stored(name).title for name in articles()))
        await desk.press("U")
        await desk.says("Nothing to undo")
        await desk.press("ctrl+r")
        await desk.until(lambda: desk.stored("railway.md").starred)
        await desk.press("s")
        await desk.press("0")
        assert not desk.left


async def test_a_preview_changes_no_state_place_or_history(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(120, 40)) as desk:
        for title in ("The harbour wall", "The railway", "Two pots of tea"):
            await desk.put_cursor(title)
            await desk.until(lambda title=title: title in "\n".join(line[44:] for line in desk.lines()))
        assert desk.title is None
        await desk.wheel(True)
        await desk.press("g")
        assert desk.session.history.current is None
        assert desk.session.visits() == []
        assert list(desk.session.userdata.records()) == []
        assert desk.stored("tea.md").state is State.UNREAD
        assert desk.app.focused is desk.desk.list


async def test_in_two_panes_enter_reads_and_h_returns(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(120, 40)) as desk:
        await desk.put_cursor("The railway")
        assert desk.text().count("▌") == 2, "the row of the cursor, two lines high, is solid where the keys go"
        await desk.press("l")
        assert desk.title == "The railway" and desk.app.focused is desk.page
        assert desk.text().count("▏") == 2 and "▌" not in desk.text()
        await desk.press("j", "h")
        assert desk.title is None and desk.app.focused is desk.desk.list
        await desk.sees("▌")


async def test_a_held_key_does_not_load_every_row_it_passes(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG, size=(120, 40)) as desk:
        opened: list[Path] = []
        real = desk.session.open
        desk.session.open = lambda path: opened.append(path) or real(path)  # type: ignore[method-assign,func-returns-value]
        await desk.hurry(*"j" * 30)
        await desk.until(lambda: desk.desk.opened is not None and desk.desk.opened.article.path == desk.current.path)
        assert len(opened) <= 3
        assert desk.desk.list.cursor == 30


async def test_a_rescan_finds_new_changed_and_deleted_files(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("r")
        await desk.says("Nothing changed in 5 articles")
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        desk.path("tea.md").unlink()
        desk.path("railway.md").write_text("# The tramway\n")
        await desk.press("r")
        await desk.says("1 new, 1 changed, 1 gone")
        await desk.sees("Just arrived")
        await desk.sees("The tramway")
        assert "pots" not in desk.text()


async def test_a_rescan_after_the_index_was_deleted_calls_nothing_new(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        for path in tmp_path.glob("index.db*"):
            path.unlink()
        await desk.press("r")
        await desk.says("5 indexed")
        await desk.sees("The harbour wall")
        assert "●" not in desk.text()
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        await desk.press("r")
        await desk.says("1 new")


async def test_a_rescan_during_the_first_scan_answers_too(tmp_path: Path) -> None:
    go_on = threading.Event()
    desk = Desk(tmp_path, articles(), wait=False)
    scan = desk.session.scan
    desk.session.scan = lambda *arguments: go_on.wait(5) and scan(*arguments)  # type: ignore[method-assign,return-value]
    async with desk:
        while not desk.asked:
            await asyncio.sleep(0.01)
        await desk.pilot.press("r")
        go_on.set()
        await desk.says("Nothing changed in 5 articles")


async def test_changes_since_the_last_time_are_noticed_at_the_start(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()):
        pass
    (tmp_path / "library" / "new.md").write_text("# Just arrived\n\nHello.\n")
    async with Desk(tmp_path, scan=False) as desk:
        await desk.sees("Just arrived")
        row = next(line for line in desk.lines() if "Just arrived" in line)
        assert "●" in row, "what arrived since the last session has a sign"
        assert "●" not in next(line for line in desk.lines() if "railway" in line)


async def test_the_first_index_shows_nothing_as_new(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), scan=False) as desk:
        await desk.sees("The railway")
        assert "●" not in desk.text()


async def test_the_mouse_moves_the_cursor_opens_and_scrolls(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        await desk.pilot.click("#articles", offset=(10, 4))
        assert desk.desk.list.cursor == 4 and desk.title is None
        await desk.pilot.click("#articles", offset=(10, 4))
        await desk.until(lambda: desk.title == "Article 04")


async def test_a_hundred_thousand_rows_cost_what_a_hundred_do(tmp_path: Path) -> None:
    """The list asks for some screens of rows, whatever their number."""
    async with Desk(tmp_path, articles()) as desk:
        rows, sample = desk.desk.list, desk.current
        asked: list[int] = []

        def fetch(numbers: list[int]) -> list[object]:
            asked.extend(numbers)
            return [sample._replace(row=number, title=f"Row {number}") for number in numbers]

        rows.fetch = fetch
        rows.set_ids(array("q", range(1, 100_001)), 100_000, None)
        await desk.press("G")
        await desk.sees("Row 100000")
        await desk.press("g", "space")
        await desk.sees("Row 23")
        assert len(asked) < 600


async def test_numbers_of_the_head_line_hold_while_filtering(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        await desk.press("j", "j")
        assert desk.lines()[0].endswith("3 of 60")
        await desk.press("slash")
        await desk.type("article 1")
        await desk.until(lambda: desk.lines()[0].endswith("1 of 10"))
        assert desk.current.title == "Article 10", "what is typed is looked for from the top: Enter opens the best"


async def test_a_remembered_order_or_width_that_means_nothing_is_left_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, articles())
    desk.session.remember("sort", "by-colour")
    desk.session.remember("width", "١٢")
    desk.session.remember("theme", "no such theme")
    async with desk:
        await desk.sees("The railway")
        await desk.press("enter")
        await desk.sees("Passage 1.1")


async def test_an_empty_list_says_when_the_archive_has_what_is_asked_for(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.put_cursor("Two pots of tea")
        await desk.press("/")
        await desk.type("pots")
        await desk.press("escape", "a")
        await desk.sees("“pots” matches 1 article of the archive.")
        await desk.press("6")
        assert desk.current.title == "Two pots of tea"


async def test_panning_where_nothing_is_cut_says_so(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read("Two pots of tea")
        await desk.press("right")
        await desk.says("nothing to pan")


async def test_minutes_that_are_counted_later_come_into_masthead_and_status(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), scan=False) as desk:
        await desk.read("The harbour wall")
        assert desk.stored("wall.md").minutes
        desk.desk.opened = desk.desk.opened._replace(article=desk.desk.opened.article._replace(minutes=None))
        desk.page.document.set_minutes(None)
        desk.page.redrawn()
        desk.desk.tell_place()
        await desk.misses("min left")
        desk.desk.look_at_others()
        await desk.sees("min left")
        assert "6 min" in desk.drawn(desk.page)[1]


async def test_views_of_what_is_finished_and_what_is_marked(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("7")
        assert "Nothing has been read to its end." in desk.text()
        await desk.press("8")
        assert "Nothing is marked." in desk.text()
        await desk.press("1")
        await desk.put_cursor("Two pots of tea")
        await desk.press("R")
        await desk.read("The railway")
        await desk.press("m", "h", "7")
        assert [desk.current.title, desk.desk.list.total] == ["Two pots of tea", 1]
        await desk.press("8")
        assert [desk.current.title, desk.desk.list.total] == ["The railway", 1]


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


async def news(desk: Desk) -> None:
    """The time has come to look at the folders."""
    desk.desk.look_at_folders()
    await desk.rest()


async def test_what_changes_in_the_folder_shows_up_by_itself(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        await news(desk)
        assert "changed" not in desk.status
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        desk.path("05.md").write_text("# Another text\n")
        await news(desk)
        await desk.says("1 new, 1 changed")
        assert ["Just arrived" in desk.text(), desk.current.title] == [True, "Article 00"]


async def test_cursor_and_view_stay_on_their_articles_when_others_come(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        await desk.press("space", "space", "k", "k")
        title, shown = desk.current.title, desk.lines()[1:-1]
        for number in range(3):
            desk.path(f"new{number}.md").write_text("# Just arrived\n\nHello.\n")
        await news(desk)
        await desk.says("3 new")
        assert desk.current.title == title and desk.lines()[1:-1] == shown
        assert desk.lines()[0].endswith("46 of 63")


async def test_watching_can_be_switched_off(tmp_path: Path) -> None:
    desk = Desk(tmp_path, articles())
    desk.desk.config = desk.desk.config._replace(watch=False)
    async with desk:
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        await news(desk)
        assert "Just arrived" not in desk.text()


async def test_the_folder_is_looked_at_again_and_again(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        desk.desk._watch.rest = 0.01
        desk.desk._look_later(changed=False)
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        await desk.sees("Just arrived")


DATED = {
    f"{month:02}-{number}.md": article(
        f"Month {month} number {number}", meta=f"date: 2021-{month:02}-0{number}\n", sections=1
    )
    for month in range(1, 9)
    for number in range(1, 6)
}


async def group(desk: Desk, by: str) -> None:
    await desk.press("O", "/")
    await desk.type(f"group by {by}")
    await desk.press("enter")


async def test_groups_have_headings_that_the_cursor_skips(tmp_path: Path) -> None:
    async with Desk(tmp_path, DATED) as desk:
        await desk.put_cursor("Month 3 number 3")
        await group(desk, "month")
        assert desk.current.title == "Month 3 number 3", "the cursor stays on its article"
        rows = desk.desk.list
        assert rows.count == 48 and desk.lines()[0].endswith("28 of 40") and "by month" in desk.lines()[0]
        await desk.press("g")
        assert "August 2021" in desk.lines()[1] and desk.lines()[1].endswith(" 5")
        assert rows.cursor == 1 and desk.lines()[0].endswith("1 of 40")
        await desk.press("k")
        assert rows.cursor == 1 and rows.first == 0
        await desk.press(*"jjjjj")
        assert rows.cursor == 7 and desk.current.title.startswith("Month 7")
        await desk.press("k")
        assert rows.cursor == 5
        for key in ("space", "b", "d", "u", "G", "space", "b", "b", "b", "down", "up"):
            await desk.press(key)
            assert not rows.is_heading(rows.cursor) and desk.current.title in desk.text(), key
        await desk.wheel(True)
        await desk.pilot.click("#articles", offset=(10, 6 - rows.first))
        assert rows.cursor == 7, "a click on a heading is one on the row below"
        await desk.press("enter")
        assert desk.title == desk.current.title
        before = desk.title
        for _ in range(5):
            await desk.press("J")
        await desk.press("K", "K", "K", "K", "K")
        assert desk.title == before, "the neighbours are those of the list, over its headings"
    async with Desk(tmp_path) as desk:
        assert "August 2021" in desk.text(), "remembered"
        await desk.press("O", "/")
        await desk.type("no groups")
        await desk.press("enter")
        assert "August 2021" not in desk.text() and desk.desk.list.count == 40


async def test_headings_say_folder_site_and_tag_as_they_are_written(tmp_path: Path) -> None:
    files = {
        "Été/a.md": "---\ntitle: A\ntags: [Rust, b]\nsource: https://www.Example.org/x\n---\nText\n",
        "b.md": "---\ntitle: B\ntags: [rust]\n---\nText\n",
        "c.md": "---\ntitle: C\n---\nText\n",
    }
    async with Desk(tmp_path, files) as desk:
        for by, headings in {
            "folder": ["library", "Été"], "site": ["example.org", "No site"], "tag": ["Rust", "No tag"],
        }.items():  # fmt: skip
            await group(desk, by)
            shown = [line.split("─")[0].strip() for line in desk.lines() if "───" in line]
            assert shown == headings


async def test_headings_cost_nothing_a_row(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        rows, sample = desk.desk.list, desk.current
        asked: list[int] = []

        def fetch(numbers: list[int]) -> list[object]:
            asked.extend(numbers)
            return [sample._replace(row=number, title=f"Row {number}") for number in numbers]

        rows.fetch = fetch
        rows.set_ids(array("q", range(1, 100_001)), 100_000, None, None, ("site", [4] * 25_000))
        await desk.press("G")
        await desk.sees("Row 100000")
        assert rows.cursor == rows.count - 1 == 124_999
        await desk.press("g", "space")
        assert len(asked) < 600


async def test_with_the_article_to_continue_above_its_groups(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read("The railway")
        await desk.press("space", "h")
        await group(desk, "tag")
        await desk.press("g")
        assert "Continue: The railway" in desk.lines()[1] and "iron" in desk.lines()[2]
        await desk.press("j")
        assert desk.current.title == "The railway" and desk.desk.list.cursor == 2
        await desk.press("k")
        assert desk.desk.list.cursor == 0


async def test_progress_is_a_bar_with_number_and_rate_and_goes_when_the_work_is_done(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        screen = desk.desk
        screen._indexing, screen._progress = True, None
        screen._scan_progress(ScanProgress("text", 1000, 4000), 100.0)
        screen._scan_progress(ScanProgress("text", 2000, 4000), 102.0)
        await desk.rest()
        assert "Indexing texts ━━━━━━────── 2,000 of 4,000 · 500 a second" in desk.status
        await desk.press("s")
        assert "Starred" in desk.status, "a message goes before it"
        screen.status.hush()
        await desk.read("The railway")
        assert "Indexing" not in desk.status and "The railway" in desk.status
        await desk.press("h")
        assert "2,000 of 4,000" in desk.status
        screen._indexing = False
        screen._index_texts()
        await desk.rest()
        assert "Indexing" not in desk.status
        screen._scan_progress(ScanProgress("text", 3000, 4000), 103.0)
        assert "Indexing" not in desk.status, "it came late"


async def test_what_is_found_while_texts_are_indexed_is_indexed_too(tmp_path: Path) -> None:
    go_on = threading.Event()
    async with Desk(tmp_path, articles()) as desk:
        real = desk.session.index_texts
        desk.session.index_texts = lambda *rest: (real(*rest), go_on.wait(5))[0]  # type: ignore[method-assign]
        desk.desk._index_texts()
        desk.path("new.md").write_text("# Just arrived\n\nHello.\n")
        await asyncio.to_thread(desk.session.scan)
        desk.desk._index_texts()
        go_on.set()
        await desk.rest()
        assert not desk.session.library.unindexed


async def test_the_head_gives_up_the_name_of_the_library_before_what_the_list_shows(tmp_path: Path) -> None:
    async with Desk(tmp_path, DATED, size=(40, 20)) as desk:
        assert desk.lines()[0].startswith(" library · Library · newest")
        await group(desk, "month")
        assert desk.lines()[0].startswith(" Library · newest · by month")
