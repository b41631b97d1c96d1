"""Which HTML elements are blocks, and what is open while a block of HTML is read. Tables of names and values only."""

from __future__ import annotations

from typing import NamedTuple

from reader.document.node import Child, Text
from reader.sanitise import sanitise

HIDDEN = frozenset({"script", "style", "template", "title"})
BLOCKS = frozenset(
    {
        *("p", "div", "section", "article", "header", "footer", "main", "nav", "aside", "figure", "figcaption"),
        *("details", "summary", "address", "form", "fieldset", "center", "dl", "dt", "dd", "body", "html", "head"),
        *("hgroup", "noscript", "svg", "tbody", "thead", "tfoot", "caption"),
    }
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
GAPS = HEADINGS | {"p", "details", "figure", "dl", "ul", "ol", "blockquote", "pre", "table"}
LEADS = {"dt": "strong", "summary": "strong", "figcaption": "secondary", "caption": "secondary"}
MAX_DEPTH = 60
MAX_SPAN = 40  # columns that one cell may take
IN_CELL = BLOCKS | GAPS | {"li", "dd", "hr"}  # in a cell of a table each of these only starts a line
PARTS = frozenset({"table", "tbody", "thead", "tfoot"})  # but these


class Frame:
    """An open container and what is in it so far."""

    def __init__(self, tag: str, prefix: tuple[str, str] = ("", ""), ruled: bool = False) -> None:
        self.tag = tag
        self.children: list[Child] = []
        self.prefix = prefix
        self.ruled = ruled
        self.number = 0
        self.tight = False


class TableFrame:
    """A table being read."""

    def __init__(self) -> None:
        self.rows: list[list[Text]] = []
        self.heads = 0
        self.head_row = False


class PreLink(NamedTuple):
    """A link or an image in a preformatted text; `start` and `end` are in that text."""

    start: int
    end: int
    href: str
    title: str
    kind: str


class Pre:
    """A preformatted text being read, with the links in it, which do not overlap."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._links: list[PreLink] = []
        self._open: PreLink | None = None

    def put(self, text: str) -> None:
        """Words as they are written."""
        text = sanitise(text)
        self._parts.append(text)
        self._size += len(text)

    def open_link(self, href: str, title: str, kind: str = "link") -> None:
        """A link begins; one that is open ends."""
        self.close_link()
        self._open = PreLink(self._size, self._size, href, title, kind)

    def close_link(self) -> None:
        """The open link ends."""
        link, self._open = self._open, None
        if link is not None:
            self._links.append(link._replace(end=self._size))

    def image(self, source: str, words: str, title: str) -> None:
        """The words of an image; in a link they lead where the link leads."""
        inner = self._open is None
        if inner:
            self.open_link(source, title, "image")
        self.put(words)
        if inner:
            self.close_link()

    def finish(self) -> tuple[str, list[PreLink]]:
        """The text without the newlines around it, and the links that show words in it."""
        self.close_link()
        whole = "".join(self._parts)
        text = whole.removeprefix("\n")
        lead = len(whole) - len(text)
        text = text.rstrip("\n")
        links = (
            link._replace(start=max(0, link.start - lead), end=min(len(text), link.end - lead)) for link in self._links
        )
        return text, [link for link in links if link.start < link.end]
