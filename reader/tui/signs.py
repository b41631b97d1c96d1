"""The signs of lists, gutter and status line, in Unicode and in ASCII, and a filter for terminals that lack more."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from reader.document.repertoire import Repertoire


class Signs(NamedTuple):
    """One cell each."""

    cursor: str = "▌"
    cursor_away: str = "▏"
    reading: str = "◐"
    finished: str = "✓"
    new: str = "●"
    marked: str = "■"
    star: str = "★"
    bookmark: str = "◆"
    web: str = "↗"
    saved: str = "⇣"
    missing: str = "✗"
    local: str = "→"
    heading: str = "§"
    rule: str = "─"
    done: str = "━"
    divider: str = "│"
    more: str = "…"
    dot: str = "·"
    track: str = "▐"


ASCII = Signs(
    cursor=">",
    cursor_away="|",
    reading="%",
    finished="x",
    new="*",
    marked="=",
    star="+",
    bookmark="#",
    web="^",
    saved="v",
    missing="!",
    local=">",
    heading="#",
    rule="-",
    done="#",
    divider="|",
    more="~",
    dot="-",
    track="|",
)


def signs_for(repertoire: Repertoire) -> Signs:
    """Those that the terminal can show."""
    return ASCII if repertoire.ascii else Signs()


class Fitting(LineFilter):
    """Puts what the terminal can show for all that it cannot: in documents, messages and widgets alike."""

    def __init__(self, repertoire: Repertoire) -> None:
        super().__init__()
        self._repertoire = repertoire

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same cells; the same list when nothing in it is but ASCII."""
        if all(segment.text.isascii() for segment in segments):
            return segments
        fit = self._repertoire.fit
        return [segment if segment.control else segment._replace(text=fit(segment.text)) for segment in segments]
