"""Statements and transactions on `state.db`: one transaction a write.

No cursor is ever left open. Everything here is synchronous and short; messages to a person come
after the commit. Must not know what the tables mean.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from reader import paths
from reader.errors import StorageError
from reader.userdata import recovery, spare
from reader.userdata.access import Access
from reader.userdata.connection import BUSY_MS, Connection, sound
from reader.userdata.fault import code_of, damaged, explain, is_damage

Row = tuple[object, ...]
Result = TypeVar("Result")
_DAY = 24 * 3600
_TRIES = 20  # to begin a write while the file is replaced by others


def utc_now() -> str:
    """Now, ISO 8601 with seconds, in UTC. Shown to people; nothing is ordered by it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Write:
    """One write transaction: its Lamport counter, our device, and statements."""

    def __init__(self, connection: Connection, counter: int, device: str, now: str):
        self.connection = connection
        self.counter = counter
        self.device = device
        self.now = now

    def run(self, sql: str, *values: object) -> int:
        """Execute one statement; how many rows it changed."""
        return self.connection.execute(sql, values).rowcount

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of one statement, as they are inside this transaction."""
        return self.connection.all(sql, values)

    def change(self, table: str, ident: str, what: str, *values: object) -> None:
        """Set columns of one record, which is ours and the newest then. Raises StorageError when there is none."""
        sql = f"UPDATE {table} SET {what}, device = ?, counter = ? WHERE uuid = ?"
        if not self.run(sql, *values, self.device, self.counter, ident):
            raise StorageError(f"There is no {table} {ident} in the user data")

    @staticmethod
    def new_id() -> str:
        """A fresh uuid."""
        return paths.fresh_id()


class Store:
    """The database of one path. Any thread may use it; each gets its own connection.

    `written` counts the writes of this instance that raised the counter.
    `notice` is one line for the person about what happened to the file (a damaged one was set aside,
    nothing can be saved, it was deleted meanwhile), or None.
    Raises ReaderError for a newer or foreign database, StorageError when it cannot be read.
    """

    def __init__(self, path: Path, now: Callable[[], str] = utc_now):
        self.path = path
        self._access = Access(path)
        self._now = now
        self._guard = threading.Lock()
        self._local = threading.local()  # the write this thread is within
        self._looked_after = False
        self.written = 0
        self._connection()

    def close(self) -> None:
        """Close the connections of all threads."""
        self._access.close()

    @property
    def notice(self) -> str | None:
        """See above."""
        return self._access.notice

    def _connection(self) -> Connection:
        within = self._within()
        return self._access.connection() if within is None else within.connection

    def _within(self) -> Write | None:
        within: Write | None = getattr(self._local, "write", None)
        return within

    # reading

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of one statement. Raises StorageError."""
        try:
            return self._connection().all(sql, values)
        except sqlite3.Error as error:
            raise self._explain(error, "Bookmarks and places cannot be read") from error

    def read(self, decode: Callable[[Row], Result], sql: str, *values: object) -> list[Result]:
        """All rows of one statement as records. Raises StorageError."""
        try:
            return [decode(row) for row in self.rows(sql, *values)]
        except ValueError as error:
            # SQLite finds nothing wrong with the file, but a value is not what was written.
            recovery.suspect(self.path)
            raise damaged("Bookmarks and places cannot be read") from error

    @property
    def counter(self) -> int:
        """The Lamport counter: it grows with every write of user data, of any instance."""
        rows = self.rows("SELECT counter FROM here")
        return int(str(rows[0][0])) if rows else 0

    def data_version(self) -> int:
        """A number that changes when another connection or instance wrote; only within one thread."""
        return int(str(self.rows("PRAGMA data_version")[0][0]))

    # writing

    @contextlib.contextmanager
    def write(self, what: str, *, derived: bool = False) -> Iterator[Write]:
        """One transaction; when the block ends it is on the disk. `what` begins the message of a failure.

        `derived` is for what can be computed again: the counter stays. An exception in the block
        rolls back. A write within a write of the same thread is a part of it. Raises StorageError,
        with everything as before.
        """
        within = self._within()
        if within is not None:
            yield within
            return
        with self._access.writing:
            self._access.look_again()
            connection = self._begun(what)
            try:
                try:
                    ((counter, device),) = connection.all("SELECT counter, device FROM here")
                    write = Write(connection, int(str(counter)) + (not derived), str(device), self._now())
                    self._local.write = write
                    try:
                        yield write
                    finally:
                        self._local.write = None
                    if not derived:
                        connection.execute("UPDATE here SET counter = ?", (write.counter,))
                    connection.execute("COMMIT")
                    with self._guard:
                        self.written += not derived
                except BaseException:
                    # After SQLITE_FULL the transaction may be gone already.
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
            except sqlite3.Error as error:
                raise self._explain(error, what) from error
            self._access.connection(to_write=True)  # it went while we wrote? Then it is written again, with this in it
        if not self._looked_after:
            self.upkeep()

    def _begun(self, what: str) -> Connection:
        """A connection in a transaction, to the file that is there."""
        for _ in range(_TRIES):
            try:
                connection = self._access.connection(to_write=True)
            except StorageError as error:
                raise StorageError(f"{what}: {error}") from error
            if self._access.unwritable is not None:
                raise StorageError(f"{what}: {self._access.unwritable}")
            try:
                if _begin(connection, self._access.is_current):
                    return connection
            except sqlite3.Error as error:
                raise self._explain(error, what) from error
        raise StorageError(f"{what}: the file of user data is replaced again and again; press the key again")

    def upkeep(self) -> Path | None:
        """Make today's backup if there is none, after checking the whole database; its path, or None.

        Called by the first write of a run. A failure is no reason to stop: it is told by `notice`.
        """
        self._looked_after = True
        if self._access.unwritable is not None:
            return None
        try:
            existing = spare.backups(self.path)
            if existing and time.time() - existing[-1].stat().st_mtime < _DAY:
                return None
            connection = self._connection()
            if not sound(connection):
                recovery.suspect(self.path)
                self._access.notice = "The file of user data is damaged: start reader again and it will be repaired"
                return None
            return spare.make_backup(self.path, connection)
        except (sqlite3.Error, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self._access.notice = f"No backup of bookmarks and places could be made: {reason}"
            return None

    def _explain(self, error: sqlite3.Error, what: str) -> StorageError:
        if is_damage(error):
            recovery.suspect(self.path)
        return explain(error, what)


def _begin(connection: Connection, is_current: Callable[[], bool]) -> bool:
    """Begin a write, waiting for other writers; False when the file is not the one of the connection any more.

    SQLite waits by sleeping ever longer, up to 100 ms, and so can miss every gap that a busy writer
    leaves for seconds (of four writers three gave up). Short waits do not.
    """
    patience = time.monotonic() + BUSY_MS / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while is_current():
            try:
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                    raise
            else:
                if is_current():
                    return True
                connection.execute("ROLLBACK")
                return False
            import random  # only while another program writes

            time.sleep(random.uniform(0.0005, 0.003))
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
