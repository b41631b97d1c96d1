"""Work that a key asked for: in threads or by slices, with the keys behind it held until its effect is there."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from textual.screen import Screen

from reader import document as parsed  # its names load the parser only when they are used
from reader.errors import ReaderError
from reader.tui.background import Background
from reader.tui.keys import TELL, Hold, KeyQueue

T = TypeVar("T")
SLICE = 0.01  # seconds that work on the event loop takes before keys are looked at again
REST = 0.003  # seconds between two slices


class Working(Screen[None], inherit_bindings=False):
    """The part of the main screen that has work done; what it shows is known above."""

    background: Background
    keys: KeyQueue
    not_kept = False  # the last write that nobody asked for failed
    patience = 0.0  # seconds that the event loop waits for what is fetched: only before there is anything to wait at
    leisurely = 0  # how much is under way that no key waits for
    _unlaid: list[Hold]  # of keys that wait until the page has a size

    @property
    def shown(self) -> parsed.Document | None:
        """The document on the page."""
        raise NotImplementedError

    @property
    def is_laid_out(self) -> bool:
        """What is read has a size on the screen."""
        raise NotImplementedError

    def failed(self, error: ReaderError) -> None:
        """Tell what went wrong in one line."""
        raise NotImplementedError

    def tell_waiting(self, hold: Hold) -> None:
        """Say that a key's effect takes its time, and that Esc stops it; `hush_waiting` takes that back."""
        raise NotImplementedError

    def hush_waiting(self, hold: Hold) -> None:
        """What was waited for is there."""
        raise NotImplementedError

    def read(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Run `work` in a thread, then `then` here."""
        self.background.read(work, then, self.failed)

    def fetch(
        self, work: Callable[[], T], then: Callable[[T], None], *, behind_writes: bool = False, writes: bool = False
    ) -> None:
        """As `read`, for what a key asked for: the keys behind it act when `then` has run, on what it shows.

        `behind_writes`: it shall know of all that was written so far. `writes`: it does so itself, and what became
        of that is told though nobody waits for it any more.
        """
        hold = self.keys.hold()

        def arrived(result: T) -> None:
            if writes or not hold.stopped:
                then(result)
            if not self.is_laid_out:
                self._unlaid.append(hold)  # there is nothing yet that a key could act on
            else:
                self.keys.release(hold)

        def failed(error: ReaderError) -> None:
            if writes or not hold.stopped:
                self.failed(error)
            self.keys.release(hold)

        if writes or behind_writes:
            self.background.write(work, arrived, failed)
        else:
            self.background.read(work, arrived, failed, self.patience)

    def in_slices(self, work: Iterator[None], then: Callable[[], None]) -> None:
        """Do on the event loop what may take seconds, a few milliseconds at a time; keys wait as for `fetch`.

        It is dropped when nobody waits for it any more, or another document is on the page.
        """
        hold, document = self.keys.hold(), self.shown
        began = time.monotonic()

        def go_on() -> None:
            if time.monotonic() > began + TELL:
                self.tell_waiting(hold)
            if _ends_in_slice(work):
                self.hush_waiting(hold)
                if not hold.stopped:
                    then()
                self.keys.release(hold)
            elif hold.stopped or self.shown is not document:
                self.keys.release(hold)
            else:
                self.set_timer(REST, go_on)  # a call in the queue would come before the keys that are read meanwhile

        go_on()

    def at_leisure(self, work: Iterator[None], then: Callable[[], None], wanted: Callable[[], bool]) -> None:
        """As `in_slices`, but no key waits for it; it is dropped when it is not `wanted` any more."""
        document = self.shown
        self.leisurely += 1

        def go_on() -> None:
            if self.shown is not document or not wanted():
                self.leisurely -= 1
            elif _ends_in_slice(work):
                self.leisurely -= 1
                then()
            else:
                self.set_timer(REST, go_on)

        go_on()

    def page_laid_out(self) -> None:
        """The page has a size now: what waited for it goes on."""
        while self._unlaid:
            self.keys.release(self._unlaid.pop())

    def stopped_waiting(self) -> None:
        """The person does not want what was fetched any more."""

    def told(self, work: Callable[[], T]) -> T | None:
        """What `work` gives; None when it cannot, which is told."""
        try:
            return work()
        except ReaderError as error:
            self.failed(error)
            return None

    def write(self, work: Callable[[], T], then: Callable[[T], None] | None = None) -> None:
        """Write user data in the one writer; `then` runs after the commit."""
        self.background.write(work, then or (lambda _: None), self.failed)

    def keep(
        self,
        work: Callable[[], T],
        then: Callable[[T], None] | None = None,
        otherwise: Callable[[], None] = lambda: None,
    ) -> None:
        """Write what nobody asked for (a place, a visit): that it can't be kept is told once, not over and over.

        `otherwise` runs when it could not be.
        """

        def kept(result: T) -> None:
            self.not_kept = False
            if then is not None:
                then(result)

        def failed(error: ReaderError) -> None:
            if not self.not_kept:
                self.not_kept = True
                self.failed(error)
            otherwise()

        self.background.write(work, kept, failed)


def _ends_in_slice(work: Iterator[None]) -> bool:
    """Go on with work for a slice of time; True when it is done."""
    until = time.monotonic() + SLICE
    return all(time.monotonic() < until for _ in work)
