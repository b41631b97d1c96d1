"""How pictures come into cells: as half cells everywhere, or by the terminal's own graphics. Reads no files.

Both do their work in any thread but for `send` and `drop`, which are for the event loop.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from rich.color import ColorSystem
from textual.color import Color
from textual.strip import Strip

from reader.tui import kitty
from reader.tui.lent import Lent
from reader.tui.picture import KEPT, Picture, png_of, strips


class Drawn(NamedTuple):
    """A picture in cells; with its number where the terminal is to hold it, and what has it do so."""

    strips: Sequence[Strip]
    number: int = 0
    transmission: str = ""


class Brush(Protocol):
    """A way to draw pictures. `limit` is the most weight of what is drawn and kept, `look` all that changes looks."""

    limit: int
    at_once: bool  # it is done while a key waits for it
    most: int  # columns and rows of a picture

    @property
    def cell(self) -> tuple[int, int]: ...
    @property
    def look(self) -> object: ...
    def learn_cell(self) -> None: ...
    def box(self, columns: int, rows: int) -> tuple[int, int]: ...
    def weight(self, columns: int, rows: int) -> int: ...
    def paint(self, picture: Picture, columns: int, rows: int, ground: Color) -> Drawn: ...
    def send(self, drawn: Drawn) -> None: ...
    def drop(self, drawn: Drawn) -> None: ...


class Halves:
    """Half a cell is a pixel."""

    limit = 30_000  # cells, some 20 MB
    at_once = True
    most = 1000
    cell = kitty.USUAL_CELL

    def __init__(self, system: ColorSystem, *, plain: bool) -> None:
        self.look = self._system, self._plain = system, plain

    def learn_cell(self) -> None:
        """Its size makes no difference."""

    def box(self, columns: int, rows: int) -> tuple[int, int]:
        """The pixels that a picture need not exceed."""
        return KEPT, KEPT

    def weight(self, columns: int, rows: int) -> int:
        """What a picture in so many cells weighs while it is kept."""
        return columns * rows

    def paint(self, picture: Picture, columns: int, rows: int, ground: Color) -> Drawn:
        """The picture in exactly so many cells."""
        return Drawn(strips(picture, columns, rows, ground, ascii_only=self._plain, system=self._system))

    def send(self, drawn: Drawn) -> None:
        """There is nothing to send."""

    def drop(self, drawn: Drawn) -> None:
        """There is nothing to take back."""


class Graphics:
    """The terminal draws the picture that it was sent."""

    limit = 48_000_000  # pixels: terminals keep four bytes for each, and kitty drops what exceeds 320 MB
    at_once = False
    most = kitty.MOST
    _most_pixels = 1_500_000  # of one picture
    _most_pictures = 64

    def __init__(self, lent: Lent) -> None:
        self._lent = lent
        self._pixels = kitty.USUAL_CELL
        self.learn_cell()

    @property
    def cell(self) -> tuple[int, int]:
        """The shape of a cell: a picture is as wide as elsewhere, however fine the terminal's pixels are."""
        return kitty.USUAL_CELL[0], max(1, round(kitty.USUAL_CELL[0] * self._pixels[1] / self._pixels[0]))

    @property
    def look(self) -> object:
        """The pixels of a cell: with others a picture is sent again."""
        return self._pixels

    def learn_cell(self) -> None:
        """Ask how large a cell is now."""
        if sys.__stdin__ is not None:
            self._pixels = kitty.cell_pixels(sys.__stdin__.fileno())

    def box(self, columns: int, rows: int) -> tuple[int, int]:
        """The pixels that a picture need not exceed."""
        width, height = columns * self._pixels[0], rows * self._pixels[1]
        scale = min(1.0, math.sqrt(self._most_pixels / (width * height)))
        return max(1, int(width * scale)), max(1, int(height * scale))

    def weight(self, columns: int, rows: int) -> int:
        """What a picture in so many cells weighs while it is kept."""
        return max(math.prod(self.box(columns, rows)), self.limit // self._most_pictures)

    def paint(self, picture: Picture, columns: int, rows: int, ground: Color) -> Drawn:
        """The picture in exactly so many cells, and what the terminal is to be sent for it."""
        number = self._lent.number()
        sent = kitty.transmission(number, png_of(picture), columns, rows)
        return Drawn(kitty.cells(number, columns, rows, ground), number, sent)

    def send(self, drawn: Drawn) -> None:
        """Before the cells are written."""
        self._lent.send(drawn.number, drawn.transmission)

    def drop(self, drawn: Drawn) -> None:
        """Once the cells are not written any more."""
        self._lent.take_back(drawn.number)


def brush_for(images: str, environment: Mapping[str, str], lent: Lent, *, system: str | None, plain: bool) -> Brush:
    """The way to draw by the option `images`, what the environment says of the terminal, and its colours."""
    wanted = images == "kitty" or (images == "auto" and kitty.is_understood(environment))
    if wanted and system == "truecolor" and not plain:  # the number of a picture is a colour
        return Graphics(lent)
    return Halves(ColorSystem.TRUECOLOR if system == "truecolor" else ColorSystem.EIGHT_BIT, plain=plain)
