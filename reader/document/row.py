"""Tables whose rows have more cells than their head: a rule for the block parser, around markdown-it's own.

GitHub drops such cells. Here nothing is dropped: what is too much stays in the last cell, as it is written, so
that code or an address with a `|` in it, the usual cause, is whole again where it stands there.
"""

from __future__ import annotations

from markdown_it.common.utils import isStrSpace, mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_block.table import table as plain_table

from reader.regex import regex

_UNDER_HEAD = regex(r"[-:| \t]*+")
MAX_COLUMNS = 256  # of a table: one with more is left to what else its lines may be
MAX_ROW = 65_536  # characters of a row: markdown-it walks over each sign of it


def table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A table; every word of its rows is in its cells."""
    if not _may_begin(state, first, last) or (silent and _columns(state, first) != _columns(state, first + 1)):
        return False
    start = len(state.tokens)
    if not silent:
        last = _short_rows(state, first, last)
    if not plain_table(state, first, last, silent):
        return False
    if silent or "outline" in state.env:
        return True
    columns = 0
    for index in range(start, len(state.tokens)):
        token = state.tokens[index]
        if token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and token.map and token.map[0] > first:
            line = getLine(state, token.map[0]).strip()
            separators = line.count("|") - line.startswith("|") - line.endswith("|")
            if separators >= columns:
                # a row is tr_open, then three tokens a cell
                state.tokens[index + 3 * columns - 1].content = _rest(line, columns - 1)
    return True


def _may_begin(state: StateBlock, first: int, last: int) -> bool:
    """Whether the line below can be that of a table which is not too wide: nearly all lines say so by one sign."""
    if first + 2 > last:
        return False
    start = state.bMarks[first + 1] + state.tShift[first + 1]
    if state.src[start : start + 1] not in {"|", "-", ":"}:
        return False
    return not _too_long(state, first) and not _too_long(state, first + 1) and not is_wide(state, first)


def _columns(state: StateBlock, line: int) -> int:
    """How many cells the signs in a line part, as markdown-it has it for the head of a table and the line below it.

    It makes the cells of both before it compares their numbers, for each line of a paragraph again.
    """
    row = mdTrim(getLine(state, line))
    separators = row.count("|") - row.count("\\|")
    closed = row.endswith("|") and not row.endswith("\\|")
    return separators + 1 - row.startswith("|") - closed


def is_wide(state: StateBlock, first: int) -> bool:
    """Whether the line below `first` is that of a table with more columns than a table may have."""
    if first + 1 >= state.lineMax:
        return False
    start, end = state.bMarks[first + 1], state.eMarks[first + 1]
    return state.src.count("|", start, end) > MAX_COLUMNS and _UNDER_HEAD.fullmatch(state.src, start, end) is not None


def _too_long(state: StateBlock, line: int) -> bool:
    return state.eMarks[line] - state.bMarks[line] > MAX_ROW


def _short_rows(state: StateBlock, first: int, last: int) -> int:
    """The line at which the rows of a table from `first` on end at the latest: at one that is too long."""
    if state.eMarks[last - 1] - state.bMarks[first] <= MAX_ROW:
        return last
    for line in range(first + 2, last):
        if state.isEmpty(line) or _too_long(state, line):
            return line
    return last


def _rest(line: str, column: int) -> str:
    """The cell of a column and all behind it, but for blank cells at the end."""
    cells = escapedSplit(line)
    if cells and not cells[0]:
        cells.pop(0)
    while len(cells) > column + 1 and all(map(isStrSpace, cells[-1])):
        cells.pop()
    return "|".join(cells[column:]).strip()
