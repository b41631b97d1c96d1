"""The outline beside the page, where the terminal is wide enough: where the reader is in the whole."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from reader.document import Heading
from reader.tui.fit import cut, strip_of
from reader.tui.signs import Signs
from reader.tui.theme import Styles


class Contents(Widget):
    """The headings of the document; the one that is being read stands out. Only shows: `t` chooses."""

    class Chosen(Message):
        """A heading was clicked."""

        def __init__(self, heading: Heading) -> None:
            self.heading = heading
            super().__init__()

    def __init__(self, styles: Styles, signs: Signs) -> None:
        super().__init__(id="contents")
        self.styles_of = styles
        self.signs = signs
        self.headings: Sequence[Heading] = ()
        self.current = -1
        self._least = 1
        self._told = 0  # how many headings there were

    def tell(self, headings: Sequence[Heading], unit: int) -> None:
        """The headings found so far, and the unit at the top of the page."""
        current = bisect_right(headings, unit, key=lambda heading: heading.unit) - 1
        # the document adds to its list while it is parsed: the list alone does not tell that it grew
        known = self._told if headings is self.headings else 0
        if len(headings) != known or current != self.current or headings is not self.headings:
            new = min((headings[at].level for at in range(known, len(headings))), default=9)
            self._least = min(self._least, new) if known else min(new, 6)
            self.headings, self.current, self._told = headings, current, len(headings)
            self.refresh()

    @property
    def _first(self) -> int:
        """The heading on the first line: the current one is kept in the middle of a long outline."""
        room = max(1, self.size.height - 2)
        return max(0, min(self.current - room // 2, len(self.headings) - room))

    def render_line(self, y: int) -> Strip:
        styles, width = self.styles_of, self.size.width
        index = self._first + y - 1
        if y == 0 or not 0 <= index < len(self.headings):
            return strip_of([], width, styles.base)
        heading = self.headings[index]
        is_current = index == self.current
        indent = "  " * min(4, heading.level - self._least)
        bar = self.signs.cursor_away if is_current else " "
        style = styles.base if is_current else styles.secondary
        return strip_of(
            [(bar + " ", styles.accent), (indent + cut(heading.text, width - 4 - len(indent)), style)],
            width,
            styles.base,
        )

    def on_click(self, event: events.Click) -> None:
        index = self._first + event.y - 1
        if event.y and 0 <= index < len(self.headings):
            self.post_message(self.Chosen(self.headings[index]))
