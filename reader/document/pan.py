"""Lines that keep their shape, cut to a window of cells. Used by code and tables; knows nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from reader.document import cells
from reader.document.layout import Line, Run


def window(runs: Sequence[Run], size: int, start: int, width: int, more: str, ground: tuple[str, ...] = ()) -> Line:
    """The `width` cells of `runs` (which take `size` cells) from cell `start` on; `more` where something is cut.

    What is added stands on `ground`.
    """
    if size <= width and not start:
        return Line(tuple(runs), size)
    left = 1 if start and size else 0
    right = 1 if size - start > width else 0
    first, last = start + left, start + width - right
    kept: list[Run] = []
    at = 0
    used = 0
    for run in runs:
        length = cells.width(run.text)
        if at + length > first and at < last:
            piece, lead, taken = _cut(run, max(0, first - at), min(length, last - at))
            if lead and not kept:
                kept.append(Run(" " * lead, run.roles))
                used += lead
            if piece.text:
                kept.append(piece)
                used += taken
        at += length
        if at >= last:
            break
    if left:
        kept.insert(0, Run(more, (*ground, "hint")))
    if right:
        kept.append(Run(" " * (width - left - right - used), ground))
        kept.append(Run(more, (*ground, "hint")))
        used = width - left - right
    return Line(tuple(kept), used + left + right)


def _cut(run: Run, first: int, last: int) -> tuple[Run, int, int]:
    """The part of a run between two cells; cells lost to a wide character cut on the left; cells kept."""
    text = run.text
    if cells.simple(text):
        offset = run.offset + first if run.offset >= 0 else -1
        return run._replace(text=text[first:last], offset=offset), 0, last - first
    at = 0
    start = end = -1
    begins = taken = 0
    for piece in cells.clusters(text):
        if at >= first and at + piece.width <= last:
            if start < 0:
                start, begins = piece.start, at
            end = piece.end
            taken += piece.width
        at += piece.width
    if start < 0:
        return run._replace(text=""), 0, 0
    offset = run.offset + start if run.offset >= 0 else -1
    return run._replace(text=text[start:end], offset=offset), begins - first, taken
