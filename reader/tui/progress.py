"""How far long work in the background is, in one line: a bar, the number done and how many a second. Draws nothing."""

from __future__ import annotations

from reader.library import ScanProgress
from reader.tui.signs import Signs

_BAR = 12  # cells
# The words for each phase, and how many files there must be for it to be worth a line.
_PHASES = {"read": ("Reading the folder", 200), "count": ("Counting words", 1000), "text": ("Indexing texts", 1000)}


class Progress:
    """The steps of one scan, or of one run of indexing, as they come."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs
        self._phase = ""
        self._began = 0.0
        self._first = 0

    def line(self, step: ScanProgress, now: float) -> str:
        """What to show of a step at `now`, in seconds; empty when it is not worth a line."""
        if step.phase != self._phase:
            self._phase, self._began, self._first = step.phase, now, step.done
        if step.phase == "walk":
            return f"Looking through the folder · {step.done:,} so far"
        what, least = _PHASES.get(step.phase, ("", 0))
        if not what or step.total <= least:
            return ""
        filled = _BAR * step.done // step.total
        bar = self._signs.done * filled + self._signs.rule * (_BAR - filled)
        seconds = now - self._began
        rate = f" · {(step.done - self._first) / seconds:,.0f} a second" if seconds >= 1 else ""
        return f"{what} {bar} {step.done:,} of {step.total:,}{rate}"
