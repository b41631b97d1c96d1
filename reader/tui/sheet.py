"""Draws the lines of a document that are on the screen, and those that the next key shows, ahead of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from reader import document as parsed  # its names load the parser only when they are used
from reader.document import Kind, Line, Link
from reader.document.figure import GROUND, picture_at
from reader.document.layout import Placed
from reader.tui.fit import strip_of
from reader.tui.measure import GUTTER
from reader.tui.overlay import Overlay, cells_of_labels, paint
from reader.tui.signs import Signs
from reader.tui.table_head import has_columns, head_of
from reader.tui.theme import Styles
from reader.tui.view import TABLE, Row, View


class Sheet(View):
    """A view that is drawn: text, what lies over it, and the gutter beside it."""

    def __init__(self, styles: Styles, signs: Signs) -> None:
        super().__init__(styles, signs)
        # what lies over a unit's text, and the signs beside it: (offset in its text, sign)
        self.overlay_sources: Sequence[Callable[[int], Sequence[Overlay]]] = ()
        self.gutter_source: Callable[[int], Sequence[tuple[int, str]]] = lambda _: ()
        self.hints: dict[int, list[tuple[int, str]]] = {}  # of a unit: (offset in its text, letters)
        self._hint_lines: dict[int, dict[int, list[tuple[int, str]]]] = {}  # the same by line, as of the last `forget`
        self.notice = ""  # instead of a document
        # a picture as it was drawn, row by row; None: not yet
        self.picture_source: Callable[[Link, Placed], Sequence[Strip] | None] = lambda link, placed: None
        self._strips: dict[Row, Strip] = {}
        self._over: dict[int, list[Overlay]] = {}  # what lies over the units, as of the last `forget`
        self._painting = False
        self._frozen: Sequence[Row] = ()  # as of the last paint
        self._width, self._left = 0, ""  # as of the last paint

    def show(self, document: parsed.Document | None) -> None:
        self.hints = {}
        super().show(document)

    def _clear(self) -> None:
        self._strips.clear()
        self._over.clear()
        self._hint_lines.clear()
        super()._clear()

    def _forget_tail(self, first: int) -> None:
        for row in [row for row in self._strips if row.unit >= first]:
            del self._strips[row]
        super()._forget_tail(first)

    def set_ending(self, text: str) -> None:
        """What the lines after the last one say."""
        if text == self.ending or self.document is None:
            return
        rows = self._rows
        # the last units may be folded up
        shows_end = bool(rows) and (rows[-1].unit >= len(self.document) - 1 or len(rows) < self.room.height)
        at_end = shows_end and self.top >= self._lowest_top()
        self.ending = text
        if self.beyond is not None:
            self.forget()
            self.go(self.beyond)  # there is more room at the end now
        elif shows_end:
            self.forget()
            if at_end and self.top > Row(0, 0):
                self.go(self._lowest_top())

    def _draw_ahead(self) -> None:
        """After the paint: the lines that the same move shows next, so that a key finds them ready."""
        if self.document is None or not self._width or not self._rows:
            return
        height = self.room.height
        start = self.step(self.top, height - 1 if self.top >= self._before else 1 - height)
        for row in list(self._rows_from(start, height)):
            if row not in self._strips and not self._is_illustrated(row):
                self._strips[row] = self._strip(row, self._width)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._rows = self.rows
        self._frozen = self.frozen_at(self.top)
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
        frozen = self._frozen if self._painting else self.frozen_at(self.top)
        row = frozen[y] if y < len(frozen) else rows[y]
        if not self._painting:
            # the mouse asks which text is under it: only then do segments need to say, which costs more
            # than all the rest of drawing them
            return self._strip(row, width, offsets=True)
        strip = self._strips.get(row)
        if strip is None or strip.cell_length != width:
            strip = self._strip(row, width)
            if self._is_illustrated(row):
                return strip  # cells of pictures are large, and kept where they are drawn
            if len(self._strips) > 2000:
                self._clear()
            self._strips[row] = strip
        return strip

    def _is_illustrated(self, row: Row) -> bool:
        """Whether the row shows a part of a picture."""
        if self.document is None or row.unit >= len(self.document):
            return False
        layout = self.layout_of(row.unit)
        return bool(layout.pictures) and picture_at(layout, row.line) is not None

    def frozen_at(self, top: Row) -> Sequence[Row]:
        """The head of a table longer than the screen: with `top` below it, it lies over the first rows."""
        document = self.document
        if document is None or top.unit >= len(document) or document.unit(top.unit).kind is not Kind.TABLE:
            return ()
        start = self._table_of(top.unit)
        first = document.index_at(start)
        if self._table_of(first) != start:
            return ()  # not parsed yet
        layout, height = self.layout_of(first), self.room.height
        is_long = len(layout.lines) - layout.before > height or self._table_of(first + 1) == start
        if not is_long or top <= Row(first, layout.before) or not has_columns(layout):
            return ()
        head = head_of(layout)
        if head > height // 4 or self._table_of(self.step(top, head).unit) != start:
            return ()
        return [Row(first, layout.before + line) for line in range(head)]

    @property
    def seen_rows(self) -> list[Row]:
        """The rows that can be seen: what the head of a table lies over cannot."""
        return self.rows[len(self.frozen_at(self.top)) :]

    def _table_of(self, unit: int) -> int:
        """Where the table begins of which a unit is a piece, -1 when it is none."""
        document = self.document
        if document is None or unit >= len(document) or document.unit(unit).kind is not Kind.TABLE:
            return -1
        at = document.unit(unit)
        return at.level - 1 if at.level else at.start

    def _strip(self, row: Row, width: int, *, offsets: bool = False) -> Strip:
        styles = self.styles_of
        left = self._left
        assert self.document is not None  # rows exist only with a document
        if row.unit >= len(self.document):
            lines = self.ending.split("\n")
            text = lines[row.line - 1] if 1 <= row.line <= len(lines) else ""
            return strip_of([(left + " " * GUTTER, styles.base), (text, styles.secondary)], width, styles.base)
        layout = self.layout_of(row.unit)
        line: Line = layout.lines[row.line]
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
        strip = strip.crop(0, width) if used > width else strip
        placed = picture_at(layout, row.line) if layout.pictures else None
        if placed is not None:
            strip = self._with_picture(strip, layout.links[placed.link], placed, row.line - placed.line)
        return self._with_hints(strip, row, line) if self.hints else strip

    def _with_picture(self, strip: Strip, link: Link, placed: Placed, row: int) -> Strip:
        """A row of a picture laid over a line; a ground of its size until it is drawn."""
        drawn = self.picture_source(link, placed)
        if drawn is not None:
            cells = drawn[row]
        else:
            cells = Strip([Segment(" " * placed.columns, self.styles_of.of((GROUND,)))], placed.columns)
        at = len(self._left) + GUTTER + placed.cell
        return Strip.join([strip.crop(0, at), cells, strip.crop(at + placed.columns, strip.cell_length)])

    def _with_hints(self, strip: Strip, row: Row, line: Line) -> Strip:
        """The letters of hints laid over a line."""
        lines = self._hint_lines.get(row.unit)
        if lines is None:  # each look for a line goes through all of the unit
            lines = self._hint_lines[row.unit] = {}
            for hint in self.hints.get(row.unit, ()):
                lines.setdefault(self.line_of_offset(row.unit, hint[0]), []).append(hint)
        for cell, label in cells_of_labels(line, GUTTER, lines.get(row.line, ())):
            at = len(self._left) + cell
            end = at + len(label)
            letters = Strip([Segment(label, self.styles_of.hint)], len(label))
            strip = Strip.join([strip.crop(0, at), letters, strip.crop(end, strip.cell_length)])
        return strip

    def _gutter(self, row: Row) -> tuple[str, Style]:
        for offset, sign in self.gutter_source(row.unit):
            if self.line_of_offset(row.unit, offset) == row.line:
                return sign[:GUTTER], self.styles_of.accent
        if self.selected is not None and self.selected[0] == row.unit:
            layout = self.layout_of(row.unit)
            placed = picture_at(layout, row.line)
            table = self.selected[1] == TABLE and row.line >= layout.before
            if table or (placed is not None and placed.link == self.selected[1]):
                return self.signs.cursor, self.styles_of.accent
        return "", self.styles_of.base

    def _overlays(self, unit: int) -> list[Overlay]:
        over = [one for source in self.overlay_sources for one in source(unit)]
        selection = self.text_selection
        span = selection.get_span(unit) if selection is not None else None
        if span is not None:
            start, end = span
            over.append(Overlay(start, end if end >= 0 else 1 << 40, self.styles_of.selection))
        return over
