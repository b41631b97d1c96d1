"""What goes wrong: empty folders, broken files, files that vanish, late results, errors that are one line."""

import errno
import os
import random
import threading
from pathlib import Path
from typing import Any

import pytest

from reader.errors import UnreadableError
from reader.library import ScanReport
from reader.reading import Launch, Opened
from reader.tui import keys
from tests.tui.desk import Desk, articles

WALL = "The harbour wall"


async def test_an_empty_folder_says_what_to_do_and_every_key_is_safe(tmp_path: Path) -> None:
    async with Desk(tmp_path, {}) as desk:
        await desk.sees("Nothing here yet")
        await desk.press("j", "k", "G", "g", "space", "b", "d", "u", "enter", "l")
        await desk.says("No article here")
        await desk.press("s", "a", "R", "o", "e", "U", "ctrl+r", "2", "3", "1", "r")
        await desk.says("Nothing changed in 0 articles")
        desk.path("first.md").write_text("# First\n\nText.\n")
        await desk.press("r")
        await desk.sees("First")
        await desk.press("enter")
        assert desk.title == "First"


async def test_a_folder_of_other_files_is_empty_too(tmp_path: Path) -> None:
    async with Desk(tmp_path, {"picture.png": b"\x89PNG", ".hidden.md": "# Hidden\n", ".git/x.md": "# Git\n"}) as desk:
        await desk.sees("Nothing here yet")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_broken_files_give_a_page_or_one_line(tmp_path: Path, size: tuple[int, int]) -> None:
    files: dict[str, str | bytes] = {
        "empty.md": b"",
        "blank.md": b"\n\n   \n",
        "random.md": random.Random(7).randbytes(5000),
        "nul.md": b"\x00" * 3000,
        "front.md": b"---\n",
        "open.md": b"---\ntitle: x\n",
        "yaml.md": b"---\n" + b"[" * 5000 + b"\n---\n\nText.\n",
        "title.md": b"# \n\n",
        "bom.md": b"\xef\xbb\xbf",
        "crlf.md": b"# CRLF\r\n\r\nText.\r\n",
        "line.md": b"x" * 200_000,
        "deep.md": b"> " * 500 + b"deep\n",
    }
    async with Desk(tmp_path, files, size=size) as desk:
        assert desk.desk.list.count == len(files)
        for number in range(len(files)):
            await desk.press("g")
            await desk.hurry(*"j" * number)
            path = desk.current.path
            desk.send("enter")
            await desk.until(lambda: desk.title is not None, path.name)
            await desk.rest()
            await desk.press(
                "space", "tab", ")", "t", "escape", "G", "m", "n", "y", "escape", "escape", "right", "v", "escape"
            )
            assert desk.title is not None and not desk.left, path.name
            await desk.press("h")
            assert desk.title is None


async def test_a_file_that_is_deleted_under_the_program(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        desk.path("railway.md").unlink()
        await desk.press("j", "enter")
        await desk.until(lambda: "railway" in desk.status.casefold() or "file" in desk.status, "nothing is said")
        assert desk.title is None and not desk.left
        await desk.read(WALL)
        await desk.scroll_to("2.2")
        desk.path("wall.md").unlink()
        await desk.press("r")
        await desk.until(lambda: "wall.md" in desk.status or "file" in desk.status)
        assert desk.title == WALL and "Passage 2.2" in desk.text(), "its text stays on the screen"
        await desk.press("space", "m", "tab", "h")
        assert not desk.left
        await desk.press("r")
        await desk.until(lambda: desk.desk.list.count - desk.desk.list.lead == 3)


async def test_a_file_that_becomes_a_folder_or_a_pipe(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        desk.path("wall.md").unlink()
        desk.path("wall.md").mkdir()
        desk.path("railway.md").unlink()
        os.mkfifo(desk.path("railway.md"))
        for _ in range(2):
            await desk.press("enter")
            assert desk.title is None and not desk.left
            assert desk.status.split("? help")[0].strip()
            await desk.press("j")


async def test_an_unreadable_file_and_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with Desk(tmp_path, articles()) as desk:
        refused: set[bytes] = set()
        real = os.open

        def refusing(path: Any, *arguments: Any, **more: Any) -> int:
            # not by its mode: root may read everything
            if not isinstance(path, int) and os.path.basename(os.fsencode(path)) in refused:
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return real(path, *arguments, **more)

        monkeypatch.setattr(os, "open", refusing)
        desk.desk.reads_ahead = False
        refused.add(b"wall.md")
        await desk.put_cursor("The railway")
        await desk.put_cursor("The harbour wall")
        await desk.press("enter")
        await desk.says("you may not read it")
        refused.add(os.fsencode(desk.folder.name))
        await desk.put_cursor("The railway")
        await desk.press("enter")
        await desk.says("you may not read it")
        await desk.press("r")
        await desk.rest()
        assert not desk.left
        refused.clear()
        await desk.press("enter")
        await desk.until(lambda: desk.title == "The railway")


async def test_all_that_could_not_be_read_is_listed_with_its_reason(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.press(":", *"unreadable", "enter")
        await desk.sees("Everything in the library could be read.")
        await desk.press("escape")
        whole = desk.session.scan
        refused = tuple(
            (desk.folder / name, reason)
            for name, reason in (("z.md", "you may not read it"), ("a\x1b[31m.md", "it is a symbolic link"))
        )
        desk.session.scan = lambda *_: whole()._replace(unreadable=refused)  # type: ignore[method-assign]
        await desk.press("r")
        await desk.says("z.md and 1 more: you may not read it · :unreadable lists them")
        await desk.press(":", *"unreadable", "enter")
        await desk.sees("Unreadable files and folders")
        text = desk.text()
        assert text.index("[31m.md") < text.index("it is a symbolic link") < text.index("z.md")
        assert "\x1b" not in text
        await desk.press("j", "enter")
        await desk.sees("The railway")


async def test_a_folder_of_which_nothing_can_be_read_says_why(tmp_path: Path) -> None:
    async with Desk(tmp_path, {}) as desk:
        assert "Nothing here yet" in desk.text()
        whole = desk.session.scan

        def scan(*arguments: object) -> ScanReport:
            return whole()._replace(unreadable=((desk.folder, "you may not read it"),))

        desk.session.scan = scan  # type: ignore[method-assign]
        await desk.press("r")
        await desk.sees("\n   you may not read it\n   r tries again.")
        assert "Nothing here yet" not in desk.text()
        desk.session.scan = whole  # type: ignore[method-assign]
        await desk.press("r")
        await desk.sees("Nothing here yet")


async def test_a_file_that_cannot_be_opened_says_why_on_one_line(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:

        def broken(path: Path) -> Opened:
            raise UnreadableError("wall.md cannot be read: the disk is on fire")

        desk.desk.reads_ahead = False
        desk.session.open = broken  # type: ignore[method-assign]
        await desk.press("enter")
        await desk.says("the disk is on fire")
        assert desk.title is None


async def give_up_waiting(desk: Desk, monkeypatch: pytest.MonkeyPatch, key: str = "enter") -> None:
    """Press a key and wait until those behind it do not wait any more for what it opens so slowly."""
    monkeypatch.setattr(keys, "HELD", 0.05)
    desk.send(key)
    desk.send("j")
    await desk.says("keys act here until it comes")


async def test_a_late_result_does_not_replace_a_newer_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow opening of the first article ends after that of the second: the second stays."""
    async with Desk(tmp_path, articles()) as desk:
        go_on, slow_done = threading.Event(), threading.Event()
        desk.desk.reads_ahead = False
        real = desk.session.open

        def slow(path: Path) -> Opened:
            opened = real(path)
            if path.name == "wall.md":
                go_on.wait(5)
                slow_done.set()
            return opened

        desk.session.open = slow  # type: ignore[method-assign]
        await give_up_waiting(desk, monkeypatch)
        desk.send("j")
        desk.send("enter")
        await desk.until(lambda: desk.title == "The railway")
        go_on.set()
        await desk.until(slow_done.is_set)
        await desk.rest()
        assert desk.title == "The railway" and "Ada Low" in desk.text()
        await desk.press("m")
        assert desk.session.userdata.find_article(desk.path("wall.md")) is None


async def test_a_late_preview_does_not_replace_what_is_read(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles(), size=(120, 40)) as desk:
        go_on, slow_done = threading.Event(), threading.Event()
        desk.desk.reads_ahead = False
        real = desk.session.open

        def slow(path: Path) -> Opened:
            opened = real(path)
            if path.name == "railway.md":
                go_on.wait(5)
                slow_done.set()
            return opened

        await desk.put_cursor(WALL)
        desk.session.open = slow  # type: ignore[method-assign]
        desk.send("j")
        await desk.until(lambda: desk.asked > desk.answered)
        desk.send("j")
        desk.send("enter")
        await desk.until(lambda: desk.title == "A field guide to terminal fonts")
        go_on.set()
        await desk.until(slow_done.is_set)
        await desk.rest()
        assert desk.title == "A field guide to terminal fonts" and "Letters stand in cells" in desk.text()


@pytest.mark.parametrize(("asked", "slowly"), [("enter", "resolve"), ("p", "peek"), ("F", "resolve")])
@pytest.mark.parametrize(("key", "title"), [("J", "A field guide to terminal fonts"), ("h", None)])
async def test_what_a_link_leads_to_is_dropped_when_the_reader_went_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, slowly: str, key: str, title: str | None
) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read("The railway")
        await desk.press("tab")
        go_on = threading.Event()
        real = getattr(desk.session, slowly)

        def slow(*arguments: object) -> object:
            go_on.wait(5)
            return real(*arguments)

        monkeypatch.setattr(desk.session, slowly, slow)
        await give_up_waiting(desk, monkeypatch, asked)
        desk.send(key)
        await desk.until(lambda: desk.title == title)
        go_on.set()
        await desk.rest()
        assert desk.title == title and desk.app.screen is desk.desk


async def test_an_article_that_opens_slowly_does_not_stop_the_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Desk(tmp_path, articles()) as desk:
        go_on = threading.Event()
        desk.desk.reads_ahead = False
        real = desk.session.open

        def slow(path: Path) -> Opened:
            go_on.wait(5)
            return real(path)

        desk.session.open = slow  # type: ignore[method-assign]
        await give_up_waiting(desk, monkeypatch)
        for _ in range(3):
            desk.send("j")
        await desk.until(lambda: desk.desk.list.cursor == 3)
        desk.send("?")
        await desk.until(lambda: desk.has_dialog)
        go_on.set()
        await desk.rest()
        assert not desk.left


async def test_a_notice_of_the_start_is_shown(tmp_path: Path) -> None:
    launch = Launch((tmp_path / "library",), notice="~/old is gone; these are the articles of the program")
    async with Desk(tmp_path, articles(), launch=launch) as desk:
        await desk.says("~/old is gone")


async def test_damaged_user_data_is_said_at_the_start(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("m")
    (tmp_path / "state.db").write_bytes(b"this is no database at all" * 400)
    async with Desk(tmp_path) as desk:
        assert desk.session.notice
        await desk.says(desk.session.notice[:30])
        await desk.read(WALL)


async def test_a_lost_index_is_made_again(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        await desk.press("m", "h")
        await desk.sees("◆")
    for path in tmp_path.glob("index.db*"):
        path.unlink()
    async with Desk(tmp_path, scan=False) as desk:
        await desk.sees(WALL)
        await desk.sees("◆")


@pytest.mark.parametrize("size", [(1, 1), (4, 2), (10, 3), (20, 5), (300, 100)])
async def test_any_size_of_the_terminal(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Desk(tmp_path, articles(), size=size) as desk:
        await desk.press("j", "enter")
        await desk.until(lambda: desk.title is not None)
        await desk.press("space", "tab", "m", "B", "escape", "t", "escape", "/", "x", "escape", "+", "-", "z", "G", "?")
        await desk.press("escape", "h", "/", "x", "escape", "escape")
        assert not desk.left


async def test_a_link_cannot_lead_out_of_the_library(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("# Secret\n\nNobody reads this.\n")
    files = {"a.md": "# A\n\n[up](../secret.md) [abs](" + str(tmp_path / "secret.md") + ") [link](link.md)\n"}
    async with Desk(tmp_path, files) as desk:
        desk.path("link.md").symlink_to(tmp_path / "secret.md")
        await desk.read("A")
        for _ in range(3):
            await desk.press("tab", "enter", "p", "escape", "o")
            assert desk.title == "A" and "Nobody" not in desk.text() and desk.outside.argv == []


async def test_a_file_that_is_deleted_while_it_is_read_stays_and_is_told_of(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        await desk.read(WALL)
        desk.path("wall.md").unlink()
        desk.desk.look_at_file()
        await desk.says("The file of this article is gone")
        await desk.press("space")
        desk.desk.look_at_file()
        await desk.rest()
        assert desk.title == WALL and "Passage" in desk.text()


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (100, 40)])
async def test_a_long_message_is_whole_and_moves_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Desk(tmp_path, articles(), size=size) as desk:
        message = f"The file of bookmarks was damaged: it is kept as {'state.db.' * 9} and what to do stands here"
        before = desk.lines()
        desk.desk.status.say(message)
        await desk.rest()
        said = "".join(desk.text().split())
        assert "".join(message.split()) in said
        assert desk.lines()[:5] == before[:5]
        desk.desk.status.hush()
        await desk.rest()
        assert desk.lines() == before
        desk.desk.status.say("word " * 400 + "end")  # more than the screen is for: both ends are kept
        await desk.rest()
        assert desk.lines()[-1].endswith("end") and desk.lines()[:4] == before[:4]
        desk.desk.status.hush()
        await desk.rest()
        assert desk.lines() == before


async def test_a_line_beyond_the_last_is_said(tmp_path: Path) -> None:
    launch = Launch((tmp_path / "library",), tmp_path / "library" / "wall.md", line=99_999)
    async with Desk(tmp_path, articles(), launch=launch) as desk:
        await desk.says("There is no line 99,999 here: the last is ")


async def test_a_message_that_follows_a_longer_one_is_painted_before_its_lines_are_laid_out(tmp_path: Path) -> None:
    async with Desk(tmp_path, articles()) as desk:
        status = desk.desk.status
        status.say("A reason that takes its time. " * 12)
        await desk.rest()
        rows = status.size.height
        assert rows > 3
        status.say("Another, of two lines and no more. " * 4)
        assert rows == status.size.height
        shown = [line.strip() for line in desk.drawn(status)]
        assert shown[0] == "" and shown[-1].endswith("and no more.")
        status.hush()
        assert [line.strip() for line in desk.drawn(status)][:-1] == [""] * (rows - 1)
