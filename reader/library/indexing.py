"""Fills the full-text index behind a scan: reads whole files, writes them in small transactions.

What is done is a fact in the index, so that a process can be killed at any time and the next goes on;
several at once share the work from its two ends and repeat nothing that is finished.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from collections import deque
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
from reader.library.worker import shared

_ROWS = 512  # that are looked up together, and written
_WORTH = 300  # articles for which a process is started: that takes as long as to index some 50
_ASKED = 4_000_000  # bytes of files that it is asked for at once, none of them longer than half of that
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
    _clear(index, stop)
    rows = index.run(lambda connection: fulltext.unindexed(connection, scope))
    if not rows:
        return 0
    done = seen = 0
    with _first(index) as first:
        if not first:
            rows.reverse()
        progress(ScanProgress("text", 0, len(rows)))
        queue = _Queue(index, rows, roots)
        work = partial(_read_all, named=frozenset(root.path for root in roots if root.names is not None))
        batch: list[tuple[Waiting, Text | None]] = []
        size = 0
        many = queue.many if len(rows) >= _WORTH else None
        for articles, texts in shared(work, many, queue.few, stop):
            for article in articles:
                is_there, text = texts.pop()
                if is_there:
                    batch.append((article, text))
                    size += text.length if text else 0
                del text  # it would be held while the next one is read
            seen += len(articles)
            if size > _SIZE or len(batch) >= _ROWS:
                done += _write(index, batch)
                batch, size = [], 0
                progress(ScanProgress("text", seen + queue.skipped, len(rows)))
        done += _write(index, batch)
        if not stop():
            progress(ScanProgress("text", len(rows), len(rows)))
    return done


class _Queue:
    """The articles whose texts wait, as they are handed out to the two that read them."""

    def __init__(self, index: Index, rows: Sequence[int], roots: Sequence[Root]) -> None:
        self._index = index
        self._rows = rows
        self._roots = {root.path for root in roots}
        self._next: deque[Waiting] = deque()
        self._long: deque[Waiting] = deque()
        self._at = 0
        self.skipped = 0  # rows that do not wait any more

    def many(self) -> list[Waiting] | None:
        """As many as are read and handed over together; long ones are left: what is handed over is there twice."""
        found: list[Waiting] = []
        size = 0
        while size < _ASKED and len(found) < _ROWS and self._has_next():
            article = self._next.popleft()
            if article.size > _ASKED // 4:
                self._long.append(article)
            else:
                found.append(article)
                size += article.size
        return found or None

    def few(self) -> list[Waiting] | None:
        """The next one, the long ones first."""
        if self._long:
            return [self._long.popleft()]
        return [self._next.popleft()] if self._has_next() else None

    def _has_next(self) -> bool:
        while not self._next and self._at < len(self._rows):
            part = self._rows[self._at : self._at + _ROWS]
            self._at += len(part)
            found = self._index.run(partial(fulltext.waiting, rows=part))
            # the index may have been built anew meanwhile, by a program with other folders
            self._next.extend(article for article in found if article.root in self._roots)
            self.skipped += len(part) - len(self._next)
        return bool(self._next)


def _clear(index: Index, stop: Callable[[], bool]) -> None:
    while not stop():
        rows = index.run(lambda connection: fulltext.stale(connection, 20))
        if not rows:
            return
        index.write(partial(fulltext.clear_stale, rows=rows))


Found = tuple[bool, Text | None]  # whether the file is there, and its text; None: there never will be one


def _read_all(articles: Sequence[Waiting], named: frozenset[bytes]) -> list[Found]:
    """What is found of each, the last first: it is used up from the end. `named` are roots with names."""
    return [_read(article, named=article.root in named) for article in reversed(articles)]


def _read(article: Waiting, *, named: bool) -> Found:
    try:
        data = read_named(Root(article.root).joined(article.path)) if named else read_below(article.root, article.path)
    except UnreadableError:
        return True, None
    except OSError as error:
        # else it is not there now: the next scan says whether it went away or its disk did
        return error.errno in (errno.EACCES, errno.EPERM, errno.ELOOP, errno.ENXIO), None
    if len(data.head) > heap.LONG:
        heap.give_back()
    source = text_of(data).text
    del data  # a long file is in memory as bytes, as text, or as what is put in: never all at once
    parts = reading_parts(source, article.body)
    del source
    return True, fulltext.text_of(parts)


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
