"""Times from outside: from the start or a key press to the bytes that paint the answer."""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.terminal import Terminal, WaitError, encode, environment

APPS = Path(__file__).parent / "apps"
SIZE = (80, 24)
FRAME_END = b"\x1b[?2026l"  # Textual ends each frame with it, as the terminal says that it knows it
_ESCAPE = re.compile(rb"\x1b(?:\[[0-9;:?<=>$ ]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
PYTHON = sys.executable
REST = 0.06


def app(name: str, *words: str) -> list[str]:
    """How to start one of the reference programs."""
    return [PYTHON, str(APPS / f"{name}.py"), *words]


def reader(*words: str | Path) -> list[str]:
    """How to start the program itself."""
    return [PYTHON, "-m", "reader", *map(str, words)]


def command(*words: str | Path) -> list[str]:
    """How a person starts a command: by its name, where it is installed."""
    script = Path(PYTHON).with_name("reader")
    return [str(script), *map(str, words)] if script.exists() else reader(*words)


def median(values: Sequence[float]) -> float:
    return statistics.median(values)


def painted(terminal: Terminal, since: float, mark: str | int, timeout: float = 60) -> float:
    """Seconds from `since` to the end of the first frame that has `mark`, or that many characters.

    Raises WaitError when it does not come.
    """
    position = 0
    wanted = mark.encode() if isinstance(mark, str) else b""
    data = b""
    limit = time.perf_counter() + timeout
    while time.perf_counter() < limit:
        chunks = terminal.chunks
        while position < len(chunks):
            chunk = chunks[position]
            position += 1
            if chunk.at < since:
                continue
            data += chunk.data
            *frames, data = data.split(FRAME_END)
            for frame in frames:
                text = _ESCAPE.sub(b"", frame)
                if wanted in text if wanted else len(text) >= int(mark):
                    return chunk.at - since
        if terminal.process.poll() is not None:
            break
        time.sleep(0.0005)
    raise WaitError(f"{mark!r} was not painted\n{terminal.picture()}")


def launch(
    argv: Sequence[str], mark: str | int, home: Path, timeout: float = 60, size: tuple[int, int] = SIZE
) -> float:
    """Seconds from the start of a program to the frame that has `mark`."""
    with Terminal(argv, size, home=home) as terminal:
        return painted(terminal, terminal.started, mark, timeout)


def key(terminal: Terminal, name: str, mark: str | int, timeout: float = 60) -> float:
    """Seconds from a key press to the frame that has `mark`.

    Pressed at rest, as a hand does: Textual paints 60 times a second at most, and a key right after a
    frame would only measure how long the next one is held back.
    """
    time.sleep(REST)
    return painted(terminal, terminal.send(encode(name)), mark, timeout)


def resized(terminal: Terminal, size: tuple[int, int], mark: int, timeout: float = 60) -> float:
    """Seconds from another size of the window to the frame that fills it."""
    time.sleep(REST)
    since = time.perf_counter()
    terminal.resize(*size)
    return painted(terminal, since, mark, timeout)


def to_the_end(terminal: Terminal, name: str, words: str, timeout: float) -> float:
    """Seconds from a key that goes to the end to the frame with the last words.

    Pressed again every two seconds: what is not parsed yet has a provisional end. Raises WaitError.
    """
    start = time.perf_counter()
    while True:
        since = terminal.send(encode(name))
        try:
            return painted(terminal, since, words, 2) + since - start
        except WaitError:
            if time.perf_counter() - start > timeout or terminal.process.poll() is not None:
                raise


def run(argv: Sequence[str], home: Path, status: int = 0) -> float:
    """Seconds that a command takes, its output thrown away; raises CalledProcessError for another exit status."""
    start = time.perf_counter()
    done = subprocess.run(argv, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode != status:
        raise subprocess.CalledProcessError(done.returncode, argv, None, done.stderr)
    return time.perf_counter() - start


def alternate(
    times: int, *measures: Callable[[], float], of: Callable[[Sequence[float]], float] = min, warm: int = 1
) -> list[float]:
    """Several measurements taken in turn, so that a busy moment hits all of them; the first `warm` do not count.

    `of` says what is taken of each: the least for the start of programs, to which a busy machine only
    adds; the median for keys, whose answers do differ.
    """
    taken: list[list[float]] = [[] for _ in measures]
    for turn in range(times + warm):
        for values, measure in zip(taken, measures, strict=True):
            value = measure()
            if turn >= warm:
                values.append(value)
    return [of(values) for values in taken]
