"""Where a stretch of a text is in the next version of that text. Pure; compares sources and knows no words."""

from __future__ import annotations

REACH = 500_000  # characters on each side in which words are looked for: many are, while a key may wait


class Change:
    """A text and what it became."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._before = _alike(old, new)
        self._behind = _alike_at_end(old, new, min(len(old), len(new)) - self._before)

    def moved(self, start: int, end: int) -> int:
        """Where `old[start:end]` begins in the new text; -1 when it is not there any more, or far away.

        What lies before the first difference or behind the last is where it must be, however often the same
        words stand elsewhere; what lies between is the nearest that is written alike.
        """
        old, new = self._old, self._new
        if end <= self._before:
            return start
        if start >= len(old) - self._behind:
            return start + len(new) - len(old)
        source = old[start:end].strip()
        if not source:
            return -1
        start += old[start:end].index(source)
        after = new.find(source, start, start + len(source) + REACH)
        before = new.rfind(source, max(0, start - REACH), start + len(source))
        found = [at for at in (before, after) if at >= 0]
        return min(found, key=lambda at: abs(at - start), default=-1)


def _alike(one: str, other: str) -> int:
    """How many characters at the beginning are the same."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _alike_at_end(one: str, other: str, most: int) -> int:
    """How many characters at the end are the same, at most so many."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
