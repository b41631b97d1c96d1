"""Each shape of a huge document, each thing that is done with it, against repainting lines that are ready."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.bench import material
from tests.bench.cases import PAGE, Scale, repaint
from tests.bench.measure import SIZE, alternate, key, median, reader, resized, to_the_end
from tests.bench.table import Row, Skipped
from tests.terminal import Terminal, WaitError

SHAPES = ("list", "table", "code", "paragraph", "line")
LARGER = (100, 30)
PATIENCE = 45  # seconds for a first screen, an answer or the end: more than a hundred times what the reader may take


def pane(scale: Scale, home: Path) -> Iterator[Row | Skipped]:
    """Pages while it loads and after, the end, hits, another size, another theme."""
    size = scale.huge
    with repaint(home) as again:
        for kind in SHAPES:
            file = material.shape(kind, size)
            try:
                with Terminal(reader(file), SIZE, home=home) as terminal:
                    terminal.wait(material.first_word(0), PATIENCE)
                    for what, taken, base, how in _actions(terminal, again):
                        yield Row(f"{size / 1e6:.0f} MB {kind}: {what}", taken, base, None, against="repaint", how=how)
            except WaitError as error:
                yield Skipped(f"{size / 1e6:.0f} MB {kind}", str(error).splitlines()[0][:100])


def _actions(terminal: Terminal, again: object) -> Iterator[tuple[str, float, float, str]]:
    assert callable(again)

    def pages(press: str, count: int) -> tuple[float, float, str]:
        taken, base = alternate(count, lambda: key(terminal, press, 60, PATIENCE), again, of=median, warm=0)
        return taken, base, f"median of {count}"

    yield "page down while it loads", *pages("space", 5)
    end = to_the_end(terminal, "G", material.last_word(0), PATIENCE)
    terminal.settle(0.6, PATIENCE)
    base = median([again() for _ in range(5)])
    yield "to the end, from then on", end, base, ""
    yield "page up", *pages("b", 10)
    yield "to the beginning", key(terminal, "g", material.first_word(0), PATIENCE), base, ""
    yield "page down", *pages("space", 10)
    terminal.press("/").type("harbour")
    terminal.settle(0.3, PATIENCE)
    terminal.press("enter")
    terminal.settle(0.3, PATIENCE)
    yield "next hit", key(terminal, "n", 20, PATIENCE), base, ""
    terminal.press("esc").settle(0.3, PATIENCE)
    yield "another size", resized(terminal, LARGER, PAGE, PATIENCE), base, ""
    terminal.press("T").settle(0.3, PATIENCE)
    yield "another theme", key(terminal, "j", PAGE, PATIENCE), base, ""
