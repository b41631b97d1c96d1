"""Open an article at its place with bounded work, keep its place, and say how far it is read."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from reader import document as parsed  # its names load the parser only when they are used
from reader import paths
from reader.article import Article, Fingerprint, Seed, State
from reader.document.selector import Selector
from reader.errors import StorageError
from reader.library import Source
from reader.library.source import HEAD_BYTES
from reader.reading.both import Both, canonical, content_of, fingerprint_of, with_record
from reader.reading.opened import Opened, Said
from reader.sanitise import sanitise_line
from reader.userdata import ArticleRecord, Place, Step

NOWHERE = Fingerprint(0, 0, 0)
_QUOTE = 200  # characters from the place on that are kept, to find it in a changed file
_END = 0.985  # progress from which the rest is no text: an article is finished


class Opening(Both):
    """Articles as they are opened, and what is remembered of reading them."""

    def open(self, path: Path) -> Opened:
        """The article at `path` (absolute), read and parsed for its first screen. Writes nothing.

        Reads 64 KB at most. Raises UnreadableError.
        """
        source = self.library.read(path, HEAD_BYTES)
        article = self.library.by_path(path)
        name = sanitise_line(paths.printable(path.name))
        document, parser = parsed.open_document(
            source.text,
            name=name,
            markdown=is_markdown(path),
            last=source.whole,
            signs=self.signs,
            minutes=article.minutes if article is not None else None,
        )
        if article is None:
            article = _unlisted(path, document, source)
        record = self.known(path, content_of(source), canonical(article.url))
        place = self.userdata.place(record.id) if record is not None else None
        if place is not None and record is not None:
            place = place._replace(progress=record.progress)  # what was said since, as "unread", holds
        article = with_record(article, record)
        if place is None and article.state is State.READING:
            place = _begun(article.progress, source)
        sure = place is None or place.fingerprint == source.fingerprint
        if place is not None and not sure and source.whole:
            place, sure = self._again(place, source, path), True
        return Opened(
            article=article,
            document=document,
            parser=parser,
            fingerprint=source.fingerprint,
            whole=source.whole,
            place=place,
            sure=sure,
        )

    def open_text(self, text: str, name: str = "standard input") -> Opened:
        """A document that is no file (standard input); nothing of it is kept. `text` is sanitised."""
        document, parser = parsed.open_document(text, name=name, signs=self.signs)
        path = Path("/dev/stdin")
        source = Source(text, True, NOWHERE, "utf-8")
        article = _unlisted(path, document, source)
        return Opened(article, document, parser, NOWHERE, True, stored=False)

    def rest(self, opened: Opened) -> str:
        """The whole text of an article that was opened by its head. Raises UnreadableError."""
        return self.library.read(opened.article.path).text

    def started(self, article: Article) -> ArticleRecord:
        """The person begins to read: from now on the article is remembered. A write; raises StorageError."""
        record = self.record_of(article)
        self.refresh()
        return record

    def is_changed(self, opened: Opened) -> bool | None:
        """Whether the file is not the one that was opened any more; None when it is gone: its text stays."""
        if not opened.stored:
            return False
        now = fingerprint_of(opened.article.path)
        return None if now is None else now != opened.fingerprint

    def is_as_opened(self, opened: Opened) -> bool:
        """Whether the file is still there as it was opened."""
        return fingerprint_of(opened.article.path) == opened.fingerprint

    def reopen(self, opened: Opened) -> Opened:
        """The article read again and parsed to its end. Raises UnreadableError."""
        path = opened.article.path
        source = self.library.read(path)
        document, parser = parsed.open_document(
            source.text,
            name=sanitise_line(paths.printable(path.name)),
            markdown=is_markdown(path),
            signs=self.signs,
            minutes=opened.article.minutes,
        )
        while not parser.done:
            document.extend(parser.step())
        return opened._replace(
            document=document, parser=parser, fingerprint=source.fingerprint, whole=True, place=None, sure=True
        )

    def place_again(self, opened: Opened, place: Place) -> Place:
        """Where the words of a place are in a file that was changed since. May parse all of it."""
        return self._again(place, self.library.read(opened.article.path), opened.article.path)

    # places

    def place_at(
        self, opened: Opened, unit: int, text_offset: int, progress: float, fingerprint: Fingerprint | None = None
    ) -> Place:
        """The place of the words at `text_offset` of `unit`. On the document's thread; writes nothing."""
        document = opened.document
        content = document.content(unit) if len(document) else ""
        return Place(
            offset=document.unit(unit).start if len(document) else 0,
            text_offset=text_offset,
            fingerprint=fingerprint or opened.fingerprint,
            progress=max(0.0, min(1.0, progress)),
            quote=content[text_offset : text_offset + _QUOTE],
        )

    def save_place(self, opened: Opened, place: Place) -> State:
        """Keep a place, and with it progress and state, which is returned. A write; raises StorageError.

        An article is finished when its end was reached, and stays so until the person says otherwise.
        """
        if not opened.stored:
            return State.READING
        record = self.userdata.find_article(opened.article.path) or self.record_of(opened.article)
        state = State.FINISHED if place.progress >= _END or record.state is State.FINISHED else State.READING
        self.userdata.save_place(record.id, place, state)
        self.refresh()
        return state

    def _again(self, place: Place, source: Source, path: Path) -> Place:
        """The place in a file that was changed: at its words if they are there, else where it was."""
        found = None
        if place.quote.strip():
            document = parsed.whole(source.text, markdown=is_markdown(path))
            selector = Selector(place.quote, offset=place.offset, start=place.text_offset)
            found = parsed.match(selector, document)
            if found is not None:
                place = place._replace(offset=document.unit(found.unit).start, text_offset=found.start)
        return place._replace(offset=min(place.offset, len(source.text)), fingerprint=source.fingerprint)

    # state

    def say(self, said: Iterable[Said]) -> None:
        """Say things of articles, all of them or, where that fails, none. A write; raises StorageError."""
        moved = False
        with self.userdata.write("It is not saved"):
            for one in said:
                record, again = self.record_and_move(one.article)
                moved = moved or again
                if one.state is not None:
                    self.userdata.set_state([record.id], one.state, one.progress)
                if one.starred is not None:
                    self.userdata.set_starred([record.id], one.starred)
                if one.archived is not None:
                    self.userdata.set_archived([record.id], one.archived)
        self.refresh(whole=moved)

    def set_state(self, article: Article, state: State, progress: float | None = None) -> None:
        """Say that an article is unread, being read, or finished. A write; raises StorageError."""
        self.say([Said(article, state=state, progress=progress)])

    def set_starred(self, article: Article, starred: bool) -> None:
        """Star an article or take the star away. A write; raises StorageError."""
        self.say([Said(article, starred=starred)])

    def set_archived(self, article: Article, archived: bool) -> None:
        """Archive an article or take it out. A write; raises StorageError."""
        self.say([Said(article, archived=archived)])

    # leaving and going on

    def leave(self, step: Step | None) -> None:
        """The program ends: in an article (`Q`, a lost terminal), to go on there, or not (None). A write."""
        value = None
        if step is not None:
            import base64  # late, as below: at a start there is seldom anything to resume
            import json

            value = json.dumps(
                {
                    "path": base64.b64encode(os.fsencode(step.path)).decode(),
                    "offset": step.offset,
                    "text_offset": step.text_offset,
                    "link": step.link,
                    "link_offset": step.link_offset,
                }
            )
        self.userdata.set("resume", value)

    def to_resume(self) -> Step | None:
        """Where the last run was left by `Q` or lost its terminal, if that is in this library."""
        raw = self.userdata.get("resume")
        if raw is None:
            return None
        import base64
        import json

        try:
            found = json.loads(raw)
            path = Path(os.fsdecode(base64.b64decode(found["path"])))
            offset, text_offset, link, link_offset = (
                int(found[name]) for name in ("offset", "text_offset", "link", "link_offset")
            )
            step = Step(path, offset, text_offset, link, link_offset)
        except (ValueError, KeyError, TypeError):
            return None
        article = self.library.by_path(path)
        return None if article is None or not path.is_file() else step._replace(title=article.title)

    def to_continue(self) -> Article | None:
        """The article whose place was saved last, when it is in this library and not read to its end."""
        ident = self.userdata.last_article()
        record = self.userdata.record(ident) if ident is not None else None
        if record is None or record.archived or record.state is not State.READING:
            return None
        article = self.library.by_path(record.path)
        return with_record(article, record) if article is not None else None

    def remember(self, name: str, value: str | None) -> None:
        """Keep a setting by name. A write; raises StorageError."""
        self.userdata.set(name, value)

    def remembered(self) -> dict[str, str]:
        """All settings that are kept: theme, width, sort …"""
        try:
            return self.userdata.settings()
        except StorageError:
            return {}


def is_markdown(path: Path) -> bool:
    """Whether the file is shown as Markdown; a `.txt` is shown as it is."""
    return not os.fsencode(path.name).lower().endswith(b".txt")


def _begun(progress: float, source: Source) -> Place | None:
    """About where a share of a text was read that another program tells; None for the beginning. Of a long text, of
    which the head is there, as if the rest had as many bytes a character.
    """
    length = len(source.text)
    if not source.whole:
        length = length * source.fingerprint.size // max(1, len(source.text.encode("utf-8", "surrogatepass")))
    offset = int(progress * length)
    return Place(offset, 0, source.fingerprint, progress) if offset else None


def _unlisted(path: Path, document: parsed.Document, source: Source) -> Article:
    """An article that the index does not know (yet)."""
    meta = document.meta
    return Article(
        row=-1,
        id=paths.article_id(path.parent, os.fsencode(path.name)),
        root=path.parent,
        path=path,
        title=meta.title or sanitise_line(paths.printable(path.name)),
        authors=meta.authors,
        published=meta.published,
        saved=meta.saved,
        added=None,
        url=meta.url,
        tags=meta.tags,
        lang=meta.lang,
        words=None,
        minutes=None,
        fingerprint=source.fingerprint,
        **(meta.seed or Seed())._asdict(),
    )
