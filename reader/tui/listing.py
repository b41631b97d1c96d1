"""The list: which articles in which order, filter, views."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import NamedTuple

from reader.article import Article
from reader.errors import ReaderError
from reader.library import Grouped, ListQuery
from reader.reading.config import Config
from reader.tui.article_list import ArticleList
from reader.tui.article_rows import Continue
from reader.tui.keys import Hold
from reader.tui.rows import Rows
from reader.tui.travelling import Travelling

FIRST_ROW = -1  # the cursor goes to the first row, whatever article it was on
FIRST = 200  # rows asked for before the first paint; the rest comes from a thread

VIEWS = {  # in the order of their digits
    "library": ("Library", "Nothing here yet. Put Markdown files into the folder and press r."),
    "unread": ("Unread", "Everything has been read or begun.\n1 shows the whole library."),
    "reading": ("Reading", "Nothing is begun and unfinished.\n1 shows the whole library."),
    "starred": ("Starred", "Nothing is starred. s stars an article.\n1 shows the whole library."),
    "short": ("Short", "Nothing unread takes ten minutes or less.\n1 shows the whole library."),
    "archive": ("Archive", "Nothing is archived. a archives an article.\n1 shows the whole library."),
    "finished": ("Finished", "Nothing has been read to its end.\n6 shows what is archived, 1 the whole library."),
    "marked": ("Marked", "Nothing is marked. m bookmarks a passage of an article.\n1 shows the whole library."),
}
SORTS = {
    "newest": "newest",
    "published": "date published",
    "title": "title",
    "author": "author",
    "site": "site",
    "shortest": "shortest",
    "longest": "longest",
    "last read": "last read",
    "path": "path",
    "random": "random",
}


class Rowset(NamedTuple):
    """What a query gave: row ids, how many there are in all, what to continue."""

    ids: array[int]
    total: int
    offered: Continue | None
    by: str  # what they are grouped by
    groups: Grouped
    archived: int = 0  # matches in the archive, where there are none outside


class Listing(Travelling):
    """The part of the main screen that keeps the list."""

    config = Config({})
    unreadable = ""  # what the last scan could not read, in words
    _list_request = 0
    _shown_request = 0  # of the rows that are shown
    _open_when_shown: Hold | None = None  # Enter came before the rows of what was typed
    _looked = False  # the folder was looked through to its end
    _filling = False  # nothing was known of it before: what is listed meanwhile is what was read first

    def neighbour(self, direction: int) -> Article | None:
        index = self._beside(direction)
        return self.list.article_at(index) if index is not None else None

    def _beside(self, direction: int) -> int | None:
        if self.opened is None:
            return None
        # two quick keys go two articles on, though the first of them is not loaded yet
        article = self.session.library.by_path(self.wanted or self.opened.article.path)
        return self.list.beside(article.row, direction) if article is not None else None

    def follow_in_list(self, article: Article, direction: int = 0) -> None:
        index = self._beside(direction) if direction else self.list.index_of(article.row)
        if index is not None:
            self.list.go(index)

    # what is listed

    def query_rows(self, query: ListQuery, limit: int | None = None) -> Rowset:
        """Ask the index; synchronous, from any thread."""
        library = self.session.library
        groups = library.grouped(query, limit) if query.group else Grouped(library.ids(query, limit), array("q"), ())
        ids = groups.ids
        # one that stands in several groups is counted once
        total = library.count(query) if query.group or (limit is not None and len(ids) >= limit) else len(ids)
        only_archived = query.filter and query.view == "library" and not total
        archived = library.count(query._replace(view="archive")) if only_archived else 0
        return Rowset(ids, total, self._offer(query), query.group, groups, archived)

    def _offer(self, query: ListQuery) -> Continue | None:
        if query.filter or query.view != "library":
            return None
        try:
            article = self.session.to_continue()
        except ReaderError:
            return None  # the list is more than its first row; what reads on says what is wrong
        if article is None or (self.is_reading and self.opened and self.opened.article.path == article.path):
            return None
        return Continue(article, self.minutes_left(article, article.progress))

    def first_rows(self) -> None:
        """Fill the list before the first paint with what fits some screens."""
        self._show_rows(self.query_rows(self.listing, FIRST), None)
        self._filling = not self.list.count
        if self.list.total > len(self.list.ids):
            self.refresh_list()

    def refresh_list(self, keep: int | None = None, then: Callable[[], None] | None = None) -> None:
        """Ask the index again in a thread; the cursor stays on its article, or goes to row `keep`.

        `then` runs when the answer is there, whatever it is.
        """
        self._list_request += 1
        request, query = self._list_request, self.listing
        if keep is None:
            keep = FIRST_ROW if self._filling and not self.list.cursor else self.list.current_row

        def arrived(rowset: Rowset) -> None:
            if request == self._list_request:
                self._shown_request = request
                self._show_rows(rowset, keep)
                hold, self._open_when_shown = self._open_when_shown, None
                if hold is not None and not hold.stopped:
                    self.action_open()
                    self.keys.release(hold)
            ended()

        def failed(error: ReaderError) -> None:
            self.failed(error)
            ended()

        def ended() -> None:
            if then is not None:
                then()

        self.background.read(lambda: self.query_rows(query), arrived, failed)

    def _show_rows(self, rowset: Rowset, keep: int | None) -> None:
        view = self.listing.view
        empty = VIEWS[view][1]
        if self.listing.filter:
            unclear = self._unclear()
            ways = "Enter searches the texts for it, Esc clears the filter."
            empty = "\n".join([f"Nothing matches “{self.listing.filter}”.", *unclear, ways])
        elif not self._looked and view == "library":
            empty = "Looking through the folder…"
        elif view == "library" and self.unreadable:
            empty = "\n".join(self.unreadable.rsplit(": ", 1)) + "\nr tries again."
        if rowset.archived:
            matches = "1 article" if rowset.archived == 1 else f"{rowset.archived} articles"
            empty = f"“{self.listing.filter}” matches {matches} of the archive.\n6 shows it, Esc clears the filter."
        self.list.empty = empty
        if self.is_reading and self.opened is not None and self.opened.article.row in rowset.ids:
            keep = self.opened.article.row  # the cursor is on what is read, wherever a link led
        kept = None if keep == FIRST_ROW else keep
        self.list.set_ids(rowset.ids, rowset.total, rowset.offered, kept, rowset.by, rowset.groups)
        self.list_moved()

    def tell_head(self) -> None:
        """The line above the list."""
        query = self.listing
        parts = [
            self.session.library.title,
            VIEWS[query.view][0],
            SORTS[query.sort] + (" reversed" if query.turned else ""),
        ]
        if query.filter:
            parts.append(f"/ {query.filter}")
        if query.group:
            parts.append(f"by {query.group}")
        at = self.list.position(self.list.cursor) + 1
        places = max(len(self.list.ids), self.list.total)
        number = f"{max(at, 1):,} of {places:,}" if places else ""
        if self.list.total < places and query.group:
            number += f" · {self.list.total:,} articles"  # one may stand in several groups
        self.head.tell(parts, number)

    def list_changed(self) -> None:
        """Some article's state changed: rows and the offer to continue may have to change."""
        self.list.forget()
        self.refresh_list()

    def list_moved(self) -> None:
        """The cursor stands on another article: preview it."""
        self.tell_head()
        if not self.is_reading:
            self.preview(self.list.current)
            self.tell_place()

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        if isinstance(message.rows, ArticleList):
            self.action_open()

    # keys

    def action_open(self) -> None:
        article = self.list.current
        if article is not None:
            self.open_path(article.path, kept=self.list.cursor < self.list.lead)
        elif self.listing.filter:
            self.action_search()
        else:
            self.say("No article here")

    def action_search(self) -> None:
        """Search the texts for what the list is filtered by; another part does."""

    def action_filter(self) -> None:
        self.ask("filter by title, author, site or tag", self.listing.filter, self._filter, self._filtered)

    def _filter(self, text: str, *, live: bool = True) -> None:
        from reader.library.query import contained  # late: most lists have no filter

        before, text = self.listing, text.strip()
        self.listing = before._replace(filter=text, live=live)
        if text != before.filter:
            self.refresh_list(keep=FIRST_ROW)
        elif contained(text, live=live) != contained(text, live=before.live):
            self.refresh_list()

    def _unclear(self) -> tuple[str, ...]:
        """What of the filter is not understood."""
        from reader.library.doubt import unclear  # late: most lists have no filter

        return unclear(self.listing.filter, live=self.listing.live)

    def on_prompt_left(self) -> None:
        """Esc: what was typed is meant as it stands."""
        filtering = self.typed == self._filtered
        super().on_prompt_left()
        if filtering and self.listing.filter:
            self._filter(self.listing.filter, live=False)
            if unclear := self._unclear():
                self.say(unclear[0])

    def _filtered(self, text: str) -> None:
        """Enter opens the row of the cursor, once the rows are those of what was typed."""
        self._filter(text, live=False)
        if self._shown_request == self._list_request:
            self.action_open()
        else:
            self._open_when_shown = self.keys.hold()

    def action_view(self, view: str) -> None:
        self.status.hush()
        self.listing = self.listing._replace(view=view)
        self.list.go(0)
        self.refresh_list()

    def clear_list(self) -> bool:
        """Esc: what narrows the list goes; False when nothing did."""
        if not self.listing.filter:
            return False
        self.listing = self.listing._replace(filter="", live=False)
        self.refresh_list()
        return True

    def chosen_article(self) -> Article | None:
        """The article that is read, else the one of the list's cursor."""
        if self.is_reading and self.opened is not None:
            return self.opened.article
        return self.list.current
