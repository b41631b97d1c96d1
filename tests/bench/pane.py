"""Each shape of a huge document, each thing that is done with it, against repainting lines that are ready.

Beside it what other programs take for small documents of the same shapes: they are not tried on large ones.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import material
from tests.bench.cases import PAGE, Scale, repaint
from tests.bench.measure import SIZE, alternate, app, key, launch, median, painted, reader, resized, to_the_end
from tests.bench.peers import install
from tests.bench.shapes import SHAPES, shape
from tests.bench.table import Row, Skipped
from tests.terminal import Terminal, WaitError

LARGER = (100, 30)
PATIENCE = 20  # seconds for a first screen, an answer or the end: more than a hundred times what the reader may take
SMALL = 50_000  # characters that the other programs are given
THEIRS = 10  # seconds that they have for a screen
LABEL = "the-label-is-there"
Again = Callable[[], float]
Found = tuple[str, float, float, float | None, str]  # what, seconds, seconds of the repaint, target, how


def pane(scale: Scale, home: Path) -> Iterator[Row | Skipped]:
    """Each shape: first screen; pages, the end, a heading, hits while it loads and after; other size, other theme."""
    size = scale.huge
    kinds = list(SHAPES)
    with repaint(home) as again:
        for kind in kinds:
            name, file = f"{size / 1e6:.0f} MB {kind}", shape(kind, size)
            try:
                bare = launch(app("label"), LABEL, home)
                with _open(file) as terminal:
                    first = painted(terminal, terminal.started, material.first_word(0), PATIENCE)
                    yield Row(f"{name}: first screen", first, bare, 1.8, against="a bare Textual app")
                    for what, taken, base, target, how in _loading(terminal, again):
                        yield Row(f"{name}: {what}", taken, base, target, against="repaint", how=how)
                with _open(file) as terminal:
                    terminal.wait(material.first_word(0), PATIENCE)
                    terminal.settle(0.6, 120)
                    for what, taken, base, target, how in _loaded(terminal, again):
                        yield Row(f"{name}: {what}", taken, base, target, against="repaint", how=how)
            except WaitError as error:
                yield Skipped(name, str(error).splitlines()[0][:100])
    yield from _beside(kinds)


@contextmanager
def _open(file: Path, argv: list[str] | None = None) -> Iterator[Terminal]:
    """A program on a file, in a home of its own: nothing of it is known yet."""
    with (
        tempfile.TemporaryDirectory(prefix="reader-bench-") as home,
        Terminal([*(argv or reader()), str(file)], SIZE, home=Path(home)) as terminal,
    ):
        yield terminal


def _pages(terminal: Terminal, again: Again, press: str, count: int) -> tuple[float, float, float | None, str]:
    taken, base = alternate(count, lambda: key(terminal, press, 60, PATIENCE), again, of=median, warm=0)
    return taken, base, 1.5, f"median of {count}"


def _loading(terminal: Terminal, again: Again) -> Iterator[Found]:
    """What is done from the first screen on, while the rest is parsed."""
    yield "page down while it loads", *_pages(terminal, again, "space", 5)
    base = median([again() for _ in range(5)])
    yield "the end while it loads", to_the_end(terminal, "G", material.last_word(0), PATIENCE), base, None, ""
    yield "page up from there", *_pages(terminal, again, "b", 5)
    yield "find while it loads", _find(terminal), base, None, "a letter typed"
    terminal.press("esc").settle(0.3, 120)


def _loaded(terminal: Terminal, again: Again) -> Iterator[Found]:
    """What is done once it is parsed."""
    yield "page down", *_pages(terminal, again, "space", 15)
    yield "page up", *_pages(terminal, again, "b", 10)
    base = median([again() for _ in range(5)])
    yield "to the end", key(terminal, "G", material.last_word(0), PATIENCE), base, None, ""
    yield "to the beginning", key(terminal, "g", material.first_word(0), PATIENCE), base, None, ""
    yield "find", _find(terminal), base, None, "a letter typed"
    terminal.type("arbour").settle(0.3, PATIENCE)
    yield "first hit", key(terminal, "enter", 20, PATIENCE), base, None, ""
    yield "next hit", key(terminal, "n", 20, PATIENCE), base, None, ""
    terminal.press("esc").settle(0.3, PATIENCE)
    yield "another size", resized(terminal, LARGER, PAGE, PATIENCE), base, None, ""
    terminal.settle(0.3, PATIENCE)
    terminal.press("T").settle(0.3, PATIENCE)
    yield "another theme", key(terminal, "j", PAGE, PATIENCE), base, None, ""
    terminal.press("esc").settle(0.3, PATIENCE)
    terminal.press("t").settle(0.3, PATIENCE)
    terminal.press("/").type("Half way")
    if terminal.settle(0.3, PATIENCE).count("Half way") > 1:  # once in what is typed
        yield "to a heading far below", key(terminal, "enter", 60, PATIENCE), base, None, ""


def _find(terminal: Terminal) -> float:
    """Seconds from a letter that is typed to the frame with its hits."""
    terminal.press("/").wait("find in this article", PATIENCE)  # there may be no rest while it loads
    return key(terminal, "h", 1, PATIENCE)


def _beside(kinds: list[str]) -> Iterator[Row | Skipped]:
    """First screen and page down on small documents, in the other programs and here."""
    others: dict[str, list[str] | str] = {"MarkdownViewer": app("viewer")}
    for name in ("frogmouth", "hike"):
        found = install(name)
        others[name] = [str(found)] if isinstance(found, Path) else found
    for kind in kinds:
        file = shape(kind, SMALL)
        ours = _small(file, reader(), "space")
        for name, argv in others.items():
            row = f"{SMALL // 1000} KB {kind}"
            if isinstance(argv, str):
                yield Skipped(f"{row}: {name}", argv)
                continue
            theirs = _small(file, argv, "pgdn")
            for what, mine, other in zip(("first screen", "page down"), ours, theirs, strict=True):
                if mine is None:
                    yield Skipped(f"{row}: {what}", "not seen here")
                elif other is None:
                    yield Row(f"{row}: {what}", mine, THEIRS, 1, against=name, how=f"given up after {THEIRS} s")
                else:
                    yield Row(f"{row}: {what}", mine, other, 1, against=name)


def _small(file: Path, argv: list[str], press: str) -> tuple[float | None, float | None]:
    """Seconds from the start to the first screen, and of a page down; None for what did not come."""
    with _open(file, argv) as terminal:
        try:
            first = painted(terminal, terminal.started, material.first_word(0), THEIRS)
        except WaitError:
            return None, None
        try:
            terminal.settle(0.3, THEIRS)
            return first, key(terminal, press, 60, THEIRS)
        except WaitError:
            return first, None
