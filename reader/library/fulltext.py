"""The statements that fill the full-text index and look in it, each for a connection. No files, no queries' syntax.

The index keeps no copy of the texts; they stand beside it, compressed, in the form they are shown in.
"""

from __future__ import annotations

import sqlite3
import threading
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import AnyStr, NamedTuple

from reader.library.listing import Scope
from reader.library.terms import PART, indexable

_SHORT = 3000  # code points
_LONG = 1_000_000  # code points from which a second copy is a matter of memory
MAX_TEXT = 16_000_000  # code points of one article that are indexed


_long = threading.local()  # `text`: the long one that this thread puts in


class Waiting(NamedTuple):
    """An article whose text is not indexed: where it lies, and what tells that it is still the same."""

    row: int
    root: bytes
    path: bytes
    size: int
    mtime_ns: int
    body: int
    title: str
    about: str


class Text(NamedTuple):
    """The text of an article as it is put in: `packed` to keep, and as it is searched; in pieces that are used up."""

    packed: list[bytes]
    searched: list[str]
    length: int  # code points of what is searched


def text_of(reading: Iterable[str]) -> Text:
    """What to put in for the reading text of an article in pieces (see `text_scan`), which are used up."""
    parts = _parts(reading)
    first = next(parts, "")
    # to make ready the memory that is usual takes three times as long as to compress a short text, and to look back
    # further than 8 KB a fifth longer for a twentieth of the size
    packer = zlib.compressobj(1, zlib.DEFLATED, 13, 8 if len(first) > _SHORT else 5)
    packed: list[bytes] = []
    searched: list[str] = []
    for part in chain((first,), parts):
        packed.append(packer.compress(part.encode("utf-8", "replace")))
        searched.append(indexable(part))
    packed.append(packer.flush())
    return Text(packed, searched, sum(map(len, searched)))


def _parts(pieces: Iterable[str]) -> Iterator[str]:
    """The first `MAX_TEXT` of the pieces, cut where `indexable` cuts the whole: what is put in can be taken out."""
    kept, left = "", MAX_TEXT
    for piece in pieces:
        kept += piece[:left]
        left -= min(left, len(piece))
        while len(kept) >= PART:
            yield kept[:PART]
            kept = kept[PART:]
    if kept:
        yield kept


def unpacked(packed: bytes) -> str:
    """The reading text."""
    return zlib.decompress(packed).decode("utf-8", "replace")


def unindexed(connection: sqlite3.Connection, scope: Scope) -> list[int]:
    """The rows of the articles of the scope whose text waits to be indexed, those found first at the beginning."""
    sql = f"SELECT row FROM article INDEXED BY article_unindexed WHERE NOT indexed AND {scope.condition} ORDER BY row"
    return [row for (row,) in connection.execute(sql, scope.values).fetchall()]


def waiting(connection: sqlite3.Connection, rows: Sequence[int]) -> list[Waiting]:
    """Those of `rows` that still wait: another process may have been quicker."""
    sql = (
        "SELECT row, r.path, a.path, size, mtime_ns, body, d.title, "
        "d.authors || ' ' || d.tags || ' ' || a.site || ' ' || coalesce(d.description, '') "
        "FROM article a JOIN detail d USING (row) JOIN root r USING (root) "
        f"WHERE NOT indexed AND row IN ({', '.join('?' * len(rows))})"
    )
    found = {item[0]: Waiting(*item) for item in connection.execute(sql, rows).fetchall()}
    return [found[row] for row in rows if row in found]


def put(connection: sqlite3.Connection, article: Waiting, text: Text | None) -> bool:
    """Indexes an article unless that was done, or its file changed, meanwhile; None: it has no readable text.

    The pieces of `text` are used up: it is put in once, and then is nothing to put in.
    """
    if text is not None and text.length and not (text.packed and text.searched):
        return False
    changed = connection.execute(
        "UPDATE article SET indexed = 1 WHERE row = ? AND NOT indexed AND size = ? AND mtime_ns = ?",
        (article.row, article.size, article.mtime_ns),
    ).rowcount
    if not changed:
        return False
    take_out(connection, article.row)
    if text is not None:
        shown = (article.row, article.title, article.about)
        words = (article.row, indexable(article.title), indexable(article.about))
        if text.length < _LONG:
            connection.execute("INSERT INTO text VALUES (?, ?, ?, ?)", (*shown, _joined(text.packed, b"")))
            connection.execute(
                "INSERT INTO fulltext (rowid, title, about, body) VALUES (?, ?, ?, ?)",
                (*words, _joined(text.searched, "")),
            )
        else:
            _put_long(connection, shown, words, text)
    return True


def _put_long(
    connection: sqlite3.Connection, shown: tuple[int, str, str], words: tuple[int, str, str], text: Text
) -> None:
    """As a value that a statement is given, a text would be there twice, and kept until the statement is used again."""
    _long.text = text
    # made once: while any statement of the connection is under way SQLite lets no function be made anew
    if not connection.execute("SELECT 1 FROM pragma_function_list WHERE name = 'reader_given'").fetchall():
        connection.create_function("reader_packed", 0, lambda: _joined(_long.text.packed, b""))
        connection.create_function("reader_given", 0, lambda: _joined(_long.text.searched, ""))
    connection.execute("INSERT INTO text VALUES (?, ?, ?, reader_packed())", shown)
    connection.execute("INSERT INTO fulltext (rowid, title, about, body) VALUES (?, ?, ?, reader_given())", words)


def _joined(pieces: list[AnyStr], nothing: AnyStr) -> AnyStr:
    """The pieces as one; they are used up."""
    whole = nothing.join(pieces)
    pieces.clear()
    return whole


def take_out(connection: sqlite3.Connection, row: int) -> None:
    """Removes the text of an article, if it has one, from the index."""
    found = connection.execute("SELECT title, about, body FROM text WHERE row = ?", (row,)).fetchall()
    for title, about, body in found:
        connection.execute(
            "INSERT INTO fulltext (fulltext, rowid, title, about, body) VALUES ('delete', ?, ?, ?, ?)",
            (row, indexable(title), indexable(about), indexable(unpacked(body))),
        )
        connection.execute("DELETE FROM text WHERE row = ?", (row,))


def stale(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Rows of texts whose article is gone."""
    return [row for (row,) in connection.execute("SELECT row FROM stale LIMIT ?", (limit,)).fetchall()]


def clear_stale(connection: sqlite3.Connection, rows: Sequence[int]) -> None:
    """Removes these texts."""
    for row in rows:
        if connection.execute("DELETE FROM stale WHERE row = ?", (row,)).rowcount:
            take_out(connection, row)
