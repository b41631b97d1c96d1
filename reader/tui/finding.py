"""Find in the article: `/` types, hits light up, `n` and `N` go from hit to hit."""

from __future__ import annotations

from collections.abc import Iterator

from reader.reading import Step
from reader.tui.hunt import Hit, Hunt
from reader.tui.jumping import At
from reader.tui.linking import Linking
from reader.tui.overlay import Overlay
from reader.tui.view import Row


class Finding(Linking):
    """The part of the main screen that finds."""

    _query = ""  # as it is told
    _wanted: tuple[str, ...] = ()  # what is looked for
    _folded = False  # in any spelling
    _hunt: Hunt | None = None  # for that, in the document that was on the page then
    _seeking: Iterator[None] | None = None  # the search for the first hit of what is being typed
    _found_first: list[Hit]  # what that found
    _counting: Hunt | None = None  # whose hits are being counted
    _hit_told = ""  # of the hit
    hit: Hit | None = None
    _from: Row = Row(0, 0)
    _step_before: Step | None = None

    def action_find(self) -> None:
        self.save_place()
        self._from, self._step_before = self.page.top, self.step_here()
        self.ask("find in this article", self._query, self._find, self._found)

    def _find(self, text: str) -> None:
        """A letter was typed: the search for what was there before it is dropped."""
        self._look_for(text, (text,) if text else ())
        self.page.forget()
        hunt, top = self.hunt, self.page.top
        if hunt is None:
            return
        found: list[Hit] = []
        self._found_first = found
        self._seeking = work = hunt.seek_round((self._from.unit, 0), 1, found)

        def arrived() -> None:
            self._seeking = None
            if self.page.top == top:  # else the person went on without it
                self._take(found)

        self.at_leisure(work, arrived, lambda: self._seeking is work)

    def _look_for(self, query: str, wanted: tuple[str, ...], *, folded: bool = False) -> None:
        self._query, self._wanted, self._hunt, self._seeking, self.hit = query, wanted, None, None, None
        self._folded = folded

    def _take(self, found: list[Hit]) -> None:
        if found:
            self.hit = found[0]
            self._show_hit()

    @property
    def hunt(self) -> Hunt | None:
        """The search for what is looked for in the document that is on the page."""
        document = self.page.document
        if document is None or not self._wanted:
            return None
        if self._hunt is None or self._hunt.document is not document:
            self._hunt = Hunt(document, self._wanted, folded=self._folded)
        return self._hunt

    def go_to(self, at: At) -> None:
        super().go_to(at)
        if not at.find:
            return
        self._look_for(" ".join(at.find), at.find, folded=True)  # as the index finds them
        hunt, top = self.hunt, self.page.top
        if hunt is None:
            return
        found: list[Hit] = []

        def arrived() -> None:
            if hunt is not self._hunt or self.page.top != top:
                return
            self._take(found)
            if self._then_at is None:  # else it is not parsed that far yet
                self._say_hit()

        self.in_slices(hunt.seek_round((top.unit, 0), 1, found), arrived)

    def _found(self, text: str) -> None:
        """What is looked for is typed: its first hit is gone to, and nothing else before that."""
        work, self._seeking = self._seeking, None

        def arrived() -> None:
            if work is not None:
                self._take(self._found_first)
            if self.hit is not None:
                self._left = self._step_before
                self.arrive(push=True)
                self._say_hit()
            elif text:
                self._say_none()

        self.in_slices(work or iter(()), arrived)

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
        hunt, top = self.hunt, self.page.top
        if hunt is None:
            return
        start = (self.hit.unit, self.hit.start + (1 if direction > 0 else 0)) if self.hit else (top.unit, 0)
        found: list[Hit] = []

        def arrived() -> None:
            if not found:
                self._say_none()
            elif self.page.top == top:  # else the person went on without it
                self.hit = found[0]
                self.jump(self._show_hit)
                if (found[0][:2] < start) == (direction > 0):
                    self.say("From the beginning again" if direction > 0 else "From the end again")
                else:
                    self._say_hit()

        self.in_slices(hunt.seek_round(start, direction, found), arrived)

    def finished_parsing(self) -> None:
        """What was told of the hits of a part is told of all now."""
        super().finished_parsing()
        if self._hit_told and self.status.message == self._hit_told:
            self._say_hit()

    def _say_none(self) -> None:
        document = self.page.document
        where = "in this article" if document is None or document.complete else "in what is read of this article so far"
        self.say(f"“{self._query}” is not {where}")

    def _say_hit(self) -> None:
        """Say which hit it is, and of how many once that is known."""
        hunt = self.hunt
        if hunt is None:
            return

        def counted() -> None:
            self._counting = None
            if self.status.message == self._hit_told:
                self._tell_hit(hunt)

        self._hit_told = ""
        if not hunt.is_counted and self._counting is not hunt:
            self._counting = hunt
            self.at_leisure(hunt.count(), counted, lambda: self._hunt is hunt)
        self._tell_hit(hunt)

    def _tell_hit(self, hunt: Hunt) -> None:
        if self.hit is None:
            return
        place = hunt.place_of(self.hit)
        self._hit_told = " · ".join(part for part in (f"“{self._query}”", place, "n next", "Esc clears") if part)
        self.say(self._hit_told)

    def _show_hit(self) -> None:
        self.page.forget()
        if self.hit is not None:
            self.page.show_words(self.hit.unit, self.hit.start)

    def hit_overlays(self, unit: int) -> list[Overlay]:
        """The hits of a unit, the current one told apart."""
        hunt, styles = self.hunt, self.styles_of
        return [
            Overlay(low, high, styles.current_hit if self.hit == (unit, low, high) else styles.hit)
            for low, high in (hunt.hits_in(unit) if hunt is not None else ())
        ]
