"""Where lines of text break. Offsets in, offsets out; knows cells and scripts, no roles and no widgets."""

from __future__ import annotations

from reader.document.cells import Cluster, clusters, simple

# A long word breaks behind one of these (URLs and paths), or anywhere when it has none
JOINTS = frozenset("/.-_?&=,;:+~#%|\\")
_SOFT = "-–—"  # a word may break behind these where letters stand on both sides
_CLOSING = frozenset(
    "、。，．・：；？！）］｝〕〉》」』】〙〗〟’”…‥ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々〻゛゜,.!?:;)]}%»"
)
_OPENING = frozenset("（［｛〔〈《「『【〘〖〝‘“([{«")
_HOLD = frozenset("\xa0\u202f\u2060\ufeff")

Slice = tuple[int, int]


def wrap(text: str, width: int) -> list[Slice]:
    """The lines of `text` at `width` cells as (start, end); newlines break, spaces at a break belong to no line.

    No line is wider than `width`, but a single cluster that is. An empty text is one empty line.
    """
    if simple(text):
        return _wrap_simple(text, max(width, 1))
    return _wrap_mixed(text, max(width, 1))


def _wrap_simple(text: str, width: int) -> list[Slice]:
    """As `wrap` where every character is one cell: found by `rfind`, at the speed of C."""
    lines: list[Slice] = []
    start = 0
    while True:
        stop = text.find("\n", start)
        end = len(text) if stop < 0 else stop
        position = start
        while end - position > width:
            cut, position_after = _simple_break(text, position, end, width)
            lines.append((position, cut))
            position = position_after
            while position < end and text[position] == " ":
                position += 1
        if position < end or position == start:
            lines.append((position, end))
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


def _ideographic(char: str) -> bool:
    """True for scripts that break between characters (Korean does not: it has spaces)."""
    return char >= "\u2e80" and not ("\uac00" <= char <= "\ud7a3") and not ("\ufb00" <= char <= "\ufe0f")


def breaks_between(left: str, right: str) -> bool:
    """True when a line may break between the two characters, neither of them a space."""
    if right in _CLOSING or left in _OPENING or left in _HOLD or right in _HOLD:
        return False
    if left == "\u200b":
        return True
    return _ideographic(left) or _ideographic(right)


def joins_softly(left: str, right: str) -> bool:
    """True when a line break in the source between the two stands for nothing: both are Chinese or Japanese."""
    return _ideographic(left) and _ideographic(right) and left < "\U0001f000" and right < "\U0001f000"


def _wrap_mixed(text: str, width: int) -> list[Slice]:
    """As `wrap` for any text: cluster by cluster, one hard line at a time."""
    lines: list[Slice] = []
    start = 0
    for hard in text.split("\n"):
        if hard:
            _fill(lines, hard, clusters(hard), start, width)
        else:
            lines.append((start, start))
        start += len(hard) + 1
    return lines


def _fill(lines: list[Slice], text: str, pieces: list[Cluster], base: int, width: int) -> None:
    count = len(pieces)
    index = 0
    while index < count:
        used = 0
        stop = index
        while stop < count and used + pieces[stop].width <= width:
            used += pieces[stop].width
            stop += 1
        start = pieces[index].start
        if stop == count:
            lines.append((base + start, base + len(text)))
            return
        stop = _mixed_break(text, pieces, index, max(stop, index + 1), width)
        end = pieces[stop].start
        while end > start and text[end - 1] == " ":
            end -= 1
        lines.append((base + start, base + end))
        while stop < count and text[pieces[stop].start] == " ":
            stop += 1
        index = stop


def _mixed_break(text: str, pieces: list[Cluster], first: int, limit: int, width: int) -> int:
    """The piece that starts the next line: after `first`, at most `limit`."""
    for index in range(limit, first, -1):
        at = pieces[index].start
        left, right = text[at - 1], text[at]
        if right == " ":
            return index
        if left == " ":
            room = limit - index
            if room >= width // 3 and _is_long(text, pieces, index, width):
                return _mixed_joint(text, pieces, index, limit) or index
            return index
        if breaks_between(left, right):
            return index
        if left in _SOFT and right.isalnum() and index - first > 1 and text[at - 2].isalnum():
            return index
    return _mixed_joint(text, pieces, first + width // 3, limit) or limit


def _is_long(text: str, pieces: list[Cluster], index: int, width: int) -> bool:
    """True when the word that starts at `index` does not fit on a line of its own."""
    used = 0
    for piece in pieces[index:]:
        if text[piece.start] == " ":
            return False
        used += piece.width
        if used > width:
            return True
    return False


def _mixed_joint(text: str, pieces: list[Cluster], first: int, limit: int) -> int:
    for index in range(limit, first, -1):
        at = pieces[index].start
        if text[at - 1] in JOINTS and text[at] not in JOINTS and text[at - 3 : at] != "://":
            return index
    return 0
