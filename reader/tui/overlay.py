"""What lies over the text of a line: selected link, hits, marks, selection; and where hint letters stand. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.document import Line, Run
from reader.tui.theme import Styles


class Overlay(NamedTuple):
    """A style over the text from `start` to `end` of a unit."""

    start: int
    end: int
    style: Style


def paint(
    runs: Sequence[Run], styles: Styles, chosen: int, overlays: Sequence[Overlay], unit: int | None = None
) -> list[Segment]:
    """Segments of one line: roles become styles, overlays are laid over them, later ones on top.

    With `unit`, each segment of content carries `offset=(offset in the unit's text, unit)` in its meta,
    by which a selection with the mouse knows its ends.
    """
    segments = []
    for run in runs:
        style = styles.of(run.roles)
        is_chosen = chosen >= 0 and run.link == chosen
        if run.offset < 0:
            segments.append(Segment(run.text, style + styles.selected if is_chosen else style))
            continue
        for text, offset, over in _pieces(run, overlays):
            shown = style + over if over is not None else style
            if is_chosen:
                shown = shown + styles.selected
            if unit is not None:
                shown = shown + Style(meta={"offset": (offset, unit)})
            segments.append(Segment(text, shown))
    return segments


def cells_of_labels(line: Line, gutter: int, labels: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Where hint letters stand on a line that shows these offsets of its unit's text: (cell, letters).

    Cells are counted from the beginning of a gutter so wide. The words that letters belong to stay as
    they are: at the beginning of a line letters stand in the gutter, else over what is before the word.
    """
    placed: list[tuple[int, str]] = []
    free = 0
    for offset, label in sorted(labels):
        cell, is_first = _cell_of(line, offset)
        at = max(free, 0 if is_first else gutter + cell - len(label))
        placed.append((at, label))
        free = at + len(label)
    return placed


def _cell_of(line: Line, offset: int) -> tuple[int, bool]:
    """The cell in which an offset of the text is shown, and whether no words stand before it."""
    cell, is_first = 0, True
    for run in line.runs:
        if run.offset >= 0:
            if offset < run.offset + len(run.text):
                before = max(0, offset - run.offset)
                return cell + cell_len(run.text[:before]), is_first and not run.text[:before].strip()
            is_first = is_first and not run.text.strip()
        cell += cell_len(run.text)
    return cell, is_first


def _pieces(run: Run, overlays: Sequence[Overlay]) -> list[tuple[str, int, Style | None]]:
    start, end = run.offset, run.offset + len(run.text)
    touching = [over for over in overlays if over.start < end and over.end > start]
    if not touching:
        return [(run.text, start, None)]
    cuts = sorted(
        {start, end, *(point for over in touching for point in (over.start, over.end) if start < point < end)}
    )
    pieces = []
    for low, high in pairwise(cuts):
        style: Style | None = None
        for over in touching:
            if over.start < high and over.end > low:
                style = over.style if style is None else style + over.style
        pieces.append((run.text[low - start : high - start], low, style))
    return pieces
