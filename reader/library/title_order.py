"""What titles are sorted by, as people look for them: without case, accents, signs before them and a leading
article, with numbers as numbers. Pure.
"""

from __future__ import annotations

import re

from reader.fold import fold
from reader.library.schema import LAST
from reader.regex import regex

_DIGITS = 9  # of a number that are compared as a number
_BEFORE = regex(r"[\W_]+")
_NUMBER = regex(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+")
# Articles as words before others; only those of the text's own language, since `die` and `a` are words elsewhere.
_ARTICLES = {
    language: re.compile(f"(?:(?:{words}) +(?=\\w)){also}")
    for language, words, also in (
        ("en", "the|an?", ""),
        ("de", "der|die|das|eine?", ""),
        ("nl", "de|het|een", ""),
        ("fr", "les?|la|une?", "|l['’](?=\\w)"),
        ("es", "el|las?|los|una?", ""),
        ("it", "il|lo|la|i|gli|le|un[ao]?", "|(?:un|l)['’](?=\\w)"),
        ("pt", "os?|as?|uma?", ""),
    )
}


def title_key(title: str, lang: str | None) -> str:
    """What `title` sorts by; without a letter or digit it sorts last. A text of no known language counts as English."""
    key = fold(title)
    start = _BEFORE.match(key)
    key = key[start.end() :] if start else key
    if not key:
        return LAST
    article = _ARTICLES.get((lang or "en")[:2].lower())
    found = article.match(key) if article else None
    key = key[found.end() :] if found else key
    return key if key.isalpha() else _NUMBER.sub(_padded, key)


def _padded(number: re.Match[str]) -> str:
    return number[0].replace(",", "").lstrip("0").rjust(_DIGITS, "0")
