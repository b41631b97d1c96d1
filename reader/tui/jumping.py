"""Going elsewhere in the article that is open: to words, a line, a heading, a mark, a step of the history.

What is not parsed yet is shown as far as it goes, and gone to again when parsing gets there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from reader import document as parsed  # its names load the parser only when they are used
from reader.reading import Place, PlacedMark, Status, Step
from reader.tui.placing import Placing


class At(NamedTuple):
    """Where to go in an article that is opened: the first of these that is given."""

    step: Step | None = None
    fragment: str = ""
    sought: bool = False  # the fragment was looked for in what is not parsed yet
    line: int = 0
    mark: str = ""
    words: tuple[int, int] | None = None
    find: tuple[str, ...] = ()  # with `line`: words to point out from there on


class Jumping(Placing):
    """The part of the main screen that goes to places."""

    _then_at: At | None = None  # where to go once the document is parsed that far
    _left: Step | None = None  # where the reader was before the jump that is under way

    def page_moved(self, scrolled: bool) -> None:
        if scrolled:
            self._then_at = None  # the reader goes on from here
        super().page_moved(scrolled)

    def go_to(self, at: At) -> None:
        """Go where a link, mark, line or step of the history leads, as far as that is parsed yet."""
        document, page = self.page.document, self.page
        if document is None:
            return
        self._then_at = None
        parsed = document.unit(document.final - 1).end if document.final else 0
        if at.step is not None:
            step = at.step
            page.look_ahead(step.offset)
            page.go_to_words(step.offset, step.text_offset)
            if step.link >= 0:
                page.selected = (document.index_at(step.link_offset), step.link)
                page.forget()
            last = document.unit(len(document) - 1)
            if not document.complete and max(step.offset, step.link_offset) >= last.end:
                self._then_at = at
        elif at.words is not None:
            page.look_ahead(at.words[0])
            page.go_to_words(*at.words)
            if not document.whole and at.words[0] >= parsed:
                self._then_at = at
        elif at.fragment:
            self._go_to_fragment(at)
        elif at.line > 0:
            unit = _unit_of_line(document, at.line)
            page.go_to_unit(unit)
            if not document.complete and unit >= document.final:
                self._then_at = at
            elif at.line > (lines := document.text.count("\n") + 1):
                self.say(f"There is no line {at.line:,} here: the last is {lines:,}")
        elif at.mark:
            self._go_to_mark(at.mark)
        self.place_moved(scrolled=False)

    def _go_to_fragment(self, at: At) -> None:
        document = self.page.document
        if document is None:
            return
        note = document.find_note("#" + at.fragment) if at.fragment.startswith(("fn-", "fnref-")) else None
        heading = document.find_heading(at.fragment) if note is None else None
        if note is not None:
            self.page.show_words(*note)
        elif heading is not None:
            self.page.go_to_unit(heading.unit)
        elif document.complete:
            self.say(f"There is no heading “{at.fragment}” here")
        else:
            if document.whole and not at.sought:
                at = at._replace(sought=True)
                self._seek(document, at)
            self._then_at = at

    def _seek(self, document: parsed.Document, at: At) -> None:
        def arrived(offset: int) -> None:
            if offset >= 0 and self._then_at is at:
                self.page.look_ahead(offset)
                self.page.go_to_words(offset, 0)

        self.fetch(document.heading_seeker(at.fragment), arrived)

    def _go_to_mark(self, ident: str) -> None:
        opened, request = self.opened, self.request
        if opened is None:
            return

        def arrived(placed: list[PlacedMark]) -> None:
            found = next((one for one in placed if one.mark.id == ident), None)
            if request != self.request:
                return
            if found is None:
                self.say("This bookmark is gone")
            elif found.status is Status.ORPHANED:
                self.say("These words are not in the article any more; the list keeps them")
            else:
                self.page.look_ahead(found.offset)
                self.page.go_to_words(found.offset, found.start, lead=self.page.size.height // 4)
                if not opened.document.whole:
                    self._then_at = At(words=(found.offset, found.start))
                if found.status is Status.MOVED:
                    self.say("≈ The text has changed: this is where the words probably are now")

        self.fetch(lambda: self.session.marks_of(opened), arrived)

    def _go_to_place(self, place: Place) -> None:
        self.go_to(At(words=(place.offset, place.text_offset)))

    # history

    def jump(self, move: Callable[[], None]) -> None:
        """Go elsewhere in this article: where the reader was is a step to come back to."""
        self.save_place()
        self._left = self.step_here()
        move()
        self.arrive(push=True)

    def arrive(self, *, push: bool) -> None:
        """The jump is over: what is on the screen is the present step of the history."""
        here = self.step_here()
        if here is None:
            return
        if push:
            self.session.history.push(here, self._left)
        else:
            self.session.history.update(here)
        self.call_after_refresh(self.keep, self.session.history.save)


def _unit_of_line(document: parsed.Document, line: int) -> int:
    """The unit that holds a 1-based source line, or the last one before it."""
    low, high = 0, len(document) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if document.unit(middle).line <= line:
            low = middle
        else:
            high = middle - 1
    return low
