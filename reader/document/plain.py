"""Text as it is written: plain text files, and blocks past the budget. Only http(s) addresses are links."""

from __future__ import annotations

from reader.document.autolink import LIMIT, find_url
from reader.document.leaf import Leaf
from reader.document.node import Child, Content
from reader.document.signs import Signs
from reader.document.writer import Writer
from reader.regex import regex

_URL = regex(r"(?<![A-Za-z0-9])https?://")


def read_plain(source: str, signs: Signs, role: str) -> Content:
    """Every line of `source` as a line, in one node."""
    writer = Writer(signs)
    leaf = Leaf(writer, role)
    links = source.count("://") <= LIMIT
    for number, line in enumerate(source.expandtabs(4).split("\n")):
        if number:
            leaf.hard()
        position = 0
        for match in _URL.finditer(line) if links else ():
            if match.start() < position:
                continue
            end = find_url(line, match.start(), match.end(), len(line))
            if end < 0:
                continue
            leaf.put(line[position : match.start()])
            leaf.open_link("bare", "link")
            leaf.put(line[match.start() : end])
            leaf.close_link("bare", line[match.start() : end])
            position = end
        leaf.put(line[position:])
    return Content(writer.text(), writer.finished_links(), (Child(0, leaf.text()),))
