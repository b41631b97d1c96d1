"""The reading pane: one widget that draws the lines of a document from an anchor downwards.

The anchor is a unit and a line in it, never a row of the whole: what lies above need not be laid out,
and nothing ever moves under the eye when it is. A plain widget and not a ScrollView, because every
correction of a virtual size lays out the whole screen again. Draws and moves; decides nothing about
files, marks or links.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from reader import document as parsed  # its names load the parser only when they are used
from reader.document import Layout, Line, Link
from reader.tui.commands import COMMANDS, Where
from reader.tui.fit import strip_of
from reader.tui.lines import Lines
from reader.tui.overlay import Overlay, paint
from reader.tui.rows import bindings
from reader.tui.signs import Signs
from reader.tui.theme import Styles

_MAY_LINK = re.compile(r"[\[<@]|://|www\.")  # cheap to ask of a source before it is parsed for links
GUTTER = 2
MEASURE = 72
NARROWEST, WIDEST = 24, 160
_LAID = 200  # units whose lines are kept here: some screens; the document keeps more


class Row(NamedTuple):
    """One line on the screen: which unit, which line of it."""

    unit: int
    line: int


class LinkAt(NamedTuple):
    """A link of the document: its unit, its number in it, and what it says."""

    unit: int
    number: int
    link: Link


class Page(Lines, can_focus=True):
    """A document on the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMANDS, Where.MOVES),
        *bindings(COMMANDS, Where.ARTICLE, prefix="screen."),
    ]

    class LinkClicked(Message):
        """A link was clicked."""

        def __init__(self, target: LinkAt) -> None:
            self.target = target
            super().__init__()

    def __init__(self, styles: Styles, signs: Signs) -> None:
        super().__init__(id="page")
        self.styles_of = styles
        self.signs = signs
        self.document: parsed.Document | None = None
        self.flow: parsed.Flow | None = None
        self.measure = MEASURE
        self.top = Row(0, 0)
        self._selected: tuple[int, int] | None = None
        self._selected_at = -1  # source offset of its unit: others may come before that
        # what lies over a unit's text, and the signs beside it: (offset in its text, sign)
        self.overlay_sources: Sequence[Callable[[int], Sequence[Overlay]]] = ()
        self.gutter_source: Callable[[int], Sequence[tuple[int, str]]] = lambda _: ()
        self.hint_overlays: dict[int, list[Overlay]] = {}
        self.hint_gutters: dict[int, list[tuple[int, str]]] = {}
        self.ending = ""
        self.notice = ""
        # g and G are jumps: the place that is left is a step of the history, kept before it moves
        self.jump: Callable[[Callable[[], None]], None] = lambda move: move()
        # told at once and not by message: what was on the screen counts as read, however fast one scrolls
        self.moved: Callable[[bool], None] = lambda scrolled: None
        self.pan = 0
        self.to_the_end = False  # the end was asked for before it was parsed
        self._held: tuple[int, int] | None = None  # (source offset of the unit, text offset) at the top
        self._shape: tuple[int, int, int] | None = None  # text width, room and height that the rows were made for
        self._strips: dict[Row, Strip] = {}
        self._over: dict[int, list[Overlay]] = {}  # what lies over the units, as of the last `forget`
        self._rows: list[Row] = []
        self._painting = False
        self._units = self._final = 0  # of the document, when it last grew
        self._laid: dict[int, Layout] = {}
        self._laid_for: tuple[int, int, int, Size] | None = None
        self._width, self._left = 0, ""  # as of the last paint
        self._version = (-1, -1)

    @property
    def selected(self) -> tuple[int, int] | None:
        """The selected link: its unit and its number there."""
        return self._selected

    @selected.setter
    def selected(self, link: tuple[int, int] | None) -> None:
        known = link is not None and self.document is not None and link[0] < len(self.document)
        self._selected_at = self.document.unit(link[0]).start if known and self.document and link else -1
        self._selected = link

    # what is shown

    def show(self, document: parsed.Document | None) -> None:
        """Show a document from its beginning."""
        self.document = document
        self.flow = parsed.Flow(document, self.text_width, self.text_room) if document is not None else None
        self.top, self._held, self.selected, self.pan = Row(0, 0), None, None, 0
        self.to_the_end = False
        self.hint_overlays, self.hint_gutters, self.ending = {}, {}, ""
        self._version = (document.version, document.definitions) if document is not None else (-1, -1)
        self._units, self._final = (len(document), document.final) if document is not None else (0, 0)
        self.forget()

    def forget(self) -> None:
        """Draw all anew: styles, marks, hits or the document changed."""
        self._clear_strips()
        self._rows = []
        self.refresh()

    def _clear_strips(self) -> None:
        self._strips.clear()
        self._over.clear()
        self._laid.clear()

    def _forget_tail(self, first: int) -> None:
        """What was drawn of units from `first` on: it was provisional, and is parsed anew."""
        for row in [row for row in self._strips if row.unit >= first]:
            del self._strips[row]
        for unit in [unit for unit in self._laid if unit >= first]:
            del self._laid[unit]

    def set_ending(self, text: str) -> None:
        """What the lines after the last one say."""
        if text == self.ending or self.document is None:
            return
        at_end = self.top >= self._lowest_top()
        self.ending = text
        if self._rows and self._rows[-1].unit >= len(self.document) - 1:
            self.forget()
            if at_end and self.top > Row(0, 0):
                self.go(self._lowest_top())

    def redrawn(self) -> None:
        """Units are drawn otherwise than before, perhaps with other lines: the words at the top stay there."""
        self._restore_held()
        self.forget()

    def grown(self) -> None:
        """The document has more units than before."""
        document = self.document
        if document is None or self.flow is None:
            return
        self.flow.grow()
        before, self._units = self._units, len(document)
        self._forget_tail(self._final)
        self._final = document.final
        if self.to_the_end:
            self.forget()
            self.go_to_end()
            return
        version = (document.version, document.definitions)
        if version != self._version:
            self._version = version
            self.flow = parsed.Flow(document, self.text_width, self.text_room)
            if self.selected is not None and self._selected_at >= 0:
                self.selected = (document.index_at(self._selected_at), self.selected[1])
            self._restore_held()
            self.forget()
        elif self._rows and (len(self._rows) < self.room.height or self._rows[-1].unit >= before - 2):
            self.forget()

    @property
    def text_width(self) -> int:
        """Cells of the measure as far as the pane has room for it."""
        return self.text_width_in(self.room.width)

    def text_width_in(self, width: int) -> int:
        """Cells of the measure in a pane of `width` cells."""
        return max(8, min(self.measure, width - GUTTER - 2))

    @property
    def text_room(self) -> int:
        """Cells from where the text begins to the edge of the pane: wide code and tables may have them."""
        return self.text_room_in(self.room.width)

    def text_room_in(self, width: int) -> int:
        """As `text_room`, in a pane of `width` cells."""
        text = self.text_width_in(width)
        return max(text, width - max(0, (width - text - GUTTER) // 2) - GUTTER - 1)

    @property
    def margin(self) -> int:
        """Cells left of the gutter: the measure stands in the middle."""
        return max(0, (self.room.width - self.text_width - GUTTER) // 2)

    def layout_of(self, unit: int) -> Layout:
        """The lines of a unit at the present width."""
        if self.document is None:
            raise IndexError(unit)
        state = (self.document.version, self.pan, self.measure, self.room)
        if state != self._laid_for:
            self._laid.clear()
            self._laid_for = state
        layout = self._laid.get(unit)
        if layout is None:
            if len(self._laid) > _LAID:
                self._laid.clear()
            # asked for each line and each move: the document's own memory is asked only once
            layout = self._laid[unit] = self.document.layout(unit, self.text_width, self.pan, self.text_room)
        return layout

    def height_of(self, unit: int) -> int:
        if self.document is None:
            return 0
        if unit >= len(self.document):
            return self.ending.count("\n") + 3 if self.ending else 0
        return len(self.layout_of(unit).lines)

    # the rows on the screen

    @property
    def rows(self) -> list[Row]:
        """What is on the screen, top to bottom."""
        self._fit()
        if not self._rows:
            self._rows = list(self._rows_from(self.top, self.room.height))
        return self._rows

    def _rows_from(self, start: Row, count: int) -> Iterator[Row]:
        if self.document is None:
            return
        unit, line = start
        last = len(self.document)
        while count > 0 and unit <= last:
            height = self.height_of(unit)
            while line < height and count > 0:
                yield Row(unit, line)
                line += 1
                count -= 1
            unit, line = unit + 1, 0

    def step(self, start: Row, delta: int) -> Row:
        """The row `delta` lines away, as far as the document goes."""
        if self.document is None:
            return start
        unit, line = start
        line += delta
        last = len(self.document)
        while line < 0 and unit > 0:
            unit -= 1
            line += self.height_of(unit)
        while unit <= last and line >= (height := self.height_of(unit)):
            line -= height
            unit += 1
        if unit > last:
            unit = last if self.height_of(last) else last - 1
            line = max(0, self.height_of(unit) - 1)
        return Row(unit, max(0, line))

    def _lowest_top(self) -> Row:
        """The last row from which the document still fills the screen."""
        if self.document is None:
            return Row(0, 0)
        last = len(self.document)
        return self.step(Row(last, self.height_of(last)), -self.room.height)

    def go(self, row: Row, *, scrolled: bool = False) -> None:
        """Put a row at the top, as far as the end of the document allows."""
        if self.document is None:
            return
        if sum(1 for _ in self._rows_from(row, self.room.height)) < self.room.height:
            row = min(row, self._lowest_top())
        self.to_the_end = False
        before = self.top
        if row != self.top or not self._rows:
            self.top = row
            self._rows = []
            self.refresh()
        self._hold()
        self.moved(scrolled)
        if scrolled:
            self.call_after_refresh(self._draw_ahead, before)

    def _draw_ahead(self, before: Row) -> None:
        """After the paint: the lines that the same move shows next, so that a key finds them ready."""
        if self.document is None or not self._width or not self._rows:
            return
        height = self.room.height
        start = self.step(self.top, height - 1 if self.top >= before else 1 - height)
        for row in list(self._rows_from(start, height)):
            if row not in self._strips:
                self._strips[row] = self._strip(row, self._width)

    def _hold(self) -> None:
        """Remember the words at the top, so that another width or theme returns to them."""
        if self.document is None or self.flow is None or self.top.unit >= len(self.document):
            self._held = None if self.document is None else self._held
            return
        offset = self.flow.offset_of_line(self.top.unit, self.top.line)
        # -1 tells the space above a unit from its first words, so that a step back shows the same rows
        above = self.top.line == 0 and self.layout_of(self.top.unit).before > 0
        self._held = (self.document.unit(self.top.unit).start, -1 if above else offset)

    def _restore_held(self) -> None:
        if self.document is None or self.flow is None or self._held is None:
            return
        start, offset = self._held
        unit = self.document.index_at(start) if start > 0 or self.top.unit > 0 else 0
        self.top = Row(unit, 0 if offset < 0 else self.flow.line_of_offset(unit, offset))

    @property
    def words_at_top(self) -> tuple[int, int]:
        """The place: (source offset of the top unit, offset in its text; -1: the space above it)."""
        return self._held or (0, 0)

    def go_to_words(self, start: int, offset: int = 0, *, lead: int = 0) -> None:
        """Show these words: `start` the source offset of a unit, `offset` in its text, `lead` lines above."""
        if self.document is None or self.flow is None:
            return
        unit = self.document.index_at(start) if start > 0 else 0
        self._reveal(unit, offset)
        line = self.flow.line_of_offset(unit, offset) if offset >= 0 else 0
        self.go(self.step(Row(unit, line), -lead))

    def go_to_unit(self, unit: int) -> None:
        """Put a unit's first words on the top line, without the space above it."""
        self._reveal(unit, 0)
        self.go(Row(unit, self.layout_of(unit).before))

    def show_words(self, unit: int, offset: int) -> None:
        """Bring words on the screen, a third from the top, unless they are there already."""
        if self.flow is None:
            return
        self._reveal(unit, offset)
        row = Row(unit, self.flow.line_of_offset(unit, offset))
        if row not in self.rows[: max(1, self.room.height - 1)]:
            self.go(self.step(row, -(self.room.height // 3)))

    def _reveal(self, unit: int, offset: int) -> None:
        """Words that are gone to must not stay in a closed fold."""
        if self.document is not None and self.document.reveal(unit, offset):
            self.forget()

    def toggle_fold(self, unit: int) -> None:
        """Open or close the fold whose summary is in the unit."""
        if self.document is not None:
            self.document.toggle_fold(unit)
            self.redrawn()
            self.go(self.top)  # there may be less below than fills the screen

    # moves

    def action_move(self, delta: int) -> None:
        self.go(self.step(self.top, delta), scrolled=True)

    def action_page(self, pages: float) -> None:
        lines = int(self.room.height * pages)
        if abs(pages) >= 1:
            lines -= 1 if pages > 0 else -1  # a line stays, so that the eye finds on
        self.go(self.step(self.top, lines), scrolled=True)

    def action_top(self) -> None:
        self.jump(lambda: self.go(Row(0, 0)))

    def action_bottom(self) -> None:
        self.jump(self.go_to_end)

    def go_to_end(self) -> None:
        """Show the end; while the document is still being parsed, a provisional one, and on with it.

        Before the whole text is there nothing moves: the end of its head would be a page of the middle.
        """
        document = self.document
        if document is None:
            return
        if document.complete or document.whole:
            self.look_ahead()
            self.go(self._lowest_top())
        self.to_the_end = not document.complete

    def look_ahead(self, offset: int | None = None) -> None:
        """Have a place that is not parsed yet, or the end (None), to show before its time."""
        document = self.document
        if document is None:
            return
        version = document.version
        document.look_ahead(offset)
        if document.version != version:
            self.flow = parsed.Flow(document, self.text_width, self.text_room)
            self.forget()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_move(-3)

    def on_resize(self, event: events.Resize) -> None:
        if self.document is not None and (self.text_width, self.text_room, self.room.height) != self._shape:
            self.relayout()
        elif self.document is not None:
            self._clear_strips()  # the margin may be another though the measure is not
            self.moved(False)

    def relayout(self) -> None:
        """Another width: the same words stay at the top."""
        self._shape = None
        self._rows = []
        self.refresh()
        if self.document is not None:
            self.moved(False)

    def _fit(self) -> None:
        """Make the rows anew when the size is not the one they were made for, before any is drawn."""
        shape = (self.text_width, self.text_room, self.room.height)
        if self.document is None or shape == self._shape:
            return
        self._shape = shape
        self.flow = parsed.Flow(self.document, self.text_width, self.text_room)
        self._restore_held()
        self._clear_strips()
        self._rows = []
        if sum(1 for _ in self._rows_from(self.top, self.room.height)) < self.room.height:
            self.top = min(self.top, self._lowest_top())

    @property
    def overflow(self) -> int:
        """Cells that the widest table or code on the screen has beyond the measure."""
        document = self.document
        if document is None:
            return 0
        units = {row.unit for row in self.rows if row.unit < len(document)}
        return max((self.layout_of(unit).overflow for unit in units), default=0)

    def pan_by(self, delta: int) -> bool:
        """Show another part of tables and code that are wider than the measure; False if nothing moved."""
        pan = max(0, min(self.pan + delta, self.overflow))
        if pan == self.pan:
            return False
        self.pan = pan
        self.forget()
        return True

    # links

    def next_link(self, start: tuple[int, int], direction: int) -> LinkAt | None:
        """The first link after (unit, number), or the last before it, anywhere in the text."""
        document = self.document
        if document is None:
            return None
        unit, index = start
        unit, last = max(unit, 1), len(document)
        while 0 < unit < last:
            links = self.links_of(unit)
            if links:
                numbers = self._tab_order(unit, links)
                at = numbers.index(index) if index in numbers else index
                left = numbers[at + 1 :] if direction > 0 else numbers[: max(0, at)]
                if left:
                    number = left[0 if direction > 0 else -1]
                    return LinkAt(unit, number, links[number])
            unit += direction
            index = -1 if direction > 0 else 1 << 30
        return None

    def _tab_order(self, unit: int, links: Sequence[Link]) -> list[int]:
        """The numbers of a unit's links as they are read; without those that are folded up."""
        numbers = range(len(links))
        if self.document is None or not self.document.fold_state(unit):
            return list(numbers)
        drawn = {run.link for line in self.layout_of(unit).lines for run in line.runs}
        return sorted(drawn.intersection(numbers), key=lambda number: (links[number].start, -number))

    def links_of(self, unit: int) -> Sequence[Link]:
        """The links of a unit; one that cannot have any is not parsed for them."""
        document = self.document
        if document is None or document.is_hidden(unit) or not _MAY_LINK.search(document.source(unit)):
            return ()
        return self.layout_of(unit).links if document.fold_state(unit) else document.links(unit)

    def visible_links(self) -> list[LinkAt]:
        """The links that can be seen, in reading order."""
        found: list[LinkAt] = []
        seen: set[tuple[int, int]] = set()
        for unit, line in self.rows:
            if self.document is None or unit >= len(self.document):
                continue
            layout = self.layout_of(unit)
            for run in layout.lines[line].runs:
                if run.link >= 0 and (unit, run.link) not in seen:
                    seen.add((unit, run.link))
                    found.append(LinkAt(unit, run.link, layout.links[run.link]))
        return found

    def link_at(self, x: int, y: int) -> LinkAt | None:
        """The link under a cell of the pane."""
        if self.document is None or y >= len(self.rows):
            return None
        unit, line = self.rows[y]
        if unit >= len(self.document):
            return None
        layout = self.layout_of(unit)
        cell = self.margin + GUTTER
        for run in layout.lines[line].runs:
            size = cell_len(run.text)
            if cell <= x < cell + size:
                return LinkAt(unit, run.link, layout.links[run.link]) if run.link >= 0 else None
            cell += size
        return None

    def on_click(self, event: events.Click) -> None:
        self.focus()
        target = self.link_at(event.x, event.y)
        if target is not None:
            self.post_message(self.LinkClicked(target))

    # drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        self._rows = self.rows
        # the size is asked for once a paint: it is computed anew each time, and that shows with 60 lines
        self._painting, self._width, self._left = True, self.room.width, " " * self.margin
        try:
            return super().render_lines(crop)
        finally:
            self._painting = False

    def render_line(self, y: int) -> Strip:
        width = self._width
        base = self.styles_of.base
        if self.document is None:
            text = self.notice if y == self.room.height // 3 else ""
            return strip_of(
                [(" " * max(0, (width - cell_len(text)) // 2), base), (text, self.styles_of.secondary)], width, base
            )
        rows = self._rows if self._painting else self.rows
        if y >= len(rows):
            return Strip([Segment(" " * width, base)], width)
        row = rows[y]
        if not self._painting:
            # the mouse asks which text is under it: only then do segments need to say, which costs more
            # than all the rest of drawing them
            return self._strip(row, width, offsets=True)
        strip = self._strips.get(row)
        if strip is None or strip.cell_length != width:
            if len(self._strips) > 2000:
                self._clear_strips()
            strip = self._strips[row] = self._strip(row, width)
        return strip

    def _strip(self, row: Row, width: int, *, offsets: bool = False) -> Strip:
        styles = self.styles_of
        left = self._left
        assert self.document is not None  # rows exist only with a document
        if row.unit >= len(self.document):
            lines = self.ending.split("\n")
            text = lines[row.line - 1] if 1 <= row.line <= len(lines) else ""
            return strip_of([(left + " " * GUTTER, styles.base), (text, styles.secondary)], width, styles.base)
        line: Line = self.layout_of(row.unit).lines[row.line]
        gutter, gutter_style = self._gutter(row)
        chosen = self.selected[1] if self.selected is not None and self.selected[0] == row.unit else -1
        room = " " * (GUTTER - cell_len(gutter))
        segments = [Segment(left, styles.base), Segment(gutter, gutter_style), Segment(room, styles.base)]
        over = self._over.get(row.unit)
        if over is None:
            over = self._over[row.unit] = self._overlays(row.unit)
        segments += paint(line.runs, styles, chosen, over, row.unit if offsets else None)
        used = len(left) + GUTTER + line.width
        if used < width:
            segments.append(Segment(" " * (width - used), styles.base))
        strip = Strip(segments, max(used, width))
        return strip.crop(0, width) if used > width else strip

    def _gutter(self, row: Row) -> tuple[str, Style]:
        if self.flow is None:
            return "", self.styles_of.base
        for offset, label in self.hint_gutters.get(row.unit, ()):
            if self.flow.line_of_offset(row.unit, offset) == row.line:
                return label, self.styles_of.hint
        for offset, sign in self.gutter_source(row.unit):
            if self.flow.line_of_offset(row.unit, offset) == row.line:
                return sign[:GUTTER], self.styles_of.accent
        return "", self.styles_of.base

    def _overlays(self, unit: int) -> list[Overlay]:
        over = [one for source in self.overlay_sources for one in source(unit)]
        selection = self.text_selection
        span = selection.get_span(unit) if selection is not None else None
        if span is not None:
            start, end = span
            over.append(Overlay(start, end if end >= 0 else 1 << 40, self.styles_of.selection))
        return over + self.hint_overlays.get(unit, [])

    # mouse selection: every segment carries (text offset, unit) in its meta

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        if self.document is None:
            return None
        start, end = selection.start, selection.end
        first = start.y if start is not None else 0
        last = end.y if end is not None else len(self.document) - 1
        parts = []
        for unit in range(max(0, first), min(last, len(self.document) - 1) + 1):
            text = self.document.content(unit)
            low = start.x if start is not None and unit == first else 0
            high = end.x if end is not None and unit == last else len(text)
            parts.append(text[low:high])
        return "\n\n".join(parts), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self._clear_strips()
        self.refresh()
