"""Code blocks into lines: highlighting, tabs, the ground behind them, the window that is panned."""

from __future__ import annotations

from collections.abc import Iterator

from reader.document import cells
from reader.document.highlight import highlight
from reader.document.layout import Line, Run
from reader.document.node import Code
from reader.document.pan import window
from reader.document.signs import Signs

GROUND = ("code.block",)
_TAB = 4


def code_lines(code: Code, width: int, pan: int, signs: Signs, *, room: int = 0) -> tuple[list[Line], int]:
    """The lines of a code block, all of one width, and the cells that the widest has beyond it.

    That is `width`, or as much more as the widest line needs, up to `room`.
    """
    margin = 1 if width >= 12 else 0
    rows = _rows(code)
    widest = max((size for _, size in rows), default=0)
    inner = max(width, min(room, widest + 2 * margin)) - 2 * margin
    overflow = max(0, widest - inner)
    start = min(pan, overflow)
    lines: list[Line] = []
    label = _label(code, inner - 2)
    if label and (not rows or rows[0][1] + cells.width(label) + 2 > inner):
        lines.append(_padded([], 0, margin, inner, label))
        label = ""
    for runs, size in rows:
        cut = window(runs, size, start, inner, signs.more, GROUND)
        lines.append(_padded(list(cut.runs), cut.width, margin, inner, label))
        label = ""
    return lines, overflow


def _label(code: Code, room: int) -> str:
    """What is said of a code in its corner: what it is called, and its language."""
    language = "" if code.title and code.language == "text" else code.language
    label = " · ".join(filter(None, (code.title, language)))
    return label if cells.width(label) <= room else code.language[: max(0, room)]


def _padded(runs: list[Run], size: int, margin: int, room: int, label: str) -> Line:
    """A line on its ground: a rectangle whatever its length."""
    if margin:
        runs.insert(0, Run(" " * margin, GROUND))
    free = room - size - cells.width(label) + margin
    if label:
        free -= margin
    if free > 0:
        runs.append(Run(" " * free, GROUND))
    if label:
        runs.append(Run(label, (*GROUND, "code.lang")))
        runs.append(Run(" " * margin, GROUND))
    return Line(tuple(run for run in runs if run.text), room + 2 * margin)


def _rows(code: Code) -> list[tuple[list[Run], int]]:
    """Runs and width of every line, tabs expanded, before it is cut."""
    found: list[tuple[list[Run], int]] = []
    runs: list[Run] = []
    size = 0
    for start, end, token, link in _parts(code):
        roles = (*GROUND, f"code.token.{token}") if token else GROUND
        roles = (*roles, "link") if link >= 0 else roles
        position = start
        while position <= end:
            stop = code.text.find("\n", position, end)
            last = end if stop < 0 else stop
            before = len(runs)
            size = _append(runs, code, (position, last), roles, size)
            if link >= 0:
                runs[before:] = [run._replace(link=link) for run in runs[before:]]
            if stop < 0:
                break
            found.append((runs, size))
            runs, size = [], 0
            position = stop + 1
    found.append((runs, size))
    return found


def _parts(code: Code) -> Iterator[tuple[int, int, str, int]]:
    """(start, end, token, number of the link or -1) of the stretches that `code` is made of."""
    links = code.links
    number = 0
    for start, end, token in highlight(code.text, code.language):
        at = start
        while number < len(links) and links[number][0] < end:
            first, last, link = links[number]
            if at < first:
                yield at, first, token, -1
            yield max(at, first), min(last, end), token, link
            at = min(last, end)
            if last > end:
                break
            number += 1
        if at < end or start == end:
            yield at, end, token, -1


def _append(runs: list[Run], code: Code, place: tuple[int, int], roles: tuple[str, ...], size: int) -> int:
    """Add the (start, end) of `code.text` at `place`, which has no newline, at cell `size`; the cell behind it."""
    start, end = place
    text = code.text
    while start < end:
        tab = text.find("\t", start, end)
        stop = end if tab < 0 else tab
        if stop > start:
            piece = text[start:stop]
            at = code.offset + start
            if piece.isascii() or not cells.crowded(piece):
                runs.append(Run(piece, roles, at))
            else:
                for part, kept in cells.thinned(piece):
                    if kept:
                        runs.append(Run(part, roles, at))
                    at += len(part)
            size += len(piece) if cells.simple(piece) else cells.width(piece)
        if tab < 0:
            break
        blank = _TAB - size % _TAB
        runs.append(Run(" ", roles, code.offset + tab))
        if blank > 1:
            runs.append(Run(" " * (blank - 1), roles))  # no part of the text: a pan may cut between the two
        size += blank
        start = tab + 1
    return size
