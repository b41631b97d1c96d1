"""A driver that hands each frame to its writer in one piece. What is in the frame is not looked at."""

from __future__ import annotations

from textual.driver import Driver

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"  # synchronised output: Textual writes each around a frame


def whole_frames(driver: type[Driver]) -> type[Driver]:
    """The same driver; the thread that writes is woken once a frame, and not in the middle of its making."""

    class WholeFrames(driver):  # type: ignore[valid-type, misc]  # which one it is depends on the platform
        _begun = ""

        def write(self, data: str) -> None:
            if data == BEGIN:
                self._begun = data
            elif self._begun and data != END:
                self._begun += data
            else:
                data, self._begun = self._begun + data, ""
                super().write(data)

    return WholeFrames
