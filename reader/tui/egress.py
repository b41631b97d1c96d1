"""The last gate before the terminal: no control character leaves in any segment of any widget.

Everything foreign went through `sanitise` when it was decoded; this catches what a widget of the
library underneath, or a mistake of ours, lets slip. What a style carries (links) is not seen here.
Cells of pictures pass where they are of one that was sent: no text can have the colour that tells which.
"""

from __future__ import annotations

from collections.abc import Container

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter
from textual.strip import Strip

from reader.sanitise import PICTURE_CELL, UNSAFE, UNSAFE_MAP, sanitise_line
from reader.tui.kitty import number_of

_NO_COLOR = Color(0, 0, 0)  # the text is looked at, not its ground


class EgressFilter(LineFilter):
    """Replaces unsafe code points in the text of segments that are about to be written."""

    def __init__(self, pictures: Container[int] = ()) -> None:
        super().__init__()
        self._pictures = pictures  # the numbers of those that the terminal holds

    def strip(self, strip: Strip) -> Strip:
        """The same strip when all is safe, else what `apply` makes of it."""
        text = strip.text
        if text.isprintable() or not ("\n" in text or "\t" in text or UNSAFE.search(text)):
            return strip
        return Strip(self.apply(list(strip), _NO_COLOR), strip.cell_length)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same list when all is safe, else a new one with the text made safe."""
        for text, _, control in segments:
            if not control and ("\n" in text or "\t" in text or UNSAFE.search(text) is not None):
                return [
                    segment
                    if segment.control or self._is_picture(segment)
                    else Segment(_safe(segment.text), segment.style)
                    for segment in segments
                ]
        return segments

    def _is_picture(self, segment: Segment) -> bool:
        return segment.text.startswith(PICTURE_CELL) and number_of(segment) in self._pictures


def _safe(text: str) -> str:
    if "\U000e007f" in text:
        return sanitise_line(text)  # which tells the end of a flag of tags from tags that hide something
    return text.translate(UNSAFE_MAP).replace("\n", " ").replace("\t", " ")
