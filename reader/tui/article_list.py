"""The list of articles: one or two lines a row, drawn over ids that a query gave.

Holds row ids and a window of rows; asks a `Fetch` for what it must draw and never queries itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from reader.article import Article, State
from reader.library import Grouped
from reader.tui import dates
from reader.tui.commands import COMMANDS, Where
from reader.tui.fit import cut, pad, strip_of
from reader.tui.group import HEADINGS, Groups, heading_strips
from reader.tui.origin import source_of
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


class ArticleList(Rows):
    """Articles in the order of a query; the row of the cursor is previewed by the screen."""

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
        self._window: dict[int, Article] = {}
        self._fetching = False

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
            self.call_after_refresh(self._prefetch)

    def _fetch(self, start: int, end: int) -> None:
        wanted = [row for row in self.ids[max(0, start) : end] if row not in self._window]
        for article in self.fetch(wanted) if wanted else ():
            self._window[article.row] = article

    def _prefetch(self) -> None:
        """After the paint: the pages before and after, so that the next key finds its rows ready."""
        self._fetching = False
        first, page = self.position(self.first), self.page_rows
        self._fetch(first - page, first + 2 * page + 1)

    # drawing

    def row_state(self, index: int) -> object:
        if self.is_heading(index):
            return self._heading(index), self.styles_of
        article = self.article_at(index)
        marked = article is not None and article.row in self.marked
        return article, self.offered if index < self.lead else None, marked, self.styles_of, self.has_focus, self.signs

    def row_strips(self, index: int, width: int, selected: bool) -> list[Strip]:
        styles = self.styles_of
        if self.is_heading(index):
            return heading_strips(*self._heading(index), width, self.row_height, styles, self.signs)
        article = self.article_at(index)
        if article is None:  # deleted between the query and now
            return [strip_of([], width, styles.base)] * self.row_height
        over = styles.cursor if selected else Style.null()
        base, second, accent = styles.base + over, styles.secondary + over, styles.accent + over
        bar = (self.signs.cursor if self.has_focus else self.signs.cursor_away) if selected else " "
        state = self._state_sign(article)
        star = self.signs.star if article.starred else " "
        mark = self.signs.bookmark if article.marks else " "
        chosen = (self.signs.marked, accent) if article.row in self.marked else (" ", base)
        head = [(bar, accent), chosen, (state, accent), (star, accent), (mark, accent), (" ", base)]
        offers = index < self.lead
        title = article.title
        strong = styles.base + Style(bold=article.new or offers) + over
        room = width - 6 - 1
        if offers and self.offered is not None:
            return self._offer_strips(self.offered, head, width, (strong, second, base))
        if self.row_height == 1:
            facts = self._facts_line(article, room - min(cell_len(title), max(24, room * 3 // 5)))
            text = pad(title, room - cell_len(facts))
            return [strip_of([*head, (text, strong), (facts, second)], width, base)]
        facts = self._facts_below(article, room)
        lead = [(bar, accent), ("     ", base)]
        return [
            strip_of([*head, (cut(title, room), strong)], width, base),
            strip_of([*lead, (facts, second)], width, base),
        ]

    def _heading(self, index: int) -> tuple[str, int]:
        """What the articles of a group share, as the first of them has it, and how many they are."""
        number = self.groups.heading(index - self.lead)
        article = self._article(self.position(index))
        if article is None or number is None:
            return "", 0
        return HEADINGS[self.grouped](article, self._names[number]), self.groups.size(number)

    def _facts_below(self, article: Article, room: int) -> str:
        """Source, date, share and minutes for the second line; source gives way first, then date."""
        share = f"{round(article.progress * 100)} %" if article.state is State.READING else ""
        minutes = f"{article.minutes} min" if article.minutes else ""
        date = dates.full(article.published or article.saved)
        kept = [part for part in (date, share, minutes) if part]
        if cell_len(" · ".join(kept)) > room:
            kept = [part for part in (dates.short(article.published or article.saved, 0), share, minutes) if part]
        rest = " · ".join(kept)
        space = room - cell_len(rest) - (3 if rest else 0)
        source = source_of(article)
        if cell_len(source) > space:
            source = cut(source, space) if space >= 8 else ""
        return cut(" · ".join(part for part in (source, rest) if part), room)

    def _offer_strips(
        self, offered: Continue, head: list[tuple[str, Style]], width: int, styles: tuple[Style, Style, Style]
    ) -> list[Strip]:
        """The row that offers to go on: what matters is the title and how much is left."""
        strong, second, base = styles
        minutes = f" · {offered.minutes_left} min left" if offered.minutes_left else ""
        facts = f"{round(offered.article.progress * 100)} %{minutes}"
        room = width - 7
        title = f"Continue: {offered.article.title}"
        if self.row_height == 1:
            facts = facts if room >= cell_len(facts) + 24 else f"{round(offered.article.progress * 100)} %"
            text = pad(title, room - cell_len(facts) - 1)
            return [strip_of([*head, (text, strong), (" ", base), (facts, second)], width, base)]
        lead = [head[0], ("     ", base)]
        return [
            strip_of([*head, (cut(title, room), strong)], width, base),
            strip_of([*lead, (cut(facts, room), second)], width, base),
        ]

    def _facts_line(self, article: Article, room: int) -> str:
        """Source, minutes and date for one line; source gives way first, then date, then minutes."""
        minutes = f"{article.minutes} min".rjust(7) if article.minutes else " " * 7
        date = dates.short(article.published or article.saved, self.year).rjust(6)
        if article.state is State.READING:
            minutes = f"{round(article.progress * 100)} %".rjust(5) + minutes
        source = source_of(article)
        space = room - cell_len(minutes) - cell_len(date) - 3
        if source and space >= 8:
            return f"  {cut(source, min(space, 24))} {minutes} {date}"
        if room >= cell_len(minutes) + cell_len(date) + 2:
            return f" {minutes} {date}"
        return f" {minutes.strip()}" if room >= 9 else ""

    def _state_sign(self, article: Article) -> str:
        if article.state is State.READING:
            return self.signs.reading
        if article.state is State.FINISHED:
            return self.signs.finished
        return self.signs.new if article.new else " "
