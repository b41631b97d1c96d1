"""The bytes of a picture in the library, by the same safe way as texts. Decodes nothing."""

from __future__ import annotations

from pathlib import Path

from reader.errors import UnreadableError
from reader.library import Library
from reader.library.root import Root, absolute
from reader.library.source import Bytes, read_below, reason_of, unreadable

MAX_BYTES = 32 * 1024 * 1024
HEAD_BYTES = 256 * 1024  # in which the size of a picture stands, behind what cameras write before it
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"})


def read_picture(library: Library, path: Path) -> bytes:
    """The bytes of a file below a root of the library, reached without following a link.

    Raises UnreadableError: no such file, no regular file, larger than 32 MB, not in this library.
    """
    try:
        return _read(library, path, MAX_BYTES).head
    except (OSError, UnreadableError) as error:
        raise unreadable(absolute(path), error) from error


def picture_head(library: Library, path: Path) -> Bytes:
    """The first bytes of such a file. Raises UnreadableError with nothing but the reason."""
    try:
        return _read(library, path, min(HEAD_BYTES, MAX_BYTES))
    except OSError as error:
        raise UnreadableError(reason_of(error)) from error


def _read(library: Library, path: Path, limit: int) -> Bytes:
    whole = absolute(path)
    for root in library.roots:
        folder = Root(absolute(root))
        relative = folder.relative(whole)
        if relative is not None:
            data = read_below(folder.path, relative, limit)
            if data.fingerprint.size > MAX_BYTES:
                raise UnreadableError(f"it is larger than {MAX_BYTES // 1024 // 1024} MB")
            return data
    raise UnreadableError("it is not in this library")
