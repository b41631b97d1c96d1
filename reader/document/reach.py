"""How much is parsed before parsing gets there: some screens, whatever the text is made of. Offsets only.

What parsing costs goes with the lines where these are short, so they are counted as well as characters.
"""

from __future__ import annotations

from reader.document.cut import end_of_lines

_MOST = 16_384  # characters
_LINES = 400
_LEAST = 4096  # characters, where lines are so short that all of them may be one paragraph


def pages_end(text: str, start: int) -> int:
    """Where some pages from `start` on end."""
    return max(start + _LEAST, end_of_lines(text, start, start + _MOST, _LINES))


def last_pages(text: str) -> int:
    """Where to look at the end from: behind a blank line or else a line; 0 when there is none."""
    size = len(text)
    latest = max(0, min(size - _LEAST, _start_of_lines(text, max(0, size - _MOST), _LINES)))
    behind = text.rfind("\n\n", max(0, 2 * latest - size), latest) + 2
    # a list, a table or code of any length need not have blank lines
    return behind if behind > 1 else text.rfind("\n", max(0, latest - _MOST), latest) + 1


def _start_of_lines(text: str, least: int, count: int) -> int:
    """Where the last `count` lines start; `least` where that is before it."""
    at = len(text)
    for _ in range(count):
        at = text.rfind("\n", least, at)
        if at < 0:
            return least
    return at + 1
