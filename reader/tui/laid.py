"""How the units of a document look at the width of the pane, kept for the screens around the one that is shown.

Knows nothing of which units are on the screen, and draws nothing.
"""

from __future__ import annotations

from textual.geometry import Size

from reader import document as parsed  # its names load the parser only when they are used
from reader.document import Layout
from reader.tui.measure import MEASURE, Measured

_LAID = 200  # units whose lines are kept here: some screens; the document keeps more


class Laid(Measured):
    """A document laid out unit by unit."""

    def __init__(self) -> None:
        super().__init__(id="page")
        self.document: parsed.Document | None = None
        self.measure = MEASURE
        self.pan = 0
        self._laid: dict[int, Layout] = {}
        self._laid_for: tuple[int, int, int, Size] | None = None

    def layout_of(self, unit: int) -> Layout:
        """The lines of a unit at the present width."""
        if self.document is None:
            raise IndexError(unit)
        state = (self.document.renewals, self.pan, self.measure, self.room)
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

    def _unpanned(self, unit: int) -> Layout:
        """The lines of a unit with all that `pan` leaves out on the left: where words are does not depend on it."""
        if self.document is None or not self.pan:
            return self.layout_of(unit)
        return self.document.layout(unit, self.text_width, 0, self.text_room)

    def line_of_offset(self, unit: int, offset: int) -> int:
        """The line of a unit that shows this offset of its text."""
        return self._unpanned(unit).line_of(offset)

    def offset_of_line(self, unit: int, line: int) -> int:
        """The first offset of a unit's text that is shown on this line or after it."""
        return self._unpanned(unit).offset_of(line)

    def words_at(self, unit: int, line: int) -> tuple[int, int]:
        """The first words on a line of a unit, or behind it: their offset, and the rows of their picture above them."""
        offset = self.offset_of_line(unit, line)
        if not self.layout_of(unit).pictures:
            return offset, 0
        at = self.line_of_offset(unit, offset)
        return offset, min(self._picture_above(unit, at), max(0, at - line))

    def line_of_words(self, unit: int, offset: int, rows: int = 1 << 30) -> int:
        """As `line_of_offset`; where a picture stands above these words, the line of up to so many of its rows."""
        line = self.line_of_offset(unit, offset)
        return line - min(rows, self._picture_above(unit, line))

    def _picture_above(self, unit: int, line: int) -> int:
        """Rows of the picture that ends above a line."""
        return next((one.rows for one in self.layout_of(unit).pictures if one.line + one.rows == line), 0)

    def _clear(self) -> None:
        """Forget what was made of the units, for it would be another now."""
        self._laid.clear()

    def _forget_tail(self, first: int) -> None:
        """What was drawn of units from `first` on: it was provisional, and is parsed anew."""
        for unit in [unit for unit in self._laid if unit >= first]:
            del self._laid[unit]
