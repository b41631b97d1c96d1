"""What drawing a unit gives: lines of cells that carry role names, and the text and links behind them.

Values only. Roles are names, never colours: `("heading2", "strong", "link")`, outermost first.
"""

from __future__ import annotations

from typing import NamedTuple


class Run(NamedTuple):
    """Cells of one role in one line.

    `offset` is where its first code point stands in `Layout.text`, -1 for decoration (bullets, bars,
    padding). `text` equals that part of `Layout.text`, but for a tab (shown as spaces), a dropped
    fifth combining mark, and raised or lowered digits; each of the first two is a run of its own.
    `link` is an index into `Layout.links`, -1 for none.
    """

    text: str
    roles: tuple[str, ...]
    offset: int = -1
    link: int = -1


class Line(NamedTuple):
    """One line without the pane's margin; `width` in cells."""

    runs: tuple[Run, ...]
    width: int


class Link(NamedTuple):
    """A link, image, footnote reference (href `#fn-LABEL`) or the way back (`#fnref-LABEL`).

    `kind` is "link", "image", "footnote" or "backref"; `start` and `end` are in `Layout.text`.
    """

    text: str
    href: str
    title: str
    kind: str
    start: int
    end: int


class Placed(NamedTuple):
    """The room kept for a picture: the number of its link, its first line in the layout, its first cell, its size."""

    link: int
    line: int
    cell: int
    columns: int
    rows: int


class Layout(NamedTuple):
    """A unit drawn at one width.

    `lines` begin with `before` blank ones, the space above the unit. `text` is what a person reads,
    whatever the width; a newline between its paragraphs and cells. `links` are in reading order.
    `overflow` is how many cells the widest code or table line has beyond its room (0: all fits).
    `pictures` are those that rows of blank cells are kept for.
    """

    lines: tuple[Line, ...]
    before: int
    text: str
    links: tuple[Link, ...]
    overflow: int
    pictures: tuple[Placed, ...] = ()

    def line_of(self, offset: int) -> int:
        """The line that shows this offset of `text`."""
        best = self.before
        for number in range(self.before, len(self.lines)):
            for run in self.lines[number].runs:
                if run.offset >= 0:
                    if run.offset > offset:
                        return best
                    best = number
                    if offset < run.offset + len(run.text):
                        return number
        return min(best, max(0, len(self.lines) - 1))

    def offset_of(self, line: int) -> int:
        """The first offset of `text` that is shown on that line or after it."""
        for number in range(max(0, line), len(self.lines)):
            for run in self.lines[number].runs:
                if run.offset >= 0:
                    return run.offset
        return len(self.text)


BLANK = Line((), 0)
