"""Tables that do not fit: Tab stops at them, Enter shows them whole, Esc returns to the very place."""

from pathlib import Path

from reader.tui.table_dialog import TableDialog
from reader.tui.table_sheet import TableSheet
from tests.tui.desk import Desk, articles

COLUMNS = 14
HEAD = "| " + " | ".join(f"Column{n}" for n in range(COLUMNS)) + " |\n|" + " --- |" * COLUMNS + "\n"


def row(number: int) -> str:
    return "| " + " | ".join(f"cell-{number}-{n}-word" for n in range(COLUMNS)) + " |\n"


def wide(rows: int) -> str:
    return HEAD + "".join(map(row, range(rows)))


TABLES = (
    "---\ntitle: Tables\n---\n\nBefore them is [tea](tea.md).\n\n## Measures\n\n"
    + wide(60)
    + "\nBetween them is [a railway](railway.md).\n\n| small | table |\n| --- | --- |\n| a | b |\n\n"
    + "## Colons\n\nAfter a small one is [a wall](wall.md).\n"
)


def rows_of(lines: list[str]) -> list[int]:
    """The numbers of the rows of a table that lines show."""
    return [int(line.split("cell-")[1].split("-")[0]) for line in lines if "cell-" in line]


def sheet(desk: Desk) -> TableSheet:
    assert isinstance(desk.app.screen, TableDialog), desk.picture()
    return desk.app.screen.sheet


def shown(desk: Desk) -> list[str]:
    return [line.rstrip() for line in desk.drawn(sheet(desk))]


async def test_tab_stops_at_a_table_that_does_not_fit_and_at_no_other(tmp_path: Path) -> None:
    async with Desk(tmp_path, {**articles(), "tables.md": TABLES}) as desk:
        await desk.read("Tables")
        stops = []
        for _ in range(4):
            await desk.press("tab")
            assert desk.desk.selected_link is not None
            stops.append(desk.desk.selected_link.link.text)
        assert stops == ["tea", "table", "a railway", "a wall"]
        await desk.press("shift+tab", "shift+tab")
        await desk.says("Enter shows the whole table")
        await desk.press("shift+tab")
        assert desk.desk.selected_link.link.text == "tea"


async def test_enter_shows_the_table_and_esc_returns_to_the_very_place(tmp_path: Path) -> None:
    async with Desk(tmp_path, {**articles(), "tables.md": TABLES}) as desk:
        await desk.read("Tables")
        await desk.press("j", "j", "tab", "tab")
        before = desk.lines()
        await desk.press("enter")
        lines = shown(desk)
        assert lines[0].strip() == "Measures"
        assert "Column0" in lines[2] and "cell-0-0-word" in lines[4]
        assert desk.status.endswith("r shows records") and not desk.app.screen.show_vertical_scrollbar
        await desk.press("j", "right", "right")
        await desk.press("escape")
        assert desk.lines() == before
        await desk.press("enter", "q")
        assert desk.lines() == before


async def test_the_head_stays_while_the_rows_move_and_every_cell_can_be_reached(tmp_path: Path) -> None:
    async with Desk(tmp_path, {**articles(), "tables.md": TABLES}) as desk:
        await desk.read("Tables")
        await desk.press("tab", "tab", "enter", "space")
        lines = shown(desk)
        assert "Column0" in lines[2] and "cell-0-0-word" not in "\n".join(lines)
        await desk.press("G")
        lines = shown(desk)
        assert "Column0" in lines[2] and "cell-59-0-word" in lines[-1]
        seen = "\n".join(lines)
        for _ in range(40):
            await desk.press("right")
            seen += "\n".join(shown(desk))
        lines = shown(desk)
        assert "Column13" in lines[2] and lines[-1].endswith("cell-59-13-word")
        assert all(f"cell-59-{n}-word" in seen for n in range(COLUMNS))
        await desk.press("g")
        assert "cell-0-13-word" in shown(desk)[4]


async def test_r_turns_to_records_and_back(tmp_path: Path) -> None:
    async with Desk(tmp_path, {**articles(), "tables.md": TABLES}) as desk:
        await desk.read("Tables")
        await desk.press("tab", "tab", "enter", "r")
        lines = [line.strip() for line in shown(desk)]
        assert lines[2:5] == ["Column0: cell-0-0-word", "Column1: cell-0-1-word", "Column2: cell-0-2-word"]
        await desk.press("r")
        assert "cell-0-0-word" in shown(desk)[4]


async def test_a_long_table_in_pieces_is_one_table(tmp_path: Path) -> None:
    text = "---\ntitle: Long\n---\n\n" + wide(3000) + "\nAfter it.\n"
    async with Desk(tmp_path, {**articles(), "long.md": text}) as desk:
        await desk.read("Long")
        assert len(desk.page.document or ()) > 10, "it is kept in one piece"
        await desk.press("tab", "enter", "G")
        assert "Column0" in shown(desk)[2] and "cell-2999-0-word" in shown(desk)[-1]
        for _ in range(40):
            await desk.press("b")
        numbers = [int(line.split("-")[1]) for line in shown(desk)[4:]]
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        await desk.press("escape", "space", "space", "escape", "tab")
        assert desk.desk.selected_link.link.text == "table", "the piece on the screen stands for it"


async def test_the_head_of_a_long_table_stays_on_the_page(tmp_path: Path) -> None:
    for name, count in (("one piece", 60), ("pieces", 1000)):
        text = f"---\ntitle: Long\n---\n\nBefore it.\n\n{wide(count)}\nAfter it.\n\n" + "Words.\n\n" * 30
        async with Desk(tmp_path / name, {"long.md": text}) as desk:
            await desk.read("Long")
            lines = desk.drawn(desk.page)
            seen = rows_of(lines)
            while seen[-1] < 59:
                await desk.press("space")
                lines = desk.drawn(desk.page)
                assert "Column0" in lines[0], "the head stays"
                assert rows_of(lines)[0] <= seen[-1] + 1, "no row is left out"
                seen = rows_of(lines)
            await desk.press("right", "right")
            assert "Column" in desk.drawn(desk.page)[0] and "Column0" not in desk.drawn(desk.page)[0]
            await desk.press("escape")
            while seen[0] > 0:
                await desk.press("b")
                assert rows_of(desk.drawn(desk.page))[-1] >= seen[0] - 1, "nor on the way up"
                seen = rows_of(desk.drawn(desk.page))
            await desk.press("G")
            assert "Column0" not in desk.text() and "Words." in desk.text()


async def test_the_head_goes_with_the_last_rows_and_a_short_table_scrolls_as_it_is(tmp_path: Path) -> None:
    small = "| small | table |\n| --- | --- |\n" + "| a | b |\n" * 5
    text = f"---\ntitle: Long\n---\n\n{small}\nBetween.\n\n{wide(30)}\n" + "Words.\n\n" * 30
    async with Desk(tmp_path, {"long.md": text}) as desk:
        await desk.read("Long")
        tops = []
        while "Words." not in desk.drawn(desk.page)[0]:
            lines = [line.strip() for line in desk.drawn(desk.page)]
            tops.append(lines[0].split()[0] if lines[0] else "")
            await desk.press("j")
        assert tops.count("small") == 1 and tops.count("a") == 5, "five rows need no head"
        assert tops[-33:] == ["Column0"] * 30 + ["cell-28-0-word", "cell-29-0-word", ""], tops


async def test_a_link_of_the_table_is_selected_and_followed(tmp_path: Path) -> None:
    cells = [f"cell-{n}" for n in range(COLUMNS)]
    plain = "| " + " | ".join(cells) + " |\n"
    linked = "| " + " | ".join([*cells[:-1], "[tea here](tea.md)"]) + " |\n"
    text = f"---\ntitle: Long\n---\n\n{HEAD}{plain * 40}{linked}{plain * 40}{linked}\nAfter it.\n"
    async with Desk(tmp_path, {**articles(), "long.md": text}) as desk:
        await desk.read("Long")
        before = desk.lines()
        await desk.press("tab", "enter", "enter")
        assert isinstance(desk.app.screen, TableDialog), "there is no link to follow yet"
        await desk.press("tab")
        assert "tea here" in "\n".join(shown(desk)), "it is brought on the screen, both ways"
        assert sheet(desk).selected is not None and "Two pots of tea" in desk.status
        first = sheet(desk).selected
        await desk.press("tab")
        assert sheet(desk).selected != first
        await desk.press("tab", "shift+tab")
        assert sheet(desk).selected == first
        await desk.press("g", "enter")
        assert sheet(desk).selected == first and not sheet(desk).seen_link, "out of sight it is not followed"
        await desk.press("tab")
        assert sheet(desk).seen_link == first
        await desk.press("enter")
        await desk.until(lambda: desk.title == "Two pots of tea")
        await desk.press("backspace")
        await desk.until(lambda: desk.title == "Long")
        await desk.press("escape")
        assert [line for line in desk.lines() if "cell" in line] == [line for line in before if "cell" in line]


async def test_rows_under_the_head_are_not_there_to_be_marked(tmp_path: Path) -> None:
    text = f"---\ntitle: Long\n---\n\n{wide(1000)}\nAfter it.\n"
    async with Desk(tmp_path, {"long.md": text}) as desk:
        await desk.read("Long")
        page = desk.page

        def hidden() -> list[int]:
            """The units that begin under the head."""
            under = page.rows[: len(page.frozen_at(page.top))]
            return [row.unit for row in under if row.line == page.layout_of(row.unit).before and row.unit > 1]

        while not hidden():
            await desk.press("j")
        [unit] = hidden()
        await desk.press("M")
        assert unit not in page.hints
        await desk.press("escape", "v")
        lines = {(unit, page.line_of_offset(unit, start)) for unit, hints in page.hints.items() for start, _ in hints}
        assert lines and lines <= set(page.seen_rows)
