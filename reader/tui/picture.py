"""A picture from its bytes to cells: half a cell is a pixel. Needs Pillow (the extra `images`); reads no files.

Pillow and not textual-image, which asks the terminal what it can do when it is imported: it waits for
the answer and may take a key for it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

from rich.color import Color as CellColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from reader.errors import ReaderError

MAX_PIXELS = 40_000_000  # of the picture as it is stored: 160 MB while it is decoded
KEPT = 512  # pixels of the longer side that are kept: more cells than that no screen has
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")  # no format whose decoder starts a program
HALF = "▀"
TRUE = ColorSystem.TRUECOLOR
_ORIENTATION, _ON_ITS_SIDE = 0x0112, 5  # of Exif: from 5 on width and height are changed


class Picture(NamedTuple):
    """A picture in so many pixels; `data` holds four bytes for each: red, green, blue, opacity."""

    width: int
    height: int
    data: bytes


def can_draw() -> bool:
    """Whether the extra `images` is installed."""
    return importlib.util.find_spec("PIL") is not None


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a picture in pixels, as it is to be shown, from its first bytes. Raises ReaderError."""
    with _opened(data) as image:
        width, height = image.size
        return (height, width) if _turn(image) >= _ON_ITS_SIDE else (width, height)


def decode(data: bytes, box: tuple[int, int] = (KEPT, KEPT)) -> Picture:
    """The picture (of moving ones the first frame), made smaller where it is larger than `box`. Raises ReaderError."""
    from PIL import ImageOps  # late: an extra, and most starts show no picture

    with _opened(data) as image:
        on_its_side = _turn(image) >= _ON_ITS_SIDE
        image.draft("RGB", box[::-1] if on_its_side else box)
        small = (ImageOps.exif_transpose(image) if _turn(image) else image).convert("RGBA")
        small.thumbnail(box)
    return Picture(small.width, small.height, small.tobytes())


@contextlib.contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """The picture, not decoded yet; whatever it raises meanwhile becomes a ReaderError."""
    import PIL.Image  # late, as above

    warnings.filterwarnings("ignore", module=r"PIL\.")  # they would be written over what is on the screen
    try:
        with PIL.Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ReaderError(f"this picture is too large: {image.width:,} × {image.height:,} pixels")
            yield image
    except ReaderError:
        raise
    except PIL.Image.DecompressionBombError as error:
        raise ReaderError("this picture is too large") from error
    except Exception as error:  # foreign bytes: decoders raise OSError, ValueError, SyntaxError, struct.error and more
        raise ReaderError("this picture is damaged, or of a kind that is not drawn here") from error


def png_of(picture: Picture) -> bytes:
    """The picture as a PNG file."""
    from PIL import Image  # late, as above

    image, written = Image.frombytes("RGBA", (picture.width, picture.height), picture.data), io.BytesIO()
    opaque = image.getchannel("A").getextrema() == (255, 255)
    (image.convert("RGB") if opaque else image).save(written, "PNG", compress_level=3)
    return written.getvalue()


def _turn(image: Any) -> int:
    """How a camera was held, 0 to 8. Other formats keep it behind the picture, which had to be decoded first."""
    return int(image.getexif().get(_ORIENTATION, 0)) if image.format in {"JPEG", "WEBP"} else 0


def fitted(picture: Picture, columns: int, rows: int, cell: tuple[int, int] = (1, 2)) -> tuple[int, int]:
    """Columns and rows of the picture in such a room, its shape kept; `cell` is the shape of a cell."""
    width, height = picture.width / cell[0], picture.height / cell[1]
    scale = min(columns / width, rows / height)
    return max(1, round(width * scale)), max(1, min(rows, round(height * scale)))


def strips(
    picture: Picture, columns: int, rows: int, ground: Color, *, ascii_only: bool = False, system: ColorSystem = TRUE
) -> list[Strip]:
    """The picture in exactly so many cells, on a ground where it is transparent; in 256 colours or in all."""
    from PIL import Image  # late, as above

    whole = Image.frombytes("RGBA", (picture.width, picture.height), picture.data)
    under = Image.new("RGBA", whole.size, (*ground.rgb, 255))
    per_cell = 1 if ascii_only else 2
    image = Image.alpha_composite(under, whole).convert("RGB")
    image = image.resize((columns, rows * per_cell), Image.Resampling.BOX)
    pixels = image.tobytes()

    def color(x: int, y: int) -> CellColor:
        at = 3 * (y * columns + x)
        full = CellColor.from_rgb(pixels[at], pixels[at + 1], pixels[at + 2])
        return full if system == TRUE else full.downgrade(ColorSystem.EIGHT_BIT)

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
