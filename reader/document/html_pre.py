"""A preformatted text of HTML while it is read: its words as they are written, the links in it, its language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from reader.document.layout import Link
from reader.document.node import Code
from reader.document.place import file_name
from reader.document.writer import Writer
from reader.regex import regex
from reader.sanitise import sanitise, sanitise_line

_LANGUAGE = regex(r"(?:^|\s)lang(?:uage)?-([\w+#.-]{1,30})")


class _Stretch(NamedTuple):
    """A link or an image; `start` and `end` are in the text."""

    start: int
    end: int
    href: str
    title: str
    kind: str


class Pre:
    """A text being read, with the links in it, which do not overlap."""

    def __init__(self, attrs: Mapping[str, str]) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._links: list[_Stretch] = []
        self._open: _Stretch | None = None
        self._language = attrs.get("lang") or _language(attrs)

    def put(self, text: str) -> None:
        """Words as they are written."""
        text = sanitise(text)
        self._parts.append(text)
        self._size += len(text)

    def start_tag(self, tag: str, attrs: Mapping[str, str]) -> None:
        """A tag in the text; those that are not known here change nothing."""
        if tag == "br":
            self.put("\n")
        elif tag == "code":
            self._language = self._language or _language(attrs)
        elif tag == "a" and "href" in attrs:
            self._open_link(attrs["href"], attrs.get("title", ""), "link")
        elif tag == "img":
            self._image(attrs)

    def close_link(self) -> None:
        """The open link ends."""
        link, self._open = self._open, None
        if link is not None:
            self._links.append(link._replace(end=self._size))

    def _open_link(self, href: str, title: str, kind: str) -> None:
        self.close_link()
        self._open = _Stretch(self._size, self._size, href, title, kind)

    def _image(self, attrs: Mapping[str, str]) -> None:
        """The words of an image; in a link they lead where the link leads."""
        source = attrs.get("src", "")
        inner = self._open is None
        if inner:
            self._open_link(source, attrs.get("title", ""), "image")
        self.put(attrs.get("alt", "").strip() or file_name(source) or "image")
        if inner:
            self.close_link()

    def finish(self, writer: Writer) -> Code | None:
        """The text without the newlines around it, and its links, written; None when it shows nothing."""
        self.close_link()
        whole = "".join(self._parts)
        text = whole.removeprefix("\n")
        lead = len(whole) - len(text)
        text = text.rstrip("\n")
        if not text.strip():
            return None
        writer.paragraph()
        at = writer.write(text)
        marks: list[tuple[int, int, int]] = []
        for link in self._links:
            start, end = max(0, link.start - lead), min(len(text), link.end - lead)
            if start < end:
                marks.append((start, end, len(writer.links)))
                writer.links.append(
                    Link(
                        text[start:end],
                        sanitise_line(link.href),
                        sanitise_line(link.title),
                        link.kind,
                        at + start,
                        at + end,
                    )
                )
        return Code(text, self._language.lower(), at, tuple(marks))


def _language(attrs: Mapping[str, str]) -> str:
    found = _LANGUAGE.search(attrs.get("class", ""))
    return found[1] if found else ""
