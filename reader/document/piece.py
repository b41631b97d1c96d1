"""The pieces of a long table: later rows are read behind its head, and all are fitted by the same rows.

Those are the rows of the first piece and, from the source of what follows, the ones with the longest cells and
words: a table must not change its columns on every page, nor break the words of a row far below.
"""

from __future__ import annotations

from collections.abc import Callable

from reader.document import cells
from reader.document.node import Content, Table, Text
from reader.regex import regex

SAMPLE = 80_000  # characters of a table whose rows are looked at before it is fitted
MAX_COLUMNS = 60
_TARGET = regex(r"\]\([^()\s]{0,2000}\)")
_FAR = 12  # cells that a row beyond the sample may have more than those that were looked at

Rows = tuple[tuple[Text, ...], ...]


def table_head(text: str, start: int) -> str:
    """The two lines that the table at `start` begins with."""
    end = text.find("\n", text.find("\n", start) + 1)
    return text[start : end + 1]


def telling_rows(text: str, start: int) -> str:
    """The source of the rows from `start` on that have the longest cell or word of a column."""
    end = text.find("\n\n", start, start + SAMPLE)
    end = text.rfind("\n", start, start + SAMPLE) if end < 0 and len(text) - start > SAMPLE else end
    part = text[start : end if end >= 0 else None]
    lines = part.split("\n")
    table = [row.strip().strip("|").split("|") for row in _TARGET.sub("]", part).split("\n")]
    kept: dict[str, None] = {}
    for number in range(min(max(map(len, table)), MAX_COLUMNS)):
        column = [row[number].strip() if number < len(row) else "" for row in table]
        sizes = list(map(len if part.isascii() else _size, column))
        kept[lines[sizes.index(max(sizes))]] = None
        word = max(" ".join(column).split(), key=len, default="")
        kept[lines[next(at for at, cell in enumerate(column) if word in cell)]] = None
    return "".join(f"{line}\n" for line in kept)


def _size(cell: str) -> int:
    # without measuring each: three bytes are a wide character
    return len(cell) if cell.isascii() else max(len(cell), 2 * len(cell.encode()) // 3)


def fitted_with(content: Content, others: Content) -> Content:
    """`content`, the first piece of a table, with columns that suit the rows of `others` too."""
    rows = _rows(others)
    return _changed(content, lambda table: table._replace(fitted=(*table.rows, *rows)))


def model_on(content: Content, first: Content) -> Content:
    """`content` with its table's columns as wide as those of the table that `first` begins with."""
    model = next((child.node for child in first.children if isinstance(child.node, Table)), None)
    if model is None:
        return content
    fitted = model.fitted or model.rows
    own = _rows(content)
    if any(size > most + _FAR for size, most in zip(_widest(own), _widest(fitted), strict=False)):
        fitted = (*fitted, *own)
    return _changed(content, lambda table: table._replace(model=model.rows, fitted=fitted))


def _widest(rows: Rows) -> list[int]:
    return [max(cells.width(cell.shown.replace("\n", " ")) for cell in column) for column in zip(*rows, strict=False)]


def _rows(content: Content) -> Rows:
    return next((child.node.rows for child in content.children if isinstance(child.node, Table)), ())


def _changed(content: Content, change: Callable[[Table], Table]) -> Content:
    return content._replace(
        children=tuple(
            child._replace(node=change(child.node)) if isinstance(child.node, Table) else child
            for child in content.children
        )
    )
