"""A few lines of what a link leads to, below the page that is read. The page does not move. Follows no links."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.strip import Strip

from reader.reading.peek import Peek
from reader.sanitise import sanitise_line
from reader.tui.commands import COMMANDS, Where
from reader.tui.fit import cut, strip_of
from reader.tui.lines import Scrolled
from reader.tui.overlay import paint
from reader.tui.rows import bindings
from reader.tui.sheet_dialog import SheetDialog
from reader.tui.signs import Signs
from reader.tui.theme import Styles

_HEAD = 3  # lines above the text: a rule, the name, room
_SHARE = 0.6  # of the screen at most: what is read stays to be seen


class PeekSheet(Scrolled, can_focus=True):
    """The lines, under a rule and a name; `left` cells from the edge, as the text of the page stands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(COMMANDS, Where.MOVES),
        *bindings(COMMANDS, Where.DIALOG, prefix="screen."),
        *(b for b in bindings(COMMANDS, Where.ARTICLE, prefix="screen.") if getattr(b, "id", "") == "peek"),
    ]

    def __init__(self, peek: Peek, left: int, styles: Styles, signs: Signs) -> None:
        super().__init__(id="sheet")
        self.peek = peek
        self.left = left
        self.styles_of = styles
        self.signs = signs
        self.top = 0

    @property
    def height(self) -> int:
        """Lines of text that are shown at once."""
        return max(1, self.room.height - _HEAD)

    def action_move(self, delta: int) -> None:
        self.top = max(0, min(self.top + delta, len(self.peek.lines) - self.height))
        self.refresh()

    def action_page(self, pages: float) -> None:
        self.action_move(self.lines_of_pages(pages, self.height))

    def action_top(self) -> None:
        self.action_move(-len(self.peek.lines))

    def action_bottom(self) -> None:
        self.action_move(len(self.peek.lines))

    def render_line(self, y: int) -> Strip:
        styles, width = self.styles_of, self.room.width
        left = (" " * self.left, styles.base)
        if y == 0:
            return strip_of([(self.signs.rule * width, styles.rule)], width, styles.base)
        if y == 1:
            more = len(self.peek.lines) - self.top - self.height
            count = f"{more} more" if more > 0 else ""
            name = cut(sanitise_line(self.peek.title), width - self.left - len(count) - 4)
            return strip_of(
                [left, (name, styles.base + Style(bold=True)), (f"  {count}", styles.secondary)], width, styles.base
            )
        at = self.top + y - _HEAD
        if y < _HEAD or not 0 <= at < len(self.peek.lines):
            return strip_of([], width, styles.base)
        text = paint(self.peek.lines[at].runs, styles, -1, ())
        return strip_of([left, *((segment.text, segment.style or styles.base) for segment in text)], width, styles.base)


class PeekDialog(SheetDialog[bool]):
    """What the selected link leads to; its result is whether it is to be followed."""

    DEFAULT_CSS = """
    PeekDialog { align: left bottom; background: transparent; }
    """

    def __init__(self, peek: Peek, left: int, styles: Styles, signs: Signs) -> None:
        self.sheet = PeekSheet(peek, left, styles, signs)
        super().__init__(self.sheet, styles)

    def tell(self) -> None:
        self.status.tell("Enter goes there · Esc closes")

    def on_resize(self, event: events.Resize) -> None:
        wanted = len(self.sheet.peek.lines) + _HEAD + 1
        self.sheet.styles.height = max(_HEAD + 1, min(wanted, int(event.size.height * _SHARE)))

    def action_choose(self) -> None:
        self.dismiss(True)

    def action_peek(self) -> None:
        self.dismiss(False)
