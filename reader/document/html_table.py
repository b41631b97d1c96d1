"""A table of HTML while it is read: its cells in a grid, whatever spans they have. Knows no other tags."""

from __future__ import annotations

from collections.abc import Mapping

from reader.document.html_frame import alignment
from reader.document.node import Table, Text
from reader.document.tag import number

MAX_COLUMNS, MAX_ROWS = 40, 1000  # that one cell may take
MAX_WIDTH = 200  # columns of a row up to which a cell may take more than one
MAX_EMPTY = 20_000  # cells without words: no more come from cells that span, nor from filling short rows
_EMPTY = Text("", ())


class TableFrame:
    """Rows being read. A cell that spans several has its words in the first; the others are empty."""

    def __init__(self) -> None:
        self.rows: list[list[Text]] = []
        self._heads = 0
        self._is_head = False  # the last row has cells of a head
        self._span = (1, 1)  # columns and rows of the next cell
        self._align = ""
        self._in_head = False
        self._empty = 0  # cells that have no words because another takes their place
        self._held: dict[int, int] = {}  # rows to come in which a cell above takes the column
        self._aligns: tuple[dict[int, str], dict[int, str]] = ({}, {})  # of columns, by their first cells: body, head

    def row(self) -> None:
        """A row begins."""
        self._fill(max(self._held, default=-1) + 1)
        self.rows.append([])
        self._is_head = False

    def cell(self, tag: str, attrs: Mapping[str, str]) -> None:
        """A cell begins, and a row where none is there."""
        if not self.rows:
            self.row()
        self._in_head = tag == "th"
        self._is_head = self._is_head or self._in_head
        self._span = (
            max(1, min(number(attrs.get("colspan", "")) or 1, MAX_COLUMNS)),
            max(1, min(number(attrs.get("rowspan", "")) or 1, MAX_ROWS)),
        )
        self._align = alignment(attrs)

    def put(self, text: Text) -> None:
        """The words of the cell, at the first place that is free. There must be a row."""
        row = self.rows[-1]
        while self._held.get(len(row), 0):
            self._fill(len(row) + 1)
        at = len(row)
        self._aligns[self._in_head].setdefault(at, self._align)
        columns, rows = self._span
        if at + columns > MAX_WIDTH or self._empty > MAX_EMPTY:
            columns = rows = 1
        self._empty += columns - 1
        for column in range(at, at + columns):
            row.append(_EMPTY if column > at else text)
            if rows > 1:
                self._held[column] = rows - 1
        self._span, self._align, self._in_head = (1, 1), "", False
        if self._is_head and len(self.rows) == 1:
            self._heads = 1

    def _fill(self, columns: int) -> None:
        """Empty cells up to `columns`; those that cells above take are taken."""
        if not self.rows:
            return
        row = self.rows[-1]
        self._empty += max(0, columns - len(row))
        for column in range(len(row), columns):
            row.append(_EMPTY)
            left = self._held.pop(column, 0) - 1
            if left > 0:
                self._held[column] = left
        if self._empty > MAX_EMPTY:
            self._held.clear()

    def finish(self) -> Table | None:
        """The table, its short rows filled; None when it has no cell."""
        rows = [row for row in self.rows if row]
        if not rows:
            return None
        columns = max(map(len, rows))
        cells = sum(map(len, rows))
        if len(rows) * columns - cells > MAX_EMPTY:
            # a few long rows among thousands of short ones: they go on in the next rows
            columns = max(1, cells // len(rows))
            rows = [row[at : at + columns] for row in rows for at in range(0, len(row), columns)]
        body, head = self._aligns
        return Table(
            tuple((*row, *(_EMPTY,) * (columns - len(row))) for row in rows),
            self._heads,
            tuple(body.get(column, head.get(column, "")) for column in range(columns)),
        )
