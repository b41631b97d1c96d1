"""Text as it is compared in filters and sorted by: without case, accents and presentation forms. Pure."""

from __future__ import annotations

import unicodedata

from reader.regex import regex

# The combining accents of Latin, Greek and Cyrillic; vowel signs of other scripts are letters and stay.
_ACCENTS = regex("[\u0300-\u036f]+")


def fold(text: str) -> str:
    """`text` casefolded, accents taken off, compatibility forms unified: ÉTÉ, ﬁ → ete, fi."""
    if text.isascii():
        return text.lower()
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare).casefold()
