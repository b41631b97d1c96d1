"""The lines of one table, as wide as they are or as records, under a head that stays; knows its links.

Draws and moves; follows no links.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from reader import document as parsed  # its names load the parser only when they are used
from reader.document import Kind, Layout, Line, Link
from reader.sanitise import sanitise_line
from reader.tui.commands import COMMANDS, Where
from reader.tui.fit import cut, strip_of
from reader.tui.lines import Scrolled
from reader.tui.overlay import paint
from reader.tui.rows import bindings
from reader.tui.signs import Signs
from reader.tui.stops import LinkAt, may_link
from reader.tui.table_head import head_of
from reader.tui.theme import Styles

BROAD = 10_000  # cells: no table is narrowed to these, each column is as wide as it is good to read
RECORD = 100  # cells of a record at most: its lines are read, not compared
MARGIN = 2
_TITLE = 2  # lines above the table


class TableSheet(Scrolled, can_focus=True):
    """The lines of one table, as many pieces as the document keeps it in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMANDS, Where.MOVES),
        *bindings(COMMANDS, Where.DIALOG, prefix="screen."),
        *(b for b in bindings(COMMANDS, Where.ARTICLE) if getattr(b, "id", "") in {"pan-left", "pan-right"}),
        *(
            b
            for b in bindings(COMMANDS, Where.ARTICLE, prefix="screen.")
            if getattr(b, "id", "") in {"next-link", "previous-link"}
        ),
    ]

    def __init__(self, document: parsed.Document, unit: int, title: str, styles: Styles, signs: Signs) -> None:
        super().__init__(id="sheet")
        self.document = document
        self.styles_of = styles
        self.signs = signs
        self.title = sanitise_line(title)
        at = document.unit(unit)
        # by its place in the source: while the text is parsed units may come before it
        self.start = at.level - 1 if at.kind is Kind.TABLE and at.level else at.start
        self.whole = at.kind is Kind.TABLE
        self.records = False
        self.pan = 0
        self.selected: LinkAt | None = None
        self.top = (self.first, -1)  # unit and line of it; -1: the first line below the head
        self.top = self.step(self.top, 0)

    # what there is

    @property
    def first(self) -> int:
        """The unit with which the table begins."""
        return self.document.index_at(self.start)

    def follows(self, unit: int) -> bool:
        """Whether a unit is a further piece of the table."""
        if not self.whole or unit >= len(self.document):
            return False
        at = self.document.unit(unit)
        return at.kind is Kind.TABLE and at.level == self.start + 1

    @property
    def last(self) -> int:
        """The unit with which the table ends, as far as it is parsed."""
        first = self.first
        low, high = first, len(self.document) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.follows(middle):
                low = middle
            else:
                high = middle - 1
        return low

    def layout_of(self, unit: int) -> Layout:
        """The lines of a piece: as wide as they are, or as records."""
        if self.records:
            width = max(8, min(RECORD, self.room.width - 2 * MARGIN))
            return self.document.layout(unit, width, records=True)
        return self.document.layout(unit, max(8, self.room.width - 2 * MARGIN), room=BROAD)

    def lines_of(self, unit: int) -> Sequence[Line]:
        """The lines of a piece below the head."""
        layout = self.layout_of(unit)
        head = head_of(layout) if unit == self.first and not self.records else 0
        return layout.lines[layout.before + head :]

    @property
    def head(self) -> Sequence[Line]:
        """The lines that stay on top."""
        if self.records:
            return ()
        layout = self.layout_of(self.first)
        head = head_of(layout)
        return layout.lines[layout.before : layout.before + head] if head < self.room.height - _TITLE - 1 else ()

    @property
    def height(self) -> int:
        """Lines of the screen below the head."""
        return max(1, self.room.height - _TITLE - len(self.head))

    @property
    def widest(self) -> int:
        """Cells of the widest line on the screen and of the head."""
        return max((line.width for line in (*self.head, *(line for _, line in self.shown()))), default=0)

    def shown(self) -> list[tuple[int, Line]]:
        """The lines on the screen below the head, each with its unit."""
        unit, line = self.top
        found: list[tuple[int, Line]] = []
        while len(found) < self.height:
            found += [(unit, each) for each in self.lines_of(unit)[line : line + self.height - len(found)]]
            unit, line = unit + 1, 0
            if not self.follows(unit):
                break
        return found

    def step(self, start: tuple[int, int], delta: int) -> tuple[int, int]:
        """The line `delta` lines away, as far as the table goes."""
        first = self.first
        unit, line = max(first, start[0]), max(0, start[1]) + delta
        while line < 0 and unit > first:
            unit -= 1
            line += len(self.lines_of(unit))
        while line >= (size := len(self.lines_of(unit))):
            if not self.follows(unit + 1):
                return unit, max(0, size - 1)
            line -= size
            unit += 1
        return unit, max(0, line)

    # moves

    def go(self, top: tuple[int, int]) -> None:
        """Put a line below the head, as far as the end of the table allows."""
        self.top = top
        last = self.last
        if last - top[0] <= self.height:  # else there is more than a screen below: each piece has a line at least
            self.top = min(top, self.step((last, len(self.lines_of(last))), -self.height))
        self.pan_to(self.pan)

    def pan_to(self, pan: int) -> None:
        """Show the table from a cell on."""
        self.pan = max(0, min(pan, self.widest - (self.room.width - 2 * MARGIN)))
        self.refresh()

    def action_move(self, delta: int) -> None:
        self.go(self.step(self.top, delta))

    def action_page(self, pages: float) -> None:
        self.go(self.step(self.top, self.lines_of_pages(pages, self.height)))

    def action_top(self) -> None:
        self.go((self.first, 0))

    def action_bottom(self) -> None:
        last = self.last
        self.go((last, max(0, len(self.lines_of(last)) - 1)))

    def action_pan(self, delta: int) -> None:
        self.pan_to(self.pan + delta)

    # links

    def _seen(self) -> dict[tuple[int, int], None]:
        """The links on the screen, by unit and number, in reading order."""
        lines = [*((self.first, line) for line in self.head), *self.shown()]
        return dict.fromkeys((unit, run.link) for unit, line in lines for run in line.runs if run.link >= 0)

    @property
    def seen_link(self) -> LinkAt | None:
        """The selected link while its row is on the screen, else None."""
        at = self.selected
        return at if at is not None and (at.unit, at.number) in self._seen() else None

    def select(self, direction: int) -> bool:
        """Select the link after the selected one (or before it), else the first (last) to be seen; False: none."""
        seen, current = self._seen(), self.seen_link
        if current is not None:
            found = next(self._links_from(current.unit, current.number + direction, direction), None)
        elif seen:
            unit, number = next(iter(seen)) if direction > 0 else next(reversed(seen))
            found = LinkAt(unit, number, self.document.links(unit)[number])
        else:
            found = next(self._links_from(self.top[0], 0 if direction > 0 else -1, direction), None)
        if found is not None:
            self.selected = found
            self._bring(found)
        return found is not None

    def _links_from(self, unit: int, number: int, direction: int) -> Iterator[LinkAt]:
        """The links from one on, piece by piece."""
        while unit >= self.first and (unit == self.first or self.follows(unit)):
            links: Sequence[Link] = ()
            if may_link(self.document.source(unit)):
                links = self.document.links(unit)
            while 0 <= number < len(links):
                yield LinkAt(unit, number, links[number])
                number += direction
            unit += direction
            number = 0
            if direction < 0 and unit >= self.first:
                number = len(self.document.links(unit)) - 1

    def _bring(self, link: LinkAt) -> None:
        """Have a link on the screen, both ways."""
        place = next(
            (
                (at, line)
                for at, line in enumerate(self.lines_of(link.unit))
                if any(run.link == link.number for run in line.runs)
            ),
            None,
        )
        if place is not None:
            at, line = place
            lowest = self.step(self.top, self.height - 1)
            if not self.top <= (link.unit, at) <= lowest:
                self.go(self.step((link.unit, at), -(self.height // 3)))
            cell = 0
            for run in line.runs:
                size = cell_len(run.text)
                if run.link == link.number:
                    if not self.pan <= cell <= self.pan + self.room.width - 2 * MARGIN - size:
                        self.pan = cell
                    break
                cell += size
        self.pan_to(self.pan)

    def turn(self) -> None:
        """From the table to records and back; the piece that is read stays."""
        self.records = not self.records
        self.pan = 0
        self.go((self.top[0], 0))

    def on_resize(self, event: events.Resize) -> None:
        self.go(self.step(self.top, 0))

    # drawing

    def render_line(self, y: int) -> Strip:
        styles, width = self.styles_of, self.room.width
        if y == 0:
            bold = styles.base + Style(bold=True)
            return strip_of([(" " * MARGIN, styles.base), (cut(self.title, width - 4), bold)], width, styles.base)
        if y == 1:
            return strip_of([(self.signs.rule * width, styles.rule)], width, styles.base)
        head = self.head
        if y - _TITLE < len(head):
            return self._strip(self.first, head[y - _TITLE])
        shown = self.shown()
        at = y - _TITLE - len(head)
        return self._strip(*shown[at]) if at < len(shown) else strip_of([], width, styles.base)

    def _strip(self, unit: int, line: Line) -> Strip:
        """The cells of a line from `pan` on, with a sign at an edge beyond which there is more."""
        styles, room = self.styles_of, self.room.width - 2 * MARGIN
        chosen = self.selected.number if self.selected is not None and self.selected.unit == unit else -1
        whole = Strip(paint(line.runs, styles, chosen, ()))
        left = self.signs.more if self.pan else " "
        right = self.signs.more if line.width > self.pan + room else " "
        part = whole.crop(self.pan, self.pan + room)
        edge = styles.accent
        rest = Segment(" " * (room - part.cell_length), styles.base)
        ends = Segment(f"{left:<{MARGIN}}", edge), Segment(f"{right:>{MARGIN}}", edge)
        return Strip([ends[0], *part, rest, ends[1]], self.room.width)
