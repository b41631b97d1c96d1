"""Find in the article: `/` types, hits light up, `n` and `N` go from hit to hit."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from reader.document.find import find_in, search_source
from reader.reading import Step
from reader.tui.jumping import At
from reader.tui.linking import Linking
from reader.tui.overlay import Overlay
from reader.tui.view import Row

MANY = 20_000  # hits that are looked for while a key waits
EXACT = 50_000  # characters of units with hits up to which these are counted exactly: more takes too long for a key
FEW = 2000  # hits up to which that is looked at
Hit = tuple[int, int, int]  # unit, start and end in its text


class Finding(Linking):
    """The part of the main screen that finds."""

    _query = ""  # as it is told
    _wanted: tuple[str, ...] = ()  # what is looked for
    _candidates: Sequence[int] = ()  # source offsets at which a hit may be
    _searched: str | None = None  # the text that was searched for them
    hit: Hit | None = None
    _from: Row = Row(0, 0)
    _step_before: Step | None = None

    def action_find(self) -> None:
        self.save_place()
        self._from, self._step_before = self.page.top, self.step_here()
        self.ask("find in this article", self._query, self._find, self._found)

    def _find(self, text: str) -> None:
        self._look_for(text, (text,) if text else ())
        if text:
            self.hit = self._next((self._from.unit, 0), 1) or self._next((0, 0), 1)
        self._show_hit()

    def _look_for(self, query: str, wanted: tuple[str, ...]) -> None:
        self._query, self._wanted, self._searched, self.hit = query, wanted, None, None

    def go_to(self, at: At) -> None:
        super().go_to(at)
        if at.find:
            self._look_for(" ".join(at.find), at.find)
            self.hit = self._next((self.page.top.unit, 0), 1) or self._next((0, 0), 1)
            self._show_hit()
            if self._then_at is None:  # else it is not parsed that far yet
                self._say_hit()

    def _found(self, text: str) -> None:
        if text and self.hit is None:
            self.say(f"“{text}” is not in this article")
        elif self.hit is not None:
            self._left = self._step_before
            self.arrive(push=True)
            self._say_hit()

    def units_changed(self, first: int) -> None:
        if self.hit is not None and self.hit[0] >= first:
            self.hit = None  # the hits are found again; `n` goes on from what is on the screen
        super().units_changed(first)

    def clear_find(self) -> bool:
        """Take the hits off the page; False where there were none."""
        if not self._query:
            return False
        self._look_for("", ())
        self.page.forget()
        self.tell_place()
        return True

    def action_hit(self, direction: int) -> None:
        if not self._query:
            self.say("/ finds")
            return
        start = (self.hit[0], self.hit[1] + (1 if direction > 0 else 0)) if self.hit else (self.page.top.unit, 0)
        found = self._next(start, direction)
        wrapped = found is None
        if wrapped:
            last = len(self.page.document) if self.page.document is not None else 0
            found = self._next((0, 0) if direction > 0 else (last, 0), direction)
        if found is None:
            self.say(f"“{self._query}” is not in this article")
            return
        self.hit = found
        self.jump(self._show_hit)
        if wrapped:
            self.say("From the beginning again" if direction > 0 else "From the end again")
        else:
            self._say_hit()

    def _say_hit(self) -> None:
        document = self.page.document
        if document is None or self.hit is None:
            return
        few = document.complete and len(self._candidates) <= FEW
        units = sorted({document.index_at(offset) for offset in self._candidates}) if few else []
        if few and sum(document.unit(unit).end - document.unit(unit).start for unit in units) <= EXACT:
            hits = [(unit, low) for unit in units for low, _ in self._hits_in(unit)]
            at, total = hits.index(self.hit[:2]) + 1 if self.hit[:2] in hits else 1, str(len(hits))
        else:
            total = f"≈ {len(self._candidates)}"
            at = min(len(self._candidates), bisect_left(self._candidates, document.unit(self.hit[0]).start) + 1)
        self.say(f"“{self._query}” · {at} of {total} · n next · Esc clears")

    def _show_hit(self) -> None:
        self.page.forget()
        if self.hit is not None:
            self.page.show_words(self.hit[0], self.hit[1])

    def _next(self, start: tuple[int, int], direction: int) -> Hit | None:
        """The first hit at or after (unit, offset), or the last one before it."""
        document = self.page.document
        if document is None:
            return None
        if self._searched is not document.text:
            self._search(document.text, document.unit(min(start[0], len(document) - 1)).start)
        unit, offset = start
        units = self._units_from(unit, direction)
        for candidate in units:
            hits = self._hits_in(candidate)
            if candidate == unit:
                hits = [hit for hit in hits if (hit[0] >= offset if direction > 0 else hit[0] < offset)]
            if hits:
                low, high = hits[0] if direction > 0 else hits[-1]
                return candidate, low, high
        return None

    def _search(self, text: str, start: int) -> None:
        """Take where hits may be; where they are very many, first those from `start` on, and all from a thread."""
        wanted = self._wanted
        self._searched = text
        self._candidates = _candidates(text, wanted, MANY)
        if len(self._candidates) < MANY:
            return

        def arrived(found: Sequence[int]) -> None:
            if self._searched is text and self._wanted == wanted:
                self._candidates = found

        self._candidates = [start + offset for offset in _candidates(text[start:], wanted, MANY)]
        self.read(lambda: _candidates(text, wanted, None), arrived)

    def _hits_in(self, unit: int) -> list[tuple[int, int]]:
        """Where a unit has what is looked for, in order."""
        document = self.page.document
        content = document.content(unit) if document is not None else ""
        hits = [hit for word in self._wanted for hit in find_in(content, word)]
        return sorted(hits) if len(self._wanted) > 1 else hits

    def _units_from(self, unit: int, direction: int) -> Iterator[int]:
        """Units that may have hits, from this one on in the direction, each once."""
        document = self.page.document
        if document is None or not len(document):
            return
        start = document.unit(min(unit, len(document) - 1)).start
        before = -1
        if direction > 0:
            yield (before := min(unit, len(document) - 1))
            places = range(bisect_left(self._candidates, start), len(self._candidates))
        else:
            if unit < len(document):
                yield (before := unit)
            end = document.unit(unit).end if unit < len(document) else len(document.text) + 1
            places = range(bisect_left(self._candidates, end) - 1, -1, -1)
        for (
            place
        ) in places:  # in order, so that those of one unit are together; a text has many, the first is asked for
            at = document.index_at(self._candidates[place])
            if at != before:
                yield (before := at)

    def hit_overlays(self, unit: int) -> list[Overlay]:
        """The hits of a unit, the current one told apart."""
        document = self.page.document
        if not self._query or document is None:
            return []
        styles = self.styles_of
        return [
            Overlay(low, high, styles.current_hit if self.hit == (unit, low, high) else styles.hit)
            for low, high in self._hits_in(unit)
        ]


def _candidates(text: str, wanted: Sequence[str], most: int | None) -> Sequence[int]:
    """Offsets in order, `most` of each word at most."""
    found = array("q", (offset for word in wanted for offset in islice(search_source(text, word), most)))
    return array("q", sorted(found)) if len(wanted) > 1 else found
