"""The connections to `state.db`, one a thread, and that they lead to the file that is there.

A file that is missing, damaged or of another version is met here, before anything is read. One that goes
away while the program runs is written again from a connection that still has it open, and what a file
lacks that took its place is added from there: what was acknowledged is not lost.
Must not know what the tables mean.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from pathlib import Path

from reader import paths
from reader.errors import StorageError
from reader.userdata import recovery, spare
from reader.userdata.connection import Connection, connect
from reader.userdata.fault import explain, is_damage, reason_of
from reader.userdata.schema import MIGRATIONS, migrate

ABSENT = -1  # no inode
_PATIENCE = 0.5  # seconds that a write under way has to end
_TRIES = 20  # to open a file that is replaced by others meanwhile


class _GoneError(Exception):
    """The file went while it was opened: to be tried again."""


class Access:
    """Connections to the database at one path.

    `notice` is one line about what happened to the file, or None; `unwritable` says why there is no
    file and an empty database in memory answers, or None.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice: str | None = None
        self.unwritable: str | None = None
        # One write at a time in this process: who writes a lost file again must not meet one that is under way.
        self.writing = threading.RLock()
        self._local = threading.local()
        self._open: weakref.WeakSet[Connection] = weakref.WeakSet()
        self._inode = ABSENT  # of the file that was opened last
        self._guard = threading.RLock()
        self._headers = recovery.Headers()

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._guard:
            for connection in list(self._open):
                connection.close()
            self._headers.close()
            self._local = threading.local()

    def look_again(self) -> None:
        """Try the file once more where none could be made: the person may have freed space since."""
        if self.unwritable is not None:
            self.unwritable = None
            self._local = threading.local()

    def connection(self, *, to_write: bool = False) -> Connection:
        """This thread's connection. Raises ReaderError and StorageError as `Store`.

        While the file is gone what was open goes on answering; only who writes brings the file back, so
        that a folder which is being moved is left alone until then.
        """
        known: tuple[Connection, int] | None = getattr(self._local, "known", None)
        if known is not None:
            if self.unwritable is not None:
                return known[0]
            inode = self._found()
            if inode == known[1] or (inode == ABSENT and not to_write and not self._journal().exists()):
                return known[0]
        try:
            for _ in range(_TRIES):
                with contextlib.suppress(_GoneError):
                    return self._opened(known)
        except sqlite3.Error as error:
            raise explain(error, f"{paths.display(self.path)} cannot be opened") from error
        raise StorageError(f"{paths.display(self.path)} is replaced again and again; leave it in its place")

    def _opened(self, known: tuple[Connection, int] | None) -> Connection:
        """A new connection, to a file that holds all that the one before it did."""
        self._bring_back(known)
        with self._guard:
            connection, inode = self._prepare()
            try:
                if known is not None:
                    self._bring_over(known[1], connection, inode)
            except BaseException:
                connection.close()
                raise
            self._open.add(connection)
            self._inode = inode
        if known is not None:
            known[0].close()
        self._local.known = (connection, inode)
        return connection

    def is_current(self) -> bool:
        """Whether this thread's connection leads to the file that is there.

        To be asked before each try to begin a write: SQLite knows a journal by its name only, and through a
        connection to a file that was replaced it would take the journal of the new one for that of the old.
        """
        known: tuple[Connection, int] | None = getattr(self._local, "known", None)
        return known is not None and (self.unwritable is not None or known[1] == self._found())

    def _journal(self) -> Path:
        return self.path.with_name(self.path.name + "-journal")

    def _found(self) -> int:
        try:
            return os.stat(self.path).st_ino  # noqa: PTH116 - half the time of Path.stat, before every statement
        except OSError:
            return ABSENT

    # a file that is not the one that was opened any more

    def _bring_back(self, known: tuple[Connection, int] | None) -> None:
        """Write the file again, if it was there and is gone. Raises StorageError: then nothing was changed."""
        if self.unwritable is not None or self._inode == ABSENT or self._found() != ABSENT:
            return
        name = paths.display(self.path)
        try:
            with self.writing, self._alone(known), recovery.alone(self.path):
                if self._found() == ABSENT:  # or another instance was faster
                    spare.put(self._headers.content(known[1] if known is not None else self._inode), self.path)
                    self.notice = "Bookmarks and places were moved or deleted: all of it is written again"
        except (OSError, sqlite3.Error) as error:
            reason = reason_of(error) if isinstance(error, sqlite3.Error) else error.strerror
            raise StorageError(f"{name} was moved or deleted, and cannot be written again: {reason}") from error

    @contextlib.contextmanager
    def _alone(self, known: tuple[Connection, int] | None) -> Iterator[None]:
        """The lost file's folder, and no write to that file of another instance meanwhile."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if known is None:
            yield
            return
        # SQLite would take the journal of a write under way, to a file of this name, for one of ours
        until = time.monotonic() + _PATIENCE
        while self._journal().exists() and time.monotonic() < until:
            time.sleep(0.001)
        with contextlib.suppress(OSError):
            self._journal().rename(self._journal().with_name(f"{self.path.name}.lost-{time.time_ns()}-journal"))
        known[0].execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            known[0].execute("ROLLBACK")

    def _bring_over(self, before: int, now: Connection, inode: int) -> None:
        """Add what was open before to the file that took its place, as far as that one lacks it.

        Record by record: a later counter does not tell that it has all, where both were written since they parted.
        """
        if self.unwritable is not None or before in {ABSENT, inode}:
            return
        try:
            added, aside = spare.merge(self._headers.content(before), self.path, now)
        except OSError as error:
            if self._found() != inode:
                raise _GoneError from error
            raise StorageError(f"{paths.display(self.path)} was replaced by another file: {error.strerror}") from error
        if aside is not None and self._found() != inode:
            raise _GoneError
        told = " and ".join(
            ([f"{added} records it lacked were added"] if added else [])
            + ([f"what it held before is kept as {aside.name}"] if aside is not None else [])
        )
        if added or aside is not None:
            self.notice = f"{self.path.name} was replaced by another file: {told}"

    # opening

    def _prepare(self) -> tuple[Connection, int]:
        """A connection, and the inode of the file it leads to, which stays readable whatever becomes of its name."""
        if self.unwritable is not None:
            return self._memory()
        state = recovery.look(self.path, self._headers)
        if state is recovery.Look.ABSENT and self._inode != ABSENT:
            raise _GoneError
        if state is recovery.Look.ABSENT:
            try:
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                if spare.backups(self.path):
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

    def _ready(self) -> tuple[Connection, int]:
        try:
            inode = self._headers.hold(self.path)
        except OSError as error:
            raise _GoneError from error
        connection = connect(self.path)
        try:
            if connection.number("PRAGMA user_version") < len(MIGRATIONS):
                self._migrate(connection)
            # Reads the schema and one page: a file that is broken at its root is met here.
            connection.all("SELECT counter FROM here")
            if self._found() != inode:
                raise _GoneError
        except BaseException:
            connection.close()
            raise
        return connection, inode

    def _migrate(self, connection: Connection) -> None:
        if connection.number("PRAGMA user_version"):
            try:
                spare.make_backup(self.path, connection)
            except OSError as error:
                reason = error.strerror
                raise StorageError(
                    f"The update of user data was not begun: no backup could be made: {reason}"
                ) from error
        migrate(connection)

    def _nothing(self, reason: str) -> tuple[Connection, int]:
        # An empty database in memory answers questions, and writes are refused.
        self.unwritable = f"{paths.display(self.path)} cannot be made: {reason}"
        self.notice = f"Bookmarks and places are not kept: {self.unwritable}"
        return self._memory()

    def _memory(self) -> tuple[Connection, int]:
        connection = connect(":memory:")
        migrate(connection)
        return connection, ABSENT
