"""A widget that is nothing but lines: no border, no padding, every cell with a style of its own.

Textual lays borders, padding, tints and backgrounds around each line of a widget before it is painted.
Where there are none of these that takes longer than making the lines; so they are handed on as they are,
through the same filters.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.color import Color
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from reader.tui.egress import EgressFilter

_GROUND = Color(0, 0, 0)  # for filters that ask for it: none of ours does


class Lines(Widget):
    """Draws by `render_line` only; a strip that is drawn again costs a look."""

    _painted: tuple[Callable[[], object], ...] = ()

    def after_paint(self, callback: Callable[[], object]) -> None:
        """Call this once when what the next paint draws is on its way to the terminal; without a paint, never.

        Textual's `call_after_refresh` comes before it as often as not: when the screen is idle and has not been
        told yet that a widget wants to be drawn.
        """
        if callback not in self._painted:
            self._painted += (callback,)

    @property
    def room(self) -> Size:
        """The cells of the widget; `size` is the same here, but works it out of the styles each time."""
        return self.outer_size

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No rule of the style sheet asks for the focus, and to match all of them shows in a key that moves it."""

    def render_lines(self, crop: Region) -> list[Strip]:
        strips = [self.render_line(y) for y in crop.line_range]
        for line_filter in self.app.get_line_filters():
            if isinstance(line_filter, EgressFilter):
                strips = [line_filter.strip(strip) for strip in strips]
            else:
                strips = [strip.apply_filter(line_filter, _GROUND) for strip in strips]
        left, right = crop.column_span
        if (left, right) != (0, self.room.width):
            strips = [strip.crop(left, right) for strip in strips]
        for callback in self._painted:
            self.call_later(callback)
        self._painted = ()
        return strips


class Scrolled(Lines):
    """Lines that go up and down, by keys and by the wheel. What a move does is the widget's affair."""

    def action_move(self, delta: int) -> None:
        raise NotImplementedError

    @staticmethod
    def lines_of_pages(pages: float, height: int) -> int:
        """How many lines so many pages are; of a whole page a line stays, so that the eye finds on."""
        lines = int(height * pages)
        if abs(pages) >= 1:
            lines -= 1 if pages > 0 else -1
        return lines or (1 if pages > 0 else -1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_move(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_move(-3)
