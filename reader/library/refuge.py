"""Where an index goes whose disk is full: the folder for temporary files, and a copy of it if that has room."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

LARGEST = 1 << 30  # bytes that are copied: it may be memory


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder for as long as the program runs."""
    with tempfile.TemporaryDirectory(prefix="reader-") as made:
        yield Path(made)


def take(source: sqlite3.Connection, path: Path, to: Path) -> bool:
    """Copies the index at `path`, of which `source` is a connection; False when there is no room for two of it."""
    try:
        size = path.stat().st_size
        if size > LARGEST or shutil.disk_usage(to.parent).free < 2 * size:
            return False
        with contextlib.closing(sqlite3.connect(to)) as target:
            source.backup(target)
    except (OSError, sqlite3.Error):
        return False
    return True
