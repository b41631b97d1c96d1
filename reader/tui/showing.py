"""What is shown over the page: a table that does not fit, a picture, a peek at a link. The page does not move."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path

from reader.document import Link
from reader.paths import display
from reader.reading import Opened
from reader.reading.peek import Peek
from reader.reading.picture import read_picture
from reader.tui.hinting import Hinting
from reader.tui.measure import GUTTER
from reader.tui.peek_dialog import PeekDialog
from reader.tui.picture import Picture, can_draw, decode
from reader.tui.picture_dialog import PictureDialog
from reader.tui.stops import LinkAt
from reader.tui.table_dialog import TableDialog


class Showing(Hinting):
    """The part of the main screen that shows one thing large."""

    def open_table(self, unit: int, follow: Callable[[LinkAt], None]) -> None:
        """Show a table over the whole screen, under the heading it stands below; `follow` a link chosen there."""
        document, opened = self.page.document, self.opened
        if document is None or opened is None:
            return
        if unit >= document.final and not document.complete:
            self.say("The article is still being read up to here")
            return
        headings = document.headings()
        at = bisect_right(headings, unit, key=lambda one: one.unit) - 1
        title = headings[at].text if at >= 0 else opened.article.title

        def tell(link: Link, say: Callable[[str], None]) -> None:
            self.fetch(lambda: self.session.resolve(opened, link), lambda target: say(self.describe(target, link)))

        def closed(link: LinkAt | None) -> None:
            if link is not None and document is self.page.document:
                follow(link)

        self.app.push_screen(TableDialog(document, unit, title, self.styles_of, self.signs, tell), closed)

    def show_peek(self, opened: Opened, link: LinkAt, follow: Callable[[LinkAt], None]) -> None:
        """Show what a link leads to, below the text and in line with it; `follow` it if it is chosen there."""
        page = self.page
        left = page.region.x + page.margin + GUTTER
        width = max(8, min(page.text_width, self.size.width - left - 1))
        request = self.request

        def arrived(peek: Peek) -> None:
            if request == self.request and self.is_reading:
                dialog = PeekDialog(peek, left, self.styles_of, self.signs)
                self.app.push_screen(dialog, lambda goes: follow(link) if goes else None)

        self.fetch(lambda: self.session.peek(opened, link.link, width), arrived)

    def open_picture(self, path: Path, words: str) -> None:
        """Show a picture of the library over the whole screen, where that can be done."""
        if not can_draw():
            self.say("Pictures are shown where the extra “images” is installed")
            return
        if self.app.no_color or self.app.console.color_system == "standard":
            self.say("This terminal has too few colours for pictures")
            return
        request = self.request

        def arrived(picture: Picture) -> None:
            if request == self.request and self.is_reading:
                self.app.push_screen(dialog(picture))

        def dialog(picture: Picture) -> PictureDialog:
            return PictureDialog(picture, words or display(path.name), self.styles_of, brush, self.read)

        brush = self.brush
        box = brush.box(min(brush.most, self.size.width), min(brush.most, self.size.height))
        self.fetch(lambda: decode(read_picture(self.session.library, path), box), arrived)
