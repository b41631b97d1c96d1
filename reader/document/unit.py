"""What a document is cut into: top-level blocks and the items of top-level lists, by place in the text.

A unit says where it is and of which kind, not what it holds: its text is parsed when its lines are
first needed. Values only; `Units` keeps many of them in columns, because a unit that is an object
costs more than the text it stands for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What sort of block a unit is."""

    MASTHEAD = 0
    HEADING = 1
    PARAGRAPH = 2
    CODE = 3  # level: 0 whole, else a Piece of a long one
    LIST_ITEM = 4
    QUOTE = 5
    TABLE = 6  # level: 0, or where the table starts + 1, for its later rows
    RULE = 7
    HTML = 8
    FOOTNOTE = 9
    SOURCE = 10  # past the budget of a block: shown as written
    ALERT = 11
    PLAIN = 12  # a paragraph of a plain text file
    DEFINITION = 13  # a term and its definitions


class Piece(IntEnum):
    """Which part of a long fenced block a CODE unit is: only the ends carry a fence."""

    WHOLE = 0
    FIRST = 1
    MIDDLE = 2
    LAST = 3


class Unit(NamedTuple):
    """A block: `start` and `end` are code point offsets in the document's text, `line` is 1-based.

    `level` is the heading level (1 to 6), the number of an ordered list's item (0: bullet), the
    Piece of a code block, for rows that go on with a long table the offset at which it starts and 1
    more, else 0.
    """

    kind: Kind
    start: int
    end: int
    line: int
    level: int = 0


class Heading(NamedTuple):
    """A heading of the outline; `slug` is made as GitHub makes it, `offset` is in the source."""

    level: int
    text: str
    slug: str
    unit: int
    offset: int
    line: int


class Units:
    """Units in columns: 17 bytes each. Append only, in the order of the text."""

    __slots__ = ("ends", "kinds", "levels", "lines", "starts")

    def __init__(self, units: Iterable[Unit] = ()) -> None:
        self.starts = array("I")
        self.ends = array("I")
        self.lines = array("I")
        self.levels = array("I")
        self.kinds = bytearray()
        for unit in units:
            self.append(unit)

    def __len__(self) -> int:
        return len(self.kinds)

    def __getitem__(self, index: int) -> Unit:
        return Unit(
            Kind(self.kinds[index]), self.starts[index], self.ends[index], self.lines[index], self.levels[index]
        )

    def append(self, unit: Unit) -> None:
        """Add one unit behind the others."""
        self.kinds.append(unit.kind)
        self.starts.append(unit.start)
        self.ends.append(unit.end)
        self.lines.append(unit.line)
        self.levels.append(unit.level)

    def extend(self, other: Units) -> None:
        """Add all units of `other` behind these."""
        self.kinds += other.kinds
        self.starts += other.starts
        self.ends += other.ends
        self.lines += other.lines
        self.levels += other.levels

    def behind(self, offset: int) -> Units:
        """Those that start at `offset` or behind it."""
        first = bisect_left(self.starts, offset)
        units = Units()
        units.kinds, units.starts, units.ends = self.kinds[first:], self.starts[first:], self.ends[first:]
        units.lines, units.levels = self.lines[first:], self.levels[first:]
        return units

    def before(self, offset: int) -> int:
        """Index of the last unit that starts at or before `offset`, -1 when none does."""
        return bisect_right(self.starts, offset) - 1
