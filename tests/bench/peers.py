"""Other programs on the same 1 MB: frogmouth, hike and Textual's MarkdownViewer, each in an environment of its own.

Each start is in a home of its own, and the words that are waited for are in no other document: hike
begins with the document that it showed last, and goes on to the one that it was started on behind it.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.bench import material
from tests.bench.cases import Scale
from tests.bench.measure import SIZE, app, painted, reader, to_the_end
from tests.bench.table import Row, Skipped
from tests.terminal import Terminal, WaitError

PATIENCE = 60  # seconds for a first screen: over a hundred times what the reader may take
TO_THE_END = 300  # seconds; hike took 200 on a quiet machine
AT_LEAST = 0.001  # what the reader takes above its empty launch is not below what can be measured


class Document(NamedTuple):
    """A file, and the words at its beginning and end that no other file has."""

    file: Path
    first: str
    last: str

    @classmethod
    def of(cls, size: int, index: int) -> Document:
        """The one of this size that is made with this number."""
        name = f"document-{index:03}.md"
        return cls(material.documents(size, index + 1) / name, material.first_word(index), material.last_word(index))


@contextmanager
def started(argv: list[str], document: Document) -> Iterator[Terminal]:
    """The program on the document, in a home that knows of no other."""
    with (
        tempfile.TemporaryDirectory(prefix="reader-bench-") as home,
        Terminal([*argv, str(document.file)], SIZE, home=Path(home)) as terminal,
    ):
        yield terminal


def install(name: str) -> Path | str:
    """The command of a program in its own environment, or why it can't be had."""
    folder = material.folder().parent / "peers" / name
    command = folder / "bin" / name
    if command.exists():
        return command
    try:
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True, capture_output=True, timeout=120)
        pip = [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", name]
        subprocess.run(pip, check=True, capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return "pip did not end in time"
    except subprocess.CalledProcessError as error:
        lines = (str(error.stderr) or "").strip().splitlines()
        return lines[-1][:100] if lines else "pip failed"
    return command if command.exists() else "it has no such command"


def first_screen(argv: list[str], document: Document) -> float:
    """Seconds from the start to the frame with the first words of the document."""
    with started(argv, document) as terminal:
        return painted(terminal, terminal.started, document.first, PATIENCE)


def above_empty(argv: list[str], small: Document, large: Document, times: int) -> tuple[float, str]:
    """Seconds to the first screen of `large` above that of `small`, and how that is known."""
    empty = min(first_screen(argv, small) for _ in range(times))
    try:
        full, how = min(first_screen(argv, large) for _ in range(times)), f"least of {times}" if times > 1 else ""
    except WaitError:
        full, how = PATIENCE, f"given up after {PATIENCE} s"  # it takes longer: the ratio is smaller than what is said
    return max(full - empty, AT_LEAST), how


def end_of(argv: list[str], key: str, document: Document) -> tuple[float, str]:
    """Seconds from the first screen to the last words on the screen, and how that is known."""
    with started(argv, document) as terminal:
        terminal.wait(document.first, PATIENCE)
        try:
            return max(to_the_end(terminal, key, document.last, TO_THE_END), AT_LEAST), ""
        except WaitError:
            return TO_THE_END, f"given up after {TO_THE_END} s"  # as above


def peers(scale: Scale, home: Path) -> Iterator[Row | Skipped]:
    """The first screen of 1 MB above each program's empty launch, and the way to its end."""
    size = 1_000_000 if scale.articles > 10_000 else 50_000
    small, large = Document.of(200, 1), Document.of(size, 0)
    label = "1 MB" if size == 1_000_000 else "50 KB"
    ours, _ = above_empty(reader(), small, large, scale.times)
    end, _ = end_of(reader(), "G", large)
    others: list[tuple[str, list[str] | str, float, str]] = [("MarkdownViewer", app("viewer"), 0.01, "")]
    for name, target, key in (("frogmouth", 0.01, ""), ("hike", 1.0, "end")):
        found = install(name)
        others.append((name, [str(found)] if isinstance(found, Path) else found, target, key))
    for name, argv, target, key in others:
        if isinstance(argv, str):
            yield Skipped(f"{label}: {name}", argv)
            continue
        try:
            theirs, how = above_empty(argv, small, large, 1)
            yield Row(f"{label}: first screen", ours, theirs, target, against=name, how=how)
            if key:
                theirs, how = end_of(argv, key, large)
                yield Row(f"{label}: to the end", end, theirs, 0.01, against=name, how=how)
        except WaitError as error:
            yield Skipped(f"{label}: {name}", str(error).splitlines()[0][:100])
