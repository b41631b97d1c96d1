"""Runs a real program in a real pseudo-terminal, presses keys and reads the screen as a person would.

    with Terminal([sys.executable, "-m", "reader", "seeds"], size=(80, 24)) as terminal:
        terminal.wait("A Tour of reader")
        terminal.press("j", "enter", "ctrl+o", "alt+left")
        terminal.gone("A Tour of reader")
        assert terminal.exit_status() == 0

The program gets a home of its own (`terminal.home`), so that nothing of the machine is read or written;
pass `home=` to start a second program in the same one. A wait that times out prints the screen.
The terminal answers the queries that Textual sends only as far as it needs them.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pyte

TIMEOUT = 15.0
ESCAPE_REST = 0.15  # Textual takes what follows Esc within 0.1 s for the rest of a sequence

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "esc": "\x1b",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "insert": "\x1b[2~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pgup": "\x1b[5~",
    "pgdn": "\x1b[6~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    **{f"f{n}": f"\x1bO{'PQRS'[n - 1]}" for n in range(1, 5)},
    **{f"f{n}": f"\x1b[{code}~" for n, code in zip(range(5, 13), (15, 17, 18, 19, 20, 21, 23, 24), strict=True)},
}
_MODIFIERS = {"shift": 1, "alt": 2, "ctrl": 4}

# What pyte would print or misread: kitty keyboard, mode queries, device controls of any kind, pictures.
_BEYOND_PYTE = re.compile(rb"\x1b\[[<=>][\d;]*[a-zA-Z]|\x1b\[\??\d*\$p|\x1b[P_].*?\x1b\\", re.DOTALL)
_FRAME, _FRAME_END = b"\x1b[?2026h", b"\x1b[?2026l"
_UNFINISHED = re.compile(rb"\x1b(?:\[[<=>?\d;:$]*|[P_][^\x1b]*\x1b?)?$")
_QUERY = re.compile(rb"\x1b\[\?(?P<mode>\d+)\$p|\x1b\[(?P<device>0?c)|\x1b\[(?P<cursor>6n)|\x1b\](?P<colour>1[01]);\?")


class WaitError(AssertionError):
    """What was waited for did not come; the message has the screen."""


class Chunk(NamedTuple):
    """Bytes that arrived at one moment (`time.perf_counter` seconds)."""

    at: float
    data: bytes


def encode(key: str) -> bytes:
    """The bytes a terminal sends for a key by name: `j`, `enter`, `ctrl+o`, `alt+left`, `shift+tab`."""
    if key in KEYS or len(key) == 1:
        return KEYS.get(key, key).encode()
    *modifiers, base = key.split("+")
    if base in KEYS and KEYS[base].startswith("\x1b[") and base != "esc":
        code = 1 + sum(_MODIFIERS[name] for name in modifiers)
        tail = KEYS[base][2:]
        inner = f"1;{code}{tail}" if tail.isalpha() else f"{tail[:-1]};{code}~"
        return f"\x1b[{inner}".encode()
    text = KEYS.get(base, base)
    if len(text) != 1 or not set(modifiers) <= set(_MODIFIERS):
        raise ValueError(f"no such key: {key!r}")
    if "ctrl" in modifiers:
        text = chr(ord(text.upper()) & 0x1F)
    return (("\x1b" if "alt" in modifiers else "") + text).encode()


def environment(home: Path) -> dict[str, str]:
    """A whole environment in which a program finds nothing but `home`."""
    opener = home / "opener"
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_STATE_HOME": str(home / "state"),
        "XDG_RUNTIME_DIR": str(home),
        "TMPDIR": str(home),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "BROWSER": str(opener),
    }


def _write_opener(home: Path) -> None:
    opener = home / "opener"
    if not opener.exists():
        opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" >> "{home}/opened"\n')
        opener.chmod(0o755)


class Terminal:
    """One program in a pseudo-terminal of `size` (columns, rows).

    `stdin`: bytes that the program reads on its standard input instead of the terminal (which stays
    its controlling one). `background`: answered when it asks for the colour, as `rgb:1e1e/1e1e/2e2e`.
    """

    def __init__(
        self,
        argv: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        *,
        home: Path | None = None,
        cwd: Path | None = None,
        stdin: bytes | None = None,
        background: str | None = None,
    ) -> None:
        self._own_home = home is None
        self.home = Path(tempfile.mkdtemp(prefix="reader-home-")) if home is None else home
        _write_opener(self.home)
        self.size = size
        self.background = background
        self.chunks: list[Chunk] = []
        self.started = 0.0
        self._fed = 0
        self._held = b""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._news = threading.Condition()
        self._ended = False
        self._master, slave = pty.openpty()
        self._set_size(slave)
        source, sink = os.pipe() if stdin is not None else (slave, -1)
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            list(argv),
            stdin=source,
            stdout=slave,
            stderr=slave,
            env={**environment(self.home), **(env or {})},
            cwd=cwd,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(slave, termios.TIOCSCTTY, 0),
            pass_fds=(slave,),
        )
        os.close(slave)
        if stdin is not None:
            os.close(source)
            threading.Thread(target=self._feed, args=(sink, stdin), daemon=True).start()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    # -- what happens on the other side ------------------------------------------------------------

    @staticmethod
    def _feed(sink: int, data: bytes) -> None:
        with contextlib.suppress(OSError), os.fdopen(sink, "wb") as pipe:
            pipe.write(data)

    def _set_size(self, descriptor: int) -> None:
        columns, rows = self.size
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self) -> None:
        carry = b""
        while True:
            try:
                data = os.read(self._master, 65536)
            except OSError:  # EIO: the last program that had the terminal open has closed it
                data = b""
            now = time.perf_counter()
            with self._news:
                if data:
                    self.chunks.append(Chunk(now, data))
                else:
                    self._ended = True
                self._news.notify_all()
            if not data:
                return
            carry += data
            end = 0
            for match in _QUERY.finditer(carry):
                end = match.end()
                self._answer(match)
            carry = carry[max(end, len(carry) - 16) :]

    def _answer(self, query: re.Match[bytes]) -> None:
        if query["mode"] is not None:
            known = query["mode"] == b"2026"  # synchronised output: yes; resizes in the input: no
            reply = b"\x1b[?%s;%d$y" % (query["mode"], 2 if known else 0)
        elif query["device"] is not None:
            reply = b"\x1b[?62;22c"
        elif query["cursor"] is not None:
            with self._news:
                self._draw()
                reply = b"\x1b[%d;%dR" % (self._screen.cursor.y + 1, self._screen.cursor.x + 1)
        elif self.background is not None:
            reply = b"\x1b]%s;%s\x1b\\" % (query["colour"], self.background.encode())
        else:
            return
        with contextlib.suppress(OSError):
            os.write(self._master, reply)

    def _draw(self) -> None:
        data = self._held + b"".join(chunk.data for chunk in self.chunks[self._fed :])
        self._fed = len(self.chunks)
        unfinished = _UNFINISHED.search(data[-8192:])
        cut = len(data) - len(unfinished[0]) if unfinished else len(data)
        begun = data.rfind(_FRAME)
        if begun > data.rfind(_FRAME_END) and not self._ended:
            cut = min(cut, begun)  # nobody sees half of a frame: that is what synchronised output is for
        self._held = data[cut:]
        self._stream.feed(_BEYOND_PYTE.sub(b"", data[:cut]))

    # -- the keyboard and the mouse ----------------------------------------------------------------

    def send(self, data: bytes) -> float:
        """Writes bytes as if typed; returns the moment before (`time.perf_counter`)."""
        at = time.perf_counter()
        while data:
            data = data[os.write(self._master, data) :]
        return at

    def press(self, *keys: str) -> Terminal:
        """Presses keys by name, one after the other; after Esc it rests, as a hand does."""
        for key in keys:
            self.send(encode(key))
            if key in ("esc", "escape"):
                time.sleep(ESCAPE_REST)
        return self

    def type(self, text: str) -> Terminal:
        """Types text letter by letter; names of keys mean nothing in it."""
        self.send(text.encode())
        return self

    def paste(self, text: str) -> Terminal:
        """Pastes text, in brackets as a terminal does."""
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")
        return self

    def mouse(self, x: int, y: int, button: int = 0, *, release: bool = True) -> Terminal:
        """Clicks the cell (column, row), from 0; 64 and 65 turn the wheel up and down."""
        self.send(f"\x1b[<{button};{x + 1};{y + 1}M".encode())
        if button < 64 and release:
            self.send(f"\x1b[<{button};{x + 1};{y + 1}m".encode())
        return self

    def click(self, text: str) -> Terminal:
        """Clicks the first cell of a text that is on the screen."""
        x, y = self.find(text)
        return self.mouse(x, y)

    def resize(self, columns: int, rows: int) -> Terminal:
        """Gives the window another size; the program is told by SIGWINCH."""
        with self._news:
            self._draw()
            self.size = (columns, rows)
            self._screen.resize(rows, columns)
        self._set_size(self._master)
        return self

    # -- what can be seen --------------------------------------------------------------------------

    @property
    def raw(self) -> bytes:
        """Every byte the program has written."""
        with self._news:
            return b"".join(chunk.data for chunk in self.chunks)

    def lines(self) -> list[str]:
        """The rows of the screen, without the blanks at their ends."""
        with self._news:
            self._draw()
            return [row.rstrip() for row in self._screen.display]

    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines())

    def find(self, text: str) -> tuple[int, int]:
        """The cell (column, row) where a text begins on the screen."""
        with self._news:
            self._draw()
            for y, row in enumerate(self._screen.display):
                at = row.find(text)
                if at >= 0:
                    cells = [self._screen.buffer[y][x].data for x in range(self.size[0])]
                    # a wide character has an empty cell behind it, which the row does not show
                    x = next(x for x in range(len(cells) + 1) if len("".join(cells[:x])) >= at)
                    while x < len(cells) and cells[x] == "":
                        x += 1
                    return x, y
        raise AssertionError(f"{text!r} is not on the screen\n{self.picture()}")

    def cell(self, x: int, y: int) -> pyte.screens.Char:
        """One cell with its colours: `.data .fg .bg .bold .italics .underscore .strikethrough .reverse`."""
        with self._news:
            self._draw()
            return self._screen.buffer[y][x]

    def picture(self) -> str:
        """The screen in a frame, for messages."""
        columns, _ = self.size
        frame = "+" + "-" * columns + "+"
        state = "running" if self.process.poll() is None else f"ended with status {self.process.returncode}"
        with self._news:
            self._draw()
            rows = list(self._screen.display)
        return "\n".join([frame, *(f"|{row}|" for row in rows), frame, f"({state})"])

    # -- waiting -----------------------------------------------------------------------------------

    def wait_for(self, what: str, seen: Callable[[str], object], timeout: float = TIMEOUT) -> str:
        """Waits until `seen(text of the screen)` is true; returns that text."""
        end = time.monotonic() + timeout
        while True:
            ended = self._ended  # before the look, or what came between would not be seen
            text = self.text()
            if seen(text):
                return text
            left = end - time.monotonic()
            if ended and self._fed == len(self.chunks):
                self.exit_status()
                raise WaitError(f"{what} before the end\n{self.picture()}")
            if left <= 0:
                raise WaitError(f"{what} within {timeout} s\n{self.picture()}")
            with self._news:
                if self._fed == len(self.chunks) and not self._ended:
                    self._news.wait(min(left, 0.5))

    def wait(self, text: str | re.Pattern[str], timeout: float = TIMEOUT) -> str:
        """Waits until a text (or a match) is on the screen."""
        seen = (lambda screen: text in screen) if isinstance(text, str) else text.search
        return self.wait_for(f"{text!r} did not come", seen, timeout)

    def gone(self, text: str, timeout: float = TIMEOUT) -> str:
        """Waits until a text is no longer on the screen."""
        return self.wait_for(f"{text!r} did not go", lambda screen: text not in screen, timeout)

    def settle(self, quiet: float = 0.25, timeout: float = TIMEOUT) -> str:
        """Waits until the program rests: for `quiet` seconds it wrote nothing and no thread of it had work.

        Returns the screen. On a busy machine a program may be silent because it waits for its turn:
        then its threads are said to be running, which a clock alone would not tell.
        """
        end = time.monotonic() + timeout
        count, since = len(self.chunks), time.monotonic()
        while time.monotonic() < end:
            time.sleep(0.01)
            now = time.monotonic()
            if len(self.chunks) != count or self._is_working():
                count, since = len(self.chunks), now
            elif now - since >= quiet:
                return self.text()
        raise WaitError(f"the program did not come to rest within {timeout} s\n{self.picture()}")

    def _is_working(self) -> bool:
        """Whether any thread of the program runs, would run if it had its turn, or waits for the disk."""
        for task in Path(f"/proc/{self.process.pid}/task").glob("*/stat"):
            with contextlib.suppress(OSError, IndexError):
                if task.read_text().rpartition(")")[2].split()[0] in {"R", "D"}:
                    return True
        return False

    def wait_opened(self, count: int = 1, timeout: float = TIMEOUT) -> list[str]:
        """What the browser was asked to open, once it was asked so many times."""
        end = time.monotonic() + timeout
        while len(self.opened()) < count:
            if time.monotonic() > end:
                raise WaitError(f"{self.opened()} was opened within {timeout} s\n{self.picture()}")
            time.sleep(0.01)
        return self.opened()

    def exit_status(self, timeout: float = TIMEOUT) -> int:
        """Waits for the end; the exit status, or minus the signal that ended the program."""
        try:
            status = self.process.wait(timeout)
        except subprocess.TimeoutExpired:
            raise WaitError(f"the program did not end within {timeout} s\n{self.picture()}") from None
        self._reader.join(2)
        return status

    # -- around the program ------------------------------------------------------------------------

    def opened(self) -> list[str]:
        """What the program has asked the browser of this home to open, argument by argument."""
        record = self.home / "opened"
        return record.read_text().splitlines() if record.exists() else []

    def peak_memory(self) -> int:
        """The most memory the program has used so far, in bytes (VmHWM)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024

    def kill(self, number: int = signal.SIGKILL) -> int:
        """Sends a signal to the program and all it started; waits for its end."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)
        return self.exit_status()

    def close(self) -> None:
        """Ends the program if it runs, and removes its home if it was made here."""
        if self.process.poll() is None:
            self.kill()
        self._reader.join(2)
        with contextlib.suppress(OSError):
            os.close(self._master)
        if self._own_home:
            shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()
