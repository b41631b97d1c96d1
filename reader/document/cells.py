"""How many terminal cells a text takes, and where it may be cut. The only place of the document that knows.

By rich's tables: Textual cuts its strips by the same, so that what is measured here is what is drawn.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, get_character_cell_size

from reader.regex import regex

ZWJ = "\u200d"
SOFT_HYPHEN = "\xad"
MAX_MARKS = 4  # combining marks on one base: more would draw over the lines above and below
_WIDEST = 4  # cells of a cluster from which on no letter more joins it: some texts are nothing but joined letters
_KEPT = 50_000  # characters whose size is kept: more than any language has, less than all there are

_single: set[str] = set(map(chr, range(0x20, 0x7F))) | {"\n"}
_judged: set[str] = set()  # characters found not to be single: asked once, or every CJK text would ask again

# Scripts that break elsewhere than at spaces, and what else is never "simple" though it takes one cell
# (not a pattern: to compile so many of them takes seven milliseconds of a start, and few characters are asked for)
_SPECIAL_BREAKS = (
    (0x09, 0x09), (0xAD, 0xAD), (0xE00, 0x109F), (0x1361, 0x1361), (0x1780, 0x17FF), (0x1950, 0x1AAF),
    (0x2000, 0x200F), (0x2E80, 0xFAFF), (0xFF00, 0x10FFFF),
)  # fmt: skip
_AM = "\u0e33\u0eb3"  # a vowel that stands in its own cell and belongs to the consonant before it
# The sign that joins the consonant after it to the one before it
_VIRAMAS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0ccd\u0d4d\u1039\u17d2\u1a60"
_JOINING = regex(f"[{ZWJ}\ufe0f{_AM}{_VIRAMAS}\U0001f1e6-\U0001f1ff]")


class _Sizes(dict[str, int]):
    def __missing__(self, char: str) -> int:
        size = get_character_cell_size(char)
        if len(self) < _KEPT:
            self[char] = size
        return size


_size_of = _Sizes().__getitem__


class Cluster(NamedTuple):
    """What moves as one: a base with what joins it."""

    start: int
    end: int
    width: int


def width(text: str) -> int:
    """Cells of `text`, which has no newline or tab."""
    return cell_len(text)


def simple(text: str) -> bool:
    """True when every character takes one cell and lines break at spaces only (newlines count as a cell)."""
    if text.isascii():
        # "\t" is the only other character that sanitised ASCII can hold
        return "\t" not in text
    strange = set(text) - _single
    if not strange:
        return True
    if strange & _judged:
        return False
    for char in strange:
        fits = get_character_cell_size(char) == 1 and not extends(char) and not _breaks_elsewhere(char)
        kept = _single if fits else _judged
        if len(kept) < _KEPT:
            kept.add(char)
        if not fits:
            return False
    return True


def _breaks_elsewhere(char: str) -> bool:
    code = ord(char)
    return any(first <= code <= last for first, last in _SPECIAL_BREAKS)


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


def measure(text: str) -> list[int]:
    """For each character of `text` (no newline, no tab) its cells; 0 where it must stay with the one before.

    The first character of a cluster has the cells of all of it, so that sums agree with `width`.
    """
    sizes = list(map(_size_of, text))
    if not text.isascii():
        _join(text, sizes)
    return sizes


def _join(text: str, sizes: list[int]) -> None:
    """Give clusters of several letters to their first one. One look at each, however long a cluster is."""
    count = len(text)
    start = end = 0  # the cluster that was joined last
    base = ""  # what a selector in it would make wider
    for match in _JOINING.finditer(text):
        at = match.start()
        if at < end:
            continue
        char = text[at]
        owner = at - 1 if char in _AM else at
        while owner > end and not sizes[owner]:
            owner -= 1
        if owner < end or not sizes[owner]:
            owner = start
        if not end or owner != start:
            base = text[owner]
        stop = at + 1
        if char == ZWJ:
            if stop < count:
                sizes[stop] = 0
                stop += 1
        elif char == "\ufe0f":
            sizes[owner] += _widened(base)
            base = ""
        else:
            joined = at if char in _AM else stop
            if joined == owner or not _joins(text, owner, at, joined) or sizes[owner] >= _WIDEST:
                continue
            if sizes[joined]:
                base = text[joined]
            sizes[owner] += sizes[joined]
            sizes[joined] = 0
            stop = joined + 1
        start, end = owner, stop


def _joins(text: str, owner: int, at: int, joined: int) -> bool:
    """True when the letter at `joined` belongs to the cluster at `owner`, by the sign at `at`."""
    if joined == at:
        return text[owner] != " "
    follows = text[joined : joined + 1]
    if _regional(text[at]):
        return _regional(follows)
    return bool(follows) and unicodedata.category(follows) == "Lo"


def _regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


@lru_cache(maxsize=1024)
def _widened(char: str) -> int:
    """The cells that a selector for the coloured form adds to `char`."""
    return cell_len(char + "\ufe0f") - cell_len(char) if char else 0


def clusters(text: str) -> list[Cluster]:
    """`text` cut where it may be cut; widths add up to the width of the whole."""
    sizes = measure(text)
    starts = [index for index, size in enumerate(sizes) if size or not index]
    ends = [*starts[1:], len(text)] if starts else []
    return [Cluster(start, end, sizes[start]) for start, end in zip(starts, ends, strict=True)]


_MARKS = regex(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0e31-\u0e4e\u0900-\u0dff]{5}"
)


def crowded(text: str) -> bool:
    """True when more marks than MAX_MARKS may stand on one base."""
    return _MARKS.search(text) is not None


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    return extends(char) and unicodedata.category(char) in {"Mn", "Me"}


def thinned(text: str) -> list[tuple[str, bool]]:
    """`text` in pieces that are shown (True) or are marks too many (False)."""
    pieces: list[tuple[str, bool]] = []
    start = 0
    marks = 0
    kept = True
    for index, char in enumerate(text):
        marks = marks + 1 if _is_mark(char) else 0
        show = marks <= MAX_MARKS
        if show != kept:
            if index > start:
                pieces.append((text[start:index], kept))
            start, kept = index, show
    pieces.append((text[start:], kept))
    return pieces
