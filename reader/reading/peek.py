"""What a link leads to, in short: some lines of it, laid out. Reads nothing and draws nothing."""

from __future__ import annotations

from typing import NamedTuple

from reader import document as parsed  # its names load the parser only when they are used

_LINES = 24  # of the target that are shown


class Peek(NamedTuple):
    """The name of what a link leads to, and lines no wider than was asked."""

    title: str
    lines: tuple[parsed.Line, ...]

    @property
    def text(self) -> str:
        """What the lines say, for a person."""
        return "\n".join("".join(run.text for run in line.runs).rstrip() for line in self.lines)


def first_lines(document: parsed.Document, first: int, last: int, width: int) -> tuple[parsed.Line, ...]:
    """The first lines of the units from `first` up to `last`, without the space above the first of them."""
    lines: list[parsed.Line] = []
    for unit in range(first, min(last, len(document))):
        layout = document.layout(unit, width)
        lines += layout.lines[0 if lines else layout.before :]
        if len(lines) >= _LINES:
            break
    return tuple(lines[:_LINES]) or said("", ["It is empty"], width).lines


def note_lines(document: parsed.Document, unit: int, start: int, width: int) -> tuple[parsed.Line, ...]:
    """The lines of a footnote that begins at `start` in the text of a unit: all of the unit where that is 0."""
    if not start:
        return first_lines(document, unit, unit + 1, width)
    layout = document.layout(unit, width)
    end = next(link.end for link in layout.links if link.kind == "backref" and link.start >= start)
    return tuple(line for line in layout.lines if any(start <= run.offset < end for run in line.runs))[:_LINES]


def said(title: str, texts: list[str], width: int) -> Peek:
    """Words of our own about a link, in lines."""
    from reader.document.cells import width as cells_of  # late: a list needs no words broken
    from reader.document.wrap import wrap

    lines = [text[start:end] for text in texts if text for start, end in wrap(text, width)]
    return Peek(title, tuple(parsed.Line((parsed.Run(line, ("text",)),), cells_of(line)) for line in lines))
