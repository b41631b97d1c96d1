"""What a browser shows of HTML: its words, its links and its pictures, each in order."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

from reader.document import Document
from reader.document.html_frame import BLOCKS, HEADINGS, HIDDEN
from reader.document.place import file_name
from reader.sanitise import sanitise

_WORD = re.compile(r"[^\W_]+")
_APART = BLOCKS | HEADINGS | {"br", "li", "ul", "ol", "blockquote", "dd", "pre", "table", "tr", "td", "th", "hr", "img"}
_MEDIA = {"iframe", "video", "audio", "embed", "object", "source"}


class Page(NamedTuple):
    """Words, links as (text, href), pictures as (alternative text, source)."""

    words: list[str]
    links: list[tuple[str, str]]
    images: list[tuple[str, str]]


def _href(href: str) -> str:
    return _words(unquote(href))


def _words(text: str) -> str:
    return " ".join(sanitise(text).split())


def _alt(alt: str, source: str) -> str:
    # a picture without words is called by the name of its file
    return _words(alt) or _words(file_name(source)) or "image"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.images: list[tuple[str, str]] = []
        self.open: list[tuple[str, int, int]] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {key: value or "" for key, value in attrs}
        self.hidden += tag in HIDDEN
        if tag in _APART:
            self.parts.append(" ")
        if tag == "a" and "href" in values:
            self.open.append((values["href"], len(self.parts), len(self.links)))
            self.links.append(("", ""))
        elif tag == "img":
            source = values.get("src", "")
            self.images.append((_alt(values.get("alt", ""), source), _href(source)))
            self.parts.append(self.images[-1][0] + " ")
        elif tag in _MEDIA and values.get("src"):  # a link to what cannot be shown
            words = values.get("title") or (values["src"] if tag == "iframe" else file_name(values["src"]))
            self.links.append((_words(words), _href(values["src"])))
            self.parts.append(words)

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        if tag in _APART:
            self.parts.append(" ")
        if tag == "a":
            self.end_link()

    def end_link(self) -> None:
        """The innermost link ends."""
        if self.open:
            href, at, number = self.open.pop()
            self.links[number] = (_words("".join(self.parts[at:])), _href(href))

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def read_html(source: str) -> Page:
    """The page that a browser makes of HTML."""
    reader = _Reader()
    reader.feed(source)
    reader.close()
    while reader.open:
        reader.end_link()
    return Page(_WORD.findall(_words("".join(reader.parts))), [each for each in reader.links if each[1]], reader.images)


def read_document(document: Document, *, masthead: bool | None = None) -> Page:
    """The same of a document as `reader show --format json` gives it.

    Unless it is said, the masthead counts where it shows a heading of the text. The numbers of footnotes are
    ours, and left out.
    """
    if masthead is None:
        masthead = any(heading.unit == 0 for heading in document.headings()[:1])
    texts = []
    for index in range(0 if masthead else 1, len(document)):
        text = document.content(index)
        for link in document.links(index):
            if link.kind in {"footnote", "backref"}:
                text = text[: link.start] + " " * (link.end - link.start) + text[link.end :]
        texts.append(text)
    found = [link for index, link, _ in document.links_all() if masthead or index]
    return Page(
        _WORD.findall("\n".join(texts)),
        [(_words(link.text), _href(link.href)) for link in found if link.kind == "link" and link.href],
        [(_words(link.text), _href(link.href)) for link in found if link.kind == "image"],
    )
