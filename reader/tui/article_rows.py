"""The articles of the list: their order, groups and marks, and which of them are at hand.

Holds row ids and a window of rows; asks a `Fetch` for what it must draw and never queries itself. Draws nothing.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from reader.article import Article
from reader.library import Grouped
from reader.tui.commands import COMMANDS, Where
from reader.tui.group import Groups
from reader.tui.rows import Rows, bindings
from reader.tui.signs import Signs
from reader.tui.theme import Styles

Fetch = Callable[[Sequence[int]], list[Article]]
NO_GROUPS = Grouped(array("q"), array("q"), ())
_WINDOW = 400  # rows kept: several screens, so that a held key does not ask the index for each row


class Continue(NamedTuple):
    """The article that the first row offers to go on with."""

    article: Article
    minutes_left: int | None


class ArticleRows(Rows):
    """Articles in the order of a query, under headings where they are in groups."""

    BINDINGS = bindings(COMMANDS, Where.LIST, prefix="screen.")

    def __init__(self, fetch: Fetch, styles: Styles, signs: Signs, year: int) -> None:
        super().__init__(styles, signs, id="articles")
        self.fetch = fetch
        self.year = year
        self.ids: array[int] = array("q")
        self.grouped = ""  # by what: see `HEADINGS`
        self.groups = Groups()
        self._names: Sequence[str] = ()  # of the groups, where articles do not say them
        self.total = 0
        self.offered: Continue | None = None
        self.marked: dict[int, None] = {}  # row ids, in the order they were marked; also of rows not listed now
        self._gone: int | None = None  # the row id that the cursor was on, when that left the list
        self._listed: set[int] | None = None
        self._window: dict[int, Article] = {}
        self._fetching = False
        self._dated = False  # some article that was listed has a date

    # rows

    @property
    def lead(self) -> int:
        """How many rows stand before the articles: the one that offers to continue, or none."""
        return 1 if self.offered is not None else 0

    def set_ids(
        self,
        ids: array[int],
        total: int,
        offered: Continue | None,
        keep: int | None = None,
        by: str = "",
        groups: Grouped = NO_GROUPS,
    ) -> None:
        """Other articles; the cursor goes to the one with row id `keep` where it is among them.

        Where that is the one it stands on, its line of the screen is kept too, but at the top of the list,
        where one sees what comes. `by` is what they are grouped by, `groups` which groups there are.
        """
        above = self.cursor - self.first if self.first else None
        before, place = self.current_row, self.position(self.cursor)
        self.ids, self.total, self.offered = ids, total, offered
        self.grouped, self.groups, self._names = by, Groups(groups.sizes), groups.names
        self._window.clear()
        self._listed = None
        count = self.lead + len(ids) + len(self.groups)
        cursor = 0
        if keep is not None:
            found = self.index_of(keep, place)
            if found is None:
                cursor = min(self.cursor, count - 1)
                self._gone = keep
            else:
                cursor = found
                if keep == before and above is not None:
                    self.first = max(0, cursor - above)
        self.reset(count, cursor)

    @property
    def current_row(self) -> int | None:
        """The row id of the cursor's article; None on the row that offers to continue, or without any."""
        position = self.position(self.cursor)
        return self.ids[position] if 0 <= position < len(self.ids) else None

    def position(self, index: int) -> int:
        """How many articles stand above a row; -1 for the row that offers to continue."""
        return self.groups.position(index - self.lead) if index >= self.lead else -1

    def is_heading(self, index: int) -> bool:
        return index >= self.lead and self.groups.heading(index - self.lead) is not None

    def article_at(self, index: int) -> Article | None:
        """The article of a row, the offered one for the row that offers it; None where there is none."""
        if index < self.lead:
            return self.offered.article if self.offered else None
        return None if self.is_heading(index) else self._article(self.position(index))

    def _article(self, position: int) -> Article | None:
        if not 0 <= position < len(self.ids):
            return None
        row = self.ids[position]
        if row not in self._window:
            self._load(min(position, max(0, self.position(self.first))))
            if row not in self._window:
                self._load(position)
        return self._window.get(row)

    def beside(self, row: int, direction: int) -> int | None:
        """The index of the article so many after (before, where negative) the one with this row id, or None.

        An article that stands in two groups one after another is one. From one that is not in the list it is
        counted from the cursor, which stands behind one that has just gone.
        """
        position = self._nearest(row, self.position(self.cursor))
        if position is None:
            position = self.position(self.cursor) - (1 if row == self._gone and direction > 0 else 0)
        while True:
            position += direction
            if not 0 <= position < len(self.ids):
                return None
            if self.ids[position] != row:
                return self.lead + self.groups.index(position)

    @property
    def current(self) -> Article | None:
        """The article of the cursor's row."""
        return self.article_at(self.cursor)

    def index_of(self, row: int, near: int | None = None) -> int | None:
        """The index in the list of the article with this row id.

        Where it stands in several groups that is the one nearest to the position `near`, else to the cursor.
        """
        position = self._nearest(row, self.position(self.cursor) if near is None else near)
        return None if position is None else self.lead + self.groups.index(position)

    def _nearest(self, row: int, near: int) -> int | None:
        if 0 <= near < len(self.ids) and self.ids[near] == row:
            return near
        found, start = None, 0
        with suppress(ValueError):
            while True:
                position = self.ids.index(row, start)
                if found is not None and abs(found - near) <= abs(position - near):
                    break
                found, start = position, position + 1
                if not any(self._names):
                    break
        return found

    def toggle_mark(self) -> bool:
        """Mark the article of the cursor, or no longer; False where there is none."""
        article = self.current
        if article is None:
            return False
        if article.row in self.marked:
            del self.marked[article.row]
        else:
            self.marked[article.row] = None
        self.refresh()
        return True

    def rows_of_range(self) -> dict[int, None]:
        """The row ids from the one that was marked last to the cursor's, in that order; none on an empty list."""
        last = next((row for row in reversed(self.marked) if row in self.listed), None)
        here = self.position(self.cursor)
        start = self._nearest(last, here) if last is not None else here
        if start is None or not 0 <= here < len(self.ids):
            return {}
        step = 1 if here >= start else -1
        return dict.fromkeys(self.ids[at] for at in range(start, here + step, step))

    def mark(self, rows: Iterable[int]) -> None:
        """Mark these articles too."""
        self.marked.update(dict.fromkeys(rows))
        self.refresh()

    def mark_all(self) -> None:
        """Mark all articles of the list, and no others; where they are, none."""
        every = dict.fromkeys(self.ids)
        self.marked = {} if self.marked.keys() == every.keys() else every
        self.refresh()

    @property
    def listed(self) -> set[int]:
        """The row ids of the list."""
        if self._listed is None:
            self._listed = set(self.ids)
        return self._listed

    def unmark(self) -> None:
        """Mark no article any more."""
        if self.marked:
            self.marked.clear()
            self.refresh()

    def forget(self) -> None:
        """Fetch rows again: something about them changed."""
        self._window.clear()
        self.refresh()

    def _load(self, position: int) -> None:
        if len(self._window) > _WINDOW:
            self._window.clear()
        self._fetch(position, position + self.page_rows + 1)
        if not self._fetching:
            self._fetching = True
            self.after_paint(self._prefetch)

    def _fetch(self, start: int, end: int) -> None:
        wanted = [row for row in self.ids[max(0, start) : end] if row not in self._window]
        for article in self.fetch(wanted) if wanted else ():
            self._window[article.row] = article
            if not self._dated and (article.published or article.saved):
                self._dated = True
                self.refresh()  # all rows get the column, not only those that are drawn next

    def _prefetch(self) -> None:
        """After the paint: the pages before and after, so that the next key finds its rows ready."""
        self._fetching = False
        first, page = self.position(self.first), self.page_rows
        self._fetch(first - page, first + 2 * page + 1)
