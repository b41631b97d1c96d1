"""Which article a file is now: it was renamed, moved, swapped with another, and perhaps written on since. Reads only.

The identity follows the content, and a file that was only edited keeps its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from reader.library.record import Record
from reader.library.walk import Entry


class Before(NamedTuple):
    """What the index knows of an article whose file is gone, or is another now."""

    row: int
    content: bytes
    size: int
    inode: int
    title: str
    canonical: str | None


def before(connection: sqlite3.Connection, rows: Iterable[int]) -> list[Before]:
    """Of these rows."""
    sql = "SELECT row, content, size, inode, title, canonical FROM article WHERE row = ?"
    return [Before(*found) for row in rows for found in connection.execute(sql, (row,)).fetchall()]


class Moved:
    """The rows whose file is gone or changed, and which of them turned up under another path.

    `present` reads what is in the file of a changed row now; None when it can't be read.
    """

    def __init__(
        self,
        gone: Sequence[Before],
        changed: Sequence[Before] = (),
        present: Callable[[int], Record | None] | None = None,
    ) -> None:
        self._by_content: dict[bytes, list[Before]] = {}
        self._by_canonical: dict[str, list[Before]] = {}
        self._by_inode: dict[int, Before] = {}
        self._changed = {item.row: item for item in changed}
        self._present = present or (lambda row: None)
        self._looked: dict[int, Before | None] = {}
        for item in (*changed, *gone):
            if item.size:  # empty files are all alike
                self._by_content.setdefault(item.content, []).append(item)
                self._by_inode[item.inode] = item
                if item.canonical is not None:
                    self._by_canonical.setdefault(item.canonical, []).append(item)
        self.taken: set[int] = set()

    def take(self, row: int, entry: Entry, record: Record) -> int | None:
        """The row of another path that a file is, which is new (`row` is 0) or has changed; None if it is its own.

        Of the same content, and the only one such or of the same inode. Else the one of the same inode with the
        same title or address, or the only one of that address: it was written on as well. An inode alone says
        nothing, because a file system gives those of deleted files to new ones.
        """
        own = self._changed.get(row)
        if not entry.size or (own is not None and own.content == record.content):
            return None
        left = [
            item
            for item in self._by_content.get(record.content, ())
            if self._is_free(item, row) and self._is_moved(item, own, entry, record)
        ]
        same = [item for item in left if item.inode == entry.inode]
        chosen = same[0] if same else left[0] if len(left) == 1 else None
        if chosen is None and not left:
            chosen = self._written_on(own, entry, record)
        if chosen is None:
            return None
        self.taken.add(chosen.row)
        return chosen.row

    def _is_free(self, item: Before, row: int) -> bool:
        return item.row != row and item.row not in self.taken

    def _is_moved(self, item: Before, own: Before | None, entry: Entry, record: Record) -> bool:
        """Whether this file is the article whose content it has, rather than a copy or a new version of its own."""
        titled = item.title == record.title  # by the text, not by the name of the file
        if item.row not in self._changed:
            return own is None or not _alike(own, record, titled=titled)
        now = self._now(item.row)
        if now is None or now.content == item.content:
            return False
        return entry.inode == item.inode or now.content in self._by_content or not _alike(item, now, titled=titled)

    def _written_on(self, own: Before | None, entry: Entry, record: Record) -> Before | None:
        if own is not None and _alike(own, record):
            return None
        other = self._by_inode.get(entry.inode)
        if other is not None and self._is_free(other, own.row if own is not None else 0):
            known = record.canonical is not None and record.canonical == other.canonical
            if (known or record.title == other.title) and self._has_left(other):
                return other
        if record.canonical is None or (own is not None and own.title == record.title):
            return None
        there = [item for item in self._by_canonical.get(record.canonical, ()) if item is not own]
        if len(there) != 1 or there[0].row in self.taken or (own is None and there[0].row not in self._changed):
            return None
        return there[0] if self._has_left(there[0]) else None

    def _has_left(self, item: Before) -> bool:
        """Whether what is at the path of an article now is nothing that it could have become."""
        if item.row not in self._changed:
            return True
        now = self._now(item.row)
        return now is not None and now.content != item.content and not _alike(item, now)

    def _now(self, row: int) -> Before | None:
        if row not in self._looked:
            now = self._present(row)
            self._looked[row] = now and Before(row, now.content, 0, 0, now.title, now.canonical)
        return self._looked[row]


def _alike(item: Before, now: Before | Record, *, titled: bool = True) -> bool:
    """Whether a file is still the article it was, though written on; a title of no text (`titled`) does not tell."""
    if item.canonical is not None and now.canonical is not None:
        return item.canonical == now.canonical
    return titled and item.title == now.title
