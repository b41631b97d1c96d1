"""Bookmarks and highlights. A deleted mark is kept with its flag, so that it can be brought back."""

from __future__ import annotations

from collections.abc import Iterable

from reader.document.selector import Selector
from reader.userdata.record import Mark, MarkKind, Standing, Status, read_print, stored_print
from reader.userdata.store import Row, Store, Write
from reader.userdata.value import integer, real, text, text_or_none

_SELECT = """SELECT mark.uuid, article, kind, mark.text_version, quote, prefix, suffix, headings,
 mark.source_offset, mark.text_start, mark.text_end, mark.note, color, mark.created, mark.counter, mark.deleted,
 standing.status, score, standing.source_offset, standing.text_start, standing.text_end, line,
 standing.text_version, size, mtime_ns, inode
 FROM mark LEFT JOIN standing ON standing.mark = mark.uuid"""


def _standing(row: Row) -> Standing | None:
    status, score, offset, start, end, line, version, size, mtime, inode = row
    if status is None:
        return None
    return Standing(
        Status(text(status)),
        real(score),
        integer(offset),
        integer(start),
        integer(end),
        None if line is None else integer(line),
        integer(version),
        read_print(integer(size), integer(mtime), integer(inode)),
    )


def _mark(row: Row) -> Mark:
    ident, article, kind, version, quote, prefix, suffix, headings, offset, start, end = row[:11]
    note, color, created, counter, deleted = row[11:16]
    return Mark(
        id=text(ident),
        article_id=text(article),
        kind=MarkKind(text(kind)),
        selector=Selector(
            text(quote),
            text(prefix),
            text(suffix),
            _of_json(text(headings)),
            integer(offset),
            integer(start),
            integer(end),
            integer(version),
        ),
        note=text_or_none(note),
        color=text_or_none(color),
        created=text(created),
        counter=integer(counter),
        deleted=bool(deleted),
        standing=_standing(row[16:]),
    )


class Marks(Store):
    """The marks of all articles."""

    def marks(self, article: str | None = None) -> list[Mark]:
        """Marks that are not deleted, of one article (in the order of its text) or of all (oldest first)."""
        if article is None:
            return self.read(_mark, f"{_SELECT} WHERE NOT mark.deleted ORDER BY mark.rowid")
        order = "ORDER BY coalesce(nullif(standing.source_offset, -1), mark.source_offset), mark.text_start, mark.rowid"
        return self.read(_mark, f"{_SELECT} WHERE article = ? AND NOT mark.deleted {order}", article)

    def find_mark(self, ident: str) -> Mark | None:
        """The mark with this id, also a deleted one."""
        rows = self.read(_mark, f"{_SELECT} WHERE mark.uuid = ?", ident)
        return rows[0] if rows else None

    def add_mark(
        self,
        article: str,
        kind: MarkKind,
        selector: Selector,
        *,
        note: str | None = None,
        color: str | None = None,
        standing: Standing | None = None,
    ) -> Mark:
        """Keep a new mark; when this returns it is on the disk. Raises StorageError: then it is not."""
        with self.write(kind.not_saved) as write:
            ident = write.new_id()
            write.run(
                "INSERT INTO mark (uuid, device, counter, article, kind, text_version, quote, prefix, suffix,"
                " headings, source_offset, text_start, text_end, note, color, created)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                ident, write.device, write.counter, article, str(kind), selector.version, selector.quote,
                selector.prefix, selector.suffix, _as_json(selector.headings),
                selector.offset, selector.start, selector.end, note, color, write.now,
            )  # fmt: skip
            if standing is not None:
                _stand(write, ident, standing)
            counter, created = write.counter, write.now
        return Mark(ident, article, kind, selector, note, color, created, counter, False, standing)

    def remove_marks(self, idents: Iterable[str]) -> None:
        """Delete marks; `restore_marks` brings them back. Raises StorageError also when there is none."""
        with self.write("The mark is not deleted") as write:
            for ident in idents:
                write.change("mark", ident, "deleted = 1")

    def restore_marks(self, idents: Iterable[str]) -> None:
        """Bring deleted marks back as they were."""
        with self.write("The mark is not restored") as write:
            for ident in idents:
                write.change("mark", ident, "deleted = 0")

    def set_note(self, ident: str, note: str | None) -> None:
        """Replace the note of a mark."""
        with self.write("The note is not saved") as write:
            write.change("mark", ident, "note = ?", note or None)

    def set_selector(self, ident: str, selector: Selector) -> None:
        """Replace the words a mark is tied to: only when the person confirmed where it stands now."""
        with self.write("The new place of the mark is not saved") as write:
            write.change(
                "mark", ident,
                "text_version = ?, quote = ?, prefix = ?, suffix = ?, headings = ?, source_offset = ?,"
                " text_start = ?, text_end = ?",
                selector.version, selector.quote, selector.prefix, selector.suffix,
                _as_json(selector.headings), selector.offset, selector.start, selector.end,
            )  # fmt: skip
            write.run("DELETE FROM standing WHERE mark = ?", ident)

    def set_standings(self, standings: Iterable[tuple[str, Standing]]) -> None:
        """Remember where marks (by id) were found, so that an unchanged file is not searched again."""
        found = list(standings)
        if not found:
            return
        with self.write("The places of the marks are not remembered", derived=True) as write:
            for ident, standing in found:
                _stand(write, ident, standing)


def _stand(write: Write, ident: str, standing: Standing) -> None:
    write.run(
        "INSERT OR REPLACE INTO standing VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ident, str(standing.status), standing.score, standing.offset, standing.start, standing.end,
        standing.line, standing.version, *stored_print(standing.fingerprint),
    )  # fmt: skip


def _as_json(headings: tuple[str, ...]) -> str:
    import json  # late: most commands meet no mark

    return json.dumps(headings, ensure_ascii=False)


def _of_json(stored: str) -> tuple[str, ...]:
    import json  # late, as above

    return tuple(text(one) for one in json.loads(stored))
