"""Opens a text as a document: with its first part parsed, or all of it. The two ways in; nothing else."""

from __future__ import annotations

from reader.document.document import Document
from reader.document.parser import Parser
from reader.document.signs import UNICODE, Signs


def open_document(
    text: str,
    *,
    name: str = "",
    markdown: bool = True,
    last: bool = True,
    first: int = 4096,
    signs: Signs = UNICODE,
    minutes: int | None = None,
) -> tuple[Document, Parser]:
    """A document with its first `first` characters parsed, ready for the first screen, and its parser.

    `text` is sanitised, with `\\n` as line end and no byte order mark. `last=False` says that it is
    only the head of the file: give the whole to `Parser.complete` later.
    """
    parser = Parser(text, markdown=markdown, last=last, name=name)
    document = Document(name=name, signs=signs, minutes=minutes)
    document.extend(parser.step(first))
    return document, parser


def whole(text: str, *, name: str = "", markdown: bool = True, signs: Signs = UNICODE) -> Document:
    """A document that is parsed to its end."""
    document, parser = open_document(text, name=name, markdown=markdown, signs=signs)
    while not parser.done:
        document.extend(parser.step())
    return document
