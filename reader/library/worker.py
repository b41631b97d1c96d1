"""A process beside this one that shares the reading of many files, so that two cores of a machine are at work.

A first index is bound by the processor, and the threads of an interpreter only take turns. The process is the same
interpreter with the same package. It is asked and answers by its standard streams, one question at a time, and ends
when they are closed, in whatever way the program that asks came to its end. It writes no file, and what it does not
answer is done here.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answered = TypeVar("Answered")

# -P and the path as it is here: nothing is imported from the folder one happens to be in
_START = "import sys; sys.path[:] = {!r}; from reader.library.worker import serve; serve()"
_ENDING = 1.0  # seconds that it has to end: a disk that does not answer may keep it longer
_LOOK = 0.05  # seconds between looks whether its answer is wanted any more


class LostError(Exception):
    """There is no such process, or it ended before it answered."""


class Worker(Generic[Asked, Answered]):
    """One process that does `work`, which is a function of a module or a `partial` of one, with what it is asked."""

    def __init__(self, work: Callable[[Asked], Answered]) -> None:
        """Raises LostError where none can be started."""
        path = [os.path.abspath(entry) for entry in sys.path]  # noqa: PTH100 - "" is the folder one is in
        if not sys.executable or getattr(sys, "frozen", False):
            raise LostError
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", _START.format(path)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError as error:
            raise LostError from error
        assert process.stdin is not None and process.stdout is not None
        self.process, self._to, self._from = process, process.stdin, process.stdout
        try:
            self._say(work)
        except LostError:
            self.close()
            raise

    def ask(self, asked: Asked) -> None:
        """Have it begin; the answer to what it was asked before has been taken. Raises LostError."""
        self._say(asked)

    def answered(self, wait: float = 0.0) -> bool:
        """Whether it has come to its answer, or to its end, or does within `wait` seconds."""
        return bool(select.select([self._from], [], [], wait)[0])

    def answer(self) -> Answered:
        """What it found, waited for. Raises LostError."""
        try:
            found: Answered = pickle.load(self._from)
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            raise LostError from error
        return found

    def close(self) -> None:
        """Ends it, whatever it is doing."""
        self.process.terminate()
        for stream in (self._to, self._from):
            with contextlib.suppress(OSError):
                stream.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_ENDING)

    def _say(self, what: object) -> None:
        try:
            pickle.dump(what, self._to)
            self._to.flush()
        except OSError as error:
            raise LostError from error


def shared(
    work: Callable[[Asked], Answered],
    many: Callable[[], Asked | None] | None,
    few: Callable[[], Asked | None],
    stop: Callable[[], bool],
) -> Iterator[tuple[Asked, Answered]]:
    """What was asked and the answer, in no order: a process does `work` with what `many` gives, this one with `few`.

    Both give None when nothing is left; without `many` no process is started. `stop` is asked between the
    answers, and ends it early.
    """
    worker = None if many is None else _started(work)
    asked: Asked | None = None  # by the worker
    try:
        while not stop():
            answers: list[tuple[Asked, Answered]] = []
            if worker is not None:
                try:
                    if asked is not None and worker.answered():
                        answers = [(asked, worker.answer())]
                        asked = None
                    if asked is None and many and (asked := many()) is not None:
                        worker.ask(asked)
                except LostError:
                    worker.close()
                    worker = None
            if answers:
                yield answers.pop()
                continue
            if worker is None and asked is not None:
                here: Asked | None = asked
                asked = None
            else:
                here = few()
            if here is not None:
                yield here, work(here)
            elif worker is None or asked is None:
                return
            else:
                worker.answered(_LOOK)
    finally:
        if worker is not None:
            worker.close()


def _started(work: Callable[[Asked], Answered]) -> Worker[Asked, Answered] | None:
    if (os.cpu_count() or 1) < 2:
        return None
    with contextlib.suppress(LostError):
        return Worker(work)
    return None


def serve() -> None:
    """Answers what comes on standard input, until that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program, which closes this one
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what is printed is no answer
    with contextlib.suppress(EOFError, OSError):
        work = pickle.load(sys.stdin.buffer)
        while True:
            asked = pickle.load(sys.stdin.buffer)
            pickle.dump(work(asked), answers)
            answers.flush()
