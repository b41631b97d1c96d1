"""A table of HTML while it is read: its cells in a grid, whatever spans they have. Knows no other tags."""

from __future__ import annotations

from collections.abc import Mapping

from reader.document.html_frame import alignment
from reader.document.node import Table, Text
from reader.document.tag import number

MAX_COLUMNS, MAX_ROWS = 40, 1000  # that one cell may take
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
        for column in range(len(row), columns):
            row.append(_EMPTY)
            left = self._held.pop(column, 0) - 1
            if left > 0:
                self._held[column] = left

    def finish(self) -> Table | None:
        """The table, its short rows filled; None when it has no cell."""
        rows = [row for row in self.rows if row]
        if not rows:
            return None
        columns = max(map(len, rows))
        body, head = self._aligns
        return Table(
            tuple((*row, *(_EMPTY,) * (columns - len(row))) for row in rows),
            self._heads,
            tuple(body.get(column, head.get(column, "")) for column in range(columns)),
        )
