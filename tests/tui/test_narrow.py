"""Narrowing the list: by what its articles have in common, by searches that are kept."""

from pathlib import Path

from reader.tui.search_dialog import SearchDialog
from tests.tui.desk import Desk, articles


async def choose(desk: Desk, text: str) -> None:
    await desk.press("/")
    await desk.type(text)
    await desk.press("enter")


async def test_values_with_their_numbers_narrow_the_list_and_widen_it(tmp_path: Path) -> None:
    files = {
        f"{number}.md": f"---\ntitle: T{number}\ntags: [{tags}]\nauthor: Ann B\n---\nText\n"
        for number, tags in enumerate(["all", "all, odd", "all", "all, odd", "all"])
    }
    async with Desk(tmp_path, files) as desk:
        await desk.press("F")
        told = [(item.title, item.facts) for item in desk.dialog.rows.items]
        assert told == [("all", "tag · 5"), ("ann b", "author · 5"), ("odd", "tag · 2")], "the most frequent first"
        await choose(desk, "odd")
        assert desk.desk.list.total == 2 and "/ tag:odd" in desk.lines()[0]
        await desk.press("F")
        assert [item.facts for item in desk.dialog.rows.items] == ["tag · 2", "tag · 2", "author · 2"], (
            "of what is left"
        )
        await choose(desk, "ann")
        assert '/ tag:odd author:"ann b"' in desk.lines()[0]
        await desk.press("F")
        assert ["✓" in item.sign for item in desk.dialog.rows.items] == [False, True, True]
        await choose(desk, "odd")
        assert desk.desk.list.total == 5 and '/ author:"ann b"' in desk.lines()[0]
        await desk.press("escape")
        assert "/" not in desk.lines()[0]


async def test_a_list_with_nothing_in_common_says_so(tmp_path: Path) -> None:
    async with Desk(tmp_path, {"a.md": "Text\n"}) as desk:
        await desk.press("F")
        assert "have no tags" in desk.text()
        await desk.press("enter", "escape")
        assert not desk.has_dialog


async def test_a_search_is_saved_found_again_and_deleted(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("9")
        await desk.says("No search is saved")
        await desk.press("S")
        await desk.type("kerning")
        await desk.press("escape", "s")
        await desk.type("About fonts")
        await desk.press("enter")
        await desk.says("Saved: About fonts")
        assert isinstance(desk.app.screen, SearchDialog)
        await desk.press("escape", "escape")
        assert not desk.has_dialog
    async with Desk(tmp_path) as desk:
        await desk.until(lambda: not desk.session.library.unindexed)
        await desk.press("9")
        assert desk.dialog.rows.items[0].title == "A field guide to terminal fonts"
        await desk.press("escape", "escape", "0")
        assert [(item.sign, item.title, item.facts) for item in desk.dialog.rows.items][8:] == [
            ("9", "About fonts", "kerning")
        ]
        await desk.press("x")
        await desk.says("Only a saved search")
        await desk.press("G", "x")
        await desk.says("Deleted: About fonts")
        assert len(desk.dialog.rows.items) == 8
        await desk.press("U")
        assert desk.dialog.rows.items[-1].title == "About fonts"
        await desk.press("9")
        assert isinstance(desk.app.screen, SearchDialog)


async def test_a_search_that_only_says_which_articles_narrows_the_list(tmp_path: Path) -> None:
    desk = Desk(tmp_path, articles())
    desk.desk.config = desk.desk.config._replace(searches={"Iron": "tag:iron"})
    async with desk:
        await desk.press("4", "9")
        assert not desk.has_dialog and desk.desk.listing.view == "library"
        assert [desk.current.title, desk.desk.list.total] == ["The railway", 1]
        await desk.press("0", "G", "x")
        await desk.says("Iron stands in the configuration")


async def test_a_name_can_be_taken_again_but_not_that_of_the_configuration(tmp_path: Path) -> None:
    desk = Desk(tmp_path, articles())
    desk.desk.config = desk.desk.config._replace(searches={"Iron": "tag:iron"})
    async with desk:
        for name, query in (("mine", "tea"), ("mine", "pots"), ("Iron", "steel"), ("", "stone")):
            desk.desk.save_search(name, query)
            await desk.rest()
        assert [one[:2] for one in desk.desk.searches()] == [("Iron", "tag:iron"), ("mine", "pots"), ("stone", "stone")]
        await desk.press("U", "U")
        assert [one[:2] for one in desk.desk.searches()] == [("Iron", "tag:iron"), ("mine", "tea")]


async def test_an_article_that_is_there_twice_is_listed_once_and_tells_the_other(tmp_path: Path) -> None:
    files = {**articles(), "notes/wall copy.md": articles()["wall.md"]}
    async with Desk(tmp_path, files) as desk:
        titles = [desk.desk.list.article_at(index).title for index in range(desk.desk.list.count)]
        assert sorted(titles).count("The harbour wall") == 1 and len(titles) == 5
        await desk.read("The harbour wall")
        here = desk.desk.opened.article.path
        await desk.press("i")
        assert "Also as" in desk.text()
        other = next(item.value for item in desk.dialog.rows.items if item.title.startswith("Also as"))
        await desk.press("/")
        await desk.type("also as")
        await desk.press("enter")
        await desk.until(lambda: desk.desk.opened.article.path == other.path != here)


async def test_the_filter_knows_the_language_of_the_search_and_says_what_it_does_not_understand(
    tmp_path: Path,
) -> None:
    async with Desk(tmp_path, articles()) as desk:

        async def listed(text: str, total: int) -> None:
            await desk.press("/")
            desk.desk.query_one("#prompt").value = ""
            await desk.type(text)
            await desk.press("escape")
            assert desk.desk.list.total == total, text

        await listed("the -wall", 1)
        await listed("wall OR railway", 2)
        await listed("tag:iron", 1)
        await listed("is:odd", 0)
        assert "is:odd is not understood; it is written is:unread" in desk.text()
        await desk.says("is:odd is not understood")
        await listed("the -is:odd", 2)
        await desk.says("-is:odd is not understood")
        await desk.press("/")
        desk.desk.query_one("#prompt").value = ""
        await desk.type("tag:iro")
        assert desk.desk.list.total == 1, "while it is typed it may go on"
        await desk.press("escape")
        assert desk.desk.list.total == 0, "but that is not the name of a tag"


async def test_a_filter_that_matches_nothing_is_searched_for_in_the_texts(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.until(lambda: not desk.session.library.unindexed)
        for keys in (("enter",), ("escape", "S"), ("escape", "enter")):
            await desk.press("/")
            await desk.type("lamps")
            await desk.press(*keys)
            assert isinstance(desk.app.screen, SearchDialog) and desk.dialog.filter_text == "lamps", keys
            assert desk.dialog.rows.items[0].value.snippet
            await desk.press("escape", "escape", "escape")
            assert not desk.has_dialog and not desk.desk.listing.filter
