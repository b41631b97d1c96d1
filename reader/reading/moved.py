"""Where a stretch of a text is in the next version of that text. Pure; compares sources and knows no words."""

from __future__ import annotations


def moved(old: str, new: str, start: int, end: int) -> int:
    """Where `old[start:end]` begins in `new`; -1 when it is not there any more.

    What lies before the first difference or behind the last is where it must be, however often the same
    words stand elsewhere; what lies between is the nearest that is written alike.
    """
    if end <= _alike(old, new):
        return start
    behind = _alike_at_end(old, new)
    if start >= len(old) - behind:
        return start + len(new) - len(old)
    source = old[start:end].strip()
    if not source:
        return -1
    start += old[start:end].index(source)
    after, before = new.find(source, start), new.rfind(source, 0, start + len(source))
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


def _alike_at_end(one: str, other: str) -> int:
    """How many characters at the end are the same; none of those that are the same at the beginning."""
    low, high = 0, min(len(one), len(other)) - _alike(one, other)
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low
