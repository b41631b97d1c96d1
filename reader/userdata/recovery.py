"""A damaged or missing `state.db`: set aside under a new name, and the last good backup put in its place.

Nothing is ever overwritten: files are put in place by `link`, which fails where one is. Called before
a connection is made; must not know tables.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import sqlite3
import struct
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from reader import paths
from reader.errors import ReaderError, StorageError
from reader.userdata.connection import connect, sound
from reader.userdata.schema import APPLICATION_ID, MIGRATIONS, migrate
from reader.userdata.spare import backups, put, sync

_MAGIC = b"SQLite format 3\x00"


class Look(Enum):
    """What the first bytes of the file tell."""

    ABSENT = 0
    EMPTY = 1
    PLAUSIBLE = 2
    DAMAGED = 3


class Headers:
    """Reads the first bytes of database files, and keeps each file open until `close`.

    POSIX takes every lock that a process has on a file away when the process closes any handle of
    it: a file that is closed after a look would open a transaction of another thread to other
    programs (https://www.sqlite.org/howtocorrupt.html, 2.2).
    """

    def __init__(self) -> None:
        self._handles: dict[tuple[int, int], int] = {}

    def read(self, path: Path) -> bytes:
        """The first 100 bytes. Raises OSError."""
        return os.pread(self._handle(path)[0], 100, 0)

    def hold(self, path: Path) -> int:
        """Keep the file that is at `path` readable whatever becomes of its name; its inode. Raises OSError."""
        return self._handle(path)[1]

    def _handle(self, path: Path) -> tuple[int, int]:
        status = path.stat()
        handle = self._handles.get((status.st_dev, status.st_ino))
        if handle is None:
            handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            status = os.fstat(handle)  # another file may be there by now
            self._handles[status.st_dev, status.st_ino] = handle
        return handle, status.st_ino

    def content(self, inode: int) -> bytes:
        """All of a file that is held. Raises OSError."""
        handle = next(handle for (_, number), handle in self._handles.items() if number == inode)
        parts = []
        at = 0
        while part := os.pread(handle, 1 << 20, at):
            parts.append(part)
            at += len(part)
        return b"".join(parts)

    def close(self) -> None:
        """Close the files; no connection to any of them may be left."""
        while self._handles:
            os.close(self._handles.popitem()[1])


def look(path: Path, headers: Headers) -> Look:
    """Read the header only, without SQLite, which might write to the file of a newer program.

    Raises ReaderError for a newer or a foreign database (left byte-identical), StorageError when
    the file cannot be read.
    """
    try:
        header = headers.read(path)
    except FileNotFoundError:
        return Look.ABSENT
    except OSError as error:
        raise StorageError(f"{paths.display(path)} cannot be read: {error.strerror}") from error
    if not header:
        return Look.EMPTY
    # Bytes 21 to 23 have fixed values in every SQLite file: a broken header must not pass for a newer version.
    if len(header) < 100 or not header.startswith(_MAGIC) or header[21:24] != b"\x40\x20\x20":
        # After a loss of power the first page may be half written, and the journal brings it back.
        return Look.PLAUSIBLE if _has_journal(path) else Look.DAMAGED
    version, application = struct.unpack(">I", header[60:64])[0], struct.unpack(">I", header[68:72])[0]
    if application not in {APPLICATION_ID, 0}:
        raise ReaderError(f"{paths.display(path)} is another program's database; move it away and start again")
    if version > len(MIGRATIONS) and application == APPLICATION_ID:
        raise ReaderError(
            f"{paths.display(path)} was written by a newer reader (format {version}, this one knows "
            f"{len(MIGRATIONS)}); install the newer one, nothing was changed"
        )
    return Look.PLAUSIBLE


def _has_journal(path: Path) -> bool:
    try:
        return path.with_name(path.name + "-journal").stat().st_size > 0
    except OSError:
        return False


def suspect_file(path: Path) -> Path:
    """The empty file that says: damage was met while running, check everything at the next start."""
    return path.with_name(path.name + "-suspect")


def suspect(path: Path) -> None:
    """Leave a note for the next start that damage was met; never fails."""
    with contextlib.suppress(OSError):
        suspect_file(path).touch(mode=0o600)


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the folder's lock, so that two starting programs do not repair at once.

    Raises OSError when the lock file cannot be made.
    """
    handle = os.open(path.with_name(path.name + "-lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def recover(path: Path, headers: Headers) -> str | None:
    """Put a good database where a damaged, empty or missing one is; the line to tell, or None.

    None: the file was good after all, or there is nothing to restore and nothing was lost.
    Raises StorageError when the folder cannot be written.
    """
    try:
        with alone(path):
            state = look(path, headers)
            if state is Look.PLAUSIBLE and _is_good(path):
                suspect_file(path).unlink(missing_ok=True)
                return None
            aside = None if state in {Look.ABSENT, Look.EMPTY} else _set_aside(path)
            backup = _newest_good(path, headers)
            if aside is None and backup is None:
                return _tell(path, None, None, 0) if backups(path) else None
            if state is Look.EMPTY:
                path.unlink(missing_ok=True)
            if backup is not None:
                put(backup.read_bytes(), path)
            else:
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600))
            saved = _rescue(aside, path) if aside is not None else 0
            suspect_file(path).unlink(missing_ok=True)
            return _tell(path, aside, backup, saved)
    except OSError as error:
        name = paths.display(path)
        raise StorageError(f"{name} is damaged or missing and cannot be repaired: {error.strerror}") from error


def _is_good(path: Path) -> bool:
    try:
        connection = connect(path)
    except sqlite3.Error:
        return False
    try:
        from reader.userdata.salvage import understood  # a start with a good file needs none of it

        return sound(connection) and bool(connection.number("SELECT count(*) FROM here")) and understood(connection)
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.close()


def _set_aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for number in range(1000):
        aside = path.with_name(f"{path.name}.damaged-{stamp}" + (f"-{number}" if number else ""))
        try:
            os.link(path, aside)
        except FileExistsError:
            continue
        journal = path.with_name(path.name + "-journal")
        if journal.exists():
            # It belongs to the damaged file: beside a restored one it would be rolled into it.
            journal.rename(aside.with_name(aside.name + "-journal"))
        path.unlink()
        sync(path.parent)
        return aside
    raise StorageError(f"{paths.display(path.parent)} holds a thousand damaged files of this second")


def _newest_good(path: Path, headers: Headers) -> Path | None:
    for backup in reversed(backups(path)):
        try:
            if look(backup, headers) is Look.PLAUSIBLE and _is_good(backup):
                return backup
        except ReaderError:
            continue
    return None


def _rescue(aside: Path, path: Path) -> int:
    """Bring what can still be read in the damaged file into the new one; how many records."""
    try:
        connection = connect(path)
    except sqlite3.Error:
        return 0
    try:
        from reader.userdata.salvage import PATIENCE, rescue  # as above

        migrate(connection)
        rescued = rescue(aside, connection, PATIENCE)
        return rescued.records if rescued is not None else 0
    except sqlite3.Error:
        return 0
    finally:
        connection.close()


def _tell(path: Path, aside: Path | None, backup: Path | None, saved: int) -> str:
    if aside is None:
        told = f"{paths.display(path)} was missing or empty"
    else:
        told = f"{paths.display(path)} was damaged and is kept as {aside.name}"
    if backup is None:
        rest = f"what could be read of it ({saved} records) was kept" if saved else "bookmarks and places start empty"
        there = "none of the backups can be used" if backups(path) else "there was no backup"
        return f"{told}; {there}, and {rest}"
    when = datetime.fromtimestamp(backup.stat().st_mtime).strftime("%Y-%m-%d %H:%M")
    more = f", with {saved} newer records read from the damaged one" if saved else ""
    return f"{told}; the backup of {when} is in its place{more}"
