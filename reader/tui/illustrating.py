"""Pictures in the page: measured ahead of the eye, drawn in a thread when they come near it, the nearest first.

Before an article is shown the heads of its first pictures are read, so that its lines need not move
afterwards. Never touches the network: what is not a file of the library stays a line of text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from textual.strip import Strip

from reader.document import Kind, Link
from reader.document.layout import Placed
from reader.document.picture_scan import MAY_SHOW, addresses
from reader.errors import ReaderError
from reader.reading import Opened
from reader.reading.picture import read_picture
from reader.tui.brush import Brush, Drawn
from reader.tui.gallery import Gallery, Measured, Wish, measure, rows_in
from reader.tui.leading import AHEAD, PAUSE, Leading
from reader.tui.picture import can_draw, decode

FIRST = 8  # pictures that are measured before an article is shown
HEAD = 16_384  # characters in which these are looked for
MOST = 500  # pictures that are measured behind the first paint
_UNILLUSTRATED = frozenset({Kind.CODE, Kind.SOURCE, Kind.PLAIN})  # may be long, and shows what looks like a picture


class Illustrating(Leading):
    """The part of the main screen that has pictures on the page."""

    brush: Brush  # set by the application, which knows the terminal
    _gallery: Gallery
    _illustrated = False  # pictures are drawn; else they are lines of text
    _drawing = False  # a thread draws a picture
    _looking = False  # it will be looked what there is to draw

    def set_up_pictures(self) -> None:
        """Draw pictures from now on, where the terminal has the colours for it and they are wanted."""
        self._gallery = Gallery(self.brush.limit, self.brush.drop)
        self._gallery.cell, self._gallery.widest = self.brush.cell, self.brush.most
        many = not self.app.no_color and self.app.console.color_system in {"256", "truecolor"}
        if many and can_draw() and self.config.images != "off":
            self._illustrated = True
            self.page.picture_source = self._strips_of
            self.page.measured = self._page_measured

    # sizes

    def open_article(self, path: Path) -> Opened:
        return self._illustrate(super().open_article(path))

    def reopen_article(self, opened: Opened) -> Opened:
        return self._illustrate(super().reopen_article(opened))

    def _illustrate(self, opened: Opened) -> Opened:
        """Keep room for the pictures of an article that nobody sees yet; in a thread."""
        if self._illustrated:
            if not self.page.room:
                self._gallery.most = rows_in(self.size.height - 1)  # it will be so high, less the status line
            first = addresses(opened.document.text[:HEAD], FIRST)
            self._gallery.learn(opened.article.path, self._measured(opened, first))
            self._fit(opened)
        return opened

    def finished_parsing(self) -> None:
        super().finished_parsing()
        opened = self.opened
        if opened is not None and opened.stored and self._illustrated:
            text = opened.document.text
            self._measure(lambda: addresses(text, MOST))

    def look_at_links(self) -> None:
        super().look_at_links()
        self.look_at_pictures()

    def look_at_pictures(self) -> None:
        """See to the pictures around the screen: measure what nobody knows, draw the nearest that is not drawn."""
        self._looking = False
        opened = self.opened
        if opened is None or not opened.stored or not self._illustrated:
            return
        near = list(self._near())
        wanted = self._gallery.wanted(opened.article.path)
        if wanted:
            self._measure(lambda: wanted)
        elif not self._drawing:
            left = self.brush.limit
            for wish in near:
                left -= self.brush.weight(wish.columns, wish.rows)
                if left < 0:
                    break  # to draw it would be to forget a nearer one
                if self._gallery.drawn(wish) is None:
                    self._draw(wish)
                    break

    def _near(self) -> Iterator[Wish]:
        """The pictures on the screen, then those below and above, as they are to be drawn."""
        page, document, rows = self.page, self.page.document, self.page.rows
        if document is None or not rows:
            return
        first, last = rows[0].unit, rows[-1].unit
        behind = range(first - 1, max(0, first - AHEAD // 2), -1)
        for unit in (*range(first, min(last + AHEAD, len(document))), *behind):
            if unit >= len(document) or document.unit(unit).kind in _UNILLUSTRATED:
                continue
            if MAY_SHOW.search(document.source(unit)):
                layout = page.layout_of(unit)
                for placed in layout.pictures:
                    wish = self._wish(layout.links[placed.link], placed)
                    if wish is not None:
                        yield wish

    def _measure(self, find: Callable[[], Sequence[str]]) -> None:
        opened, request = self.opened, self.request
        if opened is None:
            return

        def arrived(found: dict[str, Measured | str]) -> None:
            if self._gallery.learn(opened.article.path, found) and request == self.request:
                self._refit(opened)
            self._look_soon()

        self.read(lambda: self._measured(opened, find()), arrived)

    def _measured(self, opened: Opened, hrefs: Sequence[str]) -> dict[str, Measured | str]:
        def resolved(href: str) -> Measured | str:
            return measure(self.session, self.session.resolve(opened, Link("", href, "", "image", 0, 0)))

        return {href: resolved(href) for href in hrefs}

    def _refit(self, opened: Opened) -> None:
        """Other pictures have rows than before; the words at the top stay."""
        self._fit(opened)
        self.page.redrawn()
        self.tell_place()

    def _fit(self, opened: Opened) -> None:
        if opened.stored:
            opened.document.fit_pictures(partial(self._gallery.fit, opened.article.path))

    def _page_measured(self, height: int) -> None:
        self.brush.learn_cell()
        shape = rows_in(height), self.brush.cell
        if shape != (self._gallery.most, self._gallery.cell):
            self._gallery.most, self._gallery.cell = shape
            if self.opened is not None and self._gallery.asked:
                self._fit(self.opened)

    # drawing

    def _wish(self, link: Link, placed: Placed) -> Wish | None:
        opened = self.opened
        measured = self._gallery.known(opened.article.path, link.href) if opened is not None else None
        if measured is None:
            return None
        look = self.styles_of.palette.ground, self.brush.look
        return Wish(measured, placed.columns, placed.rows, look)

    def _strips_of(self, link: Link, placed: Placed) -> Sequence[Strip] | None:
        wish = self._wish(link, placed)
        drawn = self._gallery.drawn(wish) if wish is not None else None
        if drawn is None:
            self._look_soon()
            return None
        return drawn.strips

    def _look_soon(self) -> None:
        if not self._looking:
            self._looking = True
            self.set_timer(PAUSE, self.look_at_pictures)

    def _draw(self, wish: Wish) -> None:
        self._drawing = True
        opened, ground, brush = self.opened, self.styles_of.palette.ground, self.brush
        box, weight = brush.box(wish.columns, wish.rows), brush.weight(wish.columns, wish.rows)

        def work() -> Drawn | str:
            try:
                picture = decode(read_picture(self.session.library, wish.picture.path), box)
            except ReaderError as error:
                return str(error)
            return brush.paint(picture, wish.columns, wish.rows, ground)

        def arrived(drawn: Drawn | str) -> None:
            self._drawing = False
            if not isinstance(drawn, str):
                brush.send(drawn)
                self._gallery.keep(wish, drawn, weight)
                self.page.refresh()
            elif self._gallery.spoil(wish.picture, drawn) and opened is self.opened and opened is not None:
                self._refit(opened)
            self._look_soon()

        self.read(work, arrived)

    def action_redraw(self) -> None:
        self._gallery.forget()
        super().action_redraw()
