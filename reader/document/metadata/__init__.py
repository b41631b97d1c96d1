"""What a document says of itself: title, authors, dates, address, tags, language, from the shapes people have.

`extract` reads the header first, then what stands in the text before and after the article; for each field
the first that knows it wins, and what none knows is None. Pure: no files, no clock, no guesses.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.article import Meta
from reader.document.metadata import dates
from reader.document.metadata.header import header as header_of
from reader.document.metadata.joplin import joplin_note
from reader.document.metadata.module import module_end
from reader.document.metadata.opening import opening
from reader.document.metadata.script import language_of
from reader.document.metadata.shape import MAX_PLAIN, Text, has_words, heading_words, merge
from reader.document.metadata.source import closing
from reader.regex import regex
from reader.sanitise import sanitise_line


class Extracted(NamedTuple):
    """The metadata, the offset where the text begins, and the ranges of it that a masthead shows.

    `body` is a code point offset in `head`, after the front matter. `taken` are (start, end) code
    point offsets beyond it, sorted; one with a negative start lies in `tail` and counts from the end
    of the source (its end is 0 or negative).
    """

    meta: Meta
    body: int
    taken: tuple[tuple[int, int], ...]


_HEADING = regex(
    r"^ {0,3}#[ \t]+(\S.*)$|^ {0,3}([^\s>#\-*+`~|<].*)\n {0,3}=+[ \t]*$"
    r"|^[ \t]*<h1\b[^<>\n]*>((?:(?!</?h\d)[^\0]){1,500}?)</h1>",
    re.M | re.I,
)
_NEAR, _FEW = 6000, 40  # characters before a title that is shown on the first screen, and letters of other words
# Links to translations, pictures, comments, scripts, tags, and the names that places have
_FURNITURE = regex(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|!?\[(?:[^\[\]]|!?\[[^\[\]]{0,300}\]\([^()\n]{0,1000}\)){0,300}\]"
    r"(?:\((?:[^()\n]|\([^()\n]*\)){0,1000}\)|\[[^\[\]]{0,300}\])|<[^<>]{1,1000}>|^\([\w:./-]{1,100}\)=$",
    re.S | re.M | re.I,
)
_SECTION = regex(r"^ {0,3}#{2,6}[ \t]|^ {0,3}\S[^\n]*\n {0,3}-{3,}[ \t]*$|^[ \t]*<h[1-6]\b", re.M | re.I)
_FENCE = regex(r"^ {0,3}(`{3,}|~{3,})[^\n`]*$|^ {0,3}(\$\$)[^\n$]*$", re.M)
_FORMULA_END = regex(r"\$\$[ \t]*$", re.M)
_DATED_NAME = regex(r"(\d{4}-\d{2}-\d{2})-(?=.)")
_NOTION_ID = regex(r" [0-9a-f]{32}\Z")
_SUFFIX = regex(r"(?<=.)(?:\.bookmark)?\.(?:md|markdown|mdown|txt)\Z", re.I)


def extract(head: str, tail: str = "", name: str = "") -> Extracted:
    """The metadata of a document from its sanitised beginning and end and the name of its file.

    `head` is the first part of the source (64 KB are enough), `tail` its last 4 KB, or "" when `head` is
    everything. The title falls back to the first level-one heading of `head`, then to the name.
    """
    header = header_of(head)
    meta, body = (header.meta, header.body) if header else (Meta(), 0)
    body = module_end(head, body)
    taken: list[tuple[int, int]] = []
    for shape in (joplin_note, opening, closing):
        if found := shape(Text(head, tail, name, body, meta)):
            meta = merge(meta, found.meta)
            taken += found.taken
    meta = _without_host(meta)
    first = None
    if not meta.title or not taken:
        first = _first_heading(head[: body + _NEAR] if meta.title else head, body)
    if not meta.title:
        meta = meta._replace(title=(first.words if first else None) or _title_of(name))
    if first is not None and not taken and first.words == meta.title and _is_near(head, body, first):
        taken.append((first.start, first.end))
    if not meta.published and _DATED_NAME.match(name):
        meta = meta._replace(published=dates.parse(name))
    if not meta.lang:
        meta = meta._replace(lang=language_of(head[body : body + 2000]))
    ranges = sorted(set(taken), key=lambda span: (span[0] < 0, span))
    return Extracted(meta, body, tuple(ranges))


def _without_host(meta: Meta) -> Meta:
    """A bookmark's title names the host of its address; the masthead shows that beside the title."""
    if meta.title and meta.url and meta.title.endswith(")"):
        bare, _, host = meta.title[:-1].rpartition(" (")
        if bare and host.casefold() == meta.url.split("/")[2].casefold():
            return meta._replace(title=bare)
    return meta


class _Heading(NamedTuple):
    """The words of a heading and where it stands; `is_tag` where it is one of HTML."""

    words: str
    start: int
    end: int
    is_tag: bool


def _is_near(head: str, body: int, heading: _Heading) -> bool:
    """Whether a title would be shown twice on the first screen: links to translations or pictures stand before it."""
    before = head[body : heading.start]
    source = head[heading.start : heading.end].lower()
    one_line = len(heading.words) < MAX_PLAIN and "<br" not in source
    if (
        (heading.is_tag and not _is_words(source))
        or not one_line
        or len(before) > _NEAR
        or _SECTION.search(before) is not None
    ):
        return False
    words, furniture = _FURNITURE.subn("", before)
    return not before.strip() or (furniture > 0 and sum(map(str.isalnum, words)) <= _FEW)


def _is_words(source: str) -> bool:
    """Whether an element has words only: the masthead shows neither its links nor its pictures."""
    return "<a" not in source and "<img" not in source


def _first_heading(head: str, body: int) -> _Heading | None:
    at = body
    while match := _HEADING.search(head, at):
        fence = _FENCE.search(head, at, match.start())
        if not fence:
            heading = match[1].rstrip("# \t") if match[1] else match[2] or " ".join(match[3].split())
            if has_words(heading):
                return _Heading(heading_words(heading), match.start(), match.end(), match[3] is not None)
            at = match.end()
            continue
        closed: re.Match[str] | None
        if fence[2]:
            closed = _FORMULA_END.search(head, fence.end()) or fence  # what does not end is no formula
        else:
            end = re.compile(rf"^ {{0,3}}{fence[1][0]}{{{len(fence[1])},}}[ \t]*$", re.M)
            closed = end.search(head, fence.end())
        if not closed:
            return None
        at = closed.end()
    return None


def _title_of(name: str) -> str | None:
    name = _NOTION_ID.sub("", _SUFFIX.sub("", name))
    if dated := _DATED_NAME.match(name):
        name = name[dated.end() :]
    return sanitise_line(name).strip() or None
