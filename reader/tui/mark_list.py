"""Lists of bookmarks and highlights: of one article, or all; what keys do with one of them."""

from __future__ import annotations

from reader.document.selector import Selector
from reader.reading import MarkKind, MarkRow, Status
from reader.tui import dates
from reader.tui.item import Item, Offer
from reader.tui.jumping import At
from reader.tui.marking import SIGNS, Marking
from reader.tui.picker import Picker

_WORDS = {
    Status.MOVED: "probably here, c confirms",
    Status.ORPHANED: "words not found any more",
    Status.MISSING: "the file is gone",
}


class MarkLists(Marking):
    """The part of the main screen that lists marks."""

    _shown_marks: str | None = None  # article id, or "" for all

    def marks_changed(self) -> None:
        super().marks_changed()
        screen = self.app.screen
        if isinstance(screen, Picker) and self._shown_marks is not None:
            self._reload_marks(screen)

    def action_all_marks(self) -> None:
        self._list_marks("", "All bookmarks")

    def action_article_marks(self) -> None:
        if self.opened is not None:
            self._list_marks(self.opened.article.id, f"Bookmarks · {self.opened.article.title}")

    def _list_marks(self, article: str, title: str) -> None:
        def arrived(rows: list[MarkRow]) -> None:
            self._shown_marks = article
            offer = Offer(
                delete=lambda item: self._delete_row(item.value),
                note=lambda item: self._note_row(item),
                confirm=lambda item: self._confirm_row(item.value),
                copy=lambda item: item.value.quote if isinstance(item.value, MarkRow) else None,
            )
            self.pick(
                title,
                self._mark_items(rows, article),
                self._chose_mark,
                empty="No bookmarks yet. m bookmarks the passage you are reading.",
                height=3,
                offer=offer,
                hint="Esc closes · Enter goes there · x deletes · U undoes · e note · y copies",
            )

        self.fetch(lambda: self.session.mark_rows(article or None), arrived)

    def _mark_items(self, rows: list[MarkRow], article: str) -> list[Item]:
        items = []
        for row in rows:
            facts = [row.title] if not article else []
            facts += [row.heading] if row.heading else []
            if row.status != Status.EXACT:
                facts.insert(0, _WORDS[Status(row.status)])  # first, because the end of the line is cut
            facts.append(dates.full(row.created))
            if row.note:
                facts.append(f"“{row.note}”")
            sign = SIGNS[Status(row.status)] or (self.signs.bookmark if row.kind == MarkKind.BOOKMARK else "▒")
            items.append(
                Item(" ".join(row.quote.split()), row, facts=" · ".join(fact for fact in facts if fact), sign=sign)
            )
        return items

    def _reload_marks(self, picker: Picker) -> None:
        article = self._shown_marks or ""
        self.read(
            lambda: self.session.mark_rows(article or None),
            lambda rows: picker.replace(self._mark_items(rows, article)) if picker.is_current else None,
        )

    def _delete_row(self, value: object) -> None:
        if isinstance(value, MarkRow):
            row = value
            self.write(
                lambda: self.session.remove_marks([row.id]),
                lambda _: self._deleted_row(row),
            )

    def _confirm_row(self, row: object) -> None:
        """Tie a mark whose words changed to those that stand there now."""
        if not isinstance(row, MarkRow) or row.status is not Status.MOVED:
            return

        def tied(before: Selector) -> None:
            self.did(
                "confirm bookmark",
                lambda: self.write(lambda: self.session.retie_mark(row.id, before), lambda _: self.marks_changed()),
                lambda: self.write(lambda: self.session.confirm_mark(row.id), lambda _: self.marks_changed()),
            )
            self.marks_changed()
            if isinstance(self.app.screen, Picker):
                self.app.screen.status.say("Confirmed · U undoes")

        self.write(lambda: self.session.confirm_mark(row.id), tied)

    def _note_row(self, item: Item) -> None:
        """Write a note to a mark: the dialog's own line takes the words."""
        row, picker = item.value, self.app.screen
        if not isinstance(row, MarkRow) or not isinstance(picker, Picker):
            return

        def noted(text: str) -> None:
            self.write(lambda: self.session.set_note(row.id, text.strip() or None), lambda _: self.marks_changed())

        picker.ask("note", row.note or "", noted)

    def _deleted_row(self, row: MarkRow) -> None:
        self.did(
            "delete bookmark",
            lambda: self.write(lambda: self.session.restore_marks([row.id]), lambda _: self.marks_changed()),
            lambda: self.write(lambda: self.session.remove_marks([row.id]), lambda _: self.marks_changed()),
        )
        self.marks_changed()
        if isinstance(self.app.screen, Picker):
            self.app.screen.status.say("Deleted · U undoes")

    def _chose_mark(self, value: object) -> None:
        self._shown_marks = None
        if not isinstance(value, MarkRow):
            return
        if value.status is Status.MISSING:
            self.say("The file of this bookmark is gone; its words are kept here")
        else:
            self.open_path(value.path, At(mark=value.id))
