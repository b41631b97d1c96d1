"""The last line of the screen: where you are, messages for four seconds, and the prompt that types.

There are no toasts: a message takes this line and gives it back. One that does not fit takes a few lines more,
above what stands there, until it is gone: an error's reason and what to do about it stand at its end.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widgets import Input

from reader.sanitise import sanitise_line
from reader.tui.fit import cut, cut_inside, strip_of
from reader.tui.lines import Lines
from reader.tui.theme import Styles

SECONDS = 4.0
MOST_LINES = 5


class StatusLine(Lines):
    """Left: what is selected or said. Middle: the place. Right: the way to help."""

    DEFAULT_CSS = "StatusLine { constrain: none inside; }"

    def __init__(self, styles: Styles) -> None:
        super().__init__(id="status")
        self.styles_of = styles
        self.left = ""
        self.place = ""
        self.facts = ""
        self.right = "? help"
        self.progress = ""  # of work in the background; stands at the left where no place is told
        self.message = ""
        self._lines: list[str] = []  # of a message that takes more than this line
        self._timer: Timer | None = None

    def say(self, text: str, seconds: float = SECONDS) -> None:
        """Show a message; the next one, or its time, ends it. `seconds` are for each of its lines."""
        self.message = sanitise_line(text)
        self._spread()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(seconds * max(1, len(self._lines)), self.hush)
        self.refresh()

    def hush(self) -> None:
        """End the message."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self.message:
            self.message = ""
            self._spread()
            self.refresh()

    def _spread(self) -> None:
        """Take the lines that the message needs; they lie over the screen, so that nothing moves under the eye."""
        width = self.screen.size.width
        self._lines = []
        if width and cell_len(self.message) > self._message_room(width):
            lines = Text(self.message).wrap(self.app.console, max(1, width - 2))
            self._lines = ["", *(line.plain.rstrip() for line in lines[:MOST_LINES])]
            if len(lines) > MOST_LINES:
                rest = " ".join(line.plain.rstrip() for line in lines[MOST_LINES - 1 :])
                self._lines[-1] = cut_inside(rest, width - 2)
        self.styles.height = max(1, len(self._lines))
        self.styles.overlay = "screen" if self._lines else "none"

    def _message_room(self, width: int) -> int:
        return width - cell_len(self.right) - 4

    def on_resize(self) -> None:
        self._spread()

    def tell(self, left: str, place: str = "", facts: str = "") -> None:
        """What stands here when nothing is said; `facts` follow the place and are never cut for it."""
        told = (sanitise_line(left), sanitise_line(place), facts)
        if told != (self.left, self.place, self.facts):
            self.left, self.place, self.facts = told
            if not self.message:
                self.refresh()

    def tell_progress(self, text: str) -> None:
        """How far work in the background is; empty when it is done."""
        if text != self.progress:
            self.progress = text
            if not self.message and not self.place:
                self.refresh()

    def render_line(self, y: int) -> Strip:
        styles = self.styles_of
        width = self.room.width
        above = self.size.height - 1 - y  # lines of it are painted once more before others are laid out
        if self._lines:
            ground = styles.base + styles.panel
            line = self._lines[-1 - above] if above < len(self._lines) else ""
            return strip_of([(" " + line, ground)], width, ground)
        if above > 0:
            return Strip.blank(width, styles.base)
        told = self.left if self.place or not self.progress else self.progress
        right = f"{self.right} "
        room = self._message_room(width)
        if self.message:
            text = " " + self.message
            parts: list[tuple[str, Style]] = [
                (text, styles.base),
                (" " * (width - cell_len(text) - cell_len(right)), styles.base),
            ]
            return strip_of([*parts, (right, styles.secondary)], width, styles.base)
        room -= 1  # two ends have a gap between them
        facts = self.facts
        most = room - cell_len(facts) - (3 if facts else 0)
        # the target of a link is what the next key acts on: the heading gives way to it
        least = min(cell_len(told) + 2, room - cell_len(facts) - 4) if told else 0
        place = cut(self.place, max(0, most - least))
        place = " · ".join(part for part in (place, facts) if part)
        left = cut(told, max(0, room - cell_len(place) - 2)) if told else ""
        gap = max(1, width - 1 - cell_len(left) - cell_len(place) - cell_len(right) - 2)
        parts = [(" " + left, styles.base), (" " * gap, styles.base), (place, styles.secondary)]
        return strip_of([*parts, ("  ", styles.base), (right, styles.secondary)], width, styles.base)


class Prompt(Input):
    """One line to type in; it stands in the place of the status line."""

    class Moved(Message):
        """Up or down was pressed while typing."""

        def __init__(self, delta: int) -> None:
            self.delta = delta
            super().__init__()

    class Left(Message):
        """Escape: typing ends, what was typed stays."""

    def __init__(self) -> None:
        super().__init__(id="prompt", compact=True, select_on_focus=False)

    def validate_value(self, value: str) -> str:
        """What is typed or pasted is foreign text too."""
        return sanitise_line(value)

    async def _on_key(self, event: events.Key) -> None:
        if event.key in {"up", "down"}:
            event.stop()
            event.prevent_default()
            self.post_message(self.Moved(1 if event.key == "down" else -1))
        elif event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())
        else:
            await super()._on_key(event)
