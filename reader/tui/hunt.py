"""What is looked for in a document: where the next hit is, and how many there are, a piece of the text a turn.

The source is searched, which is fast, and what is shown is looked at only where a hit may be. Between two
turns the document may grow, so places are kept as offsets in the source. Draws nothing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from reader import document as parsed  # its names load the parser only when they are used
from reader.document.find import find_in, search_source

PIECE = 65_536  # characters of the source that are searched in a turn
FEW = 500  # hits up to which it is looked at whether they are to be seen
EXACT = 200_000  # characters of units with hits up to which that is done
Spot = tuple[int, int]  # unit, offset in its text


class Hit(NamedTuple):
    """Words that were found: their unit, start and end in its text."""

    unit: int
    start: int
    end: int


class Hunt:
    """A search for all of the words or passages `wanted`, in the text of one document; `folded`: in any spelling."""

    def __init__(self, document: parsed.Document, wanted: Sequence[str], *, folded: bool = False) -> None:
        self.document = document
        self.wanted = wanted
        self.folded = folded
        self._text = document.text
        self._counts = array("l")  # hits of each piece of the source, as far as it is counted
        self._total = 0
        self._few: list[int] = []  # where they are, as long as they are few
        self._looked = False
        self._exact: list[Spot] | None = None

    def hits_in(self, unit: int) -> list[tuple[int, int]]:
        """Where a unit has what is looked for, in order."""
        content = self.document.content(unit)
        hits = [hit for words in self.wanted for hit in find_in(content, words, folded=self.folded)]
        return sorted(hits) if len(self.wanted) > 1 else hits

    # where

    def seek_round(self, start: Spot, direction: int, found: list[Hit]) -> Iterator[None]:
        """As `seek`, and on from the other end of the document."""
        yield from self.seek(start, direction, found)
        if not found:
            yield from self.seek((0, 0) if direction > 0 else (len(self.document), 0), direction, found)

    def seek(self, start: Spot, direction: int, found: list[Hit]) -> Iterator[None]:
        """Find the first hit at or after `start`, or the last before it; `found` gets it in the last turn."""
        document = self.document
        unit, offset = start
        here = document.unit(min(unit, len(document) - 1))
        at = here.start if direction < 0 and unit < len(document) else here.end
        if unit < len(document):
            hits = [hit for hit in self.hits_in(unit) if (hit[0] >= offset if direction > 0 else hit[0] < offset)]
            if hits:
                found.append(Hit(unit, *hits[0 if direction > 0 else -1]))
                return
            yield
        while at < (end := document.unit(len(document) - 1).end) if direction > 0 else at > 0:
            low, high = (at, min(at + PIECE, end)) if direction > 0 else (max(0, at - PIECE), at)
            at = high if direction > 0 else low
            for place in self._places(low, high, direction):
                if not low <= place < high:
                    continue  # in a unit that was looked at
                unit = document.index_at(place)
                here = document.unit(unit)
                if unit > 0 and place >= here.end:
                    continue  # the masthead shows it, or it is not parsed yet before a page that is
                low, high = (max(low, here.end), high) if direction > 0 else (low, min(high, here.start))
                hits = self.hits_in(unit)
                if hits:
                    found.append(Hit(unit, *hits[0 if direction > 0 else -1]))
                    return
                yield
            yield

    def _places(self, low: int, high: int, direction: int = 1) -> Iterable[int]:
        """Source offsets from `low` on and before `high` at which a hit may be, in the order of the direction."""
        text, folded = self.document.text, self.folded
        first, *others = (search_source(text, words, low, high, folded=folded) for words in self.wanted)
        if direction > 0 and not others:
            return first
        return sorted(chain(first, *others), reverse=direction < 0)

    # how many

    @property
    def is_counted(self) -> bool:
        """There is no more to be found out about how many hits there are."""
        return self._all_pieces and (self._looked or len(self._few) < self._total or not self.document.complete)

    @property
    def _all_pieces(self) -> bool:
        return self._text is self.document.text and len(self._counts) * PIECE >= len(self._text)

    def count(self) -> Iterator[None]:
        """Count the places where hits may be; where they are few in the end, the hits that are to be seen."""
        while not self._all_pieces:
            if self._text is not self.document.text:
                self._text, self._counts, self._few, self._total = self.document.text, array("l"), [], 0
            low = len(self._counts) * PIECE
            places = list(self._places(low, low + PIECE))
            self._counts.append(len(places))
            self._total += len(places)
            if self._total <= FEW:
                self._few += places
            yield
        if not self.is_counted:
            self._looked = True
            yield from self._look()

    def _look(self) -> Iterator[None]:
        document = self.document
        units = sorted(set(map(document.index_at, self._few)))
        if sum(document.unit(unit).end - document.unit(unit).start for unit in units) > EXACT:
            return
        exact: list[Spot] = []
        for unit in units:
            exact += [(unit, low) for low, _ in self.hits_in(unit)]
            yield
        self._exact = exact

    def place_of(self, hit: Hit) -> str:
        """Which of the hits it is, and of how many; empty while they are not counted."""
        if self._exact is not None:
            return f"{bisect_left(self._exact, hit[:2]) + 1} of {len(self._exact)}"
        if not self._all_pieces:
            return ""
        start = self.document.unit(hit.unit).start
        piece = start // PIECE
        before = sum(self._counts[:piece]) + sum(1 for _ in self._places(piece * PIECE, start))
        before += sum(1 for low, _ in self.hits_in(hit.unit) if low < hit.start)
        return f"{min(self._total, before + 1)} of ≈ {self._total}"
