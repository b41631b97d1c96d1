"""One key at a time: a key acts only when the one before it has had its whole effect.

Textual hands each key to the widget that has the focus when the key arrives, and runs bindings when
it has bubbled back. Keys that come in one chunk (a slow line, a paste, fast hands) would all go to the
widget that had the focus before the first of them: `/harb` would open the filter and archive an article.
"""

from __future__ import annotations

import time
from collections import deque

from textual import events
from textual.message import Message

STUCK = 0.3  # seconds after which a key that did not come back is given up


class KeyPassed(Message):
    """Follows a key on its way; when it is back at the app, that key has had its effect."""

    def __init__(self, key: events.Key, *, again: bool) -> None:
        """`again`: it has to go the way once more, behind what the key's own action sent from there."""
        self.key = key
        self.again = again
        super().__init__()


class KeyQueue:
    """Keys in the order they were pressed; the first is on its way, the others wait."""

    def __init__(self) -> None:
        self._waiting: deque[events.Key] = deque()
        self._since = 0.0

    def add(self, key: events.Key) -> bool:
        """A key was pressed; True when it can go at once."""
        self._waiting.append(key)
        return len(self._waiting) == 1

    def first(self) -> events.Key | None:
        """The key that goes now."""
        self._since = time.monotonic()
        return self._waiting[0] if self._waiting else None

    def stuck(self) -> events.Key | None:
        """The key under way, when it should have been back by now: its widget went while it was on its way."""
        late = self._waiting and time.monotonic() - self._since > STUCK
        return self._waiting[0] if late else None

    def done(self, key: events.Key) -> bool:
        """A key had its effect; False when it was given up before."""
        if not self._waiting or self._waiting[0] is not key:
            return False
        self._waiting.popleft()
        return True
