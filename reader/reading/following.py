"""Where links lead, what is there, and what is known of an article. Opens nothing by itself."""

from __future__ import annotations

from reader import document as parsed  # its names load the parser only when they are used
from reader import paths
from reader.article import Article
from reader.errors import UnreadableError
from reader.library import Target
from reader.library.source import HEAD_BYTES
from reader.reading.both import Both
from reader.reading.opened import Opened
from reader.reading.opening import is_markdown
from reader.reading.outside import Outside, outside
from reader.reading.peek import Peek, first_lines, note_lines, said

_PARSED = 1 << 20  # code points of the same article that are parsed again: no more than a second
_NAMED = 12  # articles that are named where more link to one


def judged(target: Target, document: parsed.Document) -> Target:
    """A target in `document` (whole) itself: missing when it is a heading that is not there."""
    fragment = target.fragment
    if target.kind != "heading" or not fragment or document.find_heading(fragment) is not None:
        return target
    if fragment.startswith(("fn-", "fnref-")) and document.find_note(f"#{fragment}") is not None:
        return target
    return Target("missing", target.path, fragment, reason=f"There is no heading “{fragment}” there")


class Following(Both):
    """Links of opened articles."""

    def resolve(self, opened: Opened, link: parsed.Link) -> Target:
        """What a link leads to; its kind is heading, library, saved, web, file or missing. Never raises.

        A footnote (or the way back from it) is a heading whose fragment is its href without `#`.
        """
        if link.kind in {"footnote", "backref"}:
            return Target("heading", opened.article.path, link.href.removeprefix("#"))
        if opened.stored:
            return self.library.resolve(opened.article.path, link.href, link.text)
        target = self.library.resolve(None, link.href, link.text)
        return target._replace(path=opened.article.path) if target.kind == "heading" else target

    def outside_of(self, opened: Opened, link: parsed.Link) -> Target:
        """The web page of a link, also where a saved copy is in the library; missing with a reason otherwise."""
        return _web(self.resolve(opened, link))

    def original(self, article: Article) -> Target:
        """The web page an article is from."""
        if not article.url:
            return Target("missing", reason="This article does not say where it is from")
        return _web(self.library.resolve(article.path, article.url))

    def outside(self, url: str) -> Outside:
        """The program that opens an address. Raises ReaderError."""
        return outside(url)

    def peek(self, opened: Opened, link: parsed.Link, width: int) -> Peek:
        """The first lines of what a link leads to, `width` cells wide.

        Reads the head of another file at most; never raises.
        """
        target = self.resolve(opened, link)
        if target.kind == "web":
            return said("On the web", [target.display or target.url, target.ask], width)
        if target.kind == "missing":
            return said("Nowhere", [target.reason or "This link leads nowhere"], width)
        if target.path is None or target.kind == "file":
            name = target.display or (paths.display(target.path) if target.path else link.href)
            return said("A file of another kind", [name], width)
        if target.path == opened.article.path:
            text = opened.document.text[:_PARSED]
        else:
            try:
                text = self.library.read(target.path, HEAD_BYTES).text
            except UnreadableError as error:
                return said("An article that can't be read", [str(error)], width)
        # A document of its own: the one on the screen belongs to another thread.
        name = paths.printable(target.path.name)
        document = parsed.whole(text, name=name, markdown=is_markdown(target.path))
        note = heading = None
        if target.fragment:
            note = document.find_note("#" + target.fragment) if link.kind in {"footnote", "backref"} else None
            heading = document.find_heading(target.fragment) if note is None else None
        if note is not None and link.kind == "footnote":
            return Peek("Footnote", note_lines(document, *note, width))
        unit = note[0] if note is not None else heading.unit if heading is not None else 0
        known = self.library.by_path(target.path) if opened.stored else None
        title = "In this article" if target.path == opened.article.path else known.title if known is not None else name
        return Peek(title, first_lines(document, unit, len(document), width))

    def backlinks(self, article: Article) -> list[Article]:
        """The other articles of the library that link to this one, by path or by the address it was saved from.

        By title. Raises StorageError.
        """
        return self.library.backlinks(article.path)

    def about(self, opened: Opened) -> list[tuple[str, str]]:
        """What is known of an article: (name, value) for a person, what is not known left out."""
        article = opened.article
        record = self.userdata.find_article(article.path)
        linked = [other.title for other in self.backlinks(article)]
        more = [f"{len(linked) - _NAMED} more"] if len(linked) > _NAMED else []
        facts: list[tuple[str, str | None]] = [
            ("Title", article.title),
            ("By", ", ".join(article.authors)),
            ("Published", article.published),
            ("Saved", article.saved),
            ("From", article.url),
            ("Tags", ", ".join(article.tags)),
            ("Language", article.lang),
            ("Words", f"{article.words:,} · {article.minutes} min" if article.words is not None else None),
            ("State", str(article.state) if record is None else f"{record.state} · {round(record.progress * 100)} %"),
            ("Marks", str(record.marks) if record is not None and record.marks else None),
            ("Last read", record.last_read if record is not None else None),
            ("Linked from", " · ".join(linked[:_NAMED] + more)),
            ("File", paths.display(article.path)),
            ("Size", f"{opened.fingerprint.size:,} bytes"),
        ]
        return [(name, value) for name, value in facts if value]


def _web(target: Target) -> Target:
    if target.url:
        return target._replace(kind="web")
    if target.kind == "missing":
        return target
    return Target("missing", reason="This link does not lead to the web")
