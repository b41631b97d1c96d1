"""Brings the index up to date with the folders: a walk by stat, then the heads of new and changed files.

Files are read outside transactions and written a part at a time, so that readers and other processes never wait.
What could not be read is reported, and what lies in a folder that could not be entered keeps its rows. A file that
moved keeps its row when its content says that it is the same, also where it swapped its name with another.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reader.errors import UnreadableError
from reader.library import copy, schema, seat, store
from reader.library.heads import Heads, Read
from reader.library.index import Index
from reader.library.moved import Moved, before
from reader.library.plan import Known, plan
from reader.library.record import Record, count_whole
from reader.library.root import Root
from reader.library.source import read_below, read_named, text_of
from reader.library.walk import Entry, Stat, Unreadable

BATCH = 500  # rows that are removed at once
SLOW = 2.0  # seconds that a first walk may take before there is something to look at


class ScanProgress(NamedTuple):
    """How far a scan is: `phase` is `walk`, `read` or `count`; `total` is 0 while it is not known."""

    phase: str
    done: int
    total: int


class ScanReport(NamedTuple):
    """What a scan found, in files. `renamed` are in neither `added` nor `removed`; `total` are in the index now.

    `arrived` are those of `added` that were not there before: the others were, but the index was not.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    renamed: int = 0
    unreadable: tuple[tuple[Path, str], ...] = ()
    total: int = 0
    arrived: int = 0


class Part(NamedTuple):
    """What is written together: files with the row they move to, files with their own row, files without one."""

    moved: list[Read]
    changed: list[Read]
    fresh: list[Read]


class IndexRebuiltError(Exception):
    """The index was deleted or rebuilt while a scan was writing to it: what the scan knew of it is void."""


class Scan:
    """One scan of one root; used once."""

    def __init__(
        self,
        index: Index,
        root: Root,
        session: int | None,
        progress: Callable[[ScanProgress], None] | None,
        stop: Callable[[], bool] | None,
    ) -> None:
        self._index = index
        self._root = root
        self._progress = progress or (lambda progress: None)
        self._stop = stop or (lambda: False)
        (self._number, self._scanned), arrival = index.write(
            lambda connection: (store.root_number(connection, root.path), store.arrival(connection, session))
        )
        # what was there from the beginning is nothing that arrived, nor is a file that was named
        self._arrived = arrival if self._scanned else 0
        self._heads = Heads(root, self._stop)
        self._added = self._removed = self._renamed = 0
        self._changed: set[int] = set()  # rows
        self._seats: dict[int, Entry] = {}  # files at the path of another row, by the row that they are
        self._there: dict[int, Entry] = {}  # changed files, by row
        self._gone: dict[int, bytes] = {}  # paths of rows without a file
        self._ended = False  # it was told to stop while it walked

    def run(self) -> ScanReport:
        """Walks, reads, writes; returns what changed. Raises StorageError and IndexRebuiltError."""
        known, walked = self._known(), self._heads.walk()
        # else a file may be one that moved, and only the whole walk tells
        planned = plan(known, walked if known else self._on_the_way(walked))
        if self._ended:
            return self._report()
        self._heads.unreadable += [(item.path, item.reason) for item in planned.unreadable]
        self._there = dict(planned.changed)
        self._gone = {item[4]: path for path, item in planned.gone.items()}
        moved = self._index.run(
            lambda connection: Moved(before(connection, self._gone), before(connection, self._there), self._present)
        )
        # the newest first: a list that is looked at meanwhile fills from its top
        work: list[tuple[int, Stat]] = [*planned.changed, *((0, entry) for entry in planned.fresh)]
        work.sort(key=lambda item: -item[1][2])
        done = 0
        try:
            for done, read in self._heads.read(work):
                part = self._decided(read, moved)
                self._index.write(partial(self._write, part=part, last=done == len(work)))
                self._progress(ScanProgress("read", done, len(work)))
            if done == len(work):
                for _, read in self._heads.read(self._late()):
                    part = Part([item for item in read if item[0]], [], [item for item in read if not item[0]])
                    self._index.write(partial(self._write, part=part))
        finally:
            self._heads.close()
        if done < len(work):
            return self._report()
        gone = [(row, path) for row, path in self._gone.items() if row not in moved.taken]
        for at in range(0, len(gone), BATCH):
            self._removed += self._index.write(partial(store.remove, gone=gone[at : at + BATCH]))
        self._index.run(self._same_index)
        for statement in self._index.run(schema.missing):
            self._index.run(partial(schema.make, statement=statement))
        if self._root.names is None:
            if work or gone or not self._scanned:
                update_copies(self._index, copy.name_of([self._number]))
            self._index.write(lambda connection: store.set_scanned(connection, self._number))
        self._count()
        return self._report()

    def _on_the_way(self, walked: Iterable[Stat | Unreadable]) -> Iterator[Stat | Unreadable]:
        """What is left of a walk of which nothing is known: what a slow folder has shown is read before it goes on."""
        fresh: list[tuple[int, Stat]] = []
        done, until = 0, time.monotonic() + SLOW
        try:
            for item in walked:
                if isinstance(item, Unreadable):
                    yield item
                    continue
                fresh.append((0, item))
                if time.monotonic() < until:
                    continue
                for _, read in self._heads.read(fresh):
                    self._index.write(partial(self._write, part=Part([], [], read)))
                    done += len(read)
                    self._progress(ScanProgress("walk", done, 0))
                if self._stop():
                    self._ended = True
                    return
                fresh, until = [], time.monotonic() + SLOW
        finally:
            self._heads.close()
        yield from (entry for _, entry in fresh)

    def _report(self) -> ScanReport:
        unreadable = tuple(
            (Path(os.fsdecode(self._root.joined(path))), reason) for path, reason in self._heads.unreadable
        )
        total = self._index.run(lambda connection: store.total(connection, self._number))
        arrived = self._added if self._arrived else 0
        return ScanReport(self._added, len(self._changed), self._removed, self._renamed, unreadable, total, arrived)

    def _known(self) -> dict[bytes, Known]:
        known = self._index.run(lambda connection: store.known(connection, self._number))
        names = self._root.names
        return {item[0]: item for item in known if names is None or item[0] in names}

    def _present(self, row: int) -> Record | None:
        """What is in the file of a changed row now; None when it can't be read."""
        try:
            return self._heads.look(self._there[row])[1]
        except (OSError, UnreadableError):
            return None

    def _decided(self, read: Iterable[Read], moved: Moved) -> Part:
        """What is to be written of what was read; what takes the path of another waits until all is known."""
        part = Part([], [], [])
        for row, entry, record in read:
            taken = moved.take(row, entry, record)
            if taken is not None and (row or taken in self._there):
                self._seats[taken] = entry
            elif taken is not None:
                part.moved.append((taken, entry, record))
            elif not row:
                part.fresh.append((row, entry, record))
            elif row not in self._seats:
                part.changed.append((row, entry, record))
        return part

    def _late(self) -> list[tuple[int, Entry]]:
        """What is still to be read: the files that have the path of another row, or had a row that has another path."""
        paths = {entry.path for entry in self._seats.values()}
        left = [self._there[row] for row in self._seats if row in self._there and self._there[row].path not in paths]
        return [*self._seats.items(), *((0, entry) for entry in left)]

    def _same_index(self, connection: sqlite3.Connection) -> None:
        if store.root_state(connection, self._root.path)[0] != self._number:
            raise IndexRebuiltError

    def _write(self, connection: sqlite3.Connection, part: Part, *, last: bool = False) -> None:
        self._same_index(connection)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for row, entry, record in part.changed:
            if store.update(connection, row, self._number, entry, record):
                self._changed.add(row)
        for row, entry, record in part.moved:
            store.move(connection, row, self._number, entry, record)
            self._renamed += 1
        fresh = [(entry, record) for _, entry, record in part.fresh]
        self._added += store.insert(connection, self._number, self._root, fresh, arrived=self._arrived, now=now)
        if last and self._seats:
            self._reseat(connection)

    def _reseat(self, connection: sqlite3.Connection) -> None:
        there = self._there
        seats = {
            row: (there[row].path if row in there else self._gone[row], entry.path)
            for row, entry in self._seats.items()
        }
        lost = seat.reseat(connection, self._number, self._root, seats)
        if lost is None:
            self._seats.clear()
        else:
            self._removed += lost
            self._changed -= seats.keys()

    def _count(self) -> None:
        """Counts the words of the files whose head is not everything, until now estimated, and finds all links."""
        waiting = self._index.run(lambda connection: store.uncounted(connection, self._number))
        if waiting:
            from reader.library import link_key  # late: most starts find nothing to count

        for done, (row, path) in enumerate(waiting):
            if self._stop():
                return
            self._progress(ScanProgress("count", done, len(waiting)))
            try:
                named = self._root.names is not None
                data = read_named(self._root.joined(path)) if named else read_below(self._root.path, path)
                source = text_of(data)
                counted, links = count_whole(source), link_key.keys_of(path, source.text)
            except (OSError, UnreadableError):
                counted, links = None, frozenset()  # too large, or gone meanwhile: the estimate stays
            self._index.write(partial(store.set_whole, row=row, counted=counted, links=links))


def update_copies(index: Index, roots: str) -> None:
    """Find anew which articles of some roots (see `copy.name_of`) are copies. Raises StorageError."""
    found = index.run(lambda connection: copy.find(connection, roots))
    index.write(lambda connection: copy.write(connection, roots, found))
