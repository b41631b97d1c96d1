"""Connections and transactions on `state.db`: one connection a thread, one transaction a write.

No cursor is ever left open. Everything here is synchronous and short; messages to a person come
after the commit. Must not know what the tables mean.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from reader import paths
from reader.errors import StorageError
from reader.userdata import recovery
from reader.userdata.connection import BUSY_MS, Connection, connect, sound
from reader.userdata.fault import code_of, damaged, explain, is_damage, reason_of
from reader.userdata.schema import MIGRATIONS, migrate

Row = tuple[object, ...]
Result = TypeVar("Result")
_DAY = 24 * 3600


def utc_now() -> str:
    """Now, ISO 8601 with seconds, in UTC. Shown to people; nothing is ordered by it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Write:
    """One write transaction: its Lamport counter, our device, and statements."""

    def __init__(self, connection: Connection, counter: int, device: str, now: str):
        self._connection = connection
        self.counter = counter
        self.device = device
        self.now = now

    def run(self, sql: str, *values: object) -> int:
        """Execute one statement; how many rows it changed."""
        return self._connection.execute(sql, values).rowcount

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of one statement, as they are inside this transaction."""
        return self._connection.all(sql, values)

    @staticmethod
    def new_id() -> str:
        """A fresh uuid."""
        return paths.fresh_id()


class Store:
    """The database of one path. Any thread may use it; each gets its own connection.

    `written` counts the writes of this instance that raised the counter.
    `notice` is one line for the person about what happened at the start (a damaged file was set
    aside, nothing can be saved), or None.
    Raises ReaderError for a newer or foreign database, StorageError when it cannot be read.
    """

    def __init__(self, path: Path, now: Callable[[], str] = utc_now):
        self.path = path
        self.notice: str | None = None
        self._now = now
        self._unwritable: str | None = None
        self._local = threading.local()
        self._open: weakref.WeakSet[Connection] = weakref.WeakSet()
        self._guard = threading.Lock()
        self._headers = recovery.Headers()
        self._looked_after = False
        self.written = 0
        self._connection()

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._guard:
            for connection in list(self._open):
                connection.close()
            self._headers.close()
            self._local = threading.local()

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
        rolls back. Raises StorageError, with everything as before.
        """
        if self._unwritable is not None:
            # The person may have freed space since: look again at each try.
            self._unwritable = None
            self._local = threading.local()
        connection = self._connection()
        if self._unwritable is not None:
            raise StorageError(f"{what}: {self._unwritable}")
        try:
            _begin(connection)
            try:
                ((counter, device),) = connection.all("SELECT counter, device FROM here")
                write = Write(connection, int(str(counter)) + (not derived), str(device), self._now())
                yield write
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
        if not self._looked_after:
            self.upkeep()

    def upkeep(self) -> Path | None:
        """Make today's backup if there is none, after checking the whole database; its path, or None.

        Called by the first write of a run. A failure is no reason to stop: it is told by `notice`.
        """
        self._looked_after = True
        if self._unwritable is not None:
            return None
        try:
            existing = recovery.backups(self.path)
            if existing and time.time() - existing[-1].stat().st_mtime < _DAY:
                return None
            connection = self._connection()
            if not sound(connection):
                recovery.suspect(self.path)
                self.notice = "The file of user data is damaged: start reader again and it will be repaired"
                return None
            return recovery.make_backup(self.path, connection)
        except (sqlite3.Error, OSError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            self.notice = f"No backup of bookmarks and places could be made: {reason}"
            return None

    # connections

    def _connection(self) -> Connection:
        known: tuple[Connection, int] | None = getattr(self._local, "known", None)
        if known is not None and (self._unwritable is not None or known[1] == self._inode()):
            return known[0]
        if known is not None:
            # The file was replaced or deleted under us: writes to the old one would be lost.
            known[0].close()
        try:
            with self._guard:
                connection = self._prepare()
                self._open.add(connection)
        except sqlite3.Error as error:
            raise explain(error, f"{paths.display(self.path)} cannot be opened") from error
        self._local.known = (connection, self._inode())
        return connection

    def _inode(self) -> int:
        try:
            return os.stat(self.path).st_ino  # noqa: PTH116 - half the time of Path.stat, before every statement
        except OSError:
            return -1

    def _prepare(self) -> Connection:
        if self._unwritable is not None:
            return self._memory()
        state = recovery.look(self.path, self._headers)
        if state is recovery.Look.ABSENT:
            try:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                if recovery.backups(self.path):
                    self._recover()
                self._create()
            except (OSError, StorageError) as error:
                return self._nothing(str(getattr(error, "strerror", None) or error))
        elif state is not recovery.Look.PLAUSIBLE or recovery.suspect_file(self.path).exists():
            self._recover()
        if state in {recovery.Look.ABSENT, recovery.Look.EMPTY}:
            try:
                return self._ready()
            except sqlite3.Error as error:
                return self._nothing(reason_of(error))
        try:
            return self._ready()
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
        self._recover(force=True)
        return self._ready()

    def _recover(self, *, force: bool = False) -> None:
        if force:
            recovery.suspect(self.path)
        told = recovery.recover(self.path, self._headers)
        if told is not None:
            self.notice = told
            self._create()

    def _create(self) -> None:
        with contextlib.suppress(FileExistsError):
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))

    def _ready(self) -> Connection:
        connection = connect(self.path)
        try:
            if connection.number("PRAGMA user_version") < len(MIGRATIONS):
                self._migrate(connection)
            # Reads the schema and one page: a file that is broken at its root is met here.
            connection.all("SELECT counter FROM here")
        except BaseException:
            connection.close()
            raise
        return connection

    def _migrate(self, connection: Connection) -> None:
        if connection.number("PRAGMA user_version"):
            try:
                recovery.make_backup(self.path, connection)
            except OSError as error:
                reason = error.strerror
                raise StorageError(
                    f"The update of user data was not begun: no backup could be made: {reason}"
                ) from error
        migrate(connection)

    def _nothing(self, reason: str) -> Connection:
        # An empty database in memory answers questions, and writes are refused.
        self._unwritable = f"{paths.display(self.path)} cannot be made: {reason}"
        self.notice = f"Bookmarks and places are not kept: {self._unwritable}"
        return self._memory()

    def _memory(self) -> Connection:
        connection = connect(":memory:")
        migrate(connection)
        return connection

    def _explain(self, error: sqlite3.Error, what: str) -> StorageError:
        if is_damage(error):
            recovery.suspect(self.path)
        return explain(error, what)


def _begin(connection: Connection) -> None:
    """Begin a write, waiting for other writers.

    SQLite waits by sleeping ever longer, up to 100 ms, and so can miss every gap that a busy writer
    leaves for seconds (of four writers three gave up). Short waits do not.
    """
    patience = time.monotonic() + BUSY_MS / 1000
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                connection.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() > patience:
                    raise
            import random  # only while another program writes

            time.sleep(random.uniform(0.0005, 0.003))
    finally:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
