"""Identity of articles and how far each is read. Must not touch the files it speaks of."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NamedTuple

from reader import paths
from reader.article import Seed, State
from reader.errors import StorageError
from reader.userdata.record import ArticleRecord
from reader.userdata.store import Row, Store, Write
from reader.userdata.value import blob, blob_or_none, integer, real, text, text_or_none

_COLUMNS = """article.uuid, article.root, article.path, article.content, article.url, article.title,
 article.state, article.progress, article.starred, article.archived, article.last_read, article.seeded,
 article.counter, (SELECT count(*) FROM mark WHERE mark.article = article.uuid AND NOT mark.deleted)"""


def split(root: Path, path: Path) -> tuple[bytes, bytes]:
    """Root and path below it as bytes; a path outside the root is kept below its own folder."""
    try:
        return os.fsencode(root), os.fsencode(path.relative_to(root))
    except ValueError:
        return os.fsencode(path.parent), os.fsencode(path.name)


def _record(row: Row) -> ArticleRecord:
    ident, root, path, content, url, title, state, progress, starred, archived, last_read, seeded, counter, marks = row
    folder = Path(os.fsdecode(blob(root)))
    return ArticleRecord(
        id=text(ident),
        root=folder,
        path=folder / os.fsdecode(blob(path)),
        content=blob_or_none(content),
        url=text_or_none(url),
        title=text_or_none(title),
        state=State(text(state)),
        progress=real(progress),
        starred=bool(starred),
        archived=bool(archived),
        last_read=text_or_none(last_read),
        seeded=bool(seeded),
        counter=integer(counter),
        marks=integer(marks),
    )


class Resettled(NamedTuple):
    """The article `id` whose file was at `was`, and is at `now` below `root`; None: another has taken its place."""

    id: str
    was: Path
    root: Path
    now: Path | None


_REPLACED = b".replaced-"


def replaced(path: Path, ident: str) -> Path:
    """Where an article is kept whose file was replaced by another article; nothing that the library would list."""
    return Path(os.fsdecode(os.fsencode(path) + _REPLACED + ident[:8].encode()))


def before_replaced(path: Path) -> Path | None:
    """Where the file of such an article was; None for every other path."""
    was, sign, ident = os.fsencode(path).rpartition(_REPLACED)
    return Path(os.fsdecode(was)) if sign and len(ident) == 8 else None


class Articles(Store):
    """The articles that were opened, marked or starred."""

    def records(self) -> list[ArticleRecord]:
        """All of them, in the order they were made."""
        return self.read(_record, f"SELECT {_COLUMNS} FROM article WHERE NOT deleted ORDER BY rowid")

    def changed_since(self, counter: int) -> list[ArticleRecord]:
        """Those that were changed, or got or lost a mark, after the Lamport counter was this."""
        return self.read(
            _record,
            f"SELECT {_COLUMNS} FROM article WHERE NOT deleted AND (counter > ? OR uuid IN"
            " (SELECT article FROM mark WHERE counter > ?)) ORDER BY rowid",
            counter,
            counter,
        )

    def record(self, ident: str) -> ArticleRecord | None:
        """The one with this id."""
        rows = self.read(_record, f"SELECT {_COLUMNS} FROM article WHERE uuid = ? AND NOT deleted", ident)
        return rows[0] if rows else None

    def find_article(self, path: Path) -> ArticleRecord | None:
        """The one at this absolute path, below whatever root it was first seen."""
        found = _at(self.rows, path)
        return self.record(found) if found is not None else None

    def candidates(self, content: bytes | None, url: str | None) -> list[ArticleRecord]:
        """Articles with this content, then those with this source address: the same one may have moved.

        The newest change first within each. The caller decides by whether their files are gone.
        """
        found: list[ArticleRecord] = []
        for column, value in (("content", content), ("url", url)):
            if value:
                sql = f"SELECT {_COLUMNS} FROM article WHERE {column} = ? AND NOT deleted ORDER BY counter DESC"
                found += [record for record in self.read(_record, sql, value) if record not in found]
        return found

    def article(
        self,
        root: Path,
        path: Path,
        *,
        url: str | None = None,
        content: bytes | None = None,
        title: str | None = None,
        seed: Seed | None = None,
    ) -> ArticleRecord:
        """The article at `path`, made if it is not there; what is known now replaces what was known.

        Where it is made it begins with `seed`, what its file says; never again after that.
        Writes only when something changes. Raises StorageError.
        """
        record = self.find_article(path)
        if record is not None and _same(record, url, content, title):
            return record
        with self.write("The article is not remembered") as write:
            ident = _at(write.rows, path)
            if ident is None:
                ident = _make(write, root, path, seed, url=url, content=content, title=title)
            else:
                write.run(
                    "UPDATE article SET url = coalesce(?, url), content = coalesce(?, content),"
                    " title = coalesce(?, title), device = ?, counter = ? WHERE uuid = ?",
                    url, content, title, write.device, write.counter, ident,
                )  # fmt: skip
        return self._sure(ident)

    def relocate(self, ident: str, root: Path, path: Path) -> ArticleRecord:
        """The file of this article is now at `path`; its id, marks and places stay."""
        with self.write("The new place of the file is not remembered") as write:
            write.change("article", ident, "root = ?, path = ?", *split(root, path))
        return self._sure(ident)

    def resettle(self, moves: Sequence[Resettled]) -> int:
        """The files of these articles are elsewhere now, all at once; how many it were. What is another's place stays.

        An article that has lost its place to another is kept at one that no file has, see `replaced`.
        """
        with self.write("The new places of files are not remembered") as write:
            going = {move.id: move for move in moves if move.id in _all_at(write.rows, move.was)}
            while blocked := [move.id for move in going.values() if _is_taken(write.rows, move.now, going)]:
                for ident in blocked:
                    del going[ident]
            for ident, (_, was, root, now) in going.items():
                place = split(root, now) if now is not None else split(root, replaced(was, ident))
                write.change("article", ident, "root = ?, path = ?", *place)
        return len(going)

    def set_state(self, ids: Sequence[str], state: State, progress: float | None = None) -> None:
        """Set how far articles are read; `progress` only where given (0 to 1)."""
        with self.write("The reading state is not saved") as write:
            for ident in ids:
                write.change("article", ident, "state = ?, progress = coalesce(?, progress)", str(state), progress)

    def set_starred(self, ids: Sequence[str], starred: bool) -> None:
        """Star articles or take the star away."""
        with self.write("The star is not saved") as write:
            for ident in ids:
                write.change("article", ident, "starred = ?", int(starred))

    def set_archived(self, ids: Sequence[str], archived: bool) -> None:
        """Archive articles or take them out of the archive."""
        with self.write("The archive is not saved") as write:
            for ident in ids:
                write.change("article", ident, "archived = ?", int(archived))

    def _sure(self, ident: str) -> ArticleRecord:
        record = self.record(ident)
        if record is None:
            raise StorageError("The article was deleted by another reader at this moment")
        return record


def _same(record: ArticleRecord, url: str | None, content: bytes | None, title: str | None) -> bool:
    return (
        (url is None or url == record.url)
        and (content is None or content == record.content)
        and (title is None or title == record.title)
    )


def _at(rows: Callable[..., list[Row]], path: Path) -> str | None:
    found = _all_at(rows, path)
    return found[0] if found else None


def _all_at(rows: Callable[..., list[Row]], path: Path) -> list[str]:
    """The ids at an absolute path: each folder above it may be the root it was seen below."""
    below = {os.fsencode(path.relative_to(root)): os.fsencode(root) for root in path.parents}
    places = ",".join("?" * len(below))
    found = rows(f"SELECT uuid, root, path FROM article WHERE path IN ({places}) AND NOT deleted", *below)
    return [str(ident) for ident, root, relative in found if isinstance(relative, bytes) and below[relative] == root]


def _is_taken(rows: Callable[..., list[Row]], path: Path | None, going: Collection[str]) -> bool:
    return path is not None and any(ident not in going for ident in _all_at(rows, path))


def _make(
    write: Write,
    root: Path,
    path: Path,
    seed: Seed | None,
    *,
    url: str | None,
    content: bytes | None,
    title: str | None,
) -> str:
    state, progress, starred, archived = seed or Seed()
    folder, below = split(root, path)
    ident = paths.free_id(
        paths.article_id(Path(os.fsdecode(folder)), below),
        lambda found: write.rows("SELECT 1 FROM article WHERE uuid = ?", found),
    )
    write.run(
        "INSERT INTO article (uuid, device, counter, root, path, content, url, title, created,"
        " seeded, state, progress, starred, archived) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ident, write.device, write.counter, folder, below, content, url, title, write.now,
        int(seed is not None), str(state), progress, int(starred), int(archived),
    )  # fmt: skip
    return ident
