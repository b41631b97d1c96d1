"""The rows of a whole document at one width: which unit a row shows, and which row a unit begins at.

Heights of units not drawn yet are estimated, and corrected when they are. Rows above may so change:
a place is always (unit, line), a row only where it happens to be now. Heights are kept in blocks of
units; of a block that nobody has looked at only its estimated sum is known, so that a change of
width costs nothing for the rest of a large document.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from itertools import accumulate

from reader.document.document import Document
from reader.document.layout import Layout, Line

BLOCK = 128
_FAR = 1000  # lines: beyond, estimates are good enough


class Flow:
    """Rows at `width` cells, code and tables at up to `room`. `height` is the estimated number of all."""

    def __init__(self, document: Document, width: int, room: int | None = None) -> None:
        self.document = document
        self.width = width
        self.room = room
        self._heights: dict[int, array[int]] = {}  # block -> height of each unit, ~height when estimated
        self._sums: array[int] = array("l")
        self._ends: list[int] | None = None
        self._count = 0
        self._final = 0
        self._definitions = document.definitions
        self.grow()

    # -- heights

    def grow(self) -> None:
        """Take the units that the document has more, or other, than before. Known heights stay."""
        document = self.document
        if document.definitions != self._definitions:
            self._definitions = document.definitions
            for heights in self._heights.values():
                for index, height in enumerate(heights):
                    heights[index] = height if height < 0 else ~height
        keep = min(self._final, document.final)
        block, inside = divmod(keep, BLOCK)
        old = self._heights.get(block)
        for number in [each for each in self._heights if each >= block]:
            del self._heights[number]
        del self._sums[block:]
        self._count = len(document)
        self._final = document.final
        for number in range(block, -(-self._count // BLOCK)):
            self._sums.append(self._guess(number))
        if old is not None and inside and block < len(self._sums):
            heights = self._block(block)
            heights[:inside] = old[:inside]
            self._sums[block] = sum(each if each >= 0 else ~each for each in heights)
        self._ends = None
        if 0 < self._count <= BLOCK:
            self._block(0)

    def _guess(self, number: int) -> int:
        """The height of a block nobody has looked at, from the length of its source."""
        first = number * BLOCK
        last = min(first + BLOCK, self._count) - 1
        start = self.document.unit(first).start
        size = self.document.unit(last).end - start
        units = last - first + 1
        return max(1, int(size / max(1.0, self.width * 0.95)) + int(1.3 * units))

    def _block(self, number: int) -> array[int]:
        heights = self._heights.get(number)
        if heights is None:
            first = number * BLOCK
            estimate = self.document.estimate
            units = range(first, min(first + BLOCK, self._count))
            heights = self._heights[number] = array("l", (~estimate(index, self.width, self.room) for index in units))
            self._sums[number] = sum(~each for each in heights)
            self._ends = None
        return heights

    def _sum_to(self, block: int) -> int:
        """Rows before a block."""
        if self._ends is None:
            self._ends = list(accumulate(self._sums, initial=0))
        return self._ends[block]

    def _layout(self, unit: int) -> Layout:
        """The layout of a unit; its height is known from then on."""
        layout = self.document.layout(unit, self.width, 0, self.room)
        block, inside = divmod(unit, BLOCK)
        heights = self._block(block)
        known = heights[inside]
        height = len(layout.lines)
        if known != height:
            heights[inside] = height
            difference = height - (known if known >= 0 else ~known)
            if difference:
                self._sums[block] += difference
                self._ends = None
        return layout

    def _height(self, unit: int) -> int:
        """Lines of a unit, known exactly."""
        heights = self._block(unit // BLOCK)
        known = heights[unit % BLOCK]
        return known if known >= 0 else len(self._layout(unit).lines)

    # -- rows

    @property
    def height(self) -> int:
        """How many rows there are, as far as is known."""
        return self._sum_to(len(self._sums))

    def row_of(self, unit: int, line: int = 0) -> int:
        """The row at which a line of a unit stands now."""
        if not self._count:
            return 0
        unit = max(0, min(unit, self._count - 1))
        block, inside = divmod(unit, BLOCK)
        heights = self._block(block)
        return self._sum_to(block) + sum(each if each >= 0 else ~each for each in heights[:inside]) + line

    def locate(self, row: int) -> tuple[int, int]:
        """(unit, line in it) that stands at `row`, which is brought into range; that unit is laid out."""
        row = max(0, row)
        while True:
            row = min(row, max(0, self.height - 1))
            unit, line = self._find(row)
            height = self._height(unit)
            if line < height:
                return unit, line
            if unit == self._count - 1 and row >= self.height:
                row = self.height - 1
                if row < 0:
                    return 0, 0
            elif height == 0 and unit == self._count - 1:
                return self._last()

    def _last(self) -> tuple[int, int]:
        for unit in range(self._count - 1, -1, -1):
            height = self._height(unit)
            if height:
                return unit, height - 1
        return 0, 0

    def _find(self, row: int) -> tuple[int, int]:
        """The unit that stands at `row` by what is known of heights."""
        while True:
            self._sum_to(0)
            ends = self._ends or [0]
            block = min(max(0, bisect_right(ends, row) - 1), len(self._sums) - 1)
            if block in self._heights:
                break
            self._block(block)  # its sum may change, and with it where the row is
        rest = row - ends[block]
        heights = self._heights[block]
        inside = height = 0
        for each in heights:
            height = each if each >= 0 else ~each
            if rest < height:
                return block * BLOCK + inside, rest
            rest -= height
            inside += 1
        return block * BLOCK + inside - 1, rest + height

    def line(self, row: int) -> tuple[Line, int, int]:
        """(line, unit, line in the unit) at `row`."""
        unit, line = self.locate(row)
        lines = self._layout(unit).lines
        return (lines[line] if line < len(lines) else Line((), 0)), unit, line

    def settle(self, unit: int, line: int, rows: int) -> int:
        """Lay out what `rows` lines from (unit, line) on show; the corrected row of (unit, line)."""
        unit = max(0, min(unit, self._count - 1))
        left = rows + line
        index = unit
        while left > 0 and index < self._count:
            left -= self._height(index)
            index += 1
        return self.row_of(unit, min(line, max(0, self._height(unit) - 1)))

    def step(self, unit: int, line: int, delta: int) -> tuple[int, int]:
        """The place `delta` lines away (negative: up), stopping at the ends."""
        if not self._count:
            return 0, 0
        unit = max(0, min(unit, self._count - 1))
        if abs(delta) > _FAR:
            return self.locate(self.row_of(unit, line) + delta)
        line += delta
        while line < 0 and unit > 0:
            unit -= 1
            line += self._height(unit)
        line = max(0, line)
        while line >= self._height(unit):
            if unit == self._count - 1:
                return self._last()
            line -= self._height(unit)
            unit += 1
        return unit, line

    # -- lines and offsets

    def line_of_offset(self, unit: int, offset: int) -> int:
        """The line in `unit` that shows this offset of `Layout.text`."""
        layout = self._layout(unit)
        best = layout.before
        for number in range(layout.before, len(layout.lines)):
            for run in layout.lines[number].runs:
                if run.offset >= 0:
                    if run.offset > offset:
                        return best
                    best = number
                    if offset < run.offset + len(run.text):
                        return number
        return min(best, max(0, len(layout.lines) - 1))

    def offset_of_line(self, unit: int, line: int) -> int:
        """The first offset of `Layout.text` that is shown on that line or after it."""
        layout = self._layout(unit)
        for number in range(max(0, line), len(layout.lines)):
            for run in layout.lines[number].runs:
                if run.offset >= 0:
                    return run.offset
        return len(layout.text)
