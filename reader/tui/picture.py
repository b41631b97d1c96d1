"""A picture from its bytes to cells: half a cell is a pixel. Needs Pillow (the extra `images`); reads no files.

Pillow and not textual-image, which asks the terminal what it can do when it is imported: it waits for
the answer and may take a key for it.
"""

from __future__ import annotations

import importlib.util
import io
import warnings
from typing import NamedTuple

from rich.color import Color as CellColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from reader.errors import ReaderError

MAX_PIXELS = 40_000_000  # of the picture as it is stored: 160 MB while it is decoded
KEPT = 512  # pixels of the longer side that are kept: more cells than that no screen has
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")  # no format whose decoder starts a program
HALF = "▀"


class Picture(NamedTuple):
    """A picture in so many pixels; `data` holds four bytes for each: red, green, blue, opacity."""

    width: int
    height: int
    data: bytes


def can_draw() -> bool:
    """Whether the extra `images` is installed."""
    return importlib.util.find_spec("PIL") is not None


def decode(data: bytes) -> Picture:
    """The picture (of moving ones the first frame), made smaller when it is large. Raises ReaderError."""
    from PIL import Image, ImageOps  # late: an extra, and most starts show no picture

    warnings.filterwarnings("ignore", module=r"PIL\.")  # they would be written over what is on the screen
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ReaderError(f"this picture is too large: {image.width:,} × {image.height:,} pixels")
            image.draft("RGB", (KEPT, KEPT))
            small = ImageOps.exif_transpose(image).convert("RGBA")
            small.thumbnail((KEPT, KEPT))
    except ReaderError:
        raise
    except Exception as error:  # foreign bytes: decoders raise OSError, ValueError, SyntaxError, struct.error and more
        raise ReaderError("this picture is damaged, or of a kind that is not drawn here") from error
    return Picture(small.width, small.height, small.tobytes())


def fitted(picture: Picture, columns: int, rows: int) -> tuple[int, int]:
    """Columns and rows of the picture in such a room, its shape kept; a cell is twice as high as wide."""
    scale = min(columns / picture.width, 2 * rows / picture.height)
    return max(1, round(picture.width * scale)), max(1, min(rows, round(picture.height * scale / 2)))


def strips(picture: Picture, columns: int, rows: int, ground: Color, *, ascii_only: bool = False) -> list[Strip]:
    """The picture in exactly so many cells, on a ground where it is transparent."""
    from PIL import Image  # late, as above

    whole = Image.frombytes("RGBA", (picture.width, picture.height), picture.data)
    under = Image.new("RGBA", whole.size, (*ground.rgb, 255))
    per_cell = 1 if ascii_only else 2
    image = Image.alpha_composite(under, whole).convert("RGB")
    image = image.resize((columns, rows * per_cell), Image.Resampling.BOX)
    pixels = image.tobytes()

    def color(x: int, y: int) -> CellColor:
        at = 3 * (y * columns + x)
        return CellColor.from_rgb(pixels[at], pixels[at + 1], pixels[at + 2])

    drawn = []
    for row in range(rows):
        if ascii_only:
            cells = [Segment(" ", Style(bgcolor=color(x, row))) for x in range(columns)]
        else:
            cells = [
                Segment(HALF, Style(color=color(x, 2 * row), bgcolor=color(x, 2 * row + 1))) for x in range(columns)
            ]
        drawn.append(Strip(cells, columns))
    return drawn
