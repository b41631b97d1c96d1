"""The bytes of a picture in the library, by the same safe way as texts. Decodes nothing."""

from __future__ import annotations

from pathlib import Path

from reader.errors import UnreadableError
from reader.library import Library
from reader.library.root import Root, absolute
from reader.library.source import read_below, unreadable

MAX_BYTES = 32 * 1024 * 1024
SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp"})


def read_picture(library: Library, path: Path) -> bytes:
    """The bytes of a file below a root of the library, reached without following a link.

    Raises UnreadableError: no such file, no regular file, larger than 32 MB, not in this library.
    """
    whole = absolute(path)
    try:
        for root in library.roots:
            folder = Root(absolute(root))
            relative = folder.relative(whole)
            if relative is not None:
                data = read_below(folder.path, relative, MAX_BYTES)
                if not data.whole:
                    raise UnreadableError(f"it is larger than {MAX_BYTES // 1024 // 1024} MB")
                return data.head
        raise UnreadableError("it is not in this library")
    except (OSError, UnreadableError) as error:
        raise unreadable(whole, error) from error
