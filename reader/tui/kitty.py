"""Kitty's graphics protocol, as far as pictures that move with the text need it: its bytes. Writes nothing.

A picture is sent once, with its number and the cells it takes. It is shown wherever cells are written that
hold a sign set apart for it, with marks for row and column and the number as their colour: such cells are
cut, scrolled and covered as any others. Sixel has nothing of the kind, so terminals with it get half cells.
"""

from __future__ import annotations

import base64
import fcntl
import struct
import termios
from collections.abc import Iterator, Mapping

from rich.color import Color as CellColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from reader.sanitise import PICTURE_CELL

CHUNK = 4096  # characters of a picture in one sequence
USUAL_CELL = (8, 16)  # pixels, where the terminal does not tell
_LARGEST_CELL = (40, 80)
_NATIVE = frozenset({"xterm-kitty", "xterm-ghostty"})
_INSIDE = ("TMUX", "STY", "ZELLIJ")  # programs that draw the cells themselves
# What terminals set that were started from a window of kitty, whose variables they hand on
_OTHERS = ("KONSOLE_VERSION", "VTE_VERSION", "XTERM_VERSION", "WEZTERM_PANE", "ALACRITTY_WINDOW_ID")
# The published marks, kitty's rowcolumn-diacritics.txt: those of class 230 in Unicode 6.0 that are never composed
_PUBLISHED = """
305 30d-30e 310 312 33d-33f 346 34a-34c 350-352 357 35b 363-36f 483-487 592-595 597-599 59c-5a1 5a8-5a9 5ab-5ac 5af
5c4 610-617 657-65b 65d-65e 6d6-6dc 6df-6e2 6e4 6e7-6e8 6eb-6ec 730 732-733 735-736 73a 73d 73f-741 743 745 747
749-74a 7eb-7f1 7f3 816-819 81b-823 825-827 829-82d 951 953-954 f82-f83 f86-f87 135d-135f 17dd 193a 1a17 1a75-1a7c
1b6b 1b6d-1b73 1cd0-1cd2 1cda-1cdb 1ce0 1dc0-1dc1 1dc3-1dc9 1dcb-1dcc 1dd1-1de6 1dfe 20d0-20d1 20d4-20d7 20db-20dc
20e1 20e7 20e9 20f0 2cef-2cf1 2de0-2dff a66f a67c-a67d a6f0-a6f1 a8e0-a8f1 aab0 aab2-aab3 aab7-aab8 aabe-aabf aac1
fe20-fe26 10a0f 10a38 1d185-1d189 1d1aa-1d1ad 1d242-1d244
"""


def _marks() -> Iterator[str]:
    for part in _PUBLISHED.split():
        first, _, last = part.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


MARKS = tuple(_marks())  # the mark of a row or column, by its number
MOST = len(MARKS)  # rows and columns that a picture has at most
_MARKS = frozenset(MARKS)


def is_understood(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is one of those that are known to show pictures so: kitty, ghostty."""
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "").lower()
    if any(environment.get(name) for name in _INSIDE) or term.startswith(("screen", "tmux")):
        return False
    if term in _NATIVE:
        return True
    if not term.startswith("xterm") or any(environment.get(name) for name in _OTHERS):
        return False
    return program == "ghostty" or (not program and bool(environment.get("KITTY_WINDOW_ID")))


def cell_pixels(terminal: int) -> tuple[int, int]:
    """Width and height of a cell of the terminal that a file descriptor is for, as far as it tells."""
    try:
        rows, columns, width, height = struct.unpack("HHHH", fcntl.ioctl(terminal, termios.TIOCGWINSZ, bytes(8)))
    except OSError:
        return USUAL_CELL
    if not (columns and rows and width >= columns and height >= rows):
        return USUAL_CELL
    return min(width // columns, _LARGEST_CELL[0]), min(height // rows, _LARGEST_CELL[1])


def transmission(number: int, png: bytes, columns: int, rows: int) -> str:
    """What sends a picture and keeps so many cells for it, wherever they will be; the terminal does not answer."""
    data = base64.standard_b64encode(png).decode("ascii")
    parts = [data[at : at + CHUNK] for at in range(0, len(data), CHUNK)]
    head = f"a=T,U=1,f=100,t=d,q=2,i={number},c={columns},r={rows},"
    return "".join(
        f"\x1b_G{'' if index else head}{'q=2,' if index else ''}m={int(index < len(parts) - 1)};{part}\x1b\\"
        for index, part in enumerate(parts)
    )


def deletion(number: int) -> str:
    """What makes the terminal forget a picture and its data."""
    return f"\x1b_Ga=d,d=I,i={number},q=2\x1b\\"


def cells(number: int, columns: int, rows: int, ground: Color) -> list[Strip]:
    """The cells in which the terminal shows a picture, on a ground where it is transparent.

    Each says where in the picture it is, so that any of them may be left out or written alone.
    """
    color = CellColor.from_rgb(number >> 16, number >> 8 & 0xFF, number & 0xFF)
    style = Style(color=color, bgcolor=ground.rich_color)
    return [
        Strip([Segment(PICTURE_CELL + mark + column, style) for column in MARKS[:columns]], columns)
        for mark in MARKS[:rows]
    ]


def number_of(segment: Segment) -> int:
    """The number of the picture whose cell a segment is; 0: it is none."""
    text, style, _ = segment
    if len(text) != 3 or text[0] != PICTURE_CELL or text[1] not in _MARKS or text[2] not in _MARKS:
        return 0
    color = style.color if style is not None else None
    if color is None or color.triplet is None:
        return 0
    red, green, blue = color.triplet
    return red << 16 | green << 8 | blue
