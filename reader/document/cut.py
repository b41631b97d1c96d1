"""Turns parsed blocks into units, and long blocks into pieces. Knows places and kinds, keeps no tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.document.fold import at_folds
from reader.document.unit import Kind, Piece, Unit

MAX_CODE = 65536  # characters of one code unit: longer blocks are cut at lines
MAX_SOURCE = 16384  # of one unit that is shown as source
SHORT_LINES = 256  # lines of it: they are laid out together, each for itself
MAX_BLOCK = 98304  # characters of any other block, before it is shown as source
MAX_LINES = 2000  # lines of it
MAX_MARKUP = 12000  # characters in it that may begin markup: what parsing costs goes with them
_MARKUP = "*_[]!<&`~\\|"

KINDS = {
    "heading_open": Kind.HEADING,
    "paragraph_open": Kind.PARAGRAPH,
    "fence": Kind.CODE,
    "code_block": Kind.CODE,
    "formula_block": Kind.CODE,
    "blockquote_open": Kind.QUOTE,
    "alert_open": Kind.ALERT,
    "table_open": Kind.TABLE,
    "hr": Kind.RULE,
    "html_block": Kind.HTML,
    "footnote_reference_open": Kind.FOOTNOTE,
    "dl_open": Kind.DEFINITION,
}


def over_budget(kind: Kind, text: str, start: int, end: int) -> bool:
    """True when the inside of a block would cost too much: counted, not timed, so that it is always the same."""
    size = end - start
    if size <= MAX_LINES or kind is Kind.CODE:
        return False
    if size > MAX_BLOCK or text.count("\n", start, end) > MAX_LINES:
        return True
    return sum(text.count(sign, start, end) for sign in _MARKUP) > MAX_MARKUP


def pieces(unit: Unit, text: str, fenced: bool) -> Iterator[Unit]:
    """The unit, or what it is cut into when it is too long."""
    size = unit.end - unit.start
    if over_budget(unit.kind, text, unit.start, unit.end):
        unit = unit._replace(kind=Kind.SOURCE, level=0)
    if unit.kind is Kind.HTML:
        yield from at_folds(unit, text)
        return
    limit, lines = (MAX_CODE, MAX_CODE) if unit.kind is Kind.CODE else (MAX_SOURCE, SHORT_LINES)
    is_whole = size <= limit and (size <= lines or text.count("\n", unit.start, unit.end) <= lines)
    if unit.kind not in {Kind.CODE, Kind.SOURCE, Kind.PLAIN} or is_whole:
        yield unit
        return
    line = unit.line
    start = unit.start
    while start < unit.end:
        end = _piece_end(text, start, unit.end, limit, lines)
        level = 0
        if unit.kind is Kind.CODE:
            first = start == unit.start and fenced
            level = Piece.FIRST if first else Piece.LAST if end >= unit.end and fenced else Piece.MIDDLE
        yield Unit(unit.kind, start, end, line, level)
        line += text.count("\n", start, end)
        start = end


def _piece_end(text: str, start: int, end: int, limit: int, lines: int) -> int:
    stop = min(end, start + limit)
    if text.count("\n", start, stop) > lines:
        return end_of_lines(text, start, stop, lines)
    if stop == end:
        return end
    for sign in ("\n", " "):
        found = text.rfind(sign, start + limit // 2, stop)
        if found >= 0:
            return found + 1
    return stop


def end_of_lines(text: str, start: int, end: int, count: int) -> int:
    """Where so many lines from `start` on end; `end` where there are not as many."""
    for _ in range(count):
        start = text.find("\n", start, end) + 1
        if not start:
            return end
    return start


def is_taken(text: str, unit: Unit, taken: Sequence[tuple[int, int]]) -> bool:
    """True when the masthead shows all words of the unit."""
    position = unit.start
    touched = False
    for start, end in taken:
        if end <= position or start >= unit.end:
            continue
        if text[position : max(position, start)].strip():
            return False
        touched = True
        position = max(position, end)
    return touched and not text[position : unit.end].strip()
