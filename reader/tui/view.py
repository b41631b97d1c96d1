"""Which lines of a document are on the screen: from an anchor downwards, at a width.

The anchor is a unit and a line in it, never a row of the whole: what lies above need not be laid out,
and nothing ever moves under the eye when it is. The words at the anchor are held: another width, theme
or text above them returns to them. Draws nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader import document as parsed  # its names load the parser only when they are used
from reader.tui.laid import Laid
from reader.tui.signs import Signs
from reader.tui.theme import Styles

TABLE = -1  # the number of a table that does not fit, among the links of its unit: it comes before them


class Row(NamedTuple):
    """One line on the screen: which unit, which line of it."""

    unit: int
    line: int


class View(Laid):
    """A document, the row at the top, and what follows from both."""

    def __init__(self, styles: Styles, signs: Signs) -> None:
        super().__init__()
        self.styles_of = styles
        self.signs = signs
        self.compact = False  # fewer blank lines between blocks, as the person asked for it
        self.top = self._before = Row(0, 0)  # the row at the top, now and before the last move
        self._selected: tuple[int, int] | None = None
        self._selected_at = -1  # source offset of its unit: others may come before that
        self.ending = ""
        # told at once and not by message: what was on the screen counts as read, however fast one scrolls
        self.moved: Callable[[bool], None] = lambda scrolled: None
        self.measured: Callable[[int], None] = lambda height: None  # how high the pane is, before it is filled
        self.to_the_end = False  # the end was asked for before it was parsed
        self.beyond: Row | None = None  # the row that was to be at the top, where the document ended too early for it
        self._held: tuple[int, int, int] | None = (
            None  # at the top: source offset of the unit, text offset, rows of its picture
        )
        self._shape: tuple[int, int, int] | None = None  # text width, room and height that the rows were made for
        self._rows: list[Row] = []
        self._units = self._final = 0  # of the document, when it last grew
        self._renewals = -1  # of the document, as of then

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
        if document is not None:
            document.compact = self.compact
        self.top, self._held, self.selected, self.pan = Row(0, 0), None, None, 0
        self.to_the_end, self.beyond = False, None
        self.ending = ""
        self._renewals = document.renewals if document is not None else -1
        self._units, self._final = (len(document), document.final) if document is not None else (0, 0)
        self.forget()

    def forget(self) -> None:
        """Draw all anew: styles, marks, hits or the document changed."""
        self._clear()
        self._rows = []
        self.refresh()

    def redrawn(self) -> None:
        """Units are drawn otherwise than before, perhaps with other lines: the words at the top stay there."""
        self._restore_held()
        self.forget()

    def grown(self) -> None:
        """The document has more units than before."""
        document = self.document
        if document is None:
            return
        # units from here on are others now, perhaps with other numbers; the one before may end otherwise
        changed = min(self._final, self._units - 2)
        renewed = document.renewals != self._renewals
        self._units, self._final, self._renewals = len(document), document.final, document.renewals
        self._forget_tail(changed)
        if self.to_the_end:
            self.forget()
            self.go_to_end()
            return
        if self.selected is not None and self._selected_at >= 0 and (renewed or self.selected[0] >= changed):
            self.selected = (document.index_at(self._selected_at), self.selected[1])
        # only what is on the screen is drawn anew: parsing goes on for hundreds of batches
        last = self._rows[-1] if self._rows else self.top
        if renewed or last.unit >= changed or 0 < len(self._rows) < self.room.height:
            self._restore_held()
            self.forget()

    # the rows on the screen

    def height_of(self, unit: int) -> int:
        if self.document is None:
            return 0
        if unit >= len(self.document):
            return self.ending.count("\n") + 3 if self.ending else 0
        return len(self.layout_of(unit).lines)

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

    def relayout(self) -> None:
        """Another width or density: the same words stay at the top."""
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
        self._shape, self.beyond = shape, None
        self.measured(self.room.height)
        self._restore_held()
        self._clear()
        self._rows = []
        if sum(1 for _ in self._rows_from(self.top, self.room.height)) < self.room.height:
            lowest = self._lowest_top()
            if lowest < self.top:
                self.top, self.beyond = lowest, self.top

    # the top

    def go(self, row: Row, *, scrolled: bool = False) -> None:
        """Put a row at the top, as far as the end of the document allows."""
        if self.document is None:
            return
        wanted = row
        if sum(1 for _ in self._rows_from(row, self.room.height)) < self.room.height:
            row = min(row, self._lowest_top())
        self.beyond = wanted if row != wanted else None
        self.to_the_end = False
        before = self.top
        if row != self.top or not self._rows:
            self.top = row
            self._rows = []
            self.refresh()
        self._hold()
        self.moved(scrolled)
        if scrolled:
            self._before = before
            self.after_paint(self._draw_ahead)

    def _draw_ahead(self) -> None:
        """After the paint of a move: what the same move shows next."""

    def _hold(self) -> None:
        """Remember the words at the top, so that another width or theme returns to them."""
        if self.document is None or self.top.unit >= len(self.document):
            self._held = None if self.document is None else self._held
            return
        offset, rows = self.words_at(self.top.unit, self.top.line)
        # -1 tells the space above a unit from its first words, so that a step back shows the same rows
        above = self.top.line == 0 and self.layout_of(self.top.unit).before > 0
        self._held = (self.document.unit(self.top.unit).start, -1 if above else offset, rows)

    def _restore_held(self) -> None:
        if self.document is None or self._held is None:
            return
        start, offset, rows = self._held
        unit = self.document.index_at(start) if start > 0 or self.top.unit > 0 else 0
        self.top = Row(unit, 0 if offset < 0 else self.line_of_words(unit, offset, rows))

    @property
    def words_at_top(self) -> tuple[int, int]:
        """The place: (source offset of the top unit, offset in its text; -1: the space above it)."""
        return self._held[:2] if self._held is not None else (0, 0)

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
            self.forget()
