"""Where the reader is: status line, progress, the place that is kept, the end of an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from rich.cells import cell_len
from textual.timer import Timer

from reader.article import Article
from reader.reading import Step
from reader.tui.desk import Desk
from reader.tui.fit import cut
from reader.tui.view import Row

REST = 2.0  # seconds of rest after which a place is saved
AGAIN = 20.0  # seconds until a place that could not be written is tried again


class Placing(Desk):
    """The part of the main screen that knows where the reader is."""

    _rest_timer: Timer | None = None
    _before = 0.0  # the share that was read before it was opened
    _seen = 0  # source offset up to which the text was on the screen by scrolling since
    _scrolled = False  # since the last save
    _shown = (0, 0)  # source offsets of what was on the screen before the last move
    _linked: Sequence[Article] = ()  # the articles that link to the one that is read, once that was asked
    _asked = -1  # the request for which these were asked
    _ending_width = 0  # cells that the end of the article was told for

    def page_moved(self, scrolled: bool) -> None:
        """The page shows another part; `scrolled` if by scrolling, not by a jump."""
        self.place_moved(scrolled=scrolled)
        if self._unlaid and self.page.room:
            self.page_laid_out()
        if self.page.text_width != self._ending_width:
            self.tell_ending()

    def begin_place(self, before: float) -> None:
        """Another article is read; `before` is the share of it, 0 to 1, that was read already."""
        self._before, self._seen, self._scrolled = before, 0, False
        if self._asked != self.request:
            self._linked = []
        self._shown = (0, 0)

    def place_moved(self, *, scrolled: bool) -> None:
        """Another part is on the screen: the status line, the progress, and soon the place."""
        if self.page.document is None or self.previewing:
            self.tell_place()
            return
        span = self.span_on_screen()
        if scrolled:
            self._scrolled = True
            # progress counts what joins on to what was seen before: the screen that was scrolled away
            # from, then the one that is there now. A jump adds nothing.
            for top, bottom in (self._shown, span):
                if top <= self._read_to:
                    self._seen = max(self._seen, bottom)
        self._shown = span
        if self._asked != self.request:
            self.call_after_refresh(self._ask_backlinks)
        self.tell_place()
        if self._rest_timer is not None:
            self._rest_timer.stop()
        if self._scrolled:
            self._rest_timer = self.set_timer(REST, self.save_place)

    def span_on_screen(self) -> tuple[int, int]:
        """Source offsets of the first and last text on the screen, roughly for a unit cut by an edge."""
        document, rows = self.page.document, self.page.rows
        if document is None or not rows:
            return 0, 0

        def offset(row: Row, after: int) -> int:
            if row.unit >= len(document):
                return len(document.text)
            unit = document.unit(row.unit)
            height = max(1, len(self.page.layout_of(row.unit).lines))
            return unit.start + (unit.end - unit.start) * (row.line + after) // height

        last = rows[-1]
        bottom = offset(last, 1)
        if document.complete and last.unit >= len(document) - 1 and last.line + 1 >= self.page.height_of(last.unit):
            bottom = len(document.text)  # what the masthead took from the end, and the last line's end
        return offset(rows[0], 0), bottom

    @property
    def progress(self) -> float:
        """The share of the text that was on the screen by scrolling, 0 to 1."""
        document = self.page.document
        if document is None or not document.text:
            return 0.0
        if not document.whole:
            return self._before  # nobody knows how long it is
        return min(1.0, self._read_to / len(document.text))

    @property
    def _read_to(self) -> int:
        """Source offset up to which the text was on the screen by scrolling, now or before."""
        document = self.page.document
        before = int(self._before * len(document.text)) if document is not None and document.whole else 0
        return max(before, self._seen)

    def save_place(self) -> None:
        """Write the place, if the reader scrolled since it was written."""
        if self._rest_timer is not None:
            self._rest_timer.stop()
            self._rest_timer = None
        opened, document = self.opened, self.page.document
        if opened is None or document is None or self.previewing or not self._scrolled:
            return
        self._scrolled = False
        start, text_offset = self.page.words_at_top
        # a document that is not parsed to its end yet cannot have been read to its end
        progress = self.progress if document.complete else min(self.progress, 0.98)
        place = self.session.place_at(opened, document.index_at(start) if start else 0, max(0, text_offset), progress)
        self.opened = opened._replace(place=place, sure=True)  # where it is opened again from the list
        request = self.request

        def again() -> None:
            if request == self.request and not self.previewing:
                self._scrolled = True  # a disk that is full now may have room later
                if self._rest_timer is None:
                    self._rest_timer = self.set_timer(AGAIN, self.save_place)

        self.keep(lambda: self.session.save_place(opened, place), lambda _: self.list_changed(), again)

    def learn_minutes(self) -> None:
        """Words are counted behind the first scan: say how long the article takes once that is known."""
        opened = self.opened
        if opened is None or not opened.stored or opened.article.minutes is not None or self.previewing:
            return
        article = self.session.library.by_path(opened.article.path)
        if article is not None and article.minutes is not None:
            self.opened = opened._replace(article=article)
            opened.document.set_minutes(article.minutes)
            self.page.redrawn()
            self.tell_place()

    def list_changed(self) -> None:
        """Some article's state changed; the list listens."""

    def neighbour(self, direction: int) -> Article | None:
        """The article after or before this one in the list; the list knows."""
        return None

    def step_here(self) -> Step | None:
        """Where the reader is, as a step of the history; None while nothing is read."""
        opened, document = self.opened, self.page.document
        if opened is None or document is None or self.previewing or not opened.stored:
            return None
        offset, text_offset = self.page.words_at_top
        chosen = self.page.selected
        return Step(
            path=opened.article.path,
            offset=offset,
            text_offset=text_offset,
            link=chosen[1] if chosen else -1,
            link_offset=document.unit(chosen[0]).start if chosen else 0,
            article_id=opened.article.id,
            title=opened.article.title,
        )

    # what the status line and the end say

    def link_line(self) -> str:
        """Where the selected link leads; what links are is known above."""
        return ""

    def tell_place(self) -> None:
        """Where the reader is: heading, share, minutes left; and where the selected link leads."""
        document, opened = self.page.document, self.opened
        if document is None or opened is None or self.previewing:
            self.status.tell("" if self.opened is None and not self.list.count else "Enter reads · / filters · O sorts")
            return
        _, bottom = self.span_on_screen()
        share = bottom / len(document.text) if document.text else 1.0
        headings = document.headings()
        rows = self.page.rows
        # a heading on the first line is the one that is being read, one in the middle is not yet
        top = rows[min(2, len(rows) - 1)].unit if rows else 0
        at = bisect_right(headings, top, key=lambda one: one.unit) - 1
        far = top >= document.final and not document.complete  # a page before its time: what is above is not known
        heading = headings[at].text if at >= 0 and not far else ""
        self.contents.tell(headings, top)
        minutes = self.minutes_left(opened.article, share)
        to_read = f"{minutes} min left" if minutes and share < 1 else ""
        percent = f"{round(share * 100)} %" if document.complete else f"≈ {round(share * 100)} %"
        facts = " · ".join(part for part in (percent, to_read) if part)
        left = self.link_line() or ("← → pan what is cut" if self.page.overflow else "")
        self.status.tell(left, heading or opened.article.title, facts)

    def tell_ending(self) -> None:
        """The lines after the last one: finished, what comes next, and who links here."""
        opened, document = self.opened, self.page.document
        if opened is None or document is None or not document.complete or self.previewing:
            return  # who only looks at it has finished nothing
        self._ending_width = self.page.text_width
        lines = ["Finished · q leaves" if self.single else self._ending_line()]
        if self._linked:
            lines.append(self._linked_line())
        self.page.set_ending("\n".join(lines))

    def _ending_line(self) -> str:
        start, following = "Finished · a archive", self.neighbour(1)
        if following is None:
            return start
        minutes = f", {following.minutes} min" if following.minutes else ""
        room = self.page.text_width - cell_len(f"{start} · J next: {minutes}")
        return f"{start} · J next: {cut(following.title, max(12, room))}{minutes}"

    def _linked_line(self) -> str:
        """The articles that link here, as many as there is room for."""
        told = " · i shows all"
        names = " · ".join(article.title for article in self._linked)
        room = self.page.text_width - cell_len("Linked from ") - cell_len(told)
        return f"Linked from {cut(names, room)}{told}"

    def _ask_backlinks(self) -> None:
        """Who links here, asked once an article: the end must not grow when it is on the screen."""
        opened, document, request = self.opened, self.page.document, self.request
        if opened is None or document is None or not document.complete or not opened.stored or self._asked == request:
            return
        self._asked = request

        def arrived(linked: list[Article]) -> None:
            if request == self.request:
                self._linked = linked
                self.tell_ending()

        self.read(lambda: self.session.backlinks(opened.article), arrived)
