"""The article of the cursor's row, read and laid out before it is asked for, so that Enter finds it ready.

Shows nothing. What was read before something was written is dropped: it may not know of it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from reader.errors import ReaderError
from reader.reading import Opened
from reader.tui.jumping import Jumping

T = TypeVar("T")


class ReadingAhead(Jumping):
    """The part of the main screen that reads the next article while one looks at the list."""

    reads_ahead = True  # the article of the cursor's row is read before it is asked for, into `_ahead`
    _ahead: Opened | None = None
    _writes = 0  # how many were asked for
    _loading = 0  # counts what is asked for: only the last is wanted

    def open_article(self, path: Path) -> Opened:
        """An article as far as its first screen needs it; in a thread. Raises UnreadableError."""
        return self.session.open(path)

    def reopen_article(self, opened: Opened) -> Opened:
        """The article read again and parsed to its end; in a thread. Raises UnreadableError."""
        return self.session.reopen(opened)

    def read_ahead(self, path: Path) -> None:
        """Read it in a thread, and lay out its first screen there."""
        loading, writes, compact = self._loading, self._writes, self.page.compact
        width, room = self.page.text_width_in(self.size.width), self.page.text_room_in(self.size.width)

        def work() -> Opened | None:
            try:
                opened = self.open_article(path)
            except ReaderError:
                return None  # told when it is asked for
            opened.document.compact = compact
            rows, unit = 0, 0
            while rows < self.size.height and unit < len(opened.document):
                rows += len(opened.document.layout(unit, width, 0, room).lines)  # kept there; nobody else has it yet
                unit += 1
            return opened

        def arrived(opened: Opened | None) -> None:
            if (
                (loading, writes) == (self._loading, self._writes)
                and self.list.current is not None
                and not self.is_reading
            ):
                self._ahead = opened if self.list.current.path == path else None

        self.read(work, arrived)

    def write(self, work: Callable[[], T], then: Callable[[T], None] | None = None) -> None:
        self._ahead = None
        self._writes += 1
        super().write(work, then)

    def fetch(
        self, work: Callable[[], T], then: Callable[[T], None], *, behind_writes: bool = False, writes: bool = False
    ) -> None:
        if writes or behind_writes:
            self._ahead = None
            self._writes += 1
        super().fetch(work, then, behind_writes=behind_writes, writes=writes)
