"""Groups on the screen: headings that the cursor skips, and that cost nothing."""

from array import array
from pathlib import Path

from tests.tui.desk import Desk, article, articles

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


async def test_the_head_gives_up_the_name_of_the_library_before_what_the_list_shows(tmp_path: Path) -> None:
    async with Desk(tmp_path, DATED, size=(40, 20)) as desk:
        assert desk.lines()[0].startswith(" library · Library · newest")
        await group(desk, "month")
        assert desk.lines()[0].startswith(" Library · newest · by month")
