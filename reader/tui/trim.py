"""The thin lines around the panes: over the list, between list and page, over the status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.fit import cut, strip_of
from reader.tui.lines import Lines
from reader.tui.signs import Signs
from reader.tui.theme import Styles


class HeadLine(Lines):
    """The line above the list: which articles, in which order, how many."""

    def __init__(self, styles: Callable[[], Styles]) -> None:
        super().__init__(id="head")
        self.styles_now = styles
        self.parts: Sequence[str] = ()
        self.number = ""

    def tell(self, parts: Sequence[str], number: str) -> None:
        """What stands at the left, the first part gives way first; and the number at the right."""
        self.parts, self.number = parts, number
        self.refresh()

    def render_line(self, y: int) -> Strip:
        styles = self.styles_now()
        width = self.size.width
        room = max(0, width - cell_len(self.number) - 3)
        whole = " · ".join(self.parts)
        text = whole if cell_len(whole) <= room else cut(" · ".join(self.parts[1:]) or whole, room)
        gap = " " * max(1, width - 2 - cell_len(text) - cell_len(self.number))
        return strip_of([(" " + text + gap + self.number, styles.secondary)], width, styles.base)


class Divider(Lines):
    """The one thin rule between list and page."""

    def __init__(self, styles: Callable[[], Styles], signs: Signs) -> None:
        super().__init__(id="divider")
        self.styles_now = styles
        self.signs = signs

    def render_line(self, y: int) -> Strip:
        return Strip([Segment(self.signs.divider, self.styles_now().rule)], 1)


class Sill(Lines):
    """The rule above the status line, where there are rows to spare."""

    def __init__(self, styles: Callable[[], Styles], signs: Signs, divider: Widget) -> None:
        super().__init__(id="sill")
        self.styles_now = styles
        self.signs = signs
        self.divider = divider  # which it meets

    def render_line(self, y: int) -> Strip:
        styles = self.styles_now()
        width = self.size.width
        text = self.signs.rule * width
        if self.divider.display and self.signs.divider == "│":
            at = self.divider.region.x
            text = text[:at] + "┴" + text[at + 1 :]
        return strip_of([(text, styles.rule)], width, styles.base)
