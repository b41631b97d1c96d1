"""Where marks stand in their files now.

A status that was computed for the file as it is (same size, time, inode) is believed; else the words
are looked for again. What the person marked is never changed by that. Must not draw or print.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from reader import document as parsed  # its names load the parser only when they are used
from reader.article import Fingerprint
from reader.document.selector import TEXT_VERSION, Selector
from reader.errors import StorageError, UnreadableError
from reader.reading.both import fingerprint_of
from reader.reading.opened import MarkRow, Opened, PlacedMark
from reader.reading.opening import Opening, is_markdown
from reader.sanitise import sanitise_line
from reader.userdata import ArticleRecord, Mark, Standing
from reader.userdata.record import Status


class Standings(Opening):
    """Marks of articles, each with where it stands."""

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
