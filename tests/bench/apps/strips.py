"""Repaints ready lines: a line-API widget that shows another of two prepared screens on a key."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.strip import Strip
from textual.widget import Widget

WORDS = "the harbour wall was paid for by a duty on every cargo and by the ale that was drunk at Whitsun "
PLAIN, STRONG = Style.parse("#d8d8d8 on #101418"), Style.parse("bold #ffffff on #101418")


class Ready(Widget, can_focus=True):
    """Two screens of strips, made before the first key."""

    BINDINGS: ClassVar = [("space", "turn", "Turn"), ("q", "app.quit", "Quit")]
    DEFAULT_CSS = "Ready { width: 1fr; height: 1fr; }"
    side = 0
    ready: tuple[list[Strip], list[Strip]] = ([], [])

    def on_resize(self) -> None:
        width, height = self.size
        self.ready = tuple(
            [
                Strip([Segment(f"{side}-{row:03} ", STRONG), Segment((WORDS * 9)[row : row + width - 6], PLAIN)], width)
                for row in range(height)
            ]
            for side in (0, 1)
        )
        self.refresh()

    def render_line(self, y: int) -> Strip:
        lines = self.ready[self.side]
        return lines[y] if y < len(lines) else Strip.blank(self.size.width)

    def action_turn(self) -> None:
        self.side = 1 - self.side
        self.refresh()


class Repaint(App[None]):
    """The widget, and nothing else."""

    def compose(self) -> ComposeResult:
        yield Ready()


Repaint().run()
