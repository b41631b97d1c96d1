"""The real program in a real terminal: an evening's reading from the first start to the last key."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.program import READER, records, shell, start
from tests.terminal import Terminal, environment
from tests.tui.desk import article, articles, write

WALL = "The harbour wall"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return write(tmp_path / "library", articles())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def ended(terminal: Terminal, status: int = 0) -> None:
    """The program ended with this status, gave the screen back and left no traceback on it."""
    assert terminal.exit_status() == status
    raw = terminal.raw
    assert b"\x1b[?1049l" in raw and b"\x1b[?25h" in raw[raw.rindex(b"\x1b[?1049l") - 400 :]
    assert b"Traceback" not in raw


def scroll_to(terminal: Terminal, words: str) -> None:
    """Scroll down until these words begin on the first row."""
    for _ in range(60):
        top = next((line for line in terminal.lines() if line.strip()), "")
        if words in top:
            return
        before = terminal.text()
        terminal.press("j")
        terminal.wait_for("it did not scroll", lambda text, before=before: text != before)
        terminal.settle(0.1)  # half a frame is a change too, and the next key would come too early
    raise AssertionError(f"{words!r} was not reached\n{terminal.picture()}")


def test_an_evening_with_the_articles_of_the_program(home: Path) -> None:
    """First start, list, read, Tab, follow, back to the very place, bookmark, quit; it is all there again."""
    with start(home) as terminal:
        terminal.wait("A Tour of reader")
        terminal.press("enter").wait("half of the tour is over")
        terminal.press("space", "space").wait("Links")
        before = terminal.settle()
        terminal.press("tab").wait("→ How the Harbour Wall Was Paid For")
        terminal.press("enter").gone("→ How the Harbour Wall")
        terminal.settle()
        assert terminal.lines()[0].strip() == "How the Harbour Wall Was Paid For"
        terminal.press("space").settle()
        terminal.press("backspace").wait("→ How the Harbour Wall")
        terminal.settle()  # signs of links that only the library knows come after the first paint
        assert terminal.lines()[:-1] == before.split("\n")[:-1], "the exact place"
        terminal.press("j", "m").wait("Bookmarked “")
        marked = re.search(r"Bookmarked “(.{12})", terminal.text())
        assert marked
        terminal.press("q").wait("A Tour of reader")
        terminal.press("q")
        ended(terminal)
    words = marked[1]
    (mark,) = records(home, "bookmarks", "list")
    assert mark["quote"].replace("\n", " ").startswith(words) and mark["status"] == "exact"
    assert mark["title"] == "A Tour of reader" and mark["kind"] == "bookmark"
    with start(home) as again:
        again.wait("Continue: A Tour of reader")
        again.press("B").wait(words)
        again.press("enter").gone("All bookmarks")
        again.wait_for("the bookmarked words", lambda text: words in text and "◆" in text)
        again.press("q").wait("Every Kind of Block")
        again.press("q")
        ended(again)


def test_capital_q_resumes_at_the_words_with_a_screen_of_another_size(home: Path, library: Path) -> None:
    with start(home, library) as terminal:
        terminal.wait(WALL)
        terminal.press("enter").wait("Passage 1.1")
        scroll_to(terminal, "Passage 2.2")
        terminal.press("Q")
        ended(terminal)
    with start(home, size=(100, 30)) as again:
        again.wait("Passage 2.2")
        top = next(line for line in again.lines() if line.strip())
        assert top.strip().startswith("Passage 2.2"), again.picture()
        again.press("Q")
        ended(again)
    with start(home, library) as named:
        named.wait("Passage 2.2")
        named.press("q").wait("The railway")
        named.press("q")
        ended(named)
    with start(home) as third:
        third.wait(f"Continue: {WALL}")


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM], ids=["SIGHUP", "SIGTERM"])
def test_an_end_from_outside_is_clean_and_resumes(home: Path, library: Path, number: int) -> None:
    with start(home, library) as terminal:
        terminal.wait(WALL)
        terminal.press("enter").wait("Passage 1.1")
        scroll_to(terminal, "Passage 2.2")
        terminal.process.send_signal(number)
        ended(terminal)
    with start(home) as again:
        again.wait("Passage 2.2")
        assert next(line for line in again.lines() if line.strip()).strip().startswith("Passage 2.2")


def test_a_lost_terminal_ends_the_program_and_resumes(home: Path, library: Path) -> None:
    """The window is closed: the other end of the terminal is gone, and SIGHUP comes of itself."""
    with start(home, library) as terminal:
        terminal.wait(WALL)
        terminal.press("enter").wait("Passage 1.1")
        scroll_to(terminal, "Passage 2.1")
        end, nothing = os.dup(terminal._master), os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, terminal._master)
        os.close(nothing)
        # the reading thread of this test keeps the old end open until its read returns: the redraw ends that
        os.write(end, b"\x0c")  # Ctrl+L
        os.close(end)
        terminal.process.wait(10)
    with start(home) as again:
        again.wait("Passage 2.1")


def test_a_terminal_that_goes_without_a_signal_ends_the_program(home: Path, library: Path) -> None:
    """Started by `su -c` or a service, the terminal does not control it, and nobody sends SIGHUP."""
    home.mkdir()
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        [*READER, str(library / "wall.md")],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment(home),
        start_new_session=True,
    )
    os.close(slave)
    try:
        seen = b""
        while b"Passage" not in seen:
            seen += os.read(master, 65536)
        os.close(master)
        process.wait(15)
    finally:
        process.kill()


def test_what_the_screen_called_bookmarked_survives_a_kill(home: Path, library: Path) -> None:
    for passage in ("1.1", "1.2", "1.3"):
        with start(home, f"{library}/wall.md") as terminal:
            terminal.wait("Passage 1.1")
            terminal.press("/").wait("find in this article")
            terminal.type(f"Passage {passage}").press("enter").wait(" · 1 of 1 · ")
            terminal.press("m").wait("Bookmarked “")
            assert terminal.kill() == -signal.SIGKILL
    quotes = [mark["quote"] for mark in records(home, "bookmarks", "list")]
    assert sorted(quote[:11] for quote in quotes) == ["Passage 1.1", "Passage 1.2", "Passage 1.3"]


def test_a_document_from_a_pipe_takes_its_keys_from_the_terminal(home: Path) -> None:
    with start(home, "-", stdin=article("From a pipe").encode()) as terminal:
        terminal.wait("Passage 1.1")
        terminal.settle()
        terminal.press("G").wait("Finished · q leaves")
        terminal.press("/").type("Passage 3.3").press("enter").wait("Passage 3.3")
        terminal.press("m").wait("cannot be bookmarked")
        terminal.press("q")
        ended(terminal)
        assert b"index" not in terminal.raw, "it has no folder, and says nothing of any"


def test_without_a_terminal_it_says_so_in_one_line(home: Path, library: Path) -> None:
    home.mkdir()
    for arguments in ([], [library], ["-"]):
        done = shell(home, *arguments)
        assert done.returncode == 2 and done.stdout == ""
        assert done.stderr.count("\n") == 1 and "terminal" in done.stderr
    with Terminal(["/bin/sh", "-c", f'"{sys.executable}" -m reader > /dev/null'], home=home) as terminal:
        assert terminal.exit_status() == 2
        assert len(terminal.text().strip().split("\n")) <= 2 and "terminal" in terminal.text()


def test_one_file_at_a_heading_or_a_line_leaves_at_once(home: Path, library: Path) -> None:
    with start(home, f"{library}/wall.md#section-4") as terminal:
        terminal.wait("Section 4")
        assert terminal.lines()[0].strip() == "Section 4"
        terminal.press("q")
        ended(terminal)
    line = articles()["wall.md"].split("\n").index("## Section 6") + 1
    with start(home, f"+{line}", library / "wall.md") as terminal:
        terminal.wait("Section 6")
        assert terminal.lines()[0].strip() == "Section 6"


def test_a_web_link_starts_the_browser_with_one_argument(home: Path, library: Path) -> None:
    with start(home, library / "wall.md") as terminal:
        terminal.wait("Passage 1.1")
        for _ in range(6):
            terminal.press("tab")
        terminal.wait("↗ https://example.org/stones?a=1&b=2")
        assert terminal.opened() == []
        terminal.press("enter").wait("Opened outside")
        assert terminal.wait_opened() == ["https://example.org/stones?a=1&b=2"]


def test_a_resize_while_reading_keeps_the_words(home: Path, library: Path) -> None:
    with start(home, library / "wall.md") as terminal:
        terminal.wait("Passage 1.1")
        scroll_to(terminal, "Passage 2.2")
        for size in [(120, 40), (40, 12), (200, 60), (60, 20), (80, 24)]:
            terminal.resize(*size)

            def there(text: str) -> bool:
                lines = [line for line in text.split("\n") if line.strip()]
                return bool(lines) and "Passage 2.2" in lines[0] and "help" in lines[-1]

            terminal.wait_for(f"the words at {size}", there)
        terminal.press("q")
        ended(terminal)


def test_keys_that_come_in_one_chunk_are_taken_one_after_the_other(home: Path, library: Path) -> None:
    """Over a slow line, or pasted: what is typed behind `/` is typed, and acts on nothing."""
    with start(home, library) as terminal:
        terminal.wait("Two pots of tea")
        terminal.send(b"/rail\r")
        terminal.wait("Passage 1.1")
        assert "Ada Low" in terminal.text()
        terminal.send(b"q")
        terminal.wait("/ rail")
        terminal.press("esc").wait("2 of 5")
        terminal.send(b"?/theme\r")
        terminal.wait("paper")
        terminal.press("esc").gone("paper")
        terminal.press("q")
        ended(terminal)


def test_the_mouse_opens_follows_and_scrolls(home: Path, library: Path) -> None:
    with start(home, library) as terminal:
        terminal.wait("The railway")
        terminal.click("The railway").wait_for("the cursor is there", lambda text: re.search("▌.*The railway", text))
        terminal.click("The railway").wait("Ada Low")
        terminal.wait("Back.")
        x, y = terminal.find("Back.")
        terminal.mouse(x + 1, y).wait("Jane Doe")
        for _ in range(4):
            terminal.mouse(10, 10, 65)
        terminal.gone("Jane Doe")


def test_two_programs_see_each_others_bookmarks(home: Path, library: Path) -> None:
    with start(home, library / "wall.md") as one, start(home, library / "wall.md") as two:
        for terminal in (one, two):
            terminal.wait("Passage 1.1")
        one.press("m").wait("Bookmarked")
        two.wait("◆")
        two.press("m").wait("Bookmark removed")
        one.gone("◆")
        for terminal in (one, two):
            terminal.press("q")
            ended(terminal)
    assert shell(home, "bookmarks", "list").stdout == ""


def test_a_bookmark_from_the_shell_shows_in_the_program_that_runs(home: Path, library: Path) -> None:
    with start(home, library / "wall.md") as terminal:
        terminal.wait("Passage 1.1")
        done = shell(home, "bookmarks", "add", library / "wall.md", "--quote", "Passage 1.2 begins here")
        assert done.returncode == 0, done.stderr
        terminal.wait_for("the mark", lambda text: re.search("◆ Passage 1.2", text))


def test_errors_before_the_screen_are_one_line(home: Path) -> None:
    home.mkdir()
    wrong: list[tuple[list[str], int]] = [(["/nowhere/at/all"], 1), (["--no-such-option"], 2)]
    for arguments, _ in wrong:
        with start(home, *arguments) as terminal:
            assert terminal.exit_status() in (1, 2)
            lines = [line for line in terminal.lines() if line.strip()]
            assert 1 <= len(lines) <= 2 and "Traceback" not in terminal.text(), terminal.picture()
            assert b"\x1b[?1049h" not in terminal.raw


@pytest.mark.parametrize(
    "make",
    [lambda folder: None, lambda folder: (folder / "empty.md").write_bytes(b"")],
    ids=["empty folder", "empty file"],
)
def test_an_empty_library(home: Path, tmp_path: Path, make: Callable[[Path], object]) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    make(folder)
    with start(home, folder) as terminal:
        terminal.wait(re.compile("Nothing here yet|empty"))
        terminal.press("enter", "j", "space", "m", "q", "q")
        terminal.press("q")
        assert terminal.exit_status() == 0
        assert b"Traceback" not in terminal.raw


def test_the_program_is_the_one_of_this_checkout() -> None:
    """The tests above test what they stand beside."""
    import reader

    assert Path(reader.__file__).parents[1] == Path(__file__).parents[2]
    assert READER[0] == sys.executable


@pytest.mark.parametrize(
    ("background", "ground"), [("rgb:ffff/fefe/f0f0", "light"), ("rgb:1e1e/1e1e/2e2e", "dark"), (None, "dark")]
)
def test_the_first_start_takes_the_ground_of_the_terminal(home: Path, background: str | None, ground: str) -> None:
    with start(home, background=background) as terminal:
        terminal.wait("A Tour of reader")
        assert terminal.raw.count(b"\x1b]11;?") == 1
        shade = int(terminal.cell(40, 20).bg[:2], 16)
        assert (shade > 0x80) == (ground == "light")
        terminal.settle()
        assert "1 of 12" in terminal.text(), "what the terminal answered is no key"
        terminal.press("T").wait("paper")
        terminal.press("enter").gone("paper")
        terminal.press("q")
        ended(terminal)
    with start(home, background=background) as again:
        again.wait("A Tour of reader")
        assert b"\x1b]11;?" not in again.raw, "a theme was chosen"


def test_back_at_the_end_of_an_article_is_where_one_was(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ends"
    folder.mkdir()
    words = "A wall stands in the sea, and nobody asks who paid for it. " * 4
    (folder / "a.md").write_text("# First\n\n" + f"{words}\n\n" * 12 + "[One](b.md)\n\n[Two](b.md#far)\n")
    (folder / "b.md").write_text(
        "# Second\n\n[back](a.md)\n\n" + f"{words}\n\n" * 12 + "## Far\n\n" + f"{words}\n\n" * 12
    )
    with start(home, folder) as terminal:
        terminal.wait("1 of 2")
        terminal.settle()
        terminal.press("/").type("First").press("enter").wait("A wall")
        terminal.press("G").wait("Linked from")
        terminal.press("tab", "tab").wait("→ Second")
        before = terminal.settle()
        terminal.press("enter").wait("Far")
        terminal.settle()
        terminal.press("H").wait_for("the same page", lambda text: text == before)
        terminal.press("L").wait("Far")
        terminal.settle()
        terminal.press("H").wait_for("the same page", lambda text: text == before)


def test_capital_q_at_the_end_resumes_at_the_end(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "ends"
    folder.mkdir()
    words = "A wall stands in the sea, and nobody asks who paid for it. " * 4
    (folder / "a.md").write_text("# First\n\n" + f"{words}\n\n" * 12 + "The end of it.\n")
    with start(home, folder) as terminal:
        terminal.wait("1 of 1")
        terminal.settle()
        terminal.press("enter").wait("A wall")
        terminal.press("G").wait("Finished")
        before = terminal.settle()
        terminal.press("Q")
        ended(terminal)
    with start(home, folder) as again:
        again.wait_for("the same page", lambda text: text == before)
