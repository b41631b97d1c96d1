"""What user data says of files (identity, state, stars, marks), written into the index for lists to sort by.

The index only keeps it; it is pushed again whenever the counter it came with is not that of the user data.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from reader.article import State
from reader.library import store
from reader.library.record import STATES, identity
from reader.library.root import Root, absolute


class Projection(NamedTuple):
    """The state of the file at `path` (absolute): fields as in `Article`; `last_read` is ISO 8601."""

    path: Path
    id: str
    state: State = State.UNREAD
    progress: float = 0.0
    starred: bool = False
    archived: bool = False
    marks: int = 0
    last_read: str | None = None


def project(connection: sqlite3.Connection, states: Iterable[Projection], counter: int, *, whole: bool) -> None:
    """Writes the states in the caller's transaction; with `whole`, what is not among them has none."""
    roots = _roots(connection)
    if whole:
        for (path,) in connection.execute("SELECT path FROM projection").fetchall():
            _write(connection, roots, path, None)
        connection.execute("DELETE FROM projection")
    for state in states:
        path = absolute(state.path)
        connection.execute(
            "INSERT OR REPLACE INTO projection VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                path, state.id, STATES.index(state.state), state.progress, state.starred, state.archived, state.marks,
                state.last_read,
            ),
        )  # fmt: skip
        _write(connection, roots, path, state)
    connection.execute("UPDATE setting SET value = ? WHERE name = 'projected'", (counter,))


def projected(connection: sqlite3.Connection) -> int:
    """The counter of the last projection, -1 when there was none."""
    return store.setting(connection, "projected")


def _roots(connection: sqlite3.Connection) -> list[tuple[int, Root]]:
    return [(number, Root(path)) for number, path in connection.execute("SELECT root, path FROM root").fetchall()]


def _write(
    connection: sqlite3.Connection, roots: list[tuple[int, Root]], path: bytes, state: Projection | None
) -> None:
    for number, root in roots:
        if (relative := root.relative(path)) is None:
            continue
        known = state or _begun(connection, number, root, relative)
        connection.execute(
            "UPDATE article SET id = ?, state = ?, starred = ?, archived = ?, last_read = ? "
            "WHERE root = ? AND path = ?",
            (
                known.id, STATES.index(known.state), known.starred, known.archived, known.last_read or "", number,
                relative,
            ),
        )  # fmt: skip
        connection.execute(
            "UPDATE detail SET progress = ?, marks = ? "
            "WHERE row = (SELECT row FROM article WHERE root = ? AND path = ?)",
            (known.progress, known.marks, number, relative),
        )


def _begun(connection: sqlite3.Connection, number: int, root: Root, relative: bytes) -> Projection:
    """What is told of a file that user data does not know: what it tells itself."""
    path = Path(os.fsdecode(root.joined(relative)))
    begun = Projection(path, identity(root.path, relative, ()))
    seed = connection.execute(
        "SELECT seed.state, seed.starred, seed.archived, seed.progress FROM seed JOIN article USING (row)"
        " WHERE root = ? AND path = ?",
        (number, relative),
    ).fetchall()
    if not seed:
        return begun
    state, starred, archived, progress = seed[0]
    return begun._replace(state=STATES[state], starred=bool(starred), archived=bool(archived), progress=progress)
