"""Collects the text, links and folds of one unit while its nodes are built. Knows nothing of how they are shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reader.document.inline_note import note_sign
from reader.document.layout import Link
from reader.document.node import Crease, Hidden
from reader.document.signs import Signs

# What is drawn behind a link and in which role, by the link; "" for nothing. Decoration: no part of the text.
LinkSign = Callable[[Link], tuple[str, str]]


class Writer:
    """The text and links of a unit; `notes` may stand in the line before it."""

    def __init__(self, signs: Signs, link_sign: LinkSign | None = None, notes: int = 0) -> None:
        self.signs = signs
        self.link_sign = link_sign
        self.parts: list[str] = []
        self.length = 0
        self.links: list[Link | None] = []
        self.folds: list[Hidden] = []
        self.below: list[tuple[str, Sequence[Any]]] = []  # notes to be written below the block: sign, tokens
        self._notes = notes

    def note(self, tokens: Sequence[Any]) -> str:
        """Keep a note for later; the sign that stands for it."""
        self._notes += 1
        sign = note_sign(self._notes)
        self.below.append((sign, tokens))
        return sign

    def fold(self, *, closed: bool) -> int:
        """Begin a fold; its number. What it hides goes from here to its end, unless `hides` says otherwise."""
        self.folds.append(Hidden(closed, self.length, self.length))
        return len(self.folds)

    def hides(self, number: int, *, ends: bool) -> None:
        """Here begins what a fold hides, or it ends here."""
        fold = self.folds[number - 1]
        self.folds[number - 1] = fold._replace(end=self.length) if ends else fold._replace(start=self.length)

    def write(self, text: str) -> int:
        """Add to the unit's text; where it starts there."""
        at = self.length
        self.parts.append(text)
        self.length += len(text)
        return at

    def take_last(self) -> None:
        """Take back the last character."""
        self.parts[-1] = self.parts[-1][:-1]
        self.length -= 1

    def paragraph(self) -> None:
        """Part what follows from what was written before, by one newline."""
        if self.length and not self.parts[-1].endswith("\n"):
            self.write("\n")

    def text(self) -> str:
        """All that was written."""
        return "".join(self.parts)

    def finished_links(self) -> tuple[Link, ...]:
        """The links in the order in which they began."""
        return tuple(link if link is not None else Link("", "", "", "link", 0, 0) for link in self.links)


class Creases:
    """The folds within a paragraph being written."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._all: list[Crease] = []

    def start(self, at: int, *, closed: bool) -> None:
        """A fold begins, with its summary, at this place of what is shown."""
        self._all.append(Crease(self._writer.fold(closed=closed), at, -1, -1))

    def end(self, at: int, *, whole: bool) -> None:
        """The summary of the innermost open fold ends, or the `whole` of it."""
        for index in range(len(self._all) - 1, -1, -1):
            number, start, cut, end = self._all[index]
            if end < 0 and (whole or cut < 0):
                self._all[index] = Crease(number, start, cut if whole else at, at if whole else -1)
                self._writer.hides(number, ends=whole)
                return

    def outermost(self, size: int) -> tuple[Crease, ...]:
        """Those that hide something of what is shown, which has this size, and lie in no other."""
        kept: list[Crease] = []
        for one in self._all:
            end = min(one.end, size)
            if one.start < one.cut < end and (not kept or one.start >= kept[-1].end):
                kept.append(one._replace(end=end))
        return tuple(kept)
