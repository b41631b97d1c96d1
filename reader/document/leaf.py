"""One paragraph of a unit being written: what is read goes to the `Writer`, what is shown becomes a node.

All foreign text passes `sanitise` here, after entities have been decoded. Knows neither Markdown nor HTML
nor widths.
"""

from __future__ import annotations

from typing import NamedTuple

from reader.document.cells import SOFT_HYPHEN, crowded, thinned
from reader.document.layout import Link
from reader.document.node import Figure, Text
from reader.document.place import file_name, place
from reader.document.raised import scripted
from reader.document.script import joins_softly
from reader.document.spans import Spans
from reader.document.writer import Creases, Writer
from reader.regex import regex
from reader.sanitise import sanitise, sanitise_line

Roles = tuple[str, ...]
MISSING = "link.missing"  # the role that the words of a link take as well
MAX_ROLES = 32  # stretches within each other that give a role: each span names those of all
_SPACES = regex(r"[ \t\r\n\f]+")


class _Open(NamedTuple):
    """A stretch that is open: the roles and link before it; where it begins in the text, its parts and the spans."""

    what: str
    roles: Roles
    link: int
    offset: int
    part: int
    span: int


class Leaf(Spans):
    """A paragraph being written. Roles and links nest; `text()` or `paragraph()` gives the node."""

    def __init__(self, writer: Writer, *roles: str) -> None:
        super().__init__(writer, roles)
        self.targets: list[tuple[str, str] | None] = []  # (href, title) of the open `<a>`, None for an anchor
        self.numbers: list[int] = []  # of the open lists of HTML, the next item's, -1 for bullets
        self.quotes = 0  # open `<q>`
        self.preformatted = False  # a `<pre>` is open
        self._soft = False
        self._break = False  # what comes next starts a line
        self._script = ""  # "sup" or "sub" while such text is put
        self._pictures: list[tuple[int, int, int]] = []  # the number of each, and where it stands in what is shown
        self._signed = False  # the `^` or `_` of it is shown
        self._beside = False  # a picture was put last: what it is called must not run into a word
        self.creases = Creases(writer)
        self._open: list[_Open] = []
        self._counts: dict[str, int] = {}  # of `_open`, by what they are

    def put(self, text: str) -> None:
        """Words of the document."""
        if not text:
            return
        text = sanitise(text)
        if self._break:
            self._start_line()
        if self._soft:
            self._soft = False
            if not joins_softly(self.last, text[0]) and self.last not in " \n" and text[0] != " ":
                self._add(" ", " ")
        if self._beside:
            self._beside = False
            if text[0].isalnum():
                self._part()
        if self._script:
            self._put_script(text)
        elif "\t" in text:
            self._add(text, text.replace("\t", " "))
        elif text.isascii():
            self._add(text, text)
        elif SOFT_HYPHEN in text:
            for number, part in enumerate(text.split(SOFT_HYPHEN)):
                if number:
                    self._span(SOFT_HYPHEN, -1, self.roles)  # a place to break, no part of what is read
                self.put(part)
        elif not crowded(text):
            self._add(text, text)
        else:
            for piece, kept in thinned(text):
                self._add(piece, piece if kept else "")

    def put_collapsed(self, text: str) -> None:
        """Words of HTML: any white space is one space, none at the start of a line."""
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and self.is_apart:
            text = text[1:]
        self.put(text)

    @property
    def is_apart(self) -> bool:
        """Whether what comes next is at the start of a line, or behind a space."""
        return self._break or self.last in " \n"

    def put_lines(self, text: str) -> None:
        """Words of preformatted text: its lines stay lines."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.line()
            self.put(line)

    def put_line(self, text: str, *roles: str) -> None:
        """One-line text of a role."""
        before = self.roles
        self.roles = before + roles
        self.put(sanitise_line(text))
        self.roles = before

    def sign(self, text: str, *roles: str) -> None:
        """A decoration: shown, but no part of the text."""
        if self._break:
            self._start_line()
        if self._soft:
            self.put(" ")
            self._soft = False
        self._beside = False
        self._span(text, -1, self.roles + roles)

    def _part(self) -> None:
        if self.last not in " \n":
            self._add(" ", " ")

    def soft(self) -> None:
        """A line break of the source: a space, or nothing between two Chinese characters."""
        self._soft = True

    def line(self) -> None:
        """What comes next starts a line, where it does not already."""
        self._break = True

    def _start_line(self) -> None:
        self._break = self._soft = False
        if self.last != "\n":
            self._add("\n", "\n")

    def hard(self) -> None:
        """A line break that is meant."""
        self._soft = False
        self._add("\n", "\n")

    def open(self, what: str, *roles: str) -> None:
        """Start a stretch with these roles more."""
        self._flush_soft()
        writer = self.writer
        self._open.append(_Open(what, self.roles, self.link, writer.length, len(writer.parts), len(self.spans)))
        self._counts[what] = self._counts.get(what, 0) + 1
        if len(self._open) <= MAX_ROLES:
            self.roles += roles
        if "sup" in roles or "sub" in roles:
            self._script, self._signed = roles[-1], False

    def open_link(self, what: str, *roles: str) -> None:
        """Start a link; `close_link` gives its target."""
        if self._beside:
            self._part()
        self.open(what, *roles)
        self.link = len(self.writer.links)
        self.writer.links.append(None)

    def close(self, what: str) -> bool:
        """End the innermost `what`; what was opened inside it ends too. False when none is open."""
        return self._close(what) is not None

    def _close(self, what: str) -> tuple[int, _Open] | None:
        """The link that was open, and what ended; None when no such is open."""
        if not self._counts.get(what):
            return None
        link = self.link
        while True:
            closed = self._open.pop()
            self._counts[closed.what] -= 1
            if closed.what == what:
                break
        self.roles, self.link = closed.roles, closed.link
        if self._script:
            self._script = next((role for role in reversed(self.roles) if role in {"sup", "sub"}), "")
        return link, closed

    def close_link(self, what: str, href: str, title: str = "", kind: str = "link") -> None:
        """End a link begun by `open_link`."""
        closed = self._close(what)
        if closed is None:
            return
        index, began = closed
        spaced = self._take_space(began.part)  # a space at the end of a link stands behind it
        text = "".join(self.writer.parts[began.part :])
        link = Link(text, sanitise_line(href), sanitise_line(title), kind, began.offset, self.writer.length)
        self.writer.links[index] = link
        if self.writer.link_sign is not None and text:
            self._sign_link(index, began.span, *self.writer.link_sign(link))
        if spaced:
            self._add(" ", " ")

    def _sign_link(self, index: int, first: int, sign: str, role: str) -> None:
        """Draw a sign behind a link that just ended; its words are what they are without it."""
        if not sign:
            return
        if role == MISSING:
            self.spans[first:] = [
                span._replace(roles=(*span.roles, role)) if span.link == index else span for span in self.spans[first:]
            ]
        link, last, soft = self.link, self.last, self._soft
        self.link = index
        self._span(sign, -1, (*self.roles, role))
        self.link, self.last, self._soft = link, last, soft

    def close_anchor(self) -> None:
        """End the innermost `<a>`."""
        target = self.targets.pop() if self.targets else None
        if target is None:
            self.close("a")
        else:
            self.close_link("a", *target)

    def crease(self, *, closed: bool) -> None:
        """Here a fold begins, with its summary."""
        self._flush_soft()
        self.creases.start(self.size, closed=closed)

    def image(self, source: str, alt: str, title: str = "") -> None:
        """A picture: its sign and its alternative text, or its file name."""
        self._flush_soft()
        if self._beside or self.last.isalnum():
            self._part()
        self.open_link("image", "link", "image")
        began, number = self.size, self.link
        self.sign(self.writer.signs.image + "\xa0")
        outer = self._open[-1].link
        inner = self.link
        if outer >= 0:
            self.link = outer  # words in a link lead where the link leads, the sign to the picture
        self.put_line(alt.strip() or file_name(source) or "image")
        self.link = inner
        self.close_link("image", source, title, "image")
        self._pictures.append((number, began, self.size))
        self._beside = True

    def formula(self, source: str, shown: str, role: str = "math") -> None:
        """A formula, or what else has a `role`: its source is the text, and what is shown need not be as long."""
        source, shown = sanitise(source), sanitise(shown)
        self.open(role, role)
        at = self.writer.write(source)
        same = shown[: len(source)]
        self._span(same, at, self.roles)
        if len(shown) > len(same):
            self._span(shown[len(same) :], -1, self.roles)
        self.close(role)

    def _put_script(self, text: str) -> None:
        """Raised or lowered text: as such characters where all exist, else with `^` or `_` before it."""
        raised = self._script == "sup"
        shown = scripted(text, raised=raised) if self.writer.signs.raised else None
        if shown is None:
            shown = text.replace("\t", " ")
            if not self._signed and self.last not in " \n" and text[0] not in "[( ":
                self.sign("^" if raised else "_")
            self._signed = True
        self._add(text, shown)

    def _flush_soft(self) -> None:
        if self._break:
            self._start_line()
        if self._soft:
            self._soft = False
            self._part()

    def text(self, align: str = "") -> Text:
        """The paragraph; a link that is still open ends here."""
        while self.targets:
            self.close_anchor()
        shown = "".join(self.shown)
        spans = self.spans
        kept = len(shown.rstrip(" \n"))
        if kept < len(shown):  # white space and breaks at the end show nothing
            shown = shown[:kept]
            spans = [span._replace(end=min(span.end, kept)) for span in spans if span.start < kept]
        return Text(shown, tuple(spans), align, self.creases.outermost(kept))

    def paragraph(self, align: str = "") -> Text | Figure:
        """As `text`; where there is one picture and nothing else it is a figure."""
        text = self.text(align)
        words = [span for span in text.spans if span.offset >= 0]
        number, start, end = self._pictures[0] if len(self._pictures) == 1 and words else (-1, 0, 0)
        link = self.writer.links[number] if number >= 0 else None
        if link is None or words[0].start < start or words[-1].end > end:
            return text
        return Figure(number, text, place(link.href, link.text))
