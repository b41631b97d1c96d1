"""Marks: make, remove, take over from elsewhere, tie to other words. Must not draw or print."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader import document as parsed  # its names load the parser only when they are used
from reader import paths
from reader.article import Article, Fingerprint
from reader.document.selector import TEXT_VERSION, Selector
from reader.errors import ReaderError, StorageError
from reader.reading.opened import Opened, TakenMark
from reader.reading.standing import Standings
from reader.sanitise import sanitise_line
from reader.userdata import ArticleRecord, Mark, Standing
from reader.userdata.record import MarkKind, Status


class Quoted(NamedTuple):
    """A passage marked by its words: the first of `places` where they stand."""

    mark: Mark
    places: int


class Marking(Standings):
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
        standing = Standing(
            Status.EXACT, 100.0, selector.offset, selector.start, selector.end, line, TEXT_VERSION, fingerprint
        )
        with self.userdata.write(kind.not_saved):
            record, moved = self.userdata.find_article(article.path), False
            if record is None:
                record, moved = self.record_and_move(article)
            mark = self.userdata.add_mark(record.id, kind, selector, note=note, color=color, standing=standing)
        # The mark is kept: that the list does not show it yet is no reason to say that it is not.
        with contextlib.suppress(StorageError):
            self.refresh(whole=moved)
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


def _short(text: str) -> str:
    line = " ".join(sanitise_line(text).split())
    return line if len(line) <= 60 else line[:59].rstrip() + "…"


def _key(path: Path, selector: Selector) -> tuple[str, str, int, int]:
    return paths.printable(path), selector.quote, selector.offset, selector.start
