"""A driver that hands each frame to its writer in one piece. What is in the frame is not looked at."""

from __future__ import annotations

from collections.abc import Callable

from textual.driver import Driver

BEGIN, END = "\x1b[?2026h", "\x1b[?2026l"  # synchronised output: Textual writes each around a frame


def whole_frames(driver: type[Driver], farewell: Callable[[], str]) -> type[Driver]:
    """The same driver; the thread that writes is woken once a frame, and not in the middle of its making.

    `farewell` is asked what is to be written before the terminal is left or lent.
    """

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

        def stop_application_mode(self) -> None:
            self.write(farewell())
            super().stop_application_mode()

    return WholeFrames
