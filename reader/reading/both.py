"""The ground the parts of a session share: one library, one user data, and keeping the first told of the second."""

from __future__ import annotations

import os
from pathlib import Path

from reader.article import Article, Fingerprint, Seed
from reader.document.signs import UNICODE
from reader.errors import UnreadableError
from reader.library import Library, Projection
from reader.library.source import HEAD_BYTES, Source
from reader.userdata import ArticleRecord, UserData

_TRIES = 5  # to tell the index the latest state, while others write


class Both:
    """A library and user data, opened together."""

    def __init__(self, library: Library, userdata: UserData) -> None:
        self.library = library
        self.userdata = userdata
        self.signs = UNICODE  # that documents are laid out with; another set where the terminal lacks these
        self._others = self._writes_of_others()

    @property
    def notice(self) -> str | None:
        """One line about what happened to the user data, for the person; None when nothing did."""
        return self.userdata.notice

    def close(self) -> None:
        """Close both."""
        self.userdata.close()
        self.library.close()

    # the projection

    def refresh(self, *, whole: bool = False) -> None:
        """Tell the index what user data says, as far as it does not know; cheap when nothing is new.

        Called at the start, after each write, and when another instance wrote. With `whole` all is told.
        """
        # Another thread or instance may tell the index of a later state while we read an earlier one: look again.
        for _ in range(_TRIES):
            known = self.library.projected
            counter = self.userdata.counter
            if known == counter and not whole:
                return
            if 0 <= known < counter and not whole:
                self.library.project(map(projection, self.userdata.changed_since(known)), counter)
            else:
                self.library.project(map(projection, self.userdata.records()), counter, whole=True)
            whole = False

    def others_wrote(self) -> bool:
        """Whether another instance wrote user data since this was last asked, or opened; the index is told then.

        Some 30 µs when not. It may wait for a commit, so not on the event loop.
        """
        others = self._writes_of_others()
        if others == self._others:
            return False
        self._others = others
        self.refresh()
        return True

    def _writes_of_others(self) -> int:
        written = self.userdata.written  # before the counter: a write in between is asked about once more, not missed
        return self.userdata.counter - written

    # identity

    def known(self, path: Path, content: bytes | None = None, url: str | None = None) -> ArticleRecord | None:
        """What is remembered of the article at `path`: also when it was moved there from a file that is gone."""
        record = self.userdata.find_article(path)
        if record is None and (content or url):
            record = next((one for one in self.userdata.candidates(content, url) if _moved(one, path, content)), None)
        return record

    def record_of(self, article: Article) -> ArticleRecord:
        """The record of an article, made or moved to its path if need be. A write. Raises StorageError."""
        record, moved = self.record_and_move(article)
        if moved:
            self.refresh(whole=True)
        return record

    def record_and_move(self, article: Article) -> tuple[ArticleRecord, bool]:
        """As `record_of`, and whether it was moved: then the caller has to tell the index everything."""
        content = self.content_at(article.path)
        url = canonical(article.url)
        record = self.known(article.path, content, url)
        moved = record is not None and record.path != article.path
        if record is not None and moved:
            self.userdata.relocate(record.id, article.root, article.path)
        # before there is a record the state of an article is what its file says
        seed = Seed(article.state, article.progress, article.starred, article.archived)
        record = self.userdata.article(
            article.root, article.path, url=url, content=content, title=article.title, seed=seed
        )
        return record, moved

    def content_at(self, path: Path) -> bytes | None:
        """What `content_of` tells of the file at a path, None too when it can't be read."""
        try:
            return content_of(self.library.read(path, HEAD_BYTES))
        except UnreadableError:
            return None


def content_of(head: Source) -> bytes | None:
    """What tells that two files hold the same text: its beginning, its end and its size. None when empty."""
    if not head.fingerprint.size:
        return None
    import hashlib  # late: commands that open nothing need none of it

    digest = hashlib.blake2b(digest_size=16)
    digest.update(head.fingerprint.size.to_bytes(8, "little"))
    digest.update(head.text.encode("utf-8", "replace"))
    digest.update(head.tail.encode("utf-8", "replace"))
    return digest.digest()


def canonical(url: str | None) -> str | None:
    """What two addresses of the same page have in common."""
    if not url:
        return None
    from reader.library import urls  # late: its patterns take longer than to open an article that has no address

    return urls.canonical(url)


def exists(path: Path) -> bool:
    """Whether a file is there."""
    return os.path.lexists(path)


def _moved(record: ArticleRecord, path: Path, content: bytes | None) -> bool:
    """Whether the file of an article is gone, and the one at `path`, alike in text or address, is it.

    A folder that can't be seen may be a disk that is away, or was renamed: then the name has to be the same too.
    """
    if exists(record.path):
        return False
    if content is not None and record.content == content:
        return not is_away(record.root) or path.name == record.path.name
    return not is_away(record.root) and path.is_relative_to(record.root)


def is_away(root: Path) -> bool:
    """Whether a folder can't be seen: its disk may be away."""
    # where a disk is not mounted there may be an empty folder
    try:
        with os.scandir(root) as entries:
            return next(entries, None) is None
    except OSError:
        return True


def fingerprint_of(path: Path) -> Fingerprint | None:
    """The fingerprint of the file as it is now, or None when it is gone."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return Fingerprint(status.st_size, status.st_mtime_ns, status.st_ino)


def projection(record: ArticleRecord) -> Projection:
    """What the index is told of an article."""
    return Projection(
        path=record.path,
        id=record.id,
        state=record.state,
        progress=record.progress,
        starred=record.starred,
        archived=record.archived,
        marks=record.marks,
        last_read=record.last_read,
    )


def with_record(article: Article, record: ArticleRecord | None) -> Article:
    """The article with what is remembered of it, whatever the index knows yet."""
    if record is None:
        return article
    told = projection(record)._asdict()
    return article._replace(**{name: value for name, value in told.items() if name != "path"})
