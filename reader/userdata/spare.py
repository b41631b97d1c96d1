"""Copies of `state.db`: the backups beside it, and what is written again of a file that was open.

Nothing is ever overwritten: a copy is put in place by `link`, which fails where a file is. Must not decide
when a copy is needed: that is `recovery` and `access`.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path

from reader.userdata.connection import Connection

KEEP = 5


def backups(path: Path) -> list[Path]:
    """The backups there are, oldest first."""
    found = []
    with contextlib.suppress(OSError):
        for entry in (path.parent / "backups").iterdir():
            name = entry.name
            if name.startswith("state-") and name.endswith(".db") and name[6:-3].isdigit():
                found.append((int(name[6:-3]), entry))
    return [entry for _, entry in sorted(found)]


def make_backup(path: Path, source: Connection) -> Path:
    """Copy the database into `backups/state-N.db` and drop the oldest over `KEEP`.

    Raises sqlite3.Error, OSError; what is already there stays then.
    """
    folder = path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    rough = folder / f".{os.getpid()}-{time.monotonic_ns()}.part"
    os.close(os.open(rough, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        target = sqlite3.connect(rough, isolation_level=None)
        try:
            source.backup(target)
        finally:
            target.close()
        sync(rough)
        existing = backups(path)
        number = int(existing[-1].name[6:-3]) + 1 if existing else 1
        while True:
            final = folder / f"state-{number}.db"
            try:
                os.link(rough, final)
                break
            except FileExistsError:  # another instance made one at this moment
                number += 1
    finally:
        rough.unlink(missing_ok=True)
    sync(folder)
    for old in backups(path)[:-KEEP]:
        old.unlink(missing_ok=True)
    return final


def put(content: bytes, path: Path) -> None:
    """Write a whole database to `path`, where nothing is. Raises OSError."""
    rough = path.with_name(f".{path.name}.{os.getpid()}-{time.monotonic_ns()}.part")
    try:
        with os.fdopen(os.open(rough, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(rough, path)
    finally:
        rough.unlink(missing_ok=True)
    sync(path.parent)


def merge(content: bytes, path: Path, now: Connection) -> tuple[int, Path | None]:
    """Add to `now`, the database at `path`, what the database in `content` holds and it lacks; how many records.

    Where not all of it could be taken it is kept beside it, in the file that comes second. Raises OSError.
    """
    from reader.userdata.salvage import rescue  # seldom needed

    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    aside = path.with_name(f"{path.name}.replaced-{stamp}")
    put(content, aside)
    rescued = rescue(aside, now)
    if rescued is None:
        return 0, aside
    if not rescued.whole:
        return rescued.records, aside
    aside.unlink()
    return rescued.records, None


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
