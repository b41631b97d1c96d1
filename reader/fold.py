"""Text as it is compared in filters and sorted by: without case, accents and presentation forms. Pure."""

from __future__ import annotations

import unicodedata

from reader.regex import regex

# The combining accents of Latin, Greek and Cyrillic; vowel signs of other scripts are letters and stay.
_ACCENTS = regex("[\u0300-\u036f]+")
# Letters that are no letter with an accent, and are written so where a keyboard has none of them.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t", "ı": "i"}
)


def fold(text: str) -> str:
    """`text` casefolded, accents taken off, compatibility forms unified: ÉTÉ, ﬁ, Łódź → ete, fi, lodz."""
    if text.isascii():
        return text.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_LETTERS)
    return unicodedata.normalize("NFC", bare).casefold()
