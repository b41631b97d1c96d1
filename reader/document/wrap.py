"""Where lines of text break. Offsets in, offsets out; knows cells and scripts, no roles and no widgets."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from reader.document.cells import SOFT_HYPHEN, measure, simple
from reader.document.script import breaks_between
from reader.regex import regex

# A long word breaks behind one of these (URLs and paths), or anywhere when it has none
JOINTS = frozenset("/.-_?&=,;:+~#%|\\")
_SOFT = "-–—"  # a word may break behind these where letters stand on both sides
_SHORT = 12  # cells of a word up to which its parts are no words of their own
_SOFT_BREAK = regex(rf"(?<=\w[{_SOFT}])(?=\w)")

Slice = tuple[int, int]
Sized = tuple[int, int, int]


def wrap(text: str, width: int) -> list[Slice]:
    """The lines of `text` at `width` cells as (start, end); newlines break, spaces at a break belong to no line.

    No line is wider than `width`, but a single cluster that is. An empty text is one empty line. A
    line that ends `at_hyphen` has a cell kept for the hyphen.
    """
    return [(start, end) for start, end, _ in fill(text, width)]


def fill(text: str, width: int) -> list[Sized]:
    """As `wrap`, each line as (start, end, cells), the hyphen included."""
    width = max(width, 1)
    if simple(text):
        return _wrap_simple(text, width)
    lines: list[Sized] = []
    start = 0
    for hard in text.split("\n"):
        if hard:
            _fill(lines, hard, start, width)
        else:
            lines.append((start, start, 0))
        start += len(hard) + 1
    return lines


def at_hyphen(text: str, end: int) -> bool:
    """True when the line that ends at `end` shows the soft hyphen that it ends with."""
    return 0 < end < len(text) and text[end - 1] == SOFT_HYPHEN and text[end] not in " \n"


def longest(text: str) -> int:
    """Cells of the longest stretch that should not be broken: a short word with a hyphen is one."""
    if simple(text):
        words = text.split()
        size = max(map(len, words), default=0)
        if size <= _SHORT:
            return size
        return max(len(part) for word in words for part in (_SOFT_BREAK.split(word) if len(word) > _SHORT else (word,)))
    best = used = 0
    for word in text.split():
        used = 0
        left = " "
        for char, size in zip(word, _sizes(word), strict=True):
            if size and (left == SOFT_HYPHEN or breaks_between(left, char)):
                best = max(best, used)
                used = 0
            used += size
            left = char
        best = max(best, used)
    return best


# -- one cell a character


def _wrap_simple(text: str, width: int) -> list[Sized]:
    """As `fill` where every character is one cell: found by `rfind`, at the speed of C."""
    lines: list[Sized] = []
    start = 0
    while True:
        stop = text.find("\n", start)
        end = len(text) if stop < 0 else stop
        position = start
        while end - position > width:
            cut, position_after = _simple_break(text, position, end, width)
            lines.append((position, cut, cut - position))
            position = position_after
            while position < end and text[position] == " ":
                position += 1
        if position < end or position == start:
            lines.append((position, end, end - position))
        if stop < 0:
            return lines
        start = stop + 1


def _simple_break(text: str, position: int, end: int, width: int) -> Slice:
    """Where the line that starts at `position` ends, and where the next one starts."""
    limit = position + width
    space = text.rfind(" ", position + 1, limit + 1)
    from_word = space + 1 if space > 0 else position
    if limit < end:
        for sign in _SOFT:
            soft = text.rfind(sign, from_word + 1, limit)
            if soft > 0 and text[soft - 1].isalnum() and text[soft + 1].isalnum():
                return soft + 1, soft + 1
    if space > 0:
        word_end = text.find(" ", from_word, from_word + width + 1)
        long_word = word_end < 0 and min(end, from_word + width + 1) - from_word > width
        if not long_word or limit - from_word < width // 3:
            stop = space
            while stop > position and text[stop - 1] == " ":
                stop -= 1
            return stop, space + 1
        joint = _joint(text, from_word, limit)
        return (joint, joint) if joint > from_word else (space, space + 1)
    joint = _joint(text, position, limit)
    return (joint, joint) if joint > position + width // 3 else (limit, limit)


def _joint(text: str, start: int, limit: int) -> int:
    for index in range(limit - 1, start, -1):
        if text[index] in JOINTS and text[index + 1] not in JOINTS and text[index - 2 : index + 1] != "://":
            return index + 1
    return -1


# -- any text


def _sizes(text: str) -> list[int]:
    """As `measure`, but soft hyphens take no cell: they are shown only where a line breaks."""
    sizes = measure(text)
    at = text.find(SOFT_HYPHEN)
    while at >= 0:
        sizes[at] = 0
        at = text.find(SOFT_HYPHEN, at + 1)
    return sizes


def _fill(lines: list[Sized], text: str, base: int, width: int) -> None:
    """The lines of one hard line. What a line costs does not depend on the length of the text."""
    sizes = _sizes(text)
    ends = list(accumulate(sizes))
    count = len(text)
    start = 0
    while start < count:
        before = ends[start - 1] if start else 0
        limit = bisect_right(ends, before + width, start)
        if limit == count:
            lines.append((base + start, base + count, ends[-1] - before))
            return
        if limit == start:  # a cluster that is wider than the line
            limit += 1
            while limit < count and not sizes[limit]:
                limit += 1
            stop = limit
        else:
            stop = _break(text, sizes, start, limit, width, ends[limit - 1] - before)
        end = stop
        while end > start and text[end - 1] == " ":
            end -= 1
        if end > start or stop == count:
            cells = (ends[end - 1] - before if end > start else 0) + at_hyphen(text, end)
            lines.append((base + start, base + end, cells))
        while stop < count and text[stop] == " " and (stop + 1 == count or sizes[stop + 1]):
            stop += 1
        start = stop


def _break(text: str, sizes: list[int], first: int, limit: int, width: int, used: int) -> int:
    """The character that starts the next line: after `first`, at most `limit`; `used` cells lie between these."""
    for index in range(limit, first, -1):
        if not sizes[index]:
            continue
        left, right = text[index - 1], text[index]
        if right == " ":
            return index
        if left == " ":
            if limit - index >= width // 3 and _is_long(text, sizes, index, width):
                return _mixed_joint(text, sizes, index, limit) or index
            return index
        if left == SOFT_HYPHEN:
            if used < width or index < limit:  # there is a cell for it
                return index
            continue
        base = left if sizes[index - 1] else _base(text, sizes, index - 1)
        if breaks_between(base, right, left):
            return index
        if left in _SOFT and right.isalnum() and index - first > 1 and text[index - 2].isalnum():
            return index
    stop = _mixed_joint(text, sizes, first + width // 3, limit) or limit
    return stop - 1 if stop - 1 > first and text[stop - 1] == SOFT_HYPHEN else stop


def _base(text: str, sizes: list[int], index: int) -> str:
    """The character that those up to `index` have joined."""
    while index and not sizes[index]:
        index -= 1
    return text[index]


def _is_long(text: str, sizes: list[int], index: int, width: int) -> bool:
    """True when the word that starts at `index` does not fit on a line of its own."""
    used = 0
    for at in range(index, len(text)):
        if text[at] == " ":
            return False
        used += sizes[at]
        if used > width:
            return True
    return False


def _mixed_joint(text: str, sizes: list[int], first: int, limit: int) -> int:
    for index in range(limit, first, -1):
        joint = sizes[index] and text[index - 1] in JOINTS and text[index] not in JOINTS
        if joint and text[max(0, index - 3) : index] != "://":
            return index
    return 0
