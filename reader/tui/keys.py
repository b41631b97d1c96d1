"""One key at a time: a key acts only when the one before it has had its whole effect.

Textual hands each key to the widget that has the focus when the key arrives, and runs bindings when
it has bubbled back. Keys that come in one chunk (a slow line, a paste, fast hands) would all go to the
widget that had the focus before the first of them: `/harb` would open the filter and archive an article.
For the same reason keys are held while a thread fetches what a key asked for, such as an article: in
`Enter s` the star is for the article that is being opened.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from textual import events
from textual.message import Message

STUCK = 0.3  # seconds after which a key that did not come back is given up
TELL = 0.06  # seconds after which a key that is held is told why: it is to be read within 0.1
DRAWN = 0.015  # seconds that it takes to draw a page
LAID_OUT = 0.15  # seconds that it takes to lay out all of the screen
HELD = 1.0  # seconds after which keys are not held any more, whatever they wait for


class KeyPassed(Message):
    """Follows a key on its way; when it is back at the app, that key has had its effect."""

    def __init__(self, key: events.Key, *, again: bool) -> None:
        """`again`: it has to go the way once more, behind what the key's own action sent from there."""
        self.key = key
        self.again = again
        super().__init__()


class Hold:
    """What a key asked for and a thread is at work on: the keys behind it are meant for what comes."""

    over = False
    told = False  # the person knows, and can stop it
    stopped = False  # nobody waits for it any more; what it brings is dropped


class KeyQueue:
    """Keys in the order they were pressed; the first is on its way or held back, the others wait."""

    def __init__(self) -> None:
        self._waiting: deque[events.Key] = deque()
        self._going: events.Key | None = None
        self._since = 0.0
        self.quiet_until = 0.0  # on the monotonic clock: until then threads rest, for the sake of what is drawn
        self._holds: list[Hold] = []
        self.released: Callable[[], object] = lambda: None  # called when keys that were held may go

    def add(self, key: events.Key) -> None:
        """A key was pressed."""
        self._waiting.append(key)
        self.quiet(DRAWN)

    def quiet(self, seconds: float) -> None:
        """Something was done that is answered on the screen."""
        self.quiet_until = max(self.quiet_until, time.monotonic() + seconds)

    def next(self) -> events.Key | None:
        """The key that goes now; None when there is none, one is on its way, or they are held."""
        if self._going is not None or self._holds or not self._waiting:
            return None
        self._since = time.monotonic()
        self._going = self._waiting.popleft()
        return self._going

    def stuck(self) -> events.Key | None:
        """The key under way, when it should have been back by now: its widget went while it was on its way."""
        return self._going if time.monotonic() - self._since > STUCK else None

    def done(self, key: events.Key) -> bool:
        """A key had its effect; False when it was given up before."""
        if self._going is not key:
            return False
        self._going = None
        self.quiet(DRAWN)
        return True

    @property
    def at_work(self) -> bool:
        """A key is on its way or held, or what was done is being drawn: threads that nobody waits for rest."""
        return self._going is not None or bool(self._holds) or time.monotonic() < self.quiet_until

    # held back

    @property
    def held(self) -> Hold | None:
        """What the keys wait for, if anything."""
        return self._holds[0] if self._holds else None

    @property
    def waiting(self) -> bool:
        """There are keys that did not go yet."""
        return bool(self._waiting)

    def hold(self) -> Hold:
        """From now on keys wait until this is released."""
        hold = Hold()
        self._holds.append(hold)
        return hold

    def release(self, hold: Hold) -> None:
        """What was waited for is there, or will not come."""
        hold.over = True
        if hold in self._holds:
            self._holds.remove(hold)
            if not self._holds and self._waiting:
                self.released()

    def let_go(self, *, stop: bool) -> None:
        """Wait no longer, and forget the keys that were meant for what did not come; `stop`: nor want it any more."""
        for hold in self._holds:
            hold.over, hold.stopped = True, stop
        self._holds.clear()
        self._waiting.clear()
