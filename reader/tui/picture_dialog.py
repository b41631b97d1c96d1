"""A picture over the whole screen, its words above. The page below does not move. Reads no files."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.strip import Strip

from reader.sanitise import sanitise_line
from reader.tui.commands import COMMANDS, Where
from reader.tui.fit import cut, strip_of
from reader.tui.lines import Lines
from reader.tui.picture import Picture, fitted, strips
from reader.tui.rows import bindings
from reader.tui.sheet_dialog import SheetDialog
from reader.tui.signs import ASCII, Signs
from reader.tui.theme import Styles

_TITLE = 2  # lines above the picture


class PictureSheet(Lines, can_focus=True):
    """A picture in the middle, as large as there is room."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS, Where.DIALOG, prefix="screen.")

    def __init__(self, picture: Picture, title: str, styles: Styles, signs: Signs) -> None:
        super().__init__(id="sheet")
        self.picture = picture
        self.title = sanitise_line(title)
        self.styles_of = styles
        self.signs = signs
        self._drawn: list[Strip] = []
        self._drawn_for = (0, 0)

    def drawn(self) -> list[Strip]:
        """The picture at the present size."""
        room = max(1, self.room.width), max(1, self.room.height - _TITLE)
        if room != self._drawn_for:
            columns, rows = fitted(self.picture, *room)
            ground = self.styles_of.palette.ground
            self._drawn = strips(self.picture, columns, rows, ground, ascii_only=self.signs is ASCII)
            self._drawn_for = room
        return self._drawn

    def render_line(self, y: int) -> Strip:
        base, width = self.styles_of.base, self.room.width
        if y == 0:
            return strip_of([("  " + cut(self.title, width - 4), base)], width, base)
        picture = self.drawn()
        at = y - _TITLE - (self.room.height - _TITLE - len(picture)) // 2
        if y < _TITLE or not 0 <= at < len(picture):
            return strip_of([], width, base)
        left = (width - picture[at].cell_length) // 2
        right = width - left - picture[at].cell_length
        return Strip([Segment(" " * left, base), *picture[at], Segment(" " * right, base)], width)


class PictureDialog(SheetDialog[None]):
    """One picture; any key that closes a dialog closes it."""

    def __init__(self, picture: Picture, title: str, styles: Styles, signs: Signs) -> None:
        super().__init__(PictureSheet(picture, title, styles, signs), styles)
