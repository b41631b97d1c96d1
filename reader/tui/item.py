"""The rows of a dialog that is a list: what an item holds, what can be done with it, how it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from reader.tui.commands import COMMANDS, Where
from reader.tui.fit import cut, strip_of
from reader.tui.rows import Rows, bindings
from reader.tui.signs import Signs
from reader.tui.theme import Styles

READABLE = 92  # cells within which the eye finds from a title to its facts


class Item(NamedTuple):
    """One row: a title, facts at the right or below, and what choosing it gives."""

    title: str
    value: object
    facts: str = ""
    sign: str = ""
    strong: bool = False
    search: str = ""


class Offer(NamedTuple):
    """What a dialog can do besides choosing: each takes the item of the cursor."""

    highlight: Callable[[Item], None] | None = None
    delete: Callable[[Item], None] | None = None
    note: Callable[[Item], None] | None = None
    confirm: Callable[[Item], None] | None = None
    copy: Callable[[Item], str | None] | None = None
    outside: Callable[[Item], None] | None = None
    undo: Callable[[], None] | None = None
    redo: Callable[[], None] | None = None


class PickerRows(Rows):
    """The rows of a picker."""

    BINDINGS = bindings(COMMANDS, Where.DIALOG, prefix="screen.")

    def __init__(self, styles: Styles, signs: Signs, height: int, empty: str) -> None:
        super().__init__(styles, signs, id="rows")
        self.row_height = height
        self.items: Sequence[Item] = ()
        self.empty = empty

    def row_strips(self, index: int, width: int, selected: bool) -> list[Strip]:
        item = self.items[index]
        styles = self.styles_of
        over = styles.cursor if selected else Style.null()
        base, second, accent = styles.base + over, styles.secondary + over, styles.accent + over
        title_style = styles.base + Style(bold=item.strong) + over
        bar = self.signs.cursor if selected else " "
        head = [(bar, accent), (f" {item.sign} " if item.sign else " ", accent)]
        used = 1 + cell_len(head[1][0])
        if self.row_height == 1:
            full, width = width, min(width, READABLE) if item.facts else width
            facts = cut(item.facts, max(0, width // 2))
            room = width - used - cell_len(facts) - 2
            title = cut(item.title, room)
            gap = " " * (room - cell_len(title) + 1)
            return [strip_of([*head, (title, title_style), (gap, base), (facts, second)], full, base)]
        first = strip_of([*head, (cut(item.title, width - used - 1), title_style)], width, base)
        lead = " " * (used - 1)
        second_line = strip_of([(bar, accent), (lead, base), (cut(item.facts, width - used - 1), second)], width, base)
        blank = strip_of([], width, styles.base)
        return [first, second_line, blank][: self.row_height]
