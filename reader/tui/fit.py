"""Text fitted to cells: cut with an ellipsis, padded, set in columns. Widths are those of rich.cells."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


def cut(text: str, width: int, sign: str = "…") -> str:
    """The text in at most `width` cells, with `sign` at its end when something is missing."""
    if cell_len(text) <= width:
        return text
    if width <= 0:
        return ""
    room = width - cell_len(sign)
    if room <= 0:
        return sign[:width]
    return set_cell_size(text, room).rstrip(f" {sign}") + sign


def cut_inside(text: str, width: int, sign: str = "…") -> str:
    """As `cut`, but what is missing is missing in the middle: an error's reason stands at its end."""
    if cell_len(text) <= width or width < 16:
        return cut(text, width, sign)
    head = set_cell_size(text, width // 3).rstrip()
    room = width - cell_len(head) - cell_len(sign)
    tail = text[-room:]
    while cell_len(tail) > room:
        tail = tail[1:]
    return head + sign + tail


def pad(text: str, width: int) -> str:
    """The text cut or filled to exactly `width` cells."""
    text = cut(text, width)
    return text + " " * (width - cell_len(text))


def strip_of(parts: list[tuple[str, Style]], width: int, fill: Style) -> Strip:
    """Segments in a strip of exactly `width` cells; what is left over is filled, what is too long is cut."""
    segments: list[Segment] = []
    used = 0
    for text, style in parts:
        if not text:
            continue
        size = cell_len(text)
        if used + size > width:
            text = cut(text, width - used)  # noqa: PLW2901 - the rest of the loop is about the cut text
            size = cell_len(text)
            if segments and len(text) == 1:  # only the sign has room: it is about what stands before it
                style = segments[-1].style or style  # noqa: PLW2901 - of the cut text, as above
                if segments[-1].text.endswith(text):
                    break
        segments.append(Segment(text, style))
        used += size
        if used >= width:
            break
    if used < width:
        segments.append(Segment(" " * (width - used), fill))
    return Strip(segments, width)
