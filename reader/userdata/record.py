"""The records of `state.db` as immutable values. No SQL here, and no decisions."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from reader.article import Fingerprint, State
from reader.document.selector import Selector


class MarkKind(StrEnum):
    """A bookmark remembers a passage; a highlight colours one."""

    BOOKMARK = "bookmark"
    HIGHLIGHT = "highlight"

    @property
    def not_saved(self) -> str:
        """How the message begins that a mark of this kind could not be kept."""
        return f"The {self} is not saved"


class Status(StrEnum):
    """Where a mark stands in the file as it is now."""

    EXACT = "exact"
    MOVED = "moved"
    ORPHANED = "orphaned"
    MISSING = "missing"


_HALF = 2**63  # SQLite's integers are signed; some file systems number inodes with all 64 bits


def stored_print(fingerprint: Fingerprint) -> tuple[int, int, int]:
    """The three numbers of a fingerprint as SQLite can hold them."""
    size, mtime, inode = fingerprint
    return size, mtime, inode - 2 * _HALF if inode >= _HALF else inode


def read_print(size: int, mtime: int, inode: int) -> Fingerprint:
    """The fingerprint that `stored_print` gave these numbers for."""
    return Fingerprint(size, mtime, inode + 2 * _HALF if inode < 0 else inode)


class ArticleRecord(NamedTuple):
    """What is remembered of one article.

    `path` is absolute; it was last seen below `root`. `content` is the hash of its text, `url` its
    canonical source address, `title` the title when last opened (a missing file still has a name).
    `progress` is 0 to 1, `last_read` ISO 8601 in UTC, `seeded` tells that the state in its front
    matter was taken over once. `marks` counts the marks that are not deleted.
    """

    id: str
    root: Path
    path: Path
    content: bytes | None
    url: str | None
    title: str | None
    state: State
    progress: float
    starred: bool
    archived: bool
    last_read: str | None
    seeded: bool
    counter: int
    marks: int


class Standing(NamedTuple):
    """Where a mark was found in a file with this fingerprint; derived, never what the user said.

    `offset` is the source offset of the unit, `start` and `end` offsets in its text as in `Selector`,
    `line` the 1-based source line of the unit. An orphan has offset -1 and line None.
    """

    status: Status
    score: float
    offset: int
    start: int
    end: int
    line: int | None
    version: int
    fingerprint: Fingerprint


class Mark(NamedTuple):
    """A bookmark or highlight. `standing` is None until it was computed once; `created` ISO 8601, UTC."""

    id: str
    article_id: str
    kind: MarkKind
    selector: Selector
    note: str | None
    color: str | None
    created: str
    counter: int
    deleted: bool
    standing: Standing | None


class Place(NamedTuple):
    """Where the reader was: the source offset of a unit, an offset in its text, of which file.

    `quote` is the text from there on (about 200 characters), to find the words in a changed file.
    `progress` is the share that was on the screen by scrolling, 0 to 1.
    """

    offset: int
    text_offset: int
    fingerprint: Fingerprint | None = None
    progress: float = 0.0
    quote: str = ""


class Step(NamedTuple):
    """One step of the history: an article, the place in it, and the selected link.

    `offset` is the source offset of a unit, `text_offset` one in its text; `link` is the number of
    the selected link (-1: none) in the unit at `link_offset`. `id` is empty until the step is taken
    into a history, `visited` (ISO 8601, UTC) until it was stored.
    """

    path: Path
    offset: int = 0
    text_offset: int = 0
    link: int = -1
    link_offset: int = 0
    title: str | None = None
    article_id: str | None = None
    id: str = ""
    visited: str = ""
