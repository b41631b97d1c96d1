"""From a file's bytes to the row that the index keeps of it. Pure but for the values handed in."""

from __future__ import annotations

import os
from collections.abc import Container
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader import paths
from reader.article import Meta, State
from reader.library.schema import LAST
from reader.library.source import HEAD_BYTES, Bytes, Source, text_of
from reader.library.walk import Entry
from reader.sanitise import sanitise_line

STATES = (State.UNREAD, State.READING, State.FINISHED)  # as numbers
SEPARATOR = "\x1f"  # between authors, between tags: no sanitised text has it


class Record(NamedTuple):
    """What the index keeps of a file, but for identity, arrival and user state."""

    name: str
    content: bytes
    canonical: str | None
    newest: str
    published: str
    title: str
    author: str
    site: str
    minutes: int
    words: int
    counted: bool
    meta: Meta
    search: str
    links: frozenset[bytes]
    body: int
    facets: tuple[tuple[int, str], ...]

    @property
    def seed(self) -> tuple[int, int, int, float] | None:
        """The state that the file itself tells, as the columns of `seed` have it; None when it tells none."""
        seed = self.meta.seed
        return (STATES.index(seed.state), seed.starred, seed.archived, seed.progress) if seed is not None else None


def record_of(entry: Entry, data: Bytes) -> Record:
    """The record of a file from its beginning and end."""
    # late: their patterns take longer than the start of Python, and most starts find nothing new
    from reader.document import words
    from reader.document.metadata import extract
    from reader.fold import fold
    from reader.library import facet, link_key, urls
    from reader.library.title_order import title_key

    source = text_of(data)
    name = sanitise_line(entry.path.rpartition(b"/")[2].decode("utf-8", "backslashreplace"))
    meta, body, _ = extract(source.text, source.tail, name)
    counted = words.count(source.text[body:])
    if not source.whole and data.head:
        factor = entry.size / len(data.head)
        counted = words.Words(round(counted.words * factor), round(counted.characters * factor))
    shown = sanitise_line(entry.path.decode("utf-8", "backslashreplace"))
    site = urls.site(meta.url) if meta.url else None
    text = "\n".join([meta.title or "", *meta.authors, site or "", *meta.tags, shown])
    return Record(
        name=fold(name.rpartition(".")[0]),
        content=_content(data),
        canonical=urls.canonical(meta.url) if meta.url else None,
        newest=_newest(meta.saved, entry.mtime_ns),
        published=meta.published or "",
        title=title_key(meta.title or name, meta.lang),
        author=fold(meta.authors[0]) if meta.authors else LAST,
        site=site or LAST,
        minutes=words.minutes(counted),
        words=counted.total,
        counted=source.whole,
        meta=meta._replace(title=meta.title or name),
        search=fold(text),
        # those of a longer file are found when all of it is read to count its words
        links=link_key.keys_of(entry.path, source.text) if source.whole else frozenset(),
        body=body,
        facets=facet.of(meta, site, shown),
    )


def count_whole(source: Source) -> tuple[int, int]:
    """The words of a long text and the minutes they take, counted in parts so that no other thread waits long."""
    from reader.document import words  # late, as above
    from reader.document.metadata import extract

    total = words.Words(0, 0)
    at = extract(source.text[:HEAD_BYTES]).body
    while at < len(source.text):
        end = source.text.find("\n", at + 100_000)
        part = words.count(source.text[at : end + 1 if end >= 0 else None])
        total = words.Words(total.words + part.words, total.characters + part.characters)
        at = end + 1 if end >= 0 else len(source.text)
    return total.total, words.minutes(total)


def _content(data: Bytes) -> bytes:
    import hashlib  # late, as above

    digest = hashlib.blake2b(digest_size=16)
    digest.update(data.fingerprint.size.to_bytes(8, "little"))
    digest.update(data.head)
    digest.update(data.tail)
    return digest.digest()


def _newest(saved: str | None, mtime_ns: int) -> str:
    """The time that `newest` sorts by: when it was saved, else when the file was written; to the minute, UTC.

    To the minute, because the files of one copy or checkout are written within one, and then the
    date of publication says more.
    """
    try:
        written = datetime.fromtimestamp(mtime_ns / 1e9, UTC).isoformat()[:16]
    except (ValueError, OverflowError, OSError):
        written = ""
    if saved and written[:10] != saved:
        return saved
    return written


def identity(root: bytes, relative: bytes, taken: Container[str]) -> str:
    """The id of a file that no user data knows under another one; none of those that others have `taken`."""
    return paths.free_id(paths.article_id(Path(os.fsdecode(root)), relative), taken.__contains__)
