"""The reading pane: a drawn document that answers keys and mouse, and knows where its links are.

A plain widget and not a ScrollView, because every correction of a virtual size lays out the whole
screen again. Draws and moves; decides nothing about files, marks or links.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.selection import Selection

from reader.tui.commands import COMMANDS, Where
from reader.tui.lines import Scrolled
from reader.tui.measure import GUTTER
from reader.tui.rows import bindings
from reader.tui.signs import Signs
from reader.tui.stops import LinkAt, Stops
from reader.tui.theme import Styles
from reader.tui.view import Row


class Page(Stops, Scrolled, can_focus=True):
    """A document on the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMANDS, Where.MOVES),
        *bindings(COMMANDS, Where.ARTICLE, prefix="screen."),
    ]

    class LinkClicked(Message):
        """A link was clicked."""

        def __init__(self, target: LinkAt) -> None:
            self.target = target
            super().__init__()

    def __init__(self, styles: Styles, signs: Signs) -> None:
        super().__init__(styles, signs)
        # g and G are jumps: the place that is left is a step of the history, kept before it moves
        self.jump: Callable[[Callable[[], None]], None] = lambda move: move()

    def set_compact(self, compact: bool) -> None:
        """Fewer blank lines between blocks, or the usual ones."""
        self.compact = compact
        if self.document is not None:
            self.document.compact = compact
            self._clear()
        self.relayout()

    # to words

    def go_to_words(self, start: int, offset: int = 0, *, lead: int = 0) -> None:
        """Show these words: `start` the source offset of a unit, `offset` in its text, `lead` lines above."""
        if self.document is None:
            return
        unit = self.document.index_at(start) if start > 0 else 0
        self._reveal(unit, offset)
        line = self.line_of_words(unit, offset) if offset >= 0 else 0
        self.go(self.step(Row(unit, line), -lead))

    def go_to_unit(self, unit: int) -> None:
        """Put a unit's first words on the top line, without the space above it."""
        self._reveal(unit, 0)
        row = Row(unit, self.layout_of(unit).before)
        self.go(self.step(row, -len(self.frozen_at(row))))

    def show_words(self, unit: int, offset: int) -> None:
        """Bring words on the screen, a third from the top, unless they are there already."""
        if self.document is None:
            return
        self._reveal(unit, offset)
        row = Row(unit, self.line_of_words(unit, offset))
        words = row._replace(line=self.line_of_offset(unit, offset))
        seen = self.rows[len(self.frozen_at(self.top)) : max(1, self.room.height - 1)]
        if row not in seen or words not in seen:
            self.go(self.step(row, -(self.room.height // 3)))

    def _reveal(self, unit: int, offset: int) -> None:
        """Words that are gone to must not stay in a closed fold."""
        if self.document is not None and self.document.reveal(unit, offset):
            self.forget()

    def toggle_fold(self, unit: int, number: int) -> None:
        """Open or close the fold whose summary is in the unit, or with a number one within it."""
        if self.document is not None:
            self.document.toggle_fold(unit, number)
            self.redrawn()
            self.go(self.top)  # there may be less below than fills the screen

    # moves

    def action_move(self, delta: int) -> None:
        self.go(self.step(self.top, delta), scrolled=True)

    def action_page(self, pages: float) -> None:
        lines = self.lines_of_pages(pages, self.room.height)
        if pages >= 1:  # what the head of a table will cover, or covered, must not be left out
            lines -= len(self.frozen_at(self.step(self.top, lines)))
        elif pages <= -1:
            lines += len(self.frozen_at(self.top))
        self.go(self.step(self.top, lines), scrolled=True)

    def action_top(self) -> None:
        self.jump(lambda: self.go(Row(0, 0)))

    def action_bottom(self) -> None:
        self.jump(self.go_to_end)

    def on_resize(self, event: events.Resize) -> None:
        if self.document is not None and (self.text_width, self.text_room, self.room.height) != self._shape:
            self.relayout()
        elif self.document is not None:
            self._clear()  # the margin may be another though the measure is not
            self.moved(False)

    @property
    def overflow(self) -> int:
        """Cells that the widest table or code on the screen has beyond the measure."""
        document = self.document
        if document is None:
            return 0
        units = {row.unit for row in self.rows if row.unit < len(document)}
        return max((self.layout_of(unit).overflow for unit in units), default=0)

    def pan_by(self, delta: int) -> bool:
        """Show another part of tables and code that are wider than the measure; False if nothing moved."""
        pan = max(0, min(self.pan + delta, self.overflow))
        if pan == self.pan:
            return False
        self.pan = pan
        self.forget()
        return True

    # links

    def link_at(self, x: int, y: int) -> LinkAt | None:
        """The link under a cell of the pane."""
        if self.document is None or y >= len(self.rows):
            return None
        frozen = self.frozen_at(self.top)
        unit, line = frozen[y] if y < len(frozen) else self.rows[y]
        if unit >= len(self.document):
            return None
        layout = self.layout_of(unit)
        cell = self.margin + GUTTER
        for run in layout.lines[line].runs:
            size = cell_len(run.text)
            if cell <= x < cell + size:
                return LinkAt(unit, run.link, layout.links[run.link]) if run.link >= 0 else None
            cell += size
        return None

    # mouse; for a selection every segment carries (text offset, unit) in its meta

    def on_click(self, event: events.Click) -> None:
        self.focus()
        target = self.link_at(event.x, event.y)
        if target is not None:
            self.post_message(self.LinkClicked(target))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        if self.document is None:
            return None
        start, end = selection.start, selection.end
        first = start.y if start is not None else 0
        last = end.y if end is not None else len(self.document) - 1
        parts = []
        for unit in range(max(0, first), min(last, len(self.document) - 1) + 1):
            text = self.document.content(unit)
            low = start.x if start is not None and unit == first else 0
            high = end.x if end is not None and unit == last else len(text)
            parts.append(text[low:high])
        return "\n\n".join(parts), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self._clear()
        self.refresh()
