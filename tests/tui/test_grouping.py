"""Groups on the screen: headings that the cursor skips, and that cost nothing."""

import re
from array import array
from pathlib import Path

from reader.library import Grouped
from tests.tui.desk import Desk, article, articles
from tests.tui.test_list import named_by_number

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
            "folder": ["library", "Été"], "site": ["example.org", "No site"], "tag": ["b", "Rust", "No tag"],
        }.items():  # fmt: skip
            await group(desk, by)
            shown = [line.split("─")[0].strip() for line in desk.lines() if "───" in line]
            assert shown == headings


async def test_headings_cost_nothing_a_row(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        rows, asked = desk.desk.list, named_by_number(desk)
        many = array("q", range(1, 100_001))
        rows.set_ids(many, 100_000, None, None, "site", Grouped(many, array("q", [4] * 25_000), ("",) * 25_000))
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


async def test_the_head_gives_up_the_name_of_the_library_before_what_the_list_shows(tmp_path: Path) -> None:
    async with Desk(tmp_path, DATED, size=(40, 20)) as desk:
        assert desk.lines()[0].startswith(" library · Library · newest")
        await group(desk, "month")
        assert desk.lines()[0].startswith(" Library · newest · by month")


TAGGED = {
    f"{title}.md": article(f"Title {title}", meta=f"tags: [{tags}]\n", sections=1)
    for title, tags in {"a": "sea, tea", "b": "sea", "c": "tea", "d": "tea, sea", "e": ""}.items()
}


async def test_an_article_with_several_tags_stands_with_each_and_is_passed_in_each(tmp_path: Path) -> None:
    async with Desk(tmp_path, TAGGED) as desk:
        desk.desk.listing = desk.desk.listing._replace(sort="title", group="tag")
        desk.desk.refresh_list()
        await desk.rest()
        shown = [line.split("─")[0].strip() for line in desk.lines()[1:11]]
        assert [re.sub(r".*Title (.).*", r"\1", line) for line in shown] == [
            "sea", "a", "b", "d", "tea", "a", "c", "d", "No tag", "e",
        ]  # fmt: skip
        assert desk.lines()[0].endswith("1 of 7 · 5 articles")
        await desk.press("j", "j", "j")
        assert desk.current.title == "Title a" and desk.desk.list.cursor == 5, "the second of it"
        await desk.press("s")
        await desk.says("Starred: Title a")
        assert desk.desk.list.cursor == 5, "what is done to it leaves the cursor in its group"
        assert sum("★" in line for line in desk.lines()) == 2
        await desk.press("enter")
        await desk.until(lambda: desk.title == "Title a")
        await desk.press("J")
        await desk.until(lambda: desk.title == "Title c")
        await desk.press("J", "J")
        await desk.until(lambda: desk.title == "Title e")
        await desk.press("K", "K", "K", "K")
        await desk.until(lambda: desk.title == "Title d")
        assert desk.desk.list.cursor == 3, "back over the heading, in the group before"


async def test_one_article_at_the_end_of_a_group_and_the_beginning_of_the_next_is_one(tmp_path: Path) -> None:
    files = {
        f"{title}.md": article(f"Title {title}", meta=f"tags: [{tags}]\n", sections=1)
        for title, tags in {"a": "sea", "b": "sea, tea", "c": "tea"}.items()
    }
    async with Desk(tmp_path, files) as desk:
        desk.desk.listing = desk.desk.listing._replace(sort="title", group="tag")
        desk.desk.refresh_list()
        await desk.rest()
        await desk.press("enter")
        for title in ("b", "c"):
            await desk.press("J")
            await desk.until(lambda title=title: desk.title == f"Title {title}")
        await desk.press("K", "K")
        await desk.until(lambda: desk.title == "Title a")


async def test_what_is_next_after_an_article_that_has_left_the_list(tmp_path: Path) -> None:
    async with Desk(tmp_path, TAGGED) as desk:
        desk.desk.listing = desk.desk.listing._replace(sort="title")
        desk.desk.refresh_list()
        await desk.rest()
        await desk.put_cursor("Title b")
        await desk.press("enter")
        await desk.until(lambda: desk.title == "Title b")
        await desk.press("a")
        await desk.says("Archived")
        await desk.press("J")
        await desk.until(lambda: desk.title == "Title c")
        await desk.press("a")
        await desk.says("Archived: Title c")
        await desk.press("K")
        await desk.until(lambda: desk.title == "Title a")


async def test_a_random_order_stays_until_it_is_chosen_again(tmp_path: Path) -> None:
    files = {f"{number}.md": article(f"Title {number}", sections=1) for number in range(30)}
    async with Desk(tmp_path, files) as desk:

        def titles() -> list[str]:
            return [article.title for article in desk.session.library.rows(desk.desk.list.ids)]

        async def shuffle() -> None:
            await desk.press("O", "/")
            await desk.type("random")
            await desk.press("enter")

        before = titles()
        await shuffle()
        first = titles()
        assert first != before and sorted(first) == sorted(before) and "random" in desk.lines()[0]
        await desk.press("s", "R", "j", "enter", "q", "r", "2")
        assert titles() == [title for title in first if title in titles()]
        await desk.press("1")
        assert titles() == first
        await group(desk, "tag")
        await group(desk, "month")
        await desk.press("O", "/")
        await desk.type("no groups")
        await desk.press("enter")
        assert titles() == first, "to group it is no other order"
        await shuffle()
        assert titles() != first


async def test_an_order_chosen_again_is_reversed_and_remembered_so(tmp_path: Path) -> None:
    async def by_title(desk: Desk) -> None:
        await desk.press("O", "/")
        await desk.type("by title")
        await desk.press("enter")

    async with Desk(tmp_path, TAGGED) as desk:
        await by_title(desk)
        await desk.press("g")
        assert desk.current.title == "Title a"
        await by_title(desk)
        await desk.press("g")
        assert desk.current.title == "Title e" and "title reversed" in desk.lines()[0]
    async with Desk(tmp_path) as desk:
        assert desk.current.title == "Title e" and "title reversed" in desk.lines()[0]
        await by_title(desk)
        await desk.press("g")
        assert desk.current.title == "Title a"
