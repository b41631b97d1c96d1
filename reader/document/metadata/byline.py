"""A line that says who wrote it, or when: By Jane Doe, 9 March 2021, and what stands with them. Pure.

A bare name is none (`Breaking News` looks like one), but a date beside what may be a name is the date of the text.
"""

from __future__ import annotations

import re

from reader.article import Meta
from reader.document.metadata import dates, people
from reader.document.metadata.shape import plain
from reader.regex import regex

_BYLINE = regex(
    r"(?:[*_]{1,2}(?=\w))?(?:by[ \t]*:|(?:(?:written|words|story|text|posted|published) )?by(?=[\s\[*_])"
    r"|publi(?:é|ée) par|veröffentlicht von|publicado por|pubblicato da|von(?=\s)|par(?=\s)|por(?=\s)|di(?=\s)"
    r"|door(?=\s)"
    r"|(?:autor|text|texte|autor:in|автор|текст|저자|글)[:：]"
    r"|作者[:：]|撰文[:：]|文[:：／/])[ \t]*(.+?)[*_]{0,2}\Z",
    re.I,
)
_YEAR = regex(r"\d{4}|[年년]")
_NOT_A_NAME = regex(r"[.!?:;…]\Z|\d|[.!?] [A-Z]")
_SEVERAL = regex(r"\S[:：／]|图/")  # who did something else stands there too
_LINKED = regex(r"\[[^\]\n]+\]\([^()\s]*\)\Z")  # the whole of it is one link
_SENTENCE_END = regex(r"[.!?:;…]\Z|[.!?] [A-Z]")
_WITH_PLACE = regex(r"[^\W\d_]\S*\s\S+, [^\W\d_]{4,}\Z")
_NOT_NAMES = regex(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|june|july|august|september|october"
    r"|november|december|then|now|the|this|that|its|an?",
    re.I,
)
_ARTICLES = frozenset(
    {
        "der",
        "die",
        "das",
        "dem",
        "den",
        "ein",
        "eine",
        "einem",
        "le",
        "la",
        "les",
        "un",
        "une",
        "el",
        "los",
        "las",
        "una",
        "o",
        "os",
    }
)
_PARTICLE = regex(r"del?|della|de[rnls]|d[aiou]s?|v[ao]n|l[ae]|el|i?bin|ibn|al|[yeи]|and|und|et|for|of|the|te[nr]")
_READING_TIME = regex(
    r"(?:\s*[·•|—–,-])?\s*(?:(?:预计)?阅读(?:时间)?[:：]?\s*)?[~约約]?\s*\d{1,3}[ -]?"
    r"(?:min(?:ut[eo]?n?)?s?\.?|мин(?:ут[аы]?)?"
    r"\.?|分钟|分鐘|分|분)(?:[ -]read(?:ing)?|\s(?:Lesezeit|de lecture|de lectura|di lettura|чтения)|阅读)?\Z",
    re.I,
)
_READING_TIME_FIRST = regex(r"\s*~?\d{1,3}[ -]min(?:ute)?s?\.?(?:[ -]read)?\s*[·•|—–,-]\s*", re.I)
_SIGNED = regex(
    r"\s*(?:[·•|—–,]|\b(?:on|am|le|el|il|op)\b)\s*|\s+-\s+|(?<=[\u3400-\u9fff])\s+(?=\d{4}[年/.-])"
)  # between a name and a date
_BY_AFTER = regex(r"\s*[·•|—–,]?\s+((?:by|von|par|por|da)\s.+)\Z", re.I)
# where else on the page it is to be found
_FILED = regex(
    r"(?<=\d)(?:\s+(?:in|under)\s+\S.{0,60}|\s*[·•|,—–-]\s*(?:\d{1,5} comments?|no comments|leave a (?:comment|reply)"
    r"|(?:posted |filed )?(?:in|under):? \S.{0,60}))\Z",
    re.I,
)
_POSTED = regex(r"(?:posted|published|written|by)\b", re.I)
_BARE_NAME = regex(r"[*_]{0,2}(?=[^\W\d_a-z])((?:[^\W\d_][\w.'’-]{0,30}(?:\s|(?=\s*[·•|—–]))){1,5})\s*[·•|—–]\s*(?=\S)")
_REPORTER = regex(r"([\uac00-\ud7a3]{2,4})\s?(?:기자|특파원|논설위원)(?:\s*[·|,]?\s+(\d.*))?\Z")


def byline(source: str, meta: Meta) -> Meta | None:
    """The names in a line that says By, and the date beside them."""
    if len(source) >= 300 or "\n" in source:
        return None
    bare = source.strip()
    match = _BYLINE.match(bare)
    if match is not None and _LINKED.match(match[1]):
        # a line that is a link and no more says of itself that it is a byline, whatever the names look like
        words = plain(match[1])
        named = people.names(words) if len(words) <= 250 else ()
        return Meta(authors=named) if named else None
    if match is None and bare[:1].isalpha() and not _YEAR.search(bare):
        return None
    return _signed(plain(bare))


def _signed(line: str) -> Meta | None:
    """A name behind By, with or without a date before or behind it."""
    match = _BYLINE.match(line)
    if match is None:
        behind = _BY_AFTER.search(line)
        published = dates.parse_line(line[: behind.start()]) if behind else None
        signed = _signed(behind[1]) if behind and published else None
        return signed._replace(published=published) if signed and not signed.published else None
    words = _READING_TIME.sub("", match[1])
    if _YEAR.search(words):
        for between in _SIGNED.finditer(words):
            if published := dates.parse_line(words[between.end() :]):
                named = people_of(words[: between.start()])
                return Meta(authors=named, published=published) if named else None
    return Meta(authors=named) if (named := people_of(words)) else None


def people_of(words: str) -> tuple[str, ...]:
    """The names in what stands behind By, when it can be nothing but names."""
    # the agency may have digits (18F), a person has none
    if len(words) > 100 or _NOT_A_NAME.search(words.partition(" for ")[0]) or _SENTENCE_END.search(words):
        return ()
    if _SEVERAL.search(words):
        return ()
    parts = words.replace(",", " ").replace("&", " ").split()
    if not parts or _NOT_NAMES.fullmatch(parts[0]) or parts[0] in _ARTICLES:
        return ()
    if any(part[0].islower() and not _PARTICLE.fullmatch(part) for part in parts):
        return ()
    named = people.names(words)
    # Behind By nobody's family name is first: two words and a third are a name and a place.
    return (named[0].partition(",")[0],) if len(named) == 1 and _WITH_PLACE.match(named[0]) else named


def _without_reading_time(line: str) -> str:
    first = _READING_TIME_FIRST.match(line)
    return _READING_TIME.sub("", line[first.end() :] if first else line)


def date_line(source: str, meta: Meta) -> Meta | None:
    """The date in a line that is one and nothing else but the minutes it takes to read."""
    if len(source) > 120 or not _YEAR.search(source):
        return None
    published = dates.parse_line(_without_reading_time(plain(source)))
    return Meta(published=published) if published else None


def reporter(source: str, meta: Meta) -> Meta | None:
    """A Korean name and that it is a reporter's, with or without a date behind."""
    match = _REPORTER.match(source.strip()) if len(source) < 100 else None
    if match is None:
        return None
    published = dates.parse_line(match[2]) if match[2] else None
    return Meta(authors=(match[1],), published=published) if published or not match[2] else None


def filed(source: str, meta: Meta) -> Meta | None:
    """A byline or a date line that goes on with where it was filed, or how many commented."""
    line = plain(source.strip()) if len(source) < 300 and "\n" not in source else ""
    if not _POSTED.match(line) or not (found := _FILED.search(line)):
        return None
    bare = line[: found.start()]
    published = dates.parse_line(bare)
    return Meta(published=published) if published else _signed(bare)


def dated(source: str, meta: Meta) -> Meta | None:
    """The date below a title in a line of what may be a name, the date and minutes."""
    match = _BARE_NAME.match(source) if meta.title and len(source) <= 120 and _YEAR.search(source) else None
    if match is None:
        return None
    words = match[1]
    parts = words.split()
    # one word is less than a name, but for those that are written without a space
    if len(parts) < 2 and words.isascii():
        return None
    if any(part.islower() and not _PARTICLE.fullmatch(part) for part in parts):
        return None
    published = dates.parse_line(_without_reading_time(plain(source[match.end() :].rstrip("*_ \t"))))
    return Meta(published=published) if published else None
