"""Where a text says that its original stands: a line before it, or at its end. Pure.

Only an address of a page counts: `originally published on [Medium](https://medium.com)` names a site.
"""

from __future__ import annotations

import re

from reader.article import Meta
from reader.document.metadata import dates, fields
from reader.document.metadata.shape import Found, Text, blocks
from reader.regex import regex

_ADDRESS = r"(?:<(https?://[^>\s]+)>|\[[^\]\n]*\]\((https?://[^)\s]+)\)|(https?://[^\s<>]+?))"
_STRONG = r"(?:\*\*|[*_])?"
_LABEL = (
    r"(?:original (?:url|link|address|article|post|source)|originalartikel|article original|artículo original"
    r"|原文(?:链接|地址|連結)?|元記事|원문(?: ?링크)?|оригинал(?: статьи)?)"
)
_PUBLISHED_AT = (
    r"(?:this (?:article|post|story|essay|piece) (?:(?:was|is|has been) )?)?(?:first|originally)"
    r" (?:published|posted|appeared) (?:at|on|in|by)"
)
_ORIGINAL = regex(
    rf"(?:> ?)?(?:[*-] )?{_STRONG}(?:{_LABEL}|original(?:ly published)?(?: ?(?:at|on))?) ?[:：]?{_STRONG} ?[:：]? ?"
    rf"{_ADDRESS}[.*_]{{0,3}}\Z",
    re.I,
)
_SENTENCE = regex(
    rf"[*_]{{0,2}}{_PUBLISHED_AT}:? {_ADDRESS}(?:,? on (?P<date>[\w ,.]{{8,24}}?))?[.*_]{{0,4}}\Z",
    re.I,
)
_SITE_MAY_BE = regex(r"[*_> -]{0,4}(?:originally|first|this)\b", re.I)
ORIGINAL_LABEL = regex(rf"{_STRONG}{_LABEL} ?[:：]?{_STRONG} ?[:：]?\Z", re.I)
BARE = regex(rf"{_ADDRESS}\s*\Z")
_FIRST_WORDS = (
    r"[*_> -]{0,4}(?:original|originally|this (?:article|post|story|essay|piece) |first |article original|artículo"
    r"|原文|元記事|원문|оригинал)"
)
_BEGINS = regex(_FIRST_WORDS, re.I)
_LINE = regex("\n" + _FIRST_WORDS, re.I)  # by what must be there a search is six times as quick as by `^`


def original(source: str) -> Meta | None:
    """The address, and the date where it is told, when a block says nothing but where the original is."""
    if len(source) >= 2200 or not _BEGINS.match(source):
        return None
    line = " ".join(source.split())
    match = _ORIGINAL.match(line) or _SENTENCE.match(line)
    address = fields.url(match[1] or match[2] or match[3]) if match else None
    if match is None or address is None:
        return None
    if _SITE_MAY_BE.match(line) and not any(address.split("/")[3:]):
        return None
    told = match.groupdict().get("date")
    return Meta(url=address, published=dates.parse(told) if told else None)


def closing(text: Text) -> Found | None:
    """`Original url:` and the address, in one paragraph or two, at the end of the text."""
    whole = not text.tail
    source = text.head if whole else text.tail
    base = max(text.body, len(source) - 4096) if whole else 0
    at = base if _BEGINS.match(source, base) else -1
    for match in _LINE.finditer(source, base):
        at = match.start() + 1
    if at < 0:
        return None
    spans = list(blocks(source, at, 3))
    for start, end in (spans[0], (spans[0][0], spans[1][1] if len(spans) > 1 else spans[0][1])):
        if found := original(source[start:end]):
            shown = found.url == (text.known.url or found.url) and not found.published
            offset = 0 if whole else len(source)
            return Found(found, 0, ((start - offset, end - offset),) if shown else ())
    return None
