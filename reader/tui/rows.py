"""A list drawn by lines: what is not on the screen costs nothing, so 100,000 rows cost what 100 do.

Knows moves, the cursor and the mouse; what a row says is a subclass's affair.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from reader.tui.commands import COMMANDS, Command, Where
from reader.tui.fit import strip_of
from reader.tui.lines import Lines
from reader.tui.signs import Signs
from reader.tui.theme import Styles

_KEPT = 400  # rows whose lines are kept


def bindings(commands: tuple[Command, ...], *places: Where, prefix: str = "") -> list[BindingType]:
    """Textual bindings of the commands of these places; `prefix` is the action's namespace.

    One without a key has a key that no terminal sends, for the configuration to put another in its place.
    """
    return [
        Binding(
            ",".join(command.keys) or f"none-{command.id}",
            prefix + command.action,
            command.title,
            show=False,
            id=command.id,
        )
        for command in commands
        if command.where in places
    ]


class Rows(Lines, can_focus=True):
    """Rows of `row_height` lines each; `count` of them; one has the cursor. Without any, `empty` says why."""

    BINDINGS = bindings(COMMANDS, Where.MOVES)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: Rows, index: int) -> None:
            self.rows = rows
            self.index = index
            super().__init__()

    class Chosen(Message):
        """A row was chosen with the mouse."""

        def __init__(self, rows: Rows, index: int) -> None:
            self.rows = rows
            self.index = index
            super().__init__()

    def __init__(self, styles: Styles, signs: Signs, *, id: str) -> None:
        super().__init__(id=id)
        self.styles_of = styles
        self.signs = signs
        self.empty = ""
        self.count = 0
        self.cursor = 0
        self.first = 0
        self._scrolled = 0  # rows, by the last move
        self.row_height = 1
        # told at once and not by message, so that one paint shows the cursor and what goes with it
        self.when_moved: Callable[[], None] | None = None
        self.width = 0  # cells, as of the last paint
        self._drawn: dict[tuple[int, bool], tuple[object, list[Strip]]] = {}  # by index and cursor: see `row_state`

    # what a subclass says

    def row_strips(self, index: int, width: int, selected: bool) -> list[Strip]:
        """The `row_height` lines of one row, each `width` cells wide."""
        return [Strip.blank(width, self.styles_of.base)] * self.row_height

    def row_state(self, index: int) -> object:
        """All that the lines of a row depend on but for width and cursor; None: they are made anew each time."""
        return None

    def is_heading(self, index: int) -> bool:
        """Whether a row only names the one below it and more: the cursor never stands there."""
        return False

    # moves

    @property
    def page_rows(self) -> int:
        """How many whole rows the screen shows, one at least."""
        return max(1, self.room.height // self.row_height)

    def action_move(self, delta: int) -> None:
        self.go(self.cursor + delta)

    def action_page(self, pages: float) -> None:
        delta = int(pages * self.page_rows)
        self.go(self.cursor + (delta or (1 if pages > 0 else -1)))

    def action_top(self) -> None:
        self.go(0)

    def action_bottom(self) -> None:
        self.go(self.count - 1)

    def go(self, index: int) -> None:
        """Put the cursor on a row (clamped) and bring it on the screen."""
        before, first = self.cursor, self.first
        index = max(0, min(index, self.count - 1))
        if self.is_heading(index):
            index += -1 if index < before and index else 1
        self.cursor = index
        self.show_cursor()
        if self.first != first:
            self.refresh()
        else:
            self.refresh_row(before)
            self.refresh_row(index)
        if index != before:
            if self.when_moved is not None:
                self.when_moved()
            else:
                self.post_message(self.Moved(self, index))
            self._scrolled = self.first - first
            self.after_paint(self._draw_ahead)

    def show_cursor(self) -> None:
        """Scroll just as far as the cursor's row needs."""
        page = self.page_rows
        top = self.cursor
        if page > 1 and top and self.is_heading(top - 1):
            top -= 1
        if top < self.first:
            self.first = top
        elif self.cursor >= self.first + page:
            self.first = self.cursor - page + 1
        self.first = max(0, min(self.first, self.count - page))

    def reset(self, count: int, cursor: int = 0) -> None:
        """Other rows: their number and where the cursor stands."""
        self.count = count
        self.cursor = max(0, min(cursor, count - 1))
        if count and self.is_heading(self.cursor):
            self.cursor += 1
        self.show_cursor()
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        self.show_cursor()
        self.refresh()

    # mouse

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._scroll(-3)

    def _scroll(self, delta: int) -> None:
        self.first = max(0, min(self.first + delta, self.count - self.page_rows))
        # the cursor stays on the screen, or the next key would jump back
        self.go(max(self.first, min(self.cursor, self.first + self.page_rows - 1)))

    def on_click(self, event: events.Click) -> None:
        index = self.first + event.y // self.row_height
        if 0 <= index < self.count:
            again = index == self.cursor and self.has_focus
            self.focus()
            self.go(index)
            if again:
                self.post_message(self.Chosen(self, index))

    # drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        self.width = self.room.width  # asked for once a paint: it is computed anew each time
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the list."""
        width = self.width
        if not self.count and self.empty:
            lines = [part for line in self.empty.split("\n") for part in textwrap.wrap(line, max(8, width - 6)) or [""]]
            text = lines[y - 1] if 1 <= y <= len(lines) else ""
            return strip_of([("   " + text, self.styles_of.secondary)], width, self.styles_of.base)
        index, part = self.first + y // self.row_height, y % self.row_height
        if not 0 <= index < self.count:
            return Strip([Segment(" " * width, self.styles_of.base)], width)
        return self._lines_of(index)[part]

    def _lines_of(self, index: int) -> list[Strip]:
        selected = index == self.cursor
        state = self.row_state(index)
        if state is None:
            return self.row_strips(index, self.width, selected)
        state = (self.width, self.row_height, state)
        kept = self._drawn.get((index, selected))
        if kept is not None and kept[0] == state:
            return kept[1]
        if len(self._drawn) > _KEPT:
            self._drawn.clear()
        strips = self.row_strips(index, self.width, selected)
        self._drawn[index, selected] = state, strips
        return strips

    def _draw_ahead(self) -> None:
        """After the paint: the lines of the rows that the same move shows next."""
        page = self.page_rows
        if self.width and abs(self._scrolled) > 1:
            start = self.first + page if self._scrolled > 0 else self.first - page
            for index in range(max(0, start), min(self.count, start + page)):
                self._lines_of(index)

    def refresh_row(self, index: int) -> None:
        """Draw one row again, if it is on the screen."""
        y = (index - self.first) * self.row_height
        if 0 <= y < self.room.height:
            self.refresh(Region(0, y, self.room.width, self.row_height))
