"""Where the links of articles lead, and which articles link to one. Opens nothing outside of the folders."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reader.article import Article
from reader.errors import UnreadableError
from reader.library import store
from reader.library.listing import ListQuery
from reader.library.root import above, absolute
from reader.library.shelf import Shelf
from reader.library.target import Target
from reader.sanitise import sanitise_line


class LibraryLink(NamedTuple):
    """A link of an article: where it stands (1-based line), its words and href, and what it leads to."""

    path: Path
    line: int
    text: str
    href: str
    target: Target


class Linking(Shelf):
    """The links among the articles, and out of them."""

    def resolve(self, path: Path | None, href: str, text: str = "") -> Target:
        """What `href` in the article at `path` leads to; `text` is what the link says. Opens nothing, never raises.

        Without a path it is in a text that is no file: nothing is looked up beside it.
        """
        from reader.library import links  # late

        whole = absolute(path) if path is not None else None
        if links.is_remote(href):
            target = links.web(href, text)
            if target.kind != "web":
                return target
            saved = self.by_url(href)
            if saved is None or absolute(saved.path) == whole:
                return target
            _, _, fragment = href.partition("#")
            return target._replace(kind="saved", path=saved.path, fragment=links.decoded(fragment))
        target = links.of_no_file(href) if whole is None else links.local(*(self._place(whole) or above(whole)), href)
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
            target = self.resolve(path, href, found.text)  # of the address as it is: that it hides something is told
            listed.append(LibraryLink(path, found.line, sanitise_line(found.text), sanitise_line(href), target))
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
        from reader.fold import fold
        from reader.library import backlink  # late

        place = self._place(absolute(path))
        if place is None:
            return []
        scope = self._scope()

        def found(connection: sqlite3.Connection) -> set[int]:
            numbers = {store.root_state(connection, root.path)[0]: root for root in self._roots}
            return backlink.sources(connection, scope, numbers, *place)

        articles = self.rows(sorted(self._index.run(found)))
        return sorted(articles, key=lambda article: (fold(article.title), article.path))
