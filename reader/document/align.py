"""Which units stand in the middle or on the right, because an element of HTML around them says so.

Such an element begins in one block of HTML and ends in another, with Markdown between them. Knows tags and places in
the text; what a unit becomes of it is `aligned`. Code and lists stay where they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

from reader.document.html_frame import ALIGNING, Alignment
from reader.document.node import Box, Child, Figure, Node, Table, Text
from reader.document.script import from_the_right
from reader.document.unit import Kind, Unit, Units
from reader.regex import regex

_MAY_SAY = regex(r"align|<center", re.I)
_TAG = regex(rf"<!--.*?(?:-->|\Z)|<(?P<end>/?)(?P<name>{'|'.join(sorted(ALIGNING))})\b(?P<said>[^<>]*)>", re.I | re.S)
_SAID = regex(r"\b(align|style)[ \t]*=[ \t]*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
# Characters behind a paragraph or heading of HTML in which its end is looked for: a browser ends it sooner.
_WITHIN = 4000
_NEAR = 4  # items before and behind one that tell which side its list is on
_BEGINNING = 400  # characters of an item


class Alignments:
    """The elements that are open between the units of a text."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._said: list[str] = []
        self._open = Alignment()
        self._seen = 0  # units looked at

    def look(self, text: str, units: Units) -> None:
        """Take what units that are new open and close."""
        index = units.kinds.find(Kind.HTML, self._seen)
        while index >= 0:
            start, end = units.starts[index], units.ends[index]
            if self._open.says or _MAY_SAY.search(text, start, end):
                self._take(text, start, end)
            index = units.kinds.find(Kind.HTML, index + 1)
        self._seen = len(units)

    def at(self, start: int) -> str:
        """ "center", "right", or "" for the left: where the unit that starts there stands."""
        found = bisect_right(self._starts, start) - 1
        return self._said[found] if found >= 0 else ""

    def of(self, text: str, unit_at: Callable[[int], Unit], count: int, index: int) -> str:
        """As `at` for a unit of `count`; "left" for an item from the right in a list most of which is not."""
        unit = unit_at(index)
        if said := self.at(unit.start):
            return said
        if unit.kind is not Kind.LIST_ITEM or not _from_the_right(text, unit):
            return ""
        near = (unit_at(at) for at in range(max(0, index - _NEAR), min(count, index + _NEAR + 1)))
        sides = [_from_the_right(text, item) for item in near if item.kind is Kind.LIST_ITEM]
        return "left" if 2 * sum(sides) + sides[0] <= len(sides) else ""  # of as many, the first tells

    def _take(self, text: str, start: int, end: int) -> None:
        leading = True  # only ends were there so far: what follows is behind them
        for tag in _TAG.finditer(text, start, end):
            name = (tag["name"] or "").lower()
            if tag["end"]:
                self._open.end(name)
                if leading:
                    self._note(start)
            elif name:
                leading = False
                if name in {"div", "center"} or _ends(text, tag.end(), name):
                    self._open.start(name, _attributes(tag["said"]))
        self._note(end)
        if not self._open.says:
            self._open = Alignment()

    def _note(self, at: int) -> None:
        if self._open.now != (self._said[-1] if self._said else ""):
            self._starts.append(at)
            self._said.append(self._open.now)


def _from_the_right(text: str, unit: Unit) -> bool:
    return from_the_right(text[unit.start : min(unit.end, unit.start + _BEGINNING)])


def _ends(text: str, start: int, name: str) -> bool:
    """Whether an element of this name that begins before `start` has an end nearby."""
    return any(text.find(sign, start, start + _WITHIN) >= 0 for sign in (f"</{name}", f"</{name.upper()}"))


def _attributes(said: str) -> dict[str, str]:
    return {each[1].lower(): each[2] or each[3] or each[4] or "" for each in _SAID.finditer(said)}


def aligned(children: Sequence[Child], align: str) -> tuple[Child, ...]:
    """Nodes with those that do not say themselves where they stand moved there."""
    return tuple(child._replace(node=_moved(child.node, align)) for child in children)


def _moved(node: Node, align: str) -> Node:
    if isinstance(node, Text):
        return node if node.align else node._replace(align=align)
    if isinstance(node, Figure):
        return node if node.words.align else node._replace(words=node.words._replace(align=align))
    if isinstance(node, Table):
        return node if node.place else node._replace(place=align)
    if isinstance(node, Box) and align == "left":
        return node._replace(children=aligned(node.children, align))
    return node
