"""What stands in the text itself before and after the article: title, byline, date, original address. Pure.

The opening is read block by block: each block is offered to the functions of `_BLOCKS`; the first
that none of them knows ends it. What the masthead shows in full is taken out of the text; a block
that holds more than it shows (a link that leads somewhere) stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.article import Meta
from reader.document.metadata import dates, fields, people
from reader.document.metadata.keys import FIELDS, key
from reader.document.metadata.shape import MAX_PLAIN, Found, Text, blocks, has_words, merge, plain

_MAX_BLOCKS = 12
_ATX = re.compile(r" {0,3}#(#?)(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_SETEXT = re.compile(r" {0,3}([^\n]+)\n {0,3}=+[ \t]*\Z")
# a definition of a link is never a heading, whatever stands below it
_DEFINITION = re.compile(
    r"\[(?!\s*\])(?:[^\[\]\\]|\\.){1,999}\]:[ \t]*(?:<[^<>]*>|[^\s<]\S*)"
    r"""(?:[ \t]+(?:"[^"]*"|'[^']*'|\([^()]*\)))?[ \t]*\Z"""
)
_BYLINE = re.compile(
    r"(?:by[ \t]*:|(?:written )?by|von|par|por|di|autor:|автор:|作者[:：]|文[:：／/]|저자:|글:)[ \t]*(.+)\Z", re.I
)
_NOT_A_NAME = re.compile(r"[.!?:;…]\Z|\d|[.!?] [A-Z]")
_LINKED = re.compile(r"\[[^\]\n]+\]\([^()\s]*\)\Z")  # the whole of it is one link
_SENTENCE_END = re.compile(r"[.!?:;…]\Z|[.!?] [A-Z]")
_NOT_NAMES = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october"
    r"|november|december|then|now|the|this|that|its|an?",
    re.I,
)
_PARTICLE = re.compile(r"del?|della|de[rnls]|d[aiou]s?|v[ao]n|l[ae]|el|i?bin|ibn|al|[yeи]|and|und|et|for|of|the|te[nr]")
_ADDRESS = r"(?:<(https?://[^>\s]+)>|\[[^\]\n]*\]\((https?://[^)\s]+)\)|(https?://[^\s<>]+))"
_STRONG = r"(?:\*\*|[*_])?"
_ORIGINAL = re.compile(
    rf"{_STRONG}original(?:ly published)?(?: ?(?:url|link|address|article|source|at|on))?"
    rf" ?:?{_STRONG} ?:? ?{_ADDRESS}\Z",
    re.I,
)
_ORIGINAL_LABEL = re.compile(rf"{_STRONG}original (?:url|link|address|article|source) ?:?{_STRONG} ?:?\Z", re.I)
_BARE = re.compile(rf"{_ADDRESS}\s*\Z")
_FURNITURE = re.compile(r'(?:<!--(?:(?!-->).)*-->|<a (?:id|name)="[^"]*">\s*</a>|!\[[^\]]*\]\([^)]*\)|\s)+\Z', re.S)
_PROPERTY = re.compile(r"(?:[-*] )?(?:\*\*)?([^\W\d_][\w -]{1,30}?):(?:\*\*)?(?:[ \t]+(.*))?\Z")
_HASHTAGS = re.compile(r"(?:#[^\s#][^#\n]*#(?=\s|\Z)|#[^\s#]+)(?:[ \t]+(?:#[^\s#][^#\n]*#(?=\s|\Z)|#[^\s#]+))*[ \t]*\Z")
_HASHTAG = re.compile(r"#([^\s#][^#\n]*[^\s#])#(?=\s|\Z)|#([^\s#]+)")
_READ_ORIGINAL = re.compile(r"\[(?:read )?original\]\((https?://[^)\s]+)\)", re.I)
_TRANSLATED = re.compile(
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
        if (heading := _heading(source, 2 if not meta.title and not titled else 1)) is not None:
            if titled:
                break
            if not has_words(heading):  # `# >`: what a clipper made of a title it could not read
                continue
            titled = True
            meta = merge(meta, Meta(title=plain(heading) or None))
            whole = len(heading) < MAX_PLAIN and "](" not in heading and "<a" not in heading
            if whole and meta.title == plain(heading):
                taken.append((start, end))
            continue
        known = next(((kind, found) for kind in _BLOCKS if (found := kind(source, meta)) is not None), None)
        if known:
            meta = merge(meta, known[1])
            if known[0] not in _LEFT_IN_TEXT and not _leads_somewhere(source, meta):
                taken.append((start, end))
        elif not _FURNITURE.match(source):
            break
    return Found(meta, 0, tuple(taken)) if meta != text.known or taken else None


def _is_label(source: str) -> bool:
    return len(source) < 80 and _ORIGINAL_LABEL.match(" ".join(source.split())) is not None


def _leads_somewhere(source: str, meta: Meta) -> bool:
    targets = re.findall(r"\]\(([^)\s]*)[^)]*\)|<(https?://[^>\s]*)>", source)
    return any((target or auto) not in {"", "#", "..", meta.url} for target, auto in targets)


def _heading(source: str, level: int) -> str | None:
    """The inline source of the heading of at most this level (1 or 2) that `source` is, else None."""
    if match := _ATX.match(source):
        return match[2] or "" if len(match[1]) < level else None
    match = _SETEXT.match(source)
    return match[1] if match and not _DEFINITION.match(match[1]) else None


def _byline(source: str, meta: Meta) -> Meta | None:
    match = _BYLINE.match(source.strip()) if len(source) < 300 and "\n" not in source else None
    if not match:
        return None
    words = plain(match[1])
    if _LINKED.match(match[1]):
        # a line that is a link and no more says of itself that it is a byline, whatever the names look like
        named = people.names(words) if len(words) <= 250 else ()
        return Meta(authors=named) if named else None
    # the agency may have digits (18F), a person has none
    if len(words) > 100 or _NOT_A_NAME.search(words.partition(" for ")[0]) or _SENTENCE_END.search(words):
        return None
    parts = words.replace(",", " ").replace("&", " ").split()
    if not parts or _NOT_NAMES.fullmatch(parts[0]):
        return None
    if any(part[0].islower() and not _PARTICLE.fullmatch(part) for part in parts):
        return None
    return Meta(authors=named) if (named := people.names(words)) else None


def _date_line(source: str, meta: Meta) -> Meta | None:
    published = dates.parse_line(plain(source)) if len(source) <= 120 else None
    return Meta(published=published) if published else None


def _original(source: str, meta: Meta) -> Meta | None:
    if len(source) >= 2200 or "original" not in source[:40].lower():
        return None
    match = _ORIGINAL.match(" ".join(source.split()))
    address = fields.url(match[1] or match[2] or match[3]) if match else None
    return Meta(url=address) if address else None


def _bookmark(source: str, meta: Meta) -> Meta | None:
    """A lone address below a title that names its host: a bookmark of nb."""
    match = _BARE.match(source.strip()) if len(source) < 2200 else None
    address = fields.url(match[1] or match[2] or match[3]) if match else None
    if not address or not meta.title:
        return None
    host = address.split("/")[2].rpartition("@")[2].casefold()
    return Meta(url=address) if meta.title.casefold().endswith(f" ({host})") else None


def _properties(source: str, meta: Meta) -> Meta | None:
    """Lines of `Key: value` below the title, as Notion exports them, all with keys we know."""
    if not meta.title or ":" not in source or len(source) > 4000:
        return None
    pairs = [_PROPERTY.match(line) for line in source.split("\n")]
    values = {match[1]: match[2] for match in pairs if match}
    known = sum(key(name) in FIELDS for name in values)
    if not all(pairs) or not known or known * 2 < len(values):
        return None
    return fields.meta_from(values)


def _hashtags(source: str, meta: Meta) -> Meta | None:
    """A line of `#tag #two words#` below the title (Bear, Omnivore)."""
    if not meta.title or len(source) > 1000 or not _HASHTAGS.match(source):
        return None
    return Meta(tags=tuple(dict.fromkeys(closed or single for closed, single in _HASHTAG.findall(source))))


def _read_original(source: str, meta: Meta) -> Meta | None:
    match = _READ_ORIGINAL.search(source) if len(source) < 5000 and "](" in source else None
    return Meta(url=address) if match and (address := fields.url(match[1])) else None


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
    _byline, _date_line, _original, _bookmark, _properties, _hashtags, _read_original, _translated, _metadata_section,
)  # fmt: skip
# What says more than the masthead shows.
_LEFT_IN_TEXT = frozenset({_properties, _read_original, _translated, _metadata_section})


def closing(text: Text) -> Found | None:
    """`Original url:` and the address, in one paragraph or two, at the end of the text."""
    whole = not text.tail
    source = text.head if whole else text.tail
    base = max(text.body, len(source) - 4096) if whole else 0
    last = source[base:]
    if "original" not in last.lower():  # ten times faster than the pattern
        return None
    at = -1
    for match in re.finditer(r"^[*_]{0,2}original\b", last, re.I | re.M):
        at = base + match.start()
    if at < 0:
        return None
    spans = list(blocks(source, at, 3))
    for start, end in (spans[0], (spans[0][0], spans[1][1] if len(spans) > 1 else spans[0][1])):
        if found := _original(source[start:end], text.known):
            shown = found.url == (text.known.url or found.url)
            offset = 0 if whole else len(source)
            return Found(found, 0, ((start - offset, end - offset),) if shown else ())
    return None
