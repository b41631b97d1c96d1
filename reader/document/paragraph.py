"""Paragraphs into lines: the wrapped slices of a text cut into runs of one role each."""

from __future__ import annotations

from collections.abc import Sequence

from reader.document import cells
from reader.document.layout import Line, Run
from reader.document.node import Span, Text
from reader.document.wrap import wrap


def cut_runs(spans: Sequence[Span], shown: str, start: int, end: int) -> list[Run]:
    """The runs of `shown[start:end]`."""
    runs: list[Run] = []
    for span in spans:
        if span.end <= start:
            continue
        if span.start >= end:
            break
        first = max(start, span.start)
        offset = span.offset + first - span.start if span.offset >= 0 else -1
        runs.append(Run(shown[first : min(end, span.end)], span.roles, offset, span.link))
    return runs


def text_lines(text: Text, width: int) -> list[Line]:
    """A paragraph wrapped at `width`."""
    shown = text.shown
    slices = wrap(shown, width)
    plain = cells.simple(shown)
    lines = []
    spans = text.spans
    at = 0
    for start, end in slices:
        while at < len(spans) and spans[at].end <= start:
            at += 1
        runs = cut_runs(spans[at : at + end - start + 1] if len(spans) > 1 else spans, shown, start, end)
        size = end - start if plain else sum(cells.width(run.text) for run in runs)
        lines.append(Line(tuple(runs), size))
    if text.align:
        return [_aligned(line, width, text.align) for line in lines]
    return lines


def _aligned(line: Line, width: int, align: str) -> Line:
    free = width - line.width
    left = free // 2 if align == "center" else free if align == "right" else 0
    if left <= 0 or not line.runs:
        return line
    return Line((Run(" " * left, ()), *line.runs), line.width + left)
