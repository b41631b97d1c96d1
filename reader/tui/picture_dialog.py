"""A picture over the whole screen, its words above. The page below does not move. Reads no files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar

from rich.segment import Segment
from textual.binding import BindingType
from textual.strip import Strip

from reader.sanitise import sanitise_line
from reader.tui.brush import Brush, Drawn
from reader.tui.commands import COMMANDS, Where
from reader.tui.fit import cut, strip_of
from reader.tui.lines import Lines
from reader.tui.picture import Picture, fitted
from reader.tui.rows import bindings
from reader.tui.sheet_dialog import SheetDialog
from reader.tui.theme import Styles

Later = Callable[[Callable[[], Drawn], Callable[[Drawn], None]], None]  # does work in a thread, tells what came of it

_TITLE = 2  # lines above the picture


class PictureSheet(Lines, can_focus=True):
    """A picture in the middle, as large as there is room."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS, Where.DIALOG, prefix="screen.")

    def __init__(self, picture: Picture, title: str, styles: Styles, brush: Brush, later: Later) -> None:
        super().__init__(id="sheet")
        self.picture = picture
        self.title = sanitise_line(title)
        self.styles_of = styles
        self.brush = brush
        self._later = later
        self._drawn = Drawn(())
        self._drawn_for = self._wanted_for = (0, 0)

    def drawn(self) -> Sequence[Strip]:
        """The picture at the present size; nothing until it is drawn."""
        room = max(1, self.room.width), max(1, self.room.height - _TITLE)
        if room != self._wanted_for:
            self._wanted_for = room
            most = self.brush.most
            columns, rows = fitted(self.picture, min(most, room[0]), min(most, room[1]), self.brush.cell)
            paint = partial(self.brush.paint, self.picture, columns, rows, self.styles_of.palette.ground)
            if self.brush.at_once:
                self._drawn, self._drawn_for = paint(), room
            else:
                self._later(paint, partial(self._arrived, room))
        return self._drawn.strips if room == self._drawn_for else ()

    def _arrived(self, room: tuple[int, int], drawn: Drawn) -> None:
        if room == self._wanted_for and self.is_attached:
            self.brush.send(drawn)
            self.brush.drop(self._drawn)
            self._drawn, self._drawn_for = drawn, room
            self.refresh()

    def draw_anew(self) -> None:
        """The terminal may have lost what it was sent."""
        self.brush.learn_cell()
        self._drawn_for = self._wanted_for = (0, 0)
        self.refresh()

    def on_unmount(self) -> None:
        self.brush.drop(self._drawn)

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

    def __init__(self, picture: Picture, title: str, styles: Styles, brush: Brush, later: Later) -> None:
        self.sheet = PictureSheet(picture, title, styles, brush, later)
        super().__init__(self.sheet, styles)

    def on_mount(self) -> None:
        self.app.app_resume_signal.subscribe(self, lambda _: self.action_redraw())

    def action_redraw(self) -> None:
        self.sheet.draw_anew()
        super().action_redraw()
