"""What can be folded up: `<details>` with a summary, and callouts whose type ends in `+` or `-`.

Knows where folds begin and end in the source and which are closed, and shows the summary of one as
such. A fold that never ends is none: nothing is hidden that could not be brought back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reader.document.node import Hidden
from reader.document.unit import Kind, Unit, Units
from reader.regex import regex

_SUMMARY = regex(r"\s*<details\b([^>]*)>\s*<summary\b[^>]*>", re.I)
_CALLOUT = regex(
    r"[ >]*\[![^\W\d_][^\]\n]{0,120}\](?P<sign>[+-])|[ ]{0,3}\?\?\?(?P<open>\+?)|[ ]{0,3}:{3,10}[ \t]*details\b", re.I
)
_TAG = regex(r"<(/?)details\b", re.I)
_OPEN = regex(r"\bopen\b", re.I)
# Where a block of HTML may be parted; not within what would fall apart
_PART = regex(
    r"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>details|ul|ol|dl|table|blockquote|pre|script|style|textarea)\b(?:\s*>)?",
    re.I | re.S,
)


class Folds:
    """The folds of a document, named by the source offset of the unit that holds their summary."""

    def __init__(self) -> None:
        self._ends: dict[int, int] = {}
        self._closed: set[int] = set()
        self._pairs: dict[int, int] = {}
        self._seen = 0  # units looked at
        self._size = -1  # of the text whose tags were paired
        self._toggled: dict[int, tuple[int, ...]] = {}  # the folds within units, by where these start
        self._starts: list[int] = []  # closed folds that lie in no other closed one
        self._stops: list[int] = []

    def look(self, text: str, units: Units) -> bool:
        """Take the folds among units that are new; True when there are any."""
        if len(text) != self._size or len(units) < self._seen:
            self._size, self._seen, self._ends = len(text), 0, {}
            self._pairs = _pairs(text)
        before = len(self._ends)
        for kind in (Kind.HTML, Kind.ALERT):
            index = units.kinds.find(kind, self._seen)
            while index >= 0:
                self._take(text, units[index])
                index = units.kinds.find(kind, index + 1)
        self._seen = len(units)
        found = len(self._ends) > before
        if found:
            self._arrange()
        return found

    def _take(self, text: str, unit: Unit) -> None:
        if unit.kind is Kind.ALERT:
            callout = _CALLOUT.match(text, unit.start, unit.end)
            if callout is None:
                return
            end, closed = unit.end, callout["sign"] != "+" and not callout["open"]
        else:
            summary = _SUMMARY.match(text, unit.start, unit.end)
            end = self._pairs.get(text.index("<", unit.start), -1) if summary is not None else -1
            if summary is None or end < 0 or (end < unit.end and _TAG.search(text, end + 1, unit.end)):
                return  # several in one block of HTML are shown as they are
            closed = _OPEN.search(summary[1]) is None
        if unit.start not in self._ends and closed:
            self._closed.add(unit.start)
        self._ends[unit.start] = end

    def _arrange(self) -> None:
        self._starts, self._stops = [], []
        for start in sorted(self._closed & self._ends.keys()):
            if not self._stops or start > self._stops[-1]:
                self._starts.append(start)
                self._stops.append(self._ends[start])

    def state(self, unit: Unit) -> int:
        """0: holds no summary, 1: that of an open fold, 2: that of a closed one."""
        if unit.start not in self._ends or unit.kind not in {Kind.HTML, Kind.ALERT}:
            return 0
        return 2 if unit.start in self._closed else 1

    def hides(self, unit: Unit) -> bool:
        """Whether the unit lies in a closed fold."""
        at = bisect_left(self._starts, unit.start) - 1
        return at >= 0 and unit.end <= self._stops[at]

    def set(self, start: int, *, closed: bool) -> None:
        """Close or open the fold whose summary is in the unit at `start`."""
        (self._closed.add if closed else self._closed.discard)(start)
        self._arrange()

    def toggled(self, unit: Unit) -> tuple[int, ...]:
        """The numbers of the folds within the unit that are not as they were at first."""
        return self._toggled.get(unit.start, ())

    def toggle(self, unit: Unit, number: int) -> None:
        """Open a fold within the unit, or close it."""
        self._toggled[unit.start] = tuple(sorted({*self.toggled(unit)} ^ {number}))

    def inner(self, unit: Unit, number: int, folds: Sequence[Hidden]) -> int:
        """As `state` for a fold within the unit, one of the `folds` of its content."""
        return 1 + (folds[number - 1].closed != (number in self.toggled(unit)))

    def reveal(self, unit: Unit, offset: int, summary: int, folds: Sequence[Hidden]) -> bool:
        """Open what hides the words at `offset` of a unit's text, whose summary may be as long as `summary`.

        False when they are to be seen already.
        """
        over = [start for start in self._closed & self._ends.keys() if start <= unit.start < self._ends[start]]
        hiding = [start for start in over if start != unit.start or offset > summary]
        for start in hiding:
            self.set(start, closed=False)
        inner = [
            number
            for number, fold in enumerate(folds, 1)
            if fold.start <= offset < fold.end and self.inner(unit, number, folds) == 2
        ]
        for number in inner:
            self.toggle(unit, number)
        return bool(hiding or inner)


def _pairs(text: str) -> dict[int, int]:
    """Where each `<details` begins and where the tag begins that ends it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for tag in _TAG.finditer(text):
        if not tag[1]:
            opened.append(tag.start())
        elif opened:
            found[opened.pop()] = tag.start()
    return found


def at_folds(unit: Unit, text: str) -> Iterator[Unit]:
    """A block of HTML parted so that each fold in it begins a unit, and what is behind one is another."""
    starts = [unit.start]
    depth = 0
    behind = False  # an end of a fold was the last there was
    for tag in _PART.finditer(text, unit.start, unit.end) if _TAG.search(text, unit.start, unit.end) else ():
        name = (tag["name"] or "").lower()
        if name != "details":
            depth = max(0, depth + (-1 if tag["end"] else 1)) if name else depth
        elif not depth:
            if not tag["end"] or behind:
                starts.append(tag.start())
            if tag["end"]:
                starts.append(tag.end())
            behind = bool(tag["end"])
    kept = [unit.start]
    for at, end in zip(starts[1:], [*starts[2:], unit.end], strict=False):
        if text[kept[-1] : at].strip() and text[at:end].strip():
            kept.append(at)
    line = unit.line
    for start, end in zip(kept, [*kept[1:], unit.end], strict=True):
        yield unit._replace(start=start, end=end, line=line)
        line += text.count("\n", start, end)


def folds_opened(source: str) -> int:
    """How many `<details>` are open behind a source; negative when it closes more than it opens."""
    return sum(-1 if tag[1] else 1 for tag in _TAG.finditer(source))
