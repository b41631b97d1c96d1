"""What reading hands to whoever shows it: an opened article, marks with their places. Values only."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reader import document as parsed  # its names load the parser only when used: here they are types
from reader.article import Article, Fingerprint, State
from reader.document.selector import Selector
from reader.userdata import Mark, Place
from reader.userdata.record import MarkKind, Status


class Opened(NamedTuple):
    """An article as it was opened: parsed for the first screen, not to its end.

    `whole` tells that the parser has the whole text; else give it `Session.rest`. `place` is where
    the reader was (None: the beginning); `sure` that the file is the one it was in, so that its
    offsets hold. `stored` is False for what no library holds (standard input): nothing of it is kept.
    """

    article: Article
    document: parsed.Document
    parser: parsed.Parser
    fingerprint: Fingerprint
    whole: bool
    place: Place | None = None
    sure: bool = True
    stored: bool = True


class Said(NamedTuple):
    """What a person says of an article; None: it stays as it is. `progress` (0 to 1) goes with `state`."""

    article: Article
    state: State | None = None
    progress: float | None = None
    starred: bool | None = None
    archived: bool | None = None


class TakenMark(NamedTuple):
    """A mark that was made elsewhere, at an absolute path; `url` and `title` are for an article not met here."""

    path: Path
    selector: Selector
    kind: MarkKind
    note: str | None
    color: str | None
    url: str | None
    title: str | None


class PlacedMark(NamedTuple):
    """A mark and where it stands in the article now.

    `offset` is the source offset of its unit (-1: nowhere), [`start`, `end`) in that unit's text.
    """

    mark: Mark
    status: Status
    offset: int
    start: int
    end: int
    line: int | None
    document: parsed.Document | None = None

    @property
    def unit(self) -> int:
        """The unit in the document that was opened; -1 when nowhere, or not parsed that far yet.

        To be asked on the document's own thread.
        """
        document = self.document
        if self.offset < 0 or document is None:
            return -1
        unit = document.index_at(self.offset)
        if unit >= document.final and not document.complete:
            return -1
        return unit


class MarkRow(NamedTuple):
    """A mark in a list of the marks of several articles. `line` is the source line where it stands now."""

    id: str
    article_id: str
    path: Path
    title: str
    heading: str | None
    quote: str
    note: str | None
    kind: MarkKind
    color: str | None
    created: str
    status: Status
    line: int | None
