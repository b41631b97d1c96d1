"""Words in any of the spellings that `fold` makes the same, as the full-text index finds them. Pure."""

from __future__ import annotations

import re
from functools import cache

from reader.fold import fold

# Latin, Greek and Cyrillic with accents, strokes and ligatures
_RANGES = (range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000), range(0xFB00, 0xFB05))
_ACCENTS = "[\u0300-\u036f]*"


@cache
def _spellings() -> dict[str, str]:
    """By one or two folded letters the characters that become these. Made when it is first needed: in 3 ms."""
    found = {"'": "\u2018\u2019\u02bc"}
    for code in (code for codes in _RANGES for code in codes):
        sign, folded = chr(code), fold(chr(code))
        if folded != sign and 0 < len(folded) < 3 and folded.isalpha():
            found[folded] = found.get(folded, "") + sign
    return found


def any_spelling(word: str) -> str:
    """A pattern that finds `word` without regard to case and accents; to be compiled without flags.

    Two letters that one may stand for are taken from the left: in `sss` ß is the first two.
    """
    folded, known, parts, at = fold(word), _spellings(), list[str](), 0
    while at < len(folded):
        pair = folded[at : at + 2]
        if len(pair) == 2 and pair in known:
            parts.append(f"(?:{_letter(pair[0])}{_letter(pair[1])}|[{known[pair]}])")
            at += 2
        else:
            parts.append(_letter(pair[0]))
            at += 1
    found = "".join(parts)
    return found if word.isascii() else f"(?:{found}|(?i:{re.escape(word)}))"


def _letter(sign: str) -> str:
    others = _spellings().get(sign, "")
    if sign.isascii() and sign.isalpha():
        others += sign.upper()
    if not others:
        return re.escape(sign)
    return f"[{re.escape(sign)}{others}]" + (_ACCENTS if sign.isalpha() else "")
