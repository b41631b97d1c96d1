"""Where Tab stops in a document: its links in reading order, and tables that do not fit.

Those beyond the screen are looked for piece by piece, by whoever asks, because a text of any length may have none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reader import document as parsed  # its names load the parser only when they are used
from reader.document import Kind, Link
from reader.tui.sheet import Sheet
from reader.tui.table_head import has_columns
from reader.tui.view import TABLE

BEFORE = -2  # comes before all
BEHIND = 1 << 30  # comes after all
_NO_TABLE = frozenset({Kind.MASTHEAD, Kind.HEADING, Kind.PARAGRAPH, Kind.CODE, Kind.RULE, Kind.SOURCE, Kind.PLAIN})
_MAY_BE_TABLE = re.compile(r"\||<t[adhr]", re.IGNORECASE)
_Sign = tuple[str, re.Pattern[str]]  # what it begins with, which is looked for first, and all of it
# looked for in a source before it is parsed for links and folds
_LINK_SIGNS: Sequence[_Sign] = (
    *((sign, re.compile(re.escape(sign))) for sign in ("[", "@", "://", "www.", "???", ":::", "{{", "{%")),
    (
        "<",
        re.compile(
            r"<(?:(?:a|img|details|iframe|video|audio|object|embed|source)(?![\w-])|[A-Z][A-Z0-9+.-]*:)", re.IGNORECASE
        ),
    ),
)
_STOP_SIGNS: Sequence[_Sign] = (*_LINK_SIGNS, ("|", re.compile(r"\|")), ("<", re.compile("<t[adhr]", re.IGNORECASE)))
_LONGEST = 32  # characters of a sign
_WINDOW = 65_536  # characters that are looked through at a time


class LinkAt(NamedTuple):
    """A link of the document: its unit, its number in it, and what it says."""

    unit: int
    number: int
    link: Link


_TABLE = Link("table", "", "", "table", 0, 0)


class Stops(Sheet):
    """A drawn document that knows its links."""

    def seek_stop(self, start: tuple[int, int], direction: int, found: list[LinkAt]) -> Iterator[None]:
        """Find the first link after (unit, number), or the last before it, anywhere in the text, a piece a turn.

        Between two turns the document may grow; `found` gets the one there is in the last turn.
        """
        document = self.document
        if document is None:
            return
        unit, index = start
        if unit >= len(document):
            unit, index = len(document) - 1, BEHIND
        if (stop := self._stop_in(unit, index, direction)) is not None:
            found.append(stop)
            return
        index = BEFORE if direction > 0 else BEHIND
        for other in _signed(document, unit, direction, _STOP_SIGNS):
            if other > 0 and (stop := self._stop_in(other, index, direction)) is not None:
                found.append(stop)
                return
            yield
        if direction < 0 < unit and (stop := self._stop_in(0, BEHIND, direction)) is not None:
            found.append(stop)

    def _stop_in(self, unit: int, index: int, direction: int) -> LinkAt | None:
        """The first stop of a unit after number `index`, or the last before it."""
        links = self.links_of(unit)
        numbers = self._tab_order(unit, links)
        at = numbers.index(index) if index in numbers else max(-1, index)
        left = numbers[at + 1 :] if direction > 0 else numbers[: max(0, at)]
        if not left:
            return None
        number = left[0 if direction > 0 else -1]
        return LinkAt(unit, number, links[number] if number >= 0 else _TABLE)

    def _tab_order(self, unit: int, links: Sequence[Link]) -> list[int]:
        """The numbers of a unit's links as they are read; without those that are folded up."""
        numbers = range(len(links))
        if unit == 0:
            return [number for number in numbers if not self.is_site(LinkAt(unit, number, links[number]))]
        if self.document is None or not links or not self.document.has_folds(unit):
            return [*([TABLE] if not self._continues(unit) and self.is_wide_table(unit) else []), *numbers]
        drawn = {run.link for line in self.layout_of(unit).lines for run in line.runs}
        return sorted(drawn.intersection(numbers), key=lambda number: (links[number].start, -number))

    def is_site(self, at: LinkAt) -> bool:
        """Whether a link is the masthead's to the original, which has a key of its own."""
        return at.unit == 0 and self.document is not None and at.link.href == self.document.meta.url

    def _continues(self, unit: int) -> bool:
        """Whether a unit is a further piece of the table above it."""
        return (
            self.document is not None
            and self.document.unit(unit).kind is Kind.TABLE
            and bool(self.document.unit(unit).level)
        )

    def is_wide_table(self, unit: int) -> bool:
        """Whether the unit is a table, or holds one, that does not fit and is panned or drawn as records."""
        document = self.document
        if document is None or document.unit(unit).kind in _NO_TABLE or not _MAY_BE_TABLE.search(document.source(unit)):
            return False
        if document.is_hidden(unit):
            return False
        layout = self.layout_of(unit)
        if layout.overflow:
            return any("table.rule" in run.roles for line in layout.lines for run in line.runs)
        return document.unit(unit).kind is Kind.TABLE and not has_columns(layout)

    def links_of(self, unit: int) -> Sequence[Link]:
        """The links of a unit; one that cannot have any is not parsed for them."""
        document = self.document
        # code has none, and is up to a hundred times as long as other units
        if document is None or document.unit(unit).kind is Kind.CODE or document.is_hidden(unit):
            return ()
        if unit and not may_link(document.source(unit)):
            return ()
        return self.layout_of(unit).links if document.has_folds(unit) else document.links(unit)

    def visible_links(self) -> list[LinkAt]:
        """The links that can be seen, in reading order."""
        found: list[LinkAt] = []
        seen: set[tuple[int, int]] = set()
        at = -1
        for unit, line in self.seen_rows:
            if self.document is None or unit >= len(self.document):
                continue
            layout = self.layout_of(unit)
            # of a long table the first piece that can be seen stands for it
            if unit != at and not (at >= 0 and self._continues(unit)) and self.is_wide_table(unit):
                found.append(LinkAt(unit, TABLE, _TABLE._replace(start=self.offset_of_line(unit, line))))
            at = unit
            for run in layout.lines[line].runs:
                if run.link >= 0 and (unit, run.link) not in seen:
                    seen.add((unit, run.link))
                    found.append(LinkAt(unit, run.link, layout.links[run.link]))
        return found


def may_link(source: str) -> bool:
    """Whether there may be links in a source."""
    return any(start in source and sign.search(source) for start, sign in _LINK_SIGNS)


def linked_units(document: parsed.Document) -> Iterator[int]:
    """The units that may have links, in order; -1 after each piece of the text."""
    yield 0
    yield from _signed(document, 0, 1, _LINK_SIGNS)


def _signed(document: parsed.Document, unit: int, direction: int, signs: Sequence[_Sign]) -> Iterator[int]:
    """Units after this one, or before it, that have one of these signs; -1 after each piece of the text.

    Places are kept as offsets, because the document may grow between two turns.
    """
    text = document.text
    at = document.unit(unit).end if direction > 0 else document.unit(unit).start
    while at < (end := document.unit(len(document) - 1).end) if direction > 0 else at > 0:
        low, high = (at, min(at + _WINDOW, end)) if direction > 0 else (max(0, at - _WINDOW), at)
        at = high if direction > 0 else low
        piece = text[low : high + _LONGEST]  # a sign may end behind it
        hits = [low + match.start() for start, sign in signs if start in piece for match in sign.finditer(piece)]
        for hit in sorted(hits, reverse=direction < 0):
            if not low <= hit < high:
                continue  # in a unit that was looked at
            number = document.index_at(hit)
            here = document.unit(number)
            # else it is what the masthead took, or what is not parsed yet before a page that is
            if hit < here.end:
                low, high = (max(low, here.end), high) if direction > 0 else (low, min(high, here.start))
                yield number
        yield -1
