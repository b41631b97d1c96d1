"""Marks: make, remove, and tell where each stands in its file now.

A status that was computed for the file as it is (same size, time, inode) is believed; else the words
are looked for again. What the person marked is never changed by that. Must not draw or print.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader import document as parsed  # its names load the parser only when they are used
from reader import paths
from reader.article import Article, Fingerprint
from reader.document.selector import TEXT_VERSION, Selector
from reader.errors import ReaderError, StorageError, UnreadableError
from reader.reading.both import fingerprint_of
from reader.reading.opened import MarkRow, Opened, PlacedMark, TakenMark
from reader.reading.opening import Opening, is_markdown
from reader.sanitise import sanitise_line
from reader.userdata import ArticleRecord, Mark, Standing
from reader.userdata.record import MarkKind, Status


class Quoted(NamedTuple):
    """A passage marked by its words: the first of `places` where they stand."""

    mark: Mark
    places: int


class Marking(Opening):
    """Marks of articles."""

    # making

    def selector(self, opened: Opened, unit: int, start: int, end: int) -> Selector:
        """The words of [start, end) in the text of a unit, with what surrounds them. On the document's thread.

        Raises ReaderError when there is no text to mark.
        """
        try:
            return parsed.make_selector(opened.document, unit, start, end)
        except ValueError as error:
            raise ReaderError("There are no words here to mark") from error

    def mark(
        self,
        opened: Opened,
        selector: Selector,
        kind: MarkKind = MarkKind.BOOKMARK,
        note: str | None = None,
        color: str | None = None,
    ) -> Mark:
        """Keep a mark; when this returns it is on the disk. A write; raises StorageError: then it is not."""
        if not opened.stored:
            raise ReaderError("This document is no file: it cannot be bookmarked")
        line = opened.document.text.count("\n", 0, selector.offset) + 1
        return self._keep(opened.article, opened.fingerprint, selector, line, kind, note=note, color=color)

    def mark_quote(self, path: Path, quote: str, note: str | None = None) -> Quoted:
        """Bookmark the first place of `quote` in a file, and tell how many there are. A write.

        Raises ReaderError when the words are not in it, UnreadableError, StorageError.
        """
        opened = self.open(path)
        document, fingerprint = self._whole(path)
        found = parsed.find_quote(document, quote)
        if not found:
            raise ReaderError(f"“{_short(quote)}” is not in {sanitise_line(opened.article.title)}")
        found.sort(key=lambda span: span[0] == 0)  # the text before the title that the masthead shows of it
        selector = parsed.make_selector(document, *found[0])
        line = document.unit(found[0][0]).line
        mark = self._keep(opened.article, fingerprint, selector, line, MarkKind.BOOKMARK, note=note)
        return Quoted(mark, len(found))

    def _keep(
        self,
        article: Article,
        fingerprint: Fingerprint,
        selector: Selector,
        line: int,
        kind: MarkKind,
        *,
        note: str | None = None,
        color: str | None = None,
    ) -> Mark:
        record = self.userdata.find_article(article.path) or self.record_of(article)
        standing = Standing(
            Status.EXACT, 100.0, selector.offset, selector.start, selector.end, line, TEXT_VERSION, fingerprint
        )
        mark = self.userdata.add_mark(record.id, kind, selector, note=note, color=color, standing=standing)
        # The mark is kept: that the list does not show it yet is no reason to say that it is not.
        with contextlib.suppress(StorageError):
            self.refresh()
        return mark

    def take_marks(self, marks: Sequence[TakenMark]) -> int:
        """Keep the marks that are not there yet, all of them or none; how many. A write; raises StorageError.

        What is known of an article here is not replaced by what is said of it elsewhere.
        """
        added = 0
        try:
            with self.userdata.write("The marks are not taken over"):
                paths_of = {record.id: record.path for record in self.userdata.records()}
                there = {
                    _key(paths_of[mark.article_id], mark.selector)
                    for mark in self.userdata.marks()
                    if mark.article_id in paths_of
                }
                records: dict[Path, str] = {}
                for mark in marks:
                    path = self._path_here(mark)
                    key = _key(path, mark.selector)
                    if key in there:
                        continue
                    there.add(key)
                    if path not in records:
                        records[path] = self._record_at(path, mark).id
                    self.userdata.add_mark(records[path], mark.kind, mark.selector, note=mark.note, color=mark.color)
                    added += 1
        except BaseException:
            with contextlib.suppress(StorageError):
                self.refresh(whole=True)  # the index may have been told of what is undone now
            raise
        self.refresh()
        return added

    def _path_here(self, mark: TakenMark) -> Path:
        """The file of a mark from another machine: at its path, else the article saved from the same address."""
        if not mark.path.exists() and mark.url:
            article = self.library.by_url(f"https://{mark.url}")
            if article is not None:
                return article.path
        return mark.path

    def _record_at(self, path: Path, mark: TakenMark) -> ArticleRecord:
        known = self.library.by_path(path)
        if known is not None:
            return self.record_of(known)
        return self.userdata.find_article(path) or self.userdata.article(
            path.parent, path, url=mark.url, title=mark.title
        )

    def remove_marks(self, ids: Sequence[str]) -> None:
        """Delete marks; `restore_marks` brings them back. A write; raises StorageError."""
        self.userdata.remove_marks(ids)
        self.refresh()

    def restore_marks(self, ids: Sequence[str]) -> None:
        """Bring deleted marks back. A write; raises StorageError."""
        self.userdata.restore_marks(ids)
        self.refresh()

    def set_note(self, ident: str, note: str | None) -> None:
        """Replace the note of a mark. A write; raises StorageError."""
        self.userdata.set_note(ident, note)

    def confirm_mark(self, ident: str) -> Selector:
        """Tie a mark that is found again, with other words, to those that stand there now; what it was tied to.

        A write; raises UnreadableError, StorageError, and ReaderError where its words are not found.
        """
        mark = self.find_mark(ident)
        record = self.userdata.record(mark.article_id)
        if record is None:
            raise ReaderError("The article of this bookmark is gone")
        document, _ = self._whole(record.path)
        found = parsed.match(mark.selector, document, document.key_text())
        if found is None:
            raise ReaderError("The words of this bookmark are not found any more")
        self.userdata.set_selector(ident, parsed.make_selector(document, found.unit, found.start, found.end))
        return mark.selector

    def retie_mark(self, ident: str, selector: Selector) -> None:
        """Tie a mark to these words again: the undo of `confirm_mark`. A write; raises StorageError."""
        self.userdata.set_selector(ident, selector)

    def find_mark(self, ident: str) -> Mark:
        """The mark whose id is or begins with `ident`. Raises ReaderError when there is none, or several."""
        found = [mark for mark in self.userdata.marks() if mark.id.startswith(ident.lower())] if ident else []
        if len(found) != 1:
            reason = "There is no bookmark" if not found else "There are several bookmarks"
            raise ReaderError(f"{reason} {sanitise_line(ident)}; `reader bookmarks list` shows them")
        return found[0]

    # where they stand

    def marks_of(self, opened: Opened) -> list[PlacedMark]:
        """The marks of an article, each with its place now. Off the document's thread: may parse all of a file."""
        if not opened.stored:
            return []
        record = self.userdata.find_article(opened.article.path) or self.userdata.record(opened.article.id)
        if record is None:
            return []
        found = self._stand(opened.article.path, self.userdata.marks(record.id), opened.fingerprint)
        return [_placed(mark, opened.document) for mark in found]

    def mark_rows(self, article: str | None = None) -> list[MarkRow]:
        """All marks, or those of one article (by id), as a list shows them: newest first, or in its order.

        Files that changed are read again where this library holds them. Raises StorageError.
        """
        records = {record.id: record for record in self.userdata.records()}
        grouped: dict[str, list[Mark]] = {}
        for mark in self.userdata.marks(article):
            grouped.setdefault(mark.article_id, []).append(mark)
        rows = []
        for ident, marks in grouped.items():
            record = records.get(ident)
            if record is not None:
                rows += self._rows(record, marks)
        if article is None:
            counters = {mark.id: mark.counter for marks in grouped.values() for mark in marks}
            rows.sort(key=lambda row: (row.created, counters[row.id]), reverse=True)
        return rows

    def _rows(self, record: ArticleRecord, marks: list[Mark]) -> list[MarkRow]:
        now = fingerprint_of(record.path)
        if now is not None:
            with contextlib.suppress(UnreadableError):
                marks = self._stand(record.path, marks, now)
        rows = []
        for mark in marks:
            standing = mark.standing
            status = standing.status if standing is not None else Status.EXACT
            rows.append(
                MarkRow(
                    id=mark.id,
                    article_id=record.id,
                    path=record.path,
                    title=record.title or sanitise_line(record.path.name),
                    heading=mark.selector.headings[-1] if mark.selector.headings else None,
                    quote=mark.selector.quote,
                    note=mark.note,
                    kind=mark.kind,
                    color=mark.color,
                    created=mark.created,
                    status=status if now is not None else Status.MISSING,
                    line=standing.line if standing is not None and now is not None else None,
                )
            )
        return rows

    def _stand(self, path: Path, marks: list[Mark], now: Fingerprint) -> list[Mark]:
        """The marks with their standings in the file as it is now; computed where they are not known."""
        if all(_is_known(mark, now) for mark in marks):
            return marks
        document, fingerprint = self._whole(path)
        key = document.key_text()
        out, found = [], []
        for mark in marks:
            if _is_known(mark, fingerprint):
                out.append(mark)
                continue
            standing = stand(mark.selector, document, key, fingerprint)
            found.append((mark.id, standing))
            out.append(mark._replace(standing=standing))
        # Only a shortcut for the next time: nothing is lost when it cannot be kept.
        with contextlib.suppress(StorageError):
            self.userdata.set_standings(found)
        return out

    def _whole(self, path: Path) -> tuple[parsed.Document, Fingerprint]:
        source = self.library.read(path)
        return parsed.whole(source.text, name=path.name, markdown=is_markdown(path)), source.fingerprint


def stand(
    selector: Selector, document: parsed.Document, key: parsed.KeyText | None, fingerprint: Fingerprint
) -> Standing:
    """Where a passage stands in a document that is parsed to its end. Pure."""
    found = parsed.match(selector, document, key)
    if found is None:
        return Standing(Status.ORPHANED, 0.0, -1, 0, 0, None, TEXT_VERSION, fingerprint)
    unit = document.unit(found.unit)
    status = Status.EXACT if found.exact else Status.MOVED
    return Standing(status, found.score, unit.start, found.start, found.end, unit.line, TEXT_VERSION, fingerprint)


def _is_known(mark: Mark, now: Fingerprint) -> bool:
    standing = mark.standing
    return standing is not None and standing.fingerprint == now and standing.version == TEXT_VERSION


def _placed(mark: Mark, document: parsed.Document) -> PlacedMark:
    standing = mark.standing
    if standing is None:
        return PlacedMark(mark, Status.ORPHANED, -1, 0, 0, None)
    return PlacedMark(mark, standing.status, standing.offset, standing.start, standing.end, standing.line, document)


def _short(text: str) -> str:
    line = " ".join(sanitise_line(text).split())
    return line if len(line) <= 60 else line[:59].rstrip() + "…"


def _key(path: Path, selector: Selector) -> tuple[str, str, int, int]:
    return paths.printable(path), selector.quote, selector.offset, selector.start
