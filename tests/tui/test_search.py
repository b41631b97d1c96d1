"""Searching the texts: typing, choosing, what is lit in the article, suggestions, nothing found."""

from pathlib import Path

import pytest

from reader.tui.search_dialog import SearchDialog
from tests.tui.desk import Desk, articles


def rows(desk: Desk) -> list[str]:
    return [item.title for item in desk.dialog.rows.items]


async def search(desk: Desk, text: str) -> None:
    await desk.press("S")
    assert isinstance(desk.app.screen, SearchDialog)
    await desk.type(text)


async def indexed(desk: Desk) -> None:
    await desk.until(lambda: not desk.session.library.unindexed, "the texts are not indexed")
    await desk.rest()


async def test_what_is_typed_is_found_and_enter_reads_at_the_hit(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await indexed(desk)
        await search(desk, "passage 6.2")
        assert {"The harbour wall", "The railway"} <= set(rows(desk))
        await desk.press("escape", "escape", "escape")
        assert not desk.has_dialog
        await search(desk, '"the deep link"')
        assert rows(desk) == ["The harbour wall"]
        assert "Far down is the deep link" in desk.text()
        await desk.press("enter")
        assert desk.title == "The harbour wall"
        await desk.until(lambda: "Far down is the deep link" in desk.text())
        await desk.says("the deep link")
        assert desk.desk.hit is not None


async def test_all_words_are_lit_and_n_goes_on(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await indexed(desk)
        await search(desk, "kerning terminal")
        await desk.press("enter")
        assert desk.title == "A field guide to terminal fonts"
        first = desk.desk.hit
        await desk.press("n")
        assert desk.desk.hit not in (None, first)


async def test_hits_are_lit_as_they_are_spelled(tmp_path: Path) -> None:
    files = {"a.md": "# A town\n\nTo jest Łódź.\n\nNothing.\n\nLodz again, and łodzi.\n"}
    async with Desk(tmp_path, files) as desk:
        await indexed(desk)
        await search(desk, "lodz")
        await desk.press("enter")
        await desk.says("“lodz” · 2 of 3")  # the line that has it letter by letter
        places = [desk.desk.hit]
        for _ in range(2):
            await desk.press("n")
            places.append(desk.desk.hit)
        assert places == [(3, 0, 4), (3, 16, 20), (1, 8, 12)]


async def test_enter_before_the_answer_takes_what_was_typed(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await indexed(desk)
        await desk.hurry("S", *"pots", "enter")
        assert desk.title == "Two pots of tea"


async def test_a_word_that_is_nowhere_is_told_and_another_offered(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await indexed(desk)
        await search(desk, "kernign")
        assert "Did you mean “kerning”?" in desk.text()
        await desk.press("enter")
        assert "A field guide to terminal fonts" in rows(desk)
        await desk.press("enter")
        assert desk.title == "A field guide to terminal fonts"
        await search(desk, " zzzzqq")
        assert "Nothing is found" in desk.text()
        await desk.press("enter", "escape", "escape")
        assert not desk.has_dialog


async def test_any_text_is_a_query(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await indexed(desk)
        for text in ('"', "-", "is:", "author:jane", "min:<1000", "(*)", "a AND (", "NEAR/", "title:tea pots"):
            await search(desk, text)
            assert desk.has_dialog
            desk.dialog.dismiss(None)
            await desk.rest()
        await search(desk, "author:jane")
        await desk.press("escape", "escape")


async def test_the_filter_of_the_list_is_what_is_searched_for(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await indexed(desk)
        await desk.press("/")
        await desk.type("council")
        await desk.sees("Enter searches the texts for it")
        await desk.press("enter")
        assert "The harbour wall" in rows(desk)
        await desk.press("enter")
        assert desk.title in ("The harbour wall", "The railway")
        await desk.press("h", "S")
        assert "The harbour wall" in rows(desk)


async def test_enter_right_behind_a_filter_without_a_match_searches_for_it(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await indexed(desk)
        await desk.hurry("/", *"council", "enter")
        await desk.until(lambda: desk.has_dialog)
        assert "The harbour wall" in rows(desk)


async def test_the_hit_is_on_the_screen_however_long_the_line(tmp_path: Path) -> None:
    files = {"long.md": f"---\ntitle: Long\n---\n\n[{'a' * 70} b]({'c' * 40}) needle\n"}
    async with Desk(tmp_path, files, size=(60, 20)) as desk:
        await indexed(desk)
        await search(desk, "needle")
        assert "needle" in "\n".join(desk.lines()[2:-1])


async def test_more_hits_come_when_one_scrolls_to_the_last(tmp_path: Path) -> None:
    files = {f"{number:02}.md": f"---\ntitle: Note {number}\n---\n\nThe needle.\n" for number in range(60)}
    async with Desk(tmp_path, files) as desk:
        await indexed(desk)
        await search(desk, "needle")
        assert len(rows(desk)) == 12 and "12 of 60" in desk.text(), "as many as there is room for"
        await desk.press("escape", "G")
        assert len(rows(desk)) == 60 and desk.dialog.rows.cursor == 11
        await desk.press("j")
        assert desk.dialog.rows.cursor == 12


async def test_all_hits_can_be_scrolled_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.tui.searching.MORE", 20)
    files = {f"{number:02}.md": f"---\ntitle: Note {number}\n---\n\nThe needle.\n" for number in range(60)}
    async with Desk(tmp_path, files) as desk:
        await indexed(desk)
        await search(desk, "needle")
        await desk.press("escape")
        for count in (32, 52, 60, 60):
            before = rows(desk)
            await desk.press("G")
            assert len(rows(desk)) == count
            assert ("of 60" in desk.text()) == (count < 60)
            assert rows(desk)[: len(before)] == before, "they come behind what is there"
        assert len(set(rows(desk))) == 60 and desk.dialog.rows.cursor == 59
        await desk.press("/")
        await desk.type(" the")
        assert len(rows(desk)) == 12 == len(set(rows(desk)))
        await desk.press("escape")
        await desk.hurry("G", "/", *" note", "escape")
        await desk.press("G")
        assert len(rows(desk)) == 32 == len(set(rows(desk)))


async def test_what_is_not_understood_is_said_and_not_while_it_is_typed(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await indexed(desk)
        await search(desk, "before:20")
        await desk.sees("Nothing is found")
        assert "not understood" not in desk.text()
        await desk.type("x")
        await desk.sees("before:20x is not understood; it is written before:2021")
        await desk.press("escape", "escape")
        await search(desk, "auther:doe harbour")
        await desk.sees("no filter “auther:” – author:?")
        await desk.press("escape", "escape")
        await search(desk, "((")
        await desk.sees("There is no letter or digit to look for")
        await desk.press("escape", "escape")
        await search(desk, "harbour tag: ")
        assert "The harbour wall" in rows(desk)
        await desk.press("escape")
        await desk.sees("tag: has no value; it is written tag:sea")


async def test_what_can_be_asked_for_is_told_whole_on_a_narrow_screen(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(60, 20)) as desk:
        await desk.press("S")
        for way in ("-not", "in:folder", "min:<10"):
            assert way in desk.text()


async def test_the_query_is_there_again_when_the_search_was_left(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.until(lambda: not desk.session.library.unindexed)
        cursor = desk.desk.list.cursor
        await desk.press("S")
        await desk.type("lamps")
        await desk.press("escape", "j", "escape")
        assert not desk.has_dialog and desk.desk.list.cursor == cursor
        await desk.press("S")
        assert desk.dialog.filter_text == "lamps" and desk.dialog.rows.items
        await desk.type("kerning")
        await desk.until(lambda: desk.dialog.filter_text == "kerning")
