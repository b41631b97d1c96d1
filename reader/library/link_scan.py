"""Finds the links in a text block by block, not parsing it: for whole libraries, where a parser takes too long. Pure.

Inline links and images, reference definitions, autolinks and `[[wikilinks]]` outside fences and code
spans. It may find a link that a parser would not take for one; it does not decide what is shown.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple


class FoundLink(NamedTuple):
    """A link as it stands in the text: 1-based line, text, href (not decoded); `image` and `wiki` tell its form."""

    line: int
    text: str
    href: str
    image: bool = False
    wiki: bool = False


_MAX_BLOCK = 20_000
# Lines that end what went before: blank ones, list items, headings, rows, quotes.
_BOUNDARY = re.compile(r"[ \t]*(?:\Z|[-*+][ \t]|\d{1,9}[.)][ \t]|#|\||>|=+[ \t]*\Z)")
_NOT_NEWLINE = re.compile("[^\n]")
_SPACE = re.compile(r"\s+")
_FENCE = re.compile(r"(?: {0,3}>)* {0,3}(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?[ \t]*(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\1(?!`)).){1,1000}?(?<!`)\1(?!`)", re.S)
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]|\\.|!?\[[^\[\]]{0,500}\](?:\([^()]{0,2048}\))?){0,1000})\]"
    r"\(\s*(?:<(?P<pointed>[^<>\n]{0,2048})>|(?P<href>(?:[^\s()\\]|\\.|\([^\s()]{0,1024}\)){0,2048}))"
    r"(?:\s+(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?\s*\)",
    re.S,
)
_INNER_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\(([^()\s]{0,2048})[^()]{0,500}\)")
_AUTO = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2048})>", re.I)
_DEFINITION = re.compile(r"^ {0,3}\[([^\[\]\n]{1,999})\]:[ \t]*(?:<([^<>\n]{0,2048})>|(\S{1,2048}))", re.M)
_WIKI = re.compile(r"(!?)\[\[([^\[\]|\n]{1,500})(?:\|([^\[\]\n]{0,500}))?\]\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def scan_links(text: str) -> Iterator[FoundLink]:
    """The links of `text` in the order of lines."""
    fence = ""
    block: list[str] = []
    size = 0
    number = 0
    for number, line in enumerate(text.split("\n"), 1):
        opened = _FENCE.match(line) if fence or "`" in line or "~" in line else None
        if fence:
            if opened and opened[1].startswith(fence) and not line[opened.end() :].strip():
                fence = ""
            continue
        begins = opened is not None and not (opened[1][0] == "`" and "`" in line[opened.end() :])
        if block and (begins or size > _MAX_BLOCK or _BOUNDARY.match(line)):
            yield from _of_block(number - len(block), "\n".join(block))
            block.clear()
            size = 0
        if begins and opened:
            fence = opened[1]
        else:
            block.append(line[:_MAX_BLOCK])
            size += len(line)
    yield from _of_block(number - len(block) + 1, "\n".join(block))


def _of_block(first: int, text: str) -> Iterator[FoundLink]:
    """The links of a run of lines that can hold one link together, the first of number `first`."""
    if not ("](" in text or "]:" in text or "<" in text or "[[" in text):
        return
    if "`" in text:
        text = _CODE.sub(lambda match: _NOT_NEWLINE.sub(" ", match[0]), text)
    found: list[tuple[int, FoundLink]] = []

    def add(at: int, words: str, href: str, *, image: bool = False, wiki: bool = False) -> None:
        line = first + text.count("\n", 0, at)
        found.append((at, FoundLink(line, _SPACE.sub(" ", words), _href(href), image, wiki)))

    if "]:" in text:
        for match in _DEFINITION.finditer(text):
            if not match[1].startswith("^"):
                add(match.start(), match[1], match[2] if match[2] is not None else match[3])
        text = _DEFINITION.sub(lambda match: _NOT_NEWLINE.sub(" ", match[0]), text)
    if "](" in text:
        for match in _LINK.finditer(text):
            if match.start() and text[match.start() - 1] == "\\":
                continue
            image = bool(match["image"])
            href = match["pointed"] if match["pointed"] is not None else match["href"]
            add(match.start(), match["text"], href, image=image)
            for inner in () if image else _INNER_IMAGE.finditer(match["text"]):
                add(match.start(), inner[1], inner[2], image=True)
    if "<" in text:
        for match in _AUTO.finditer(text):
            add(match.start(), match[1], match[1])
    if "[[" in text:
        for match in _WIKI.finditer(text):
            add(match.start(), match[3] or match[2], match[2].strip(), image=bool(match[1]), wiki=True)
    yield from (link for _, link in sorted(found, key=lambda item: item[0]))


def _href(raw: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", raw)) if "\\" in raw or "&" in raw else raw
