"""Brings the index up to date with the folders: a walk by stat, then the heads of new and changed files.

Files are read outside transactions and written at most 500 at a time, fewer where the folder is slow, so that
readers and other processes never wait. What could not be read is reported, and what lies in a folder that could not be
entered keeps its rows. A file that moved keeps its row when its content says that it is the same.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from reader.errors import UnreadableError
from reader.library import copy, schema, store
from reader.library.index import Index
from reader.library.moved import Moved
from reader.library.moved import gone as gone_articles
from reader.library.record import Record, count_whole, record_of
from reader.library.root import Root
from reader.library.source import HEAD_BYTES, open_folder, read_at, read_below, read_named, reason_of, text_of
from reader.library.walk import Entry, Stat, Unreadable, walk

BATCH = 500
FIRST_BATCH = 50  # so that there is a list to look at
LONGEST = 0.5  # seconds until what was read of a slow folder is written


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


# What the index knows of a file: path, size, mtime_ns, inode (as an Entry), row. Plain tuples, because a
# library has 100,000 and the garbage collector leaves these alone.
Known = tuple[bytes, int, int, int, int]


class Plan(NamedTuple):
    """What a walk means for the index: files to read, those unchanged, and the rows without a file."""

    fresh: list[Entry]
    changed: list[tuple[int, Entry]]
    gone: dict[bytes, Known]
    unreadable: list[Unreadable]


def plan(known: dict[bytes, Known], found: Iterable[Stat | Unreadable]) -> Plan:
    """Compares a walk with the index; pure, and the same whatever the order of the walk. `known` is used up."""
    fresh: list[Entry] = []
    changed: list[tuple[int, Entry]] = []
    unreadable: list[Unreadable] = []
    take = known.pop
    for item in found:
        before = take(item[0], None)
        if before is not None and before[:4] == item:
            continue  # nearly all of them: asked first
        if isinstance(item, Unreadable):
            unreadable.append(item)
            if before is not None:
                known[item[0]] = before
        elif before is None:
            fresh.append(Entry(*item))
        else:
            changed.append((before[4], Entry(*item)))
    kept = [entry.path for entry in unreadable if entry.folder]
    if b"" in kept:
        known.clear()  # the root itself can't be entered: an unmounted disk is no deletion
    for path in list(known) if kept else ():
        if any(path.startswith(folder + b"/") for folder in kept):
            del known[path]
    return Plan(sorted(fresh), sorted(changed, key=itemgetter(1)), known, sorted(unreadable))


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
        self._unreadable: list[tuple[bytes, str]] = []
        self._handle: tuple[bytes, int] | None = None
        self._added = self._changed = self._removed = self._renamed = 0

    def run(self) -> ScanReport:
        """Walks, reads, writes; returns what changed. Raises StorageError and IndexRebuiltError."""
        planned = plan(self._known(), self._walk())
        self._unreadable += [(item.path, item.reason) for item in planned.unreadable]
        gone_rows = [item[4] for item in planned.gone.values()]
        moved = Moved(self._index.run(lambda connection: gone_articles(connection, gone_rows)))
        # the newest first: a list that is looked at meanwhile fills from its top
        work = [*planned.changed, *((0, entry) for entry in planned.fresh)]
        work.sort(key=lambda item: -item[1].mtime_ns)
        done = 0
        try:
            for done, read in self._read_all(work):
                self._index.write(partial(self._write, read=read, moved=moved))
                self._progress(ScanProgress("read", done, len(work)))
        finally:
            self._close()
        if done < len(work):
            return self._report()
        gone = [(item[4], path) for path, item in planned.gone.items() if item[4] not in moved.taken]
        for at in range(0, len(gone), BATCH):
            part = gone[at : at + BATCH]
            self._removed += self._index.write(partial(store.remove, gone=part))
        self._index.run(self._same_index)
        for statement in self._index.run(schema.missing):
            self._index.write(partial(_run, statement=statement))
        if self._root.names is None:
            if work or gone or not self._scanned:
                update_copies(self._index, copy.name_of([self._number]))
            self._index.write(lambda connection: store.set_scanned(connection, self._number))
        self._count()
        return self._report()

    def _report(self) -> ScanReport:
        unreadable = tuple((Path(os.fsdecode(self._root.joined(path))), reason) for path, reason in self._unreadable)
        total = self._index.run(lambda connection: store.total(connection, self._number))
        arrived = self._added if self._arrived else 0
        return ScanReport(self._added, self._changed, self._removed, self._renamed, unreadable, total, arrived)

    def _known(self) -> dict[bytes, Known]:
        known = self._index.run(lambda connection: store.known(connection, self._number))
        names = self._root.names
        return {item[0]: item for item in known if names is None or item[0] in names}

    def _walk(self) -> Iterable[Stat | Unreadable]:
        return walk(self._root.path) if self._root.names is None else self._look_at(self._root.names)

    def _look_at(self, names: Iterable[bytes]) -> Iterator[Stat | Unreadable]:
        for name in sorted(names):
            try:
                status = self._root.status(name)
                yield name, status.st_size, status.st_mtime_ns, status.st_ino
            except OSError as error:
                yield Unreadable(name, reason_of(error), False)

    def _read_all(self, work: Sequence[tuple[int, Entry]]) -> Iterator[tuple[int, list[tuple[int, Entry, Record]]]]:
        """What is read of `work` in parts, with how far it is; ends early when it is told to stop."""
        part: list[tuple[int, Entry, Record]] = []
        begun, until, most = 0, time.monotonic() + LONGEST, FIRST_BATCH
        for number, (row, entry) in enumerate(work, 1):
            if self._stop():
                return
            if item := self._read(row, entry):
                part.append(item)
            if number - begun >= most or number == len(work) or time.monotonic() > until:
                yield number, part
                part, begun, until, most = [], number, time.monotonic() + LONGEST, BATCH

    def _read(self, row: int, entry: Entry) -> tuple[int, Entry, Record] | None:
        folder, _, name = entry.path.rpartition(b"/")
        try:
            if self._root.names is not None:
                data = read_named(self._root.joined(entry.path), HEAD_BYTES)
            else:
                if self._handle is None or self._handle[0] != folder:
                    self._close()
                    parts = folder.split(b"/") if folder else []
                    self._handle = folder, open_folder(self._root.path, parts)
                data = read_at(self._handle[1], name, HEAD_BYTES)
        except (OSError, UnreadableError) as error:
            reason = reason_of(error) if isinstance(error, OSError) else str(error)
            self._unreadable.append((entry.path, reason))
            return None
        # what was read counts, not what the walk saw before
        entry = Entry(entry.path, *data.fingerprint)
        return row, entry, record_of(entry, data)

    def _same_index(self, connection: sqlite3.Connection) -> None:
        if store.root_state(connection, self._root.path)[0] != self._number:
            raise IndexRebuiltError

    def _close(self) -> None:
        if self._handle:
            os.close(self._handle[1])
            self._handle = None

    def _write(self, connection: sqlite3.Connection, read: Sequence[tuple[int, Entry, Record]], moved: Moved) -> None:
        self._same_index(connection)
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        fresh: list[tuple[Entry, Record]] = []
        for row, entry, record in read:
            if row:
                self._changed += store.update(connection, row, self._number, entry, record)
            elif old := moved.take(entry, record):
                store.move(connection, old, self._number, entry, record)
                self._renamed += 1
            else:
                fresh.append((entry, record))
        self._added += store.insert(connection, self._number, self._root, fresh, arrived=self._arrived, now=now)

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


def _run(connection: sqlite3.Connection, statement: str) -> None:
    connection.execute(statement)
