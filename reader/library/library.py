"""The library as everybody above sees it: what can be looked up and followed, and how it is brought up to date.

Synchronous; usable from any thread. Holds nothing that files and user data cannot rebuild, and writes
no file but the index.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from reader.errors import StorageError
from reader.library import projection, seat, store
from reader.library.found import Found
from reader.library.linking import Linking
from reader.library.projection import Projection
from reader.library.root import Root
from reader.library.scan import IndexRebuiltError, Scan, ScanProgress, ScanReport, update_copies
from reader.library.seat import Move
from reader.library.watch import Watch


class Library(Linking):
    """All of it. `Shelf` opens it, `Linking` follows its links; here are scans, searches, and what user data says."""

    @property
    def scanned(self) -> bool:
        """Whether all roots were scanned to the end once, so that lists are complete."""
        numbers = self._index.run(lambda connection: [store.root_state(connection, root.path) for root in self._roots])
        return all(scanned or root.names is not None for (_, scanned), root in zip(numbers, self._roots, strict=True))

    @property
    def unindexed(self) -> int:
        """How many articles have a text that `index_texts` has not brought into the index yet."""
        scope = self._scope()
        return self._index.run(lambda connection: store.unindexed(connection, scope.condition, scope.values))

    @property
    def projected(self) -> int:
        """The counter that came with the last projection of user data, -1 without one."""
        return self._index.run(projection.projected)

    def begin_session(self) -> None:
        """Says that a person begins to read: what arrives from now on, or since the last time, is `new`."""
        self._session = self._index.write(store.next_session)

    def scan(
        self,
        progress: Callable[[ScanProgress], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> ScanReport:
        """Brings the index up to date with the folders; what can't be read is in the report.

        Rows appear while it runs, 500 at a time. `stop` is asked between batches. Raises StorageError.
        """
        reports = [self._scan(root, progress, stop) for root in self._roots]
        if "," in (roots := self._scope().roots):  # each folder knows its own
            update_copies(self._index, roots)
        return ScanReport(
            sum(report.added for report in reports),
            sum(report.changed for report in reports),
            sum(report.removed for report in reports),
            sum(report.renamed for report in reports),
            tuple(entry for report in reports for entry in report.unreadable),
            sum(report.total for report in reports),
            sum(report.arrived for report in reports),
        )

    def _scan(
        self, root: Root, progress: Callable[[ScanProgress], None] | None, stop: Callable[[], bool] | None
    ) -> ScanReport:
        for _ in range(3):
            try:
                return Scan(self._index, root, self._session, progress, stop).run()
            except IndexRebuiltError:
                continue
        raise StorageError("The index is deleted or rebuilt again and again: is another program at work on it?")

    @property
    def untold(self) -> list[Move]:
        """The articles that scans found under the path of another, until `told`."""
        return self._index.run(seat.untold)

    def told(self, moves: Sequence[Move]) -> None:
        """What keeps something of articles has taken these over."""
        self._index.write(lambda connection: seat.told(connection, moves))

    def watch(self) -> Watch:
        """What notices, asked now and then, that the folders changed from now on, so that a scan is due."""
        return Watch(self._roots, index=self._index.inode)

    def index_texts(
        self,
        progress: Callable[[ScanProgress], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int:
        """Indexes the texts that the last scans found and that can't be searched yet; how many it did.

        Takes long for a new library: in a thread of its own, after `scan`. It can be stopped, killed and
        called by several at once; what is done stays done, and can be searched meanwhile. `progress` has
        the phase `text`. Raises StorageError.
        """
        scope = self._scope()
        if not self.unindexed and not self._index.run(store.has_stale):
            return 0
        from reader.library.indexing import index_texts  # late: most starts find nothing to index

        done, path = 0, None
        while path != self._index.path:  # anew where a disk was full meanwhile: what was under way is not in the copy
            path = self._index.path
            done += index_texts(
                self._index, scope, self._roots, progress or (lambda progress: None), stop or (lambda: False)
            )
        return done

    def search(self, text: str, limit: int = 50, *, live: bool = False, known: Collection[int] = ()) -> Found:
        """The articles whose text, title, authors or tags fit the query in `text` (see `query`), the best first.

        Any string is a query. With `live` it is being typed: its last word may go on. From any thread, and
        quick enough to be asked at each key; nothing in it waits for `index_texts`. At most 10,000, with
        the rows that are `known` already and left out. Raises StorageError.
        """
        from reader.library.search import search  # late: only who searches needs its patterns

        scope, session = self._scope(), self._session or 0
        limit = min(max(limit, 1) + len(known), 10_000)
        return self._index.run(
            lambda connection: search(connection, scope, session, text, limit, live=live, known=frozenset(known))
        )

    def project(self, states: Iterable[Projection], counter: int, *, whole: bool = False) -> None:
        """Writes what user data says of files into the index; with `whole`, nothing else is known of any file.

        `counter` is that of the user data the states were read at, given back by `projected`.
        """
        found = list(states)
        self._index.write(lambda connection: projection.project(connection, found, counter, whole=whole))
