"""The library as everybody above sees it: articles in an order, their text, and where links lead.

Synchronous; usable from any thread. Holds nothing that files and user data cannot rebuild, and writes
no file but the index.
"""

from __future__ import annotations

import os
import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reader import paths
from reader.article import Article
from reader.errors import StorageError, UnreadableError, UsageError
from reader.library import listing, projection, store
from reader.library.found import Facet, Found
from reader.library.index import Index
from reader.library.listing import ListQuery, Scope
from reader.library.projection import Projection
from reader.library.root import Root, above, absolute, roots_of
from reader.library.scan import IndexRebuiltError, Scan, ScanProgress, ScanReport
from reader.library.source import Source, read_below, read_named, text_of, unreadable
from reader.library.target import Target
from reader.library.watch import Watch
from reader.sanitise import sanitise_line


class LibraryLink(NamedTuple):
    """A link of an article: where it stands (1-based line), its words and href, and what it leads to."""

    path: Path
    line: int
    text: str
    href: str
    target: Target


class Library:
    """Folders (or single files) of text, with the index that makes them quick to list."""

    def __init__(self, roots: Sequence[Path], index: Path) -> None:
        """Opens or makes the index at `index`; raises StorageError when it can't be used at all."""
        self._roots = roots_of(roots)
        self.roots: tuple[Path, ...] = tuple(Path(os.fsdecode(root.path)) for root in self._roots)
        self._index = Index(index)
        self._session: int | None = None

    @property
    def title(self) -> str:
        """A name for the library: of its only file, of its folder, or how many folders it has."""
        if len(self._roots) != 1:
            return f"{len(self._roots)} folders"
        root = self._roots[0]
        if root.names is not None and len(root.names) == 1:
            (name,) = root.names
            return sanitise_line(paths.printable(os.fsdecode(name)))
        return sanitise_line(paths.printable(self.roots[0].name)) or "/"

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

    def watch(self) -> Watch:
        """What notices, asked now and then, that the folders changed from now on, so that a scan is due."""
        return Watch(self._roots)

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

        return index_texts(
            self._index, scope, self._roots, progress or (lambda progress: None), stop or (lambda: False)
        )

    def search(self, text: str, limit: int = 50, *, live: bool = False) -> Found:
        """The articles whose text, title, authors or tags fit the query in `text` (see `query`), the best first.

        Any string is a query. With `live` it is being typed: its last word may go on. From any thread, and
        quick enough to be asked at each key; nothing in it waits for `index_texts`. At most 10,000.
        Raises StorageError.
        """
        from reader.library.search import search  # late: only who searches needs its patterns

        scope, session = self._scope(), self._session or 0
        limit = min(max(limit, 1), 10_000)
        return self._index.run(lambda connection: search(connection, scope, session, text, limit, live=live))

    def count(self, query: ListQuery) -> int:
        """How many articles `query` shows."""
        query = _checked(query)
        return self._index.run(lambda connection: listing.count(connection, self._scope(), query))

    def view_counts(self, text: str = "") -> dict[str, int]:
        """How many articles each of `VIEWS` shows of those that fit the filter `text`; one walk for all."""
        return self._index.run(lambda connection: listing.view_counts(connection, self._scope(), text))

    def facets(self, name: str, query: ListQuery | None = None, limit: int = 50) -> list[Facet]:
        """The tags (`tag`), authors (`author`), sites (`site`), folders (`in`) or languages (`lang`) of a list.

        Each with how many of the articles of `query` have it, the most frequent first. Its `term` is what
        narrows a list to it, added to the filter. For 100,000 articles in a thread: some tenths of a second.
        """
        from reader.library import facet, narrowing  # late: only who narrows a list needs them

        if name not in facet.KINDS:
            raise UsageError(
                f"Articles can't be narrowed by {sanitise_line(name)!r}, only by {', '.join(facet.KINDS)}."
            )
        query = _checked(query or ListQuery())
        return self._index.run(lambda connection: narrowing.counts(connection, self._scope(), query, name, limit))

    def ids(self, query: ListQuery, limit: int | None = None) -> array[int]:
        """The row numbers that `query` shows, in its order; the first `limit` cost next to nothing."""
        query = _checked(query)
        return self._index.run(lambda connection: listing.ids(connection, self._scope(), query, limit))

    def group_sizes(self, query: ListQuery) -> array[int]:
        """How many articles each group of `query` has, in the order of `ids`; none where it is not grouped."""
        query = _checked(query)
        return self._index.run(lambda connection: listing.group_sizes(connection, self._scope(), query))

    def rows(self, ids: Sequence[int]) -> list[Article]:
        """The articles with these row numbers, in the same order; those that are gone are left out."""
        return self._index.run(lambda connection: listing.rows(connection, ids, self._session or 0))

    def by_path(self, path: Path) -> Article | None:
        """The article at this path, or None when the index has none there."""
        place = self._place(absolute(path))
        if place is None:
            return None
        root, relative = place
        return self._one("root = (SELECT root FROM root WHERE path = ?) AND path = ?", root.path, relative)

    def by_id(self, identity: str) -> Article | None:
        """The article with this id, or None."""
        return self._one("id = ?", identity)

    def by_url(self, url: str) -> Article | None:
        """The article saved from this web address (tracking parameters, `www.` … do not count), or None."""
        from reader.library import urls  # late, here and below: its patterns take long, and most commands need none

        canonical = urls.canonical(url)
        return self._one("canonical = ?", canonical) if canonical else None

    def read(self, path: Path, limit: int | None = None) -> Source:
        """The text of a file below a root, or of its first `limit` bytes.

        Raises UnreadableError: no such file, no regular file, larger than 64 MB, a symbolic link that
        the user did not name, or not in this library.
        """
        whole = absolute(path)
        place = self._place(whole)
        try:
            if place is None:
                raise UnreadableError("it is not in this library")
            root, relative = place
            named = root.names is not None and relative in root.names
            return text_of(read_named(whole, limit) if named else read_below(root.path, relative, limit))
        except (OSError, UnreadableError) as error:
            raise unreadable(whole, error) from error

    def resolve(self, path: Path, href: str, text: str = "") -> Target:
        """What `href` in the article at `path` leads to; `text` is what the link says. Opens nothing, never raises."""
        from reader.library import links  # late

        whole = absolute(path)
        if links.is_remote(href):
            target = links.web(href, text)
            if target.kind != "web":
                return target
            saved = self.by_url(href)
            if saved is None or absolute(saved.path) == whole:
                return target
            _, _, fragment = href.partition("#")
            return target._replace(kind="saved", path=saved.path, fragment=links.decoded(fragment))
        place = self._place(whole)
        if place is None:
            place = above(whole)
        target = links.local(*place, href)
        if target.kind == "missing" and (name := links.bare_name(href)):
            found = self._one("name = ?", name)
            if found:
                _, _, fragment = href.partition("#")
                return Target("library", found.path, links.decoded(fragment))
        return target

    def links(self, path: Path) -> list[LibraryLink]:
        """The links of one article; raises UnreadableError."""
        from reader.library import links  # late
        from reader.library.link_scan import scan_links

        listed = []
        for found in scan_links(self.read(path).text):
            href = links.of_wikilink(found.href) if found.wiki else found.href
            listed.append(LibraryLink(path, found.line, found.text, found.href, self.resolve(path, href, found.text)))
        return listed

    def all_links(self) -> Iterator[LibraryLink]:
        """The links of all articles by path; files that can't be read are left out."""
        numbers = self.ids(ListQuery(view="all", sort="path"))
        for at in range(0, len(numbers), 500):
            for article in self.rows(numbers[at : at + 500]):
                try:
                    yield from self.links(article.path)
                except UnreadableError:
                    continue

    def backlinks(self, path: Path) -> list[Article]:
        """The other articles that link to the one at `path`, as `resolve` would say, or to a page it was saved from.

        By title. Opens no file; an article whose end is not indexed yet may be missing.
        """
        from reader.library import backlink  # late
        from reader.library.fold import fold

        place = self._place(absolute(path))
        if place is None:
            return []
        scope = self._scope()

        def found(connection: sqlite3.Connection) -> set[int]:
            numbers = {store.root_state(connection, root.path)[0]: root for root in self._roots}
            return backlink.sources(connection, scope, numbers, *place)

        articles = self.rows(sorted(self._index.run(found)))
        return sorted(articles, key=lambda article: (fold(article.title), article.path))

    def project(self, states: Iterable[Projection], counter: int, *, whole: bool = False) -> None:
        """Writes what user data says of files into the index; with `whole`, nothing else is known of any file.

        `counter` is that of the user data the states were read at, given back by `projected`.
        """
        found = list(states)
        self._index.write(lambda connection: projection.project(connection, found, counter, whole=whole))

    def close(self) -> None:
        """Closes the index; nothing can be asked any more."""
        self._index.close()

    def _scope(self) -> Scope:
        # asked anew each time: another process may have rebuilt the index with other numbers
        return self._index.run(
            lambda connection: listing.scope_of(
                [(store.root_state(connection, root.path)[0], root.names) for root in self._roots]
            )
        )

    def _place(self, path: bytes) -> tuple[Root, bytes] | None:
        for root in self._roots:
            if (relative := root.relative(path)) is not None:
                return root, relative
        return None

    def _one(self, condition: str, *values: object) -> Article | None:
        scope = self._scope()
        session = self._session or 0
        return self._index.run(lambda connection: listing.one(connection, scope, session, condition, values))


def _checked(query: ListQuery) -> ListQuery:
    if query.view not in listing.VIEWS:
        raise UsageError(f"There is no view {sanitise_line(query.view)!r}; there are {', '.join(listing.VIEWS)}.")
    if query.sort not in listing.SORTS:
        raise UsageError(
            f"Articles can't be sorted by {sanitise_line(query.sort)!r}, only by {', '.join(listing.SORTS)}."
        )
    if query.group:
        from reader.library.grouping import GROUPS  # late: most lists have no groups

        if query.group not in GROUPS:
            raise UsageError(
                f"Articles can't be grouped by {sanitise_line(query.group)!r}, only by {', '.join(GROUPS)}."
            )
    return query
