"""Rows that get another path all at once, as files that swapped their names do, and what is still to be told of it.

Who keeps something of these articles is told by `untold`, until `told` says that it was taken over: the index knows
what moved only while it scans, and a process may be killed right behind that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reader.library import store
from reader.library.root import Root


class Move(NamedTuple):
    """The article `id` whose file was at `was`, and is at `now` (absolute); None: another has taken its place."""

    id: str
    was: bytes
    now: bytes | None


def reseat(
    connection: sqlite3.Connection, number: int, root: Root, seats: Mapping[int, tuple[bytes, bytes]]
) -> int | None:
    """Gives rows another path (by row: from, to); what had one of these and got none is removed; how many those were.

    None, and nothing is done, when the rows are not where they were: another process has done it.
    """
    for row, (was, _) in seats.items():
        if not connection.execute("SELECT 1 FROM article WHERE row = ? AND path = ?", (row, was)).fetchall():
            return None
    lost = [
        (int(row), now)
        for _, now in seats.values()
        for (row,) in connection.execute(
            "SELECT row FROM article WHERE root = ? AND path = ?", (number, now)
        ).fetchall()
        if row not in seats
    ]
    _note(connection, root, [(row, *seat) for row, seat in seats.items()] + [(row, path, None) for row, path in lost])
    store.remove(connection, lost)
    # by way of a path that no file has: two rows of one path can't be
    for row in seats:
        connection.execute("UPDATE article SET path = ? WHERE row = ?", (b"\0%d" % row, row))
    for row, (_, now) in seats.items():
        connection.execute("UPDATE article SET path = ? WHERE row = ?", (now, row))
    return len(lost)


def _note(connection: sqlite3.Connection, root: Root, moves: Iterable[tuple[int, bytes, bytes | None]]) -> None:
    """Notes what is to be told, and has what is known of the state of these files go with them."""
    noted: list[Move] = []
    states: list[tuple[object, ...]] = []
    for row, was, now in moves:
        (ident,) = connection.execute("SELECT id FROM article WHERE row = ?", (row,)).fetchall()[0]
        old, new = root.joined(was), root.joined(now) if now is not None else None
        earlier = connection.execute("SELECT was FROM moved WHERE id = ? AND now = ?", (ident, old)).fetchall()
        connection.execute("DELETE FROM moved WHERE id = ? AND now = ?", (ident, old))
        noted.append(Move(ident, earlier[0][0] if earlier else old, new))
        state = connection.execute("SELECT * FROM projection WHERE path = ?", (old,)).fetchall()
        connection.execute("DELETE FROM projection WHERE path = ?", (old,))
        states += [(new, *rest) for _, *rest in state if new is not None]
    connection.executemany("INSERT OR REPLACE INTO moved VALUES (?, ?, ?)", [m for m in noted if m.was != m.now])
    connection.executemany("INSERT OR REPLACE INTO projection VALUES (?, ?, ?, ?, ?, ?, ?, ?)", states)


def untold(connection: sqlite3.Connection) -> list[Move]:
    """What moved and was not told yet."""
    return [Move(*found) for found in connection.execute("SELECT id, was, now FROM moved").fetchall()]


def told(connection: sqlite3.Connection, moves: Iterable[Move]) -> None:
    """These are taken over."""
    connection.executemany("DELETE FROM moved WHERE id = ? AND was = ? AND now IS ?", list(moves))
