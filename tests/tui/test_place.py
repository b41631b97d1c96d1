"""Places, history and leaving: what is kept while reading, where one is after each way out."""

import asyncio
import threading
from pathlib import Path

import pytest

from reader.article import State
from reader.document.parser import Batch, Parser
from reader.reading import Launch
from reader.tui import placing
from tests.tui.desk import FILLING, Desk, articles

WALL = "The harbour wall"


@pytest.fixture(autouse=True)
def short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest after which a place is saved, shorter than in life."""
    assert placing.REST == 2.0
    monkeypatch.setattr(placing, "REST", 0.3)


def place(desk: Desk, name: str = "wall.md") -> str | None:
    """The words of the place that is kept of an article."""
    record = desk.session.userdata.find_article(desk.path(name))
    kept = desk.session.userdata.place(record.id) if record is not None else None
    return kept.quote[:11] if kept is not None and kept.quote else None


async def a_while(desk: Desk) -> None:
    """Until the rest after which a place is saved is over, if one has begun."""
    await desk.rest()
    timer = desk.desk._rest_timer
    await desk.until(lambda: timer is None or timer._task is None or timer._task.done())
    await desk.rest()


async def test_a_place_is_saved_after_scrolling_and_rest_and_while_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await a_while(desk)
        assert place(desk) is None, "opening is not reading"
        assert desk.stored("wall.md").state is State.UNREAD
        monkeypatch.setattr(placing, "REST", 3600.0)
        await desk.scroll_to("2.2")
        assert place(desk) is None, "no rest yet"
        monkeypatch.setattr(placing, "REST", 0.01)
        await desk.press("j", "k")
        await desk.until(lambda: place(desk) == "Passage 2.2")
        await desk.rest()
        await desk.until(lambda: desk.stored("wall.md").state is State.READING)
        assert 0.1 < desk.stored("wall.md").progress < 0.5


@pytest.mark.parametrize("jump", ["G", "t", "/", "'", ")"])
async def test_a_jump_is_not_the_place_until_it_is_scrolled_on(tmp_path: Path, jump: str) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        if jump == "'":
            await desk.scroll_to("7.1")
            await desk.press("m", "g")
        await desk.press("g")
        await desk.scroll_to("2.2")
        await desk.until(lambda: place(desk) == "Passage 2.2")
        await desk.rest()  # the library is told of it next
        progress = desk.stored("wall.md").progress
        await desk.press(jump)
        if jump == "t":
            await desk.press("j", "j", "j", "enter")
        elif jump == "/":
            await desk.type("Passage 6.1")
            await desk.press("enter")
        elif jump == "'":
            await desk.press("enter")
        await a_while(desk)
        assert "Passage 2.2" not in desk.text()
        assert place(desk) == "Passage 2.2" and desk.stored("wall.md").progress == progress
        if jump != ")":  # a heading is a move by one, not a jump
            await desk.press("backspace")
            assert desk.top_words().startswith("Passage 2.2 ")
            await desk.press("L")
        await desk.press("k" if jump == "G" else "j")
        await desk.until(lambda: place(desk) != "Passage 2.2")
        if jump == ")":
            await desk.until(lambda: desk.stored("wall.md").progress > progress)
        else:
            await desk.rest()  # the library is told of it next
            assert desk.stored("wall.md").progress == progress, "what was jumped over is not read"


async def test_an_article_opens_at_its_place_again(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("3.3")
        await desk.press("h")
        assert place(desk) == "Passage 3.3", "leaving writes at once"
        await desk.read("The railway")
        await desk.press("q")
        await desk.read(WALL)
        assert desk.top_words().startswith("Passage 3.3 ")
    async with Desk(tmp_path, size=(100, 30)) as desk:
        await desk.read(WALL)
        assert desk.top_words().startswith("Passage 3.3 ")


async def test_the_place_is_found_again_in_a_changed_file(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("3.3")
        await desk.until(lambda: place(desk) == "Passage 3.3")
    path = tmp_path / "library" / "wall.md"
    path.write_text(path.read_text().replace("## Section 2\n", "## Section 2\n\n" + "New words above.\n\n" * 20))
    async with Desk(tmp_path) as desk:
        await desk.read(WALL)
        assert desk.top_words().startswith("Passage 3.3 ")


async def test_progress_counts_what_was_on_the_screen_by_scrolling(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("G", "k", "j", "q")
        assert desk.stored("wall.md").progress < 0.3, "a jump to the end is not reading"
        assert desk.stored("wall.md").state is not State.FINISHED
        await desk.read(WALL)
        await desk.press("g", *["space"] * 14, "q")
        assert desk.stored("wall.md").state is State.FINISHED
        await desk.sees("✓")


async def test_q_goes_article_list_out(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("q")
        assert desk.title is None and not desk.left
        await desk.press("q")
        await desk.until(lambda: desk.left)
        assert desk.app.return_value == 0


async def test_q_quits_at_once_when_started_on_one_file(tmp_path: Path) -> None:
    path = tmp_path / "library" / "wall.md"
    async with Desk(tmp_path, articles(), launch=Launch((path,), path)) as desk:
        await desk.until(lambda: desk.title == WALL)
        await desk.rest()
        await desk.scroll_to("2.2")
        await desk.press("q")
        await desk.until(lambda: desk.left)
        assert place(desk) == "Passage 2.2"


async def test_after_q_the_next_start_is_the_list_with_a_row_to_continue(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("3.3")
        await desk.press("q", "q")
        await desk.until(lambda: desk.left)
    async with Desk(tmp_path, launch=Launch((tmp_path / "library",), resume=True)) as desk:
        assert desk.title is None
        row = desk.lines()[1]
        assert f"Continue: {WALL}" in row and " %" in row and "min left" in row and "▌" in row
        await desk.press("enter")
        await desk.until(lambda: desk.title == WALL)
        await desk.rest()
        assert desk.top_words().startswith("Passage 3.3 ")
        await desk.press("h")
        await desk.sees("The railway")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_after_capital_q_the_next_start_is_in_the_article_at_its_words(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with Desk(tmp_path, articles(), size=size) as desk:
        await desk.read(WALL)
        await desk.scroll_to("3.3")
        await desk.press("Q")
        await desk.until(lambda: desk.left)
    async with Desk(tmp_path, launch=Launch((tmp_path / "library",), resume=True), size=(90, 30)) as desk:
        await desk.until(lambda: desk.title == WALL)
        await desk.rest()
        assert desk.top_words().startswith("Passage 3.3 ")
        await desk.press("q")
        assert desk.title is None and not desk.left
        await desk.press("q")
        await desk.until(lambda: desk.left)
    async with Desk(tmp_path, launch=Launch((tmp_path / "library",), resume=True)) as desk:
        await desk.rest()
        assert desk.title is None, "resumed once, not for ever"


async def test_an_end_from_outside_resumes_too_and_a_named_library_does_not(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.scroll_to("3.3")
        desk.app._ended_from_outside()
        await desk.until(lambda: desk.left)
    async with Desk(tmp_path, launch=Launch((tmp_path / "library",))) as desk:
        assert desk.title is None
    async with Desk(tmp_path, launch=Launch((tmp_path / "library",), resume=True)) as desk:
        await desk.until(lambda: desk.title == WALL)


async def test_a_resumed_article_whose_file_is_gone_is_the_list(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("d", "Q")
    (tmp_path / "library" / "wall.md").unlink()
    async with Desk(tmp_path, launch=Launch((tmp_path / "library",), resume=True)) as desk:
        assert desk.title is None
        await desk.sees("The railway")


async def test_ctrl_c_cancels_and_twice_quits(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("B")
        await desk.press("ctrl+c")
        assert not desk.has_dialog and desk.title == WALL
        await asyncio.sleep(1.1)
        await desk.press("ctrl+c")
        await desk.says("Ctrl+C again quits")
        await desk.press("ctrl+c")
        await desk.until(lambda: desk.left)


async def test_ctrl_q_is_not_bound(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press("ctrl+q")
        assert not desk.left


async def test_writes_that_were_asked_for_are_finished_at_the_end(tmp_path: Path) -> None:
    """`m` and `q q` in one breath: the bookmark is there."""
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.hurry("m", "q", "q")
        await desk.until(lambda: desk.left)
    async with Desk(tmp_path) as desk:
        assert len(desk.session.userdata.marks()) == 1


async def test_the_end_says_what_is_next_and_who_links_here(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read("The railway")
        await desk.press("G")
        await desk.sees("Linked from The harbour wall · i shows all")
        ending = next(line.strip() for line in desk.lines() if "Finished" in line)
        assert ending == "Finished · a archive · J next: A field guide to terminal fonts, 2 min"
        await desk.press("i", "G")
        assert "Linked from The harbour wall" in desk.text()
        await desk.press("enter")
        assert desk.title == "The harbour wall"


async def test_the_title_of_the_next_article_gives_way_to_its_minutes(tmp_path: Path) -> None:
    files = {**articles(), "fonts.md": articles()["fonts.md"].replace("A field guide to", "A field guide " * 8)}
    async with Desk(tmp_path, files, size=(60, 24)) as desk:
        await desk.read("The railway")
        await desk.press("G")
        await desk.sees("Linked from")
        ending = next(line.strip() for line in desk.lines() if "Finished" in line)
        assert ending.endswith("…, 2 min") and ending.startswith("Finished · a archive · J next: A field")


async def test_the_end_is_told_for_the_width_that_there_is(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(40, 24)) as desk:
        await desk.read("The railway")
        await desk.press("G")
        await desk.sees("Linked from The harbo… · i shows all")
        await desk.pilot.resize_terminal(80, 24)
        await desk.rest()
        await desk.press("G")
        assert "Linked from The harbour wall · i shows all" in desk.text()


class Gate:
    """Holds a parser back once it has gone so far."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
        self.opened = threading.Event()
        step = Parser.step

        def held(parser: Parser, size: int = 65536) -> Batch:
            if parser._position > at:
                assert self.opened.wait(30)
            return step(parser, 8192)

        monkeypatch.setattr(Parser, "step", held)


def long_article() -> dict[str, str]:
    return {"long.md": "# Long\n\n" + "".join(f"Line {n} of it. {FILLING}\n\n" for n in range(2000))}


async def test_the_end_is_shown_before_it_is_parsed_and_held_when_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, 100_000)
    async with Desk(tmp_path, long_article()) as desk:
        desk.send("enter")
        await desk.until(lambda: desk.desk.is_reading and desk.page.document.whole)
        desk.send("G")
        await desk.sees("Line 1999 of it.")
        document = desk.page.document
        assert document is not None and not document.complete
        desk.send("u")
        await desk.sees("Line 1995 of it.")
        await desk.until(lambda: "Line 1999" not in desk.text())
        before = desk.drawn(desk.page)
        gate.opened.set()
        await desk.until(lambda: document.complete)
        await desk.rest()
        assert desk.drawn(desk.page) == before, "the words are held when parsing gets there"
        assert len([n for n in range(len(document)) if "Line 1998 of" in document.content(n)]) == 1


async def test_a_place_beyond_what_is_parsed_is_shown_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Desk(tmp_path, long_article()) as desk:
        await desk.read("Long")
        await desk.press("G", "k", "k", "u", "u")
        before = desk.drawn(desk.page)
        desk.desk.save_place()
        await desk.press("q")
    gate = Gate(monkeypatch, 100_000)
    async with Desk(tmp_path) as desk:
        desk.send("enter")
        await desk.until(lambda: desk.desk.is_reading and desk.page.document.whole)
        await desk.until(lambda: desk.drawn(desk.page) == before)
        gate.opened.set()
        await desk.until(lambda: desk.page.document.complete)
        await desk.rest()
        assert desk.drawn(desk.page) == before


@pytest.mark.parametrize("start", ["# Far *away* [it](#long) is\n\n", "Far away it is\n===\n\n"])
async def test_a_heading_beyond_what_is_parsed_is_shown_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    text = "# Long\n\n[down](#far-away-it-is)\n\n" + "".join(
        f"{start if n == 1500 else ''}Line {n} of it. {FILLING}\n\n" for n in range(2000)
    )
    gate = Gate(monkeypatch, 100_000)
    async with Desk(tmp_path, {"long.md": text}) as desk:
        desk.send("enter")
        await desk.until(lambda: desk.desk.is_reading and desk.page.document.whole)
        for key in ("tab", "enter"):
            desk.send(key)
        await desk.sees("Line 1500 of it.")
        document = desk.page.document
        assert document is not None and not document.complete
        before = desk.drawn(desk.page)
        gate.opened.set()
        await desk.until(lambda: document.complete)
        await desk.rest()
        assert desk.drawn(desk.page) == before
        await desk.press("backspace")
        await desk.sees("down")


async def test_who_scrolls_on_is_not_pulled_to_a_heading_that_is_parsed_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "# Long\n\n[down](#an-odd-one)\n\n" + "".join(f"Line {n} of it. {FILLING}\n\n" for n in range(2000))
    gate = Gate(monkeypatch, 100_000)
    async with Desk(tmp_path, {"long.md": text + "> # An odd one\n"}) as desk:
        desk.send("enter")
        await desk.until(lambda: desk.desk.is_reading and desk.page.document.whole)
        for key in ("tab", "enter", "space", "space"):
            desk.send(key)
        await desk.sees("Line 8 of it.")
        gate.opened.set()
        await desk.until(lambda: desk.page.document.complete)
        await desk.rest()
        assert "Line 8 of it." in desk.text()


@pytest.mark.parametrize("width", [40, 60, 79, 80, 120])
async def test_a_long_heading_leaves_the_help_its_room(tmp_path: Path, width: int) -> None:
    text = f"# Short\n\n[link](#short)\n\n## {'A heading that goes on and on ' * 6}\n\nText.\n\n" + FILLING * 40
    async with Desk(tmp_path, {"a.md": text}, size=(width, 24)) as desk:
        await desk.read("Short")
        await desk.press("space")
        assert desk.status.endswith("min left  ? help") and "A head" in desk.status
        await desk.press("g", "tab")
        assert desk.status.endswith("? help")
