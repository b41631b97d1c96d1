"""Paragraphs into lines: the wrapped slices of a text cut into runs of one role each."""

from __future__ import annotations

from collections.abc import Sequence

from reader.document import cells
from reader.document.layout import Line, Run
from reader.document.node import Span, Text
from reader.document.script import from_the_right
from reader.document.wrap import at_hyphen, fill


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
    """A paragraph wrapped at `width`; one whose first letter is of a script from the right stands on the right."""
    shown = text.shown
    plain = shown.isascii() or cells.simple(shown)
    spans = text.spans if plain or len(text.spans) < 2 else _whole(text.spans, shown)
    hyphens = not plain and cells.SOFT_HYPHEN in shown
    lines = []
    at = 0
    for start, end, size in fill(shown, width):
        while at < len(spans) and spans[at].end <= start:
            at += 1
        runs = cut_runs(spans[at : at + end - start + 1] if len(spans) > 1 else spans, shown, start, end)
        if hyphens:
            runs = _hyphened(runs, at_hyphen(shown, end))
        lines.append(Line(tuple(runs), size))
    align = text.align or ("right" if from_the_right(shown) else "")
    if align:
        return [aligned_line(line, width, align) for line in lines]
    return lines


def _whole(spans: tuple[Span, ...], shown: str) -> Sequence[Span]:
    """The spans with no cluster cut by an edge: it is drawn as one, in the role that it begins with."""
    sizes: list[int] = []
    found = list(spans)
    for index in range(1, len(found)):
        one, other = found[index - 1], found[index]
        # most edges are at a letter or sign of ASCII, which joins nothing
        if shown[other.start] < "\u0300" and shown[other.start - 1] != cells.ZWJ:
            continue
        sizes = sizes or [size for line in shown.split("\n") for size in (*cells.measure(line), 1)]
        stop = other.start
        while stop < other.end and not sizes[stop]:
            stop += 1
        follows = one.offset >= 0 and one.offset + one.end - one.start == other.offset
        if stop > other.start and follows:
            found[index - 1] = one._replace(end=stop)
            found[index] = other._replace(start=stop, offset=other.offset + stop - other.start)
    return [span for span in found if span.end > span.start]


def _hyphened(runs: list[Run], shown: bool) -> list[Run]:
    """The runs without their soft hyphens, but for one at the end when it is `shown`."""
    found: list[Run] = []
    for run in runs:
        at = 0
        for part in run.text.split(cells.SOFT_HYPHEN):
            if part:
                found.append(run._replace(text=part, offset=run.offset + at if run.offset >= 0 else -1))
            at += len(part) + 1
    if shown:
        found.append(runs[-1]._replace(text="-", offset=-1))
    return found


def aligned_line(line: Line, width: int, align: str) -> Line:
    """A line moved to the middle or the right of `width` cells, if it is less wide."""
    free = width - line.width
    left = free // 2 if align == "center" else free if align == "right" else 0
    if left <= 0 or not line.runs:
        return line
    return Line((Run(" " * left, ()), *line.runs), line.width + left)
