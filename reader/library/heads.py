"""The files of one root as a scan reads them: which there are, and what stands at the beginning of some.

They come in parts of at most 500, fewer where the folder is slow. Writes nothing.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from reader.errors import UnreadableError
from reader.library.record import Record, record_of
from reader.library.root import Root
from reader.library.source import HEAD_BYTES, open_folder, read_at, read_named, reason_of
from reader.library.walk import Entry, Stat, Unreadable, walk

MOST = 500
FIRST = 50  # so that there is a list to look at
LONGEST = 0.5  # seconds until what was read of a slow folder is handed on
ASKED = 200  # files that a process is asked for at once
HERE = 4  # that are read before it is looked whether the other process has some
WORTH = 300  # files for which a process is started: that takes as long as to read some 100

Read = tuple[int, Entry, Record]  # a file, and the row it has or gets; 0 for none
Unread = tuple[bytes, str]  # the path of a file that could not be read, and why
Asked = list[tuple[int, Stat]]


class Heads:
    """The files of `root`; `unreadable` are the paths of those that could not be read, and why."""

    def __init__(self, root: Root, stop: Callable[[], bool]) -> None:
        self._root = root
        self._stop = stop
        self._handle: tuple[bytes, int] | None = None
        self.unreadable: list[Unread] = []

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

    def read(self, work: Sequence[tuple[int, Stat]]) -> Iterator[tuple[int, list[Read]]]:
        """What is read of `work` in parts, with how much of it was done; ends early when it is told to stop."""
        part: list[Read] = []
        done, begun, until, most = 0, 0, time.monotonic() + LONGEST, FIRST
        for count, found in self._found(work):
            part += found
            done += count
            if done - begun >= most or done == len(work) or time.monotonic() > until:
                yield done, part
                part, begun, until, most = [], done, time.monotonic() + LONGEST, MOST

    def _found(self, work: Sequence[tuple[int, Stat]]) -> Iterator[tuple[int, list[Read]]]:
        """What is found, and of how many files: first those in front, then by two processes."""
        left = iter(work)
        for row, entry in islice(left, len(work) if len(work) < WORTH else FIRST):
            if self._stop():
                return
            yield 1, self._sorted([self._try(row, entry)])
        if len(work) < WORTH:
            return
        from reader.library.worker import shared  # late: what it needs takes as long to load as Python to start

        for asked, found in shared(
            partial(read_all, self._root),
            lambda: list(islice(left, ASKED)) or None,
            lambda: list(islice(left, HERE)) or None,
            self._stop,
        ):
            yield len(asked), self._sorted(found)

    def _sorted(self, found: Iterable[Read | Unread]) -> list[Read]:
        """Those that could be read; the others are noted."""
        read: list[Read] = []
        for item in found:
            if len(item) == 3:
                read.append(item)
            else:
                self.unreadable.append(item)
        return read

    def _try(self, row: int, entry: Stat) -> Read | Unread:
        try:
            return (row, *self.look(Entry(*entry)))
        except OSError as error:
            return entry[0], reason_of(error)
        except UnreadableError as error:
            return entry[0], str(error)

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


def read_all(root: Root, asked: Asked) -> list[Read | Unread]:
    """What is at the beginning of these files."""
    heads = Heads(root, lambda: False)
    try:
        return [heads._try(row, entry) for row, entry in asked]
    finally:
        heads.close()
