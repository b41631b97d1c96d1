"""A paragraph that is one picture into lines: room for it and its words below, or else a line on a ground of its own.

Reads no pictures: how many cells one takes, or why it is not drawn, is asked of whoever shows the document.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate

from reader.document.layout import Layout, Line, Link, Placed, Run
from reader.document.node import Figure, Span, Text
from reader.document.paragraph import text_lines

# Columns and rows of a picture where there is room for so many columns; or in few words, perhaps none, why it has none
Fit = Callable[[Link, int], tuple[int, int] | str]
GROUND = "picture.frame"
_CAPTION = "picture.caption"
_LINKED = frozenset({"text", "link", "image"})


def as_line(figure: Figure, *more: str) -> Text:
    """A figure as words: its sign, its caption, where it leads, and what `more` is to be said."""
    shown, spans, align, _ = figure.words
    sign = "".join(f" ·\xa0{one}" for one in (figure.where, *more) if one)
    if not sign:
        return figure.words
    return Text(shown + sign, (*spans, Span(len(shown), len(shown) + len(sign), -1, ("secondary",), -1)), align)


def figure_lines(figure: Figure, links: Sequence[Link], room: int, fit: Fit | None) -> tuple[list[Line], Placed | None]:
    """The lines of a figure in so many cells, and the room kept in them for its picture if it is to be drawn."""
    size = fit(links[figure.link], room) if fit is not None else ""
    if isinstance(size, str):
        return _framed(as_line(figure, size), room), None
    columns, rows = size
    left = {"center": (room - columns) // 2, "right": room - columns}.get(figure.words.align, 0)
    blank = Line((Run(" " * (left + columns), ("picture",), -1, figure.link),), left + columns)
    return [blank] * rows + text_lines(_caption(figure), room), Placed(figure.link, 0, left, columns, rows)


def _framed(text: Text, room: int) -> list[Line]:
    """Words on a ground as wide as the room."""
    margin = 1 if room >= 12 else 0
    lines = []
    for line in text_lines(text, room - 2 * margin):
        runs = (Run(" " * margin, ()), *line.runs, Run(" " * (room - margin - line.width), ()))
        lines.append(Line(tuple(run._replace(roles=(GROUND, *run.roles)) for run in runs if run.text), room))
    return lines


def _caption(figure: Figure) -> Text:
    """The words alone: what they belong to can be seen. Words that lead elsewhere than to the picture stay links."""
    shown = figure.words.shown
    kept = [span for span in figure.words.spans if span.offset >= 0]
    ends = accumulate(span.end - span.start for span in kept)
    spans = tuple(
        span._replace(start=end - (span.end - span.start), end=end, roles=_roles(span, figure.link))
        for span, end in zip(kept, ends, strict=True)
    )
    return Text("".join(shown[span.start : span.end] for span in kept), spans, figure.words.align)


def _roles(span: Span, picture: int) -> tuple[str, ...]:
    if span.link != picture:
        return (*(role for role in span.roles if role != "image"), _CAPTION)
    return (*(role for role in span.roles if role not in _LINKED), _CAPTION)


def picture_at(layout: Layout, line: int) -> Placed | None:
    """The picture whose rows hold a line of the layout."""
    return next((one for one in layout.pictures if one.line <= line < one.line + one.rows), None)
