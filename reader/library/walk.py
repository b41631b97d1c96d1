"""Walks folders for text files, by bytes, without reading any. Hidden entries and links are left out.

What can't be entered is reported and never ends the walk. The order is the file system's: who needs
another sorts what is left to do.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from typing import NamedTuple

from reader import paths
from reader.library.root import Root
from reader.library.source import reason_of

_SUFFIXES = tuple(os.fsencode(suffix) for suffix in paths.TEXT_SUFFIXES)
# A tree deeper than that is a loop of mounts; and the program holds no list of its folders in a recursion.
_MAX_DEPTH = 1000


class Entry(NamedTuple):
    """A text file: its path relative to the root, size in bytes, mtime in nanoseconds, inode."""

    path: bytes
    size: int
    mtime_ns: int
    inode: int


# An Entry before it is made one. Nearly all of a walk is compared and dropped, and making a named tuple takes as
# long as all else that is done with it. The collector of garbage leaves plain ones alone; to go through 100,000
# others it kept a key waiting for 0.15 seconds.
Stat = tuple[bytes, int, int, int]


class Unreadable(NamedTuple):
    """A folder or file below the root that can't be read, and why; what was known below a `folder` is kept."""

    path: bytes
    reason: str
    folder: bool


def is_text(name: bytes) -> bool:
    """Whether the name is one of a file we read."""
    return name.lower().endswith(_SUFFIXES)


def walk(root: bytes) -> Iterator[Stat | Unreadable]:
    """The text files below `root` and what could not be read, a folder at a time."""
    base = Root(root)
    stack: list[tuple[bytes, int]] = [(b"", 0)]
    while stack:
        folder, depth = stack.pop()
        try:
            with os.scandir(base.joined(folder) if folder else root) as listing:
                entries = list(listing)
        except OSError as error:
            yield Unreadable(folder, reason_of(error), True)
            continue
        below: list[tuple[bytes, int]] = []
        prefix = folder + b"/" if folder else b""
        for entry in entries:
            name = entry.name
            if name[0] == 0x2E:  # "."
                continue
            try:
                if name.endswith(_SUFFIXES) or is_text(name):
                    status = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(status.st_mode):
                        yield prefix + name, status.st_size, status.st_mtime_ns, status.st_ino
                        continue
                    if not stat.S_ISDIR(status.st_mode):
                        yield Unreadable(prefix + name, _not_regular(status.st_mode), False)
                        continue
                if entry.is_dir(follow_symlinks=False):
                    if depth >= _MAX_DEPTH:
                        yield Unreadable(prefix + name, "it lies too deep", True)
                    else:
                        below.append((prefix + name, depth + 1))
            except OSError as error:
                yield Unreadable(prefix + name, reason_of(error), False)
        stack += below


def _not_regular(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "it is a symbolic link, and these are not followed"
    return "it is not a regular file"
