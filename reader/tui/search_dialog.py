"""The dialog that searches the texts of the library while a query is typed. It asks for what it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from reader.reading import Found, Hit
from reader.tui.fit import cut, strip_of
from reader.tui.item import Item, PickerRows
from reader.tui.keys import Hold, KeyQueue
from reader.tui.picker import Picker
from reader.tui.rows import Rows
from reader.tui.signs import Signs
from reader.tui.status import Prompt
from reader.tui.theme import Styles

WAYS = """words  “phrases”  -not  begin*
author:  tag:  site:  title:  lang:  in:folder
before:2020  after:2019-05  is:unread  min:<10"""


class HitRows(PickerRows):
    """Rows with a title, its facts and a line of the text in which the hits are pointed out."""

    def row_strips(self, index: int, width: int, selected: bool) -> list[Strip]:
        item = self.items[index]
        hit = item.value
        if not isinstance(hit, Hit):
            return super().row_strips(index, width, selected)
        styles = self.styles_of
        over = styles.cursor if selected else Style.null()
        base, second = styles.base + over, styles.secondary + over
        bar = (self.signs.cursor if selected else " ", styles.accent + over)
        facts = cut(item.facts, width // 2)
        room = max(0, width - 5 - cell_len(facts))
        title = cut(item.title, room)
        head = [bar, (" ", base), (title, base + Style(bold=True)), (" " * (room - cell_len(title) + 2), base)]
        lines = [strip_of([*head, (facts, second)], width, base)]
        at = _first_shown(hit, width - 3)
        parts = [bar, (" …" if at else " ", second)]
        for start, end in hit.ranges:
            parts += [(hit.snippet[at:start], second), (hit.snippet[start:end], base + styles.hit)]
            at = end
        words = strip_of([*parts, (hit.snippet[at:], second)], width - 1, base)
        lines.append(words.extend_cell_length(width, base))
        lines.append(strip_of([], width, styles.base))
        return lines[: self.row_height]


def _first_shown(hit: Hit, room: int) -> int:
    """Where a snippet begins to be shown, so that its first hit is within `room` cells."""
    if not hit.ranges or cell_len(hit.snippet[: hit.ranges[0][1]]) <= room:
        return 0
    start = hit.ranges[0][0]
    space = hit.snippet.find(" ", max(0, start - room // 2), start)
    return space + 1 if space >= 0 else start


class SearchDialog(Picker):
    """Hits over the whole screen; the result is the Hit chosen, or None.

    `search` is called with this dialog and what is typed, and answers by `arrived` or `failed`; while
    one query is under way only the newest waits.
    """

    CSS = Picker.CSS.replace("Picker", "SearchDialog")  # a screen's own rules hold for its own name only
    rows_type = HitRows

    def __init__(
        self,
        search: Callable[[SearchDialog, str], None],
        facts: Callable[[Hit], str],
        query: str,
        styles: Styles,
        signs: Signs,
        *,
        height: int,
        save: Callable[[str, str], None],
        keys: KeyQueue,
        typing: bool = True,
    ) -> None:
        super().__init__(
            "Search the texts",
            [],
            styles,
            signs,
            empty="",
            height=height,
            typing=typing,
            hint="Enter reads there · / types · s saves the search · Esc closes",
        )
        self._search = search
        self._facts = facts
        self._save = save  # under a name, a query
        self.filter_text = query
        self.found = Found()
        self._asked = False  # a query is under way
        self._waits = False  # the newest has to wait for it
        self._keys = keys
        self._choosing: Hold | None = None  # Enter was pressed before the answer was there
        self.known: frozenset[int] = frozenset()  # rows of the hits that more are asked for behind
        self._has_all = False  # no more came

    def begin(self) -> None:
        if self.filter_text:
            if self.typing_first:
                self.query_one(Prompt).select_all()  # the next letter begins a new query
            self.apply_filter()
        else:
            self._say_empty(WAYS)

    def apply_filter(self) -> None:
        """Ask for what the query finds."""
        self._has_all = False
        self._ask()

    def on_rows_moved(self, message: Rows.Moved) -> None:
        found = self.found
        if self._asked or self._has_all or message.index < len(found.rows) - 1:
            return
        if len(found.rows) < found.total:
            self._ask(frozenset(hit.article.row for hit in found.rows))

    def _ask(self, known: frozenset[int] = frozenset()) -> None:
        query = self.filter_text
        if self._asked:
            self._waits = True
        elif query.strip():
            self._asked, self.known = True, known
            self._search(self, query)
        else:
            self._show(Found())
            self._say_empty(WAYS)

    def failed(self) -> None:
        """The query under way has no answer."""
        self._asked = self._waits = False
        self._stop_choosing()

    def on_unmount(self) -> None:
        self._stop_choosing()

    def _stop_choosing(self) -> None:
        if self._choosing is not None:
            self._keys.release(self._choosing)
            self._choosing = None

    def arrived(self, found: Found) -> None:
        """What the query under way found."""
        if not self.is_attached:
            return
        waits, goes_on = self._waits, bool(self.known)
        self._asked = self._waits = False
        if waits:
            self._ask()
        if self.filter_text.strip():  # of the query before, while the newest is under way: better than nothing
            if goes_on:
                self._go_on(found)
            else:
                self._show(found)
        if self._choosing is not None and not self._asked:
            if not self._choosing.stopped:
                self.action_choose()
            self._stop_choosing()

    def _items(self, found: Found) -> list[Item]:
        return [Item(hit.article.title, hit, facts=self._facts(hit)) for hit in found.rows]

    def _go_on(self, found: Found) -> None:
        """Show more hits behind those that are shown."""
        self._has_all = not found.rows
        self.found = found._replace(rows=(*self.found.rows, *found.rows))
        self.all_items = self.rows.items = [*self.all_items, *self._items(found)]
        self.rows.reset(len(self.all_items), self.rows.cursor)
        self.tell_title()

    def _show(self, found: Found) -> None:
        self.found = found
        items = self._items(found)
        if found.suggestion:
            items = [Item(f"Did you mean “{found.suggestion}”?", found.suggestion, facts="Enter searches for it")]
        self.all_items = items
        self.rows.items = items
        self.rows.reset(len(items), 0)
        if not items:
            nothing = "\n".join(("Nothing is found.", *found.unclear))
            self._say_empty(nothing if self.filter_text.strip() else WAYS)
        self.status.tell(found.unclear[0] if found.unclear else self.hint)
        self.tell_title()

    def _say_empty(self, text: str) -> None:
        self.rows.empty = text
        self.rows.refresh()

    def count_text(self) -> str:
        """How many were found, and how many texts cannot be searched yet."""
        found = self.found
        parts = [f"{len(found.rows):,} of {found.total:,}" if found.total > len(found.rows) else f"{found.total:,}"]
        if found.indexing is not None:
            parts.append(f"{found.indexing[0]:,} of {found.indexing[1]:,} texts indexed so far")
        return " · ".join(parts if self.filter_text.strip() else parts[1:])

    def action_choose(self) -> None:
        item = self.current
        if self._asked:
            self._choosing = self._choosing or self._keys.hold()  # what is typed is meant, not what is shown yet
        elif item is not None and isinstance(item.value, str):
            self.filter_text = item.value
            if self.has_class("typing"):
                self.query_one(Prompt).value = item.value
            self.apply_filter()
        else:
            super().action_choose()

    def action_escape(self) -> None:
        self.dismiss(None)  # with what was asked for: `S` begins with it again

    def action_save(self) -> None:
        query = self.filter_text.strip()
        if query:
            self.ask("a name for this search", query, lambda name: self._save(name, query))
            self.query_one(Prompt).select_all()  # the next letter begins a name of its own

    def stop_typing(self) -> None:
        if self.rows.items or self.asking is not None:
            self._end_typing()
        else:
            self.dismiss(None)

    def words(self) -> Sequence[str]:
        """What can stand in a text, of the query that was answered last."""
        return self.found.words
