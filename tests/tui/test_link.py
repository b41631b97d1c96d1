"""Links: selecting, following, back and forward, the outside, hints, peek, the list of links, the mouse."""

from pathlib import Path

import pytest

from reader.tui.stops import LinkAt
from tests.tui.desk import Desk, article, articles

WALL = "The harbour wall"


def selected(desk: Desk) -> str | None:
    """The text of the selected link."""
    at = desk.desk.selected_link
    return at.link.text if at is not None else None


async def select(desk: Desk, text: str) -> None:
    """Press Tab until the link with this text is selected."""
    for _ in range(12):
        if selected(desk) == text:
            return
        await desk.press("tab")
    raise AssertionError(f"{text} is not reached by Tab\n{desk.picture()}")


@pytest.fixture(autouse=True)
def browser(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A browser that is there to be named; nothing starts it."""
    path = tmp_path / "browser"
    path.write_text("#!/bin/sh\nexit 1\n")
    path.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(path))
    return path


async def test_tab_and_shift_tab_go_from_link_to_link_and_say_where_each_leads(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        order = [
            "the railway",
            "kerning",
            "money",
            "the hash",
            "the file",
            "the quarry",
            "the deep link",
        ]
        says = ["→ The railway", "→ A field guide to terminal fonts § kerning", "§ Section 5", "✗", "✗",
                "↗ https://example.org/stones?a=1&b=2", "→ Two pots of tea"]  # fmt: skip
        for text, said in zip(order, says, strict=True):
            await desk.press("tab")
            assert selected(desk) == text
            await desk.says(said)
        assert "Passage 6.2" in desk.text(), "a link below is scrolled to"
        await desk.press("tab")
        await desk.says("No further link")
        for text in reversed(order[:-1]):
            await desk.press("shift+tab")
            assert selected(desk) == text
        await desk.press("shift+tab")
        await desk.says("No link before this")


async def test_tab_starts_from_the_first_visible_link(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("1.3")
        await desk.press("tab")
        assert selected(desk) == "the quarry"


async def test_enter_follows_only_a_link_that_can_be_seen(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("enter")
        await desk.says("Tab or f selects a link")
        await select(desk, "the railway")
        await desk.scroll_to("3.1")
        await desk.press("enter")
        await desk.says("Tab or f selects a link")
        assert desk.title == WALL and "Passage 3.1" in desk.text()


async def test_a_link_to_an_article_opens_in_place_and_back_is_exact(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("1.1")
        await desk.press("j", "j")
        line = desk.page.top
        await select(desk, "the railway")
        await desk.press("enter")
        await desk.until(lambda: desk.title == "The railway")
        assert desk.outside.argv == []
        await desk.press("space", "H")
        assert desk.title == WALL and selected(desk) == "the railway"
        assert desk.page.top == line, "the very line"
        await desk.press("enter")
        assert desk.title == "The railway", "the selected link can be followed again at once"


@pytest.mark.parametrize("back", ["H", "backspace", "ctrl+o", "alt+left"])
@pytest.mark.parametrize("forward", ["L", "alt+right"])
async def test_every_key_for_back_and_forward(tmp_path: Path, back: str, forward: str) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await select(desk, "the railway")
        await desk.press("enter", "d", back)
        assert desk.title == WALL
        await desk.press(forward)
        assert desk.title == "The railway"
        assert desk.drawn(desk.page)[0].strip() != "The railway", "forward too leads to where one was"
        await desk.press(forward)
        await desk.says("There is nothing to go forward to")


async def test_back_through_several_articles_and_a_new_step_cuts_off_forward(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await select(desk, "money")
        await desk.press("enter")
        assert desk.drawn(desk.page)[0].strip() == "Section 5"
        await desk.press("tab")
        assert selected(desk) == "the deep link"
        await desk.press("enter")
        assert desk.title == "Two pots of tea"
        await desk.press("H")
        assert desk.title == WALL and selected(desk) == "the deep link"
        await desk.press("H")
        assert selected(desk) == "money" and "Passage 1.1" in desk.text()
        await desk.press("shift+tab", "enter")
        assert desk.title == "A field guide to terminal fonts"
        assert desk.drawn(desk.page)[0].strip() == "Kerning", "the heading is on the top line"
        await desk.press("L")
        await desk.says("There is nothing to go forward to")
        await desk.press("H")
        assert desk.title == WALL and selected(desk) == "kerning"
        await desk.press("H")
        await desk.says("There is nothing to go back to")
        assert desk.title == WALL


async def test_the_history_goes_on_after_a_restart(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await select(desk, "the railway")
        await desk.press("enter")
        assert desk.title == "The railway"
    async with Desk(tmp_path) as desk:
        await desk.read("Two pots of tea")
        await desk.press("H")
        assert desk.title == "The railway"
        await desk.press("H")
        assert desk.title == WALL and selected(desk) == "the railway"


@pytest.mark.parametrize(("text", "reason"), [("the hash", "✗"), ("the file", "✗")])
async def test_a_dead_link_says_so_and_nothing_else_happens(tmp_path: Path, text: str, reason: str) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await select(desk, text)
        await desk.says(reason)
        before, steps = desk.lines()[:-1], desk.session.history.current
        await desk.press("enter")
        await desk.says(reason)
        assert desk.lines()[:-1] == before and desk.title == WALL and not desk.has_dialog
        assert desk.session.history.current == steps and desk.outside.argv == []
        await desk.press("o")
        await desk.says(reason)
        assert desk.outside.argv == []


async def test_a_missing_heading_in_an_article_says_so(tmp_path: Path) -> None:
    files = {"a.md": "# A\n\n[away](b.md#nowhere) and [here](#nothing-like-it)\n", "b.md": "# B\n\nText.\n"}
    async with Desk(tmp_path, files) as desk:
        await desk.read("A")
        await desk.press("tab", "tab", "enter")
        await desk.says("nothing-like-it")
        assert desk.title == "A"
        await desk.press("shift+tab", "enter")
        await desk.until(lambda: desk.title == "B")
        await desk.says("There is no heading “nowhere” here")


async def test_a_web_link_goes_to_the_opener_as_one_argument(tmp_path: Path, browser: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await select(desk, "the quarry")
        assert desk.outside.argv == [], "selecting opens nothing"
        await desk.press("enter")
        await desk.says("Opened outside: https://example.org/stones?a=1&b=2")
        assert desk.outside.argv == [(str(browser), "https://example.org/stones?a=1&b=2")]
        assert desk.title == WALL
        await desk.press("escape", "o")
        await desk.until(lambda: len(desk.outside.argv) == 2)
        assert desk.outside.argv[1] == (str(browser), "https://harbour.example/wall")
        await desk.press("h", "o")
        await desk.until(lambda: len(desk.outside.argv) == 3)
        await desk.put_cursor("Two pots of tea")
        await desk.press("o")
        await desk.says("does not say where it is from")
        assert len(desk.outside.argv) == 3


HOSTILE = [
    "javascript:alert(1)",
    "%6Aavascript:alert(1)",
    "file:///etc/passwd",
    "file%3A///etc/passwd",
    "ssh://-oProxyCommand=x",
    "vscode://x",
    "smb://host/share",
    "-rf",
    "--renderer-cmd-prefix=x",
    "data:text/html,x",
    "../../../etc/passwd",
    "/etc/passwd",
    "//evil.example/share",
    "https://",
    "https:///nothing",
    "https://a.example/%1b%5d",
    "mailto:-x@y.example",
    "https://a.example\\@b.example",
    "https://a.example:99999/",
    "ftp://a.example/x",
    "%00",
    "https://a.example/&#x202e;x",
]


async def test_no_hostile_link_starts_anything_without_a_question(tmp_path: Path) -> None:
    """Each is followed by Enter and asked to go outside by `o`; what is opened is plain http(s) or asked about."""
    text = "# Links\n\n" + "\n\n".join(f"[link {n}](<{href}>)" for n, href in enumerate(HOSTILE)) + "\n"
    async with Desk(tmp_path, {"links.md": text}, size=(100, 60)) as desk:
        await desk.read("Links")
        for number, href in enumerate(HOSTILE):
            await desk.press("tab")
            assert selected(desk) == f"link {number}"
            for key in ("enter", "o"):
                await desk.press(key)
                if desk.has_dialog:
                    await desk.press("escape")
                assert desk.title == "Links", href
                for argv in desk.outside.argv:
                    assert len(argv) == 2 and argv[1].startswith("https://a.example/"), (href, argv)
                    assert all(0x21 <= ord(letter) <= 0x7E for letter in argv[1]), (href, argv)


async def test_an_address_that_deceives_is_asked_about_first(tmp_path: Path) -> None:
    files = {
        "a.md": "# A\n\n[https://bank.example](https://evil.example/) and [x](https://bank.example@evil.example/)\n"
    }
    async with Desk(tmp_path, files) as desk:
        await desk.read("A")
        for _ in range(2):
            await desk.press("tab", "enter")
            await desk.sees("Open this address?")
            assert "evil.example" in desk.text()
            assert "▌ Stay here" in desk.text(), "the safe answer is the one that Enter gives"
            await desk.press("enter")
            assert desk.outside.argv == []
        await desk.press("enter", "k", "enter")
        await desk.until(lambda: len(desk.outside.argv) == 1)


async def test_a_web_address_whose_copy_is_in_the_library_opens_the_copy(tmp_path: Path) -> None:
    files = articles()
    files["a.md"] = "# A\n\n[saved](https://www.harbour.example/wall?utm_source=x)\n"
    async with Desk(tmp_path, files) as desk:
        await desk.read("A")
        await desk.press("tab")
        await desk.says("⇣ The harbour wall · saved")
        await desk.press("enter")
        await desk.until(lambda: desk.title == WALL)
        assert desk.outside.argv == []
        await desk.press("H", "o")
        await desk.until(lambda: len(desk.outside.argv) == 1)
        assert desk.outside.argv[0][1].startswith("https://www.harbour.example/wall")


async def test_hint_letters_follow(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("f")
        await desk.says("Type the letter of the link")
        letters = {deed.args[0].link.text: letter for letter, deed in desk.desk._hints.items()}
        assert {"the railway", "kerning", "money", "the hash", "the file", "the quarry"} <= set(letters)
        await desk.press("escape")
        assert desk.title == WALL
        await desk.press("f", "Z")
        assert desk.title == WALL and not desk.has_dialog, "a letter that is no hint only ends the hints"
        await desk.press("f", letters["kerning"])
        await desk.until(lambda: desk.title == "A field guide to terminal fonts")
        await desk.press("f")
        await desk.says("No link on the screen")
        await desk.press("H")
        assert selected(desk) == "kerning"


async def test_hint_letters_do_not_run_commands(tmp_path: Path) -> None:
    """While letters are shown `q`, `m` or `J` are letters, not commands."""
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        for key in ("q", "m", "J", "Q", "h"):
            await desk.press("f", key)
            await desk.press("escape")
            assert not desk.left and not desk.session.userdata.marks()
            if desk.title != WALL:
                await desk.press("H")


async def test_the_list_of_links_goes_to_the_link_and_selects_it(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("F")
        assert "→ the deep link" in desk.text() and "Two pots of tea" in desk.text()
        await desk.press("slash")
        await desk.type("deep")
        await desk.press("enter")
        assert not desk.has_dialog and selected(desk) == "the deep link" and "Passage 6.2" in desk.text()
        await desk.press("H")
        assert "Passage 1.1" in desk.text()


async def test_peek_shows_where_a_link_leads_and_stays(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await select(desk, "kerning")
        await desk.press("p")
        await desk.sees("There is none in a terminal.")
        assert "Passage 1.1" in desk.text()  # what is read stays to be seen
        assert not desk.app.screen.show_vertical_scrollbar
        await desk.press("p")
        assert "There is none in a terminal." not in desk.text()
        await desk.press("p", "j", "G", "g", "escape")
        assert desk.title == WALL and selected(desk) == "kerning"
        assert desk.session.userdata.find_article(desk.path("fonts.md")) is None


async def test_enter_in_a_peek_goes_there(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(120, 40)) as desk:
        await desk.read(WALL)
        await select(desk, "kerning")
        await desk.press("p")
        await desk.sees("Enter goes there")
        row = next(line for line in desk.lines() if "There is none" in line)
        text = next(line for line in desk.lines() if "Passage 1.1" in line)
        assert row.index("There is none") == text.index("Passage 1.1")  # in line with the page
        await desk.press("enter")
        assert desk.title == "A field guide to terminal fonts"


async def test_a_click_on_a_link_follows_it_and_elsewhere_does_nothing(tmp_path: Path, browser: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        y = desk.row_of("kerning")
        x = desk.drawn(desk.page)[y].index("kerning")
        await desk.pilot.click("#page", offset=(x - 2, y + 2))
        await desk.rest()
        assert desk.title == WALL
        await desk.pilot.click("#page", offset=(x + 3, y))
        await desk.until(lambda: desk.title == "A field guide to terminal fonts")
        await desk.press("H")
        y = desk.row_of("the quarry")
        quarry = (desk.drawn(desk.page)[y].index("quarry"), y)
        await desk.pilot.click("#page", offset=quarry)
        await desk.says("example.org/stones?a=1&b=2 · Enter opens it")
        assert desk.outside.argv == [], "nothing leaves before its target was told"
        await desk.pilot.click("#page", offset=quarry)
        await desk.until(lambda: len(desk.outside.argv) == 1)


async def test_the_wheel_scrolls_the_page(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.wheel(True)
        await desk.wheel(True)
        assert desk.page.top == desk.page.step(type(desk.page.top)(0, 0), 6)
        await desk.wheel(False)
        assert desk.page.top == desk.page.step(type(desk.page.top)(0, 0), 3)


async def test_a_click_on_a_link_in_a_preview_reads_on_from_there(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(120, 40)) as desk:
        await desk.put_cursor(WALL)
        y = desk.row_of("kerning")
        await desk.pilot.click("#page", offset=(desk.drawn(desk.page)[y].index("kerning"), y))
        await desk.until(lambda: desk.title == "A field guide to terminal fonts")
        await desk.press("H")
        assert desk.title == WALL


async def test_footnotes_lead_there_and_back(tmp_path: Path) -> None:
    text = article("Notes", links={"1.1": "A claim.[^1]"}) + "\n[^1]: The note itself.\n"
    async with Desk(tmp_path, {"a.md": text}) as desk:
        await desk.read("Notes")
        await desk.press("tab", "enter")
        await desk.sees("The note itself.")
        await desk.press("H")
        assert "Passage 1.1" in desk.text()


async def test_notes_in_the_line_are_peeked_at_and_lead_there_and_back(tmp_path: Path) -> None:
    words = " ".join(["Many words stand between."] * 80)
    text = f"# Notes\n\n> First.\n>\n> A claim.^[The *note* itself.] {words}\n>\n> And the end.\n"
    async with Desk(tmp_path, {"a.md": text}) as desk:
        await desk.read("Notes")
        await desk.press("tab")
        assert "note [a]" in desk.text() and "The note itself." not in desk.text()
        await desk.press("p")
        await desk.sees("The note itself.")
        assert "Many words" not in desk.text().partition("Footnote")[2]
        await desk.press("escape", "enter")
        await desk.sees("[a] The note itself. ↩")
        assert "A claim." not in desk.text()
        await desk.press("tab")
        assert "back to the text" in desk.text()
        await desk.press("enter")
        await desk.sees("A claim.")


async def test_wikilinks_spaces_and_links_without_md_resolve(tmp_path: Path) -> None:
    files = {
        "a.md": "# A\n\n[one](two%20words.md) [two](<two words>) [three](sub/../two%20words.md#there)\n",
        "two words.md": "# B\n\nText.\n\n## There\n\nHere.\n",
    }
    async with Desk(tmp_path, files) as desk:
        await desk.read("A")
        for _ in range(3):
            await desk.press("tab", "enter")
            await desk.until(lambda: desk.title == "B")
            await desk.press("H")


async def test_a_link_in_the_title_is_a_stop_and_the_site_below_is_none(tmp_path: Path) -> None:
    text = "# The [wall](b.md)\n\nBy Jane Doe\n\nOriginal url: <https://e.org/wall>\n\n"
    text += "Words.\n\n" * 90 + "Far [below](c.md).\n"
    files = {"a.md": text, "b.md": "# Stones\n", "c.md": "# Down there\n"}
    async with Desk(tmp_path, files) as desk:
        await desk.read("The wall")
        await desk.press("tab")
        await desk.sees("Stones")
        await desk.press("tab")
        await desk.sees("Far below")
        await desk.sees("Down there")
        await desk.press("shift+tab")
        await desk.sees("Stones")
        await desk.press("enter")
        await desk.until(lambda: desk.title == "Stones")


async def test_the_site_in_the_masthead_leads_to_the_original(tmp_path: Path, browser: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        y = desk.row_of("harbour.example")
        await desk.pilot.click("#page", offset=(desk.drawn(desk.page)[y].index("harbour.example"), y))
        await desk.says("harbour.example/wall · Enter opens it")
        await desk.press("enter")
        await desk.until(lambda: desk.outside.argv == [(str(browser), "https://harbour.example/wall")])


SIGNED = {
    "signed.md": "---\ntitle: Signs\n---\n\nSee [here](#below), [tea](tea.md), [page](https://example.org/a), "
    "[kept](https://harbour.example/wall), [gone](gone.md), [hash](#), [nowhere](#no-such) and "
    "[mail](mailto:a@b.example).\n\n## Below\n\nNothing.\n"
}


async def test_a_sign_behind_a_link_tells_where_it_leads_without_being_text(tmp_path: Path) -> None:
    async with Desk(tmp_path, {**articles(), **SIGNED}) as desk:
        await desk.read("Signs")
        await desk.sees("gone✗")
        text = " ".join(" ".join(desk.drawn(desk.page)).split())
        assert "See here, tea, page↗, kept⇣, gone✗, hash✗, nowhere✗ and mail↗." in text
        document = desk.page.document
        assert document is not None
        assert "See here, tea, page, kept, gone, hash, nowhere and mail." in document.content(1)


async def test_signs_of_links_have_their_cell_in_the_first_paint(tmp_path: Path) -> None:
    async with Desk(tmp_path, {**articles(), **SIGNED}) as desk:
        desk.desk.look_at_links = lambda: None  # the library is never asked
        await desk.read("Signs")
        text = " ".join(" ".join(desk.drawn(desk.page)).split())
        assert "page↗, kept↗, gone, hash✗, nowhere and mail↗." in text


async def test_the_links_of_a_book_are_gathered_a_few_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.working.SLICE", 0.0)
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        desk.send("F")
        desk.send("G")
        await desk.until(lambda: desk.has_dialog)
        await desk.rest()
        assert "the deep link" in desk.text() and "the railway" in desk.text()
        await desk.press("enter")
        assert selected(desk) == "the deep link"


async def test_a_link_far_away_is_looked_for_piece_by_piece(tmp_path: Path) -> None:
    prose = "Nothing leads anywhere from here, or it would say so.\n\n" * 6000
    text = f"# Far\n\n[Near](#far) begins.\n\n{prose}Between | them.\n\n{prose}Then [the end](#far).\n"
    async with Desk(tmp_path, {"far.md": text}) as desk:
        await desk.read("Far")
        await desk.press("tab")
        assert selected(desk) == "Near"
        found: list[LinkAt] = []
        assert sum(1 for _ in desk.page.seek_stop((1, 0), 1, found)) > 8, "keys are looked at in between"
        assert [at.link.text for at in found] == ["the end"]
        await desk.press("tab")
        assert selected(desk) == "the end" and "the end" in desk.text()
        await desk.press("tab")
        await desk.says("No further link")
        await desk.press("shift+tab")
        assert selected(desk) == "Near"
        await desk.press("shift+tab")
        await desk.says("No link before this")
        await desk.press("G", "F")
        await desk.sees("Near")
        assert "the end" in desk.text()
