"""`reader show`: documents on standard output, as text, with colours, or as one JSON object a line."""

from __future__ import annotations

import os
from pathlib import Path

from reader import paths
from reader.article import Article
from reader.cli.arguments import Request, Word
from reader.cli.fields import article_fields, target_text
from reader.cli.output import Json, Output, path_fields, say
from reader.cli.roots import Place, absolute, place_of
from reader.cli.session import open_session
from reader.document import Document
from reader.document.signs import ASCII, UNICODE
from reader.errors import ReaderError, UnreadableError
from reader.reading import Session
from reader.reading.following import judged

MEASURE = 72
KEYS = ("meta", "text", "headings", "links", "images")


def show(request: Request, out: Output) -> int:
    """Print the documents in order; 1 when one of them could not be read."""
    form = request.get("format") or ("ansi" if out.colour else "text")
    width = request.number("width", min(MEASURE, out.width))
    failed = False
    places = [_place(word) for word in request.words]
    with open_session(request, [place for place in places if isinstance(place, Place)]) as session:
        if form != "json":
            out.page()
            session.signs = ASCII if out.repertoire.ascii else UNICODE
        for number, (word, place) in enumerate(zip(request.words, places, strict=True)):
            try:
                if isinstance(place, ReaderError):
                    raise place
                document, article = whole_document(session, place.path)
            except ReaderError as error:
                failed = True
                if form == "json":
                    out.json({**path_fields(absolute(word.text)), **dict.fromkeys(KEYS), "error": str(error)})
                else:
                    say(str(error))
                continue
            if form == "json":
                out.json(as_json(session, document, article))
            else:
                if number:
                    out.line()
                _print(document, width, form, out)
    return 1 if failed else 0


def _place(word: Word) -> Place | ReaderError:
    """The file that a word names, or what is wrong with it: the others are still shown."""
    try:
        place = place_of(word)
    except UnreadableError as error:
        return error
    if place.folder:
        return UnreadableError(f"{paths.display(place.path)} is a folder; `reader list --library FOLDER` lists one")
    return place


def whole_document(session: Session, path: Path) -> tuple[Document, Article]:
    """A document parsed to its end, and what the library knows of it. Raises ReaderError."""
    opened = session.open(path)
    if not opened.whole:
        opened.parser.complete(session.rest(opened))
    while not opened.parser.done:
        opened.document.extend(opened.parser.step())
    return opened.document, opened.article


def _print(document: Document, width: int, form: str, out: Output) -> None:
    from reader.cli.ansi import plain, styled  # not for JSON

    colour = not os.environ.get("NO_COLOR")
    for index in range(len(document)):
        layout = document.layout(index, width)
        if layout.overflow:
            # on paper nobody can pan: a wide table is wide
            layout = document.layout(index, width, 0, width + layout.overflow)
        for line in layout.lines:
            out.line(styled(line, layout, colour=colour) if form == "ansi" else plain(line))


def as_json(session: Session, document: Document, article: Article) -> dict[str, Json]:
    """The object of one document, its parts in reading order."""
    links: list[Json] = []
    images: list[Json] = []
    for _, link, _ in document.links_all():
        if link.kind == "image":
            images.append({"alt": link.text, "src": link.href})
        elif link.kind == "link":
            target = judged(session.library.resolve(article.path, link.href, link.text), document)
            links.append({"text": link.text, "href": link.href, "kind": target.kind, "target": target_text(target)})
    headings: list[Json] = [
        {"level": heading.level, "text": heading.text, "slug": heading.slug, "line": heading.line}
        for heading in document.headings()
    ]
    return {
        **path_fields(article.path),
        "meta": article_fields(article),
        "text": document.plain_text(),
        "headings": headings,
        "links": links,
        "images": images,
        "error": None,
    }
