"""A name that is a link to the page of its author, and the date near it, as platforms set them below a title. Pure.

A bare name says too little (`Breaking News` is none), and so does a link that leads elsewhere: what the
address is called decides, and both have to be there.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from reader.article import Meta
from reader.document.metadata import dates
from reader.document.metadata.shape import blocks, plain
from reader.regex import regex

_MAX_BLOCKS = 14
_MAX_BLOCK = 1000
_HEADING = regex(r" {0,3}#{2,4}[ \t]+\S[^\n]*\Z")
_LINK = regex(r"\[([^\[\]\n]{1,80})\]\((https?://[^()\s]{4,500})\)\Z")
_PORTRAIT = regex(r"\[?!\[[^\[\]\n]*\]\([^()\n]*\)(?:\]\([^()\n]*\))?\Z")
_AUTHOR = regex(
    r"https?://[^/\s]+/(?:[^?#]*/)?(?:@[\w.-]+|(?:authors?|by|people|profiles?|contributors?|staff|writers?"
    r"|journalists?|columnists?|autor(?:es|en)?|auteurs?)/[^/?#]+)/?(?:[?#].*)?\Z"
)
_BETWEEN = regex(r"\n|(?:(?<=\s)|(?<=\)))[·•|](?=\s|\[|\Z)")
_OF_THE_PAGE = regex(
    r"[·•|]|\d{1,6}|follow|following|subscribe|share|listen|~?\d{1,3}[ -]min(?:ute)?s?(?: read)?", re.I
)


def signature(head: str, at: int, people: Callable[[str], tuple[str, ...]]) -> Meta | None:
    """The authors and the date in what begins at `at`, a subtitle before them or not; `people` reads names."""
    named: tuple[str, ...] = ()
    published: str | None = None
    for number, (start, end) in enumerate(blocks(head, at, _MAX_BLOCKS)):
        source = head[start:end]
        if end - start > _MAX_BLOCK or ("](" not in source and not named and not _HEADING.match(source)):
            break
        if number == 0 and _HEADING.match(source):
            continue
        for part in _BETWEEN.split(source):
            bare = part.strip(" \t\\*_")
            link = _LINK.match(bare)
            words = plain(link[1] if link else bare)
            if link and _AUTHOR.match(link[2]) and (found := people(words)):
                named = (*named, *(name for name in found if name not in named))
            elif told := dates.parse_line(words):
                published = published or told
            elif words and not _OF_THE_PAGE.fullmatch(words) and not _PORTRAIT.match(bare):
                break
        else:
            if not (named and published):
                continue
        break
    return Meta(authors=named, published=published) if named and published else None
