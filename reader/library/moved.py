"""Which file that is gone a new one is: it was renamed or moved, and perhaps written on since. Reads only."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reader.library.record import Record
from reader.library.walk import Entry


class Gone(NamedTuple):
    """What the index knows of an article whose file is gone."""

    row: int
    content: bytes
    size: int
    inode: int
    title: str
    canonical: str | None


def gone(connection: sqlite3.Connection, rows: Iterable[int]) -> list[Gone]:
    """Of these rows."""
    sql = "SELECT row, content, size, inode, title, canonical FROM article WHERE row = ?"
    return [Gone(*found) for row in rows for found in connection.execute(sql, (row,)).fetchall()]


class Moved:
    """The rows whose file is gone, and which of them turned up under another path."""

    def __init__(self, missing: Sequence[Gone]) -> None:
        self._by_content: dict[bytes, list[Gone]] = {}
        self._by_inode: dict[int, Gone] = {}
        for item in missing:
            if item.size:  # empty files are all alike
                self._by_content.setdefault(item.content, []).append(item)
                self._by_inode[item.inode] = item
        self.taken: set[int] = set()

    def take(self, entry: Entry, record: Record) -> int | None:
        """The gone row that a new file is: of the same content, and the only one such or of the same inode.

        Else the one of the same inode with the same title or address: it was written on as well. An inode
        alone says nothing, because a file system gives those of deleted files to new ones.
        """
        left = [item for item in self._by_content.get(record.content, ()) if item.row not in self.taken]
        same = [item for item in left if item.inode == entry.inode]
        chosen = same[0] if same else left[0] if len(left) == 1 else None
        other = self._by_inode.get(entry.inode)
        if chosen is None and not left and entry.size and other is not None and other.row not in self.taken:
            known = record.canonical is not None and record.canonical == other.canonical
            chosen = other if known or record.title == other.title else None
        if chosen is None:
            return None
        self.taken.add(chosen.row)
        return chosen.row
