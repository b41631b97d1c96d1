"""Hint letters on the page: put at places, typed to choose one. What choosing does is the asker's affair."""

from __future__ import annotations

from collections.abc import Callable

from textual import events

from reader.tui.hints import labels
from reader.tui.illustrating import Illustrating

Choice = tuple[int, int, Callable[[], None]]  # unit, offset in its text, what choosing it does


class Hinting(Illustrating):
    """The part of the main screen that puts letters at places."""

    _hints: dict[str, Callable[[], None]] | None = None
    _hinted = ""
    _last_hinted = -1  # the last unit that has a letter

    def start_hints(self, choices: list[Choice], what: str) -> None:
        """Put letters at places (unit, text offset), and do what is chosen by typing them."""
        if not choices:
            self.say(f"No {what} on the screen")
            return
        self._hints, self._hinted = {}, ""
        self._last_hinted = max(unit for unit, _, _ in choices)
        page = self.page
        page.forget()
        for label, (unit, offset, deed) in zip(labels(len(choices)), choices, strict=True):
            self._hints[label] = deed
            page.hints.setdefault(unit, []).append((offset, label))
        self.say(f"Type the letter of the {what} · Esc leaves")

    def units_changed(self, first: int) -> None:
        if self._hints is not None and self._last_hinted >= first:
            self.end_hints()
        super().units_changed(first)

    def end_hints(self) -> None:
        """Take the letters away."""
        self._hints = None
        self.page.hints.clear()
        self.page.forget()
        self.status.hush()

    def typed_hint(self, event: events.Key) -> bool:
        """A key while hint letters are shown; True when it was one of ours."""
        hints = self._hints
        if hints is None:
            return False
        event.stop()
        event.prevent_default()
        self._hinted += event.character or ""
        deed = hints.get(self._hinted)
        if deed is not None or not any(label.startswith(self._hinted) for label in hints) or event.key == "escape":
            self.end_hints()
            if deed is not None and event.key != "escape":
                deed()
        return True
