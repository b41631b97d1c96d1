"""Bookmarks and highlights: make and remove them, and show them in the text; undo brings back what was deleted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from reader import document as parsed  # its names load the parser only when they are used
from reader.document import Kind
from reader.errors import ReaderError
from reader.reading import Mark, MarkKind, PlacedMark, Status
from reader.tui.finding import Finding
from reader.tui.hinting import Choice
from reader.tui.overlay import Overlay

Passage = tuple[int, int, int]  # unit, start and end in its text
SIGNS = {Status.EXACT: "", Status.MOVED: "≈", Status.ORPHANED: "?", Status.MISSING: "✗"}


class Marking(Finding):
    """The part of the main screen that marks passages."""

    placed: list[PlacedMark]
    _flash: Passage | None = None

    # what is shown of them

    def opened_changed(self) -> None:
        self.placed = []
        super().opened_changed()
        self.call_after_refresh(self.load_marks)

    def load_marks(self, *, awaited: bool = False) -> None:
        """Find where the marks of this article stand now, in a thread; `awaited`: the next key has to know."""
        opened, request = self.opened, self.request
        if opened is None:
            self.placed = []
            return

        def arrived(placed: list[PlacedMark]) -> None:
            if request == self.request and (placed or self.placed):
                self.placed = placed
                self.page.forget()

        (self.fetch if awaited else self.read)(lambda: self.session.marks_of(opened), arrived)

    def mark_overlays(self, unit: int) -> list[Overlay]:
        """Highlights of a unit, and the flash of a passage that was just marked."""
        over = [
            Overlay(placed.start, placed.end, self.styles_of.mark)
            for placed in self.placed
            if placed.unit == unit and placed.mark.kind is MarkKind.HIGHLIGHT
        ]
        if self._flash is not None and self._flash[0] == unit:
            over.append(Overlay(self._flash[1], self._flash[2], self.styles_of.flash))
        return over

    def mark_gutters(self, unit: int) -> list[tuple[int, str]]:
        """The signs beside a unit: (text offset, sign)."""
        return [
            (
                placed.start,
                (self.signs.bookmark if placed.mark.kind is MarkKind.BOOKMARK else placed.mark.color or "1")
                + SIGNS[placed.status][:1],
            )
            for placed in self.placed
            if placed.unit == unit
        ]

    # the reading passage

    def reading_passage(self) -> int | None:
        """The unit that `m` marks: see behaviour 2 of the keys."""
        document = self.page.document
        if document is None or not len(document):
            return None
        chosen = self.selected_link
        if chosen is not None and self._is_passage(document, chosen.unit):
            return chosen.unit
        rows = self.page.seen_rows
        hit = self.hit
        if hit is not None and any(row.unit == hit[0] for row in rows) and self._is_passage(document, hit[0]):
            return hit[0]
        passages = [row for row in rows if row.unit < len(document) and self._is_passage(document, row.unit)]
        begins = (row.unit for row in passages if row.line == self.page.layout_of(row.unit).before)
        return next(begins, passages[0].unit if passages else None)

    def _is_passage(self, document: parsed.Document, unit: int) -> bool:
        """The unit has words of the text that can be found again; a rule has none, and the masthead is ours."""
        return document.unit(unit).kind is not Kind.MASTHEAD and bool(document.content(unit).strip())

    def action_bookmark(self) -> None:
        unit = self.reading_passage()
        if unit is None:
            self.say("There is no passage to mark")
        else:
            self.toggle_bookmark(unit)

    def action_bookmark_another(self) -> None:
        document = self.page.document
        if document is None:
            return
        choices: list[Choice] = []
        for row in self.page.seen_rows:
            if row.unit >= len(document) or not self._is_passage(document, row.unit):
                continue
            if row.line == self.page.layout_of(row.unit).before:
                choices.append((row.unit, 0, partial(self.toggle_bookmark, row.unit)))
        self.start_hints(choices, "passage")

    def toggle_bookmark(self, unit: int) -> None:
        """Bookmark a passage, or remove the bookmark it has."""
        opened = self.opened
        if opened is None:
            return
        for placed in self.placed:
            if placed.unit == unit and placed.mark.kind is MarkKind.BOOKMARK:
                self.remove_marks([placed.mark], "Bookmark removed")
                return
        end = len(opened.document.content(unit))
        self.add_marks([(unit, 0, end)], MarkKind.BOOKMARK)

    def add_marks(self, passages: Sequence[Passage], kind: MarkKind, note: str | None = None) -> None:
        """Mark a passage, or the parts of one in several blocks; the screen says so once all is on the disk.

        A note belongs to the first part.
        """
        opened, request = self.opened, self.request
        if opened is None:
            return
        try:
            selectors = [self.session.selector(opened, *passage) for passage in passages]
        except ReaderError as error:
            self.failed(error)
            return
        words = " ".join(selectors[0].quote.split())
        short = words if len(words) <= 32 else words[:31].rstrip() + "…"

        def keep() -> list[Mark]:
            return [
                self.session.mark(opened, selector, kind, None if at else note) for at, selector in enumerate(selectors)
            ]

        def kept(marks: list[Mark]) -> None:
            verb = "Bookmarked" if kind is MarkKind.BOOKMARK else "Highlighted"
            again = "M another · " if kind is MarkKind.BOOKMARK else ""
            self.say(f"{verb} “{short}” · {again}U undo")
            if request == self.request:
                self._flash = passages[0]
                self.set_timer(0.6, self._end_flash)
            self.did(f"{verb.lower()} “{short}”", lambda: self._remove(marks), lambda: self._restore(marks))
            self.marks_changed()

        self.fetch(keep, kept, writes=True)  # a second `m` has to know of the first

    def _end_flash(self) -> None:
        self._flash = None
        self.page.forget()

    def remove_marks(self, marks: list[Mark], message: str) -> None:
        """Delete marks, softly: `U` brings them back."""

        def gone(_: object) -> None:
            self.say(f"{message} · U undo")
            self.did("delete bookmark", lambda: self._restore(marks), lambda: self._remove(marks))
            self.marks_changed()

        self.fetch(lambda: self.session.remove_marks([mark.id for mark in marks]), gone, writes=True)

    def _remove(self, marks: list[Mark]) -> None:
        self.write(lambda: self.session.remove_marks([mark.id for mark in marks]), lambda _: self.marks_changed())

    def _restore(self, marks: list[Mark]) -> None:
        self.write(lambda: self.session.restore_marks([mark.id for mark in marks]), lambda _: self.marks_changed())

    def marks_changed(self) -> None:
        """Marks were made or deleted, here or in another instance: show it everywhere."""
        if self.opened is not None:
            self.load_marks(awaited=self.keys.held is not None)
        self.list.forget()
