"""The list of articles: moves, filter, order, views, states, preview, the mouse."""

from array import array
from pathlib import Path

import pytest

from reader.article import State
from tests.tui.desk import Desk, articles

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

    ordered = ["A field guide to terminal fonts", "The harbour wall", "plain", "The railway", "Two pots of tea"]
    async with Desk(tmp_path, articles()) as desk:
        assert titles(desk)[0] == "The harbour wall"
        await desk.press("O", "slash")
        await desk.type("by title")
        await desk.press("enter")
        await desk.until(lambda: titles(desk) == ordered)
        await desk.sees("· title")
        assert desk.current.title == "The harbour wall", "the cursor stays on its article"
    async with Desk(tmp_path) as desk:
        assert titles(desk) == ordered


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


async def test_a_preview_that_is_due_as_enter_is_pressed_is_none(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(120, 40)) as desk:
        other = desk.stored("railway.md")
        desk.desk.preview(other)
        due = desk.desk._preview_timer._callback
        desk.desk.open_path(other.path)
        due()  # stopped, but on its way already
        await desk.rest()
        assert desk.title == "The railway"


async def test_a_date_further_down_draws_all_rows_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"{number:02}.md": f"# Article {number:02}\n\nWords.\n" for number in range(200)}
    files["last.md"] = "---\ntitle: Last\ndate: 1999-01-01\n---\nWords.\n"
    async with Desk(tmp_path, files) as desk:
        drawn: list[tuple[object, ...]] = []
        refresh = desk.desk.list.refresh
        monkeypatch.setattr(desk.desk.list, "refresh", lambda *regions: (drawn.append(regions), refresh(*regions))[1])
        desk.desk.list._fetch(0, 100)
        assert drawn == []
        at = list(desk.desk.list.ids).index(desk.stored("last.md").row)
        desk.desk.list._dated = False
        desk.desk.list._window.clear()
        desk.desk.list._fetch(at, at + 1)
        assert drawn == [()], "its column is every row's"


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


async def test_a_preview_is_not_called_finished(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(120, 40)) as desk:
        await desk.put_cursor("Two pots of tea")
        await desk.sees("Tea is short.")
        assert "Finished" not in desk.text()
        await desk.press("enter")
        await desk.sees("Finished · a archive")


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


async def test_the_mouse_moves_the_cursor_opens_and_scrolls(tmp_path: Path) -> None:
    async with Desk(tmp_path, LONG) as desk:
        await desk.pilot.click("#articles", offset=(10, 4))
        assert desk.desk.list.cursor == 4 and desk.title is None
        await desk.pilot.click("#articles", offset=(10, 4))
        await desk.until(lambda: desk.title == "Article 04")


def named_by_number(desk: Desk) -> list[int]:
    """Have the list get an article for any row, `Row 7` for 7; the rows that it asked for."""
    sample, asked = desk.current, list[int]()

    def fetch(numbers: list[int]) -> list[object]:
        asked.extend(numbers)
        return [sample._replace(row=number, title=f"Row {number}") for number in numbers]

    desk.desk.list.fetch = fetch
    return asked


async def test_a_hundred_thousand_rows_cost_what_a_hundred_do(tmp_path: Path) -> None:
    """The list asks for some screens of rows, whatever their number."""
    async with Desk(tmp_path, articles()) as desk:
        asked = named_by_number(desk)
        desk.desk.list.set_ids(array("q", range(1, 100_001)), 100_000, None)
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
        await desk.type('"article 1')
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
