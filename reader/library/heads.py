"""The files of one root as a scan reads them: which there are, and what stands at the beginning of some.

They come in parts of at most 500, fewer where the folder is slow. Writes nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

from reader.errors import UnreadableError
from reader.library.record import Record, record_of
from reader.library.root import Root
from reader.library.source import HEAD_BYTES, open_folder, read_at, read_named, reason_of
from reader.library.walk import Entry, Stat, Unreadable, walk

MOST = 500
FIRST = 50  # so that there is a list to look at
LONGEST = 0.5  # seconds until what was read of a slow folder is handed on

Read = tuple[int, Entry, Record]  # a file, and the row it has or gets; 0 for none


class Heads:
    """The files of `root`; `unreadable` are the paths of those that could not be read, and why."""

    def __init__(self, root: Root, stop: Callable[[], bool]) -> None:
        self._root = root
        self._stop = stop
        self._handle: tuple[bytes, int] | None = None
        self.unreadable: list[tuple[bytes, str]] = []

    def walk(self) -> Iterable[Stat | Unreadable]:
        """What there is."""
        return walk(self._root.path) if self._root.names is None else self._look_at(self._root.names)

    def _look_at(self, names: Iterable[bytes]) -> Iterator[Stat | Unreadable]:
        for name in sorted(names):
            try:
                status = self._root.status(name)
                yield name, status.st_size, status.st_mtime_ns, status.st_ino
            except OSError as error:
                yield Unreadable(name, reason_of(error), False)

    def read(self, work: Sequence[tuple[int, Entry]]) -> Iterator[tuple[int, list[Read]]]:
        """What is read of `work` in parts, with how far it is; ends early when it is told to stop."""
        part: list[Read] = []
        begun, until, most = 0, time.monotonic() + LONGEST, FIRST
        for number, (row, entry) in enumerate(work, 1):
            if self._stop():
                return
            try:
                part.append((row, *self.look(entry)))
            except (OSError, UnreadableError) as error:
                reason = reason_of(error) if isinstance(error, OSError) else str(error)
                self.unreadable.append((entry.path, reason))
            if number - begun >= most or number == len(work) or time.monotonic() > until:
                yield number, part
                part, begun, until, most = [], number, time.monotonic() + LONGEST, MOST

    def look(self, entry: Entry) -> tuple[Entry, Record]:
        """What one file says, and what tells of it that it is the same. Raises OSError and UnreadableError."""
        folder, _, name = entry.path.rpartition(b"/")
        if self._root.names is not None:
            data = read_named(self._root.joined(entry.path), HEAD_BYTES)
        else:
            if self._handle is None or self._handle[0] != folder:
                self.close()
                parts = folder.split(b"/") if folder else []
                self._handle = folder, open_folder(self._root.path, parts)
            data = read_at(self._handle[1], name, HEAD_BYTES)
        # what was read counts, not what the walk saw before
        entry = Entry(entry.path, *data.fingerprint)
        return entry, record_of(entry, data)

    def close(self) -> None:
        """Lets go of the folder that was read last."""
        if self._handle:
            os.close(self._handle[1])
            self._handle = None
