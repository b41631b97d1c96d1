"""What went wrong with the database, as one line for a person. Turns sqlite3's errors into ours."""

from __future__ import annotations

import sqlite3

from reader.errors import DamagedError, StorageError
from reader.sanitise import sanitise_line

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and press the key again",
    sqlite3.SQLITE_READONLY: "the folder of user data is read-only; make it writable and press the key again",
    sqlite3.SQLITE_CANTOPEN: "the folder of user data cannot be written (full, read-only or gone); "
    "put that right and press the key again",
    sqlite3.SQLITE_PERM: "the file of user data may not be written; allow it and press the key again",
    sqlite3.SQLITE_BUSY: "another program holds the file of user data; press the key again",
    sqlite3.SQLITE_LOCKED: "another program holds the file of user data; press the key again",
    sqlite3.SQLITE_IOERR: "the disk reported an error; check it (space, connection) and press the key again",
    sqlite3.SQLITE_NOMEM: "there is no memory left",
}


def code_of(error: sqlite3.Error) -> int:
    """The primary result code of SQLite, or 0 for an error that the Python module raised itself."""
    code = getattr(error, "sqlite_errorcode", 0)
    return int(code) & 0xFF if isinstance(code, int) else 0


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is broken, so that trying again cannot help."""
    # The Python module says the latter itself, without a code: text that was written is always UTF-8.
    return code_of(error) in _DAMAGED or "decode to UTF-8" in str(error)


def explain(error: sqlite3.Error, what: str) -> StorageError:
    """The error to raise instead: `what` ("The bookmark is not saved") and the reason in one line."""
    if is_damage(error):
        return damaged(what)
    return StorageError(f"{what}: {reason_of(error)}")


def reason_of(error: sqlite3.Error) -> str:
    """What is wrong and what to do, to stand behind a colon."""
    return _REASONS.get(code_of(error)) or f"the database said: {sanitise_line(str(error))[:120]}"


def damaged(what: str) -> DamagedError:
    """The error for a file that is broken."""
    return DamagedError(f"{what}: the file of user data is damaged; start reader again and it will be repaired")
