"""How far long work is, as one line on standard error that is written over; nothing where that is no terminal."""

from __future__ import annotations

import time
from types import TracebackType

from reader.cli.output import messages
from reader.library import ScanProgress

_WIDTH = 24
_WAIT = 0.4  # seconds before it is worth a line
_STEP = 0.1  # seconds between two pictures
_WHAT = {"read": "Reading the folder", "count": "Counting words", "text": "Indexing texts"}


class Progress:
    """Called with each step of a scan or of indexing; the line is taken away at the end."""

    def __init__(self) -> None:
        found = messages()
        self._stream = found[0] if found is not None and found[0].isatty() else None
        self._fit = found[1].fit if found is not None else str
        self._phase = ""
        self._began = self._drawn = 0.0
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown and self._stream is not None:
            self._write("\r\x1b[K")

    def __call__(self, step: ScanProgress) -> None:
        """Show a step, unless one was shown a moment ago."""
        now = time.monotonic()
        if step.phase != self._phase:
            self._phase, self._began, self._drawn = step.phase, now, now
        if self._stream is None or now - self._began < _WAIT or now - self._drawn < _STEP:
            return
        self._drawn, self._shown = now, True
        self._write("\r" + self._fit(line(step, now - self._began)) + "\x1b[K")

    def _write(self, text: str) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            self._stream = None  # nobody is there any more


def line(step: ScanProgress, seconds: float) -> str:
    """What is done, a bar, count and rate."""
    what = _WHAT.get(step.phase, "Looking through the folder")
    if not step.total:
        return f"{what}: {step.done:,}"
    filled = _WIDTH * step.done // step.total
    rate = round(step.done / seconds) if seconds else 0
    return f"{what} [{'#' * filled}{'.' * (_WIDTH - filled)}] {step.done:,} of {step.total:,} · {rate:,} a second"
