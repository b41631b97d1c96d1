"""The reading pane: moves, headings, outline, find, the end, and that words stay under the eye."""

import os
import threading
from pathlib import Path

import pytest

from reader.document import Batch, Heading, Parser
from reader.reading import Launch
from reader.tui.contents import Contents
from reader.tui.palette import palette
from reader.tui.signs import Signs
from reader.tui.theme import NIGHT, Styles
from tests.tui.desk import EPOCH, FILLING, PATIENCE, Desk, article, articles

WALL = "The harbour wall"


def words(desk: Desk) -> str:
    """The first line of the page."""
    return desk.drawn(desk.page)[0].strip()


async def test_the_page_moves_by_every_key_of_the_contract(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        page = desk.page
        height = page.size.height
        assert height == 23, "one status line, all else is text"
        lines = [words(desk)]
        for _ in range(200):
            before = page.top
            await desk.hurry("j")
            if page.top == before:
                break
            lines.append(words(desk))
        for keys, by in [
            (["j", "down"], 1), (["k", "up"], -1),
            (["space", "pagedown", "ctrl+f"], height - 1), (["b", "pageup", "ctrl+b"], 1 - height),
            (["d", "ctrl+d"], height // 2), (["u", "ctrl+u"], -(height // 2)),
        ]:  # fmt: skip
            for key in keys:
                page.go(page.step(type(page.top)(0, 0), 60))
                await desk.press(key)
                assert page.top == page.step(type(page.top)(0, 0), 60 + by), key
                assert words(desk) == lines[60 + by], key
        for key in ("G", "end"):
            await desk.press("g", key)
            assert words(desk) == lines[-1], key
            assert "Finished" in desk.drawn(page)[-3], "the end lines stand at the bottom"
        for key in ("g", "home"):
            await desk.press("G", key)
            assert words(desk) == lines[0] == WALL, key


async def test_digits_do_nothing_and_escape_never_leaves(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("d")
        before = desk.lines()
        await desk.press(*"1234567890", "escape", "escape", "escape")
        assert desk.lines() == before and desk.title == WALL and not desk.left


async def test_headings_by_brackets_of_both_kinds(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        seen = []
        for key in (")", ")", "]", "(", "["):
            await desk.press(key)
            seen.append(words(desk))
        assert seen == ["Section 1", "Section 2", "Section 3", "Section 2", "Section 1"]
        await desk.press("j", "j", "(")
        assert words(desk) == "Section 1", "from within a section to its own heading first"
        await desk.press("g", "(")
        await desk.says("This is the beginning")
        await desk.press(*[")"] * 9)
        await desk.says("No further heading")


async def test_the_outline_goes_to_a_heading_and_a_jump_can_be_undone(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("2.2")
        await desk.press("t")
        assert "Section 2" in next(line for line in desk.lines() if "▌" in line), "it opens at the section one is in"
        await desk.press("j", "j", "enter")
        assert words(desk) == "Section 4"
        await desk.press("backspace")
        assert desk.top_words().startswith("Passage 2.2 ")
        await desk.press("t", "slash")
        await desk.type("section 7")
        await desk.press("enter")
        await desk.until(lambda: "Section 7" in desk.text() and not desk.has_dialog)
        await desk.press("t", "escape")
        assert not desk.has_dialog and desk.title == WALL


async def test_find_goes_from_hit_to_hit_and_back(tmp_path: Path) -> None:
    files = articles()
    files["wall.md"] = files["wall.md"].replace("Passage 3.1 begins", "A Lighthouse begins").replace(
        "Passage 6.1 begins", "The second lighthouse begins"
    )  # fmt: skip
    async with Desk(tmp_path, files) as desk:
        await desk.read(WALL)
        await desk.scroll_to("1.2")
        await desk.press("slash")
        await desk.type("lighthouse")
        await desk.sees("A Lighthouse begins")
        await desk.press("enter")
        await desk.says("1 of 2")
        await desk.press("n")
        await desk.sees("The second lighthouse")
        await desk.says("2 of 2")
        await desk.press("n")
        await desk.says("From the beginning again")
        assert "A Lighthouse begins" in desk.text()
        await desk.press("N")
        await desk.says("From the end again")
        await desk.press("N")
        assert "A Lighthouse begins" in desk.text()
        await desk.press("escape")
        assert desk.title == WALL and not desk.desk._query
        await desk.press("n")
        await desk.says("/ finds")
        for _ in range(6):
            await desk.press("backspace")
        await desk.until(lambda: "Passage 1.2" in desk.text(), "each hit was a step of the history")


async def test_capital_letters_in_find_mean_capital_letters(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("slash")
        await desk.type("PASSAGE")
        await desk.press("enter")
        await desk.says("“PASSAGE” is not in this article")
        await desk.press("slash", *["backspace"] * 7)
        await desk.type("council")
        await desk.press("enter")
        await desk.says("1 of 32")


async def test_what_is_typed_while_finding_does_nothing_else_and_escape_stays(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("slash")
        await desk.type("qQmasx")
        await desk.press("escape")
        assert desk.title == WALL and not desk.left and not desk.has_dialog
        assert not desk.stored("wall.md").starred and desk.session.userdata.marks() == []
        await desk.press("j")
        assert desk.page.top.line or desk.page.top.unit, "the keys belong to the page again"


async def test_the_end_says_finished_and_space_stops_there(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.hurry(*["space"] * 15)
        await desk.sees("Finished · a archive · J next: The railway, 6 min")
        before = desk.lines()
        await desk.press("space", "space", "j", "pagedown")
        assert desk.lines() == before and desk.title == WALL
        assert "100 %" in desk.status
        await desk.press("J")
        assert desk.title == "The railway"
        await desk.press("K")
        assert desk.title == WALL
        await desk.press("K")
        await desk.says("This is the first article of the list")
        await desk.press("h", "G", "enter")
        await desk.press("J")
        await desk.says("This is the last article of the list")


async def test_a_short_article_is_at_its_end_at_once_and_says_so(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read("Two pots of tea")
        await desk.sees("Finished")
        before = desk.lines()
        await desk.press("space", "j", "G")
        assert desk.lines()[:-1] == before[:-1]


async def test_the_masthead_says_who_where_when_and_does_not_repeat(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        page = desk.text()
        assert "\n".join(desk.lines()[:-1]).count(WALL) == 1
        for part in ("Jane Doe", "harbour.example", "1 February 2021", "6 min"):
            assert part in page, part
        assert "source:" not in page and "---" not in page


@pytest.mark.parametrize("first", [(80, 24), (120, 40), (200, 60), (40, 12)])
async def test_a_resize_keeps_the_words_at_the_top(tmp_path: Path, first: tuple[int, int]) -> None:
    async with Desk(tmp_path, articles(), size=first) as desk:
        await desk.read(WALL)
        await desk.scroll_to("3.3")
        for size in [(120, 40), (50, 15), (81, 24), (200, 60), (30, 10), (80, 24)]:
            await desk.pilot.resize_terminal(*size)
            await desk.rest()
            assert desk.top_words().startswith("Passage 3.3"), size
            assert desk.title == WALL
        await desk.pilot.resize_terminal(*first)
        await desk.rest()
        assert words(desk).startswith("Passage 3.3 "), "and the same line as before"


async def test_the_width_keys_keep_the_words_and_are_remembered(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(120, 40)) as desk:
        await desk.read(WALL)
        await desk.scroll_to("3.2")

        def measure() -> int:
            return desk.page.text_width

        assert measure() == 72
        await desk.press("-", "-", "-")
        assert measure() == 60 and desk.top_words().startswith("Passage 3.2 ")
        await desk.says("60 characters wide")
        await desk.press("=")
        assert measure() == 72 and desk.top_words().startswith("Passage 3.2 ")
        await desk.press("z", "+")
        assert measure() == 76 and desk.top_words().startswith("Passage 3.2 ")
        assert max(len(line.strip()) for line in desk.drawn(desk.page)) > 72
        await desk.press(*"-" * 30)
        assert measure() >= 20
        await desk.press("=", "-")
    async with Desk(tmp_path, size=(120, 40)) as desk:
        await desk.read(WALL)
        assert desk.page.text_width == 68


async def density(desk: Desk) -> None:
    await desk.press("colon", *"density", "enter")


async def test_compact_keeps_the_words_and_is_remembered(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("3.2")
        await density(desk)
        await desk.says("Compact")
        assert desk.top_words().startswith("Passage 3.2 ")
        await desk.press("left_square_bracket")
        compact = desk.drawn(desk.page)
        assert compact[1].strip(), "a heading stands on its words"
    async with Desk(tmp_path) as desk:
        await desk.read(WALL)
        await desk.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert desk.drawn(desk.page) == compact
        await density(desk)
        await desk.says("Comfortable")
        usual = desk.drawn(desk.page)
        assert usual[0] == compact[0] and not usual[1].strip()
    async with Desk(tmp_path) as desk:
        await desk.read(WALL)
        assert not desk.page.compact


async def test_a_command_without_a_key_can_be_given_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path, articles())
    desk.app.set_keymap({"density": "D"})
    async with desk:
        await desk.read(WALL)
        await desk.press("D")
        await desk.says("Compact")


async def test_z_hides_the_list_and_shows_it_again(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(120, 40)) as desk:
        await desk.read(WALL)
        await desk.scroll_to("2.1")
        assert "The railway" in desk.text()
        await desk.press("z")
        assert "The railway" not in desk.text() and desk.top_words().startswith("Passage 2.1 ")
        await desk.press("z")
        assert "The railway" in desk.text() and desk.top_words().startswith("Passage 2.1 ")
        await desk.press("z", "h")
        assert "The railway" in desk.text(), "the list is not hidden from the one who returns to it"


async def test_a_theme_keeps_the_words_at_the_top(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("3.2")
        await desk.press("T", "j", "enter")
        assert desk.app.theme == "paper" and desk.top_words().startswith("Passage 3.2 ")


async def test_a_reload_keeps_the_words_when_the_text_above_changed(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("4.2")
        path = desk.path("wall.md")
        path.write_text(path.read_text().replace("## Section 2\n", "## Section 2\n\n" + "New words above.\n\n" * 20))
        await desk.press("r")
        await desk.until(lambda: "New words" in desk.page.document.text if desk.page.document else False)
        await desk.rest()
        assert desk.top_words().startswith("Passage 4.2 ")
        await desk.press("b", "b", "b")
        await desk.sees("New words above.")


async def test_a_change_of_the_open_file_is_noticed_by_itself(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("4.2")
        path = desk.path("wall.md")
        path.write_text(path.read_text().replace("## Section 2\n", "## Section 2\n\n" + "New words above.\n\n" * 20))
        await desk.says("The file has changed")
        assert desk.top_words().startswith("Passage 4.2 ")


async def test_an_unchanged_reload_moves_nothing(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("4.2")
        await desk.press("j", "j")
        before = desk.lines()[:-1]
        await desk.press("r")
        await desk.says("Read again")
        assert desk.lines()[:-1] == before


async def test_wide_code_is_panned_and_escape_takes_it_back(tmp_path: Path) -> None:
    code = "```python\n" + "x = 1  # " + "abcdefghij" * 12 + "END\n```\n"
    async with Desk(tmp_path, {"code.md": "# Code\n\n" + code}) as desk:
        await desk.read("Code")
        assert "END" not in desk.text()
        await desk.hurry(*["right"] * 12)
        await desk.sees("END")
        await desk.press("left")
        await desk.press("escape")
        assert "x = 1" in desk.text() and "END" not in desk.text() and desk.title == "Code"


async def test_a_big_article_can_be_read_while_it_is_parsed(tmp_path: Path) -> None:
    text = "# Big\n\n" + "\n\n".join(f"Paragraph {n} stands here." for n in range(40_000)) + "\n\n## The end of it\n"
    async with Desk(tmp_path, {"big.md": text}) as desk:
        desk.send("enter")
        await desk.sees("Paragraph 3 stands")
        desk.send("space")
        await desk.sees("Paragraph 12 stands")
        assert desk.page.document and not desk.page.document.complete
        await desk.until(lambda: desk.page.document and desk.page.document.complete)
        await desk.sees("Paragraph 12 stands")
        await desk.press("G")
        await desk.sees("The end of it")
        await desk.press("backspace")
        await desk.sees("Paragraph 12 stands")


def hold_parser(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """From the whole text on the parser waits until the event is set."""
    go_on, real = threading.Event(), Parser.step

    def step(parser: Parser, size: int) -> Batch:
        if desk.page.document is not None and desk.page.document.whole:
            go_on.wait(PATIENCE)
        return real(parser, size)

    monkeypatch.setattr(Parser, "step", step)
    return go_on


async def test_the_end_that_was_asked_for_early_is_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`G` before the text is parsed shows a provisional page; when it is, the end line is there."""
    text = "# Big\n\n" + "\n\n".join(f"Paragraph {n} stands here." for n in range(40_000)) + "\n"
    async with Desk(tmp_path, {"big.md": text}) as desk:
        go_on = hold_parser(desk, monkeypatch)
        desk.send("enter")
        await desk.until(lambda: desk.page.document and desk.page.document.whole)
        desk.send("G")
        await desk.sees("Paragraph 39999")
        assert desk.page.document and not desk.page.document.complete and "Finished" not in desk.text()
        go_on.set()
        await desk.until(lambda: desk.page.document and desk.page.document.complete)
        await desk.rest()
        assert "Paragraph 39999" in desk.text() and "Finished" in desk.text()


async def test_hits_counted_before_all_is_parsed_are_told_exactly_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# Big\n\n" + "\n\n".join(f"Paragraph {n} stands here." for n in range(40_000)) + "\n"
    async with Desk(tmp_path, {"big.md": text}) as desk:
        go_on = hold_parser(desk, monkeypatch)
        desk.send("enter")
        await desk.until(lambda: desk.page.document and desk.page.document.whole)
        for key in ("/", *"Paragraph 3 stands", "enter"):
            desk.send(key)
        await desk.says("“Paragraph 3 stands” · 1 of ≈ 1")
        go_on.set()
        await desk.says("“Paragraph 3 stands” · 1 of 1")


async def test_the_status_line_names_the_section_the_share_and_the_minutes_left(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("4.2")
        assert "Section 4 · 5" in desk.status and "min left" in desk.status
        await desk.press("G")
        assert "100 %" in desk.status and "min left" not in desk.status


async def test_a_file_can_be_opened_at_a_line_or_heading(tmp_path: Path) -> None:
    path = tmp_path / "library" / "wall.md"
    line = articles()["wall.md"].split("\n").index(f"Passage 5.2 begins here. {FILLING}".strip()) + 1
    for launch, there in [
        (Launch((path.parent,), path, line=line), "Passage 5.2"),
        (Launch((path.parent,), path, line=line + 1), "Passage 5.2"),
        (Launch((path.parent,), path, fragment="section-6"), "Section 6"),
    ]:
        async with Desk(tmp_path, articles(), launch=launch) as desk:
            await desk.until(lambda desk=desk: desk.title == WALL)
            await desk.rest()
            assert words(desk).startswith(there)
            await desk.press("q")
            assert desk.title is None and not desk.left


async def test_standard_input_is_one_document_that_q_leaves(tmp_path: Path) -> None:
    (tmp_path / "library").mkdir()
    launch = Launch(text=article("From a pipe"))
    async with Desk(tmp_path, launch=launch, scan=False) as desk:
        await desk.sees("Passage 1.1")
        await desk.press("space", "m")
        await desk.says("cannot be bookmarked")
        await desk.press("e")
        await desk.press("r", "q")
        assert desk.left


async def test_touching_a_file_without_changing_it_keeps_the_page(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("4.2")
        os.utime(desk.path("wall.md"), (EPOCH + 99, EPOCH + 99))
        await desk.press("r")
        assert desk.top_words().startswith("Passage 4.2 ")


def test_the_outline_beside_the_page_shows_headings_that_are_found_later() -> None:
    """The document adds to the list that it gave before."""
    contents = Contents(Styles(palette(NIGHT)), Signs())
    drawn: list[int] = []
    contents.refresh = lambda *_, **__: drawn.append(len(contents.headings))  # type: ignore[assignment,method-assign]
    headings = [Heading(2, "One", "one", 1, 0, 1)]
    contents.tell(headings, 1)
    contents.tell(headings, 1)
    headings.append(Heading(2, "Two", "two", 9, 90, 9))
    contents.tell(headings, 1)
    assert drawn == [1, 2]


async def test_minutes_come_as_soon_as_words_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # what is looked at once a second would find them too, but later
    monkeypatch.setattr("reader.tui.main.MainScreen.look_at_others", lambda _: None)
    folder = tmp_path / "library"
    launch = Launch((folder,), file=folder / "wall.md")
    async with Desk(tmp_path, articles(), launch=launch, scan=False) as desk:
        await desk.sees("harbour.example")
        await desk.until(lambda: " min" in " ".join(desk.drawn(desk.page)[:3]), "the masthead says no minutes")
        await desk.says("min left")


async def test_a_wider_text_than_the_pane_has_room_for_keeps_the_width_that_is_remembered(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(60, 24)) as desk:
        await desk.read("The harbour wall")
        await desk.press("+")
        await desk.says("56 characters wide: there is room for no more")
        assert desk.page.measure == 72 and desk.session.remembered().get("width") is None
        await desk.press("-")
        assert desk.page.text_width == 52


async def test_each_hint_is_looked_for_once_a_paint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Desk(tmp_path, {"a.md": f"# Short\n\n{'One is. Two are. ' * 30}\n"}) as desk:
        await desk.read("Short")
        page, asked = desk.page, list[int]()
        await desk.press("v")
        hints = page.hints[1]
        assert len(hints) == 60
        page.forget()
        line_of = page.line_of_offset
        monkeypatch.setattr(
            page, "line_of_offset", lambda unit, offset: (asked.append(offset), line_of(unit, offset))[1]
        )
        drawn = "\n".join(desk.drawn(page))
        assert sorted(asked) == [offset for offset, _ in hints]
        assert all(label in drawn for _, label in hints)
