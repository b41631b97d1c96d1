"""Fills the full-text index behind a scan: reads whole files, writes them in small transactions.

What is done is a fact in the index, so that a process can be killed at any time and the next goes on;
several at once share the work from its two ends and repeat nothing that is finished.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from reader.errors import UnreadableError
from reader.library import fulltext, heap
from reader.library.fulltext import Text, Waiting
from reader.library.index import Index
from reader.library.listing import Scope
from reader.library.root import Root
from reader.library.scan import ScanProgress
from reader.library.source import read_below, read_named, text_of
from reader.library.text_scan import reading_parts

_ROWS = 512  # that are looked up together
# Code points in a transaction: some 200 ms in which nobody else can write. The full-text index makes a tree
# of each, and has to merge them: with a quarter of that it takes a fifth longer.
_SIZE = 4_000_000


def index_texts(
    index: Index,
    scope: Scope,
    roots: Sequence[Root],
    progress: Callable[[ScanProgress], None],
    stop: Callable[[], bool],
) -> int:
    """Indexes what waits in the scope, which is that of the roots; how many articles this call did.

    What can't be read for now (a disk that is not there) goes on waiting. Raises StorageError.
    """
    by_path = {root.path: root for root in roots}
    _clear(index, stop)
    rows = index.run(lambda connection: fulltext.unindexed(connection, scope))
    if not rows:
        return 0
    done = 0
    with _first(index) as first:
        if not first:
            rows.reverse()
        progress(ScanProgress("text", 0, len(rows)))
        for at in range(0, len(rows), _ROWS):
            part = rows[at : at + _ROWS]
            batch: list[tuple[Waiting, Text | None]] = []
            size = 0
            for article in index.run(partial(fulltext.waiting, rows=part)):
                if stop():
                    break
                root = by_path.get(article.root)
                if root is None:  # the index was built anew meanwhile, by a program with other folders
                    continue
                try:
                    batch.append((article, _read(root, article)))
                except _GoneError:
                    continue
                # no name for the text: it would be held while the next one is read
                size += _length(batch[-1][1])
                if size > _SIZE:
                    done += _write(index, batch)
                    batch, size = [], 0
            done += _write(index, batch)
            if stop():
                break
            progress(ScanProgress("text", at + len(part), len(rows)))
    return done


def _clear(index: Index, stop: Callable[[], bool]) -> None:
    while not stop():
        rows = index.run(lambda connection: fulltext.stale(connection, 20))
        if not rows:
            return
        index.write(partial(fulltext.clear_stale, rows=rows))


class _GoneError(Exception):
    """The file is not there now; the next scan says whether it went away or its disk did."""


def _read(root: Root, article: Waiting) -> Text | None:
    """The text, or None: there never will be one."""
    try:
        named = root.names is not None
        data = read_named(root.joined(article.path)) if named else read_below(root.path, article.path)
    except UnreadableError:
        return None
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENXIO):
            return None
        raise _GoneError from error
    if len(data.head) > heap.LONG:
        heap.give_back()
    source = text_of(data).text
    del data  # a long file is in memory as bytes, as text, or as what is put in: never all at once
    parts = reading_parts(source, article.body)
    del source
    return fulltext.text_of(parts)


def _length(text: Text | None) -> int:
    return text.length if text else 0


def _write(index: Index, batch: list[tuple[Waiting, Text | None]]) -> int:
    if not batch:
        return 0
    return index.write(lambda connection: sum(fulltext.put(connection, article, text) for article, text in batch))


@contextlib.contextmanager
def _first(index: Index) -> Iterator[bool]:
    """Whether no other process is at this; one that ended in any way is not."""
    try:
        handle = os.open(
            index.path.with_name(index.path.name + ".text-lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
        )
    except OSError:
        yield True
        return
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            first = True
        except OSError:
            first = False
        yield first
    finally:
        os.close(handle)
