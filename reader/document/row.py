"""Tables whose rows have more cells than their head: a rule for the block parser, around markdown-it's own.

GitHub drops such cells. Here nothing is dropped: what is too much stays in the last cell, as it is written, so
that code or an address with a `|` in it, the usual cause, is whole again where it stands there.
"""

from __future__ import annotations

from markdown_it.common.utils import isStrSpace
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_block.table import table as plain_table


def table(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A table; every word of its rows is in its cells."""
    start = len(state.tokens)
    if not plain_table(state, first, last, silent):
        return False
    if silent:
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


def _rest(line: str, column: int) -> str:
    """The cell of a column and all behind it, but for blank cells at the end."""
    cells = escapedSplit(line)
    if cells and not cells[0]:
        cells.pop(0)
    while len(cells) > column + 1 and all(map(isStrSpace, cells[-1])):
        cells.pop()
    return "|".join(cells[column:]).strip()
