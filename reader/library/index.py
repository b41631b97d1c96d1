"""Connections to `index.db`: one a thread, rebuilt in silence when the file is damaged, gone or of another version.

Nothing here knows what the tables mean. A caller hands a function that takes a connection to `run`;
it must fetch all it asks for, because an open cursor blocks the other processes.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from reader import paths
from reader.errors import StorageError
from reader.library import schema

Result = TypeVar("Result")
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_BUSY_MS = 5000


class Index:
    """The database file of one or more libraries; safe to use from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._temporary: contextlib.ExitStack | None = None
        self._closed = False
        self.run(lambda connection: None)

    def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """What `work` returns; once more on an empty index when the file turns out to be damaged.

        Raises StorageError when the disk is full or another process holds the file too long.
        """
        try:
            return work(self._connection())
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL and self._has_gone():
                return self.run(work)
            if not _is_damage(error):
                raise self._told(error) from error
            # what a check of the file does not see: pages in order, a full-text index in them that is not
            within = error.sqlite_errorcode == sqlite3.SQLITE_CORRUPT_VTAB
        except UnicodeDecodeError:
            within = False
        self._rebuild(self._local.inode if within else None)
        try:
            return work(self._connection())
        except sqlite3.Error as error:
            raise self._told(error) from error

    def write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """As `run`, in one transaction that is taken at its beginning; keep it short."""

        def transaction(connection: sqlite3.Connection) -> Result:
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(connection)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk has ended it already
                    connection.execute("ROLLBACK")
                raise
            return result

        return self.run(transaction)

    def close(self) -> None:
        """Closes the connections of all threads; the index can't be used any more."""
        with self._lock:
            self._closed = True
            for connection in self._all:
                # a thread may be in the middle of something: its connection goes with it
                with contextlib.suppress(sqlite3.Error):
                    connection.close()
            self._all.clear()
            if self._temporary:
                self._temporary.close()

    def _connection(self) -> sqlite3.Connection:
        if self._closed:
            raise StorageError("The library is closed.")
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            if self._local.inode == self.inode():
                return connection
            self._drop()  # somebody deleted the file: begin anew rather than write into nothing
        try:
            connection = self._open()
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, sqlite3.Error) and _is_damage(error):
                self._rebuild()
                connection = self._open()
            elif isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                raise
            else:
                connection = self._open_elsewhere()
        self._local.connection = connection
        self._local.inode = self.inode()
        with self._lock:
            self._all.append(connection)
        return connection

    def inode(self) -> int:
        """Of the file that the index is now, 0 for none. Never raises."""
        try:
            return os.stat(self.path).st_ino  # noqa: PTH116 - asked for each query: the shortest way
        except OSError:
            return 0

    def _drop(self) -> None:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        self._local.connection = None
        if connection is not None:
            with self._lock:
                if connection in self._all:
                    self._all.remove(connection)
            with contextlib.suppress(sqlite3.Error):
                connection.close()

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Autocommit: transactions are begun by hand. Closed by `close` from another thread.
        connection = sqlite3.connect(self.path, isolation_level=None, timeout=_BUSY_MS / 1000, check_same_thread=False)
        try:
            self._prepare(connection)
        except UnicodeDecodeError as error:  # of SQLite's message, which quotes what is broken
            connection.close()
            raise _unusable("the index is damaged") from error
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        # WAL is not granted on network folders; then the journal stays DELETE.
        _patiently(lambda: connection.execute("PRAGMA journal_mode = WAL").fetchall())
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -16384")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA trusted_schema = OFF")
        if _version(connection) == (schema.APPLICATION, schema.VERSION):
            if not schema.NAMES.issubset(_tables(connection)):
                raise _unusable("the index is of another version")
            return
        connection.execute("BEGIN IMMEDIATE")
        if _version(connection) != (schema.APPLICATION, schema.VERSION):  # nobody made it meanwhile
            if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall():
                connection.execute("ROLLBACK")
                raise _unusable("the index is of another version")
            schema.create(connection)
        connection.execute("COMMIT")

    def _go_elsewhere(self, source: sqlite3.Connection | None = None) -> bool:
        """From now on use an index for this run only, a copy of `source` if it is given; whether there is room."""
        with self._lock:
            if self._temporary is None:
                from reader.library import refuge  # late: hardly ever needed

                stack = contextlib.ExitStack()
                path = stack.enter_context(refuge.folder()) / "index.db"
                if source is not None and not refuge.take(source, self.path, path):
                    stack.close()
                    return False
                self._temporary, self.path = stack, path
        return True

    def _open_elsewhere(self) -> sqlite3.Connection:
        """Where the cache folder can't be written."""
        self._go_elsewhere()
        try:
            return self._open()
        except (sqlite3.Error, OSError) as error:
            raise StorageError(f"Can't make an index in {paths.display(self.path.parent)}: {error}.") from error

    def _has_gone(self) -> bool:
        """Whether, the disk being full, this is another index from now on: an empty one, or a copy of a whole one."""
        if self._temporary is not None:
            return bool(self._local.inode != self.inode())  # another thread has gone already
        try:
            connection = self._connection()
            is_whole = connection.execute("SELECT 1 FROM root WHERE scanned LIMIT 1").fetchall()
        except sqlite3.Error:
            return False
        return self._go_elsewhere(connection if is_whole else None)

    def _rebuild(self, damaged: int | None = None) -> None:
        """Deletes the file if it is still damaged; one process at a time, lest one deletes what another just made.

        `damaged` is the inode of a file that is known to be.
        """
        self._drop()
        with _exclusive(self.path.with_name(self.path.name + ".lock")):
            try:
                self._open().close()
            except sqlite3.Error as error:
                if not _is_damage(error):
                    raise self._told(error) from error
            else:
                if self._sound() and self.inode() != damaged:
                    return
            for ending in ("", "-wal", "-shm", "-journal"):
                self.path.with_name(self.path.name + ending).unlink(missing_ok=True)

    def _sound(self) -> bool:
        connection = sqlite3.connect(self.path, timeout=_BUSY_MS / 1000)
        try:
            found = connection.execute("PRAGMA quick_check(1)").fetchall()
            return found == [("ok",)] and schema.NAMES.issubset(_tables(connection))
        except (sqlite3.Error, UnicodeDecodeError):
            return False
        finally:
            connection.close()

    def _told(self, error: sqlite3.Error) -> StorageError:
        where = paths.display(self.path)
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_BUSY:
            return StorageError(f"Another process holds {where}: try again when it has finished.")
        if code == sqlite3.SQLITE_FULL:
            return StorageError(f"The disk is full: {where} can't be written, and lists are as they were before.")
        return StorageError(f"Can't use the index {where}: {error}. It can be deleted at any time.")


def _patiently(work: Callable[[], object]) -> None:
    """Does what SQLite does not wait for by itself: nobody changes the journal while another one makes the file."""
    until = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            work()
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _version(connection: sqlite3.Connection) -> tuple[int, int]:
    application = connection.execute("PRAGMA application_id").fetchall()
    version = connection.execute("PRAGMA user_version").fetchall()
    return application[0][0], version[0][0]


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT name FROM sqlite_master").fetchall()}


def _unusable(why: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(why)
    error.sqlite_errorcode = sqlite3.SQLITE_NOTADB
    return error


def _is_damage(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    # Not every statement that fails, which would have the whole file checked under a lock: only one for which
    # something is not there that our version always has.
    missing = code == sqlite3.SQLITE_ERROR and str(error).startswith(("no such table", "no such column"))
    return missing or code in _DAMAGED


@contextlib.contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError:
        yield  # a folder that can't be written has nothing to guard
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
