"""The harness itself: that it is a terminal, that it isolates, and that its waits tell what they saw."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal, WaitError, encode

APP = """
import os
from textual.app import App
from textual.widgets import Static

class Echo(App):
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [("q", "quit", "Quit")]
    keys = []

    def compose(self):
        yield Static("ready", id="out", markup=False)

    def on_key(self, event):
        self.keys.append(event.key)
        self.show()

    def on_resize(self, event):
        self.at = event.size
        self.show()

    def on_click(self, event):
        self.keys.append(f"click {event.x},{event.y}")
        self.show()

    def on_paste(self, event):
        self.keys.append(event.text)
        self.show()

    def show(self):
        text = f"ready {self.at.width}x{self.at.height} keys: " + " ".join(self.keys)
        self.query_one("#out").update(text + "\\nhome " + os.environ["HOME"])

raise SystemExit(Echo().run() or 7)
"""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("app") / "echo.py"
    path.write_text(APP)
    return path


@pytest.fixture
def terminal(app: Path) -> Iterator[Terminal]:
    with Terminal([sys.executable, str(app)], size=(100, 12)) as running:
        running.wait("ready 100x12")
        yield running


def test_keys_resizes_clicks_and_pastes_arrive_and_the_status_comes_back(terminal: Terminal) -> None:
    terminal.press("j", "enter", "shift+tab", "ctrl+o", "alt+left", "backspace", "pgdn", "up", "esc", "home")
    terminal.wait("keys: j enter shift+tab ctrl+o alt+left backspace pagedown up escape home")
    terminal.click("keys:")
    terminal.wait("click 13,0")
    terminal.resize(60, 20).wait("ready 60x20")
    terminal.paste("two words").wait("two words")
    terminal.press("q")
    assert terminal.exit_status() == 7
    assert b"\x1b[?1049h" in terminal.raw


def test_the_home_is_its_own_and_goes_with_the_terminal(terminal: Terminal) -> None:
    terminal.wait(f"home {terminal.home}")
    assert terminal.home != Path.home()
    assert terminal.peak_memory() > 1_000_000
    terminal.close()
    assert not terminal.home.exists()
    assert terminal.process.returncode == -signal.SIGKILL


def test_the_terminal_offers_synchronised_output_and_textual_takes_it(terminal: Terminal) -> None:
    terminal.press("x").wait("keys: x")
    assert b"\x1b[?2026h" in terminal.raw


def test_a_wait_that_fails_shows_the_screen(terminal: Terminal) -> None:
    with pytest.raises(WaitError, match=r"'never' did not come within 0.2 s\n\+-+\+\n\|ready 100x12"):
        terminal.wait("never", timeout=0.2)
    with pytest.raises(WaitError, match="did not end within"):
        terminal.exit_status(timeout=0.1)


def test_it_is_the_controlling_terminal_and_standard_input_can_be_a_pipe() -> None:
    script = "import os, sys; print(len(sys.stdin.read())); os.open('/dev/tty', os.O_RDWR)"
    with Terminal([sys.executable, "-c", script], stdin=b"x" * 300_000) as terminal:
        terminal.wait("300000")
        assert terminal.exit_status() == 0


def test_half_a_frame_is_not_seen() -> None:
    script = "print('\\x1b[?2026hhalf', flush=True); input(); print('whole\\x1b[?2026l', flush=True); input()"
    with Terminal([sys.executable, "-c", script]) as terminal:
        terminal.settle()
        assert b"half" in terminal.raw and terminal.text().strip() == ""
        terminal.press("enter").wait("whole")
        assert "half" in terminal.text()


def test_it_rests_only_when_the_program_does() -> None:
    script = (
        "import time; end = time.process_time() + 0.6\nwhile time.process_time() < end: pass\nprint('worked'); input()"
    )
    with Terminal([sys.executable, "-c", script]) as terminal:
        assert "worked" in terminal.settle(0.1)


def test_a_wait_on_a_program_that_has_ended_does_not_wait() -> None:
    with Terminal([sys.executable, "-c", "print('gone already')"]) as terminal:
        terminal.wait("gone already")
        with pytest.raises(WaitError, match="ended with status 0"):
            terminal.wait("never", timeout=60)


def test_wide_characters_keep_their_cells() -> None:
    with Terminal([sys.executable, "-c", "print('茶と reader ✓')"]) as terminal:
        terminal.wait("✓")
        assert terminal.find("reader") == (5, 0)
        assert terminal.find("と") == (2, 0)


def test_a_recorded_opener_stands_in_for_the_browser() -> None:
    with Terminal(["/bin/sh", "-c", '"$BROWSER" https://example.org/ "a b"']) as terminal:
        assert terminal.exit_status() == 0
        assert terminal.opened() == ["https://example.org/", "a b"]


@pytest.mark.parametrize(
    ("key", "sent"),
    [
        ("j", b"j"),
        ("+", b"+"),
        ("ctrl+o", b"\x0f"),
        ("alt+left", b"\x1b[1;3D"),
        ("ctrl+shift+up", b"\x1b[1;6A"),
        ("shift+pgdn", b"\x1b[6;2~"),
        ("alt+b", b"\x1bb"),
        ("alt+enter", b"\x1b\r"),
        ("f5", b"\x1b[15~"),
        ("茶", "茶".encode()),
    ],
)
def test_keys_are_what_a_terminal_sends(key: str, sent: bytes) -> None:
    assert encode(key) == sent


def test_an_unknown_key_is_an_error_of_the_test() -> None:
    with pytest.raises(ValueError, match="no such key: 'entre'"):
        encode("entre")
    assert os.environ.get("HOME") is not None
