"""Finds the links in a text line by line, without parsing it: for whole libraries, where a parser takes too long. Pure.

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


_MAX_LINE = 20_000
_FENCE = re.compile(r"(?: {0,3}>)* {0,3}(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?[ \t]*(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\1(?!`)).){1,1000}?(?<!`)\1(?!`)")
_LINK = re.compile(
    r"(?P<image>!?)\[(?P<text>(?:[^\[\]\\]|\\.|!?\[[^\[\]]{0,500}\](?:\([^()]{0,2048}\))?){0,1000})\]"
    r"\([ \t]*(?:<(?P<pointed>[^<>\n]{0,2048})>|(?P<href>(?:[^\s()\\]|\\.|\([^\s()]{0,1024}\)){0,2048}))"
    r"(?:[ \t]+(?:\"[^\"]{0,500}\"|'[^']{0,500}'|\([^()]{0,500}\)))?[ \t]*\)"
)
_INNER_IMAGE = re.compile(r"!\[([^\[\]]{0,500})\]\(([^()\s]{0,2048})[^()]{0,500}\)")
_AUTO = re.compile(r"<((?:https?://|mailto:)[^<>\s]{1,2048})>", re.I)
_DEFINITION = re.compile(r" {0,3}\[([^\[\]]{1,999})\]:[ \t]*(?:<([^<>]{0,2048})>|(\S{1,2048}))")
_WIKI = re.compile(r"(!?)\[\[([^\[\]|\n]{1,500})(?:\|([^\[\]\n]{0,500}))?\]\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def scan_links(text: str) -> Iterator[FoundLink]:
    """The links of `text` in the order of lines."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if fence or "`" in line or "~" in line:
            opened = _FENCE.match(line)
            if fence:
                if opened and opened[1].startswith(fence) and not line[opened.end() :].strip():
                    fence = ""
                continue
            if opened and not (opened[1][0] == "`" and "`" in line[opened.end() :]):
                fence = opened[1]
                continue
        if "](" in line or "]:" in line or "<" in line or "[[" in line:
            yield from _of_line(number, line[:_MAX_LINE])


def _of_line(number: int, line: str) -> Iterator[FoundLink]:
    if "`" in line:
        line = _CODE.sub(lambda match: " " * len(match[0]), line)
    if match := _DEFINITION.match(line):
        if not match[1].startswith("^"):
            yield FoundLink(number, match[1], _href(match[2] if match[2] is not None else match[3]))
        return
    found: list[tuple[int, FoundLink]] = []
    if "](" in line:
        for match in _LINK.finditer(line):
            if match.start() and line[match.start() - 1] == "\\":
                continue
            href = match["pointed"] if match["pointed"] is not None else match["href"]
            image = bool(match["image"])
            found.append((match.start(), FoundLink(number, match["text"], _href(href), image)))
            if not image:
                for inner in _INNER_IMAGE.finditer(match["text"]):
                    found.append((match.start(), FoundLink(number, inner[1], _href(inner[2]), True)))
    if "<" in line:
        found += [(match.start(), FoundLink(number, match[1], match[1])) for match in _AUTO.finditer(line)]
    if "[[" in line:
        for match in _WIKI.finditer(line):
            link = FoundLink(number, match[3] or match[2], match[2].strip(), bool(match[1]), wiki=True)
            found.append((match.start(), link))
    yield from (link for _, link in sorted(found, key=lambda item: item[0]))


def _href(raw: str) -> str:
    return html.unescape(_ESCAPE.sub(r"\1", raw)) if "\\" in raw or "&" in raw else raw
