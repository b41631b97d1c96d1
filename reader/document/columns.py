"""How wide the columns of a table are: by their words and by how much each has to say. Numbers only, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reader.document import cells
from reader.document.node import Text
from reader.document.wrap import longest

Rows = Sequence[Sequence[Text]]

GAP = 3  # cells between two columns
WORD = 24  # cells that a column keeps for its longest word, while there is room
NARROW = 9  # below this a column of broken words is harder to read than a table that is panned
COMFORT = 40  # cells of a column from which on wrapping its words is no loss
PANNED = 22  # cells that words get in a table that is panned anyway
DENSE = 14  # cells of a word by which it is judged whether a table can be panned at all
RECORDS = 2.5  # times the room: a table that needs more is read row by row
_FLOOR = 6
_WORTH = 6  # cells beyond the measure from which on they are of use
# Of a table that is longer than this only the first rows decide: its numbers may get longer further down
_LONG = 2000
_GROWTH = 2


def fit(rows: Rows, width: int, room: int) -> tuple[int, ...]:
    """The cells of each column, for a table of `width` cells that may grow to `room` for wide columns.

    Their sum and the gaps exceed `room` when the table must be panned. Empty when it had to be panned
    so far that it is better read as records.
    """
    return _fit(_Same(rows), width, max(width, room))


class _Same:
    """Rows known by identity: a long table is drawn in pieces, all fitted by the rows of the first."""

    __slots__ = ("rows",)

    def __init__(self, rows: Rows) -> None:
        self.rows = rows

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.rows is self.rows

    def __hash__(self) -> int:
        return id(self.rows)


@lru_cache(maxsize=32)
def _fit(same: _Same, width: int, room: int) -> tuple[int, ...]:
    natural, words, needs = _measure(same)
    gaps = GAP * (len(natural) - 1)
    comfortable = sum(min(size, max(word, COMFORT)) for size, word in zip(natural, words, strict=True))
    least = [min(size, max(word, _FLOOR)) for size, word in zip(natural, words, strict=True)]
    inner = max(min(comfortable + gaps, room), width) - gaps
    if inner + gaps < width + _WORTH and sum(least) <= width - gaps:
        inner = width - gaps  # a few cells beyond the edge of the text only look crooked
    if sum(natural) <= inner:
        return natural
    if sum(least) <= inner:
        return _polish(_share(least, natural, needs, inner), least, natural)
    if sum(least) <= room - gaps:
        return tuple(least)
    level = max(least)
    while level > NARROW and sum(min(size, level) for size in least) > room - gaps:
        level -= 1
    widths = [min(size, level) for size in least]
    if sum(widths) <= room - gaps:
        return tuple(_spread(widths, least, room - gaps))
    if sum(min(size, DENSE) for size in least) + gaps > RECORDS * room:
        return ()
    return tuple(max(size, min(most, PANNED)) for size, most in zip(least, natural, strict=True))


@lru_cache(maxsize=16)
def _measure(same: _Same) -> tuple[tuple[int, ...], tuple[int, ...], tuple[float, ...]]:
    """For each column the cells of its longest line, of its longest word (up to WORD), and how much it wants.

    What it wants makes the sum over all cells of (length / width)² small, when widths go with it: the
    columns with long texts get most, but not all that the longest single text would take.
    """
    columns = len(same.rows[0])
    natural = [1] * columns
    words = [1] * columns
    areas = [1] * columns
    total = 0
    counting: set[int] = set()
    for row in same.rows:
        for column, cell in enumerate(row):
            shown = cell.shown
            size = 0
            for line in shown.split("\n"):
                length = len(line) if line.isascii() else cells.width(line)
                natural[column] = max(natural[column], length)
                size += length
            areas[column] += size * size
            total += size
            if words[column] < WORD and size > words[column]:
                words[column] = min(WORD, max(words[column], longest(shown)))
            if total > _LONG and column not in counting and any(map(str.isdigit, shown)):
                counting.add(column)
    for column in counting:
        natural[column] += _GROWTH
        words[column] = min(WORD, words[column] + _GROWTH)
    return tuple(natural), tuple(words), tuple(area ** (1 / 3) for area in areas)


def _share(least: Sequence[int], natural: Sequence[int], needs: Sequence[float], room: int) -> list[int]:
    """Widths that add up to `room`: by need, none below its least nor above what it can use."""
    low, high = 0.0, float(room)
    for _ in range(40):
        level = (low + high) / 2
        total = sum(_between(level * need, *ends) for need, *ends in zip(needs, least, natural, strict=True))
        low, high = (low, level) if total > room else (level, high)
    widths = [int(_between(low * need, *ends)) for need, *ends in zip(needs, least, natural, strict=True)]
    wanting = sorted(range(len(widths)), key=lambda column: widths[column] / needs[column])
    free = room - sum(widths)
    for column in wanting:
        given = min(free, 1, natural[column] - widths[column])
        widths[column] += given
        free -= given
    return widths


def _between(value: float, low: int, high: int) -> float:
    return max(low, min(value, high))


def _polish(widths: list[int], least: Sequence[int], natural: Sequence[int]) -> tuple[int, ...]:
    """Let a column that lacks a few cells have them, from the widest: no row of it wraps then."""
    for column in sorted(range(len(widths)), key=lambda each: natural[each] - widths[each]):
        lacks = natural[column] - widths[column]
        widest = max(range(len(widths)), key=lambda each: widths[each] - least[each])
        spare = widths[widest] - max(least[widest], natural[column] * 3 // 2)
        if 0 < lacks <= max(3, widths[column] // 3) and lacks <= spare and lacks <= widths[widest] // 5:
            widths[column] += lacks
            widths[widest] -= lacks
    return tuple(widths)


def _spread(widths: list[int], least: Sequence[int], room: int) -> list[int]:
    """Give the cells that are left to columns whose words are broken."""
    free = room - sum(widths)
    for column in range(len(widths)):
        given = min(free, least[column] - widths[column], 1)
        widths[column] += given
        free -= given
    return widths
