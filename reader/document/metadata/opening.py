"""What stands in the text itself before the article: title, byline, date, original address. Pure.

The opening is read block by block: each block is offered to the functions of `_BLOCKS`; the first
that none of them knows ends it. What the masthead shows in full is taken out of the text; a block
that holds more than it shows (a link that leads somewhere) stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.article import Meta
from reader.document.metadata import fields, people
from reader.document.metadata.byline import byline, date_line, dated, filed, people_of, reporter
from reader.document.metadata.keys import FIELDS, key
from reader.document.metadata.shape import MAX_PLAIN, Found, Text, blocks, has_words, heading_words, merge, plain
from reader.document.metadata.signature import signature
from reader.document.metadata.source import BARE, ORIGINAL_LABEL, original
from reader.regex import regex

_MAX_BLOCKS = 12
_ATX = regex(r" {0,3}#(#?)(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_SETEXT = regex(r" {0,3}([^\n]+)\n {0,3}=+[ \t]*\Z")
# a definition of a link is never a heading, whatever stands below it
_DEFINITION = regex(
    r"\[(?!\s*\])(?:[^\[\]\\]|\\.){1,999}\]:[ \t]*(?:<[^<>]*>|[^\s<]\S*)"
    r"""(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*\Z"""
)
_FURNITURE = regex(r'(?:<!--(?:(?!-->).)*-->|<a (?:id|name)="[^"]*">\s*</a>|!\[[^\]]*\]\([^)]*\)|\s)+\Z', re.S)
_PROPERTY = regex(
    r"(?:> ?)?(?:[-*+] |:(?=\w))?[*_]{0,2}([^\W\d_][\w -]{1,30}?)(?:(?:::?|：)[*_]{0,2}|[*_]{1,2} ?(?:::?|：))"
    r"(?:(?:[ \t]+|(?<=：))(.*))?\Z"
)
_HASHTAGS = regex(r"(?:#[^\s#][^#\n]*#(?=\s|\Z)|#[^\s#]+)(?:[ \t]+(?:#[^\s#][^#\n]*#(?=\s|\Z)|#[^\s#]+))*[ \t]*\Z")
_HASHTAG = regex(r"#([^\s#][^#\n]*[^\s#])#(?=\s|\Z)|#([^\s#]+)")
_LINK_LINE = regex(r"(?:[-*] )?\[([^\]\n]{1,80})\]\((https?://[^)\s]+)\)[ \t\\]*\Z")
_TO_ORIGINAL = regex(
    r"(?:(?:read|view|see) )?(?:the )?original(?: article| post| page| source)?|canonical link|原文(?:链接)?",
    re.I,
)
_TRANSLATED = regex(
    r"^> *[*-] *(原文地址|原文链接|原文作者|original(?: url| article)?|author)[:：] *\[([^\]]*)\]\(([^)\s]+)\)",
    re.I | re.M,
)

Block = Callable[[str, Meta], Meta | None]


def opening(text: Text) -> Found | None:
    """Title, byline, date line, address, properties and tags before the first paragraph of the text."""
    meta = text.known
    taken: list[tuple[int, int]] = []
    titled = False
    spans = blocks(text.head, text.body, _MAX_BLOCKS)
    for start, stop in spans:
        # a label and its address are one
        second = next(spans, None) if _is_label(text.head[start:stop]) else None
        end = second[1] if second else stop
        source = text.head[start:end]
        # the chapters of many books begin with level two
        level = 2 if not meta.title and not titled and _metadata_section(source, meta) is None else 1
        second_level = _heading(source, 2) if meta.title and not titled else None
        if second_level is not None and heading_words(second_level) == meta.title:
            level = 2
        if (heading := _heading(source, level)) is not None:
            if titled:
                break
            if not has_words(heading):  # `# >`: what a clipper made of a title it could not read
                continue
            titled = True
            meta = merge(meta, Meta(title=heading_words(heading) or None))
            is_line = len(heading) < MAX_PLAIN and "<br" not in heading.lower()
            if is_line and meta.title in {plain(heading), heading_words(heading)}:
                taken.append((start, end))
            continue
        known = next(((kind, found) for kind in _BLOCKS if (found := kind(source, meta)) is not None), None)
        if known:
            meta = merge(meta, known[1])
            if known[0] not in _LEFT_IN_TEXT and not _leads_somewhere(source, meta):
                taken.append((start, end))
        elif not _FURNITURE.match(source):
            if titled and not meta.authors and (signed := signature(text.head, start, people_of)):
                meta = merge(meta, signed)
            break
    return Found(meta, 0, tuple(taken)) if meta != text.known or taken else None


def _is_label(source: str) -> bool:
    return len(source) < 80 and ORIGINAL_LABEL.match(" ".join(source.split())) is not None


def _leads_somewhere(source: str, meta: Meta) -> bool:
    targets = re.findall(r"\]\(([^)\s]*)[^)]*\)|<(https?://[^>\s]*)>", source)
    return any((target or auto) not in {"", "#", "..", meta.url} for target, auto in targets)


def _heading(source: str, level: int) -> str | None:
    """The inline source of the heading of at most this level (1 or 2) that `source` is, else None."""
    if match := _ATX.match(source):
        return match[2] or "" if len(match[1]) < level else None
    match = _SETEXT.match(source)
    return match[1] if match and not _DEFINITION.match(match[1]) else None


def _lines(source: str, meta: Meta) -> Meta | None:
    """A byline, a date line and an address in one block."""
    if len(source) > 600 or not 1 <= source.count("\n") <= 3:
        return None
    found = Meta()
    for line in source.split("\n"):
        known = byline(line.rstrip(" \t\\"), meta) or date_line(line, meta) or original(line)
        if known is None:
            return None
        found = merge(found, known)
    return found


def _original(source: str, meta: Meta) -> Meta | None:
    return original(source)


def _bookmark(source: str, meta: Meta) -> Meta | None:
    """A lone address below a title that names its host: a bookmark of nb."""
    match = BARE.match(source.strip()) if len(source) < 2200 else None
    address = fields.url(match[1] or match[2] or match[3]) if match else None
    if not address or not meta.title:
        return None
    host = address.split("/")[2].rpartition("@")[2].casefold()
    return Meta(url=address) if meta.title.casefold().endswith(f" ({host})") else None


def _properties(source: str, meta: Meta) -> Meta | None:
    """Lines of `Key: value` below the title, as Notion exports them; before it one line with an address."""
    if (":" not in source and "：" not in source) or len(source) > 4000:
        return None
    pairs = [_PROPERTY.match(line) for line in source.split("\n")]
    values = {match[1]: (match[2] or "").rstrip(" \t\\") for match in pairs if match}
    known = sum(key(name) in FIELDS for name in values)
    if not all(pairs) or not known or (known < 2 and known * 2 < len(values)):
        return None
    found = fields.meta_from(values)
    if not meta.title and not (found.url and (found.title or known == len(values))):
        return None
    return found if found != Meta() else None


def _hashtags(source: str, meta: Meta) -> Meta | None:
    """A line of `#tag #two words#` below the title (Bear, Omnivore)."""
    if not meta.title or len(source) > 1000 or not _HASHTAGS.match(source):
        return None
    return Meta(tags=tuple(dict.fromkeys(closed or single for closed, single in _HASHTAG.findall(source))))


def _read_original(source: str, meta: Meta) -> Meta | None:
    """Lines that are links, one of them to the original (Omnivore)."""
    links = [_LINK_LINE.match(line) for line in source.split("\n")] if "](" in source and len(source) < 5000 else []
    if not links or not all(links):
        return None
    target = next((link[2] for link in links if link and _TO_ORIGINAL.fullmatch(link[1].strip())), None)
    return Meta(url=address) if target and (address := fields.url(target)) else None


def _translated(source: str, meta: Meta) -> Meta | None:
    """A quote that names the original and its author, before the title of the translation."""
    if not source.startswith(">") or not (items := _TRANSLATED.findall(source[:4000])):
        return None
    found = Meta()
    for label, words, target in items:
        if label.casefold() in {"原文作者", "author"}:
            found = found._replace(authors=people.names(words))
        else:
            found = found._replace(url=fields.url(target))
    return found


def _metadata_section(source: str, meta: Meta) -> Meta | None:
    """The heading of Readwise's list of properties."""
    return Meta() if source.strip() == "## Metadata" else None


_BLOCKS: tuple[Block, ...] = (
    byline, date_line, _lines, _original, _bookmark, _properties, _hashtags, _read_original, _translated,
    _metadata_section, reporter, filed, dated,
)  # fmt: skip
# What says more than the masthead shows.
_LEFT_IN_TEXT = frozenset({_properties, _read_original, _translated, _metadata_section, filed, dated})
