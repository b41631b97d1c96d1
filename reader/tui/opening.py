"""Opening articles: previews, parsing on in the background, from preview to reading, leaving for the list."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.timer import Timer

from reader import document as parsed  # its names load the parser only when they are used
from reader.article import Article
from reader.errors import ReaderError
from reader.reading import Opened, Place
from reader.tui.jumping import At
from reader.tui.reading_ahead import ReadingAhead

LEAST, PIECE, MOST = 4096, 16_384, 262_144  # characters that are parsed at a time: at least, at first, and at most
STEP = 0.008  # seconds of a thread that a step shall take, and to take what it brings, while no key can act
BREATH = 0.002  # seconds between looks whether parsing may go on
PREVIEW = 0.08  # seconds of rest after which a row is previewed


class Opening(ReadingAhead):
    """The part of the main screen that opens articles and goes back and forward."""

    _preview_timer: Timer | None = None
    _push = True  # that jump is a step of the history
    _was_read = False  # what the page previews was read before, and is there as it was left
    wanted: Path | None = None  # the article that is shown, or will be when it is loaded
    _taking = 0.0  # seconds that it took to take the last batch

    # opening

    def preview(self, article: Article | None) -> None:
        """Show an article beside the list after a short rest; nothing is remembered of it.

        In one pane it is only read, so that Enter finds it ready.
        """
        self._stop_preview()
        self._ahead = None
        if self.is_reading:
            return
        if not self.two_panes:
            if article is not None and self.reads_ahead:
                self._after_rest(partial(self.read_ahead, article.path))
        elif article is None:
            self._loading += 1
            self.request += 1
            self.opened = None
            self.page.show(None)
        elif self.opened is None or self.opened.article.path != article.path:
            self._after_rest(partial(self._load, article.path, None, preview=True))

    def _after_rest(self, work: Callable[[], None]) -> None:
        def rested() -> None:
            if self._preview_timer is timer:  # a timer that is stopped may have its call in the queue by then
                self._preview_timer = None
                work()

        timer = self._preview_timer = self.set_timer(PREVIEW, rested)

    def _stop_preview(self) -> None:
        if self._preview_timer is not None:
            self._preview_timer.stop()
            self._preview_timer = None

    def open_path(self, path: Path, at: At | None = None, *, step: bool = True, kept: bool = False) -> None:
        """Read an article; the place that is left becomes a step of the history unless `step` is False.

        One that is still on the page goes on as it was left, or with `kept` at the place that was written.
        """
        self._stop_preview()
        self._push = step
        self._left = self.step_here()
        self.save_place()
        if self.opened is not None and self.opened.article.path == path and self.page.document is not None:
            # a preview is read on, and a link within the article need not load it again
            self._was_read = self._was_read and not kept
            self._read(self.opened, at, fresh=self.previewing)
        else:
            self._load(path, at, preview=False)

    def stopped_waiting(self) -> None:
        self._loading += 1
        self.wanted = self.opened.article.path if self.opened is not None else None
        super().stopped_waiting()

    def open_text(self, text: str) -> None:
        """Read a document that is no file."""
        self._arrived(self.session.open_text(text), None, preview=False)

    def _load(self, path: Path, at: At | None, *, preview: bool) -> None:
        self._loading += 1
        loading = self._loading
        self.wanted = path
        ahead = self._ahead if self.reads_ahead and self._ahead is not None else None
        if ahead is not None and ahead.article.path != path:
            ahead = None
        self._ahead = None

        def work() -> Opened | ReaderError:
            # in the thread too when it was read before: to ask a file system may take its time
            if ahead is not None and self.session.is_as_opened(ahead):
                return ahead
            try:
                return self.open_article(path)
            except ReaderError as error:
                return error

        def arrived(opened: Opened | ReaderError) -> None:
            if loading != self._loading:
                return
            if isinstance(opened, Opened):
                self._arrived(opened, at, preview=preview)
            else:
                self.wanted = self.opened.article.path if self.opened is not None else None
                self.failed(opened)

        (self.read if preview else self.fetch)(work, arrived)

    def _arrived(self, opened: Opened, at: At | None, *, preview: bool) -> None:
        self.request += 1
        self.save_place()
        self.opened, self.previewing, self._was_read = opened, True, False
        self._then_at = None
        self.page.show(opened.document)
        self.begin_place(0.0)
        self.opened_changed()
        if not preview:
            self._read(opened, at, fresh=True)
        self.call_after_refresh(self._go_on, self.request, opened)

    def _go_on(self, request: int, opened: Opened) -> None:
        """After the first paint: the rest of the document."""
        if request != self.request:
            return
        if opened.parser.done and opened.whole:
            self.finished_parsing()
        else:
            self._pump(request, opened)

    def _read(self, opened: Opened, at: At | None, *, fresh: bool) -> None:
        """From a preview, or from the very article, to reading it at a place."""
        self.previewing = self.starting = False
        if fresh:
            self.status.hush()
        self.set_up_panes()
        self.set_focus(self.page)
        self.tell_ending()  # that of what was a preview is there already
        place = opened.place if fresh and not self._was_read else None
        if place is not None:
            self.begin_place(place.progress)
        if at is not None:
            self.go_to(at)
        elif place is not None:
            self._go_to_place(place)
        else:
            self.place_moved(scrolled=False)
        # threads that work during the first paint make it take three times as long
        self.arrive(push=self._push)
        if fresh:
            self.follow_in_list(opened.article)
        self.call_after_refresh(self._remember_reading, opened, fresh)

    def _remember_reading(self, opened: Opened, fresh: bool) -> None:
        """After the first paint: write that the article was begun, and the step of the history."""
        if self.opened is None or opened.document is not self.opened.document or self.previewing:
            return
        if fresh and opened.stored:
            self.keep(lambda: self.session.started(opened.article), lambda _: self.list_changed())

    def _pump(self, request: int, opened: Opened) -> None:
        """Parse the rest in a thread, batch by batch."""
        parser = opened.parser
        taken = threading.Event()  # what was found last: were more on its way, a key would have to wait behind all
        taken.set()
        self._taking = 0.0

        def is_wanted() -> bool:
            return request == self.request and not self.leaving

        def pause() -> None:
            while self.keys.at_work and is_wanted():
                time.sleep(BREATH)  # what a key asks for comes first

        def work() -> None:
            if not opened.whole:
                parser.complete(self.session.rest(opened))
            size, parser.pause = PIECE, pause
            while not parser.done and is_wanted():
                pause()
                if taken.wait(BREATH):
                    taken.clear()
                    began = time.thread_time()
                    batch = parser.step(size)
                    spent = max(time.thread_time() - began, self._taking)
                    size = max(LEAST, min(MOST, 2 * size if spent < STEP else size // 2))
                    self.app.call_later(self._extend, request, batch, taken)

        self.read(work, lambda _: None)

    def _extend(self, request: int, batch: parsed.Batch, taken: threading.Event) -> None:
        taken.set()
        if request != self.request or self.opened is None:
            return
        began = time.thread_time()
        document = self.opened.document
        known = 0 if batch.reset else document.final
        document.extend(batch)
        document.headings()  # those of this batch: all at once they would be too many for a key
        self.page.grown()
        self.units_changed(known)
        self._taking = time.thread_time() - began
        if self._then_at is not None:
            self.go_to(self._then_at)
        if batch.done:
            self.finished_parsing()

    def finished_parsing(self) -> None:
        """The whole document is there."""
        opened, request = self.opened, self.request
        place = opened.place if opened is not None and not opened.sure and not self.previewing else None
        if opened is not None and place is not None and not self._scrolled:
            # the file is another than the place was kept in, and too long to be searched before the first paint

            def arrived(again: Place) -> None:
                if request == self.request and not self._scrolled:
                    self._go_to_place(again)

            self.read(lambda: self.session.place_again(opened, place), arrived)
        self.tell_ending()
        self.place_moved(scrolled=False)

    def opened_changed(self) -> None:
        """Another article is on the page; marks listen."""
        self.units_changed(0)
        self.tell_place()

    def units_changed(self, first: int) -> None:
        """Units from `first` on may be others than before; who keeps numbers of units listens."""

    def read_on(self) -> None:
        """From looking at a preview to reading it."""
        if self.opened is not None and self.previewing:
            self._read(self.opened, None, fresh=True)

    def to_list(self) -> None:
        """Back to the list; the article that was read is the row of the cursor."""
        self.save_place()
        self.previewing = self._was_read = True
        self.page.selected = None
        self.zoomed = False
        self.set_up_panes()
        self.set_focus(self.list)
        self.tell_place()
        self.list_changed()

    def follow_in_list(self, article: Article, direction: int = 0) -> None:
        """The article that is read now has the cursor of the list; the list knows how."""
