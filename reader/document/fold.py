"""What can be folded up: `<details>` with a summary, and callouts whose type ends in `+` or `-`.

Knows where folds begin and end in the source and which are closed, and shows the summary of one as
such. A fold that never ends is none: nothing is hidden that could not be brought back.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from reader.document.layout import Link
from reader.document.node import Box, Child, Content, Span, Text
from reader.document.signs import Signs
from reader.document.unit import Kind, Unit, Units

_SUMMARY = re.compile(r"\s*<details\b([^>]*)>\s*<summary\b[^>]*>", re.I)
_CALLOUT = re.compile(r"[ >]*\[![A-Za-z][^\]\n]{0,120}\]([+-])")
_TAG = re.compile(r"<(/?)details\b", re.I)
_OPEN = re.compile(r"\bopen\b", re.I)
# Where a block of HTML may be parted; not within what would fall apart
_PART = re.compile(
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
            end, closed = unit.end, callout[1] == "-"
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

    def over(self, unit: Unit) -> list[int]:
        """The closed folds that hide the unit or are in it."""
        return [start for start in self._closed & self._ends.keys() if start <= unit.start < self._ends[start]]


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


def with_summary(content: Content, signs: Signs, *, closed: bool) -> Content:
    """The content of a unit that holds a summary: a sign before it, and when closed nothing behind it.

    Summary and sign are a link of kind "fold", the last of the links.
    """
    if not content.children:
        return content
    first = content.children[0]
    sign = signs.folded if closed else signs.unfolded
    link = len(content.links)
    if isinstance(first.node, Box):
        inner = _headed(first.node.children, sign, link, closed=closed)
        children = (first._replace(node=first.node._replace(children=inner)), *content.children[1:])
    else:
        children = _headed(content.children, sign, link, closed=closed)
    words = content.text.partition("\n")[0]
    return Content(content.text, (*content.links, Link(words, "", "", "fold", 0, len(words))), children)


def _headed(children: tuple[Child, ...], sign: str, link: int, *, closed: bool) -> tuple[Child, ...]:
    lead = sign + "\xa0"
    size = len(lead)
    mark = Span(0, size, -1, ("list.bullet",), link)
    node = children[0].node if children else None
    if not isinstance(node, Text):
        return (Child(0, Text(lead, (mark,))), *(() if closed else children))
    spans = tuple(
        span._replace(start=span.start + size, end=span.end + size, link=span.link if span.link >= 0 else link)
        for span in node.spans
    )
    head = children[0]._replace(node=Text(lead + node.shown, (mark, *spans), node.align))
    return (head, *(() if closed else children[1:]))
