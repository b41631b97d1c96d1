"""Work off the event loop: reads side by side, writes of user data one after another.

Each result comes back on the event loop. An error that a person can be told comes back as a value;
whoever asks for work also says what then happens with either.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import partial
from threading import Lock
from typing import Protocol, TypeVar

from reader.errors import ReaderError

T = TypeVar("T")
MOMENT = 2.0  # seconds that reading threads have to come to an end


class Loop(Protocol):
    """What brings a call back to the event loop; safe to use from any thread."""

    def call_later(self, callback: Callable[..., object], *args: object) -> bool: ...


class _Waiting:
    """Keeps calls for who waits for them on the event loop; when that has ended they go to the loop."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._lock = Lock()
        self._kept: list[Callable[[], object]] | None = []

    def call_later(self, callback: Callable[..., object], *args: object) -> bool:
        with self._lock:
            if self._kept is None:
                return self._loop.call_later(callback, *args)
            self._kept.append(partial(callback, *args))
        return True

    def end(self) -> None:
        """Wait no more: do here what has come, which may raise."""
        with self._lock:
            kept, self._kept = self._kept, None
        for call in kept or ():
            call()


class Background:
    """Two pools: `read` for whatever may be slow, `write` for user data, in order and finished at exit."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._readers = ThreadPoolExecutor(max_workers=4, thread_name_prefix="read")
        self._reading: set[Future[None]] = set()
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="write")

    def read(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[ReaderError], None],
        patience: float = 0.0,
    ) -> None:
        """Run `work` in a thread; `then` or `failed` runs on the event loop.

        With `patience` it runs before this returns, if the work takes no more seconds than that.
        """
        waiting = _Waiting(self._loop)
        future = self._readers.submit(self._run, waiting if patience else self._loop, work, then, failed)
        self._reading.add(future)
        future.add_done_callback(self._reading.discard)
        if patience:
            wait([future], timeout=patience)
            waiting.end()

    def write(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[ReaderError], None]) -> None:
        """As `read`, one after another: the order of writes is the order of the keys pressed."""
        self._writer.submit(self._run, self._loop, work, then, failed)

    def _run(
        self, loop: Loop, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[ReaderError], None]
    ) -> None:
        try:
            result = work()
        except ReaderError as error:
            loop.call_later(failed, error)
        except Exception as error:
            # a pool keeps what its work raises in a future that nobody looks at: raised on the event loop a
            # defect ends the program in one line, and is not passed over in silence
            loop.call_later(_raise, error)
        else:
            loop.call_later(_deliver, then, failed, result)

    def close(self) -> bool:
        """Finish the writes that were asked for; give readers a moment. True when nothing works any more.

        While a reader works, its connections must not be closed: SQLite does not survive that.
        """
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=False, cancel_futures=True)
        reading = list(self._reading)
        wait(reading, timeout=MOMENT)
        return all(future.done() for future in reading)


def _deliver(then: Callable[[T], None], failed: Callable[[ReaderError], None], result: T) -> None:
    """On the event loop, where an error that is not caught ends the program."""
    try:
        then(result)
    except ReaderError as error:
        failed(error)


def _raise(error: Exception) -> None:
    raise error
