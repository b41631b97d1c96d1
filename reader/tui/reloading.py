"""The file that is read is another now: it is read again, and the words under the eye stay where they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reader.reading import Opened, Place
from reader.reading.moved import Change
from reader.tui.opening import Opening


class Spot(NamedTuple):
    """Words on the screen: those at `text_offset` of the block [`start`, `end`) of the source, `lead` rows down."""

    start: int
    end: int
    text_offset: int
    lead: int


class Held(NamedTuple):
    """What was on the screen of a text that is not there any more, the top first."""

    text: str
    spots: list[Spot]


class Reloading(Opening):
    """The part of the main screen that takes over what another program wrote."""

    _reloads = 0  # counts how often it was read again: only the last is wanted
    _lost: Held | None = None  # of a file that did not have these words any more: they may come back

    def page_moved(self, scrolled: bool) -> None:
        if scrolled:
            self._lost = None  # one reads here now
        super().page_moved(scrolled)

    def jump(self, move: Callable[[], None]) -> None:
        self._lost = None
        super().jump(move)

    def opened_changed(self) -> None:
        self._lost = None
        super().opened_changed()

    def action_reload(self) -> None:
        if self.opened is not None and self.opened.stored:
            self.reload(quiet=False)

    def reload(self, *, quiet: bool) -> None:
        """Read the file again; the words under the eye stay where they are."""
        old = self.opened
        if old is None or self.page.document is None:
            return
        self._reloads += 1
        reload, request = self._reloads, self.request

        def arrived(opened: Opened) -> None:
            if reload == self._reloads and request == self.request:
                self._take_over(opened)
                self.say("The file has changed: this is its text now" if quiet else "Read again")

        self.read(lambda: self.reopen_article(old), arrived)

    def _take_over(self, opened: Opened) -> None:
        """Show the new text; only now it is known what is on the screen, for one reads on meanwhile."""
        document, before = self.page.document, self.opened
        if document is None or before is None:
            return
        start, text_offset = self.page.words_at_top
        place = self.session.place_at(before, document.index_at(start) if start else 0, max(0, text_offset), 0.0)
        progress, previewing = self.progress, self.previewing
        lost = self._lost
        # a program that empties the file and then writes it in pieces: what was there first is what is meant
        kept, spots = lost if lost is not None else (document.text, self._spots())
        self.request += 1
        self.opened = opened._replace(place=self._kept_place(before, opened))
        self.page.show(opened.document)
        self.begin_place(progress)
        self.opened_changed()
        self.finished_parsing()
        self.previewing = previewing
        text = opened.document.text
        change = Change(kept, text)
        found = ((spot, at) for spot in spots if (at := change.moved(spot.start, spot.end)) >= 0)
        spot, at = next(found, (None, -1))
        if spot is not None:
            self.page.go_to_words(at, spot.text_offset, lead=spot.lead)
            return
        self.page.go_to_words(min(start, len(text)), 0)
        self._lost = Held(kept, spots)
        if lost is None:
            self._look_for_words(opened, place)

    def _kept_place(self, before: Opened, opened: Opened) -> Place | None:
        """The place that was kept, of one who only looks at a preview yet, in the new text."""
        place, document, text = before.place, before.document, opened.document.text
        if place is None:
            return None
        unit = document.unit(document.index_at(place.offset))
        at = Change(document.text, text).moved(unit.start, unit.end)
        return place._replace(offset=at if at >= 0 else min(place.offset, len(text)), fingerprint=opened.fingerprint)

    def _look_for_words(self, opened: Opened, place: Place) -> None:
        """Find words that are written otherwise now, where that is soon done."""
        request, top = self.request, self.page.top

        def arrived(again: Place) -> None:
            if request == self.request and self.page.top == top and again.offset != place.offset:
                self._go_to_place(again)

        self.read(lambda: self.session.place_again(opened, place), arrived)

    def _spots(self) -> list[Spot]:
        """What is on the screen, block by block: first those that begin there or go on at the top."""
        document, spots, seen = self.page.document, list[Spot](), set[int]()
        for lead, (unit, line) in enumerate(self.page.rows):
            if document is None or unit in seen or unit >= len(document):
                continue
            if line < self.page.layout_of(unit).before:
                continue
            seen.add(unit)
            here = document.unit(unit)
            spots.append(Spot(here.start, here.end, self.page.offset_of_line(unit, line), lead))
        return spots
