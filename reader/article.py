"""The vocabulary all layers share: what an article is and what is known of it. Values only."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple


class State(StrEnum):
    """How far an article has been read."""

    UNREAD = "unread"
    READING = "reading"
    FINISHED = "finished"


class Seed(NamedTuple):
    """What a file says of how far it is read: where an article begins that the person did nothing with yet."""

    state: State = State.UNREAD
    progress: float = 0.0
    starred: bool = False
    archived: bool = False


class Meta(NamedTuple):
    """What a document says of itself. Unknown is None (or empty), never a guess.

    `published` and `saved` are ISO 8601 dates, `lang` a BCP 47 tag, `url` the original address.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    saved: str | None = None
    url: str | None = None
    tags: tuple[str, ...] = ()
    lang: str | None = None
    description: str | None = None
    seed: Seed | None = None


class Fingerprint(NamedTuple):
    """What tells that a file has not changed: size in bytes, mtime in nanoseconds, inode."""

    size: int
    mtime_ns: int
    inode: int


class Article(NamedTuple):
    """One row of the library: a file, what its metadata says, and how far it is read.

    `row` is the index's own number (not stable), `id` the identity that commands print.
    `minutes` is reading time at 230 words (or 400 CJK characters) a minute, `progress` 0 to 1.
    `added` is when the index first saw the file, ISO 8601 with seconds, UTC. `words` and
    `minutes` are None until the text has been counted.
    """

    row: int
    id: str
    root: Path
    path: Path
    title: str
    authors: tuple[str, ...]
    published: str | None
    saved: str | None
    added: str | None
    url: str | None
    tags: tuple[str, ...]
    lang: str | None
    words: int | None
    minutes: int | None
    fingerprint: Fingerprint
    state: State = State.UNREAD
    progress: float = 0.0
    starred: bool = False
    archived: bool = False
    marks: int = 0
    last_read: str | None = None
    new: bool = False
