"""What lies over the text of a line: selected link, hits, marks, selection, hint letters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from reader.document import Run
from reader.tui.fit import pad
from reader.tui.theme import Styles


class Overlay(NamedTuple):
    """A style over the text from `start` to `end` of a unit; `label` takes the place of its first cells."""

    start: int
    end: int
    style: Style
    label: str = ""


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
        for text, offset, over, label in _pieces(run, overlays):
            shown = style + over if over is not None else style
            if is_chosen:
                shown = shown + styles.selected
            if unit is not None:
                shown = shown + Style(meta={"offset": (offset, unit)})
            if label:
                letters = label[: cell_len(text)]
                segments += [Segment(letters, styles.hint), Segment(pad_rest(text, cell_len(letters)), shown)]
            else:
                segments.append(Segment(text, shown))
    return segments


def pad_rest(text: str, cells: int) -> str:
    """What remains of the text when its first `cells` cells are covered; half a wide character is a space."""
    whole = cell_len(text)
    index = 0
    covered = 0
    while index < len(text) and covered < cells:
        covered += cell_len(text[index])
        index += 1
    return pad(" " * (covered - cells) + text[index:], whole - cells)


def _pieces(run: Run, overlays: Sequence[Overlay]) -> list[tuple[str, int, Style | None, str]]:
    start, end = run.offset, run.offset + len(run.text)
    touching = [over for over in overlays if over.start < end and over.end > start]
    if not touching:
        return [(run.text, start, None, "")]
    cuts = sorted(
        {start, end, *(point for over in touching for point in (over.start, over.end) if start < point < end)}
    )
    pieces = []
    for low, high in pairwise(cuts):
        style: Style | None = None
        label = ""
        for over in touching:
            if over.start < high and over.end > low:
                style = over.style if style is None else style + over.style
                if over.label and over.start == low:
                    label = over.label
        pieces.append((run.text[low - start : high - start], low, style, label))
    return pieces
