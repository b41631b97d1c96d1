"""How many terminal cells a text takes. The only place of the document that knows: rich's tables.

Textual cuts its strips by the same tables, so that what is measured here is what is drawn.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

ZWJ = "\u200d"
MAX_MARKS = 4  # combining marks on one base: more would draw over the lines above and below

_single: set[str] = set(map(chr, range(0x20, 0x7F))) | {"\n"}
_judged: set[str] = set()  # characters found not to be single: asked once, or every CJK text would ask again


class Cluster(NamedTuple):
    """What moves as one: a base with what joins it."""

    start: int
    end: int
    width: int


def width(text: str) -> int:
    """Cells of `text`, which has no newline or tab."""
    return cell_len(text)


def simple(text: str) -> bool:
    """True when every character takes one cell, whatever stands beside it (newlines count as such)."""
    if text.isascii():
        # "\t" is the only other character that sanitised ASCII can hold
        return "\t" not in text
    strange = set(text) - _single
    if not strange:
        return True
    if strange & _judged:
        return False
    for char in strange:
        if extends(char) or get_character_cell_size(char) != 1 or char in "\t\xad" or _regional(char):
            _judged.add(char)
        else:
            _single.add(char)
    return strange <= _single


def extends(char: str) -> bool:
    """True for what joins the character before it: marks, joiners, selectors, skin tones."""
    if char < "\u0300":
        return False
    code = ord(char)
    if char == ZWJ or 0xFE00 <= code <= 0xFE0F or 0x1F3FB <= code <= 0x1F3FF or 0xE0020 <= code <= 0xE007F:
        return True
    if 0x1160 <= code <= 0x11FF:  # Hangul vowels and finals join the syllable
        return True
    return unicodedata.category(char) in {"Mn", "Me", "Mc"}


def _regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def clusters(text: str) -> list[Cluster]:
    """`text` cut where it may be cut; widths add up to the width of the whole."""
    found: list[Cluster] = []
    start = 0
    count = len(text)
    while start < count:
        end = start + 1
        if _regional(text[start]) and end < count and _regional(text[end]):
            end += 1
        while end < count and (extends(text[end]) or text[end - 1] == ZWJ) and text[end] != "\n":
            end += 1
        piece = text[start:end]
        found.append(Cluster(start, end, get_character_cell_size(piece) if len(piece) == 1 else cell_len(piece)))
        start = end
    return found
