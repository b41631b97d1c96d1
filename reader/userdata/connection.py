"""A connection to `state.db` with the settings that make a commit survive a power loss, each checked.

Measured by replaying power losses: journal DELETE with synchronous EXTRA loses nothing, WAL with
NORMAL loses acknowledged commits. Must not create tables or decide what a damaged file means.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.errors import StorageError

BUSY_MS = 5000
# (name, value to set, value that must be read back); busy_timeout first, so that the others wait too.
_PRAGMAS: tuple[tuple[str, str, object], ...] = (
    ("busy_timeout", str(BUSY_MS), BUSY_MS),
    ("cell_size_check", "ON", 1),
    ("trusted_schema", "OFF", 0),
    ("foreign_keys", "ON", 1),
    ("fullfsync", "1", 1),
    ("synchronous", "EXTRA", 3),
    ("mmap_size", "0", 0),
    ("journal_mode", "DELETE", "delete"),
)


class Connection(sqlite3.Connection):
    """A connection that can be referred to weakly; every statement is fetched to its end."""

    # sqlite3's own types name its parameters by position only, and what it takes as a value in a private type
    def execute(self, sql: str, values: Sequence[object] | Mapping[str, object] = ()) -> sqlite3.Cursor:  # type: ignore[override]
        """As in sqlite3; raises sqlite3.Error and nothing else for a damaged file."""
        try:
            return super().execute(sql, values)
        except UnicodeDecodeError as reason:  # of SQLite's message, which quotes what is broken
            error = sqlite3.DatabaseError("the file is damaged")
            error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise error from reason

    def all(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        """All rows: a cursor left open would hold a lock that blocks every other writer."""
        return self.execute(sql, values).fetchall()

    def number(self, sql: str, values: tuple[object, ...] = ()) -> int:
        """The one integer a statement gives, 0 when it gives no row."""
        rows = self.execute(sql, values).fetchall()
        return int(rows[0][0]) if rows else 0


def connect(path: Path | str) -> Connection:
    """A connection with all settings in force; transactions are begun and ended by hand.

    Raises sqlite3.Error, and StorageError when SQLite refuses a setting.
    """
    # Each thread uses its own; the check is off so that the one that closes can close them all.
    connection: Connection = sqlite3.connect(
        path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False, factory=Connection
    )
    try:
        for name, value, wanted in _PRAGMAS:
            rows = connection.all(f"PRAGMA {name} = {value}") or connection.all(f"PRAGMA {name}")
            if not rows:
                rows = connection.all(f"PRAGMA {name}")
            # A SQLite built without memory mapping has no answer to mmap_size: nothing is mapped then.
            if rows and rows[0][0] != wanted and not (name == "journal_mode" and rows[0][0] == "memory"):
                raise StorageError(f"SQLite {sqlite3.sqlite_version} refuses {name} = {value}; user data is not safe")
    except BaseException:
        connection.close()
        raise
    return connection


def sound(connection: Connection) -> bool:
    """Whether SQLite finds the whole file in order (quick_check and foreign keys): reads all of it."""
    try:
        return connection.all("PRAGMA quick_check(1)") == [("ok",)]
    except sqlite3.DatabaseError:
        return False
