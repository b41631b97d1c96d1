"""The pictures that a terminal holds for this program: their numbers, and what is written so that it has them.

For the event loop alone, where no frame is half written: what is given to `write` comes between two of them.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable

from reader.tui.kitty import deletion

_FIRST, _LAST = 1 << 16, (1 << 24) - 1  # numbers are colours; few programs choose such for pictures of their own


class Lent:
    """Numbers of pictures that were sent and not taken back."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._numbers = itertools.count(random.randint(_FIRST, _LAST))
        self._held: set[int] = set()

    def __contains__(self, number: object) -> bool:
        return number in self._held

    def number(self) -> int:
        """A number for the next picture; for any thread."""
        return _FIRST + next(self._numbers) % (_LAST - _FIRST)

    def send(self, number: int, transmission: str) -> None:
        """Have the terminal hold a picture."""
        self._held.add(number)
        self._write(transmission)

    def take_back(self, number: int) -> None:
        """Have the terminal forget a picture, if it holds it."""
        if number in self._held:
            self._held.discard(number)
            self._write(deletion(number))

    def take_all(self) -> str:
        """What makes the terminal forget all of them; they count as taken back."""
        held, self._held = self._held, set()
        return "".join(map(deletion, sorted(held)))
