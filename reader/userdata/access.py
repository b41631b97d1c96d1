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
import weakref
from pathlib import Path

from reader import paths
from reader.errors import StorageError
from reader.userdata import recovery, spare
from reader.userdata.connection import Connection, connect
from reader.userdata.fault import explain, is_damage, reason_of
from reader.userdata.schema import MIGRATIONS, migrate

ABSENT = -1  # no inode


class Access:
    """Connections to the database at one path.

    `notice` is one line about what happened to the file, or None; `unwritable` says why there is no
    file and an empty database in memory answers, or None.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.notice: str | None = None
        self.unwritable: str | None = None
        self._local = threading.local()
        self._open: weakref.WeakSet[Connection] = weakref.WeakSet()
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
            inode = self._inode()
            if inode == known[1] or (inode == ABSENT and not to_write):
                return known[0]
        try:
            with self._guard:
                self._bring_back(known[0] if known is not None else None)
                connection = self._prepare()
                if known is not None:
                    self._bring_over(known[0], connection)
                    known[0].close()
                self._open.add(connection)
        except sqlite3.Error as error:
            raise explain(error, f"{paths.display(self.path)} cannot be opened") from error
        self._local.known = (connection, self._inode())
        return connection

    def _inode(self) -> int:
        try:
            return os.stat(self.path).st_ino  # noqa: PTH116 - half the time of Path.stat, before every statement
        except OSError:
            return ABSENT

    # a file that is not the one that was opened any more

    def _bring_back(self, known: Connection | None) -> None:
        """Write the file again, if it was there and is gone. Raises StorageError: then nothing was changed."""
        if self.unwritable is not None or self._inode() != ABSENT:
            return
        source = known or next((one for one in self._open if not one.in_transaction), None)
        if source is None:
            return  # the start
        name = paths.display(self.path)
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with recovery.alone(self.path):
                if self._inode() == ABSENT:  # or another instance was faster
                    spare.copy(source, self.path)
                    self.notice = "Bookmarks and places were moved or deleted: all of it is written again"
        except (OSError, sqlite3.Error) as error:
            reason = reason_of(error) if isinstance(error, sqlite3.Error) else error.strerror
            raise StorageError(f"{name} was moved or deleted, and cannot be written again: {reason}") from error

    def _bring_over(self, before: Connection, now: Connection) -> None:
        """Add what was open before to the file that took its place, if that one does not hold all of it."""
        if self.unwritable is not None:
            return
        here = "SELECT device, counter FROM here"
        with contextlib.suppress(sqlite3.Error, OSError):
            (was,), (found,) = before.all(here), now.all(here)
            if found[0] == was[0] and int(str(found[1])) >= int(str(was[1])):
                return  # as another instance leaves it that wrote it again
            added, aside = spare.merge(before, self.path, now)
            told = f"{added} records it lacked were added" if aside is None else f"what was in it is in {aside.name}"
            self.notice = f"{self.path.name} was replaced by another file: {told}"

    # opening

    def _prepare(self) -> Connection:
        if self.unwritable is not None:
            return self._memory()
        state = recovery.look(self.path, self._headers)
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
                spare.make_backup(self.path, connection)
            except OSError as error:
                reason = error.strerror
                raise StorageError(
                    f"The update of user data was not begun: no backup could be made: {reason}"
                ) from error
        migrate(connection)

    def _nothing(self, reason: str) -> Connection:
        # An empty database in memory answers questions, and writes are refused.
        self.unwritable = f"{paths.display(self.path)} cannot be made: {reason}"
        self.notice = f"Bookmarks and places are not kept: {self.unwritable}"
        return self._memory()

    def _memory(self) -> Connection:
        connection = connect(":memory:")
        migrate(connection)
        return connection
