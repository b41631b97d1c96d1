"""The articles of the folders: which there are, in an order, and their text. What is looked up, and nothing changed."""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from pathlib import Path

from reader import paths
from reader.article import Article
from reader.errors import UnreadableError, UsageError
from reader.library import copy, listing, store
from reader.library.found import Facet, Grouped
from reader.library.index import Index
from reader.library.listing import ListQuery, Scope
from reader.library.root import Root, absolute, roots_of
from reader.library.source import Source, read_below, read_named, text_of, unreadable
from reader.sanitise import sanitise_line


class Shelf:
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

    def grouped(self, query: ListQuery, limit: int | None = None) -> Grouped:
        """As `ids`, for a `query` that has groups, with what these are; a `limit` costs what is in those groups."""
        query = _checked(query)
        return self._index.run(lambda connection: listing.grouped(connection, self._scope(), query, limit))

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

    def copies(self, path: Path) -> list[Article]:
        """The other files with the content, or the source and title, of the one at `path`: lists show one of them."""
        article = self.by_path(path)
        if article is None:
            return []
        roots = self._scope().roots
        return self.rows(self._index.run(lambda connection: copy.rows(connection, roots, article.row)))

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
